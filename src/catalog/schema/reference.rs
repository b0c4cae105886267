//! `$ref`: JSON pointers into the schema that holds them, or into what that stands in.

use std::collections::BTreeMap;

use super::Reader;
use super::keywords::is_annotation;
use crate::json::{MAX_DEPTH, Member, Node, NodeId, Shape};

/// How long a chain of references may be.
const MAX_CHAIN: usize = 64;

/// How many bytes that stand outside of a schema add to what may be read of it.
const MAX_OUTSIDE: usize = 32 << 10;

/// Finds what references point to; opens each list and object on the way once.
pub(in crate::catalog) struct References<'s> {
    root: Node<'s>,
    /// Where a pointer leads that doesn't lead anywhere in the root.
    outside: Vec<Node<'s>>,
    /// Whether there may be references at all; most schemas have none.
    any: bool,
    opened: BTreeMap<NodeId, BTreeMap<String, Node<'s>>>,
    /// What names lead to, once one is asked for.
    named: Option<BTreeMap<String, Named<'s>>>,
}

/// What a name leads to; nothing where several schemas have it.
type Named<'s> = Option<Node<'s>>;

impl<'s> References<'s> {
    pub(in crate::catalog) fn new(root: Node<'s>, outside: &[Node<'s>]) -> Self {
        let any = root.text().contains("\"$ref\"");
        Self { root, outside: outside.to_vec(), any, opened: BTreeMap::new(), named: None }
    }

    /// How long the text is that may be read; of what stands outside, a bounded part.
    pub(super) fn length(&self) -> usize {
        let outside = self.outside.iter().filter(|_| self.any).map(|node| node.text().len()).max();
        self.root.text().len() + outside.unwrap_or_default().min(MAX_OUTSIDE)
    }

    /// Whether there may be references at all.
    pub(in crate::catalog) fn are_there(&self) -> bool {
        self.any
    }

    /// Whether nothing that stands beside a `$ref` counts: so until draft 7.
    pub(in crate::catalog) fn are_lone(&self) -> bool {
        let Some(Ok(Shape::Object(members))) = self.any.then(|| self.root.shape()) else {
            return false;
        };
        let dialect = members.named("$schema");
        dialect.is_some_and(|member| member.value.text().contains("draft-0"))
    }

    /// The schema that they all stand in.
    pub(in crate::catalog) fn root(&self) -> Node<'s> {
        self.root
    }

    pub(in crate::catalog) fn is_root(&self, schema: Node<'s>) -> bool {
        schema.id() == self.root.id()
    }

    /// What a reference leads to: `#` and a pointer (percent-encoded, as in a URL) or a name, behind
    /// the root's own `$id` where it has one; or another schema's `$id`. Nothing for other texts and
    /// where it leads nowhere.
    pub(in crate::catalog) fn resolve(&mut self, reference: &str) -> Option<Node<'s>> {
        let reference = self.within_root(reference);
        let Some(pointer) = reference.strip_prefix('#') else { return self.named(reference) };
        let pointer = percent_decoded(pointer)?;
        if pointer.is_empty() {
            return Some(self.root);
        }
        let Some(pointer) = pointer.strip_prefix('/') else { return self.named(reference) };
        let keys: Vec<_> =
            pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
        let within = keys.iter().try_fold(self.root, |node, key| self.open(node).get(key).copied());
        let outside = |start: &Node<'s>| keys.iter().try_fold(*start, |node, key| part(node, key));
        within.or_else(|| self.outside.iter().find_map(outside))
    }

    /// A reference without the root's own `$id`.
    fn within_root<'r>(&self, reference: &'r str) -> &'r str {
        let id = keyword(self.root, "$id");
        let own = id.as_deref().map(|id| id.trim_end_matches('#')).filter(|id| !id.is_empty());
        match own.and_then(|own| reference.strip_prefix(own)) {
            Some("") => "#",
            Some(rest) if rest.starts_with('#') => rest,
            _ => reference,
        }
    }

    /// The schema with an `$anchor`, as `#name`, or with an `$id`.
    fn named(&mut self, name: &str) -> Option<Node<'s>> {
        let root = self.root;
        let named = self.named.get_or_insert_with(|| {
            let mut named = BTreeMap::new();
            add_names(root, true, MAX_DEPTH, &mut named);
            named
        });
        named.get(name).copied().flatten()
    }

    fn open(&mut self, node: Node<'s>) -> &BTreeMap<String, Node<'s>> {
        self.opened.entry(node.id()).or_insert_with(|| parts(node))
    }
}

/// Adds the names of a schema and of all that stand in it, so many levels deep; anchors where they
/// are in reach from the root.
fn add_names<'s>(
    node: Node<'s>,
    in_reach: bool,
    levels: usize,
    named: &mut BTreeMap<String, Named<'s>>,
) {
    let Some(levels) = levels.checked_sub(1) else { return };
    let id = keyword(node, "$id").or_else(|| keyword(node, "id"));
    let (anchor, id) = match id {
        Some(id) if id.starts_with('#') => (Some(id), None),
        other => (None, other),
    };
    let in_reach = in_reach && (id.is_none() || levels + 1 == MAX_DEPTH);
    let anchors = ["$anchor", "$dynamicAnchor"].into_iter().filter_map(|it| keyword(node, it));
    let anchors = anchors.map(|name| format!("#{name}")).chain(anchor).filter(|_| in_reach);
    for name in anchors.chain(id) {
        let known = named.entry(name).or_insert(Some(node));
        *known = known.filter(|known| known.id() == node.id());
    }
    match node.shape() {
        Ok(Shape::Object(members)) => {
            members.for_each(|member| add_names(member.value, in_reach, levels, named));
        }
        Ok(Shape::Array(mut items)) => {
            items.by_ref().for_each(|item| add_names(item, in_reach, levels, named));
        }
        _ => {}
    }
}

/// The text behind a keyword.
fn keyword(schema: Node<'_>, key: &str) -> Option<String> {
    let Ok(Shape::Object(members)) = schema.shape() else { return None };
    Some(members.named(key)?.value.text_value().ok()?.into_owned())
}

/// One part of a list or an object. What stands outside of a schema is large and asked seldom.
fn part<'s>(node: Node<'s>, key: &str) -> Option<Node<'s>> {
    match node.shape() {
        Ok(Shape::Object(members)) => members.named(key).map(|member| member.value),
        Ok(Shape::Array(mut items)) => items.nth(key.parse().ok()?),
        _ => None,
    }
}

fn parts(node: Node<'_>) -> BTreeMap<String, Node<'_>> {
    match node.shape() {
        Ok(Shape::Object(members)) => {
            members.map(|member| (member.name().into_owned(), member.value)).collect()
        }
        Ok(Shape::Array(items)) => {
            items.enumerate().map(|(at, item)| (at.to_string(), item)).collect()
        }
        _ => BTreeMap::new(),
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            16 * digit(rest.next()?)? + digit(rest.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'s> Reader<'s> {
    /// What a schema that only refers to another one leads to; any other schema itself. So types
    /// that many arguments share are read once.
    pub(super) fn target(&mut self, schema: Node<'s>) -> Node<'s> {
        let mut target = schema;
        for _ in 0..MAX_CHAIN {
            match self.next_target(target) {
                Some(next) => target = next,
                None => return target,
            }
        }
        schema
    }

    fn next_target(&mut self, schema: Node<'s>) -> Option<Node<'s>> {
        let may_refer = self.references.any && schema.text().contains("\"$ref\"");
        if !may_refer || !self.spend(schema.text().len()) {
            return None;
        }
        let Ok(Shape::Object(members)) = schema.shape() else { return None };
        let text = members.named("$ref")?.value.text_value().ok()?;
        let mut keys = members.map(Member::name);
        let plain = keys.all(|key| key == "$ref" || is_annotation(&key));
        if plain { self.references.resolve(&text) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Tape;
    use crate::source::Sources;

    #[test]
    fn pointers_lead_through_objects_and_lists() {
        let text = r#"{"$defs":{"a/b":{"x":1},"c~d":2,"e f":3},"list":[4,5]}"#;
        let source = Sources::default().add("test", text).unwrap();
        let tape = Tape::read(&source).unwrap();
        let mut references = References::new(tape.root(), &[]);
        let mut found = |reference: &str| references.resolve(reference).map(Node::text);
        assert_eq!(found("#"), Some(text));
        assert_eq!(found("#/$defs/a~1b/x"), Some("1"));
        assert_eq!(found("#/%24defs/c~0d"), Some("2"));
        assert_eq!(found("#/$defs/e%20f"), Some("3"));
        assert_eq!(found("#/list/1"), Some("5"));
        for nowhere in
            ["", "#x", "#a/b", "#/list/2", "#/$defs/a/b", "https://example.com/#", "#/%zz", "#/%f"]
        {
            assert_eq!(found(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn names_lead_to_the_one_schema_that_has_them() {
        let text = r##"{"$id":"https://example.com/t","$defs":{"a":{"$anchor":"one","x":1},
            "b":{"$dynamicAnchor":"two"},"c":{"$id":"#three"},"d":{"$id":"https://example.com/d",
            "$defs":{"e":{"$anchor":"inside"}}},"f":{"$anchor":"twice"},"g":{"$anchor":"twice"}}}"##;
        let source = Sources::default().add("test", text).unwrap();
        let tape = Tape::read(&source).unwrap();
        let mut references = References::new(tape.root(), &[]);
        let mut found = |reference: &str| references.resolve(reference).map(Node::text);
        assert_eq!(found("#one"), Some(r#"{"$anchor":"one","x":1}"#));
        assert_eq!(found("https://example.com/t#one"), found("#one"));
        assert_eq!(found("#two"), Some(r#"{"$dynamicAnchor":"two"}"#));
        assert_eq!(found("#three"), Some(r##"{"$id":"#three"}"##));
        assert_eq!(found("https://example.com/t"), Some(text));
        assert_eq!(found("https://example.com/t#/$defs/a/x"), Some("1"));
        assert!(found("https://example.com/d").is_some());
        for nowhere in ["#inside", "#twice", "#none", "https://example.com/d#x"] {
            assert_eq!(found(nowhere), None, "{nowhere}");
        }
    }
}
