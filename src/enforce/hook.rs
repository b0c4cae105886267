//! One call of a client: read, judged, counted, answered.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::answer::Answer;
use super::client::{Client, Request};
use super::counters::{Counters, StoreError, Taken};
use super::judge::{Judge, Judgement, RuleName, Ruling};
use super::message::{Fields, Unread};
use super::names::{Called, Meant, confused};
use super::quota::{Counted, full, limits, quotas};
use super::record::Record;
use crate::catalog::Catalog;
use crate::config::{ServerEntry, Unlisted};
use crate::finding::{Finding, Site};
use crate::policy::{Policy, Tools};
use crate::session::{Configuration, Files, Session, StackServer};
use crate::source::{Span, Spanned};
use crate::strings::tick;

/// Opens the store of counters.
type Open<'h> = &'h mut dyn FnMut() -> Result<Box<dyn Counters>, StoreError>;

/// Everything that a call is decided by.
pub(crate) struct Hook<'h, F> {
    /// The client that asks.
    pub client: Client,
    /// What reads the policies.
    pub session: &'h mut Session<F>,
    /// The configuration that lists the servers.
    pub configuration: Arc<Configuration>,
    /// Opens the counters, where the call has a limit.
    pub open: Open<'h>,
    /// The time, in seconds since 1970-01-01 UTC.
    pub at: i64,
}

/// An answer and what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decided {
    /// What the client is told.
    pub answer: Answer,
    /// What is written down.
    pub record: Record,
}

/// What a judgement becomes before the client is asked what it can be told.
struct Verdict {
    judgement: Judgement,
    /// Whether a policy has allowed the call.
    by_policy: bool,
}

impl Decided {
    /// A refusal of a call that couldn't be judged.
    pub(crate) fn refused(message: String) -> Self {
        let record = Record { rule: Some(RuleName::Fault.word()), ..Record::default() };
        Self { answer: Answer::Deny(message), record }
    }
}

impl From<Unread> for Ruling {
    fn from(unread: Unread) -> Self {
        fault(format!("mcpol can't judge this call: {}.", unread.0))
    }
}

impl From<StoreError> for Ruling {
    fn from(error: StoreError) -> Self {
        fault(format!("mcpol can't count this call: {error}."))
    }
}

fn fault(message: String) -> Ruling {
    Ruling { rule: RuleName::Fault, message, span: None }
}

impl<F: Files> Hook<'_, F> {
    /// Decides the call that a message is about.
    pub(crate) fn decide(mut self, message: &[u8]) -> Decided {
        let mut record = Record::default();
        let verdict = self.verdict(message, &mut record);
        let verdict = verdict.unwrap_or_else(|ruling| {
            Some(Verdict { judgement: Judgement::Deny(ruling), by_policy: false })
        });
        let Some(Verdict { judgement, by_policy }) = verdict else {
            return Decided { answer: Answer::Abstain, record };
        };
        let answer = match judgement {
            Judgement::Allow => self.allowed(by_policy),
            Judgement::Ask(ruling) => Answer::Ask(self.told(ruling, &mut record)),
            Judgement::Deny(ruling) => Answer::Deny(self.told(ruling, &mut record)),
        };
        Decided { answer, record }
    }

    fn allowed(&self, by_policy: bool) -> Answer {
        let settings = &self.configuration.config.hook;
        match by_policy && settings.allows() && self.client.can_allow() {
            true => Answer::Allow,
            false => Answer::Abstain,
        }
    }

    /// The words of a ruling, which is written down.
    fn told(&self, ruling: Ruling, record: &mut Record) -> String {
        record.rule = Some(ruling.rule.word());
        record.source = ruling.span.and_then(|span| self.place(span));
        ruling.message
    }

    fn place(&self, span: Span) -> Option<String> {
        let Site { file, line, .. } = Site::of(span, self.session.sources())?;
        Some(format!("{file}:{line}"))
    }

    /// What becomes of the call; none where nothing is said of it.
    fn verdict(&mut self, message: &[u8], record: &mut Record) -> Result<Option<Verdict>, Ruling> {
        self.check_configuration()?;
        let request = self.client.read(Fields::read(message)?)?;
        record.arguments = Some(request.arguments.clone());
        let configuration = Arc::clone(&self.configuration);
        let config = &configuration.config;
        let meant = self.client.spelling().server(&request.called, &config.servers)?;
        record.tool = Some(meant.tool.clone());
        if let Called::Own(_) = request.called {
            let Some(policy) = &config.hook.builtin else { return Ok(None) };
            let name = Spanned::new(self.client.name().to_owned(), policy.span);
            let entry = ServerEntry { name, policy: Some(policy.clone()), catalog: None };
            return self.judged(&entry, &meant, &request, record).map(Some);
        }
        record.server = match (&request.called, meant.server) {
            (Called::Of { server, .. }, None) => Some(server.clone()),
            (_, server) => server.map(|server| server.name.node.clone()),
        };
        match meant.server.filter(|server| server.policy.is_some()) {
            Some(entry) => self.judged(entry, &meant, &request, record).map(Some),
            None => Ok(Some(self.unlisted(record.server.as_deref(), config.hook.unlisted()))),
        }
    }

    /// That the configuration has no error, and that the client can tell its servers apart.
    fn check_configuration(&self) -> Result<(), Ruling> {
        if let Some(error) = self.configuration.findings.iter().find(|it| it.is_error()) {
            return Err(self.broken(error));
        }
        match confused(&self.configuration.config.servers, self.client.spelling()) {
            None => Ok(()),
            Some((one, other)) => {
                let (one, other) = (tick(&one.name.node), tick(&other.name.node));
                Err(fault(format!(
                    "{} can't tell the servers {one} and {other} apart: give one of them another \
                     name in mcpol.toml and in the client.",
                    self.client.name()
                )))
            }
        }
    }

    /// The refusal of everything, where a policy or the configuration has an error.
    fn broken(&self, error: &Finding) -> Ruling {
        let place = self.place(error.span).map(|place| format!("{place}: ")).unwrap_or_default();
        let message = format!("mcpol can't judge this call: {place}{}.", error.message);
        Ruling { span: Some(error.span), ..fault(message) }
    }

    fn unlisted(&self, server: Option<&str>, unlisted: Unlisted) -> Verdict {
        let server =
            server.map_or("this server".to_owned(), |name| format!("the server {}", tick(name)));
        let message =
            format!("No policy holds for {server}; `[servers.NAME]` in mcpol.toml gives it one.");
        let ruling = Ruling { rule: RuleName::Unlisted, message, span: None };
        let judgement = match unlisted {
            Unlisted::Deny => Judgement::Deny(ruling),
            Unlisted::Ask => self.asked(ruling),
            Unlisted::Allow => Judgement::Allow,
        };
        Verdict { judgement, by_policy: false }
    }

    /// A question, or a refusal where nobody can be asked.
    fn asked(&self, ruling: Ruling) -> Judgement {
        match self.client.can_ask() {
            true => Judgement::Ask(ruling),
            false => Judgement::Deny(ruling),
        }
    }

    /// What the policy of a server makes of a call, limits included.
    fn judged(
        &mut self,
        entry: &ServerEntry,
        meant: &Meant<'_>,
        request: &Request,
        record: &mut Record,
    ) -> Result<Verdict, Ruling> {
        let configuration = Arc::clone(&self.configuration);
        let server = self.served(&configuration, entry)?;
        let (policy, catalog) = (server.policy(), server.catalog());
        let tool = self.client.spelling().tool(meant, &known(policy, catalog))?;
        record.tool = Some(tool.clone());
        let judgement = match Judge::new(policy, catalog).judge(&tool, &request.arguments) {
            Judgement::Ask(ruling) => self.asked(ruling),
            other => other,
        };
        if !matches!(judgement, Judgement::Deny(_)) {
            let path = self.session.policy_path(&configuration, entry).unwrap_or_default();
            let path = path.to_string_lossy();
            let (tool, arguments, at) = (&*tool, &request.arguments, self.at);
            self.count(policy, Counted { policy: &path, tool, arguments, at })?;
        }
        Ok(Verdict { judgement, by_policy: true })
    }

    /// A server's policy.
    fn served(
        &mut self,
        configuration: &Configuration,
        entry: &ServerEntry,
    ) -> Result<StackServer, Ruling> {
        let (server, findings) = self.session.served(configuration, entry);
        match (server, findings.iter().find(|it| it.is_error())) {
            (Some(server), None) => Ok(server),
            (_, Some(error)) => Err(self.broken(error)),
            (None, None) => {
                let name = tick(&entry.name.node);
                Err(fault(format!("mcpol can't judge this call: {name} has no policy.")))
            }
        }
    }

    /// Takes what a call needs of all its limits, or refuses it.
    fn count(&mut self, policy: &Policy, call: Counted<'_>) -> Result<(), Ruling> {
        let limits = limits(policy, call.tool);
        if limits.is_empty() {
            return Ok(());
        }
        let quotas = quotas(&limits, call, policy)?;
        match (self.open)()?.take(&quotas)? {
            Taken::All => Ok(()),
            Taken::Full(index) => Err(limits.get(index).map_or_else(
                || fault("mcpol can't count this call.".to_owned()),
                |limit| full(limit, call.tool, policy),
            )),
        }
    }
}

/// The tools of a server that its catalog or its policy names.
fn known<'p>(policy: &'p Policy, catalog: Option<&'p Catalog>) -> BTreeSet<&'p str> {
    let listed = catalog.map(|catalog| catalog.tools()).unwrap_or_default().iter();
    let listed = listed.map(|tool| &**tool.name());
    let named = policy.statements.iter().flat_map(|statement| match &statement.tools {
        Tools::Every => &[],
        Tools::Named(names) => names.as_slice(),
    });
    listed.chain(named.map(|(name, _)| &**name)).collect()
}
