//! What the arguments of a tool, and the rest of its description, add to what it does.

use super::answer::Answer;
use super::arguments::is_one;
use super::classify::Seen;
use super::effects::{self, Effect, Effects, When};
use super::evidence::Evidence;
use super::leaves::LeafPath;
use super::words::{self, Word};
use super::{charges, interpreters, paging, requests, saving};
use crate::catalog::Argument;

/// What statements of SQL can do.
const STATEMENTS: Effects =
    Effects::of(&[Effect::Read, Effect::Create, Effect::Update, Effect::Delete, Effect::Execute]);

/// Verbs that say only that a choice among the arguments says more.
const MANAGING: &[&str] = &["manage", "handle", "control", "configure", "process", "perform"];

/// What makes or changes something.
pub(super) const MAKES: Effects = Effects::of(&[Effect::Create, Effect::Update, Effect::Overwrite]);

/// Words for putting something into a file.
const SAVING: &[&str] = &["save", "saving", "download", "downloading", "write", "writing"];

/// Words for what keeps records and takes commands.
const DATABASES: &[&str] = &[
    "database",
    "db",
    "mongo",
    "mongodb",
    "redis",
    "cassandra",
    "dynamodb",
    "neo4j",
    "collection",
];

/// Words for what a service can be told.
const COMMANDS: &[&str] =
    &["command", "subcommand", "endpoint", "mutation", "operation", "statement", "argument"];

/// Words for what runs programs, which do what they do.
const MACHINES: &[&str] = &[
    "shell",
    "bash",
    "terminal",
    "code",
    "script",
    "javascript",
    "python",
    "system",
    "vm",
    "machine",
    "container",
    "pod",
    "host",
    "browser",
    "page",
];

/// Arguments that name the kind of what is shown.
const KINDS: &[&str] = &["resourcetype", "kind", "resource", "resources", "resourcekind"];

/// Adds what the arguments and the rest of the description say.
pub(super) fn add(answer: &mut Answer, seen: &Seen<'_, '_>) {
    by_choice(answer, seen);
    by_state(answer, seen);
    by_program(answer, seen);
    interpreters::add(answer, seen);
    by_tools(answer, seen);
    requests::add(answer, seen);
    by_anything(answer, seen);
    charges::add(answer, seen);
    by_kinds(answer, seen);
    by_switches(answer, seen);
    by_prose(answer, seen);
    saving::by_files(answer, seen);
    saving::by_download(answer, seen);
    saving::by_bringing(answer, seen);
    paging::by_parts(answer, seen);
}

/// `operation: get | delete`; what a search takes is a filter.
fn by_choice(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let searches = seen.named.found.effects() == Effects::of(&[Effect::List]);
    if searches {
        return;
    }
    let verb = answer.verb;
    let things = seen.words.iter().enumerate().filter(|(at, _)| Some(*at) != verb);
    let things: Vec<Word<'_>> = things.map(|(_, word)| *word).collect();
    let makes = seen.named.found.effects().meets(MAKES);
    let says = (seen.named.clear || makes) && !is_managing(answer, seen.words);
    for choice in effects::choices(&seen.given, &things, says) {
        let before = answer.class();
        let all = choice.values.iter().fold(Effects::NONE, |all, (_, one)| all.and(*one));
        // What the description lists is what the values choose from.
        if is_managing(answer, seen.words) {
            answer.found.drop(all.and(Effects::of(&[Effect::Update, Effect::Execute])));
        }
        for effect in all.iter() {
            let does = choice.values.iter().filter(|(_, effects)| effects.has(effect));
            let values: Vec<String> = does.map(|(value, _)| value.clone()).collect();
            let Some(value) = values.first().cloned() else { continue };
            let sign = Evidence::Value { argument: choice.path.to_string(), value };
            answer.found.add(effect, When::OneOf(choice.path.clone(), values), &[sign]);
        }
        if answer.class() != before {
            answer.confidence = answer.confidence.max(super::Confidence::Medium);
        }
    }
}

/// `status: active | deleted` of what is updated.
fn by_state(answer: &mut Answer, seen: &Seen<'_, '_>) {
    if !answer.found.effects().meets(Effects::of(&[Effect::Update])) {
        return;
    }
    let Some((path, values)) = effects::lost_states(&seen.given) else { return };
    let Some(value) = values.first().cloned() else { return };
    let sign = Evidence::Value { argument: path.to_string(), value };
    answer.found.add(Effect::Delete, When::OneOf(path, values), &[sign]);
}

fn is_managing(answer: &Answer, words: &[Word<'_>]) -> bool {
    let verb = answer.verb.and_then(|at| words.get(at));
    verb.is_none_or(|verb| verb.is_any(MANAGING))
}

/// SQL, code, commands, requests.
fn by_program(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let name_reads = seen.named.verb.is_some() && !seen.named.changes() && !seen.named.asks;
    let read_only = || {
        seen.description.is_some_and(effects::is_read_only)
            || (seen.claims && !(seen.named.clear && seen.named.changes()))
    };
    if let Some(sign) = seen.given.sql(seen.words, seen.description) {
        let read_only = read_only();
        if read_only && !(seen.named.clear && seen.named.changes()) {
            answer.found.drop(Effects::of(&[Effect::Execute]));
            answer.found.always(Effects::of(&[Effect::Read]), &[sign]);
        } else if !name_reads && !read_only {
            raise(answer, STATEMENTS, vec![sign]);
        }
        return;
    }
    let runs = |_: &Evidence| !seen.named.clear && !read_only();
    let run = seen.given.program().filter(runs).map(|it| vec![it]);
    let requests = || seen.given.request().filter(|_| !seen.named.changes());
    if let Some(signs) = run {
        let commands = seen.is_about_data() && signs.iter().any(is_statement);
        let does = if commands { STATEMENTS } else { Effects::of(&[Effect::Execute]) };
        raise(answer, does, signs);
    } else if let Some(signs) = requests() {
        raise(answer, Effects::of(&[Effect::Dispatch]), signs);
    }
}

/// Whether an argument holds a command, not a script.
fn is_statement(sign: &Evidence) -> bool {
    let Evidence::Argument { name, .. } = sign else { return false };
    super::arguments::ends_with(name, &["command", "cmd", "query", "statement", "expression"])
}

/// Other tools and operations that arguments name.
fn by_tools(answer: &mut Answer, seen: &Seen<'_, '_>) {
    if seen.claims && seen.named.clear && !seen.named.changes() {
        return;
    }
    let does = answer.found.effects();
    let may_call = does.is_empty() || does.has(Effect::Execute);
    let remote = || seen.given.remote_call().filter(|_| may_call);
    if let Some(signs) = seen.given.dispatch().or_else(remote) {
        raise(answer, Effects::of(&[Effect::Dispatch]), signs);
    }
}

/// `Execute any kubectl command`: what runs every command of a service can do all of it.
fn by_anything(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let runs = Effects::of(&[Effect::Execute, Effect::Dispatch]);
    let said = words::of_sentence(seen.description.unwrap_or_default(), 24);
    if !answer.found.effects().meets(runs) || said.iter().any(|word| word.is_any(MACHINES)) {
        return;
    }
    let any = said.iter().position(|word| word.is_any(&["any", "arbitrary"]));
    let after = |at: usize| said.iter().skip(at + 1).take(4).find(|word| word.is_any(COMMANDS));
    if let Some(word) = any.and_then(after) {
        let all = [Effect::Read, Effect::Create, Effect::Update, Effect::Delete];
        let sign = Evidence::Description(word.text.to_owned());
        answer.found.always(Effects::of(&all), &[sign]);
    }
}

/// Adds effects by signs that speak against a milder class.
fn raise(answer: &mut Answer, effects: Effects, signs: Vec<Evidence>) {
    let overruled = answer.found.evidence();
    let before = answer.class();
    answer.found.always(effects, &signs);
    if answer.class() > before {
        answer.confidence = answer.confidence.max(super::Confidence::Medium);
        answer.doubt(overruled);
    }
}

/// What shows objects of any kind at a cluster shows its secrets as well.
fn by_kinds(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let said = words::of_sentence(seen.description.unwrap_or_default(), 24);
    let cluster = |word: &Word<'_>| word.is_any(&["kubernetes", "kubectl", "k8s"]);
    let told = |word: &Word<'_>| word.is_any(&["explain", "describe", "documentation", "schema"]);
    let about = seen.words.iter().chain(&said).any(cluster) && !seen.words.iter().any(told);
    let shows = Effects::of(&[Effect::Read, Effect::List]);
    let does = answer.found.effects();
    let runs = does.meets(Effects::of(&[Effect::Execute, Effect::Dispatch]));
    if !about || does.changes() && !runs || !does.meets(shows) {
        return;
    }
    let kinds = seen.given.fitting(|name| is_one(name, KINDS));
    let free = |(_, kind): &&(&str, Argument<'_>)| kind.values().is_none();
    if let Some((name, kind)) = kinds.iter().find(free) {
        let spelled = ["Secret", "secrets", "secret"].map(str::to_owned);
        let when = When::OneOf(LeafPath::top(name), spelled.into());
        answer.found.add(Effect::Expose, when, &[seen.given.evidence(name, kind, &[])]);
    }
}

/// Arguments by which some calls do more.
fn by_switches(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let known = answer.found.effects();
    for (effect, when, sign) in effects::given_effects(&seen.given, seen.words, known) {
        if effect == Effect::Fetch && when == When::Always && !known.changes() {
            answer.found.drop(Effects::of(&[Effect::Read]));
        }
        answer.found.add(effect, when, &[sign]);
    }
}

/// What the description says further on.
fn by_prose(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let Some(text) = seen.description else { return };
    for (effect, sign) in effects::said_effects(text) {
        if effect == Effect::Expose || effect == Effect::Pay && answer.changes() {
            answer.found.add(effect, When::Always, &[sign]);
        } else if effect == Effect::WriteLocalFile {
            let _ = answer.found.drop_resting_on(MAKES, SAVING);
            answer.found.add(effect, When::Always, &[sign]);
        } else if answer.changes() {
            answer.found.drop(Effects::of(&[Effect::Update]));
            answer.found.add(effect, When::Always, &[sign]);
        }
    }
}

impl Seen<'_, '_> {
    /// Whether the name or the description speaks of a database.
    fn is_about_data(&self) -> bool {
        let text = self.description.unwrap_or_default();
        let said = words::of_sentence(text, 24);
        self.words.iter().chain(&said).any(|word| word.is_any(DATABASES))
    }
}
