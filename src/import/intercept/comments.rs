//! Where a file's comments go: before the statement of the tool that they stand before or in.

use super::EVERY;
use crate::gateway::Pointer;
use crate::import::neutral::Notes;
use crate::import::tree::{Text, Tree};

/// Gives each comment to a part of the document.
pub(super) fn attach(text: &Text, tools: Option<&Tree>, notes: &mut Notes) {
    let members = tools.map(Tree::members).unwrap_or_default();
    let first = members.first().map_or(text.root.span.end, |member| member.key_span.start);
    let begins = tools.map_or(first, |tools| tools.span.start);
    for comment in &text.comments {
        let at = comment.span.start;
        let tool = members.iter().find(|member| at <= member.key_span.to(member.value.span).end);
        let words = comment.text.clone();
        match tool {
            _ if at < begins
                && tool.is_some_and(|tool| !is_right_before(text, at, tool.key_span.start)) =>
            {
                notes.head.push(words);
            }
            None => notes.tail.push(words),
            Some(tool) if tool.key == EVERY => notes.add(Pointer::AllToolsLimit(0), words),
            Some(tool) => notes.add(Pointer::Tool(&tool.key), words),
        }
    }
}

/// Whether nothing but comments stands between a comment and what follows it.
fn is_right_before(text: &Text, at: u32, next: u32) -> bool {
    let members = text.root.members().iter();
    !members
        .filter(|member| member.key != "tools")
        .any(|member| (at..next).contains(&member.key_span.start))
}
