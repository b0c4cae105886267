//! The analysis over published policies and real schemas: nothing outgrows its bounds, and every
//! call that is found is the evaluator's.

use std::fs;
use std::path::Path;

use crate::analysis::{Answer, Engine, Formula, Test, schema};
use crate::catalog::types::Kind;
use crate::catalog::{Catalog, Tool};
use crate::gateway::{self, Call, Document, Gateway, allows, fits};
use crate::json::Value;
use crate::policy::Decision;
use crate::source::Sources;
use crate::testkit::corpus;

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn every_published_policy_is_analysed() {
    let mut answered = 0;
    for file in corpus::files("policies/hosted") {
        let source = Sources::default().add("p", fs::read_to_string(&file).unwrap()).unwrap();
        let document = gateway::read(&source).unwrap();
        for tool in document.tools.keys().map(String::as_str).chain(["unlisted"]) {
            let mut engine = Engine::default();
            let allowed = allows(&document, tool).and(fits(&document, tool));
            for (question, decision) in
                [(allowed.clone(), Decision::Allow), (!allowed, Decision::Deny)]
            {
                match engine.find_arguments(&question) {
                    Answer::Found(call) => assert_eq!(decided(&document, tool, call), decision),
                    Answer::None => {}
                    Answer::Unknown(limit) => panic!("{}: {tool}: {limit}", file.display()),
                }
                answered += 1;
            }
        }
    }
    assert!(answered == 0 || answered > 30, "{answered}");
}

fn decided(document: &Document, tool: &str, arguments: Value) -> Decision {
    let call = Call { name: tool.to_owned(), arguments, at: 0 };
    Gateway::new(document).decide(&call).decision
}

/// Each argument by itself: a valid value is found, completed to a call that is still valid.
#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn every_argument_of_every_real_tool_has_a_valid_value() {
    let mut asked = 0;
    for file in corpus::catalogs() {
        let source = Sources::default().add("c", fs::read_to_string(&file).unwrap()).unwrap();
        for tool in Catalog::read(source).0.tools() {
            asked += arguments(tool, &file);
        }
    }
    assert!(asked == 0 || asked > 5_000, "{asked}");
}

fn arguments(tool: &Tool, file: &Path) -> usize {
    let names = tool.argument_names();
    for name in &names {
        let path = [name.to_string()];
        let present = Formula::test(&path, Test::Present);
        let object = Formula::test(&path, Test::Is(Kind::Object));
        let valid = schema::valid_calls(tool, &present.clone().and(object));
        let question = valid.and(present);
        match Engine::default().find_arguments(&question) {
            Answer::Found(call) => {
                let call = schema::completed(tool, &question, &call).unwrap_or(call);
                assert!(question.holds(&call), "{}: {}: {call}", file.display(), tool.name());
            }
            other => panic!("{}: {}: {name}: {other:?}", file.display(), tool.name()),
        }
    }
    names.len()
}
