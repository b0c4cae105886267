//! What changes of a tool, as sentences.

use super::word_diff;
use crate::drift::{
    ArgumentChange, HintChange, NewInstruction, Presence, ServerDrift, Sides, TextChange,
    ToolChange, ToolDrift,
};
use crate::json::Value;
use crate::render::diff::facts::Fact;
use crate::render::diff::words::Markup;
use crate::render::terminal::Terminal;
use crate::risk::{Effect, Role, class_name};
use crate::strings::joined;

/// Everything that changes of a tool, the weightiest first.
pub(super) fn of_tool(tool: &ToolDrift<'_>, markup: Markup, terminal: Terminal) -> Vec<Fact> {
    let renderer = Renderer { markup, terminal };
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(tool.instructions.iter().map(|it| renderer.instruction(it)));
    facts.extend(effects(tool));
    facts.extend(tool.arguments.iter().map(|it| renderer.argument(it)));
    facts.extend(tool.hints.iter().map(|it| renderer.hint(it)));
    facts.extend(tool.members.iter().map(|it| renderer.member(it)));
    facts.extend(tool.texts.iter().map(|it| renderer.text(it)));
    facts
}

/// What changes of what the server says beside its tools.
pub(super) fn of_server(server: &ServerDrift, markup: Markup, terminal: Terminal) -> Vec<Fact> {
    let renderer = Renderer { markup, terminal };
    let says = server
        .says
        .iter()
        .map(|it| Fact::alone(format!("the server {}", (markup.place)(&it.says))));
    let Sides { old, new } = server.instructions.as_ref();
    let text =
        renderer.marked(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
    says.chain([Fact::alone(format!("instructions: {text}"))]).collect()
}

/// What its calls can do; of one that is gone that is no news.
fn effects(tool: &ToolDrift<'_>) -> Vec<Fact> {
    let effects = &tool.effects;
    let names = |effects: &[Effect]| {
        joined(&effects.iter().map(|effect| effect.name().to_owned()).collect::<Vec<_>>())
    };
    let class = effects.class.filter(|_| tool.change != ToolChange::Added);
    let class = class.map(|class| {
        format!("class: {} before, {} now", class_name(class.old), class_name(class.new))
    });
    let gained = (!effects.gained.is_empty()).then(|| match tool.change {
        ToolChange::Added => format!("effects: {}", names(&effects.gained)),
        _ => format!("calls can now {}", names(&effects.gained)),
    });
    let lost =
        (!effects.lost.is_empty()).then(|| format!("calls can no longer {}", names(&effects.lost)));
    match tool.change {
        ToolChange::Removed => Vec::new(),
        _ => [class, gained, lost].into_iter().flatten().map(Fact::alone).collect(),
    }
}

/// Tells changes in the way of a format.
struct Renderer {
    markup: Markup,
    terminal: Terminal,
}

impl Renderer {
    fn code(&self, text: &str) -> String {
        (self.markup.code)(text)
    }

    fn value(&self, value: &Value) -> String {
        self.code(&value.to_string())
    }

    fn instruction(&self, instruction: &NewInstruction) -> Fact {
        let at = instruction.at.as_ref().map(|at| (self.markup.place)(&at.to_string()));
        let says = format!("its definition {}", (self.markup.place)(&instruction.says));
        Fact { says, because: at.map(|at| format!("at {at}")).into_iter().collect() }
    }

    fn argument(&self, change: &ArgumentChange) -> Fact {
        let path = self.code(&change.name());
        Fact::alone(match change.change {
            Presence::Added => format!("{path} is new: {}", self.side(change, |it| it.new)),
            Presence::Removed => format!("{path} is gone: {}", self.side(change, |it| it.old)),
            Presence::Changed => format!("{path}: {}", self.differences(change).join("; ")),
        })
    }

    /// What is said of an argument that only one side has.
    fn side(
        &self,
        change: &ArgumentChange,
        of: impl Fn(Sides<Option<&str>>) -> Option<&str>,
    ) -> String {
        let ty = change.ty.as_ref().and_then(|it| of(it.as_ref().map(|ty| ty.as_deref())));
        let required = change.required.as_ref().and_then(|it| {
            of(it.map(|it| it.map(|it| if it { "must be given" } else { "may be left out" })))
        });
        let role = change.role.as_ref().and_then(|it| of(it.map(|it| it.map(Role::name))));
        let default = change.default.as_ref().and_then(|it| it.new.as_ref().or(it.old.as_ref()));
        let ty = ty.map(|ty| self.code(ty));
        let default = default.map(|it| format!("default {}", self.value(it)));
        let role = role.map(|role| format!("role {role}"));
        let parts = [ty, required.map(str::to_owned), default, role];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn differences(&self, change: &ArgumentChange) -> Vec<String> {
        let required = change.required.map(|it| match it.new {
            Some(true) => "must be given now".to_owned(),
            _ => "may be left out now".to_owned(),
        });
        let ty = change.ty.as_ref().map(|ty| {
            let said = |ty: &Option<String>| self.code(ty.as_deref().unwrap_or_default());
            format!("{} before, {} now", said(&ty.old), said(&ty.new))
        });
        let values = change.values.as_ref();
        let gained = values.and_then(|it| self.values(&it.gained, "also takes"));
        let lost = values.and_then(|it| self.values(&it.lost, "no longer takes"));
        let others = change.others.map(|others| match others.new {
            true => "takes members that the schema doesn't list".to_owned(),
            false => "takes only members that the schema lists".to_owned(),
        });
        let default = change.default.as_ref().map(|it| self.default(it));
        let role = change.role.map(|role| {
            let said = |role: Option<Role>| role.map_or("none", Role::name);
            format!("role {} before, {} now", said(role.old), said(role.new))
        });
        [required, ty, gained, lost, others, default, role].into_iter().flatten().collect()
    }

    fn values(&self, values: &[Value], how: &str) -> Option<String> {
        let said: Vec<_> = values.iter().map(|value| self.value(value)).collect();
        (!said.is_empty()).then(|| format!("{how} {}", joined(&said)))
    }

    fn default(&self, default: &Sides<Option<Value>>) -> String {
        let said = |value: &Option<Value>| match value {
            Some(value) => self.value(value),
            None => "none".to_owned(),
        };
        format!("default {} before, {} now", said(&default.old), said(&default.new))
    }

    fn hint(&self, change: &HintChange) -> Fact {
        let said = |says: Option<bool>| match says {
            Some(says) => says.to_string(),
            None => "not said".to_owned(),
        };
        let (old, new) = (said(change.says.old), said(change.says.new));
        Fact::alone(format!("{}: {old} before, {new} now", self.code(change.hint)))
    }

    fn member(&self, key: &str) -> Fact {
        Fact::alone(format!("{} says something else", self.code(key)))
    }

    fn text(&self, change: &TextChange) -> Fact {
        let of = match &change.argument {
            Some(path) => format!("{} of {}", change.key, self.code(path)),
            None => change.key.to_owned(),
        };
        let says = match (&change.text.old, &change.text.new) {
            (Some(old), Some(new)) => self.marked(old, new),
            (None, Some(new)) => self.marked("", new),
            (Some(old), None) => self.marked(old, ""),
            (None, None) => String::new(),
        };
        Fact::alone(format!("{of}: {says}"))
    }

    /// A text with the words marked that are new or gone.
    fn marked(&self, old: &str, new: &str) -> String {
        match self.markup.is_plain {
            true => word_diff::shown(old, new, self.terminal),
            false => self.code(&word_diff::shown(old, new, Terminal::PIPE)),
        }
    }
}
