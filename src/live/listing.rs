//! The list of tools, page by page.

use std::borrow::Cow;
use std::collections::BTreeSet;

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
        cursor = page.next_cursor;
        listed.pages.push(result);
        let Some(next) = &cursor else { break };
        conversation.tell(format!("{} so far", counted(tools, "tool")));
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
    let page: Page<'_> =
        serde_json::from_str(result.get()).map_err(|error| unread(error.to_string()))?;
    match page.result_type.as_deref() {
        None | Some("complete") => Ok(page),
        Some(other) => Err(unread(format!("its `resultType` is {}", clipped(other)))),
    }
}
