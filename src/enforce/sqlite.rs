//! Counters in a file that outlives the process: SQLite, for many processes at once.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};

use super::counters::{Counters, StoreError, Taken, after};
use super::private::private_file;
use super::quota::Quota;

/// How long a call waits for the calls of other processes.
const PATIENCE: Duration = Duration::from_secs(2);

/// The number of the tables below; a file without tables has 0.
const VERSION: i64 = 1;

/// Each window of each counter. `tool` is empty where all tools of a policy share the counter.
const TABLES: &str = "
CREATE TABLE counter (
    policy TEXT NOT NULL,
    tool TEXT NOT NULL,
    counter TEXT NOT NULL,
    span TEXT NOT NULL,
    number INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (policy, tool, counter, span, number)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
";

const USED: &str = "SELECT used FROM counter
    WHERE policy = ?1 AND tool = ?2 AND counter = ?3 AND span = ?4 AND number = ?5";

const SET: &str = "INSERT INTO counter (policy, tool, counter, span, number, used)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (policy, tool, counter, span, number) DO UPDATE SET used = excluded.used";

/// The windows before the last one: a call that came late may still be of that.
const FORGET: &str = "DELETE FROM counter
    WHERE policy = ?1 AND tool = ?2 AND counter = ?3 AND span = ?4 AND number < ?5 - 1";

/// Counters in a file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    connection: Connection,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

impl Sqlite {
    /// Opens the file, which is made where it isn't there.
    ///
    /// # Errors
    /// It can't be opened, isn't the caller's alone, or is something else.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        // SQLite makes files that others may read, so it finds one that is there.
        private_file(path).map_err(|error| StoreError(error.to_string()))?;
        Self::connect(path).map_err(|error| {
            let path = crate::strings::tick(&path.to_string_lossy());
            StoreError(format!("{path}: {}", error.0))
        })
    }

    fn connect(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        // Before everything else: opening and changing the journal can find the file busy.
        connection.busy_timeout(PATIENCE)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        let mut store = Self { connection };
        match version(&store.connection)? {
            VERSION => {}
            0 => store.make()?,
            other => {
                return Err(StoreError(format!("it is of another program or version ({other})")));
            }
        }
        store.connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(store)
    }

    /// Makes the tables, unless another process has just done so.
    fn make(&mut self) -> Result<(), StoreError> {
        let set_journal = "PRAGMA journal_mode = WAL";
        self.connection.query_row(set_journal, [], |_| Ok(()))?;
        let transaction = immediate(&mut self.connection)?;
        if version(&transaction)? == 0 {
            let tables: i64 =
                transaction
                    .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            if tables > 0 {
                return Err(StoreError("it is a database of another program".to_owned()));
            }
            transaction.execute_batch(TABLES)?;
        }
        Ok(transaction.commit()?)
    }
}

impl Counters for Sqlite {
    fn take(&mut self, quotas: &[Quota<'_>]) -> Result<Taken, StoreError> {
        let transaction = immediate(&mut self.connection)?;
        for (index, quota) in quotas.iter().enumerate() {
            let used = used(&transaction, quota)?;
            let Some(after) = after(used.unwrap_or_default(), quota) else {
                transaction.rollback()?;
                return Ok(Taken::Full(index));
            };
            set(&transaction, quota, after)?;
            if used.is_none() {
                forget(&transaction, quota)?;
            }
        }
        transaction.commit()?;
        Ok(Taken::All)
    }
}

/// A transaction that writes from its start: one that begins by reading can find that another has
/// written since.
fn immediate(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn used(transaction: &Transaction<'_>, quota: &Quota<'_>) -> Result<Option<i64>, StoreError> {
    let (tool, span) = (quota.tool.unwrap_or_default(), quota.window.name());
    let key = (quota.policy, tool, &quota.counter, span, quota.number);
    Ok(transaction.query_row(USED, key, |row| row.get(0)).optional()?)
}

fn set(transaction: &Transaction<'_>, quota: &Quota<'_>, used: i64) -> Result<(), StoreError> {
    let (tool, span) = (quota.tool.unwrap_or_default(), quota.window.name());
    let row = (quota.policy, tool, &quota.counter, span, quota.number, used);
    transaction.execute(SET, row)?;
    Ok(())
}

fn forget(transaction: &Transaction<'_>, quota: &Quota<'_>) -> Result<(), StoreError> {
    let (tool, span) = (quota.tool.unwrap_or_default(), quota.window.name());
    let key = (quota.policy, tool, &quota.counter, span, quota.number);
    transaction.execute(FORGET, key)?;
    Ok(())
}
