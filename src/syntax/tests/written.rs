//! Random policies as their authors write them: right, but laid out in any way.

use crate::syntax::ast::Comparison;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The tokens of a policy, in order. A token may hold several words that stand together.
pub(crate) type Tokens = Vec<String>;

/// A policy in several layouts.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    /// One space between tokens.
    pub(crate) plain: String,
    /// A line for each token.
    pub(crate) tall: String,
    /// Any white space, and comments that all begin with `# §`.
    pub(crate) odd: String,
}

/// A policy of a few statements.
pub(crate) fn policy() -> impl Strategy<Value = Written> {
    (vec(statement(), 0..6), vec(gap(), 1..40)).prop_map(|(statements, gaps)| {
        let tokens = statements.concat();
        Written { plain: tokens.join(" "), tall: tokens.join("\n"), odd: laid_out(&tokens, &gaps) }
    })
}

/// A block of a few rules or steps without its braces, and the words before it.
pub(crate) fn pieces() -> impl Strategy<Value = (&'static str, Written)> {
    let rules = vec(rule(), 1..4).prop_map(|rules| ("allow a", rules.concat()));
    let steps = vec(step(), 1..4).prop_map(|steps| ("test \"t\"", steps.concat()));
    (prop_oneof![3 => rules, 1 => steps], vec(gap(), 1..40)).prop_map(|((head, tokens), gaps)| {
        let (plain, tall) = (tokens.join(" "), tokens.join("\n"));
        (head, Written { plain, tall, odd: laid_out(&tokens, &gaps) })
    })
}

fn laid_out(tokens: &[String], gaps: &[String]) -> String {
    let mut text = String::new();
    let mut gaps = gaps.iter().cycle();
    for token in tokens {
        let gap = gaps.next().map_or("", String::as_str);
        let apart = is_mark(token) || text.ends_with(is_mark_end) || text.is_empty();
        text.push_str(if gap.is_empty() && !apart { " " } else { gap });
        text.push_str(token);
    }
    text + gaps.next().map_or("", String::as_str)
}

fn is_mark(token: &str) -> bool {
    ["=>", "=", ",", "(", ")", "[", "]", "{", "}", ":"].contains(&token)
}

fn is_mark_end(character: char) -> bool {
    "=>,()[]{}:\n".contains(character)
}

fn gap() -> impl Strategy<Value = String> {
    let white = select(vec!["", "", "", " ", " ", "\n", "\n\n", "\n\n\n\n", "\t", "\r\n", "  \n"]);
    let comment =
        select(vec!["# §one\n", " # §two \n", "# §\n", "\n# §\"{[( three\n", "\n\n# §four\r\n"]);
    vec(prop_oneof![6 => white, 1 => comment], 1..3).prop_map(|parts| parts.concat())
}

fn one(token: impl Into<String>) -> Tokens {
    vec![token.into()]
}

fn words(text: &str) -> Tokens {
    text.split(' ').map(str::to_owned).collect()
}

/// One token out of these.
fn of(tokens: &'static [&'static str]) -> impl Strategy<Value = Tokens> + Clone {
    select(tokens).prop_map(one)
}

fn joined(
    left: impl Strategy<Value = Tokens> + 'static,
    right: impl Strategy<Value = Tokens> + 'static,
) -> BoxedStrategy<Tokens> {
    (left, right).prop_map(|(left, right)| [left, right].concat()).boxed()
}

/// The words of `text`, and then the rest.
fn after(
    text: &'static str,
    rest: impl Strategy<Value = Tokens> + 'static,
) -> BoxedStrategy<Tokens> {
    rest.prop_map(move |rest| [words(text), rest].concat()).boxed()
}

fn maybe(tokens: impl Strategy<Value = Tokens>) -> impl Strategy<Value = Tokens> {
    option::of(tokens).prop_map(Option::unwrap_or_default)
}

fn statement() -> impl Strategy<Value = Tokens> {
    prop_oneof![
        prop_oneof![
            after("policy", string()),
            after("catalog", string()),
            after("include", string())
        ],
        of(&["default deny", "default allow", "limit all tools to 120 per hour"]),
        after("let", joined(of(&["limit-1", "hosts"]), after("=", value()))),
        after("group", joined(word(), after("=", selector()))),
        after("classify", joined(terms(), after("as read", because()))),
        after("allow", joined(selector(), maybe(block(rule())))),
        after("restrict", joined(selector(), block(rule()))),
        after("deny", joined(selector(), maybe(because()))),
        after("approve", joined(selector(), maybe(because()))),
        after("hide", selector()),
        after("never allow", joined(selector(), maybe(after("when", condition())))),
        after(
            "accept unlimited-write",
            joined(
                maybe(after("for", selector())),
                joined(because(), maybe(of(&["until 2027-06-30"])))
            )
        ),
        after("test", joined(string(), block(step()))),
    ]
}

fn word() -> impl Strategy<Value = Tokens> {
    of(&[
        "a",
        "send_email",
        "_",
        "x-1",
        "allowed",
        "a_rather_long_name_of_a_tool_that_fills_its_line",
    ])
}

fn string() -> impl Strategy<Value = Tokens> + Clone {
    of(&[
        "\"\"",
        "\"a\"",
        "\"x y\"",
        "\"read\"",
        "\"a*\"",
        "\"ü \\u202e\\n\\/\"",
        "\"# {\"",
        "\"\\\"\"",
        "\"\u{200b}🦀\"",
        "\"A reason that is long enough to need a line of its own where something stands before.\"",
    ])
}

fn because() -> BoxedStrategy<Tokens> {
    after("because", string())
}

fn selector() -> BoxedStrategy<Tokens> {
    joined(terms(), maybe(after("except", terms())))
}

fn terms() -> impl Strategy<Value = Tokens> {
    comma_list(
        prop_oneof![
            4 => word(),
            1 => of(&["*", "get_*", "*_all-*", "admin.tools.list", "files.*"]),
            2 => string(),
            2 => of(&["read", "\"write\"", "messages"]).prop_map(|name| [name, one("tools")].concat()),
            1 => joined(maybe(of(&["read", "\"write\""])), after("tools with", path())),
        ],
        1,
    )
}

fn comma_list(
    element: impl Strategy<Value = Tokens>,
    least: usize,
) -> impl Strategy<Value = Tokens> {
    vec(element, least..6).prop_map(|elements| elements.join(&",".to_owned()))
}

fn block(element: impl Strategy<Value = Tokens>) -> impl Strategy<Value = Tokens> {
    vec(element, 0..4).prop_map(|elements| [one("{"), elements.concat(), one("}")].concat())
}

fn rule() -> impl Strategy<Value = Tokens> {
    let conditional = joined(
        of(&["require", "deny when", "approve when"]),
        joined(condition(), maybe(because())),
    );
    let limit = joined(maybe(joined(path(), of(&["to"]))), of(&["5 per minute", "7 per day"]));
    let named = maybe(after("as", string()));
    prop_oneof![2 => conditional, 1 => after("limit", joined(limit, named))]
}

fn path() -> impl Strategy<Value = Tokens> + Clone {
    of(&[
        "args.a",
        "args.and",
        "args.matches",
        "args.a.\"b\"",
        "args.\"x y\".when",
        "args.or.in",
        "args.limit",
        "args.a.deny",
        "args.require.call",
    ])
}

fn condition() -> BoxedStrategy<Tokens> {
    test()
        .prop_recursive(3, 12, 4, |part| {
            let connective = select(vec!["and", "or"]);
            (connective, vec(part, 1..4), any::<bool>()).prop_map(|(connective, parts, twice)| {
                let parts = parts.iter().map(|part| enclosed(part)).collect::<Vec<_>>();
                let chain = parts.join(&connective.to_owned());
                if twice { enclosed(&chain) } else { chain }
            })
        })
        .boxed()
}

/// In parentheses, unless it is one test of few tokens.
fn enclosed(part: &[String]) -> Tokens {
    if part.len() < 3 { part.to_vec() } else { [one("("), part.to_vec(), one(")")].concat() }
}

fn test() -> impl Strategy<Value = Tokens> {
    let presence = of(&["exists", "missing", "matches /a#\\/\"b/", "matches  \n/x y{2}/"]);
    let odd = of(&["not \n in", "domain\tin"]);
    let comparison = select(Comparison::ALL).prop_map(|comparison| one(comparison.words()));
    let comparison = prop_oneof![1 => odd, 6 => comparison];
    joined(path(), prop_oneof![1 => presence, 2 => joined(comparison, operand())])
}

fn scalar() -> impl Strategy<Value = Tokens> + Clone {
    prop_oneof![of(&["1", "-1.50", "1e6", "1E+2", "true", "false", "null"]), string()]
}

fn value() -> impl Strategy<Value = Tokens> {
    prop_oneof![scalar(), bracketed("[", comma_list(scalar(), 0), "]")]
}

fn operand() -> impl Strategy<Value = Tokens> {
    let choice = prop_oneof![2 => scalar(), 1 => of(&["hosts", "limit-1"])];
    prop_oneof![2 => value(), 1 => bracketed("[", comma_list(choice, 0), "]")]
}

fn bracketed(
    open: &'static str,
    inside: impl Strategy<Value = Tokens>,
    close: &'static str,
) -> impl Strategy<Value = Tokens> {
    inside.prop_map(move |inside| [one(open), inside, one(close)].concat())
}

fn step() -> impl Strategy<Value = Tokens> {
    let tool = prop_oneof![
        of(&["a", "send_email", "files.list"]),
        of(&["\"a\"", "\"files.list\"", "\"allow\"", "\"x y\""])
    ];
    let times = maybe(of(&["1 times", "30 times", "2 time"]));
    let outcome = joined(of(&["=> allow", "=> deny"]), maybe(string()));
    let call = joined(joined(tool, object(json().boxed())), joined(times, outcome));
    prop_oneof![3 => after("call", call), 1 => of(&["wait 1 minutes", "wait 20 hour", "wait 2 days"])]
}

fn json() -> impl Strategy<Value = Tokens> {
    scalar().boxed().prop_recursive(3, 12, 4, |json| {
        prop_oneof![bracketed("[", comma_list(json.clone(), 0), "]"), object(json)]
    })
}

/// An object; each key stands once.
fn object(json: BoxedStrategy<Tokens>) -> impl Strategy<Value = Tokens> {
    const KEYS: [&str; 8] =
        ["email", "allow", "\"n\"", "\"x y\"", "matches", "\"1\"", "limit", "call"];
    (proptest::sample::subsequence(&KEYS[..], 0..=KEYS.len()), vec(json, KEYS.len())).prop_map(
        |(keys, values)| {
            let members: Vec<_> = keys
                .iter()
                .zip(values)
                .map(|(key, value)| [one(*key), one(":"), value].concat())
                .collect();
            [one("{"), members.join(&",".to_owned()), one("}")].concat()
        },
    )
}
