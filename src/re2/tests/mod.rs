//! Patterns as RE2 reads them, held against tables of what Go's RE2 says.

mod meaning;
mod misread;
mod refused;
mod robust;
