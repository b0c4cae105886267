//! Servers asked side by side, with what they say meanwhile.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use crate::cli::shell::{CommandError, Shell};
use crate::cli::signals;
use crate::live::{self, Failure, Listed, Target};
use crate::strings::escape;

/// What came of asking a server.
pub(super) struct Answer {
    pub(super) listed: Result<Listed, Failure>,
}

/// Asks every server at once; the answers in the servers' order.
pub(super) fn ask(
    servers: &[(String, Target)],
    timeout: Duration,
    shell: &mut Shell,
) -> Result<Vec<Answer>, CommandError> {
    signals::watch().map_err(|error| CommandError(error.to_string()))?;
    live::adopt_orphans();
    let (said, heard) = channel();
    let answers = thread::scope(|scope| {
        let asked: Vec<_> = servers
            .iter()
            .map(|server| {
                let said = said.clone();
                scope.spawn(move || one(server, timeout, &said))
            })
            .collect();
        drop(said);
        heard.into_iter().for_each(|text: String| shell.note(&text));
        asked.into_iter().filter_map(|asked| asked.join().ok()).collect()
    });
    drop(live::end_all());
    Ok(answers)
}

fn one((name, target): &(String, Target), timeout: Duration, said: &Sender<String>) -> Answer {
    let prefix =
        if name.is_empty() { String::new() } else { format!("{}: ", escape::inline(name)) };
    // Nobody listens any more only when the run is over.
    let tell = |text: String| drop(said.send(format!("{prefix}{text}")));
    Answer { listed: live::pull(target, timeout, &tell) }
}

/// What a server answered; where it didn't, why and what it said itself is shown.
pub(super) fn taken(listed: Result<Listed, Failure>, shell: &mut Shell) -> Option<Listed> {
    let Failure { reason, said } = match listed {
        Ok(listed) => return Some(listed),
        Err(failure) => failure,
    };
    shell.trouble(&reason);
    if let Some(said) = said.filter(|said| !said.is_empty()) {
        let lines: Vec<String> = said.lines().map(|line| format!("  {line}")).collect();
        shell.note(&format!("its standard error ends with:\n{}", lines.join("\n")));
    }
    None
}
