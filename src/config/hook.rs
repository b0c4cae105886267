//! `[hook]`: what `mcpol hook` answers where no policy says it.

use toml::Spanned as Toml;
use toml::de::DeValue;

use super::keys::{ALLOW, HOOK, UNLISTED};
use super::read::Reader;
use crate::source::Spanned;

/// The settings of `mcpol hook`.
#[derive(Debug, Default)]
pub(crate) struct HookSettings {
    /// What becomes of calls of servers without a policy.
    pub unlisted: Option<Spanned<Unlisted>>,
    /// The policy of the client's own tools, relative to the configuration's folder.
    pub builtin: Option<Spanned<String>>,
    /// Whether a call that a policy allows runs without the client's own question.
    pub allow: Option<Spanned<bool>>,
}

/// What becomes of a call of which no policy speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unlisted {
    /// It is refused.
    Deny,
    /// A person is asked.
    Ask,
    /// The client's own rules decide.
    Allow,
}

impl Unlisted {
    /// Its word in the file.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Ask => "ask",
            Self::Allow => "allow",
        }
    }
}

impl HookSettings {
    /// What becomes of calls of servers without a policy.
    pub(crate) fn unlisted(&self) -> Unlisted {
        self.unlisted.as_ref().map_or(Unlisted::Deny, |it| it.node)
    }

    /// Whether a call that a policy allows runs without the client's own question.
    pub(crate) fn allows(&self) -> bool {
        self.allow.as_ref().is_some_and(|it| it.node)
    }
}

impl Reader {
    pub(super) fn hook(&mut self, value: &Toml<DeValue<'_>>) -> HookSettings {
        let mut hook = HookSettings::default();
        for (key, value) in self.table("hook", value).into_iter().flatten() {
            match &**key.get_ref() {
                "unlisted" => hook.unlisted = self.unlisted(value),
                "builtin" => hook.builtin = self.text("builtin", value),
                "allow" => hook.allow = self.allow(value),
                _ => self.unknown(key, &HOOK),
            }
        }
        hook
    }

    fn unlisted(&mut self, value: &Toml<DeValue<'_>>) -> Option<Spanned<Unlisted>> {
        let all = [Unlisted::Deny, Unlisted::Ask, Unlisted::Allow];
        debug_assert_eq!(all.map(Unlisted::word), UNLISTED);
        let span = self.span(value.span());
        let word = word(value);
        let found = all.into_iter().find(|it| word == Some(it.word()));
        if found.is_none() {
            self.wrong("unlisted", "`\"deny\"`, `\"ask\"` or `\"allow\"`", value);
        }
        found.map(|found| Spanned::new(found, span))
    }

    fn allow(&mut self, value: &Toml<DeValue<'_>>) -> Option<Spanned<bool>> {
        let span = self.span(value.span());
        let [allow, abstain] = ALLOW;
        match word(value) {
            Some(word) if word == allow => Some(Spanned::new(true, span)),
            Some(word) if word == abstain => Some(Spanned::new(false, span)),
            _ => {
                self.wrong("allow", "`\"allow\"` or `\"abstain\"`", value);
                None
            }
        }
    }
}

fn word<'v>(value: &'v Toml<DeValue<'_>>) -> Option<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}
