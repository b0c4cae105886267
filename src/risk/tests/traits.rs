//! What else is known of tools, in our own words: every shape of a trait, and near misses.

use super::cells;
use super::tools::{definition, tool};
use crate::risk::{Effect, Evidence, Profile};

fn of_effect(profile: &Profile<'_>, effect: Effect) -> Vec<Evidence> {
    let found = profile.effects().iter().filter(|found| found.effect == effect);
    found.flat_map(|found| found.evidence.clone()).collect()
}

fn evidence(name: &str, profile: &Profile<'_>) -> Vec<Evidence> {
    match name {
        "access" => of_effect(profile, Effect::Grant),
        "secrets" => of_effect(profile, Effect::Expose),
        "untrusted" => profile.reads_untrusted_content(),
        "private" => profile.reads_private_data(),
        "out" => profile.sends_out(),
        "any" => profile.runs_anything(),
        "contradiction" => profile.contradiction().map(|found| found.signs).unwrap_or_default(),
        _ => panic!("no trait is called {name}"),
    }
}

fn fault(row: [&str; 5]) -> Option<String> {
    let [wanted, name, description, arguments, annotations] = row;
    let catalog = tool(&definition(name, description, arguments, annotations));
    let profile = Profile::of(&catalog.tools()[0]);
    let found = evidence(wanted.trim_start_matches('!'), &profile);
    let wrong = found.is_empty() != wanted.starts_with('!');
    wrong.then(|| format!("{row:?}: {:?} {found:?}", profile.classification))
}

#[test]
fn the_table_of_traits_holds() {
    let rows = cells(include_str!("traits.tsv"));
    let faults: Vec<_> = rows.filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn arguments_that_bound_a_tools_reach_are_found() {
    let properties = r#"{"owner":{},"repo_name":{},"channelId":{},"recipientEmail":{},"limit":{},
        "from_account":{},"title":{},"to":{"description":"The end date"},"body":{},"path":{}}"#;
    let catalog = tool(&definition("create_thing", "", properties, ""));
    let found = Profile::of(&catalog.tools()[0]).scoping_arguments();
    let names: Vec<_> = found
        .iter()
        .map(|evidence| match evidence {
            Evidence::Argument { name, .. } => name.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        names,
        ["channelId", "from_account", "owner", "path", "recipientEmail", "repo_name"]
    );
}

#[test]
fn amounts_are_found_where_they_are() {
    let properties = r#"{"amount_in_cents":{"type":"integer"},"amountType":{"type":"string"},
        "valor":{"type":"object","properties":{"original":{"type":"string"}}},"note":{}}"#;
    let catalog = tool(&definition("create_payment", "", properties, ""));
    let amounts = Profile::of(&catalog.tools()[0]).amounts();
    let found: Vec<_> =
        amounts.iter().map(|one| (one.path.join("."), one.numeric, one.optional)).collect();
    let expected =
        [("amount_in_cents".to_owned(), true, true), ("valor.original".to_owned(), false, true)];
    assert_eq!(found, expected);
}
