//! One server of a configuration.

use serde_json::{Map, Value};

use super::variables::{expand, expand_value, variable};
use super::{State, Surroundings};
use crate::live::target::{Command, Target, Url};
use crate::strings::{nearest, tick};

/// The keys of an address.
const ADDRESSES: [&str; 3] = ["httpUrl", "url", "serverUrl"];

/// The values of `type`.
const TYPES: [&str; 7] =
    ["stdio", "http", "sse", "streamable-http", "streamableHttp", "local", "remote"];

/// What is to be done with the server of an entry.
pub(super) fn read(entry: &Value, surroundings: &Surroundings<'_>) -> State {
    let Value::Object(members) = entry else {
        return State::Unusable("its entry is no object".to_owned());
    };
    let is = |key: &str, value: bool| members.get(key) == Some(&Value::Bool(value));
    if is("disabled", true) || is("enabled", false) {
        return State::Off;
    }
    let mut entry = Entry { members, surroundings, variables: Vec::new() };
    match entry.target() {
        Ok(target) => State::Asked(target),
        Err(reason) => State::Unusable(reason),
    }
}

/// An entry while it is read.
struct Entry<'e> {
    members: &'e Map<String, Value>,
    surroundings: &'e Surroundings<'e>,
    /// The variables that it names.
    variables: Vec<(String, String)>,
}

impl<'e> Entry<'e> {
    fn target(&mut self) -> Result<Target, String> {
        if self.text("type") == Some("sse") {
            return Err("it speaks HTTP+SSE, the transport of 2024, which mcpol doesn't".to_owned());
        }
        if let Some(unknown) = self.text("type").filter(|ty| !TYPES.contains(ty)) {
            let near = nearest(unknown, TYPES);
            let near = near.map(|near| format!("; did you mean {}?", tick(near)));
            let near = near.unwrap_or_default();
            return Err(format!("its `type` {} is none that mcpol knows{near}", tick(unknown)));
        }
        if let Some(address) = ADDRESSES.iter().find_map(|key| self.text(key)) {
            return match self.members.contains_key("command") {
                true => Err("it has a `command` and an address: leave one out".to_owned()),
                false => self.url(address),
            };
        }
        match self.members.get("command") {
            // Zed had these one level deeper.
            Some(Value::Object(command)) => {
                let program = command.get("path").and_then(Value::as_str).map(str::to_owned);
                Entry { members: command, surroundings: self.surroundings, variables: Vec::new() }
                    .command(program.into_iter().collect())
            }
            Some(Value::String(program)) => self.command(vec![program.clone()]),
            Some(Value::Array(words)) => self.command(texts(words)?),
            _ => Err("it has neither a `command` nor a `url`".to_owned()),
        }
    }

    fn url(&mut self, address: &str) -> Result<Target, String> {
        let mut headers = Vec::new();
        for key in ["headers", "http_headers"] {
            headers.extend(self.pairs(key)?);
        }
        for (name, from) in self.spelled_pairs("env_http_headers")? {
            headers.push((name, variable(&from, self.surroundings)?));
        }
        if let Some(from) = self.text("bearer_token_env_var") {
            let token = variable(from, self.surroundings)?;
            headers.push(("Authorization".to_owned(), format!("Bearer {token}")));
        }
        let spelled = address.to_owned();
        let address = self.expand(address)?;
        let variables = std::mem::take(&mut self.variables);
        Ok(Target::Url(Url { address, spelled, headers, variables }))
    }

    fn command(&mut self, mut spelled: Vec<String>) -> Result<Target, String> {
        match self.members.get("args") {
            None | Some(Value::Null) => {}
            Some(Value::Array(words)) => spelled.extend(texts(words)?),
            Some(_) => return Err("its `args` are no list".to_owned()),
        }
        let words = spelled.iter().map(|word| self.expand(word)).collect::<Result<_, _>>()?;
        let mut environment = Vec::new();
        for key in ["env", "environment"] {
            environment.extend(self.pairs(key)?);
        }
        let folder = self.text("cwd").map(|folder| self.expand(folder)).transpose()?;
        let folder = folder.map(Into::into);
        let variables = std::mem::take(&mut self.variables);
        Ok(Target::Command(Command { words, spelled, environment, folder, variables }))
    }

    /// The text under a key, as it is spelled.
    fn text(&self, key: &str) -> Option<&'e str> {
        self.members.get(key).and_then(Value::as_str)
    }

    fn expand(&mut self, text: &str) -> Result<String, String> {
        expand(text, self.surroundings, &mut self.variables)
    }

    /// Names and values under a key, what the values stand for in their place.
    fn pairs(&mut self, key: &str) -> Result<Vec<(String, String)>, String> {
        let spelled = self.spelled_pairs(key)?;
        let (surroundings, variables) = (self.surroundings, &mut self.variables);
        let expanded = |(name, value): (String, String)| {
            Ok((name, expand_value(&value, surroundings, variables)?))
        };
        spelled.into_iter().map(expanded).collect()
    }

    fn spelled_pairs(&self, key: &str) -> Result<Vec<(String, String)>, String> {
        let other = || format!("its {} is no object of texts", tick(key));
        let members = match self.members.get(key) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Object(members)) => members,
            Some(_) => return Err(other()),
        };
        let pair = |(name, value): (&String, &Value)| match value {
            Value::String(value) => Ok((name.clone(), value.clone())),
            Value::Number(_) | Value::Bool(_) => Ok((name.clone(), value.to_string())),
            _ => Err(other()),
        };
        members.iter().map(pair).collect()
    }
}

/// The words of a command line.
fn texts(words: &[Value]) -> Result<Vec<String>, String> {
    let text = |word: &Value| match word {
        Value::String(text) => Ok(text.clone()),
        Value::Number(_) | Value::Bool(_) => Ok(word.to_string()),
        _ => Err("its command line holds something else than texts".to_owned()),
    };
    words.iter().map(text).collect()
}
