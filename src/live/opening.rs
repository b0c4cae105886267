//! How a conversation begins: in the last revision of MCP without a word, in those before with
//! `initialize`.
//!
//! A server is asked `server/discover`, which the last revision has. Another answer than its result
//! means an older server, and so does silence for a short time; a server may also be slow to start,
//! so that `initialize` goes out beside the question and whichever is answered first counts. Some
//! older servers end at a request that they don't know: they are started again.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use super::conversation::{Asked, Conversation};
use super::error::LiveError;
use super::message::{self, LEGACY, MODERN, Outcome};
use super::transport::Broken;

/// How long a server of the last revision has to say so, before it is spoken to as an older one.
const PATIENCE: Duration = Duration::from_millis(1_500);

const DISCOVER: &str = "server/discover";
const INITIALIZE: &str = "initialize";

/// What a server says of itself. Nothing holds it to that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) name: Option<String>,
    pub(crate) version: Option<String>,
    /// The revision of MCP that it speaks with mcpol.
    pub(crate) protocol: String,
    /// What it says to the model beside its tools.
    pub(crate) instructions: Option<String>,
}

/// Who answers, in which revision.
pub(super) fn open(conversation: &mut Conversation<'_>) -> Result<Server, LiveError> {
    let first = match probe(conversation) {
        Ok(first) => first,
        Err(Broken::Ended(_)) => {
            conversation.restart()?;
            First::Error
        }
        Err(Broken::Refused(_)) => First::Error,
        Err(Broken::Error(error)) => return Err(error),
    };
    match first {
        First::Modern(result) => modern(conversation, &result),
        First::Initialized(result) => legacy(conversation, &result),
        First::Error => {
            conversation.revision = None;
            let result = conversation.request(INITIALIZE, &initialize())?;
            legacy(conversation, &result)
        }
    }
}

/// What a server answered first.
enum First {
    /// It is of the last revision.
    Modern(Box<RawValue>),
    /// It is of an older one, and initialized.
    Initialized(Box<RawValue>),
    /// It is of an older one, and not asked yet.
    Error,
}

fn probe(conversation: &mut Conversation<'_>) -> Result<First, Broken> {
    conversation.revision = Some(MODERN.to_owned());
    let deadline = conversation.deadline(conversation.timeout());
    let patience = conversation.deadline(PATIENCE.min(conversation.timeout() / 2));
    let discover = conversation.ask(DISCOVER, &json!({"_meta": message::meta()}), patience)?;
    if let Some((_, outcome)) = conversation.answer_to(&[discover], patience)? {
        return Ok(First::of(outcome));
    }
    conversation.revision = None;
    let initialize = conversation.ask(INITIALIZE, &initialize(), deadline)?;
    either(conversation, [discover, initialize], deadline)
}

/// What a server answers that was asked both ways.
fn either(
    conversation: &mut Conversation<'_>,
    [discover, initialize]: [Asked; 2],
    deadline: Instant,
) -> Result<First, Broken> {
    let mut asked = vec![discover, initialize];
    loop {
        match conversation.answer_to(&asked, deadline)? {
            None => return Err(conversation.silent(INITIALIZE).into()),
            Some((Asked { id, .. }, outcome)) if id == initialize.id => {
                return Ok(First::Initialized(outcome.of(INITIALIZE)?));
            }
            Some((_, outcome)) => match First::of(outcome) {
                First::Modern(result) => return Ok(First::Modern(result)),
                _ => asked = vec![initialize],
            },
        }
    }
}

impl First {
    /// What the answer to `server/discover` means.
    fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Result(result) if is_modern(&result) => Self::Modern(result),
            _ => Self::Error,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Discovered<'t> {
    #[serde(borrow)]
    supported_versions: Vec<Cow<'t, str>>,
}

fn is_modern(result: &RawValue) -> bool {
    let discovered = serde_json::from_str::<Discovered<'_>>(result.get());
    discovered.is_ok_and(|it| it.supported_versions.iter().any(|version| version == MODERN))
}

fn modern(conversation: &mut Conversation<'_>, result: &RawValue) -> Result<Server, LiveError> {
    conversation.revision = Some(MODERN.to_owned());
    Ok(server(result, MODERN.to_owned()))
}

fn legacy(conversation: &mut Conversation<'_>, result: &RawValue) -> Result<Server, LiveError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Initialized {
        protocol_version: String,
    }
    let read: Initialized = serde_json::from_str(result.get())
        .map_err(|error| LiveError::Unread { method: INITIALIZE, reason: error.to_string() })?;
    conversation.revision = Some(read.protocol_version.clone());
    conversation.notify("notifications/initialized")?;
    Ok(server(result, read.protocol_version))
}

fn initialize() -> serde_json::Value {
    json!({"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": message::client()})
}

/// What a result says of the server, where it is texts.
fn server(result: &RawValue, protocol: String) -> Server {
    #[derive(Default, Deserialize)]
    #[serde(default, rename_all = "camelCase")]
    struct Members {
        instructions: serde_json::Value,
        server_info: BTreeMap<String, serde_json::Value>,
        #[serde(rename = "_meta")]
        meta: BTreeMap<String, serde_json::Value>,
    }
    let Members { instructions, server_info, meta } =
        serde_json::from_str(result.get()).unwrap_or_default();
    let in_meta = meta.get("io.modelcontextprotocol/serverInfo");
    let text = |key: &str| {
        let value = server_info.get(key).or_else(|| in_meta?.get(key));
        value.and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let instructions = instructions.as_str().map(str::to_owned);
    Server { name: text("name"), version: text("version"), protocol, instructions }
}
