//! The list of tools, page by page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::conversation::{Conversation, clipped};
use super::error::LiveError;
use super::message::{self, MODERN};
use super::opening::Server;
use crate::strings::counted;

/// How many pages are asked for.
const MAX_PAGES: usize = 1_000;

const LIST: &str = "tools/list";

/// A server's list of tools.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    /// Each page as the server wrote it, without the answer around it.
    pub(crate) pages: Vec<Box<RawValue>>,
    pub(crate) server: Server,
    /// For whom the server says that the list holds: `public` or `private`.
    pub(crate) cache_scope: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page<'t> {
    #[serde(borrow)]
    tools: Vec<&'t RawValue>,
    next_cursor: Option<String>,
    cache_scope: Option<Cow<'t, str>>,
}

/// Whether a result is one already.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kind<'t> {
    #[serde(borrow)]
    result_type: Option<Cow<'t, str>>,
}

/// Every page.
pub(super) fn list(
    conversation: &mut Conversation<'_>,
    server: Server,
) -> Result<Listed, LiveError> {
    let mut listed = Listed { pages: Vec::new(), server, cache_scope: None };
    let mut cursors = BTreeSet::new();
    let (mut cursor, mut tools) = (None, 0);
    loop {
        let params = params(&listed.server, cursor.as_deref());
        let result = conversation.request(LIST, &params)?;
        let page = read(&result)?;
        tools += page.tools.len();
        listed.cache_scope = page.cache_scope.map(Cow::into_owned).or(listed.cache_scope);
        // Servers that have no more may say so by an empty one.
        cursor = page.next_cursor.filter(|next| !next.is_empty());
        listed.pages.push(result);
        let Some(next) = &cursor else { break };
        if listed.pages.len().is_power_of_two() {
            conversation.tell(format!("{} so far", counted(tools, "tool")));
        }
        if !cursors.insert(next.clone()) {
            return Err(LiveError::RepeatedCursor { cursor: clipped(next) });
        }
        if listed.pages.len() == MAX_PAGES {
            return Err(LiveError::ManyPages { pages: MAX_PAGES });
        }
    }
    Ok(listed)
}

fn params(server: &Server, cursor: Option<&str>) -> serde_json::Value {
    let mut params = serde_json::Map::new();
    params.extend(cursor.map(|cursor| ("cursor".to_owned(), cursor.into())));
    if server.protocol == MODERN {
        params.insert("_meta".to_owned(), message::meta());
    }
    params.into()
}

fn read(result: &RawValue) -> Result<Page<'_>, LiveError> {
    let unread = |reason| LiveError::Unread { method: LIST, reason };
    let kind =
        serde_json::from_str::<Kind<'_>>(result.get()).ok().and_then(|kind| kind.result_type);
    if let Some(other) = kind.filter(|kind| kind != "complete") {
        return Err(unread(format!("its `resultType` is {}", clipped(&other))));
    }
    serde_json::from_str(result.get()).map_err(|_| unread(fault(result).to_owned()))
}

/// What is wrong with a page.
fn fault(result: &RawValue) -> &'static str {
    let page = serde_json::from_str::<BTreeMap<String, serde_json::Value>>(result.get());
    match page.as_ref().map(|page| (page.get("tools"), page.get("nextCursor"))) {
        Err(_) => "it is no object",
        Ok((None, _)) => "it has no `tools`",
        Ok((Some(tools), _)) if !tools.is_array() => "its `tools` are no list",
        Ok((_, Some(cursor))) if !cursor.is_string() => "its `nextCursor` is no text",
        Ok(_) => "a member has another type than MCP says",
    }
}
