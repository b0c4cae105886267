//! The abstract syntax of one `.mcpol` file: what is written, names still text, every part with its
//! place.
//!
//! Places live in [`Spanned`] alone, whose equality ignores them, so two trees are equal exactly
//! when the files say the same in the same order.

use crate::source::Spanned;

/// The largest count: gateways take it through a 64-bit float, which rounds larger ones.
pub(crate) const MAX_COUNT: u64 = 1 << f64::MANTISSA_DIGITS;

pub(crate) use super::operator::Comparison;
pub(crate) use crate::json::{Number, Value};

/// The text of a quoted string, escapes resolved, or of a word.
pub(crate) type Text = Spanned<String>;

/// A whole file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct File {
    /// The statements in the order of the text.
    pub statements: Vec<Spanned<Statement>>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Statement {
    /// `policy "NAME"`
    Policy(Text),
    /// `catalog "FILE"`
    Catalog(Text),
    /// `include "FILE"`
    Include(Text),
    /// `default deny` or `default allow`
    Default(Decision),
    /// `let NAME = VALUE`
    Let {
        /// The constant's name.
        name: Text,
        /// A value, or a list of values ([`Value::Array`]).
        value: Spanned<Value>,
    },
    /// `group NAME = SELECTOR`
    Group {
        /// The group's name.
        name: Text,
        /// Its tools.
        selector: Selector,
    },
    /// `classify NAMES as CLASS because "…"`
    Classify {
        /// Names and globs.
        tools: Vec<Term>,
        /// The class, as written.
        class: Text,
        /// The reason.
        because: Text,
    },
    /// `allow SELECTOR [{ RULES }]`
    Allow {
        /// The tools.
        selector: Selector,
        /// The rules; `None` without braces.
        rules: Option<Vec<Spanned<Rule>>>,
    },
    /// `restrict SELECTOR { RULES }`
    Restrict {
        /// The tools.
        selector: Selector,
        /// The rules.
        rules: Vec<Spanned<Rule>>,
    },
    /// `deny SELECTOR [because "…"]`
    Deny {
        /// The tools.
        selector: Selector,
        /// The reason.
        because: Option<Text>,
    },
    /// `approve SELECTOR [because "…"]`
    Approve {
        /// The tools.
        selector: Selector,
        /// The reason.
        because: Option<Text>,
    },
    /// `hide SELECTOR`
    Hide(Selector),
    /// `limit all tools to N per WINDOW`
    LimitAll {
        /// N.
        max: Spanned<u64>,
        /// The window.
        window: Window,
    },
    /// `never allow SELECTOR [when COND]`
    Never {
        /// The tools.
        selector: Selector,
        /// The condition, if there is one.
        when: Option<Spanned<Condition>>,
    },
    /// `accept LINT [for SELECTOR] because "…" [until DATE]`
    Accept {
        /// The lint's name.
        lint: Text,
        /// The tools, if there are any.
        selector: Option<Selector>,
        /// The reason.
        because: Text,
        /// The last day, as `YYYY-MM-DD`.
        until: Option<Text>,
    },
    /// `test "NAME" { STEPS }`
    Test {
        /// The test's name.
        name: Text,
        /// What happens, in order.
        steps: Vec<Spanned<Step>>,
    },
}

/// Allowed or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Decision {
    /// `allow`
    Allow,
    /// `deny`
    Deny,
}

impl Decision {
    /// The decision's word in the language and the gateway's JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
        }
    }
}

/// A calendar-aligned stretch of time, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Window {
    /// `minute`
    Minute,
    /// `hour`
    Hour,
    /// `day`
    Day,
}

impl Window {
    /// Every window, shortest first.
    pub(crate) const ALL: [Self; 3] = [Self::Minute, Self::Hour, Self::Day];

    /// The window's word in the language and the gateway's JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }

    /// Its length in seconds.
    pub(crate) fn seconds(self) -> i64 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }
}

/// Terms and what is taken away from them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Selector {
    /// The comma list; never empty in a well-formed file.
    pub terms: Vec<Term>,
    /// The list after `except`; empty without it.
    pub except: Vec<Term>,
}

/// One term of a selector, with its place.
pub(crate) type Term = Spanned<TermKind>;

/// What a term names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TermKind {
    /// A plain word, or a quoted name without `*`.
    Name {
        /// The tool's name.
        name: String,
        /// Whether it is written in quotes, so that it is never a class or group.
        quoted: bool,
    },
    /// A pattern with at least one `*`, plain or quoted; `*` alone is all tools.
    Glob {
        /// The pattern, `*` standing for any run of characters.
        pattern: String,
        /// Whether it is written in quotes.
        quoted: bool,
    },
    /// `NAME tools`: a class or a group.
    Set(Text),
    /// `tools with args.PATH`: the tools that take an argument.
    Taking {
        /// The class or group that they are of; `None` for all.
        set: Option<Text>,
        /// The argument.
        path: Spanned<Path>,
    },
}

/// One rule inside braces.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Rule {
    /// `require COND [because "…"]`
    Require {
        /// What must hold.
        condition: Spanned<Condition>,
        /// The reason.
        because: Option<Text>,
    },
    /// `deny when COND [because "…"]`
    DenyWhen {
        /// What must not hold.
        condition: Spanned<Condition>,
        /// The reason.
        because: Option<Text>,
    },
    /// `approve when COND [because "…"]`
    ApproveWhen {
        /// What must not hold without a human.
        condition: Spanned<Condition>,
        /// The reason.
        because: Option<Text>,
    },
    /// `limit [args.PATH to] N per WINDOW [as "counter"]`
    Limit {
        /// The argument that is summed; `None` counts calls.
        sum: Option<Spanned<Path>>,
        /// N.
        max: Spanned<u64>,
        /// The window.
        window: Window,
        /// The counter's name, if given.
        counter: Option<Text>,
    },
}

/// `args.a."odd key"`: the keys after `args`, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    /// The keys, outermost first.
    pub keys: Vec<Text>,
}

impl Path {
    /// The keys without their places.
    pub(crate) fn names(&self) -> Vec<String> {
        self.keys.iter().map(|key| key.node.clone()).collect()
    }
}

/// A condition. `and` and `or` hold two or more parts, none of them of the same kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Every part holds.
    And(Vec<Spanned<Condition>>),
    /// Some part holds.
    Or(Vec<Spanned<Condition>>),
    /// One test of one argument.
    Test {
        /// The argument.
        path: Spanned<Path>,
        /// What it must be.
        operator: Spanned<Operator>,
    },
}

/// An operator with what stands after it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operator {
    /// `exists`
    Exists,
    /// `missing`
    Missing,
    /// `matches /regex/`
    Matches(Regex),
    /// Any other operator, with its operand.
    Compare(Comparison, Spanned<Operand>),
}

/// The text between the slashes of a regex literal as it is written, `\/` included, so that an
/// offset into it is an offset into the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Regex {
    /// The pattern. Its place is the text between the slashes.
    pub pattern: Text,
}

/// What stands after an operator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// A single value.
    Value(Value),
    /// The name of a `let`.
    Name(String),
    /// A list of values and names.
    List(Vec<Spanned<Operand>>),
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// `call TOOL { ARGUMENTS } [N times] => allow|deny ["MESSAGE"]`
    Call {
        /// The tool, which need not be in the catalog.
        tool: Text,
        /// The arguments, an object of any JSON; its keys' places aren't kept.
        arguments: Spanned<Value>,
        /// How often; once without `times`.
        times: Option<Spanned<u64>>,
        /// What must come out, every time.
        expect: Spanned<Decision>,
        /// The refusal's message, where the test names one.
        message: Option<Text>,
    },
    /// `wait N WINDOW`
    Wait {
        /// N.
        count: Spanned<u64>,
        /// The window.
        window: Window,
    },
}
