use proptest::prelude::*;

use super::*;
use crate::testkit::laws;

/// What is near by the distance alone, each name looked at.
fn plainly(wrong: &str, names: &[String]) -> Option<Near> {
    let words = distance::words(wrong);
    let is_as_long = |name: &&String| name.len().abs_diff(wrong.len()) <= wrong.len() * 2;
    let distance = |name: &String| distance::of_names(&words, &distance::words(name));
    let near = || names.iter().filter(is_as_long).filter_map(|it| Some((distance(it)?, it)));
    let (least, first) = near().min_by_key(|(distance, _)| *distance)?;
    let only = near().all(|(distance, name)| distance > least || name == first);
    Some(Near { name: first.clone(), only })
}

proptest! {
    #![proptest_config(laws::tried(256))]

    #[test]
    fn the_nearest_name_is_that_of_a_look_at_each(
        names in prop::collection::vec("([aegst]{2,3}|list|Issue|é)([_-]?([aegst]{1,4}|issue|Users)){0,2}", 0..40),
        wrong in "([aegst]{2,3}|list|isue|é)([_-]?([aegst]{1,4}|isseu|Uesrs)){0,2}",
    ) {
        prop_assert_eq!(near(&wrong, names.iter().map(String::as_str)), plainly(&wrong, &names));
    }
}

#[test]
fn near_names_are_found_and_far_ones_are_not() {
    let names = ["send_email", "send_sms", "createRefund"];
    assert_eq!(nearest("send_emial", names), Some("send_email"));
    assert_eq!(nearest("create_refund", names), Some("createRefund"));
    assert_eq!(nearest("delete_user", names), None);
    assert_eq!(nearest("create_rfunds", names), Some("createRefund"));
    assert_eq!(nearest("sendsms", names), Some("send_sms"));
    assert_eq!(near("sendsms", names), Some(Near { name: "send_sms".to_owned(), only: true }));
    let two = near("send_xms", ["send_sms", "send_mms"]);
    assert_eq!(two, Some(Near { name: "send_sms".to_owned(), only: false }));
}

#[test]
fn another_verb_is_no_misspelling() {
    let names = [
        ("delete_customer", "create_customer"),
        ("get_issue", "set_issue"),
        ("unlock_door", "lock_door"),
        ("removeUser", "move_user"),
        ("exportData", "import_data"),
        ("close_repo", "clone_repo"),
        ("server", "never"),
    ];
    for (wrong, name) in names {
        assert_eq!(nearest(wrong, [name]), None, "{wrong}");
        assert_eq!(nearest(name, [wrong]), None, "{name}");
    }
}

/// Names as servers give them: a verb, a thing and a number.
fn tools(count: usize) -> Vec<String> {
    let (verbs, things) = (["list", "get", "update", "delete", "send"], ["issue", "user", "page"]);
    (0..count).map(|at| format!("{}_{}_{at}", verbs[at % 5], things[at / 5 % 3])).collect()
}

/// How many words each of some misspelled names is held against letter by letter, which is what
/// memory is asked for.
fn looks(wrong: usize, names: usize) -> u64 {
    let tools = tools(names);
    let known = Names::of(tools.iter().map(String::as_str));
    assert!(known.near("get_isue_1x").is_some());
    let look = || (0..wrong).for_each(|at| drop(known.near(&format!("get_isue_{at}x"))));
    allocation_counter::measure(look).count_total
}

#[test]
fn misspelled_names_are_held_against_few_names_each() {
    let counts = [100, 200, 400].map(|wrong| looks(wrong, 600));
    assert!(counts[1] * 10 <= counts[0] * 24 && counts[2] * 10 <= counts[1] * 24, "{counts:?}");
    let more = looks(100, 1200);
    assert!(more * 10 <= counts[0] * 24, "{} {more}", counts[0]);
}
