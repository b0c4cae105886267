//! Tools of our own, with what they do and what their arguments are: `src/risk/roles/examples`,
//! whose `README.md` says how they are written.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::risk::effects::Effect;

/// One tool with the roles of its arguments.
pub(crate) struct Example {
    /// Its name.
    pub(crate) tool: String,
    /// Its definition, as JSON.
    pub(crate) definition: String,
    /// The words of its effects, where they are labelled; none where nothing can be told.
    pub(crate) effects: Option<Vec<String>>,
    /// Each argument's path with the word of its role.
    pub(crate) roles: Vec<(String, String)>,
}

/// The examples of one domain.
pub(crate) struct Domain {
    /// Its name, as its file's.
    pub(crate) name: String,
    /// Its tools.
    pub(crate) examples: Vec<Example>,
}

/// Every example, by the names of the domains.
pub(crate) fn all() -> Vec<Domain> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/risk/roles/examples");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    paths.sort();
    let domain = |path: &std::path::PathBuf| Domain {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        examples: read(&fs::read_to_string(path).unwrap()),
    };
    paths.iter().map(domain).collect()
}

/// The examples of a text.
pub(crate) fn read(text: &str) -> Vec<Example> {
    let text = format!("\n{text}");
    text.split("\n> ").skip(1).map(example).collect()
}

fn example(block: &str) -> Example {
    let mut lines = block.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Head { tool, description, hints, effects } = head(lines.next().unwrap());
    let (mut root, mut roles) = (json!({"type": "object"}), Vec::new());
    for line in lines {
        let (argument, role) = line.rsplit_once("= ").unwrap_or_else(|| panic!("{tool}: {line}"));
        let (place, rest) = argument.split_once(' ').unwrap();
        let (kind, said) = rest.split_once('|').unwrap_or((rest, ""));
        let path = place.trim_end_matches('!');
        put(&mut root, path, &schema(kind.trim(), said.trim()), path != place);
        roles.push((path.to_owned(), role.trim().to_owned()));
    }
    let mut definition = json!({"name": tool, "inputSchema": root});
    if !description.is_empty() {
        definition["description"] = json!(description);
    }
    for hint in hints.split_ascii_whitespace() {
        let name = if hint == "read-only" { "readOnlyHint" } else { "destructiveHint" };
        definition["annotations"][name] = json!(true);
    }
    Example { tool: tool.to_owned(), definition: definition.to_string(), effects, roles }
}

/// The first line of a tool.
struct Head<'t> {
    tool: &'t str,
    description: &'t str,
    hints: &'t str,
    effects: Option<Vec<String>>,
}

fn head(line: &str) -> Head<'_> {
    let labelled = line.rsplit_once(" = ").and_then(|(head, words)| Some((head, effects(words)?)));
    let (head, effects) = labelled.map_or((line, None), |(head, words)| (head, Some(words)));
    let mut fields = head.split('|').map(str::trim);
    let mut field = || fields.next().unwrap_or_default();
    Head { tool: field(), description: field(), hints: field(), effects }
}

/// The words of effects, if all are.
fn effects(words: &str) -> Option<Vec<String>> {
    let words = words.split_ascii_whitespace().filter(|word| *word != "none");
    words.map(|word| Effect::named(word).map(|_| word.to_owned())).collect()
}

fn schema(kind: &str, said: &str) -> Map<String, Value> {
    let mut schema = match kind {
        "s" => json!({"type": "string"}),
        "n" => json!({"type": "number"}),
        "i" => json!({"type": "integer"}),
        "b" => json!({"type": "boolean"}),
        "o" => json!({"type": "object"}),
        "a" => json!({}),
        list => {
            let values = list.strip_prefix('(').and_then(|list| list.strip_suffix(')'));
            let values = values.unwrap_or_else(|| panic!("not a type: {list}"));
            json!({"enum": values.split(' ').collect::<Vec<_>>()})
        }
    };
    if !said.is_empty() {
        schema["description"] = json!(said);
    }
    schema.as_object().unwrap().clone()
}

/// Puts a schema where a path leads, making the objects and lists on the way.
fn put(root: &mut Value, path: &str, schema: &Map<String, Value>, required: bool) {
    let mut at = root;
    let steps: Vec<&str> = path.split('.').collect();
    for (depth, step) in steps.iter().enumerate() {
        let name = step.trim_end_matches("[]");
        let lists = (step.len() - name.len()) / 2;
        at["type"] = json!("object");
        if required {
            require(at, name);
        }
        let properties = at.as_object_mut().unwrap().entry("properties");
        let properties = properties.or_insert_with(|| Value::Object(Map::new()));
        at = properties.as_object_mut().unwrap().entry(name).or_insert_with(|| json!({}));
        for _ in 0..lists {
            at["type"] = json!("array");
            at = at.as_object_mut().unwrap().entry("items").or_insert_with(|| json!({}));
        }
        if depth + 1 == steps.len() {
            at.as_object_mut().unwrap().extend(schema.clone());
        }
    }
}

fn require(object: &mut Value, name: &str) {
    let required = object.as_object_mut().unwrap().entry("required");
    let required = required.or_insert_with(|| json!([])).as_array_mut().unwrap();
    if !required.iter().any(|own| own == name) {
        required.push(json!(name));
    }
}

#[test]
fn every_example_is_read() {
    use crate::risk::{Profile, Role};
    use std::collections::BTreeSet;

    let domains = all();
    assert!(domains.iter().map(|domain| domain.examples.len()).sum::<usize>() > 1_000);
    for domain in &domains {
        let mut names = BTreeSet::new();
        for example in &domain.examples {
            let place = format!("{} {}", domain.name, example.tool);
            assert!(names.insert(&example.tool), "{place} twice");
            let catalog = super::tools::tool(&example.definition);
            let profile = Profile::of(catalog.tools().first().unwrap());
            let found = profile.roles().iter().map(|found| found.leaf.path.to_string());
            let found: BTreeSet<_> = found.collect();
            let labelled = example.roles.iter().map(|(path, _)| path.clone()).collect();
            assert_eq!(found, labelled, "{place}");
            let known = |role: &str| role == "none" || Role::named(role).is_some();
            assert!(example.roles.iter().all(|(_, role)| known(role)), "{place}");
        }
    }
}
