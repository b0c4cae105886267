//! What can follow a command and is run.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Line, lines, name};
use crate::re2;

/// How many commands inside each other are looked at: `sudo env xargs …`.
const MAX_WRAPPED: usize = 8;

/// How many words beside its name tell a program's subcommand: `docker compose exec`.
const MAX_FURTHER: usize = 3;

/// The programs that run what follows, by their words.
static RUNNERS: LazyLock<BTreeMap<&str, Runner>> =
    LazyLock::new(|| lines().filter_map(|line| Some((line.words, Runner::of(line)?))).collect());

/// A program that runs what follows.
struct Runner {
    follows: Follows,
    /// Its options with a value of their own.
    valued: &'static str,
    added: &'static str,
}

/// What follows a program and is run.
#[derive(Clone, Copy)]
enum Follows {
    /// A script or the like; what stands behind it are its arguments.
    One,
    /// Commands, targets or packages, and each that is added is one more.
    Several,
    /// A whole command, after so many operands.
    Command(usize),
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
        let (runner, rest) = beginning(&words)?;
        words = runner.command_in(rest)?;
        if words.is_empty() {
            return Some(runner.added);
        }
    }
    None
}

/// The runner whose words a command begins with, the most of them, and what follows these.
fn beginning<'w, 'c>(words: &'w [&'c str]) -> Option<(&'static Runner, &'w [&'c str])> {
    let (first, further) = words.split_first()?;
    let mut key = name(first).to_owned();
    let mut longest = RUNNERS.get(key.as_str()).map(|runner| (runner, further));
    for (count, word) in further.iter().take(MAX_FURTHER).enumerate() {
        key = format!("{key} {word}");
        let rest = further.get(count + 1..).unwrap_or_default();
        longest = RUNNERS.get(key.as_str()).map(|runner| (runner, rest)).or(longest);
    }
    longest
}

/// The runner whose words are the first and the last of a command: `find . -exec`, `git -c`.
fn ending(words: &[&str]) -> Option<&'static Runner> {
    let first = name(words.first()?);
    let all = std::iter::once(first).chain(words.iter().skip(1).copied()).collect::<Vec<_>>();
    let whole = RUNNERS.get(all.join(" ").as_str()).filter(|_| words.len() > 1);
    let last = words.last().filter(|last| words.len() > 2 && last.starts_with('-'));
    whole.or_else(|| RUNNERS.get(format!("{first} {}", last?).as_str()))
}

impl Runner {
    fn of(line: Line) -> Option<Self> {
        let follows = match line.how.split_once(' ') {
            Some(("wrapper", count)) => Follows::Command(count.parse().unwrap_or(0)),
            _ => match line.how {
                "wrapper" => Follows::Command(0),
                "operand" => Follows::One,
                "operands" => Follows::Several,
                _ => return None,
            },
        };
        Some(Self { follows, valued: line.options, added: line.added })
    }

    /// The command in what follows the program; empty where what is added is run, `None` where
    /// nothing that is added is.
    fn command_in<'c>(&self, rest: &[&'c str]) -> Option<Vec<&'c str>> {
        let mut rest = rest.iter().copied().peekable();
        while let Some(word) = rest.next_if(|word| word.starts_with('-') || word.contains('=')) {
            let has_value = self.valued.split('|').any(|option| option == word);
            rest.next_if(|_| has_value);
        }
        match self.follows {
            Follows::Several => Some(Vec::new()),
            Follows::One => rest.peek().is_none().then(Vec::new),
            Follows::Command(after) => {
                Some(rest.skip(after).skip_while(|word| word.starts_with('-')).collect())
            }
        }
    }
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
