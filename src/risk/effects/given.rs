//! Arguments by which some calls do more: a file to write, people to tell, a check to skip.

use super::When;
use super::effect::Effect;
use super::forwarding::forwarded;
use super::set::Effects;
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::risk::arguments::Given;
use crate::risk::evidence::Evidence;
use crate::risk::leaves::LeafPath;
use crate::risk::lexicon::Topic;
use crate::risk::words::{self, Word};

/// What an argument's name must be like.
#[derive(Debug, Clone, Copy)]
enum Named {
    /// Its words joined are one of these.
    Whole(&'static [&'static str]),
    /// It has a word of the first and one of the second list.
    Both(&'static [&'static str], &'static [&'static str]),
    /// It has a word of the list and one of the topic.
    About(&'static [&'static str], Topic),
}

/// Which tools a rule is about.
#[derive(Debug, Clone, Copy)]
enum Tools {
    Any,
    /// Those that change something.
    Changing,
    /// Those that show one thing.
    Showing,
}

/// Arguments that give an effect.
#[derive(Debug)]
struct Rule {
    named: Named,
    kinds: &'static [Kind],
    /// Words of which the argument's description must have one; none where the name is enough.
    said: &'static [&'static str],
    /// Which tools have the effect.
    of: Tools,
    gives: Effect,
}

const TEXT: &[Kind] = &[Kind::String];
const SWITCH: &[Kind] = &[Kind::Boolean];
const ANY: &[Kind] = &[Kind::String, Kind::Array, Kind::Object, Kind::Boolean];

#[rustfmt::skip]
const RULES: &[Rule] = &[
    Rule {
        named: Named::Both(
            &["output", "out", "save", "download", "dest", "destination", "export", "screenshot"],
            &["dir", "directory", "folder", "path", "file", "filename", "filepath"],
        ),
        kinds: TEXT, said: &[], of: Tools::Any, gives: Effect::WriteLocalFile,
    },
    Rule {
        named: Named::Whole(&["filename", "filepath", "file", "path", "localpath", "localfile"]),
        kinds: TEXT,
        said: &["save", "saved", "saves", "saving", "write", "written", "download", "downloaded"],
        of: Tools::Any, gives: Effect::WriteLocalFile,
    },
    Rule {
        named: Named::Both(
            &["file", "image", "media", "audio", "video", "document", "attachment", "source",
              "import", "content", "feed", "download", "photo", "thumbnail", "picture", "repository",
              "repo", "clone", "script", "spec", "csv", "data", "template", "manifest", "plugin"],
            &["url", "uri"],
        ),
        kinds: TEXT, said: &[], of: Tools::Changing, gives: Effect::Fetch,
    },
    Rule {
        named: Named::Whole(&["url", "uri", "link", "urls"]),
        kinds: &[Kind::String, Kind::Array],
        said: &["fetch", "fetched", "download", "downloaded", "crawl", "scrape", "navigate", "import"],
        of: Tools::Any, gives: Effect::Fetch,
    },
    Rule {
        named: Named::Whole(&["url", "urls", "uri", "pageurl", "siteurl", "websiteurl", "starturl"]),
        kinds: &[Kind::String, Kind::Array], said: &[], of: Tools::Showing, gives: Effect::Fetch,
    },
    Rule {
        named: Named::Whole(&["attendees", "guests", "invitees", "sendupdates", "sendnotification",
            "sendnotifications", "sendemail", "sendinvite", "sendinvites", "notify", "notifyusers",
            "notifycustomer", "sendnotificationemail"]),
        kinds: ANY, said: &[], of: Tools::Changing, gives: Effect::Send,
    },
    Rule {
        named: Named::Whole(&["sharewith", "sharedwith", "sharepermissions", "permissions", "acl",
            "cannedacl", "ispublic", "public", "publicaccess", "publiclyaccessible", "grants",
            "allowpublicaccess", "policydocument", "collaborators"]),
        kinds: ANY, said: &[], of: Tools::Changing, gives: Effect::Grant,
    },
    Rule {
        named: Named::Both(
            &["skip", "insecure", "no", "bypass", "disable", "ignore", "allow", "unsafe"],
            &["tls", "ssl", "verification", "verify", "validation", "check", "checks", "certificate",
              "protection", "review", "insecure", "approval", "signature", "auth", "hooks", "safety"],
        ),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Weaken,
    },
    Rule {
        named: Named::About(&["verify", "deletion", "termination", "enable"], Topic::Protection),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Weaken,
    },
    Rule {
        named: Named::Whole(&["verifyjwt", "verifytls", "verifyssl", "deletionprotection"]),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Weaken,
    },
    Rule {
        named: Named::Whole(&["analyze", "analyse", "explainanalyze"]),
        kinds: SWITCH, said: &["run", "runs", "execute", "executes", "actually"],
        of: Tools::Showing, gives: Effect::Execute,
    },
    Rule {
        named: Named::Whole(&["intrash", "trashed", "trash", "shouldremovesourcebranch",
            "removesourcebranch", "clearvalues", "deletesource", "prune", "allowdeletingcontent",
            "deleteexisting", "deletemissing"]),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Delete,
    },
    Rule {
        named: Named::Whole(&["overwrite", "overwriteexisting", "replaceall", "replaceexisting",
            "forceoverwrite", "truncate"]),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Overwrite,
    },
    Rule {
        named: Named::Both(
            &["confirm", "accept", "approve", "agree", "max"],
            &["cost", "costs", "price", "charge", "charges", "spend"],
        ),
        kinds: ANY, said: &[], of: Tools::Changing, gives: Effect::Pay,
    },
];

/// Words of a switch that takes something away when it is off.
const KEEPING: &[&str] = &["verify", "enable", "protection", "require"];

/// Words of a switch that takes something away when it is on.
const TAKING: &[&str] =
    &["skip", "no", "disable", "bypass", "insecure", "ignore", "allow", "unsafe"];

/// The effects that a tool's arguments give, each with the calls that have it and the argument;
/// `named` are the words of its name.
pub(in crate::risk) fn given_effects(
    given: &Given<'_>,
    named: &[Word<'_>],
    known: Effects,
) -> Vec<(Effect, When, Evidence)> {
    let mut found = if known.changes() { forwarded(given, named) } else { Vec::new() };
    for (name, argument) in given.all() {
        let words = words::of_name(name);
        let fits = |rule: &&Rule| rule.fits(given, &words, &argument, known);
        for rule in RULES.iter().filter(fits) {
            let sign = given.evidence(name, &argument, rule.said);
            found.push((rule.gives, when(name, &words, &argument), sign));
        }
    }
    found
}

/// The calls in which an argument has its effect: a switch in one position, another one wherever
/// it is given.
fn when(name: &str, words: &[Word<'_>], argument: &Argument<'_>) -> When {
    let path = LeafPath::top(name);
    let has = |list: &[&str]| words.iter().any(|word| word.is_any(list));
    let is_switch =
        argument.kinds().into_iter().all(|kind| matches!(kind, Kind::Boolean | Kind::Null));
    if is_switch {
        let off = has(KEEPING) && !has(TAKING);
        return When::OneOf(path, vec![if off { "false" } else { "true" }.to_owned()]);
    }
    if argument.is_optional() { When::Given(path) } else { When::Always }
}

impl Rule {
    fn fits(
        &self,
        given: &Given<'_>,
        words: &[Word<'_>],
        argument: &Argument<'_>,
        known: Effects,
    ) -> bool {
        self.of.fits(known)
            && self.named.fits(words)
            && self.kinds.iter().any(|kind| argument.may_be(*kind))
            && (self.said.is_empty() || given.words_on(argument, self.said).is_some())
    }
}

impl Tools {
    fn fits(self, known: Effects) -> bool {
        match self {
            Self::Any => true,
            Self::Changing => known.changes(),
            Self::Showing => !known.changes() && known.has(Effect::Read),
        }
    }
}

impl Named {
    fn fits(self, words: &[Word<'_>]) -> bool {
        let has = |list: &[&str]| words.iter().any(|word| word.is_any(list));
        match self {
            Self::Whole(list) => {
                let letters: String = words.iter().map(|word| word.text).collect();
                list.contains(&letters.to_ascii_lowercase().as_str())
            }
            Self::Both(one, other) => has(one) && has(other),
            Self::About(list, topic) => has(list) && words.iter().any(|word| word.entry.is(topic)),
        }
    }
}
