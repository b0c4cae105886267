//! What can follow a command and is run.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Line, lines, name};
use crate::re2;

/// How many commands inside each other are looked at: `sudo env xargs …`.
const MAX_WRAPPED: usize = 8;

/// The programs that run what follows, by their words.
static RUNNERS: LazyLock<BTreeMap<&str, Runner>> = LazyLock::new(|| {
    let runner = |line: Line| {
        let skips = match line.how.split_once(' ') {
            Some(("wrapper", count)) => Some(count.parse().unwrap_or(0)),
            _ => (line.how == "wrapper").then_some(0),
        };
        let runs = skips.is_some() || line.how == "operand";
        let Line { words, options: valued, added, .. } = line;
        runs.then_some((words, Runner { skips, valued, added }))
    };
    lines().filter_map(runner).collect()
});

/// A program that runs what follows.
struct Runner {
    /// After how many operands a whole command follows; `None` where a script or the like does.
    skips: Option<usize>,
    /// Its options with a value of their own.
    valued: &'static str,
    added: &'static str,
}

/// What can follow a command and is run.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::threat) struct Operand {
    /// The further words of the program after which it stands: `compose exec` behind `docker`.
    words: &'static str,
    example: &'static str,
}

/// What can follow a command and is run: behind it, or behind further words of its program.
pub(in crate::threat) fn operands(command: &str) -> Vec<Operand> {
    let words: Vec<&str> =
        command.split_whitespace().skip_while(|word| word.contains('=')).collect();
    match operand(words.clone()) {
        Some(example) => vec![Operand { words: "", example }],
        None => subcommands(&words),
    }
}

/// Whether something can follow a command that is run.
pub(crate) fn runs_what_follows(command: &str) -> bool {
    !operands(command).is_empty()
}

/// The words of a program by which it runs what follows, the plainest first, where a command has
/// no more than the beginning of them.
fn subcommands(words: &[&str]) -> Vec<Operand> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let key: String = [name(first)].iter().chain(rest).map(|word| format!("{word} ")).collect();
    let further = |(words, runner): (&&'static str, &Runner)| {
        let words = words.strip_prefix(key.as_str())?;
        Some(Operand { words, example: runner.added })
    };
    let mut operands: Vec<_> = RUNNERS.iter().filter_map(further).collect();
    operands.sort_by_key(|operand| (operand.words.starts_with('-'), operand.words.len()));
    operands
}

/// What can follow a command as it is, where something can.
fn operand(mut words: Vec<&str>) -> Option<&'static str> {
    for _ in 0..MAX_WRAPPED {
        if let Some(runner) = ending(&words) {
            return Some(runner.added);
        }
        let runner = RUNNERS.get(name(words.first()?))?;
        let mut rest = words.into_iter().skip(1).peekable();
        while let Some(word) = rest.next_if(|word| word.starts_with('-') || word.contains('=')) {
            let has_value = runner.valued.split('|').any(|option| option == word);
            rest.next_if(|_| has_value);
        }
        if rest.peek().is_none() {
            return Some(runner.added);
        }
        words = rest.skip(runner.skips?).collect();
        if words.is_empty() {
            return Some(runner.added);
        }
    }
    None
}

/// The runner whose words are the first and the last of a command: `find . -exec`, `git -c`.
fn ending(words: &[&str]) -> Option<&'static Runner> {
    let first = name(words.first()?);
    let all = std::iter::once(first).chain(words.iter().skip(1).copied()).collect::<Vec<_>>();
    let whole = RUNNERS.get(all.join(" ").as_str()).filter(|_| words.len() > 1);
    let last = words.last().filter(|last| words.len() > 2 && last.starts_with('-'));
    whole.or_else(|| RUNNERS.get(format!("{first} {}", last?).as_str()))
}

impl Operand {
    /// What shows it, behind the command.
    pub(in crate::threat) fn text(&self) -> String {
        [self.words, self.example].join(" ").trim_start().to_owned()
    }

    /// The pattern of what stands between the command and the operand.
    pub(in crate::threat) fn before(&self) -> String {
        let words = self.words.split(' ').filter(|word| !word.is_empty());
        words.map(|word| format!(r"(\s+-\S+)*\s+{}", re2::escaped(word))).collect()
    }
}
