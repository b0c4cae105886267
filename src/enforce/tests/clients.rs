//! Messages in `tests/cases/hook/CLIENT`, and what each client is answered.

use std::fmt::Write;

use super::super::answer::Answer;
use super::super::{Client, Detail};
use super::support::{decide, files, folder};

/// Every message of every client, with the answer and the line that is kept.
#[test]
fn every_message_is_answered_as_its_snapshot_says() {
    let shared = files(&folder());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for client in Client::ALL {
        let mut said = String::new();
        for (path, message) in files(&folder().join(client.name())) {
            let decided = decide(&shared, client, &message);
            let answer = client.written(&decided.answer);
            let kept = decided.record.line(client.name(), &decided.answer, Detail::Keys, (0, 0));
            let name = path.file_stem().unwrap().to_string_lossy();
            writeln!(said, "{name}\n  answer: {}", answer.trim_end()).unwrap();
            writeln!(said, "  record: {}", kept.trim_end()).unwrap();
        }
        settings.bind(|| insta::assert_snapshot!(client.name(), said));
    }
}

/// What each client is told, apart from any message.
#[test]
fn no_client_is_told_what_makes_it_run_a_refused_call() {
    let (ask, deny) = (Answer::Ask("why".to_owned()), Answer::Deny("why".to_owned()));
    for client in Client::ALL {
        for answer in [&ask, &deny, &Answer::Allow, &Answer::Abstain] {
            let written = client.written(answer);
            assert!(written.is_empty() || written.ends_with("}\n"), "{written}");
            assert_eq!(written.matches('\n').count(), usize::from(!written.is_empty()));
        }
        assert!(client.written(&deny).contains("\"deny\""));
    }
    for client in [Client::Codex, Client::Gemini] {
        assert_eq!(client.written(&ask), client.written(&deny));
        assert_eq!(client.written(&Answer::Allow), client.written(&Answer::Abstain));
    }
    assert_eq!(Client::Codex.written(&Answer::Allow), "{}\n");
    assert_eq!(Client::Gemini.written(&Answer::Allow), "");
}

#[test]
fn a_message_that_is_too_large_is_refused() {
    let message = vec![b' '; super::super::LARGEST + 1];
    let decided = decide(&files(&folder()), Client::Claude, &message);
    let Answer::Deny(reason) = decided.answer else { panic!() };
    assert_eq!(reason, "mcpol can't judge this call: the message has more than 16 MiB.");
}
