//! Arguments that give an effect.

use super::{Named, Rule, Tools};
use crate::catalog::types::Kind;
use crate::risk::effects::Effect;
use crate::risk::lexicon::Topic;

const TEXT: &[Kind] = &[Kind::String];
const SWITCH: &[Kind] = &[Kind::Boolean];
const ANY: &[Kind] = &[Kind::String, Kind::Array, Kind::Object, Kind::Boolean];

/// The first rule is as good as the last; each that fits adds its effect.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
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
        named: Named::Both(&["image", "pdf", "document", "file", "video", "audio", "feed", "media"],
            &["url", "uri"]),
        kinds: TEXT, said: &[], of: Tools::Showing, gives: Effect::Fetch,
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
        named: Named::Both(
            &["send", "deliver", "notify"],
            &["email", "emails", "mail", "invite", "invites", "invitation", "notification",
              "notifications", "updates", "subscribers", "customer", "customers", "users", "owner",
              "assignees", "candidate", "end", "receipt"],
        ),
        kinds: ANY, said: &[], of: Tools::Changing, gives: Effect::Send,
    },
    Rule {
        named: Named::Both(
            &["email"],
            &["result", "results", "receipt", "rejection", "confirmation", "pass", "invite"],
        ),
        kinds: ANY, said: &[], of: Tools::Changing, gives: Effect::Send,
    },
    Rule {
        named: Named::Whole(&["refund", "issuerefund", "chargenow", "chargecard", "offsession"]),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Pay,
    },
    Rule {
        named: Named::Whole(&["sharewith", "sharedwith", "sharepermissions", "permissions", "acl",
            "cannedacl", "ispublic", "public", "publicaccess", "publiclyaccessible", "grants",
            "allowpublicaccess", "policydocument", "collaborators", "makepublic", "setpublic",
            "sharepublicly", "sharedpublicly", "publiclyvisible", "worldreadable", "publiclink",
            "anyonewithlink", "anyonewiththelink", "anyonecanview", "anyonecanread",
            "everyonecanview", "sharewithanyone", "sharewitheveryone"]),
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
        named: Named::Whole(&["adminoverride", "override", "overriderules", "overridechecks", "force",
            "forcemerge", "adminmerge", "admin", "bypass", "ignore"]),
        kinds: SWITCH,
        said: &["check", "checks", "review", "reviews", "approval", "approvals", "protection",
            "protections"],
        of: Tools::Changing, gives: Effect::Weaken,
    },
    Rule {
        named: Named::About(&["verify", "deletion", "termination", "enable"], Topic::Protection),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Weaken,
    },
    Rule {
        named: Named::Whole(&["isadmin", "isadministrator", "issuperuser", "superuser", "isowner",
            "isstaff", "makeadmin", "makeowner", "asadmin", "asowner", "siteadmin", "orgadmin",
            "grantadmin", "isroot", "admin", "administrator", "owner", "superadmin"]),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Grant,
    },
    Rule {
        named: Named::Whole(&["budget", "bid", "budgetamount", "bidamount", "budgetlimit",
            "spendlimit", "spendinglimit", "spendcap"]),
        kinds: &[Kind::Number], said: &[], of: Tools::Changing, gives: Effect::Pay,
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
        named: Named::Both(
            &["delete", "remove", "purge"],
            &["destination", "existing", "missing", "extra", "extraneous", "orphans", "local", "volumes"],
        ),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Delete,
    },
    Rule {
        named: Named::Whole(&["overwrite", "overwriteexisting", "replaceall", "replaceexisting",
            "forceoverwrite", "truncate", "droptarget", "dropexisting"]),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Overwrite,
    },
    Rule {
        named: Named::Both(
            &["access"], &["level", "levels", "role", "mode", "policy", "control"],
        ),
        kinds: &[Kind::String, Kind::Number], said: &[], of: Tools::Changing, gives: Effect::Grant,
    },
    Rule {
        named: Named::Whole(&["sshkey", "sshkeys", "sshpublickey", "sshpublickeys",
            "authorizedkey", "authorizedkeys", "sshauthorizedkeys", "rootkeys", "sshkeyids",
            "sshkeynames", "sshkeyname"]),
        kinds: &[Kind::String, Kind::Array, Kind::Number], said: &[], of: Tools::Making,
        gives: Effect::Grant,
    },
    Rule {
        named: Named::Whole(&["policy", "resourcepolicy", "accesspolicy", "accesspolicies",
            "bucketpolicy", "queuepolicy", "topicpolicy", "keypolicy", "iampolicy",
            "assumerolepolicydocument", "trustpolicy", "inlinepolicy"]),
        kinds: &[Kind::String, Kind::Object],
        said: &["access", "iam", "json", "principal", "principals", "statement", "statements"],
        of: Tools::Changing, gives: Effect::Grant,
    },
    Rule {
        named: Named::Both(
            &["require", "required", "requires", "enforce", "only"],
            &["approval", "approvals", "review", "reviews", "check", "checks", "pipeline", "mfa",
              "admins", "discussions", "signed", "signatures", "auth", "authentication", "password"],
        ),
        kinds: SWITCH, said: &[], of: Tools::Changing, gives: Effect::Weaken,
    },
    Rule {
        named: Named::Whole(&["command", "commands", "cmd", "startcommand", "buildcommand",
            "runcommand", "entrypoint", "initscript", "userdata", "startupscript", "cloudinit",
            "postinstallscript", "composeyaml", "buildspec", "jobspec"]),
        kinds: &[Kind::String, Kind::Array], said: &[], of: Tools::Making, gives: Effect::Execute,
    },
    Rule {
        named: Named::Both(
            &["daily", "lifetime", "max", "total", "monthly", "cap", "cpc", "micros", "amount", "cents"],
            &["budget", "bid", "spend", "price", "cost"],
        ),
        kinds: &[Kind::Number, Kind::Object], said: &[], of: Tools::Changing, gives: Effect::Pay,
    },
    Rule {
        named: Named::Both(
            &["image", "media", "file", "logo", "photo", "attachment", "document", "audio",
              "video", "picture"],
            &["source", "src", "location", "input", "link"],
        ),
        kinds: TEXT, said: &["url", "urls", "https", "http"], of: Tools::Any, gives: Effect::Fetch,
    },
    Rule {
        named: Named::Whole(&["data", "source", "image", "input", "document", "audio", "video"]),
        kinds: TEXT, said: &["url", "urls", "https", "http"], of: Tools::Any, gives: Effect::Fetch,
    },
    Rule {
        named: Named::Whole(&["out", "outfile", "saveto", "saveas", "outpath", "savedir",
            "localdir", "targetdir", "outdir"]),
        kinds: TEXT, said: &[], of: Tools::Any, gives: Effect::WriteLocalFile,
    },
    Rule {
        named: Named::Both(
            &["confirm", "accept", "approve", "agree", "max"],
            &["cost", "costs", "price", "charge", "charges", "spend"],
        ),
        kinds: ANY, said: &[], of: Tools::Changing, gives: Effect::Pay,
    },
];
