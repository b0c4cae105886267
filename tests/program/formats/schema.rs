//! The SARIF of every command, held against the standard's own schema.
//!
//! `.ci/run` fetches the schema and the validator and names them in `MCPOL_SARIF_SCHEMA` and
//! `MCPOL_CHECK_JSONSCHEMA`; without them this is ignored unless asked for.

use std::process::Command;

use super::shown::{COMMANDS, folder};

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set"))
}

#[test]
#[ignore = "needs MCPOL_SARIF_SCHEMA and MCPOL_CHECK_JSONSCHEMA"]
fn every_log_is_valid_by_the_schema() {
    let folder = folder();
    let mut validator = Command::new(variable("MCPOL_CHECK_JSONSCHEMA"));
    validator.args(["--schemafile", &variable("MCPOL_SARIF_SCHEMA")]);
    for (name, arguments) in COMMANDS {
        let file = format!("{name}.sarif");
        folder.run(&[arguments, &["--output", &format!("sarif={file}")]].concat()).exits(1);
        validator.arg(folder.path(&file));
    }
    let output = validator.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
