//! The catalogs of real servers: all load, no tool is lost, every argument is known.

use std::fs;

use crate::catalog::Catalog;
use crate::render::catalog as show;
use crate::render::terminal::Terminal;
use crate::source::Sources;
use crate::testkit::corpus;
use serde_json::Value;

/// Each catalog's name, text and value.
fn catalogs() -> impl Iterator<Item = (String, String, Value)> {
    corpus::catalogs().into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let value = serde_json::from_str(&text).unwrap();
        (path.display().to_string(), text, value)
    })
}

fn read(name: &str, text: &str) -> Catalog {
    let source = Sources::default().add(name, text).unwrap();
    let (catalog, findings) = Catalog::read(source);
    assert_eq!(findings, [], "{name}");
    catalog
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn every_catalog_loads_with_no_tool_lost() {
    for (name, text, value) in catalogs() {
        let catalog = read(&name, &text);
        let tools = value["tools"].as_array().unwrap();
        assert_eq!(catalog.tools().len(), tools.len(), "{name}");
        for tool in tools {
            let read = catalog.tool(tool["name"].as_str().unwrap()).unwrap();
            assert_eq!(read.description().as_deref(), tool["description"].as_str());
            let read_only = read.hints().read_only.map(|hint| hint.node);
            assert_eq!(read_only, tool["annotations"]["readOnlyHint"].as_bool());
        }
    }
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn every_property_can_be_looked_up() {
    for (name, text, value) in catalogs() {
        let catalog = read(&name, &text);
        for tool in value["tools"].as_array().unwrap() {
            let arguments = catalog.tool(tool["name"].as_str().unwrap()).unwrap().arguments();
            let schema = &tool["inputSchema"];
            for key in schema["properties"].as_object().into_iter().flat_map(|all| all.keys()) {
                let argument = arguments.lookup(&[key]).unwrap();
                assert!(argument.name_span().is_some() && argument.span().is_some());
                let required = schema["required"].as_array();
                let required = required.is_some_and(|all| all.contains(&key.as_str().into()));
                assert_eq!(argument.is_optional(), !required, "{name} {} {key}", tool["name"]);
            }
        }
    }
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn the_names_of_arguments_are_known_without_their_types() {
    for (name, text, _) in catalogs() {
        for tool in read(&name, &text).tools() {
            let mut names = tool.argument_names();
            names.sort();
            let keys: Vec<_> = tool.arguments().all().keys().into_iter().collect();
            assert_eq!(names, keys, "{name} {}", tool.name());
        }
    }
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn every_catalog_is_shown() {
    for (name, text, value) in catalogs() {
        let catalog = read(&name, &text);
        let listing = show::listing(&catalog, None, Terminal::PIPE);
        let report = serde_json::to_value(show::report(&catalog, None)).unwrap();
        let tools = value["tools"].as_array().unwrap();
        for (tool, shown) in tools.iter().zip(report["tools"].as_array().unwrap()) {
            assert_eq!(tool["name"], shown["name"]);
            assert!(listing.contains(tool["name"].as_str().unwrap()));
            let keys = |value: &Value| {
                value.as_object().map_or(Vec::new(), |all| all.keys().cloned().collect())
            };
            assert_eq!(keys(&tool["inputSchema"]["properties"]), keys(&shown["arguments"]));
        }
        assert!(listing.lines().all(|line| line.chars().count() < 400), "{name}");
    }
}
