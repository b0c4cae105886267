//! What a tool says that it runs: code, commands, statements.

use super::role::Role;
use crate::risk::description::Opening;
use crate::risk::lexicon::Topic;
use crate::risk::lexicon::arguments::CARRYING;
use crate::risk::object::Object;
use crate::risk::profile::Profile;
use crate::risk::words::{self, Word};

/// What is run as code.
const CODE: &[&str] = &[
    "code",
    "script",
    "snippet",
    "javascript",
    "js",
    "typescript",
    "python",
    "python3",
    "ipython",
    "py",
    "ruby",
    "perl",
    "php",
    "lua",
    "groovy",
    "nodejs",
    "julia",
    "apex",
    "applescript",
    "osascript",
    "vbscript",
    "expression",
    "repl",
    "interpreter",
];

/// What is run as a command, and what takes commands.
const COMMANDS: &[&str] = &[
    "command",
    "cmd",
    "commandline",
    "cmdline",
    "shell",
    "bash",
    "zsh",
    "terminal",
    "tty",
    "tmux",
    "powershell",
    "pwsh",
    "console",
    "ssh",
    "cli",
    "subprocess",
    "kubectl",
    "gcloud",
    "awscli",
];

/// Whose commands a database runs.
const DATABASES: &[&str] = &["redis", "valkey", "mongo", "mongodb", "mongosh"];

/// What a graph's or a table's database runs.
const QUERIES: &[&str] = &["cypher", "gremlin"];

/// What is SQL where nothing else is said of it.
const STATEMENTS: &[&str] = &["query", "statement"];

/// What SQL is said to run on.
const STORES: &[&str] = &["sql", "database", "db", "warehouse", "table", "schema"];

/// Shells, whose scripts are command lines.
const SHELLS: &[&str] = &["shell", "bash", "powershell"];

/// What only says more of the thing before it.
const TAILS: &[&str] = &[
    "tool", "line", "string", "text", "block", "input", "async", "sync", "stream", "remotely",
    "safely", "directly",
];

/// What is run is only chosen.
const CHOSEN: &[&str] =
    &["saved", "stored", "predefined", "named", "existing", "registered", "scheduled", "custom"];

/// Verbs that run whatever they are given, where a name says nothing more.
const RUN: &[&str] =
    &["run", "execute", "exec", "eval", "evaluate", "ejecutar", "executar", "executer"];

/// Verbs that run statements.
const RUN_STATEMENTS: &[&str] = &["run", "execute", "exec"];

/// Words that say only that it is given.
const GIVEN: &[&str] = &["given", "provided", "supplied", "raw", "arbitrary", "any", "your"];

/// Where something is run.
const PLACES: &[&str] = &[
    "sandbox",
    "browser",
    "page",
    "container",
    "docker",
    "pod",
    "vm",
    "host",
    "server",
    "remote",
    "kernel",
    "session",
    "process",
    "device",
    "machine",
    "system",
    "mcp",
    "tool",
];

/// What a tool runs.
#[derive(Debug)]
pub(super) struct Run {
    /// The role of what it is given.
    pub(super) role: Role,
    /// The word that says so.
    pub(super) word: String,
    /// Whether that word is one for what is run, and not only the verb.
    pub(super) named: bool,
}

impl Run {
    /// What a tool's own words say that it runs.
    pub(super) fn of(profile: &Profile<'_>) -> Option<Self> {
        let name = by_name(profile);
        let opening = Opening::of(profile.description.as_deref().unwrap_or_default());
        let objects: Vec<_> = opening.run().collect();
        if objects.iter().any(|object| has(object, CHOSEN)) {
            return None;
        }
        let described = objects.iter().find_map(|object| Self::of_things(object));
        let is_sql = name.as_ref().is_some_and(|run| run.role == Role::Sql);
        let says_more = objects.iter().any(|object| !is_carried(object))
            || is_sql && !objects.is_empty() && !has(&profile.prose(), STORES);
        match name {
            Some(run) if run.named && run.role != Role::Sql => Some(run),
            Some(run) => described.or((!says_more).then_some(run)),
            None => described,
        }
    }

    /// What it is to run these things; nothing where they are no code and no commands.
    fn of_things(things: &[Word<'_>]) -> Option<Self> {
        let head = things.iter().rev().find(|word| !word.is_any(TAILS))?;
        let is = |list: &[&str]| head.is_any(list);
        let role = match () {
            () if has(things, CHOSEN) => return None,
            () if has(things, &["sql"]) && (is(&["sql"]) || is(STATEMENTS) || is(COMMANDS)) => {
                Role::Sql
            }
            () if has(things, DATABASES) && is(COMMANDS) || is(QUERIES) => Role::DatabaseProgram,
            () if is(CODE) && has(things, SHELLS) => Role::CommandLine,
            () if is(CODE) => Role::Code,
            () if is(COMMANDS) => Role::CommandLine,
            () => return None,
        };
        Some(Self { role, word: head.text.to_owned(), named: true })
    }
}

/// Whether a word is one for code, commands or what runs them.
pub(super) fn is_code(word: &str) -> bool {
    [CODE, COMMANDS, &["function", "task"]].iter().any(|list| words::is_any(word, list))
}

/// What a name says that is run: `run_python_code`, `shell`, `pod_exec`, `python`.
fn by_name(profile: &Profile<'_>) -> Option<Run> {
    let words = profile.words.as_slice();
    let Some(at) = profile.verb else { return Run::of_things(words) };
    let verb = words.get(at)?;
    let object = Object::in_name(words, at).0;
    if let Some(run) = Run::of_things(object) {
        return Some(run);
    }
    if let [.., head] = object
        && head.is_any(STATEMENTS)
        && object.len() == 1
        && verb.is_any(RUN_STATEMENTS)
    {
        return Some(Run { role: Role::Sql, word: head.text.to_owned(), named: true });
    }
    let in_place = object.iter().all(|word| word.is_any(PLACES));
    let behind = words.get(at + 1..).unwrap_or_default();
    let shell = || Run::of_things(words.get(at..=at)?).or_else(|| Run::of_things(behind));
    in_place.then(|| shell().or_else(|| by_verb(verb, behind))).flatten()
}

/// A verb that runs whatever it is given: `execute`, `sandbox_run`, not `run_container`.
fn by_verb(verb: &Word<'_>, behind: &[Word<'_>]) -> Option<Run> {
    let is_exec = verb.is_any(&["exec"]);
    let runs_place = behind.first().is_some_and(|word| word.is_any(PLACES));
    let stands = is_exec || verb.is_any(&["eval", "evaluate"]) || !runs_place;
    let role = if is_exec { Role::CommandLine } else { Role::Code };
    let word = verb.text.to_owned();
    (verb.is_any(RUN) && stands).then_some(Run { role, word, named: false })
}

/// Whether what a description says that is run is only what the tool is given: `the input`.
fn is_carried(object: &[Word<'_>]) -> bool {
    let mut words =
        object.iter().filter(|word| !word.entry.is(Topic::Article) && !word.is_any(GIVEN));
    let is = |word: &Word<'_>| word.is_any(CARRYING) && !word.is_any(&["task", "key"]);
    words.next().is_none_or(is) && words.next().is_none()
}

fn has(things: &[Word<'_>], list: &[&str]) -> bool {
    things.iter().any(|word| word.is_any(list))
}
