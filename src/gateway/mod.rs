//! Compile targets, one folder each. `policylayer` is the gateway's versioned JSON.

pub mod policylayer;
