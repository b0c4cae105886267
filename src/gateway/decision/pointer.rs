//! JSON pointers (RFC 6901) into a document: how its rules are named.

use std::fmt;

/// One part of a document that a pointer can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pointer<'a> {
    /// What holds for tools that aren't listed.
    Default,
    /// A name of the hide list.
    Hide(usize),
    /// A limit over all calls.
    AllToolsLimit(usize),
    /// A tool.
    Tool(&'a str),
    /// An entry of a tool that must hold.
    Require(&'a str, usize),
    /// An entry of a tool that refuses.
    DenyIf(&'a str, usize),
    /// A limit of a tool.
    Limit(&'a str, usize),
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(formatter, "/default"),
            Self::Hide(index) => write!(formatter, "/hide/{index}"),
            Self::AllToolsLimit(index) => write!(formatter, "/all_tools/limits/{index}"),
            Self::Tool(tool) => write!(formatter, "/tools/{}", escape(tool)),
            Self::Require(tool, index) => {
                write!(formatter, "/tools/{}/require/{index}", escape(tool))
            }
            Self::DenyIf(tool, index) => {
                write!(formatter, "/tools/{}/deny_if/{index}", escape(tool))
            }
            Self::Limit(tool, index) => write!(formatter, "/tools/{}/limits/{index}", escape(tool)),
        }
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped() {
        assert_eq!(Pointer::DenyIf("a/b~c", 2).to_string(), "/tools/a~1b~0c/deny_if/2");
    }
}
