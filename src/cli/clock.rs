//! Today, the only thing that a run takes from the clock.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::shell::Trouble;
use crate::finding::tick;

/// The variable that stands for the clock.
const VARIABLE: &str = "MCPOL_TODAY";

/// The day in UTC, or the one that `MCPOL_TODAY` gives.
pub(super) fn today() -> Result<Date, Trouble> {
    let Some(given) = std::env::var_os(VARIABLE) else {
        return Ok(Timestamp::now().to_zoned(TimeZone::UTC).date());
    };
    let given = given.to_string_lossy();
    let no_day = |_| Trouble(format!("{VARIABLE}: {} is no day; write YYYY-MM-DD", tick(&given)));
    given.parse().map_err(no_day)
}
