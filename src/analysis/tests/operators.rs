//! The safe operators against themselves with longer and shorter lists: the longer list allows more
//! and nothing less, and that is proved.

use crate::analysis::{Answer, Engine, Formula, Test};
use crate::policy::condition::TextOperator;
use crate::policy::text::pattern;

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn recognised(operator: &TextOperator) -> Formula {
    Formula::test(&["s".to_owned()], Test::Matches(pattern(operator)))
}

#[test]
fn a_longer_list_allows_more_and_nothing_less() {
    let hosts = |hosts: &[&str]| TextOperator::HostIn(strings(hosts));
    let domains = |domains: &[&str]| TextOperator::DomainIn(strings(domains));
    let commands = |commands: &[&str]| TextOperator::CommandIn(strings(commands));
    for (short, long) in [
        (hosts(&["api.github.com"]), hosts(&["api.github.com", "*.acme.com"])),
        (hosts(&["*.b.acme.com"]), hosts(&["*.acme.com"])),
        (domains(&["acme.com"]), domains(&["acme.com", "acme.dev"])),
        (commands(&["git status"]), commands(&["git status", "npm test", "ls"])),
        (commands(&["git status"]), commands(&["git"])),
        (TextOperator::Under("/w/a".to_owned()), TextOperator::Under("/w".to_owned())),
        (TextOperator::Under("/w/a".to_owned()), TextOperator::StartsWith("/w/a".to_owned())),
        (TextOperator::EndsWith(".com".to_owned()), TextOperator::EndsWith("com".to_owned())),
    ] {
        let (less, more) = (recognised(&short), recognised(&long));
        let mut engine = Engine::default();
        assert_eq!(
            engine.find_arguments(&less.clone().and(!more.clone())),
            Answer::None,
            "{short:?}"
        );
        let only_in_long = more.and(!less);
        match engine.find_arguments(&only_in_long) {
            Answer::Found(call) => assert!(only_in_long.holds(&call), "{call}"),
            other => panic!("{other:?} {long:?}"),
        }
    }
}
