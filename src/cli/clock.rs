//! Today, the only thing that a run takes from the clock.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::shell::CommandError;
use crate::strings::tick;

/// The variable that stands for the clock.
const VARIABLE: &str = "MCPOL_TODAY";

/// The day in UTC, or the one that `MCPOL_TODAY` gives, and which of them it is.
pub(super) fn today() -> Result<(Date, &'static str), CommandError> {
    match std::env::var_os(VARIABLE) {
        Some(given) => Ok((day(VARIABLE, &given.to_string_lossy())?, VARIABLE)),
        None => Ok((Timestamp::now().to_zoned(TimeZone::UTC).date(), "the clock")),
    }
}

/// The day that an option or variable gives.
pub(super) fn day(name: &str, given: &str) -> Result<Date, CommandError> {
    let day = given.parse().ok().filter(|day: &Date| day.to_string() == given);
    day.ok_or_else(|| CommandError(format!("{name}: {} is no day; write YYYY-MM-DD", tick(given))))
}
