//! A document that isn't what its policy means is found out, with a call.

use std::path::{Path, PathBuf};

use crate::gateway::{Document, ToolRules, read, write};
use crate::policy::Policy;
use crate::session::{Checked, Depth, Memory, Session};
use crate::source::Sources;
use crate::verify::{Fault, verify};

const POLICY: &str = r#"policy "p"
hide drop
allow refund {
    require args.amount >= 1 and args.amount <= 100
    require args.to domain in ["acme.com"] or args.to ends with "@acme.dev"
    deny when args.kind in ["a", "b"] or args.note exists
    limit 5 per minute
    limit args.amount to 500 per day
}
allow list
limit all tools to 60 per hour
"#;

fn checked() -> Checked {
    let files = Memory::from([(PathBuf::from("p.mcpol"), POLICY.as_bytes().to_vec())]);
    Session::new(files).check(Path::new("p.mcpol"), Depth::Compile).unwrap()
}

/// What is said of the compiled document with one text in it replaced.
fn tampered(from: &str, to: &str) -> Result<(), Fault> {
    let checked = checked();
    let json = write(&checked.emit().unwrap().document);
    assert_eq!(json.matches(from).count(), 1, "{from} in {json}");
    let source = Sources::default().add("p.json", json.replace(from, to)).unwrap();
    verify(&policy(&checked), &document(read(&source)))
}

fn policy(checked: &Checked) -> Policy {
    checked.policy.clone().unwrap()
}

fn document<E: std::fmt::Debug>(read: Result<Document, E>) -> Document {
    read.unwrap()
}

#[test]
fn what_is_compiled_is_proved() {
    let checked = checked();
    let emitted = checked.compile().unwrap().unwrap();
    assert_eq!(emitted.document, checked.emit().unwrap().document);
}

#[test]
fn another_document_is_found_out() {
    for (from, to, said) in [
        ("\"value\": 100\n", "\"value\": 101\n", "document allows refund {\"amount\":101,"),
        ("\"op\": \"gte\"", "\"op\": \"gt\"", "the policy allows refund {\"amount\":1,"),
        ("\"path\": \"args.note\"", "\"path\": \"args.nope\"", "refund {\"amount\":1,"),
        ("\"default\": \"deny\"", "\"default\": \"allow\"", "the compiled document allows x {}"),
        ("\"drop\"", "\"list\"", "the policy hides `drop`, and the compiled document doesn't"),
        ("\"max\": 5,", "\"max\": 6,", "policy admits 5 calls of refund {\"amount\":1,"),
        ("\"max\": 500,", "\"max\": 50,", "admits a sum of 500 over `args.amount` of refund {"),
        ("\"window\": \"day\"", "\"window\": \"hour\"", "and the compiled document any number"),
        ("\"window\": \"hour\"", "\"window\": \"day\"", "admits 60 calls of list {} per hour"),
        ("\"increment_from\": \"args.amount\"", "\"increment_from\": \"args.to\"", "admits a sum"),
        (
            "\"calls_per_hour\"",
            "\"refund_rate\"",
            "limits of the compiled document have the counter",
        ),
        ("\"list\": {}", "\"lost\": {}", "the policy allows list {}"),
        ("acme\\\\.dev", "acme\\\\.com", "refund {\"amount\":1,\"to\":"),
    ] {
        let fault = tampered(from, to).unwrap_err().to_string();
        assert!(fault.contains(said), "{from} → {to}: {fault}");
    }
}

#[test]
fn a_document_without_one_of_its_parts_is_found_out() {
    let checked = checked();
    let whole = checked.emit().unwrap().document;
    let without = |change: fn(&mut Document)| {
        let mut document = whole.clone();
        change(&mut document);
        verify(&policy(&checked), &document).unwrap_err().to_string()
    };
    for (said, fault) in [
        ("document allows refund {", without(|it| drop(refund(it).require.remove(0)))),
        ("document allows refund {", without(|it| drop(refund(it).require.pop()))),
        ("document allows refund {", without(|it| drop(refund(it).deny_if.pop()))),
        ("and the compiled document any number", without(|it| drop(refund(it).limits.pop()))),
        ("60 calls of list {} per hour", without(|it| it.all_tools.limits.clear())),
        ("policy hides `drop`", without(|it| it.hide.clear())),
        ("the policy allows list {}", without(|it| drop(it.tools.remove("list")))),
    ] {
        assert!(fault.contains(said), "{said}: {fault}");
    }
}

fn refund(document: &mut Document) -> &mut ToolRules {
    document.tools.get_mut("refund").unwrap()
}

/// A policy about a list of so many operands.
fn with_list(rule: &str, operand: impl Fn(usize) -> String, count: usize) -> Checked {
    let operands: Vec<_> = (0..count).map(|n| format!("{:?}", operand(n))).collect();
    let list = format!("[{}]", operands.join(", "));
    let tools = r#"{"tools": [{"name": "send", "inputSchema": {"type": "object", "properties":
        {"to": {"type": "string"}}}}]}"#;
    let text = format!(
        "policy \"p\"\ncatalog \"c.json\"\nallow send {{\n    require args.to {rule} {list}\n}}\n"
    );
    let files = [("p.mcpol", text.as_str()), ("c.json", tools)];
    let files = files.map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec()));
    Session::new(Memory::from(files)).check(Path::new("p.mcpol"), Depth::Compile).unwrap()
}

#[test]
fn long_lists_are_proved_and_a_shorter_list_is_another() {
    let domain = |n| format!("mail-{n}.example.com");
    let command = |n| format!("tool{n} run");
    let long = |n| format!("{}.{n}.example.com", "abcdefghij".repeat(6));
    for (rule, operand, count) in [
        ("missing or args.to domain in", &domain as &dyn Fn(usize) -> String, 60),
        ("missing or args.to command in", &command, 80),
        ("domain in", &long, 120),
    ] {
        let checked = with_list(rule, operand, count);
        let document = checked.emit().unwrap().document;
        assert_eq!(verify(&policy(&checked), &document), Ok(()), "{rule}");
        let shorter = with_list(rule, operand, count - 1);
        assert!(verify(&policy(&shorter), &document).is_err(), "{rule}");
        let document = shorter.emit().unwrap().document;
        assert!(verify(&policy(&checked), &document).is_err(), "{rule}");
    }
}
