//! What formatting does to the bytes of a file, and when it refuses. How statements are laid out
//! is shown by the cases in tests/cases/format.

use crate::finding::Finding;
use crate::source::Sources;
use crate::syntax::{FormatError, format};

fn formatted(text: &str) -> Result<String, Vec<Finding>> {
    format(&Sources::default().add("test", text).unwrap()).map_err(|error| match error {
        FormatError::Faults(findings) => findings,
        FormatError::Internal(error) => panic!("{error}"),
    })
}

#[test]
fn line_ends_become_those_of_the_first_line_and_a_byte_order_mark_goes() {
    let text = "\u{feff}# one \r\n\r\n\r\nhide a # two\t\r\nhide b";
    assert_eq!(formatted(text).unwrap(), "# one\r\n\r\nhide a  # two\r\nhide b\r\n");
    assert_eq!(formatted("hide a\nhide b\r\n").unwrap(), "hide a\nhide b\n");
    assert_eq!(formatted("\u{feff}hide a # x").unwrap(), "hide a  # x\n");
}

#[test]
fn an_empty_file_stays_empty() {
    for text in ["", "\n\n", " \t\r\n", "\u{feff}"] {
        assert_eq!(formatted(text).unwrap(), "");
    }
    assert_eq!(formatted("\n\n# only this").unwrap(), "# only this\n");
}

#[test]
fn a_file_with_faults_is_refused_with_all_of_them() {
    let codes: Vec<_> =
        formatted("hide a,\nallow x {").unwrap_err().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["trailing-comma", "unclosed-block"]);
}

#[test]
fn a_long_line_is_no_trouble() {
    let text = format!("hide {}", vec!["a_tool"; 20_000].join(","));
    assert_eq!(formatted(&text).unwrap().lines().count(), 20_001);
}
