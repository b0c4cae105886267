//! `[hook]`, broken configurations, and stores that can't be used.

use super::super::Client;
use super::super::answer::Answer;
use super::super::counters::{Counters, StoreError};
use super::support::{InMemory, claude, decide, decide_with};
use crate::session::Memory;

const POLICY: &str = "policy \"p\"\nallow t { limit 1 per day }\nallow u";

fn under(settings: &str) -> Memory {
    let config = format!("[servers.s]\npolicy = \"p.mcpol\"\n{settings}");
    [("mcpol.toml", config.as_str()), ("p.mcpol", POLICY)]
        .map(|(name, text)| (name.into(), text.as_bytes().to_vec()))
        .into()
}

fn answer(settings: &str, client: Client, tool: &str) -> Answer {
    decide(&under(settings), client, &claude(tool, "{}")).answer
}

fn word(settings: &str, client: Client, tool: &str) -> &'static str {
    answer(settings, client, tool).word().unwrap_or("none")
}

#[test]
fn a_server_without_a_policy_is_what_unlisted_says() {
    for (settings, claude, codex) in [
        ("", "deny", "deny"),
        ("[hook]\nunlisted = \"deny\"", "deny", "deny"),
        ("[hook]\nunlisted = \"ask\"", "ask", "deny"),
        ("[hook]\nunlisted = \"allow\"", "none", "none"),
        ("[hook]\nunlisted = \"allow\"\nallow = \"allow\"", "none", "none"),
    ] {
        assert_eq!(word(settings, Client::Claude, "mcp__x__t"), claude, "{settings}");
        assert_eq!(word(settings, Client::Codex, "mcp__x__t"), codex, "{settings}");
    }
}

#[test]
fn an_allowed_call_skips_the_clients_question_only_where_that_is_said() {
    let said = "[hook]\nallow = \"allow\"";
    for (settings, claude) in
        [("", "none"), ("[hook]\nallow = \"abstain\"", "none"), (said, "allow")]
    {
        assert_eq!(word(settings, Client::Claude, "mcp__s__u"), claude, "{settings}");
        assert_eq!(word(settings, Client::Codex, "mcp__s__u"), "none", "{settings}");
    }
    assert_eq!(word(said, Client::Claude, "Bash"), "none");
    assert_eq!(word(said, Client::Claude, "mcp__s__v"), "deny");
}

#[test]
fn the_clients_own_tools_have_no_policy_unless_one_is_named() {
    assert_eq!(word("", Client::Claude, "u"), "none");
    assert_eq!(word("", Client::Claude, "v"), "none");
    let named = "[hook]\nbuiltin = \"p.mcpol\"";
    assert_eq!(word(named, Client::Claude, "u"), "none");
    assert_eq!(word(named, Client::Claude, "v"), "deny");
    assert_eq!(word("[hook]\nbuiltin = \"gone.mcpol\"", Client::Claude, "u"), "deny");
}

#[test]
fn a_configuration_with_an_error_refuses_everything() {
    for settings in [
        "[hook]\nunlisted = \"maybe\"",
        "[hook]\nunlisted = true",
        "[hook]\nallow = true",
        "[hook]\nbuiltin = 1",
        "[hook]\nasks = \"a\"",
        "hook = 1",
        "[nook]\n",
        "[[[",
    ] {
        for tool in ["mcp__s__u", "Bash"] {
            let answer = answer(settings, Client::Claude, tool);
            let reason = answer.reason().unwrap_or_default();
            assert!(reason.contains("mcpol.toml:"), "{settings}: {answer:?}");
            assert_eq!(answer.word(), Some("deny"));
        }
    }
}

#[test]
fn servers_that_a_client_writes_alike_refuse_everything() {
    let settings = "[servers.my-s]\npolicy = \"p.mcpol\"\n[servers.my_s]\npolicy = \"p.mcpol\"";
    assert_eq!(word(settings, Client::Claude, "mcp__my_s__u"), "none");
    for tool in ["mcp__my_s__u", "mcp__s__u", "shell"] {
        let answer = answer(settings, Client::Codex, tool);
        let reason = answer.reason().unwrap_or_default();
        assert!(reason.contains("`my-s` and `my_s` apart"), "{answer:?}");
    }
}

#[test]
fn a_store_that_cant_be_used_refuses_what_must_be_counted() {
    let mut open = || Err(StoreError("it is broken".to_owned()));
    let mut decide = |tool| decide_with(&under(""), Client::Claude, &claude(tool, "{}"), &mut open);
    assert_eq!(
        decide("mcp__s__t").answer,
        Answer::Deny(
            "mcpol can't count this call: the counters can't be used: it is broken.".to_owned()
        )
    );
    assert_eq!(decide("mcp__s__u").answer, Answer::Abstain);
}

/// A call that nobody can be asked about is refused, and uses no limit.
#[test]
fn what_is_asked_counts_where_somebody_can_be_asked() {
    let mut files = under("");
    let policy = "policy \"p\"\napprove t\nrestrict t { limit 1 per day }";
    files.insert("p.mcpol".into(), policy.into());
    for (client, expected) in [(Client::Claude, ["ask", "deny"]), (Client::Codex, ["deny"; 2])] {
        let used = std::rc::Rc::new(std::cell::RefCell::new(InMemory::default()));
        let mut open = || Ok(Box::new(Shared(std::rc::Rc::clone(&used))) as Box<dyn Counters>);
        let mut decide = || decide_with(&files, client, &claude("mcp__s__t", "{}"), &mut open);
        let words = [decide(), decide()].map(|it| it.answer.word().unwrap_or("none"));
        assert_eq!(words, expected);
        assert_eq!(used.borrow().is_unused(), client == Client::Codex);
    }
}

/// Counters that several calls use.
struct Shared(std::rc::Rc<std::cell::RefCell<InMemory>>);

impl Counters for Shared {
    fn take(
        &mut self,
        quotas: &[super::super::quota::Quota<'_>],
    ) -> Result<super::super::counters::Taken, StoreError> {
        self.0.borrow_mut().take(quotas)
    }
}
