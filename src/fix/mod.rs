//! Fixes made: what findings offer, put into the text.
//!
//! [`edit::apply`] is the pure part, text and fixes to text. [`apply_fixes`] repeats check and fix
//! on one file of a session until nothing changes, and holds every safe fix to its word: where what
//! the file or one that includes it compiles to doesn't keep what is promised ([`promise`]), or one
//! of their tests fails that passed, the fix isn't made. Nor is one that loses the comment of
//! something that stays. What was formatted stays formatted; else what isn't edited keeps its
//! layout. Writes no file.

pub(crate) mod edit;
mod promise;
mod tidy;

use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::finding::{Finding, Fix, Safety};
use crate::gateway::Document;
use crate::policy::Decision;
use crate::session::{Checked, Depth, Files, Session, Unreadable};
use crate::source::{Source, SourceId, Sources};
use crate::strings::tick;
use crate::syntax;
use crate::testing::{self, Failure, Outcome, Runner};

/// How often a file is checked and fixed before giving up.
const ROUNDS: usize = 32;

/// A file whose findings were fixed.
#[derive(Debug, Clone)]
pub(crate) struct FixedText {
    /// Its text before.
    pub before: Arc<String>,
    /// Its text now.
    pub after: String,
    /// The fixes that were made, in their order.
    pub made: Vec<Offered>,
    /// Those that weren't, each with the reason.
    pub left: Vec<(Offered, Reason)>,
}

/// A fix that a finding offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offered {
    /// The finding's code.
    pub code: &'static str,
    /// What the fix does.
    pub title: String,
    /// The line that it begins on, in the text as it was then.
    pub line: usize,
}

/// Why a fix isn't made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It changes what is allowed or guesses, and that wasn't asked for.
    Unsafe,
    /// It may let a call pass that is refused.
    Loosens,
    /// No call of this tool would pass any more.
    Closes(String),
    /// It refuses calls of this tool, which the finding isn't about.
    Concerns(String),
    /// A test that passed fails then.
    Breaks(BrokenTest),
    /// The text has more errors then.
    Errors,
    /// A comment would be lost.
    Comment,
    /// The text is the same then, or another fix changes the same part of it.
    Nothing,
}

/// A test that a fix makes fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BrokenTest {
    /// Its name.
    pub name: String,
    /// The first call that comes out differently, as `TOOL ARGUMENTS`, and what becomes of it.
    pub call: Option<(String, Decision)>,
}

impl Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsafe => formatter.write_str("made by `--fix=unsafe` only"),
            Self::Loosens => formatter.write_str("not proved to allow no call that is refused"),
            Self::Closes(tool) => {
                write!(formatter, "no call of {} would pass any more", tick(tool))
            }
            Self::Concerns(tool) => {
                write!(formatter, "refuses calls of {}, which it isn't about", tick(tool))
            }
            Self::Breaks(test) => write!(formatter, "breaks the test {test}"),
            Self::Errors => formatter.write_str("adds an error"),
            Self::Comment => formatter.write_str("a comment would be lost"),
            Self::Nothing => formatter.write_str("changes nothing beside the other fixes"),
        }
    }
}

/// As in `"refunds": refund {"amount":5} comes out as deny`.
impl Display for BrokenTest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", tick(&self.name))?;
        let Some((call, decision)) = &self.call else { return Ok(()) };
        write!(formatter, ": {} comes out as `{}`", tick(call), decision.name())
    }
}

/// Fixes what the file's findings offer, up to `most`. From then on the session has the new text in
/// the file's place. What is promised holds for the files of `run` that include it, too.
///
/// # Errors
/// The file can't be read.
pub(crate) fn apply_fixes<F: Files>(
    session: &mut Session<F>,
    path: &Path,
    run: &[PathBuf],
    most: Safety,
) -> Result<FixedText, Unreadable> {
    let checked = session.check(path, Depth::Check)?;
    let before = Arc::clone(checked.source().shared_text());
    let own = checked.source().id();
    if Safety::Unsafe.up_to().all(|safety| offering(&checked.findings, own, safety).is_empty()) {
        let (made, left) = (Vec::new(), Vec::new());
        return Ok(FixedText { after: before.to_string(), before, made, left });
    }
    let including = session.including(path, run);
    let formatted = syntax::format(checked.source()).is_ok_and(|text| text == *before);
    let mut fixer = Fixer { session, path, including, formatted };
    let (mut state, mut made) = (fixer.look()?, Vec::new());
    for _ in 0..ROUNDS {
        let Some(step) = fixer.step(&state, most)? else { break };
        made.extend(step.made);
        state = step.state;
    }
    let left = fixer.left(&state, most)?;
    Ok(FixedText { before, after: state.checked.source().text().to_owned(), made, left })
}

/// A file on its way.
struct Fixer<'s, F> {
    session: &'s mut Session<F>,
    path: &'s Path,
    /// The other files of the run that include it.
    including: Vec<PathBuf>,
    /// Whether it was formatted at first; then it stays so.
    formatted: bool,
}

/// Which fixes are made, and what must hold of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// Safe ones that leave the tests passing.
    Safe,
    /// Safe ones, whatever the tests say.
    Untested,
    /// Those that change what is allowed, or guess.
    Unsafe,
}

/// What is known about a text.
struct State {
    checked: Checked,
    /// What it and the files that include it compile to; nothing where one of them has errors.
    compiled: Option<Vec<Document>>,
    /// What came of their tests, as far as they compile.
    tests: Vec<Outcome>,
    /// How many errors they have.
    errors: usize,
}

/// Some fixes made together, and what is found then.
struct Step {
    state: State,
    made: Vec<Offered>,
}

impl Round {
    fn up_to(most: Safety) -> &'static [Self] {
        match most {
            Safety::Safe => &[Self::Safe],
            Safety::Unsafe => &[Self::Safe, Self::Untested, Self::Unsafe],
        }
    }

    fn safety(self) -> Safety {
        if self == Self::Unsafe { Safety::Unsafe } else { Safety::Safe }
    }
}

impl<F: Files> Fixer<'_, F> {
    /// Makes fixes: safe ones while there are any, then the others; none where none holds.
    fn step(&mut self, state: &State, most: Safety) -> Result<Option<Step>, Unreadable> {
        for round in Round::up_to(most) {
            let offering = state.offering(round.safety());
            if let Some(step) = self.together_or_alone(state, &offering, *round)? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    /// All of the fixes, or those that hold beside each other, tried one after the other.
    fn together_or_alone(
        &mut self,
        state: &State,
        fixes: &[(&Finding, &Fix)],
        round: Round,
    ) -> Result<Option<Step>, Unreadable> {
        let together = self.attempt(state, fixes, round)?.ok();
        if together.is_some() || fixes.len() < 2 {
            return Ok(together);
        }
        let mut kept = Vec::new();
        for fix in fixes {
            kept.push(*fix);
            if self.attempt(state, &kept, round)?.is_err() {
                kept.pop();
            }
        }
        Ok(self.attempt(state, &kept, round)?.ok())
    }

    /// Makes the fixes if what they promise holds; else the text stays.
    fn attempt(
        &mut self,
        state: &State,
        fixes: &[(&Finding, &Fix)],
        round: Round,
    ) -> Result<Result<Step, Reason>, Unreadable> {
        let source = Arc::clone(state.checked.source());
        let only: Vec<_> = fixes.iter().map(|(_, fix)| *fix).collect();
        let applied = tidy::tidied(source.text(), edit::apply(source.text(), &only));
        let edit::Applied { text, made, comments } = applied;
        let text = if self.formatted { formatted(&text).unwrap_or(text) } else { text };
        if text == source.text() {
            return Ok(Err(Reason::Nothing));
        }
        if !keeps_comments(source.text(), &text, comments) {
            return Ok(Err(Reason::Comment));
        }
        self.session.put(self.path, text.into_bytes())?;
        let then = self.look()?;
        let tools = promise::concerned(fixes.iter().map(|(finding, _)| *finding));
        if let Some(reason) = state.objection(&then, round, tools.as_ref()) {
            self.session.put(self.path, source.text().as_bytes().to_vec())?;
            return Ok(Err(reason));
        }
        let made = made.into_iter().filter_map(|number| fixes.get(number));
        let made = made.map(|(finding, fix)| Offered::new(finding, fix, &source)).collect();
        Ok(Ok(Step { state: then, made }))
    }

    /// What is offered and wasn't made, and why.
    fn left(&mut self, state: &State, most: Safety) -> Result<Vec<(Offered, Reason)>, Unreadable> {
        let mut left = Vec::new();
        for safety in Safety::Unsafe.up_to() {
            for (finding, fix) in state.offering(safety) {
                let round = if safety == Safety::Safe { Round::Safe } else { Round::Unsafe };
                let reason = match safety > most {
                    true => Reason::Unsafe,
                    false => match self.attempt(state, &[(finding, fix)], round)? {
                        Err(reason) => reason,
                        Ok(_) => {
                            let text = state.checked.source().text().as_bytes().to_vec();
                            self.session.put(self.path, text)?;
                            Reason::Nothing
                        }
                    },
                };
                left.push((Offered::new(finding, fix, state.checked.source()), reason));
            }
        }
        left.sort_by_key(|(offered, _)| offered.line);
        Ok(left)
    }

    /// Checks the file and those that include it.
    fn look(&mut self) -> Result<State, Unreadable> {
        let checked = self.session.check(self.path, Depth::Check)?;
        let (mut compiled, mut errors) = (compiled(&checked), errors(&checked));
        let mut tests = outcomes(&checked, compiled.as_deref());
        for other in &self.including {
            let other = self.session.check(other, Depth::Check)?;
            errors += self::errors(&other);
            let documents = self::compiled(&other);
            tests.extend(outcomes(&other, documents.as_deref()));
            compiled = compiled.zip(documents).map(|(one, other)| [one, other].concat());
        }
        Ok(State { checked, compiled, tests, errors })
    }
}

impl State {
    fn offering(&self, safety: Safety) -> Vec<(&Finding, &Fix)> {
        offering(&self.checked.findings, self.checked.source().id(), safety)
    }

    /// What speaks against a text that came of this one by the fixes of a round.
    fn objection(
        &self,
        then: &Self,
        round: Round,
        tools: Option<&BTreeSet<Arc<str>>>,
    ) -> Option<Reason> {
        if then.errors > self.errors {
            return Some(Reason::Errors);
        }
        if round == Round::Unsafe {
            let documents = self.compiled.as_ref().zip(then.compiled.as_ref());
            return documents.and_then(|(before, after)| promise::closed(before, after));
        }
        if let Some(reason) = self.broken_promise(then, tools) {
            return Some(reason);
        }
        let broken = if round == Round::Safe { self.broken_test(then) } else { None };
        broken.map(Reason::Breaks)
    }

    /// What a text that came of this one by safe fixes doesn't keep of their promise. What has
    /// errors is compiled to nothing; there the fixes are those of errors, and none may be added.
    fn broken_promise(&self, then: &Self, tools: Option<&BTreeSet<Arc<str>>>) -> Option<Reason> {
        if self.checked.has_errors_beside_waivers() {
            return None;
        }
        let (Some(before), Some(after)) = (&self.compiled, &then.compiled) else {
            return Some(Reason::Loosens);
        };
        promise::broken(before, after, self.checked.catalog(), tools)
    }

    /// The first test that passes here and fails then.
    fn broken_test(&self, then: &Self) -> Option<BrokenTest> {
        let pairs = self.tests.iter().zip(&then.tests);
        let mut broken = pairs.filter(|(before, after)| before.passed() && !after.passed());
        broken.next().map(|(_, after)| BrokenTest::of(after))
    }
}

impl Offered {
    fn new(finding: &Finding, fix: &Fix, source: &Source) -> Self {
        let start = fix.edits.iter().map(|edit| edit.span.start).min().unwrap_or_default();
        Self { code: finding.code, title: fix.title.clone(), line: source.place(start).line }
    }
}

impl BrokenTest {
    fn of(outcome: &Outcome) -> Self {
        let call = outcome.failures.iter().find_map(|failure| match failure {
            Failure::Unexpected(it) => {
                Some((format!("{} {}", it.call.name, it.call.arguments), it.verdict.decision))
            }
            Failure::TooManyCalls { .. } | Failure::TooLong { .. } => None,
        });
        Self { name: outcome.name.clone(), call }
    }
}

/// The fixes of findings that no waiver covers, those that change this text alone.
fn offering(findings: &[Finding], source: SourceId, safety: Safety) -> Vec<(&Finding, &Fix)> {
    let open = findings.iter().filter(|it| it.waived.is_none());
    let fixes = open.filter_map(|it| Some((it, it.fix.as_ref()?)));
    let here = |fix: &Fix| fix.edits.iter().all(|edit| edit.span.source == source);
    fixes.filter(|(_, fix)| fix.safety == safety && here(fix)).collect()
}

/// Whether a text has every comment of the one that it came of, but for those that were taken away
/// with what they are about.
fn keeps_comments(before: &str, after: &str, taken: Vec<String>) -> bool {
    let mut kept: Vec<String> = syntax::comments(after).map(str::to_owned).collect();
    kept.extend(taken);
    let mut all: Vec<String> = syntax::comments(before).map(str::to_owned).collect();
    kept.sort_unstable();
    all.sort_unstable();
    kept == all
}

/// How much is wrong. A text with faults that its syntax didn't have before has more errors.
fn errors(checked: &Checked) -> usize {
    checked.findings.iter().filter(|finding| finding.is_error()).count()
}

/// The document; none for a part, which isn't compiled, nothing where there are errors. A waiver of
/// an unknown lint is no such error: nothing is compiled from it.
fn compiled(checked: &Checked) -> Option<Vec<Document>> {
    let document = || checked.emit_beside_waivers().map(|emitted| emitted.document);
    (!checked.has_errors_beside_waivers()).then(|| document().into_iter().collect())
}

/// What comes of a file's own tests, where it compiles.
fn outcomes(checked: &Checked, documents: Option<&[Document]>) -> Vec<Outcome> {
    let Some(document) = documents.and_then(<[Document]>::first) else { return Vec::new() };
    let mut runner = Runner::default();
    testing::tests(checked.file()).map(|test| runner.run(test, document)).collect()
}

fn formatted(text: &str) -> Option<String> {
    syntax::format(&*Sources::default().add("mended", text)?).ok()
}

#[cfg(test)]
mod tests;
