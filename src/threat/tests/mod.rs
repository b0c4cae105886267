//! The table held to what stands beside its rows.

mod laws;

use crate::analysis::Engine;
use crate::json::Value;
use crate::risk::Role;
use crate::threat::question::of_values;
use crate::threat::row::{END_HOLE, Exemplar, HOLE, Known, PART_HOLE, Row, Set};
use crate::threat::sets;
use crate::witness::object_with_only;

fn is_in(engine: &mut Engine, row: &Row, constants: &[Known], text: &str) -> bool {
    let path = ["a".to_owned()];
    let set = of_values(&row.set, &path, constants);
    set.is_some_and(|set| engine.holds(&set, &object_with_only(&path, Value::from(text))))
}

/// What the row's own words make of the constants of its examples.
fn known(row: &Row) -> Vec<Known> {
    use crate::threat::constants::{Constant, Constants, Extent};
    let constant = |text: &&str, extent| Constant { text: (*text).to_owned(), extent };
    let extents = [
        Extent::Whole,
        Extent::Start,
        Extent::End,
        Extent::Part,
        Extent::Folder,
        Extent::Host,
        Extent::Domain,
        Extent::Command,
    ];
    let of_extent = |extent| {
        let required = row.examples.constants.iter().map(|text| constant(text, extent)).collect();
        (row.known)(&Constants { required, ..Constants::default() })
    };
    let all = extents.into_iter().map(of_extent);
    all.flatten().fold(Vec::new(), |mut all, known| {
        all.extend((!all.contains(&known)).then_some(known));
        all
    })
}

#[test]
fn every_set_has_what_it_says_and_nothing_else() {
    let mut engine = Engine::default();
    for row in sets::all() {
        let known = known(row);
        assert_eq!(known.is_empty(), row.examples.constants.is_empty(), "{}", row.name);
        for text in row.examples.within {
            assert!(is_in(&mut engine, row, &known, text), "{}: {text}", row.name);
        }
        for text in row.examples.outside {
            assert!(!is_in(&mut engine, row, &known, text), "{}: {text}", row.name);
        }
        assert!(!row.says.contains(HOLE) || !known.is_empty(), "{}", row.name);
        let has_texts = matches!(row.set, Set::Texts { .. });
        assert_eq!(has_texts, !row.examples.within.is_empty(), "{}", row.name);
        assert_eq!(has_texts, !row.examples.outside.is_empty(), "{}", row.name);
    }
}

#[test]
fn every_exemplar_is_in_its_set() {
    let mut engine = Engine::default();
    for row in sets::all().filter(|row| matches!(row.set, Set::Texts { .. })) {
        let known = known(row);
        for exemplar in row.exemplars {
            let (Exemplar::Text(text) | Exemplar::ToRead(text)) = exemplar else { continue };
            let fillings = if text.contains(HOLE) { known.as_slice() } else { &[Known::text("")] };
            assert!(!fillings.is_empty(), "{}: {text}", row.name);
            let mut is_in = |filling: &Known| {
                let filled = text.replace(HOLE, &filling.text).replace(PART_HOLE, "part");
                let filled = filled.replace(END_HOLE, "");
                is_in(&mut engine, row, &known, &filled)
            };
            assert!(fillings.iter().any(&mut is_in), "{}: {text}", row.name);
        }
    }
}

/// How a value may be spelled otherwise and mean the same to those who take a role: with a blank in
/// front, with a line end, with more behind it that isn't ASCII.
fn spelled(role: Role, text: &str) -> Vec<String> {
    use Role::*;
    let strips = matches!(
        role,
        CommandLine
            | Program
            | Sql
            | Code
            | Template
            | Url
            | Host
            | Mail
            | Phone
            | ChatRecipient
            | AmountOut
            | AmountAsked
    );
    let goes_on = matches!(
        role,
        CommandLine
            | Program
            | Sql
            | Code
            | Template
            | LocalPath
            | InsidePath
            | ObjectKey
            | Identity
            | ChatRecipient
            | WorkingFolder
            | Image
    );
    let blank = strips.then(|| format!(" {text}"));
    let more = goes_on.then(|| format!("{text} é"));
    [format!("{text}\n")].into_iter().chain(blank).chain(more).collect()
}

/// What lies in a set lies in it however those spell it who get around a rule.
#[test]
fn no_blank_line_end_or_letter_leads_out_of_a_set() {
    let mut engine = Engine::default();
    let mut outside = Vec::new();
    for row in sets::all() {
        let known = known(row);
        for role in row.roles {
            let spelled = row.examples.within.iter().flat_map(|text| spelled(*role, text));
            let mut is_outside = |text: &String| !is_in(&mut engine, row, &known, text);
            outside.extend(spelled.filter(&mut is_outside).map(|text| (row.name, text)));
        }
    }
    assert_eq!(outside, []);
}
