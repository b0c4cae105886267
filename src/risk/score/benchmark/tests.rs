//! When answers count as right, and what is said of tables that can't be scored.

use std::sync::Arc;

use super::fault::Table;
use super::figures::Share;
use super::{Benchmark, Catalogs, JudgedArgument, JudgedTool};
use crate::catalog::Catalog;
use crate::risk::class::Class;
use crate::risk::effects::Effect;
use crate::risk::roles::{Role, RoleAnswer};
use crate::source::Sources;

const EFFECTS: &str = "catalog\ttool\teffects\tclass\tnote\n";
const ROLES: &str = "catalog\ttool\tpath\trole\tnote\n";

/// A server with names that tell, under arguments of several shapes.
const TOOLS: &str = r#"[
  {"name": "delete_user", "annotations": {"readOnlyHint": false, "destructiveHint": true},
   "inputSchema": {"type": "object", "properties": {
     "url": {"type": "string"},
     "files": {"type": "array", "items": {"type": "object", "properties": {
       "path": {"type": "string"}}}},
     "open": {"type": "object"}}}},
  {"name": "get_user", "annotations": {"readOnlyHint": true},
   "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}}
]"#;

fn catalog() -> Catalog {
    Catalog::read(Sources::default().add("tools.json", TOOLS.to_owned()).unwrap()).0
}

fn argument(role: &str, note: &str) -> JudgedArgument {
    let roles = format!("{ROLES}acme\ttool\tpath\t{role}\t{note}\n");
    let mut read = Benchmark::read(EFFECTS, &roles, "").unwrap();
    read.arguments.remove(0)
}

fn tool(effects: &str, class: &str, note: &str) -> JudgedTool {
    let effects = format!("{EFFECTS}acme\ttool\t{effects}\t{class}\t{note}\n");
    let mut read = Benchmark::read(&effects, ROLES, "").unwrap();
    read.tools.remove(0)
}

fn is(row: &JudgedArgument, role: Role) -> bool {
    row.is(Some(RoleAnswer::Is(role)))
}

#[test]
fn a_role_is_right_alone() {
    let row = argument("url", "says where it goes");
    assert!(row.is_clear() && is(&row, Role::Url));
    assert!(!is(&row, Role::Host) && !row.is(Some(RoleAnswer::Harmless)));
}

#[test]
fn alternatives_are_as_right_and_make_a_row_unclear() {
    let row = argument("mail", "or identity, none; who it is about, or url");
    assert!(!row.is_clear());
    assert!(is(&row, Role::Mail) && is(&row, Role::Identity));
    assert!(row.is(Some(RoleAnswer::Harmless)) && !is(&row, Role::Url));
}

#[test]
fn late_alternatives_make_a_row_unclear_and_nothing_right() {
    for note in ["or late:identity", "or identity; late:identity", "or identity, late:identity"] {
        let row = argument("mail", note);
        assert!(!row.is_clear() && is(&row, Role::Mail) && !is(&row, Role::Identity), "{note}");
    }
    let row = argument("mail", "or identity, none; who it is about; late:identity");
    assert!(row.is(Some(RoleAnswer::Harmless)));
    assert!(!row.is_clear() && is(&row, Role::Mail) && !is(&row, Role::Identity));
}

#[test]
fn unsure_and_not_looked_at_are_wrong_even_where_nothing_is_dangerous() {
    let row = argument("none", "");
    assert!(row.is(Some(RoleAnswer::Harmless)));
    assert!(!row.is(Some(RoleAnswer::Unsure)) && !row.is(None));
}

#[test]
fn a_finer_role_is_right_where_the_coarser_one_is() {
    assert!(is(&argument("identity", "who gets the money"), Role::Payee));
    assert!(is(&argument("none", ""), Role::ProtectionSwitch));
    assert!(is(&argument("content", "or label"), Role::Image));
    assert!(!is(&argument("content", ""), Role::Payee));
    assert!(is(&argument("payee", ""), Role::Payee), "a table may have it");
    assert!(!is(&argument("payee", ""), Role::Identity), "and is then exact");
}

#[test]
fn effects_are_right_by_row_alternative_and_option() {
    let row = tool("create,update", "write", "or send, late:grant; optional:delete, optional:pay");
    for effect in [Effect::Create, Effect::Update, Effect::Send, Effect::Delete, Effect::Pay] {
        assert!(row.can(effect), "{effect:?}");
    }
    assert!(!row.can(Effect::Grant));
    let found = [Effect::Create, Effect::Delete, Effect::Grant].into();
    assert_eq!(row.missing(&found), [Effect::Update], "options and alternatives aren't missed");
    assert_eq!(row.extra(&found), [Effect::Grant]);
}

#[test]
fn classes_are_right_by_row_and_by_the_class_of_an_alternative() {
    let row = tool("update", "write", "or execute, read; it may only look; late:read");
    assert!(row.is_of(Some(Class::Write)) && row.is_of(Some(Class::Execute)));
    assert!(!row.is_of(Some(Class::Read)) && row.is_wrongly_read(Some(Class::Read)));
    let row = tool("update", "write", "or list; it may only look");
    assert!(row.is_of(Some(Class::Read)) && !row.is_wrongly_read(Some(Class::Read)));
    assert!(tool("none", "unclassified", "").is_of(None));
}

#[test]
fn every_fault_has_its_line() {
    let effects = format!(
        "{EFFECTS}acme\tget_user\tread,reed\tread\t\nacme\tget_user\tread\treed\t\n\
         acme\tget_user\tread\tread\tor rid; text\nacme\tget_user\tread\tread\toptional:rid\n"
    );
    let roles = format!(
        "{ROLES}acme\tget_user\turl\turl\t\n\nacme\tget_user\turl\thost\t\n\
         acme\tget_user\tx\tulr\t\nacme\tget_user\ty\turl\tor late:ulr\n"
    );
    let list = "# those\nacme\n\nacne\n";
    let faults = Benchmark::read(&effects, &roles, list).unwrap_err();
    let shown: Vec<_> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    effects.tsv:2: no effect is called `reed`
    effects.tsv:3: no class is called `reed`
    effects.tsv:4: no effect or class is called `rid`
    effects.tsv:5: no effect is called `rid`
    roles.tsv:4: line 2 is about the same
    roles.tsv:5: no role is called `ulr`
    roles.tsv:6: no role is called `ulr`
    kept-apart.txt:4: no row is about the catalog `acne`
    ");
    let faults = Benchmark::read("catalog\ttool\n", ROLES, "").unwrap_err();
    assert!(faults.iter().all(|fault| fault.table == Table::Effects && fault.line == 1));
    assert_eq!(faults.len(), 3);
}

#[test]
fn what_the_catalogs_lack_has_its_line() {
    let roles = format!(
        "{ROLES}acme\tget_user\turl\turl\t\nacme\tget_user\turl.host\thost\t\n\
         acme\tget_users\turl\turl\t\nbeta\tget_user\turl\turl\t\n\
         acme\tdelete_user\tfiles[].path\tlocal-path\t\nacme\tdelete_user\tfiles[].name\tlabel\t\n\
         acme\tdelete_user\topen.any[].thing\tlabel\t\nacme\tdelete_user\tfiles.path\turl\t\n"
    );
    let read = Benchmark::read(EFFECTS, &roles, "").unwrap();
    let catalog = catalog();
    let shown: Vec<_> = read.faults(&[("acme", &catalog)].into()).into_iter().collect();
    let shown: Vec<_> = shown.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    roles.tsv:3: the tool has no argument `url.host`
    roles.tsv:4: the catalog has no tool `get_users`
    roles.tsv:5: no folder of --catalogs has the catalog `beta`
    roles.tsv:7: the tool has no argument `files[].name`
    roles.tsv:9: the tool has no argument `files.path`
    ");
}

#[test]
fn the_parts_are_told_apart_and_only_one_shows_its_misses() {
    let effects = format!(
        "{EFFECTS}acme\tdelete_user\tdelete\tdestructive\t\nacme\tget_user\tread\tread\t\n\
         beta\tdelete_user\tread\tread\t\nbeta\tget_user\tpay\tfinancial\t\n"
    );
    let roles = format!(
        "{ROLES}acme\tget_user\turl\tsecret\t\nbeta\tget_user\turl\tsecret\t\n\
         beta\tdelete_user\turl\tsecret\t\nacme\tdelete_user\turl\turl\tor host\n"
    );
    let read = Benchmark::read(&effects, &roles, "beta\n").unwrap();
    let catalog = Arc::new(catalog());
    let catalogs: Catalogs<'_> = [("acme", &*catalog), ("beta", &*catalog)].into();
    let score = read.score(&catalogs);
    let apart = score.kept_apart.unwrap();
    assert_eq!((score.tuned_on.tools, score.tuned_on.arguments), (2, 2));
    assert_eq!(score.tuned_on.hints.classes, Share { right: 2, of: 2 });
    assert_eq!(score.tuned_on.naive.effects_found, Share { right: 2, of: 2 });
    assert_eq!(score.tuned_on.naive.all_roles, Share { right: 0, of: 2 }, "its own don't teach");
    assert_eq!(apart.naive.clear_roles, Share { right: 0, of: 2 }, "of secret and url, the first");
    assert_eq!(apart.mcpol.dangerous_found.of, 2);
    assert_eq!(apart.mcpol.changes_called_read, 1);
    let misses = read.misses(&catalogs);
    assert!(!misses.is_empty() && misses.iter().all(|miss| miss.catalog == "acme"), "{misses:?}");
}
