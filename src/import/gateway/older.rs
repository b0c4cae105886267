//! The gateway's older form: an action for each tool, and a number of calls in so many seconds.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::gateway::{
    AllTools, Document, Entry, Limit, Pointer, SEMANTICS, Scope, ToolRules, counter_name,
};
use crate::import::fault::Fault;
use crate::import::neutral::{Neutral, Notes, Places};
use crate::import::tree::{self, Engine, Member, Reader, Tree, Twice};
use crate::policy::{Decision, Window};
use crate::source::{Source, Span};
use crate::strings::tick;

/// What reads such a file.
const ENGINE: Engine = Engine { name: "the gateway", twice: Twice::Unsaid, is_typed: false };

/// Reads a document of the older form; none where no tool has a key of it.
pub(super) fn read(source: &Source) -> Option<(Option<Neutral>, Vec<Finding>)> {
    let text = tree::read_json(source).ok()?;
    let tools = text.root.members().iter().find(|member| member.key == "tools")?;
    let is_older = |key: &str| key == "action" || key == "rate_limit";
    let mut keys = tools.value.members().iter().flat_map(|tool| tool.value.members());
    keys.find(|member| is_older(&member.key))?;
    let mut reader = Reader::new(ENGINE);
    let neutral = document(&text.root, &mut reader);
    Some((neutral, reader.faults.into_iter().map(Fault::finding).collect()))
}

fn document(root: &Tree, reader: &mut Reader) -> Option<Neutral> {
    let mut object =
        reader.object(root, "the document", &["version", "default", "hide", "tools"])?;
    let (mut places, mut tools) = (Places::default(), BTreeMap::new());
    let default = match object.take("default") {
        Some(default) => {
            places.set(Pointer::Default, default.value.span);
            decision(&default.value, reader)?
        }
        None => return reader.missing(root.span, "the document", "default"),
    };
    let mut hide = Vec::new();
    let hidden = object.take("hide").and_then(|list| reader.list(&list.value, "`hide`"));
    for (index, name) in hidden.unwrap_or_default().iter().enumerate() {
        places.set(Pointer::Hide(index), name.span);
        hide.push(reader.text(name, "a hidden tool's name")?);
    }
    let members = object.take("tools").and_then(|tools| reader.members(&tools.value, "`tools`"));
    for member in members.unwrap_or_default() {
        places.set(Pointer::Tool(&member.key), member.key_span);
        let rules = tool(member, &mut places, reader);
        tools.insert(member.key.clone(), rules.unwrap_or_default());
    }
    let head = "The limits were counted per agent session before; now each grant counts them.";
    let has_limits = tools.values().any(|rules: &ToolRules| !rules.limits.is_empty());
    let head = has_limits.then(|| head.to_owned()).into_iter().collect();
    let all_tools = AllTools::default();
    let document = Document { semantics: SEMANTICS, default, hide, all_tools, tools };
    Some(Neutral { document, places, notes: Notes::at_top(head), is_of_catalog: false })
}

fn decision(tree: &Tree, reader: &mut Reader) -> Option<Decision> {
    match reader.text(tree, "`default`")?.as_str() {
        "allow" => Some(Decision::Allow),
        "deny" => Some(Decision::Deny),
        other => reader.refused(
            tree.span,
            format!("{} is no default", tick(other)),
            "write `allow` or `deny`",
        ),
    }
}

fn tool(member: &Member, places: &mut Places, reader: &mut Reader) -> Option<ToolRules> {
    let name = member.key.as_str();
    let mut object = reader.object(&member.value, "a tool", &["action", "reason", "rate_limit"])?;
    let reason = object.take("reason").and_then(|it| reader.text(&it.value, "`reason`"));
    let mut rules = ToolRules::default();
    if let Some(action) = object.take("action") {
        let on_deny = match reader.text(&action.value, "`action`")?.as_str() {
            "allow" => None,
            "deny" => Some(reason),
            "require_approval" => {
                let reason = reason.map(|reason| format!(" {reason}")).unwrap_or_default();
                Some(Some(format!("Requires human approval.{reason}")))
            }
            other => {
                let message = format!("{} is no action", tick(other));
                let help = "write `allow`, `deny` or `require_approval`";
                return reader.refused(action.value.span, message, help);
            }
        };
        if let Some(on_deny) = on_deny {
            places.set(Pointer::DenyIf(name, 0), action.value.span);
            rules.deny_if.push(Entry { conditions: Vec::new(), on_deny });
        }
    }
    if let Some(rate) = object.take("rate_limit") {
        places.set(Pointer::Limit(name, 0), rate.key_span);
        rules.limits.extend(limit(name, &rate.value, reader));
    }
    Some(rules)
}

fn limit(tool: &str, tree: &Tree, reader: &mut Reader) -> Option<Limit> {
    let mut object = reader.object(tree, "`rate_limit`", &["max", "window"])?;
    let mut number = |key: &'static str, reader: &mut Reader| match object.take(key) {
        Some(member) => {
            let text = reader.text(&member.value, key)?;
            let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
            let span = member.value.span;
            number
                .map(|number| (number, span))
                .or_else(|| reader.wrong_type(&member.value, key, "a whole number"))
        }
        None => reader.missing(tree.span, "`rate_limit`", key),
    };
    let max = number("max", reader);
    let seconds = number("window", reader);
    let ((max, _), (seconds, span)) = (max?, seconds?);
    let window = window(seconds, span, reader)?;
    let counter = counter_name(Some(tool), None, window);
    Some(Limit { counter, window, max, increment_from: None, scope: Scope::Grant })
}

fn window(seconds: i64, span: Span, reader: &mut Reader) -> Option<Window> {
    let known = Window::ALL.into_iter().find(|window| window.seconds() == seconds);
    known.or_else(|| {
        let message =
            format!("a policy counts by the minute, hour or day, not by {seconds} seconds");
        let help = Some("write 60, 3600 or 86400".to_owned());
        reader.fault(Fault::NoExactForm { span, message, help })
    })
}
