//! The layout of statements, rules and steps.

use super::layout::{Layout, Planner};

impl Planner<'_, '_> {
    /// The whole file.
    pub(super) fn file(&mut self) -> Vec<Layout> {
        let mut parts = Vec::new();
        while !self.closes() {
            parts.push(self.line(true));
            parts.extend(self.statement());
        }
        parts.push(self.line(true));
        parts
    }

    fn statement(&mut self) -> Vec<Layout> {
        let start = self.at;
        match self.text() {
            "limit" => vec![self.take("limit all tools to N per WINDOW".split(' ').count())],
            "let" => vec![self.take("let NAME =".split(' ').count()), self.value()],
            "group" => self.with_selector("group NAME ="),
            "allow" | "restrict" => {
                let mut parts = self.with_selector("allow");
                parts.extend(self.was("{").then(|| self.block(start, Self::rule)));
                parts
            }
            "deny" | "approve" | "hide" => {
                let mut parts = self.with_selector("deny");
                parts.extend(self.because(true));
                parts
            }
            "never" => {
                let mut parts = self.with_selector("never allow");
                parts.extend(self.clause("when", true, Self::condition));
                parts
            }
            "classify" => self.classify(),
            "accept" => self.accept(),
            "test" => {
                vec![self.take("test NAME {".split(' ').count()), self.block(start, Self::step)]
            }
            _ => vec![self.take("policy NAME".split(' ').count())],
        }
    }

    fn classify(&mut self) -> Vec<Layout> {
        let mut parts = self.with_selector("classify");
        parts.extend(self.clause("as", true, |planner| planner.take(1)));
        parts.extend(self.because(false));
        parts
    }

    fn accept(&mut self) -> Vec<Layout> {
        let has_selector = self.is_ahead(2, "for");
        let mut parts =
            if has_selector { self.with_selector("accept LINT for") } else { vec![self.take(2)] };
        parts.extend(self.because(has_selector));
        parts.extend(self.clause("until", false, |planner| planner.take(1)));
        parts
    }

    fn because(&mut self, after_terms: bool) -> Option<Layout> {
        self.clause("because", after_terms, |planner| planner.take(1))
    }

    /// As many tokens as `head` has words, then a selector.
    fn with_selector(&mut self, head: &str) -> Vec<Layout> {
        let mut parts = vec![self.take(head.split(' ').count()), self.terms()];
        if self.was("except") {
            parts.push(self.terms());
        }
        parts
    }

    /// A comma list of tools with the `except` or brace after it, which begins a line when the
    /// elements do.
    fn terms(&mut self) -> Layout {
        self.group(self.at.saturating_sub(1), |planner| {
            let mut terms = Vec::new();
            loop {
                terms.push(planner.line(!terms.is_empty()));
                terms.push(planner.take(if planner.is_ahead(1, "tools") { 2 } else { 1 }));
                if !planner.is(",") {
                    break;
                }
                terms.push(planner.take(1));
            }
            let mut parts = vec![Layout::Indent(terms)];
            if planner.is("except") || planner.is("{") {
                parts.extend([planner.line(false), planner.take(1)]);
            }
            parts
        })
    }

    /// One rule of a block.
    fn rule(&mut self) -> Vec<Layout> {
        match self.text() {
            "limit" => self.limit(),
            "require" => self.conditional("require"),
            _ => self.conditional("deny when"),
        }
    }

    fn conditional(&mut self, head: &str) -> Vec<Layout> {
        let mut parts = vec![self.take(head.split(' ').count()), self.condition()];
        parts.extend(self.because(false));
        parts
    }

    fn limit(&mut self) -> Vec<Layout> {
        let mut parts = vec![self.take(1)];
        if self.is("args") {
            parts.extend([self.path(), self.take(1)]);
        }
        parts.push(self.take("N per WINDOW".split(' ').count()));
        parts.extend(self.clause("as", false, |planner| planner.take(1)));
        parts
    }

    /// One step of a test.
    fn step(&mut self) -> Vec<Layout> {
        if self.is("wait") {
            return vec![self.take("wait N WINDOW".split(' ').count())];
        }
        let mut parts = vec![self.take("call TOOL".split(' ').count()), self.json()];
        if !self.is("=>") {
            parts.push(self.take("N times".split(' ').count()));
        }
        parts.push(self.take("=> DECISION".split(' ').count()));
        parts.extend(self.message());
        parts
    }
}
