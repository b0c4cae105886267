//! Ten thousand levels of everything that nests, and everything that can lead in circles.

use crate::support::{CATALOG, CATALOG_COMMANDS, Folder, HEAD, POLICY_COMMANDS};

const DEEP: usize = 10_000;

fn nested(open: &str, middle: &str, close: &str) -> String {
    open.repeat(DEEP) + middle + &close.repeat(DEEP)
}

/// Checks a rule of `t` with every command.
fn rule(text: &str) {
    Folder::policy(format!("{HEAD}allow t {{ {text} }}\n")).run_all(&POLICY_COMMANDS);
}

/// Checks statements with every command.
fn statements(text: &str) -> Folder {
    let folder = Folder::policy(format!("{HEAD}{text}\n"));
    folder.run_all(&POLICY_COMMANDS);
    folder
}

/// Shows a catalog whose tool has this schema, and checks a policy against it.
fn schema(text: &str) {
    let tool = format!("{{\"tools\":[{{\"name\":\"t\",\"inputSchema\":{text}}}]}}");
    Folder::catalog(tool).run_all(&CATALOG_COMMANDS);
}

#[test]
fn conditions() {
    let equal = "args.a == \"x\"";
    rule(&format!("require {}", nested("(", equal, ")")));
    rule(&format!("require {}{equal}", "(".repeat(DEEP)));
    rule(&format!("require {}{equal}", "not ".repeat(DEEP)));
    rule(&format!("require {}", vec![equal; DEEP].join(" and ")));
    rule(&format!("deny when {}", vec![equal; DEEP].join(" or ")));
    rule(&format!("require {}", "(args.a == \"x\" and (args.n == 1 or ".repeat(DEEP)));
    rule(&format!("require args.a in {}", nested("[", "\"x\"", "]")));
    rule(&format!("require args{} exists", ".a".repeat(DEEP)));
}

#[test]
fn arguments_of_tests() {
    for (open, close) in [("[", "]"), ("{ a: ", "}"), ("{ a: [", "]}")] {
        let value = nested(open, "1", close);
        statements(&format!("allow t\ntest \"x\" {{ call t {{ a: {value} }} => allow }}"));
    }
    statements(&format!("allow t {}", nested("{", "", "}")));
}

#[test]
fn names_that_stand_for_names() {
    let group = |number: usize, of: usize| format!("group g{number} = g{of} tools\n");
    let chain: String = (0..DEEP).map(|number| group(number, number + 1)).collect();
    let folder = statements(&format!("{chain}group g{DEEP} = t\nallow g0 tools"));
    folder.run(&["check", "p.mcpol"]).exits(0);
    let circle: String = (0..DEEP).map(|number| group(number, (number + 1) % DEEP)).collect();
    let folder = statements(&format!("{circle}allow g0 tools"));
    folder.run(&["check", "p.mcpol"]).exits(1).says("group-cycle");
    let doubled: String = (0..200)
        .map(|number| format!("group g{number} = g{0} tools, g{0} tools\n", number + 1))
        .collect();
    statements(&format!("{doubled}group g200 = t\nallow g0 tools"));
}

#[test]
fn files_that_include_files() {
    let files: Vec<(String, String)> = (0..1_000)
        .map(|number| (format!("i{number}.mcpol"), format!("include \"i{}.mcpol\"\n", number + 1)))
        .collect();
    let mut texts: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    texts.push(("c.json", CATALOG.as_bytes()));
    let policy = format!("{HEAD}include \"i0.mcpol\"\n");
    texts.push(("p.mcpol", policy.as_bytes()));
    texts.push(("i1000.mcpol", b"allow t\n"));
    Folder::new(&texts).run(&["check", "p.mcpol"]).exits(0);
    texts.push(("i1000.mcpol", b"include \"p.mcpol\"\n"));
    Folder::new(&texts).run(&["check", "p.mcpol"]).exits(1).says("include-cycle");
    texts.push(("i1000.mcpol", b"include \"i1000.mcpol\"\ninclude \".\"\ninclude \"/dev/null\"\n"));
    Folder::new(&texts).run(&["check", "p.mcpol"]).exits(1).says("include-unreadable");
}

#[test]
fn json() {
    for text in [nested("[", "", "]"), nested("{\"tools\":", "[]", "}"), "{\"a\":[".repeat(DEEP)] {
        Folder::catalog(&text).run_all(&CATALOG_COMMANDS);
        let folder = Folder::new(&[("p.json", text.as_bytes())]);
        folder.run(&["eval", "p.json", "--tool", "t"]).exits(1);
        let call = format!("{{\"name\":\"t\",\"arguments\":{text}}}");
        let folder = Folder::new(&[
            ("p.json", b"{\"version\":\"1\",\"default\":\"deny\"}"),
            ("calls.jsonl", call.as_bytes()),
        ]);
        folder.run(&["eval", "p.json", "--calls", "calls.jsonl"]).exits(1);
        folder.run(&["eval", "p.json", "--tool", "t", "--args", &text]);
    }
}

#[test]
fn schemas() {
    for (open, close) in [
        ("{\"type\":\"object\",\"properties\":{\"a\":", "}}"),
        ("{\"type\":\"array\",\"items\":", "}"),
        ("{\"allOf\":[", "]}"),
        ("{\"anyOf\":[{},", "]}"),
        ("{\"additionalProperties\":", "}"),
        ("{\"not\":", "}"),
    ] {
        schema(&nested(open, "{}", close));
        // As deep as JSON may be.
        schema(&(open.repeat(30) + "{}" + &close.repeat(30)));
    }
}

#[test]
fn references() {
    let with = |definitions: String| {
        schema(&format!(
            "{{\"type\":\"object\",\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/r0\"}}}},\"$defs\":{{{definitions}}}}}"
        ));
    };
    let all = |count: usize, text: &dyn Fn(usize) -> String| {
        (0..count)
            .map(|number| format!("\"r{number}\":{}", text(number)))
            .collect::<Vec<_>>()
            .join(",")
    };
    let to = |number: usize| format!("{{\"$ref\":\"#/$defs/r{number}\"}}");
    with(all(DEEP, &|number| to(number + 1)));
    with(all(DEEP, &|number| to((number + 1) % DEEP)));
    with(all(200, &|number| format!("{{\"anyOf\":[{0},{0}]}}", to(number + 1))));
    with(all(200, &|number| format!("{{\"allOf\":[{0},{0}]}}", to(number + 1))));
    with(all(200, &|number| {
        format!("{{\"type\":\"object\",\"properties\":{{\"x\":{0},\"y\":{0}}}}}", to(number + 1))
    }));
    schema("{\"$ref\":\"#\"}");
    schema("{\"$ref\":\"#/$ref\"}");
}
