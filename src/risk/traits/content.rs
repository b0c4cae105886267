//! What the text of an argument is, by the argument's name.

use crate::risk::words;

/// What a text is, where that decides how it can be spelled and what reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Content {
    /// An address with a scheme.
    Url,
    /// The name of a machine or a domain.
    Host,
    /// An e-mail address.
    Email,
    /// The path of a file or folder.
    Path,
    /// A line that a shell reads.
    Command,
    /// A statement of a database's language.
    Sql,
    /// A branch or another reference of a repository.
    Branch,
    /// Written for people: any words may be in it.
    Prose,
}

/// The last words of names, by what the argument holds.
const LAST: [(Content, &[&str]); 8] = [
    (Content::Url, &["url", "uri", "endpoint", "webhook", "callback", "href", "link", "origin"]),
    (Content::Host, &["host", "hostname", "domain"]),
    (Content::Email, &["email", "mail", "cc", "bcc"]),
    (Content::Path, &["path", "file", "filename", "filepath", "dir", "directory", "folder", "cwd"]),
    (Content::Command, &["command", "cmd", "shell", "bash", "commandline"]),
    (Content::Sql, &["sql"]),
    (Content::Branch, &["branch", "ref"]),
    (
        Content::Prose,
        &[
            "body",
            "message",
            "text",
            "content",
            "comment",
            "description",
            "title",
            "subject",
            "html",
            "markdown",
            "note",
            "summary",
            "prompt",
            "reason",
            "caption",
        ],
    ),
];

/// Words after which the word before tells: `file_name`, `email_address`.
const CARRIED: &[&str] = &["name", "address", "line", "path"];

/// What an argument with this name holds; `None` where the name doesn't tell.
pub(crate) fn content(name: &str) -> Option<Content> {
    let words: Vec<&str> = words::parts(name).collect();
    let (last, rest) = words.split_last()?;
    let before = rest.last().filter(|_| words::is_any(last, CARRIED));
    before.and_then(|word| of_word(word)).or_else(|| of_word(last))
}

fn of_word(word: &str) -> Option<Content> {
    LAST.iter().find(|(_, words)| words::is_any(word, words)).map(|(content, _)| *content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_a_name_tells() {
        for (name, expected) in [
            ("url", Some(Content::Url)),
            ("callbackUrl", Some(Content::Url)),
            ("host_name", Some(Content::Host)),
            ("recipientEmail", Some(Content::Email)),
            ("email_address", Some(Content::Email)),
            ("file_path", Some(Content::Path)),
            ("fileName", Some(Content::Path)),
            ("shell_command", Some(Content::Command)),
            ("base_branch", Some(Content::Branch)),
            ("issue_title", Some(Content::Prose)),
            ("name", None),
            ("url_type", None),
            ("", None),
        ] {
            assert_eq!(content(name), expected, "{name}");
        }
    }
}
