//! Documents that are what their policy means, and others.

mod laws;
mod tampered;
