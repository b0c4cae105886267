//! Git refs: an option where a ref is meant.
//!
//! Other sets of refs are those of ids.

use crate::finding::Weight::Warn;
use crate::risk::Role;
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, anything, nothing};
use crate::threat::subject::Subject;

/// Servers that call no program for a ref.
const WEB: &[&str] = &["github", "gitlab", "gitea", "bitbucket", "forgejo", "azure", "gitee"];

const REF: Row = Row {
    name: "ref.option",
    roles: &[Role::GitRef],
    effects: &[],
    asked: calls_git,
    beside: anything,
    set: Set::Texts { within: r"\A--?[A-Za-z]", less: None },
    known: nothing,
    exemplars: &[Text("--output=/etc/cron.d/x"), Text("--output=x"), Text("--upload-pack=evil")],
    levels: Levels::always(Warn),
    lint: "option-injection",
    says: "may be an option, where a ref is meant",
    instead: Some(r"matches /^[A-Za-z0-9][A-Za-z0-9_.\/-]*$/"),
    examples: Examples {
        constants: &[],
        within: &["--output=/srv/x", "-c"],
        outside: &["main", "feature/a-b"],
    },
};

pub(super) const ROWS: &[Row] = &[
    REF,
    Row {
        name: "url.option",
        roles: &[Role::Url],
        set: Set::Texts { within: r"(?i)\A\s*(--?[a-z]|(ext|fd)::)", less: None },
        exemplars: &[
            Text("--upload-pack=touch x"),
            Text("ext::sh -c id"),
            Text("--upload-pack=evil"),
            Text("-u"),
        ],
        says: "may be an option or run a command, where the address of a repository is meant",
        instead: Some("host in [\"git.acme.example\"]"),
        examples: Examples {
            constants: &[],
            within: &["--upload-pack=evil", " ext::sh -c id\n"],
            outside: &["https://acme.com/x", "git@acme.com:a/b", "text::x"],
        },
        ..REF
    },
];

/// Whether the tool hands its refs to a program: it is called after git or says that it works on a
/// local repository, and names no web interface.
fn calls_git(subject: &Subject<'_, '_>) -> bool {
    let is_local = || subject.mentions(&["git"]) && subject.mentions(&["local", "cli", "worktree"]);
    (subject.tool_is_named(&["git"]) || is_local()) && !subject.mentions(WEB)
}
