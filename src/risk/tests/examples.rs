//! Tools of our own, with what their arguments are: `src/risk/roles/examples.txt`.

use serde_json::{Map, Value, json};

/// The examples.
pub(crate) const TEXT: &str = include_str!("../roles/examples.txt");

/// One tool with the roles of its arguments.
pub(crate) struct Example {
    /// Its name.
    pub(crate) tool: String,
    /// Its definition, as JSON.
    pub(crate) definition: String,
    /// Each argument's path with the word of its role.
    pub(crate) roles: Vec<(String, String)>,
}

/// The examples of a text.
pub(crate) fn read(text: &str) -> Vec<Example> {
    let blocks = text.split("\n> ").skip(1);
    blocks.map(example).collect()
}

fn example(block: &str) -> Example {
    let mut lines = block.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (tool, description) = lines.next().unwrap().split_once(" | ").unwrap();
    let (mut root, mut roles) = (json!({"type": "object"}), Vec::new());
    for line in lines {
        let (argument, role) = line.rsplit_once("= ").unwrap();
        let (path, rest) = argument.split_once(' ').unwrap();
        let (kind, said) = rest.split_once('|').unwrap_or((rest, ""));
        let schema = schema(kind.trim(), said.trim());
        place(&mut root, path, schema);
        roles.push((path.to_owned(), role.trim().to_owned()));
    }
    let definition = json!({"name": tool, "description": description, "inputSchema": root});
    Example { tool: tool.to_owned(), definition: definition.to_string(), roles }
}

fn schema(kind: &str, said: &str) -> Value {
    let mut schema = match kind {
        "s" => json!({"type": "string"}),
        "n" => json!({"type": "number"}),
        "i" => json!({"type": "integer"}),
        "b" => json!({"type": "boolean"}),
        "o" => json!({"type": "object"}),
        "a" => json!({}),
        list => {
            let values = list.strip_prefix('(').and_then(|list| list.strip_suffix(')')).unwrap();
            json!({"enum": values.split(' ').collect::<Vec<_>>()})
        }
    };
    if !said.is_empty() {
        schema["description"] = json!(said);
    }
    schema
}

/// Puts a schema where a path leads, making the objects and lists on the way.
fn place(root: &mut Value, path: &str, schema: Value) {
    let mut at = root;
    let steps: Vec<&str> = path.split('.').collect();
    for (depth, step) in steps.iter().enumerate() {
        let name = step.trim_end_matches("[]");
        let lists = (step.len() - name.len()) / 2;
        let properties = at.as_object_mut().unwrap().entry("properties");
        let properties = properties.or_insert_with(|| Value::Object(Map::new()));
        at = properties.as_object_mut().unwrap().entry(name).or_insert_with(|| json!({}));
        for _ in 0..lists {
            at["type"] = json!("array");
            at = at.as_object_mut().unwrap().entry("items").or_insert_with(|| json!({}));
        }
        if depth + 1 == steps.len() {
            let given = schema.as_object().unwrap().clone();
            at.as_object_mut().unwrap().extend(given);
            return;
        }
        at["type"] = json!("object");
    }
}
