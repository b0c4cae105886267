//! Numbers, patterns and names beyond what anyone can use; texts that aren't clean UTF-8 lines.

use crate::support::{CATALOG_COMMANDS, Folder, HEAD, POLICY_COMMANDS};

#[track_caller]
fn rule(text: &str, code: i32) {
    let folder = Folder::policy(format!("{HEAD}allow t {{ {text} }}\n"));
    let ran = folder.run_all(&POLICY_COMMANDS);
    assert_eq!(ran[0].code, code, "{}", ran[0].said);
}

#[test]
fn patterns() {
    let pattern = |pattern: &str, code| rule(&format!("require args.a matches /{pattern}/"), code);
    pattern(&"x".repeat(1 << 20), 1);
    pattern("((a{100}){100}){100}", 1);
    pattern("(?:a{1000}){1000}", 1);
    pattern("\\pL{1000}", 1);
    pattern(&".{1000}".repeat(20), 1);
    pattern(&("(".repeat(10_000) + "a" + &")".repeat(10_000)), 1);
    let whole = |part: &str, code| pattern(&format!("^({part})$"), code);
    whole(&"(a*)*".repeat(5_000), 0);
    whole("(x+x+)+y", 0);
    whole(&(0..4_000).map(|number| format!("a{number}|")).collect::<String>(), 0);
    pattern(&"(a*)*".repeat(5_000), 1);
    pattern(&(0..4_000).map(|number| format!("^a{number}|")).collect::<String>(), 1);
    let json = serde_json::json!({"version": "1", "default": "deny", "tools": {"t": {"deny_if": [
        {"conditions": [{"path": "args.a", "op": "regex", "value": "(a{1000}){1000}"}], "on_deny": "x"}]}}});
    let folder = Folder::new(&[("p.json", json.to_string().as_bytes())]);
    folder.run(&["eval", "p.json", "--tool", "t"]).exits(1).says("gateway-pattern");
}

#[test]
fn numbers() {
    let nines = "9".repeat(100_000);
    for number in [&nines, "1e999", "-1e999", "1e-999999999", "9223372036854775808", "1e308"] {
        let fits = number.parse::<f64>().unwrap().is_finite();
        rule(&format!("require args.n <= {number}"), i32::from(!fits));
        rule(&format!("limit {number} per day"), 1);
        rule(&format!("limit args.n to {number} per day"), 1);
    }
    let text = format!(
        "{HEAD}allow t {{ limit 9223372036854775807 per day }}\ntest \"x\" {{\n\
         call t {{ n: {nines} }} => deny\ncall t {{}} 9223372036854775807 times => allow\n\
         wait 9223372036854775807 days\nwait 9223372036854775807 days\n}}\n"
    );
    Folder::policy(text).run_all(&POLICY_COMMANDS);
    let schema = |text: &str| {
        let tools =
            format!("[{{\"name\":\"t\",\"inputSchema\":{{\"properties\":{{\"a\":{text}}}}}}}]");
        Folder::catalog(tools).run_all(&CATALOG_COMMANDS);
    };
    for number in ["1e999", "-0", "1e-400", &nines, "0.1"] {
        schema(&format!("{{\"minimum\":{number},\"maximum\":{number}}}"));
        schema(&format!("{{\"enum\":[{number}],\"maxLength\":{number},\"multipleOf\":{number}}}"));
    }
    let times = "{\"name\":\"t\",\"ts\":-9223372036854775808}\n{\"name\":\"t\",\"ts\":9223372036854775807}\n";
    let folder = Folder::policy(format!("{HEAD}allow t {{ limit 5 per day }}\n"));
    std::fs::write(folder.path("calls.jsonl"), times).unwrap();
    folder.run(&["eval", "p.mcpol", "--calls", "calls.jsonl"]).exits(0);
}

#[test]
fn bytes_that_are_no_clean_text() {
    let good = format!("{HEAD}allow t\n");
    let texts: [(Vec<u8>, i32); 8] = [
        (format!("\u{feff}{good}").into_bytes(), 0),
        (good.replace('\n', "\r\n").into_bytes(), 0),
        (format!("\u{feff}\u{feff}{good}").into_bytes(), 1),
        (good.replace('\n', "\r").into_bytes(), 1),
        (format!("{good}\0").into_bytes(), 1),
        ([good.as_bytes(), b"# \xff\n"].concat(), 1),
        (good.encode_utf16().flat_map(u16::to_le_bytes).collect(), 1),
        (Vec::new(), 0),
    ];
    for (text, code) in texts {
        let ran = Folder::policy(&text).run_all(&POLICY_COMMANDS);
        assert_eq!(ran[0].code, code, "{text:?} {}", ran[0].said);
        Folder::catalog(&text).run_all(&CATALOG_COMMANDS);
    }
}

/// One fault a line: a bound on how many are told, and the last one says so.
#[test]
fn more_faults_than_anyone_reads() {
    let count = |ran: &str| ran.matches("error[").count();
    let folder =
        Folder::policy(HEAD.to_owned() + &"allow t { require args.a = 1 }\n".repeat(2_000));
    assert_eq!(count(&folder.run(&["check", "p.mcpol"]).exits(1).said), 50);
    let all = folder.run(&["check", "p.mcpol", "--max", "0"]).exits(1);
    assert_eq!(count(&all.said), 2_000);
    let many = "x\n".repeat(100_010);
    let folder = Folder::policy(&many);
    let json = ["check", "p.mcpol", "--format", "json"];
    let output = folder.command(&json).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 100_001);
    assert_eq!(findings.last().unwrap()["code"], "too-many-faults");
    assert_eq!(findings.last().unwrap()["line"], 100_001);
}
