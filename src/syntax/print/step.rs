//! A test's step on one line, as it is suggested to a policy's author.

use std::fmt::Write as _;

use super::spelling;
use crate::syntax::ast::Step;
use crate::syntax::is_plain_name;

/// The canonical text of a step on one line, however long.
pub(crate) fn step_text(step: &Step) -> String {
    let mut text = String::new();
    match step {
        Step::Wait { count, window } => {
            text.push_str("wait ");
            write_count(count.node, window.name(), &mut text);
        }
        Step::Call { tool, arguments, times, expect, message } => {
            text.push_str("call ");
            write_name(&tool.node, &mut text);
            text.push(' ');
            spelling::write_value(&arguments.node, &mut text);
            if let Some(times) = times {
                text.push(' ');
                write_count(times.node, "time", &mut text);
            }
            text.push_str(" => ");
            text.push_str(expect.node.name());
            if let Some(message) = message {
                text.push(' ');
                text.push_str(&spelling::quoted(&message.node));
            }
        }
    }
    text
}

/// A name that is called, in quotes only where it must be.
fn write_name(name: &str, text: &mut String) {
    if is_plain_name(name) {
        text.push_str(name);
    } else {
        text.push_str(&spelling::quoted(name));
    }
}

fn write_count(count: u64, noun: &str, text: &mut String) {
    let plural = if count == 1 { "" } else { "s" };
    // Writing to a string can't fail.
    let _ = write!(text, "{count} {noun}{plural}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::syntax::ast::Statement;
    use crate::syntax::{format, parse};

    #[test]
    fn a_step_is_spelled_as_the_formatter_spells_it() {
        let steps = [
            "call t {} => allow",
            "call \"allow\" { a-b: [1, 1e6, null], \"c d\": { e: \"\\u202e\" } } 3 times => deny",
            "call \"x y\" { a: true } 1 time => deny \"No \\\"way\\\".\"",
            "wait 1 minute",
            "wait 2 days",
        ];
        let text = format!("test \"t\" {{\n    {}\n}}\n", steps.join("\n    "));
        let source = Sources::default().add("test", text.as_str()).unwrap();
        assert_eq!(format(&source).unwrap(), text);
        let Statement::Test { steps: parsed, .. } =
            &parse(&source).unwrap().file.statements[0].node
        else {
            panic!("{text}")
        };
        let written: Vec<_> = parsed.iter().map(|step| step_text(&step.node)).collect();
        assert_eq!(written, steps);
    }
}
