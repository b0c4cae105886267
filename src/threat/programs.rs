//! The programs that run what follows them, and those whose options write or run something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::re2;

/// One program a line: its words, what runs, the options that do, what shows it.
const TABLE: &str = include_str!("programs.tsv");

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

/// The options, by the words of their programs.
static OPTIONS: LazyLock<BTreeMap<&str, Line>> = LazyLock::new(|| {
    let has_options = |line: &Line| line.how == "options";
    lines().filter(has_options).map(|line| (line.words, line)).collect()
});

/// The options that only stand before a subcommand.
static LEADING: LazyLock<BTreeMap<&str, Line>> = LazyLock::new(|| {
    let has_options = |line: &Line| line.how == "leading options";
    lines().filter(has_options).map(|line| (line.words, line)).collect()
});

/// The programs of the table.
static PROGRAMS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines().filter_map(|line| line.words.split(' ').next()).collect());

#[derive(Debug, Clone, Copy)]
struct Line {
    words: &'static str,
    how: &'static str,
    options: &'static str,
    added: &'static str,
}

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
pub(super) struct Operand {
    /// The further words of the program after which it stands: `compose exec` behind `docker`.
    words: &'static str,
    example: &'static str,
}

/// Options that write or run something.
pub(super) struct Options {
    /// The pattern of any of them.
    pub pattern: String,
    /// One of them, with what it needs.
    pub example: &'static str,
}

fn lines() -> impl Iterator<Item = Line> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let mut cell = || cells.next();
        Some(Line { words: cell()?, how: cell()?, options: cell()?, added: cell()? })
    })
}

/// What can follow a command and is run: behind it, or behind further words of its program.
pub(super) fn operands(command: &str) -> Vec<Operand> {
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

/// The options that can be added to a command, where some do harm.
pub(super) fn options(command: &str) -> Option<Options> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let first = name(words.first()?);
    let alone = LEADING.get(first).filter(|_| words.len() == 1);
    let longest_first = (1..=words.len()).rev().filter_map(|count| {
        let rest = words.iter().take(count).skip(1).copied();
        let key: Vec<_> = std::iter::once(first).chain(rest).collect();
        OPTIONS.get(key.join(" ").as_str())
    });
    alone.or_else(|| { longest_first }.next()).map(Options::of)
}

/// Programs with subcommands whose name is no verb.
const WITH_SUBCOMMANDS: &[&str] = &[
    "aws",
    "az",
    "cargo",
    "docker",
    "gcloud",
    "gh",
    "git",
    "helm",
    "kubectl",
    "npm",
    "oc",
    "pip",
    "pnpm",
    "podman",
    "terraform",
    "tofu",
    "yarn",
];

/// The program that a tool is, where its name begins with one that has subcommands.
pub(super) fn named_by(tool: &str) -> Option<&'static str> {
    let first = tool.split(['_', '-', ' ', '.']).next()?;
    WITH_SUBCOMMANDS.iter().find(|program| **program == first).copied()
}

impl Operand {
    /// What shows it, behind the command.
    pub(super) fn text(&self) -> String {
        [self.words, self.example].join(" ").trim_start().to_owned()
    }

    /// The pattern of what stands between the command and the operand.
    pub(super) fn before(&self) -> String {
        let words = self.words.split(' ').filter(|word| !word.is_empty());
        words.map(|word| format!(r"(\s+-\S+)*\s+{}", re2::escaped(word))).collect()
    }
}

impl Options {
    fn of(line: &Line) -> Self {
        let options: Vec<_> = line.options.split('|').map(re2::escaped).collect();
        Self { pattern: options.join("|"), example: line.added }
    }
}

/// A program without its folder, and without its version where only that one is known:
/// `/usr/bin/python3.12`.
fn name(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let bare = name.trim_end_matches(|last: char| last.is_ascii_digit() || ".-".contains(last));
    match PROGRAMS.contains(name) || !PROGRAMS.contains(bare) {
        true => name,
        false => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_cells() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 4, "{line}");
        }
        for line in lines() {
            let how = line.how.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
            assert!(["wrapper", "operand", "options", "leading options"].contains(&how), "{how}");
            assert!(!line.added.is_empty() && !line.words.is_empty(), "{}", line.words);
            let starts = |option: &str| line.added.contains(option);
            if line.how.ends_with("options") {
                assert!(!line.options.is_empty(), "{}", line.words);
                assert!(line.options.split('|').any(starts), "{}: {}", line.words, line.added);
            }
        }
    }

    #[test]
    fn commands_after_which_something_is_run() {
        for command in [
            "env",
            "xargs",
            "bash",
            "/bin/sh",
            "python3",
            "sudo",
            "npx",
            "find . -exec",
            "git -c",
            "sudo env",
            "env A=b",
            "timeout 5",
            "timeout 5 bash",
            "sudo -u root python3",
            "docker run",
            "kubectl exec",
            "bash -c",
            "xargs -n 1",
            "node -e",
            "npm exec",
            "python3.12",
            "A=b sudo",
            "sed",
            "sed -n",
        ] {
            assert!(!operands(command).is_empty(), "{command}");
        }
    }

    #[test]
    fn commands_after_which_nothing_is_run() {
        for command in [
            "git status",
            "npm test",
            "python3 manage.py",
            "bash build.sh",
            "sudo git status",
            "find . -name",
            "ls",
            "timeout 5 git status",
            "docker ps",
            "env A=b git log",
            "",
        ] {
            assert_eq!(operands(command), [], "{command}");
        }
    }

    #[test]
    fn programs_with_a_subcommand_that_runs_something() {
        for (command, expected) in [
            ("docker", "run evil.example/x"),
            ("docker compose", "run evil.example/x"),
            ("/usr/bin/kubectl", "run x -- sh"),
            ("npm", "exec evil"),
            ("git submodule", "foreach sh evil.sh"),
        ] {
            let texts: Vec<_> = operands(command).iter().map(Operand::text).collect();
            assert!(texts.iter().any(|text| text == expected), "{command}: {texts:?}");
        }
    }

    #[test]
    fn tools_that_are_a_program() {
        for (tool, program) in [
            ("kubectl_generic", Some("kubectl")),
            ("git_log", Some("git")),
            ("docker", Some("docker")),
            ("run_command", None),
            ("find_user", None),
            ("digital_git", None),
        ] {
            assert_eq!(named_by(tool), program, "{tool}");
        }
    }

    #[test]
    fn options_that_do_harm() {
        for (command, option) in [
            ("git log", "--output=x"),
            ("git log main", "--output=x"),
            ("git", "-c x"),
            ("kubectl get", "-A"),
            ("/usr/bin/curl", "-o x"),
            ("find . -name", "-delete"),
        ] {
            let options = options(command).unwrap();
            let pattern = re2::Pattern::new(&format!(r"\A(?:{})", options.pattern)).unwrap();
            assert!(pattern.is_match(option) && pattern.is_match(options.example), "{command}");
        }
        for command in ["git status", "ls", "npm", "echo"] {
            assert!(options(command).is_none(), "{command}");
        }
    }
}
