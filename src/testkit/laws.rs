//! How often laws are tried.

use proptest::test_runner::Config;

/// A law tried this often, and `MCPOL_LAW_SCALE` times as often where that is set: `.ci/run` sets
/// it, `cargo test` alone is quick.
pub(crate) fn tried(cases: u32) -> Config {
    let scale = std::env::var("MCPOL_LAW_SCALE").ok().and_then(|scale| scale.parse().ok());
    Config {
        failure_persistence: None,
        max_global_rejects: 1_000_000,
        max_local_rejects: 10_000_000,
        ..Config::with_cases(cases.saturating_mul(scale.unwrap_or(1)))
    }
}
