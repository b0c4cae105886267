//! A text to settings.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use super::globs::{Globs, glob};
use super::keys::{CATALOG, LEVELS, SERVER, THRESHOLDS, TOP};
use super::syntax::{Advice, advice};
use super::{CatalogOf, Config, HookSettings, ServerEntry};
use crate::finding::{Finding, Level};
use crate::kind::Kind;
use crate::lint::{UnknownLint, named};
use crate::source::{Source, Span, Spanned};

/// Every setting that can be understood, and everything that is wrong.
pub(super) fn read(source: Arc<Source>) -> (Config, Vec<Finding>) {
    let text = Arc::clone(source.shared_text());
    let mut reader = Reader { source: Arc::clone(&source), errors: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(&text);
    for error in errors {
        let range = error.span().unwrap_or(0..text.len().min(1));
        let Advice { message, help } = advice(&text, range.clone(), error.message());
        let message = message.unwrap_or_else(|| error.message().to_owned());
        let span = reader.span(range);
        reader.errors.push(ConfigError::Syntax { message, help, span });
    }
    // What a broken text says further on is anybody's guess.
    let empty = DeTable::new();
    let table = if reader.errors.is_empty() { table.get_ref() } else { &empty };
    let config = reader.config(table);
    if let Some(foreign) = foreign(&source).filter(|_| !reader.errors.is_empty()) {
        return (config, vec![foreign.finding()]);
    }
    let mut findings: Vec<_> = reader.errors.into_iter().map(ConfigError::finding).collect();
    findings.sort_by_key(|finding| finding.span);
    (config, findings)
}

/// That a text is something else, where that is known.
fn foreign(source: &Source) -> Option<ConfigError> {
    let (kind, span) = Kind::placed(source)?;
    // A list in JSON begins as the name of a table does.
    let may_be_table = kind == Kind::Json && source.slice(span) == "[";
    let is_foreign = !matches!(kind, Kind::Settings | Kind::Toml) && !may_be_table;
    is_foreign.then_some(ConfigError::Foreign { kind, span })
}

pub(super) struct Reader {
    source: Arc<Source>,
    errors: Vec<ConfigError>,
}

impl Reader {
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source.id(), range.start, range.end)
    }

    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config {
            pedantic: None,
            levels: BTreeMap::new(),
            thresholds: BTreeMap::new(),
            catalogs: Vec::new(),
            exclude: None,
            handwritten: None,
            baseline: None,
            servers: Vec::new(),
            hook: HookSettings::default(),
        };
        for (key, value) in table {
            match &**key.get_ref() {
                "pedantic" => config.pedantic = self.boolean("pedantic", value),
                "exclude" => config.exclude = self.globs("exclude", value),
                "handwritten" => config.handwritten = self.globs("handwritten", value),
                "baseline" => config.baseline = self.text("baseline", value),
                "lints" => config.levels = self.levels(value),
                "thresholds" => config.thresholds = self.thresholds(value),
                "catalog" => config.catalogs = self.catalogs(value),
                "servers" => config.servers = self.servers(value),
                "hook" => config.hook = self.hook(value),
                _ => self.unknown(key, &TOP),
            }
        }
        config
    }

    pub(super) fn unknown(
        &mut self,
        key: &Toml<std::borrow::Cow<'_, str>>,
        known: &[&'static str],
    ) {
        let (span, known) = (self.span(key.span()), known.to_vec());
        let key = key.get_ref().to_string();
        self.errors.push(ConfigError::UnknownKey { key, known, span });
    }

    pub(super) fn wrong(&mut self, key: &str, expected: &'static str, value: &Toml<DeValue<'_>>) {
        let span = self.span(value.span());
        self.errors.push(ConfigError::Value { key: key.to_owned(), expected, span });
    }

    fn boolean(&mut self, key: &str, value: &Toml<DeValue<'_>>) -> Option<Spanned<bool>> {
        let DeValue::Boolean(boolean) = value.get_ref() else {
            self.wrong(key, "`true` or `false`", value);
            return None;
        };
        Some(Spanned::new(*boolean, self.span(value.span())))
    }

    pub(super) fn text(&mut self, key: &str, value: &Toml<DeValue<'_>>) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong(key, "a text in quotes", value);
            return None;
        };
        Some(Spanned::new(text.to_string(), self.span(value.span())))
    }

    pub(super) fn table<'v, 'i>(
        &mut self,
        key: &str,
        value: &'v Toml<DeValue<'i>>,
    ) -> Option<&'v DeTable<'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(key, "a table", value);
            return None;
        };
        Some(table)
    }

    fn globs(&mut self, key: &str, value: &Toml<DeValue<'_>>) -> Option<Globs> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(key, "a list of patterns in quotes", value);
            return None;
        };
        let texts: Vec<_> = items.iter().filter_map(|item| self.text(key, item)).collect();
        let mut globs = Vec::new();
        for text in texts {
            match glob(&text.node) {
                Ok(glob) => globs.push((glob, text)),
                Err(error) => self.no_glob(&error, text.span),
            }
        }
        let span = self.span(value.span());
        match Globs::new(globs, span) {
            Ok(globs) => Some(globs),
            Err(error) => {
                self.no_glob(&error, span);
                None
            }
        }
    }

    fn no_glob(&mut self, error: &globset::Error, span: Span) {
        self.errors.push(ConfigError::Glob { message: error.kind().to_string(), span });
    }

    fn levels(
        &mut self,
        value: &Toml<DeValue<'_>>,
    ) -> BTreeMap<&'static str, Spanned<Option<Level>>> {
        let mut levels = BTreeMap::new();
        for (key, value) in self.table("lints", value).into_iter().flatten() {
            let Some(lint) = named(key.get_ref()) else {
                let (lint, span) = (UnknownLint::new(key.get_ref()), self.span(key.span()));
                self.errors.push(ConfigError::UnknownLint { lint, span });
                continue;
            };
            if let Some(level) = self.level(lint.name, value) {
                levels.insert(lint.name, level);
            }
        }
        levels
    }

    fn level(&mut self, lint: &str, value: &Toml<DeValue<'_>>) -> Option<Spanned<Option<Level>>> {
        let text = match value.get_ref() {
            DeValue::String(text) => LEVELS.into_iter().find(|level| level == text),
            _ => None,
        };
        let level = match text {
            Some("deny") => Some(Level::Deny),
            Some("warn") => Some(Level::Warn),
            Some(_) => None,
            None => {
                self.wrong(lint, "`\"deny\"`, `\"warn\"` or `\"off\"`", value);
                return None;
            }
        };
        Some(Spanned::new(level, self.span(value.span())))
    }

    fn thresholds(&mut self, value: &Toml<DeValue<'_>>) -> BTreeMap<&'static str, Spanned<i64>> {
        let mut numbers = BTreeMap::new();
        for (key, value) in self.table("thresholds", value).into_iter().flatten() {
            let known = THRESHOLDS.map(|threshold| threshold.name);
            let Some(name) = known.into_iter().find(|name| name == key.get_ref()) else {
                self.unknown(key, &known);
                continue;
            };
            if let Some(number) = self.count(name, value) {
                numbers.insert(name, number);
            }
        }
        numbers
    }

    fn count(&mut self, key: &str, value: &Toml<DeValue<'_>>) -> Option<Spanned<i64>> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let Some(number) = number.filter(|number| *number >= 1) else {
            self.wrong(key, "a whole number from 1 on", value);
            return None;
        };
        Some(Spanned::new(number, self.span(value.span())))
    }

    fn catalogs(&mut self, value: &Toml<DeValue<'_>>) -> Vec<CatalogOf> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong("catalog", "tables, each written as `[[catalog]]`", value);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.catalog(item)).collect()
    }

    fn catalog(&mut self, value: &Toml<DeValue<'_>>) -> Option<CatalogOf> {
        let (mut paths, mut file) = (None, None);
        let table = self.table("catalog", value)?;
        for (key, value) in table {
            match &**key.get_ref() {
                "paths" => paths = self.globs("paths", value),
                "file" => file = self.text("file", value),
                _ => self.unknown(key, &CATALOG),
            }
        }
        for key in CATALOG.into_iter().filter(|key| !table.keys().any(|own| own.get_ref() == key)) {
            let span = self.span(value.span());
            self.errors.push(ConfigError::MissingKey { key, span });
        }
        Some(CatalogOf { paths: paths?, file: file? })
    }

    fn servers(&mut self, value: &Toml<DeValue<'_>>) -> Vec<ServerEntry> {
        let DeValue::Table(tables) = value.get_ref() else {
            let (server, span) = ("servers".to_owned(), self.span(value.span()));
            self.errors.push(ConfigError::Server { server, span });
            return Vec::new();
        };
        tables.iter().filter_map(|(key, value)| self.server(key, value)).collect()
    }

    fn server(
        &mut self,
        key: &Toml<std::borrow::Cow<'_, str>>,
        value: &Toml<DeValue<'_>>,
    ) -> Option<ServerEntry> {
        let name = Spanned::new(key.get_ref().to_string(), self.span(key.span()));
        let DeValue::Table(table) = value.get_ref() else {
            let (server, span) = (name.node, self.span(value.span()));
            self.errors.push(ConfigError::Server { server, span });
            return None;
        };
        let mut server = ServerEntry { name, policy: None, catalog: None };
        for (key, value) in table {
            match &**key.get_ref() {
                "policy" => server.policy = self.text("policy", value),
                "catalog" => server.catalog = self.text("catalog", value),
                rest if matches!(value.get_ref(), DeValue::Table(_)) => {
                    let (key, span) = (rest.to_owned(), self.span(key.span()));
                    let server = format!("{}.{rest}", server.name.node);
                    self.errors.push(ConfigError::DottedServer { key, server, span });
                }
                _ => self.unknown(key, &SERVER),
            }
        }
        if table.is_empty() || server.name.node.is_empty() {
            let (server, span) = (server.name.node.clone(), server.place());
            self.errors.push(ConfigError::EmptyServer { server, span });
        }
        Some(server)
    }
}
