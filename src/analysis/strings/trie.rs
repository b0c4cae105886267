//! The strings that tests name, as a tree by their bytes.

use std::collections::BTreeMap;

/// A place in the tree.
pub(super) type NodeId = u32;

/// A tree of strings.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    children: BTreeMap<u8, NodeId>,
    bytes: Vec<u8>,
    is_end: bool,
}

impl Trie {
    /// The root.
    pub(super) const ROOT: NodeId = 0;

    /// The tree of these strings.
    pub(super) fn new(strings: &[String]) -> Self {
        let mut trie = Self { nodes: vec![Node::default()] };
        strings.iter().for_each(|string| trie.add(string));
        trie
    }

    fn add(&mut self, string: &str) {
        let mut at = Self::ROOT;
        for byte in string.bytes() {
            at = self.child(at, byte).unwrap_or_else(|| self.grow(at, byte));
        }
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.is_end = true;
        }
    }

    fn grow(&mut self, at: NodeId, byte: u8) -> NodeId {
        let new = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node::default());
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.children.insert(byte, new);
            node.bytes.push(byte);
        }
        new
    }

    /// Where a byte leads from here; `None` where no string goes on like that.
    pub(super) fn child(&self, at: NodeId, byte: u8) -> Option<NodeId> {
        self.nodes.get(at as usize)?.children.get(&byte).copied()
    }

    /// The bytes with which strings go on from here.
    pub(super) fn bytes(&self, at: NodeId) -> &[u8] {
        self.nodes.get(at as usize).map_or(&[], |node| &node.bytes)
    }

    /// Whether a string ends here.
    pub(super) fn is_end(&self, at: NodeId) -> bool {
        self.nodes.get(at as usize).is_some_and(|node| node.is_end)
    }
}
