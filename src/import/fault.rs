//! What can be wrong with a file of another program, and the words for it.
//!
//! An error says that the file can't be taken over. A denied finding is about what the file's own
//! engine makes something else of than its author meant: the file is taken over as that engine
//! reads it, where the user asks for that.

use super::tree::{Engine, Twice};
use crate::finding::{Finding, Level};
use crate::gateway;
use crate::source::Span;
use crate::strings::{joined_with, nearest, tick};

/// One fault.
#[derive(Debug, Clone)]
pub(super) enum Fault {
    /// The text can't be read at all.
    Syntax { span: Span, language: &'static str, message: String },
    /// A value of another type, or a key that is missing.
    Shape { span: Span, message: String, help: Option<String> },
    /// A key that the engine ignores.
    IgnoredKey {
        span: Span,
        engine: &'static str,
        object: &'static str,
        key: String,
        known: &'static [&'static str],
    },
    /// A key that has a place of its own, and stands elsewhere.
    Misplaced { span: Span, engine: &'static str, key: String, place: String },
    /// A key that stands twice.
    DuplicateKey { span: Span, first: Span, key: String, engine: Engine },
    /// The engine doesn't take the file.
    Refused { span: Span, engine: &'static str, message: String, help: String },
    /// A rule that decides no call.
    NeverMatches { span: Span, message: String, does: String, help: Option<String> },
    /// A rule that another one decides before.
    Dead { span: Span, by: Option<Span>, message: String },
    /// A part that decides calls and that no policy can say.
    NoExactForm { span: Span, message: String, help: Option<String> },
    /// A part that isn't analysed.
    NotAnalysed { span: Span, message: String, help: String },
    /// Something beside the rules that decides calls as well, and isn't taken over.
    Beside { span: Span, message: &'static str },
    /// Rules of several servers, of which a policy is about one; each with one of its rules.
    SeveralServers { span: Span, servers: Vec<(String, Span)> },
    /// Rules that name no server.
    EveryServer { span: Span },
    /// No rule about a tool of a server.
    NoRules { span: Span, message: String },
}

impl Fault {
    /// The fault in words.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Syntax { span, language, message } => {
                let message = format!("the {language} can't be read: {message}");
                Finding::error("import-syntax", span, message)
            }
            Self::Shape { span, message, help } => {
                Finding::error("import-shape", span, message).help_if(help)
            }
            Self::IgnoredKey { span, engine, object, key, known } => {
                let message = format!("{object} has no key {}: {engine} ignores it", tick(&key));
                Finding::new(Level::Deny, "import-ignored-key", span, message)
                    .help(known_keys(&key, known))
            }
            Self::Misplaced { span, engine, key, place } => {
                let message = format!("{engine} ignores {} here", tick(&key));
                Finding::new(Level::Deny, "import-ignored-key", span, message)
                    .help(format!("write it as {}", tick(&place)))
            }
            Self::DuplicateKey { span, first, key, engine } => {
                let (level, does) = twice(engine);
                let message = format!("the key {} stands twice: {does}", tick(&key));
                let finding = Finding::error("import-duplicate-key", span, message)
                    .label(first, "it stands here first")
                    .help("keep one of the two");
                Finding { level, ..finding }
            }
            Self::Refused { span, engine, message, help } => {
                let message = format!("{engine} refuses the file: {message}");
                let help = Some(help).filter(|help| !help.is_empty());
                Finding::error("import-refused", span, message).help_if(help)
            }
            Self::NeverMatches { span, message, does, help } => {
                Finding::new(Level::Deny, "import-never-matches", span, message)
                    .note(does)
                    .help_if(help)
            }
            Self::Dead { span, by, message } => {
                let finding = Finding::warn("import-dead-rule", span, message);
                match by {
                    Some(by) => finding.label(by, "decides before"),
                    None => finding,
                }
            }
            Self::NoExactForm { span, message, help } => {
                Finding::error("import-no-exact-form", span, message).help_if(help)
            }
            Self::NotAnalysed { span, message, help } => {
                let message = format!("not analysed: {message}");
                Finding::error("import-not-analysed", span, message).help(help)
            }
            Self::Beside { span, message } => Finding::warn("import-beside", span, message)
                .note("isn't taken over, and may refuse or allow a call as well"),
            Self::SeveralServers { span, servers } => several_servers(span, &servers),
            Self::EveryServer { span } => {
                let message = "the rules are about the tools of every server, and a policy is about \
                               one server";
                Finding::error("import-several-servers", span, message)
                    .help("`--server NAME` says which one")
            }
            Self::NoRules { span, message } => Finding::error("import-no-rules", span, message)
                .help("there is nothing to make a policy of"),
        }
    }
}

/// What becomes of a key that stands twice.
fn twice(engine: Engine) -> (Level, String) {
    let name = engine.name;
    match engine.twice {
        Twice::TakesLast => (Level::Deny, format!("{name} takes the last one")),
        Twice::RefusesFile => (Level::Error, format!("{name} refuses the file")),
        Twice::Unsaid => (Level::Error, format!("which one {name} would use is not said")),
    }
}

/// How many servers' rules are pointed at.
const MAX_LABELS: usize = 4;

fn several_servers(span: Span, servers: &[(String, Span)]) -> Finding {
    let names: Vec<_> = servers.iter().map(|(server, _)| tick(server)).collect();
    let names = joined_with(&names, "and");
    let message = format!("the file has rules of {names}, and a policy is about one server");
    let finding = Finding::error("import-several-servers", span, message)
        .help("`--server NAME` takes the rules of one");
    let others = servers.iter().filter(|(_, at)| *at != span).take(MAX_LABELS);
    others.fold(finding, |finding, (server, at)| {
        finding.label(*at, format!("a rule of {}", tick(server)))
    })
}

fn known_keys(key: &str, known: &[&str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean {}?", tick(near)),
        None => {
            let known: Vec<_> = known.iter().map(|key| tick(key)).collect();
            format!("the keys are {}", joined_with(&known, "and"))
        }
    }
}

/// A condition as a message names it, as in `args.a gt 5`.
pub(super) fn condition_words(condition: &gateway::Condition) -> String {
    let gateway::Condition { path, op, value } = condition;
    tick(&format!("{path} {} {value}", gateway::operator_name(*op)))
}
