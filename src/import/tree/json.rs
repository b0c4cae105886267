//! JSON as a tree.

use super::{Kind, MAX_DEPTH, Member, Text, Tree};
use crate::import::fault::Fault;
use crate::json::{JsonError, Node, Shape, Tape};
use crate::source::Source;

/// Reads a text.
///
/// # Errors
/// Why it is no JSON.
pub(in crate::import) fn read(source: &Source) -> Result<Text, Fault> {
    text(Tape::read(source))
}

/// Reads a text that may have comments, and commas behind the last element.
///
/// # Errors
/// Why it is none.
pub(in crate::import) fn read_commented(source: &Source) -> Result<Text, Fault> {
    text(Tape::read_commented(source))
}

fn text(tape: Result<Tape, JsonError>) -> Result<Text, Fault> {
    let root = tree(tape.map_err(fault)?.root(), MAX_DEPTH)?;
    Ok(Text { root, comments: Vec::new(), second: None })
}

fn tree(node: Node<'_>, depth: usize) -> Result<Tree, Fault> {
    let span = node.span();
    let deeper = depth.checked_sub(1).ok_or_else(|| {
        let message = format!("it nests more than {MAX_DEPTH} levels deep");
        Fault::Syntax { span: node.opening(), language: "JSON", message }
    })?;
    let kind = match node.shape().map_err(fault)? {
        Shape::Null => Kind::Null,
        Shape::Bool(value) => Kind::Bool(value),
        Shape::Number(number) => Kind::Number(number),
        Shape::String(text) => Kind::String(text.into_owned()),
        Shape::Array(items) => {
            Kind::List(items.map(|item| tree(item, deeper)).collect::<Result<_, _>>()?)
        }
        Shape::Object(members) => {
            let member = |member: crate::json::Member<'_>| {
                let (key, key_span) = (member.name().into_owned(), member.key.span());
                Ok(Member { key, key_span, value: tree(member.value, deeper)? })
            };
            Kind::Map(members.map(member).collect::<Result<_, _>>()?)
        }
    };
    Ok(Tree { span, kind })
}

fn fault(error: JsonError) -> Fault {
    Fault::Syntax { span: error.span, language: "JSON", message: error.message }
}
