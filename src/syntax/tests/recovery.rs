//! What is right is never reported for what is wrong beside it.

use super::{read, written};
use crate::syntax::keywords;
use proptest::prelude::*;

/// The texts that are reported of a policy.
fn reported(text: &str) -> Vec<&str> {
    read(text).findings.iter().map(|finding| &text[finding.span.range()]).collect()
}

#[test]
fn every_keyword_names_an_argument_beside_a_fault() {
    for word in keywords::all() {
        for text in [
            format!("allow t {{ require args.a exists and args.{word} => 1 }}"),
            format!("allow t {{ deny when args.a exists or args.b.{word} => 1 }}"),
            format!(
                "allow t {{\n  require args.a exists and args.{word} == 1\n  require args.a => 1\n}}"
            ),
            format!(
                "allow t {{ require (args.{word} exists and args.{word} == 1) require args.{word} => 1 }}"
            ),
            format!("allow t {{ limit args.{word} to 5 per day approve when args.x => 1 }}"),
            format!("restrict tools with args.{word} {{ require args.a => 1 }}"),
            format!("never allow t when args.a exists and args.{word} => 1"),
        ] {
            assert_eq!(reported(&text), ["=>"], "{text}");
        }
        let text = format!("test \"t\" {{ call t {{ a: 1, {word}: 1 }} => deny wait 5 years }}");
        assert_eq!(reported(&text), ["years"], "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_faulty_piece_leaves_those_before_it((head, pieces) in written::pieces()) {
        let (fault, wrong) = match head.starts_with("test") {
            true => ("wait 5 years", "years"),
            false => ("limit 5 per days", "days"),
        };
        for pieces in [pieces.plain, pieces.tall, pieces.odd] {
            let text = format!("{head} {{ {pieces}\n{fault}\n}}");
            prop_assert_eq!(reported(&text), [wrong], "{}", text);
        }
    }
}
