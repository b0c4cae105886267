//! What holds for the class of every tool, whatever it is called and says.

use super::tools::{classified, definition, tool};
use crate::risk::{Class, Profile};
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: [&str; 48] = [
    "get",
    "list",
    "search",
    "query",
    "status",
    "create",
    "update",
    "send",
    "post",
    "comment",
    "run",
    "call",
    "trigger",
    "cancel",
    "delete",
    "remove",
    "clear",
    "drop",
    "pay",
    "refund",
    "transfer",
    "charge",
    "order",
    "invoice",
    "payment",
    "job",
    "user",
    "file",
    "page",
    "issue",
    "message",
    "and",
    "or",
    "by",
    "id",
    "all",
    "sql",
    "command",
    "token",
    "key",
    "webhook",
    "template",
    "report",
    "zorb",
    "acme",
    "url",
    "subscription",
    "screenshot",
];

const SENTENCES: [&str; 14] = [
    "Gets a thing",
    "Only reads",
    "Lists users. Deletes nothing.",
    "Creates or updates a page",
    "Deletes a user",
    "Run a SQL query",
    "Perform a web search",
    "Refunds a payment",
    "This tool allows you to view and remove items",
    "permanently",
    "The weather of a city",
    "Read-only; safe",
    "",
    "Sends the invoice",
];

const PROPERTIES: [&str; 5] = [
    "",
    r#"{"sql":{"type":"string"}}"#,
    r#"{"amount":{"type":"number"},"currency":{"type":"string"}}"#,
    r#"{"action":{"enum":["list","delete"]}}"#,
    r#"{"url":{"type":"string"},"body":{}}"#,
];

/// Arguments of which a description can't say that they are less than they seem: statements that
/// only read, amounts that somebody else pays.
const TELLING_NOTHING: [&str; 3] =
    ["", r#"{"action":{"enum":["list","delete"]}}"#, r#"{"url":{"type":"string"},"body":{}}"#];

/// Words that begin with one that is nothing but a verb.
fn clear_words() -> impl Strategy<Value = Vec<&'static str>> {
    let verbs = select(vec!["get", "list", "create", "send", "delete", "remove"]);
    (verbs, prop::collection::vec(select(&WORDS[..]), 0..5))
        .prop_map(|(verb, rest)| std::iter::once(verb).chain(rest).collect())
}

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(select(&WORDS[..]), 1..6)
}

fn annotations() -> impl Strategy<Value = &'static str> {
    select(vec![
        "",
        r#"{"readOnlyHint":false}"#,
        r#"{"destructiveHint":true}"#,
        r#"{"readOnlyHint":false,"destructiveHint":true}"#,
        r#"{"destructiveHint":false}"#,
    ])
}

fn class(name: &str, description: &str, properties: &str, annotations: &str) -> Option<Class> {
    classified(&definition(name, description, properties, annotations)).class
}

/// Whether a name rests on a word that is nothing but a verb.
fn is_clear(name: &str) -> bool {
    classified(&definition(name, "", "", "")).clear
}

fn camel(words: &[&str]) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    let rest = words[1..].iter().map(|word| capital(word));
    words[0].to_owned() + &rest.collect::<String>()
}

/// Every way in which servers write these words.
fn styles(words: &[&str]) -> Vec<String> {
    let camel = camel(words);
    let pascal = camel[..1].to_uppercase() + &camel[1..];
    let joined = ["_", "-", ".", "/", "__", " "].map(|separator| words.join(separator));
    let prefixed = [format!("srv_{}", words.join("_")), format!("mcp__srv__{camel}")];
    joined
        .into_iter()
        .chain(prefixed)
        .chain([camel, pascal, words.join("_").to_uppercase()])
        .collect()
}

proptest! {
    #[test]
    fn the_style_of_a_name_says_nothing(words in words()) {
        let expected = class(&words.join("_"), "", "", "");
        for name in styles(&words) {
            prop_assert_eq!(class(&name, "", "", ""), expected, "{}", name);
        }
    }

    #[test]
    fn a_description_never_makes_the_class_of_a_clear_name_milder(
        words in clear_words(),
        sentences in prop::collection::vec(select(&SENTENCES[..]), 1..4),
        properties in select(&TELLING_NOTHING[..]),
        annotations in annotations(),
    ) {
        let name = words.join("_");
        prop_assume!(is_clear(&name));
        let without = class(&name, "", properties, annotations);
        let with = class(&name, &sentences.join(". "), properties, annotations);
        prop_assert!(with >= without, "{} {:?}: {:?}, {:?}", name, sentences, without, with);
    }

    #[test]
    fn a_claim_to_read_never_makes_the_class_of_a_clear_name_milder(
        words in clear_words(),
        sentence in select(&SENTENCES[..]),
        properties in select(&TELLING_NOTHING[..]),
    ) {
        let name = words.join("_");
        prop_assume!(is_clear(&name));
        let without = class(&name, sentence, properties, "");
        let with = class(&name, sentence, properties, r#"{"readOnlyHint":true}"#);
        prop_assert!(with >= without, "{}: {:?}, {:?}", name, without, with);
        prop_assert!(without.is_none() || with == without);
    }

    #[test]
    fn a_denial_of_reading_is_believed(words in words(), sentence in select(&SENTENCES[..])) {
        let given = class(&words.join("_"), sentence, "", r#"{"readOnlyHint":false}"#);
        prop_assert_ne!(given, Some(Class::Read));
    }

    #[test]
    fn answers_are_repeated(
        words in words(),
        sentence in select(&SENTENCES[..]),
        properties in select(&PROPERTIES[..]),
        annotations in annotations(),
    ) {
        let definition = definition(&words.join("_"), sentence, properties, annotations);
        let first = classified(&definition);
        prop_assert_eq!(&first, &classified(&definition));
        prop_assert!(first.class.is_none() || !first.evidence.is_empty());
    }

    #[test]
    fn no_text_is_too_strange(name in ".{0,40}", description in ".{0,120}", key in ".{0,12}") {
        let properties = serde_json::json!({key: {"type": "string"}}).to_string();
        let catalog = tool(&definition(&name, &description, &properties, ""));
        for tool in catalog.tools() {
            let profile = Profile::of(tool);
            let traits = [
                profile.reads_untrusted_content(),
                profile.reads_private_data(),
                profile.sends_out(),
                profile.runs_anything(),
                profile.scoping_arguments(),
            ];
            for evidence in traits.iter().flatten().chain(&profile.classification.evidence) {
                let shown = evidence.to_string();
                prop_assert!(!shown.chars().any(crate::strings::escape::is_unsafe));
            }
        }
    }
}
