//! What becomes of the calls that a person should approve.

use crate::import::fault::Fault;
use crate::import::tools::Action;
use crate::import::tree::{Kind, Member, Reader, Tree};
use crate::source::Span;
use crate::strings::tick;

/// Whether anybody is asked where a mode says so.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asking {
    /// A person is, or else the call is refused.
    Somebody,
    /// Nobody is, and the call passes.
    Nobody,
    /// That depends on permissions which aren't analysed; they stand here.
    Unknown(Span),
}

impl Asking {
    /// As the configuration says, or the profile that it chooses.
    pub(super) fn of(root: &Tree) -> Self {
        let profile = root.member("profile").and_then(|name| text(&name.value));
        let profile = profile.zip(root.member("profiles"));
        let profile = profile.and_then(|(name, profiles)| profiles.value.member(name));
        let effective = |key| {
            let own = profile.and_then(|profile| profile.value.member(key));
            own.or_else(|| root.member(key))
        };
        let is = |key, word| effective(key).and_then(|it| text(&it.value)) == Some(word);
        if !is("approval_policy", "never") {
            return Self::Somebody;
        }
        if is("sandbox_mode", "danger-full-access") {
            return Self::Nobody;
        }
        match effective("default_permissions") {
            Some(permissions) => Self::Unknown(permissions.key_span),
            None => Self::Somebody,
        }
    }

    /// What becomes of calls in an approval mode; without one, Codex judges by what a tool says of
    /// itself.
    pub(super) fn action(
        self,
        mode: Option<&Member>,
        place: &Member,
        reader: &mut Reader,
    ) -> Option<Action> {
        let span = mode.map_or(place.key_span, |mode| mode.value.span);
        let word = match mode {
            Some(mode) => reader.string(&mode.value, "an approval mode")?,
            None => "auto".to_owned(),
        };
        match word.as_str() {
            "approve" => Some(Action::Allow),
            "prompt" => self.prompted(span, reader),
            "auto" | "writes" => {
                let message =
                    format!("in the mode `{word}` Codex judges by what a tool says of itself");
                let help =
                    "write `default_tools_approval_mode = \"approve\"`, or `\"prompt\"`".to_owned();
                reader.fault(Fault::NotAnalysed { span, message, help })
            }
            other => {
                let message = format!("{} is no approval mode", tick(other));
                reader.refused(span, message, "write `approve`, `prompt`, `writes` or `auto`")
            }
        }
    }

    fn prompted(self, span: Span, reader: &mut Reader) -> Option<Action> {
        match self {
            Self::Somebody => Some(Action::Ask),
            Self::Nobody => {
                let message =
                    "with `approval_policy = \"never\"` and full access Codex asks nobody"
                        .to_owned();
                let does = "every such call passes".to_owned();
                let help = "write another `approval_policy`, or take the tools out with \
                            `disabled_tools`";
                let help = Some(help.to_owned());
                reader.fault::<()>(Fault::NeverMatches { span, message, does, help });
                Some(Action::Allow)
            }
            Self::Unknown(permissions) => {
                let message = "with `approval_policy = \"never\"` these permissions say whether \
                               anybody is asked";
                let help = "write `sandbox_mode`, or another `approval_policy`".to_owned();
                let (span, message) = (permissions, message.to_owned());
                reader.fault(Fault::NotAnalysed { span, message, help })
            }
        }
    }
}

fn text(tree: &Tree) -> Option<&str> {
    match &tree.kind {
        Kind::String(text) => Some(text),
        _ => None,
    }
}
