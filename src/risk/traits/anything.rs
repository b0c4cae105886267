//! Tools that run whatever they are given.

use crate::risk::class::Class;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::profile::{Profile, sign};

/// Words of a name that say that any request goes.
const RAW: &[&str] = &["raw", "arbitrary", "custom", "any", "generic"];

/// What a raw request is made of.
const REQUEST: &[&str] = &["request", "api", "http", "graphql"];

impl Profile<'_> {
    /// Whether it runs anything that it is given: a shell's commands, SQL, code, raw requests.
    pub(crate) fn runs_anything(&self) -> Vec<Evidence> {
        if self.classification.class.is_none_or(|class| class == Class::Read) {
            return Vec::new();
        }
        if let Some(argument) = self.given.program() {
            return vec![argument];
        }
        self.given.request().unwrap_or_else(|| self.runs_by_name())
    }

    /// Whether it takes any request of an API, so that it does what the other tools do.
    pub(crate) fn requests_anything(&self) -> Vec<Evidence> {
        if self.reads() {
            return Vec::new();
        }
        let named = self.words.iter().find(|word| word.is_any(&["graphql"])).map(sign);
        let raw = self.raw_by_name();
        match named {
            Some(named) => vec![named],
            None if raw.is_empty() => self.given.request().unwrap_or_default(),
            None => raw,
        }
    }

    fn runs_by_name(&self) -> Vec<Evidence> {
        let executes = self.classification.class == Some(Class::Execute);
        let code = self.things().find(|(_, word)| word.entry.is(Topic::Code));
        let raw = self.raw_by_name();
        let alone = self.words.len() <= 2 && self.verb_is(&["exec", "eval", "shell", "bash"]);
        match code.filter(|_| executes) {
            Some((_, code)) => self.verb_sign().into_iter().chain([sign(code)]).collect(),
            None if raw.is_empty() && alone => self.verb_sign().into_iter().collect(),
            None => raw,
        }
    }

    /// `raw_request`, `custom_api_call`
    fn raw_by_name(&self) -> Vec<Evidence> {
        let raw = self.things().find(|(_, word)| word.is_any(RAW));
        let request = self.things().find(|(_, word)| word.is_any(REQUEST));
        match raw.zip(request) {
            Some(((_, raw), (_, request))) => vec![sign(raw), sign(request)],
            None => Vec::new(),
        }
    }
}
