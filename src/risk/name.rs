//! What a tool's name says that it does.

use super::class::Class;
use super::effects::{Act, Effect, Effects};
use super::evidence::Evidence;
use super::lexicon::{Topic, Use, Verb};
use super::object::Object;
use super::words::Word;

/// Methods of HTTP that names of operations begin with: `post_search` searches.
const METHODS: &[&str] = &["post", "put", "patch"];

/// Two words that are one thing, though each may be a verb.
const COMPOUNDS: &[(&str, &str)] = &[
    ("access", "list"),
    ("allow", "list"),
    ("block", "list"),
    ("change", "request"),
    ("deny", "list"),
    ("merge", "request"),
    ("pull", "request"),
    ("release", "note"),
];

/// Words that are things where a search or a list of them ends the name: `log_search`.
const RECORDS: &[&str] = &[
    "charge", "comment", "deposit", "document", "invoice", "log", "order", "payout", "record",
    "refund", "release", "trade", "transfer",
];

/// Verbs at the end of a name that look such things up.
const LOOKING_UP: &[&str] = &["history", "list", "lookup", "query", "search", "tail"];

/// Verbs at the end of a name that start or stop what stands before them: `crawl_start`.
const RUNNING: &[&str] = &["start", "stop", "cancel", "pause", "resume"];

/// Verbs that only tell of money.
const TELLING: &[&str] =
    &["contest", "defend", "dispute", "document", "flag", "index", "rank", "rate", "report"];

/// Verbs that give a mark, which may be spelt like a verb: `mark_read`.
const MARKING: &[&str] = &["mark", "set", "flag"];

/// Verbs that end what stands behind them, a verb or not: `cancel_scheduled_send`.
const HALTING: &[&str] = &["abort", "cancel", "interrupt", "pause", "stop"];

/// Verbs, though also things, of what is done to a list: `update_list` is no list of updates.
const ON_LISTS: &[&str] = &[
    "archive", "change", "clear", "copy", "follow", "import", "merge", "move", "patch", "put",
    "reset", "share", "update",
];

/// What a name says.
#[derive(Debug)]
pub(super) struct Reading {
    /// What its verbs do, the first verb first, with the words that tell.
    pub(super) acts: Vec<(Effects, Vec<Evidence>)>,
    /// Whether its verb is nothing but a verb.
    pub(super) clear: bool,
    /// Where its verb stands among the words.
    pub(super) at: usize,
}

impl Reading {
    /// The words that only read, where others do more.
    pub(super) fn weaker(&self) -> Vec<Evidence> {
        let changes = self.acts.iter().any(|(effects, _)| effects.changes());
        let reads = self.acts.iter().filter(|(effects, _)| changes && !effects.changes());
        reads.flat_map(|(_, evidence)| evidence.iter().cloned()).collect()
    }
}

/// What the words of a name say; nothing where no verb is among them.
pub(super) fn read(words: &[Word<'_>]) -> Option<Reading> {
    let Some(lead) = lead(words) else { return with_money(words) };
    let verbs = active(words, lead);
    let class = |(_, verb): &&(usize, Verb)| verb.class();
    let (at, verb) = *verbs.iter().rev().max_by_key(class)?;
    let acts = verbs.iter().flat_map(|(at, verb)| by_verb(words, *at, *verb)).collect();
    Some(Reading { acts, clear: verb.only(), at })
}

/// What one verb does: its own effects with the verb, those that a thing gives with both.
pub(super) fn by_verb(words: &[Word<'_>], at: usize, verb: Verb) -> Vec<(Effects, Vec<Evidence>)> {
    let act = Act::of(words, at, verb, Object::in_name(words, at));
    let quote = |word: &Word<'_>| Evidence::Name(word.text.to_owned());
    act.signed(words.get(at).map(quote), quote)
}

/// A word that is a verb before money alone: `place_limit_order`, `issue_refund`, `fund_wallet`.
fn with_money(words: &[Word<'_>]) -> Option<Reading> {
    let acts = |word: &Word<'_>| {
        let verb = word.entry.verb.filter(|_| !word.inflected);
        verb.is_some_and(|verb| verb.used == Use::InProse)
    };
    let is_money = |word: &&Word<'_>| word.entry.is(Topic::Money);
    let tells = |word: &&Word<'_>| is_money(word) || word.entry.verb.is_some();
    let (at, verb) = words.iter().enumerate().find(|(_, word)| acts(word))?;
    let after = words.get(at + 1..).unwrap_or_default();
    let object = after.iter().find(tells).filter(is_money)?;
    let asked = Object::in_name(words, at).of_topic(Topic::Asked).is_some();
    if !word_pays(verb) && verb.is_any(TELLING) {
        return None;
    }
    let effect = if asked && !word_pays(verb) { Effect::Create } else { Effect::Pay };
    let evidence = [verb, object].map(|word| Evidence::Name(word.text.to_owned())).into();
    Some(Reading { acts: vec![(Effects::of(&[effect]), evidence)], clear: false, at })
}

fn word_pays(word: &Word<'_>) -> bool {
    word.entry.verb.is_some_and(|verb| verb.effects.has(Effect::Pay))
}

/// The verb of a word in its base form; `updates` and `charges` are things in a name.
fn verb(word: &Word<'_>) -> Option<Verb> {
    word.entry.verb.filter(|verb| !word.inflected && verb.used != Use::InProse)
}

/// Whether a word that may be a verb is, at the end, a paper of something: `git_log`,
/// `issue_comment`.
fn is_paper(words: &[Word<'_>], at: usize, verb: Verb) -> bool {
    let paper = |word: &Word<'_>| word.entry.is(Topic::Paper) || word.entry.is(Topic::Aspect);
    verb.class() > Class::Read && !verb.only() && words.get(at).is_some_and(paper)
}

/// Every verb of a name with its place.
fn verbs(words: &[Word<'_>]) -> Vec<(usize, Verb)> {
    let verbs = words.iter().enumerate().filter_map(|(at, word)| Some((at, verb(word)?)));
    let core = core(words);
    let stands = |(at, verb): &(usize, Verb)| {
        (at + 1 != core || !is_paper(words, *at, *verb)) && !is_compound(words, *at)
    };
    verbs.filter(stands).collect()
}

/// Whether a word that may be a verb is part of one thing: `pull request`, `allow list`.
fn is_compound(words: &[Word<'_>], at: usize) -> bool {
    let pair = |first: usize| {
        let both = words.get(first).zip(words.get(first + 1));
        both.is_some_and(|(one, next)| {
            COMPOUNDS.iter().any(|(known, other)| one.is_any(&[known]) && next.is_any(&[other]))
        })
    };
    pair(at) || at.checked_sub(1).is_some_and(pair)
}

/// Where the verb stands that the name begins with; words in front of it are a server's name or
/// what it is about.
fn lead(words: &[Word<'_>]) -> Option<usize> {
    let verbs = verbs(words);
    let (first, lead) = *verbs.first()?;
    let (last, end) = *verbs.last()?;
    let next = verbs.get(1).filter(|(at, _)| *at == first + 1);
    if is(words, first, METHODS) {
        let api = first == 1 && is(words, 0, &["api"]);
        let asks = api && end.class() == Class::Read && last + 1 == core(words);
        let posts = is(words, first, &["post"]);
        let next = next.filter(|(_, verb)| api || posts && verb.only());
        if let Some((at, _)) = next.or(verbs.last().filter(|_| asks)) {
            return Some(*at);
        }
    }
    if !lead.only() && is(words, first, MARKING) {
        return Some(first);
    }
    let acts = is(words, first, ON_LISTS) && is(words, last, &["list"]);
    if let Some((at, _)) = next.filter(|(_, verb)| verb.only() && !lead.only() && !acts) {
        return Some(*at);
    }
    let at_end = last != first && last + 1 == core(words) && !is(words, first, HALTING);
    let looks_up = last == first + 1 && is(words, first, RECORDS) && is(words, last, LOOKING_UP);
    let runs = lead.class() == Class::Read && is(words, last, RUNNING);
    let searches = lead.effects.has(Effect::List) && end.class() == Class::Read;
    let is_thing = !lead.only() && !searches && !acts && closes(words, lead, last, end);
    Some(if at_end && (looks_up || runs || is_thing) { last } else { first })
}

fn is(words: &[Word<'_>], at: usize, list: &[&str]) -> bool {
    words.get(at).is_some_and(|word| word.is_any(list))
}

/// Whether the verb at the end is what is done, and the word before it that may be a verb is a
/// thing: `run_list`, `profile_update`; but not `query_order`.
fn closes(words: &[Word<'_>], lead: Verb, last: usize, end: Verb) -> bool {
    let is_verb = end.only() || (lead.class() == Class::Read && !is_thing(words, last));
    is_verb && (end.class() == Class::Read || end.class() >= lead.class())
}

/// How many words stand before `by_id`, `for_user` and the like after the first verb.
pub(super) fn core(words: &[Word<'_>]) -> usize {
    let start = words.iter().position(|word| verb(word).is_some()).unwrap_or_default() + 1;
    let ends = |word: &Word<'_>| word.entry.is(Topic::Preposition);
    let end = words.iter().skip(start).position(ends).map_or(words.len(), |at| at + start);
    let numbered = |word: &&Word<'_>| is_version(word.text);
    end - words.iter().take(end).rev().take_while(numbered).count()
}

/// `2`, `v2`
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix(['v', 'V']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word that may be a verb is rather what a reading tool reads: `query_order`.
fn is_thing(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.entry.is(Topic::Money) || word.entry.is(Topic::Outgoing) || word.entry.is(Topic::Media)
    })
}

/// The verbs that say what is done: the first, those after `and` or `or`, and every word after it
/// that is nothing but a verb and says more.
fn active(words: &[Word<'_>], lead: usize) -> Vec<(usize, Verb)> {
    let joined = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|word| word.entry.is(Topic::Joint))
    };
    let class = words.get(lead).and_then(verb).map(Verb::class);
    let core = core(words);
    let more = |at: usize, verb: Verb| {
        let class = Some(verb.class()) > class;
        verb.only() && class && (at < core || verb.class() > Class::Read)
    };
    let counts = |(at, verb): &(usize, Verb)| *at == lead || more(*at, *verb) || joined(*at);
    verbs(words).into_iter().filter(|one| one.0 >= lead && counts(one)).collect()
}
