//! What a run chooses beside the configuration.

use jiff::civil::Date;

use super::Config;
use crate::finding::Level;
use crate::lint::{Settings, Weight, named};

/// What the user asks for in one run; it goes before the configuration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// Today, UTC.
    pub today: Date,
    /// Whether lints of taste are on.
    pub pedantic: bool,
    /// The only lints whose findings are reported; without any, all that are on.
    pub only: Vec<&'static str>,
    /// Lints that are off.
    pub skip: Vec<&'static str>,
}

impl Choice {
    /// The settings for a policy with this configuration.
    pub(crate) fn settings(&self, config: Option<&Config>) -> Settings {
        let mut settings = Settings::new(self.today, self.pedantic);
        if let Some(config) = config {
            config.apply(&mut settings);
        }
        for lint in &self.only {
            settings.levels.entry(lint).or_insert_with(|| level(lint));
        }
        settings.only.clone_from(&self.only);
        settings.levels.retain(|lint, _| !self.skip.contains(lint));
        settings
    }
}

/// The level of a lint that is asked for by its name.
fn level(lint: &str) -> Level {
    match named(lint).map(|lint| lint.weight) {
        Some(Weight::Deny) => Level::Deny,
        _ => Level::Warn,
    }
}
