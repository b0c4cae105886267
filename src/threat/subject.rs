//! An argument that is asked about.

use super::beside;
use super::constants::{Constant, Constants, Extent};
use crate::policy::condition::Path;
use crate::risk;
use crate::risk::{Class, Effect, FoundRole, Profile, Role, When};
use crate::witness::Callable;

/// What it takes for a local file to matter: it is written, sent away or run.
pub(super) const HANDLING: &[Effect] = &[Effect::WriteLocalFile, Effect::Send, Effect::Execute];

/// Words of tools, and of what is said of arguments, where a file is sent away.
const UPLOADING: &[&str] = &[
    "attach",
    "attachment",
    "attachments",
    "attaches",
    "import",
    "imported",
    "imports",
    "upload",
    "uploaded",
    "uploads",
];

/// Words of tools that fetch what an address leads to.
const FETCHING: &[&str] =
    &["browse", "clone", "crawl", "download", "fetch", "http", "navigate", "scrape", "visit"];

/// How statements of SQL begin.
const STATEMENTS: &[&str] =
    &["select", "insert", "update", "delete", "with", "create", "alter", "drop", "explain", "show"];

/// Words for files that say what there is to be.
const MANIFESTS: &[&str] = &["manifest", "manifests", "yaml"];

/// Words of what holds the address of a file.
const FILES: &[&str] = &["attachment", "attachments", "file", "files", "media", "upload"];

/// Roles of which the rules may tell more: that a recipient is a mail address, a label a folder.
const VAGUE: &[Role] =
    &[Role::Identity, Role::Owner, Role::Label, Role::Content, Role::Filter, Role::ChatRecipient];

/// An argument of a tool, with what it is and what the policy names of it.
#[derive(Debug)]
pub(crate) struct Subject<'s, 'a> {
    /// The tool.
    pub tool: &'s Callable<'a>,
    /// What its definition says of it.
    pub profile: &'s Profile<'a>,
    /// The argument and its role.
    pub found: &'s FoundRole<'a>,
    /// Its role.
    pub role: Role,
    /// What the policy names of it, or of the list that it stands in.
    pub constants: Constants<'a>,
}

impl<'s, 'a> Subject<'s, 'a> {
    /// `None` for an argument without a role that is compared with nothing telling, for one that
    /// says what is left out, and of a tool without a definition.
    pub(super) fn new(tool: &'s Callable<'a>, found: &'s FoundRole<'a>) -> Option<Self> {
        if beside::narrows(found) {
            return None;
        }
        let constants = Constants::of(tool, &found.leaf.path.outside_lists());
        let (profile, own) = (tool.profile()?, found.answer.role());
        let role = beside::role(tool, found, own).or_else(|| role(own, &constants))?;
        Some(Self { tool, profile, found, role, constants })
    }

    /// What a condition can name: the argument, or the list that it stands in.
    pub(super) fn path(&self) -> Path {
        self.found.leaf.path.outside_lists()
    }

    /// Whether calls of the tool can have one of these effects.
    pub(super) fn has_effect(&self, effects: &[Effect]) -> bool {
        self.profile.effects().iter().any(|found| effects.contains(&found.effect))
    }

    /// The same through this argument, as far as can be told: not only where another one is given.
    pub(super) fn has_effect_through_itself(&self, effects: &[Effect]) -> bool {
        let own = &self.found.leaf.path;
        self.profile.effects().iter().any(|found| {
            effects.contains(&found.effect)
                && !matches!(&found.when, When::Given(other) if other != own)
        })
    }

    /// Whether it fetches what this argument addresses.
    pub(super) fn fetches(&self) -> bool {
        self.has_effect_through_itself(&[Effect::Fetch])
            || risk::has_any(self.tool.name, FETCHING)
            || self.sends_file() && self.found.leaf.path.names().any(|it| risk::has_any(it, FILES))
    }

    /// Whether it writes, sends away or runs the file that this argument names.
    pub(super) fn handles_file(&self) -> bool {
        self.has_effect_through_itself(HANDLING) || self.sends_file() || self.is_manifest()
    }

    /// Whether it sends away the file that this argument names: what it makes or changes elsewhere
    /// is uploaded, attached or imported.
    pub(super) fn sends_file(&self) -> bool {
        let changes = [Effect::Send, Effect::Create, Effect::Update, Effect::Overwrite];
        let description = self.found.leaf.description.as_deref().unwrap_or_default();
        self.has_effect(&changes)
            && !self.has_effect_through_itself(&[Effect::WriteLocalFile])
            && (has_word(self.tool.name, UPLOADING)
                || has_word(description, UPLOADING)
                || self.found.leaf.path.names().any(|name| risk::has_any(name, UPLOADING)))
    }

    /// Whether the file that this argument names says what is made, changed or deleted.
    fn is_manifest(&self) -> bool {
        let changes = [Effect::Create, Effect::Update, Effect::Delete];
        let description = self.found.leaf.description.as_deref().unwrap_or_default();
        self.has_effect(&changes) && has_word(description, MANIFESTS)
    }

    /// Whether the file that this argument names is read, to be shown or sent away, and stays as it
    /// is.
    pub(super) fn takes_file(&self) -> bool {
        let writes = self.has_effect_through_itself(&[Effect::WriteLocalFile]);
        !writes && self.only_reads() || self.sends_file()
    }

    /// Whether its calls show things and do nothing else, as far as can be told.
    pub(super) fn only_reads(&self) -> bool {
        let effects = self.profile.effects();
        let reads =
            !effects.is_empty() && effects.iter().all(|it| it.effect.class() == Class::Read);
        let Some(tool) = self.tool.tool else { return reads };
        let hint = tool.hints().read_only.is_some_and(|hint| hint.node);
        let description = tool.description().unwrap_or_default().to_ascii_lowercase();
        reads || hint || ["read-only", "readonly"].iter().any(|word| description.contains(word))
    }

    /// The other arguments of the tool with one of these roles.
    pub(super) fn siblings(
        &self,
        roles: &'static [Role],
    ) -> impl Iterator<Item = &'s FoundRole<'a>> {
        let own = &self.found.leaf.path;
        let others = self.profile.roles().iter().filter(move |found| found.leaf.path != *own);
        others.filter(|found| found.answer.role().is_some_and(|role| roles.contains(&role)))
    }

    /// Whether the argument's name has one of these words, or the plural of one.
    pub(super) fn is_called(&self, list: &[&str]) -> bool {
        self.found.leaf.is_called(list)
    }

    /// Whether the tool's name has one of these words, in small letters.
    pub(super) fn tool_is_named(&self, list: &[&str]) -> bool {
        has_word(self.tool.name, list)
    }

    /// Whether the tool's name or description has one of these words, in small letters.
    pub(super) fn mentions(&self, list: &[&str]) -> bool {
        let description = self.tool.tool.and_then(|tool| tool.description());
        has_word(self.tool.name, list) || has_word(&description.unwrap_or_default(), list)
    }
}

/// An argument's own role, or that of what the rules say of it, where its definition tells none or
/// less: addresses are addresses, and `host in` is said of them.
fn role(own: Option<Role>, constants: &Constants<'_>) -> Option<Role> {
    let said = || constants.required.iter().find_map(of_constant);
    let tells_more = own.is_some_and(|own| !VAGUE.contains(&own));
    match (!tells_more).then(said).flatten() {
        Some(role) => Some(role),
        None => of_texts(own, constants),
    }
}

/// The role of arguments of which conditions say such a thing.
fn of_constant(constant: &Constant) -> Option<Role> {
    match constant.extent {
        Extent::Folder if is_address(&constant.text) => Some(Role::Url),
        Extent::Host => Some(Role::Url),
        Extent::Domain => Some(Role::Mail),
        Extent::Command => Some(Role::CommandLine),
        Extent::Folder => Some(Role::InsidePath),
        Extent::Whole | Extent::Start | Extent::End | Extent::Part => None,
    }
}

/// The role of the values that the rules require.
fn of_texts(own: Option<Role>, constants: &Constants<'_>) -> Option<Role> {
    let parts = constants.parts();
    let texts = || constants.required.iter().map(|constant| &constant.text).chain(&parts);
    let has = |is: fn(&str) -> bool| texts().any(|text| is(text));
    let is_mail = |text: &String| is_mail(text);
    let is_relative = |text: &String| text.starts_with('/') && !text.starts_with("//");
    match own {
        Some(Role::Url | Role::Host) if texts().next().is_some() && texts().all(is_mail) => {
            Some(Role::Mail)
        }
        None
        | Some(
            Role::Identity
            | Role::Owner
            | Role::Label
            | Role::InsidePath
            | Role::Content
            | Role::Filter
            | Role::Host,
        ) if has(is_address) => Some(Role::Url),
        Some(Role::Url | Role::Host) if texts().next().is_some() && texts().all(is_relative) => {
            Some(Role::InsidePath)
        }
        None
        | Some(Role::Label | Role::Content | Role::Filter | Role::Identity | Role::QueryReadOnly)
            if has(is_sql) =>
        {
            Some(Role::Sql)
        }
        None | Some(Role::Label) if has(is_folder) => Some(Role::InsidePath),
        own => own,
    }
}

/// `https://acme.com/docs`
fn is_address(text: &str) -> bool {
    ["http://", "https://", "ssh://", "git://"].iter().any(|scheme| text.starts_with(scheme))
}

/// `SELECT `, `delete from`
fn is_sql(text: &str) -> bool {
    let text = text.trim_start();
    let (word, is_followed) = match text.split_once(char::is_whitespace) {
        Some((word, _)) => (word, true),
        None => (text, false),
    };
    let is_verb = STATEMENTS.iter().any(|verb| word.eq_ignore_ascii_case(verb));
    is_verb && (is_followed || word.chars().all(char::is_uppercase))
}

/// `ada@acme.com`, or its end
fn is_mail(text: &str) -> bool {
    let domain = text.rsplit_once('@').map(|(_, domain)| domain);
    let is_plain = |it: char| it.is_alphanumeric() || "-.".contains(it);
    domain.is_some_and(|domain| domain.contains('.') && domain.chars().all(is_plain))
        && !text.contains(['/', ':'])
}

/// `/srv/docs`, `~/docs`
fn is_folder(text: &str) -> bool {
    let rest = text.strip_prefix('~').unwrap_or(text).strip_prefix('/');
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '.'))
}

/// Whether a text has one of these words, in small letters.
pub(super) fn has_word(text: &str, list: &[&str]) -> bool {
    let mut words = text.split(|it: char| !it.is_alphanumeric());
    words.any(|word| list.contains(&word.to_ascii_lowercase().as_str()))
}
