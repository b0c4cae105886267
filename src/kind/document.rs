//! Whether a text is one of the gateway's documents, whatever else is wrong with it: told by the
//! keys at its top and what they hold, in one pass that keeps nothing but short strings.

use std::io::{self, BufRead};

/// The bytes of the longest spelling of a word that means something here, every letter escaped.
const LONGEST: usize = 64;

/// The lists of rules that a tool may have.
const LISTS: [&str; 3] = ["require", "deny_if", "limits"];

/// What begins a text that some editors write.
const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// Whether a text is a document: an object with a string `version` and beside it a `default` that
/// is one of the gateway's words, or a `hide`, an `all_tools` or `tools` of the gateway's shape.
/// Its version may be another, unknown keys may stand in it, and keys may be in any case, as some
/// decoders read them.
///
/// # Errors
/// The text can't be read.
pub(crate) fn is_document(text: impl BufRead) -> io::Result<bool> {
    let mut scan = Scan { text };
    scan.byte_order_mark()?;
    if scan.token()? != Some(Token::Open(b'{')) {
        return Ok(false);
    }
    let (mut has_version, mut has_content) = (false, false);
    while let Some((key, value)) = scan.member()? {
        match key.to_ascii_lowercase().as_str() {
            "default" if is_decision(&value) => has_content = true,
            "version" if matches!(value, Token::Text(_)) => has_version = true,
            "hide" => has_content |= scan.names(value)?,
            "all_tools" => has_content |= scan.rules(value)? == Rules::Some,
            "tools" => has_content |= scan.tools(value)?,
            _ => scan.skip(&value)?,
        }
        if has_version && has_content {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_decision(value: &Token) -> bool {
    matches!(value, Token::Text(word) if word == "allow" || word == "deny")
}

/// A part of the text; what only separates others is none.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// The bracket that opens a list or an object.
    Open(u8),
    /// The bracket that closes one.
    Close,
    /// A string, escapes resolved; empty where it is longer than any that is looked for.
    Text(String),
    /// A number, `true`, `false` or `null`.
    Other,
}

/// What a value holds, taken for the rules of a tool.
#[derive(Debug, PartialEq, Eq)]
enum Rules {
    /// No member.
    None,
    /// A list of rules, perhaps beside other things.
    Some,
    /// Other things, or it is no object.
    Foreign,
}

/// A text that is read once, from its start. What takes a value takes it to its end.
struct Scan<R> {
    text: R,
}

impl<R: BufRead> Scan<R> {
    /// The next member of an object, its value no further than to where it opens; `None` at the
    /// object's end.
    fn member(&mut self) -> io::Result<Option<(String, Token)>> {
        let Some(Token::Text(key)) = self.token()? else { return Ok(None) };
        Ok(self.token()?.map(|value| (key, value)))
    }

    /// Whether a value is a list of strings.
    fn names(&mut self, value: Token) -> io::Result<bool> {
        if value != Token::Open(b'[') {
            return self.skip(&value).map(|()| false);
        }
        let (mut some, mut all) = (false, true);
        loop {
            match self.token()? {
                None | Some(Token::Close) => return Ok(some && all),
                Some(element) => {
                    some = true;
                    all &= matches!(element, Token::Text(_));
                    self.skip(&element)?;
                }
            }
        }
    }

    /// Whether a value holds rules by tool.
    fn tools(&mut self, value: Token) -> io::Result<bool> {
        if value != Token::Open(b'{') {
            return self.skip(&value).map(|()| false);
        }
        let (mut ruled, mut empty, mut foreign) = (false, false, false);
        while let Some((_, value)) = self.member()? {
            match self.rules(value)? {
                Rules::Some => ruled = true,
                Rules::None => empty = true,
                Rules::Foreign => foreign = true,
            }
        }
        Ok(ruled || empty && !foreign)
    }

    /// Whether a value holds lists of rules.
    fn rules(&mut self, value: Token) -> io::Result<Rules> {
        if value != Token::Open(b'{') {
            return self.skip(&value).map(|()| Rules::Foreign);
        }
        let mut rules = Rules::None;
        while let Some((key, value)) = self.member()? {
            let is_list = value == Token::Open(b'[');
            if is_list && LISTS.iter().any(|list| key.eq_ignore_ascii_case(list)) {
                rules = Rules::Some;
            } else if rules == Rules::None {
                rules = Rules::Foreign;
            }
            self.skip(&value)?;
        }
        Ok(rules)
    }

    /// What is left of a value.
    fn skip(&mut self, value: &Token) -> io::Result<()> {
        let mut depth = usize::from(matches!(value, Token::Open(_)));
        while depth > 0 {
            match self.byte()? {
                None => return Ok(()),
                Some(b'[' | b'{') => depth += 1,
                Some(b']' | b'}') => depth -= 1,
                Some(b'"') => drop(self.string()?),
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn token(&mut self) -> io::Result<Option<Token>> {
        loop {
            let Some(byte) = self.byte()? else { return Ok(None) };
            return Ok(Some(match byte {
                b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' => continue,
                b'[' | b'{' => Token::Open(byte),
                b']' | b'}' => Token::Close,
                b'"' => Token::Text(decoded(&self.string()?)),
                _ => self.rest_of_word().map(|()| Token::Other)?,
            }));
        }
    }

    /// The string whose quote was just read, as it is written; empty where it is long.
    fn string(&mut self) -> io::Result<Vec<u8>> {
        let (mut text, mut length) = (Vec::new(), 0);
        loop {
            let part = self.text.fill_buf()?;
            let plain = part.iter().position(|byte| matches!(byte, b'"' | b'\\'));
            let taken = plain.unwrap_or(part.len());
            length += taken;
            if length <= LONGEST {
                text.extend(part.iter().take(taken));
            }
            if part.is_empty() {
                return Ok(Vec::new());
            }
            self.text.consume(taken);
            if plain.is_none() {
                continue;
            }
            if self.byte()? != Some(b'\\') {
                return Ok(if length <= LONGEST { text } else { Vec::new() });
            }
            let escape = self.byte()?;
            text.extend([b'\\'].into_iter().chain(escape).filter(|_| length <= LONGEST));
            length += 2;
        }
    }

    /// What follows the first byte of a number or word.
    fn rest_of_word(&mut self) -> io::Result<()> {
        while let Some(byte) = self.text.fill_buf()?.first() {
            if matches!(byte, b',' | b':' | b'[' | b']' | b'{' | b'}' | b'"' | b' ' | b'\n') {
                break;
            }
            self.text.consume(1);
        }
        Ok(())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.text.fill_buf()?.first().copied();
        self.text.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    fn byte_order_mark(&mut self) -> io::Result<()> {
        if self.text.fill_buf()?.starts_with(&BYTE_ORDER_MARK) {
            self.text.consume(BYTE_ORDER_MARK.len());
        }
        Ok(())
    }
}

/// A string as it is meant; empty where it can't be read.
fn decoded(written: &[u8]) -> String {
    serde_json::from_slice(&[b"\"", written, b"\""].concat()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str) -> bool {
        let whole = is_document(text.as_bytes()).unwrap();
        for size in 3..9 {
            let reader = io::BufReader::with_capacity(size, text.as_bytes());
            assert_eq!(is_document(reader).unwrap(), whole, "{text}");
        }
        whole
    }

    #[test]
    fn documents_are_recognised_however_they_are_spelled() {
        for text in [
            "{\"version\": \"1\", \"default\": \"deny\"}",
            "{\n  \"default\": \"allow\",\n  \"version\": \"2\"\n}\n",
            "\u{feff} {\"version\":\"1\",\"default\":\"allow\"}",
            "{\"\\u0076ersion\": \"1\", \"\\u0064\\u0065\\u0066\\u0061\\u0075\\u006c\\u0074\": \"\\u0061llow\"}",
            "{\"tools\": {\"a\": {\"limits\": [], \"note\": 1}}, \"x\": [{\"y\": \"]\\\"\"}], \"version\": \"1\"}",
            "{\"tools\": {\"a\": {}, \"b\": {}}, \"version\": \"1\"}",
            "{\"version\": \"1\", \"default\": \"ask\", \"hide\": [\"*\"]}",
            "{\"Version\": \"1\", \"DEFAULT\": \"allow\"}",
            "{\"version\": \"1\", \"tools\": {\"a\": {\"Deny_If\": []}, \"b\": 1}}",
            "{\"version\": \"1\", \"all_tools\": {\"limits\": []}}",
            "{\"version\": \"1\", \"tools\": {\"a\": {\"deny_if\": []}, \"b\": {\"type\": \"x\"}}}",
            "{\"default\": 1, \"version\": 2, \"default\": \"allow\", \"version\": \"1\"}",
            "{\"a\": {\"b\": [1, -2e5, null, true]}, \"version\": \"1\", \"default\": \"allow\"",
        ] {
            assert!(is(text), "{text}");
        }
    }

    #[test]
    fn other_json_is_not() {
        let long = "x".repeat(1_000);
        for text in [
            "",
            "[]",
            "\"version\"",
            "{}",
            "{\"version\": \"1\"}",
            "{\"default\": \"allow\"}",
            "{\"version\": 1, \"default\": \"allow\"}",
            // A package, an index of translations, a schema, a lock file.
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"scripts\": {\"default\": \"allow\"}}",
            "{\"version\": \"1\", \"default\": \"en\", \"languages\": [\"en\"]}",
            "{\"version\": \"1\", \"type\": \"string\", \"default\": \"\"}",
            "{\"version\": \"1\", \"lockfileVersion\": 3, \"packages\": {\"\": {}}}",
            "{\"compilerOptions\": {\"version\": \"1\", \"default\": \"deny\"}}",
            // An API, a source map, editors' tasks.
            "{\"openapi\": \"3.1.0\", \"info\": {\"version\": \"1\"}, \"paths\": {}}",
            "{\"version\": 3, \"sources\": [\"a\"], \"mappings\": \"AAAA\"}",
            "{\"version\": \"2.0.0\", \"tasks\": [{\"label\": \"default\"}]}",
            // Catalogs, as a list and by name.
            "{\"version\": \"1\", \"tools\": [{\"name\": \"a\", \"inputSchema\": {}}]}",
            "{\"version\": \"1\", \"tools\": {\"a\": {\"inputSchema\": {\"type\": \"object\"}}}}",
            "{\"version\": \"1\", \"tools\": {}, \"hide\": [], \"all_tools\": {}}",
            "{\"version\": \"1\", \"hide\": [1], \"tools\": {\"a\": {}, \"b\": 1}}",
            &format!("{{\"{long}\": \"{long}\", \"version\": \"1\", \"default\": \"{long}\"}}"),
            "{\"version\": \"1\", \"default",
            "{\"version\": \"1\", \"x\": \"\\",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    /// A text without an end to its first string costs no memory.
    #[test]
    fn nothing_long_is_kept() {
        let endless = io::BufReader::new(io::Read::take(io::repeat(b'a'), 10_000_000));
        let text = io::Read::chain(&b"{\"version\": \"1\", \"x\": \""[..], endless);
        assert!(!is_document(text).unwrap());
    }
}
