//! SQL: statements that change something, in all the places where they pass for reading ones.
//!
//! A tool that only reads, by its description or hint, is asked from the second statement on: that
//! it runs the first one in a read-only way is its promise, and that there is no other isn't.

use super::explain::{ANALYZE, EXPLAIN, runs};
use crate::finding::Weight::{Deny, Pedantic, Warn};
use crate::risk::Role;
use crate::threat::constants::{Constants, Extent};
use crate::threat::row::{Examples, Exemplar::Text, Known, Levels, Row, Set, nothing};
use crate::threat::subject::Subject;

const ROLES: &[Role] = &[Role::Sql];
const LINT: &str = "unconstrained-execute";
const INSTEAD: Option<&str> = Some("in [\"SELECT …\"]");

/// A row about SQL without conditions of its own.
pub(super) const ROW: Row = Row {
    name: "",
    roles: ROLES,
    effects: &[],
    asked: may_write,
    beside: runs,
    set: Set::Given,
    known: nothing,
    exemplars: &[],
    levels: Levels::always(Deny),
    lint: LINT,
    says: "",
    instead: INSTEAD,
    examples: Examples::NONE,
};

/// Statements that may change something: all but those that are known to read, behind comments and
/// brackets, and those that begin or end a transaction. No statement begins with a longer word than
/// one of these.
pub(super) const CHANGES: Set = Set::Texts {
    within: "(?i)[a-z]",
    less: Some(
        r"(?is)\A([\s(;]|--[^\n]*\n|/\*([^*!]|\*+[^*/])([^*]|\*+[^*/])*\*+/)*((select|show|describe|desc|explain|values|with|table|use)[a-z0-9_]*\b|(begin|start|commit|rollback|end|abort)(\s+(transaction|work))?\s*;?\s*\z|pragma\s+([a-z_]+\.)?(table_x?info|table_list|index_list|index_x?info|foreign_key_list|database_list|collation_list|compile_options|function_list)\b[^=;]*;?\s*\z)",
    ),
};

/// A text in which a second statement stands that may change something.
const SECOND: Set = Set::Texts {
    within: r#"(?is)\A([^;'"]|'[^']*'|"[^"]*")*;.*[a-z]"#,
    // Behind each semicolon a statement that reads, or none.
    less: Some(
        r#"(?is)\A([^;'"]|'[^']*'|"[^"]*")*(;([\s(]|--[^\n]*\n|/\*([^*!]|\*+[^*/])([^*]|\*+[^*/])*\*+/)*(--[^\n]*|(select|show|describe|desc|explain|values|with|table|use|begin|commit|rollback|end)\b([^;'"]|'[^']*'|"[^"]*")*)?)*\z"#,
    ),
};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "sql.stranger",
        asked: changes,
        set: CHANGES,
        known: beginnings,
        exemplars: &[
            Text("DROP TABLE users"),
            Text("DELETE FROM users"),
            Text("TRUNCATE users"),
            Text("UPDATE users SET admin = true"),
            Text("GRANT ALL ON users TO evil"),
            Text("drop table users"),
            Text("DELETE FROM users WHERE 1=1"),
            Text("delete from users where 1=1"),
            Text("{C} t AS SELECT * FROM users"),
            Text("{C} users"),
            Text("DELETE FROM users -- {P}"),
            Text("DELETE FROM users {E}"),
            Text("DELETE FROM users{E}"),
            Text("DELETE FROM users WHERE id IN (SELECT id FROM users)"),
            Text("delete from users where id in (select id from users)"),
            Text("EXEC xp_cmdshell 'id'"),
            Text("CALL evil()"),
            Text("SET ROLE admin"),
            Text("PRAGMA writable_schema = 1"),
            Text("SHUTDOWN"),
            Text("DROP TABLE users\n"),
            Text(" DROP TABLE users"),
            Text("DROP TABLE users -- é"),
        ],
        says: "may be a statement that changes data",
        examples: Examples {
            constants: &["CREATE TABLE"],
            within: &[
                "DROP TABLE users",
                "update t set a = 1\n",
                "EXEC sp_x 'é'",
                "/* a */ DELETE FROM t",
                "/*! DELETE FROM t */",
                "-- SELECT\nSET ROLE admin",
                "BEGIN; DROP TABLE t",
                "PRAGMA writable_schema = 1",
            ],
            outside: &[
                "SELECT 1",
                "WITH d AS (SELECT 1) SELECT * FROM d",
                " /* a */ (select 1)\n",
                "COMMIT;",
                "SELECTa",
                "PRAGMA table_info(t)",
                "",
            ],
        },
        ..ROW
    },
    ANALYZE,
    Row {
        name: "sql.second",
        set: SECOND,
        exemplars: &[
            Text("SELECT 1; DROP TABLE users"),
            Text("select 1; drop table users"),
            Text("SELECT id FROM users; DROP TABLE users"),
            Text("select id from users; drop table users"),
            Text("SELECT 1; DROP TABLE users; SELECT id {E}"),
            Text("SELECT 1; DROP TABLE users; SELECT id{E}"),
            Text("{C} t; DROP TABLE users"),
            Text("{C} t; DELETE FROM users"),
            Text("{C} t; UPDATE users SET admin = true"),
            Text("{C} t; drop table users"),
        ],
        known: beginnings,
        says: "may hold a second statement that changes data",
        examples: Examples {
            constants: &["SELECT id FROM"],
            within: &[
                "SELECT 1; DROP TABLE users",
                "select 1;\ndelete from users\n",
                "SELECT 1; SELECT 2; EXEC é",
                "SELECT ';'; SET ROLE admin",
            ],
            outside: &["SELECT '; drop table t'", "SELECT 1;\n", "SELECT 1; SELECT 2; -- x"],
        },
        ..ROW
    },
    Row {
        name: "sql.with",
        set: Set::Texts {
            within: r"(?is)\A\s*with\b[^;]*(\bas\s*(materialized\s*)?\(|\))\s*(insert|update|delete|merge)\b",
            less: None,
        },
        exemplars: &[
            Text("WITH d AS (DELETE FROM users RETURNING 1) SELECT 1"),
            Text("with d as (delete from users returning 1) select 1"),
            Text("WITH x AS (SELECT 1) DELETE FROM users"),
        ],
        says: "may be a `WITH` in which a statement changes data",
        examples: Examples {
            constants: &[],
            within: &[
                "WITH d AS (DELETE FROM users RETURNING 1) SELECT 1",
                "WITH x AS (SELECT 1) DELETE FROM users",
            ],
            outside: &["WITH d AS (SELECT 1) SELECT * FROM d", "SELECT 1"],
        },
        ..ROW
    },
    EXPLAIN,
    Row {
        name: "sql.into",
        set: Set::Texts {
            // A table and what it is filled from, or a file or a variable behind it all.
            within: r#"(?is)\A\s*select\s[^;']*[a-z0-9_*)"]\s+into\s+(((temp|temporary|unlogged|table)\s+)*("[^"';]+"|[a-z_][a-z0-9_.]*)\s+from\s|(outfile|dumpfile)\s+'|@)"#,
            // A column of that name.
            less: Some(
                r"(?is)\binto\s+(from|where|as|and|or|order|group)\b|\b(select|distinct|all|from|where|and|or|on|by|having|,|\.)\s*into\b",
            ),
        },
        exemplars: &[
            Text("SELECT * INTO stolen FROM users"),
            Text("SELECT * FROM users INTO OUTFILE 'users.csv'"),
            Text("SELECT id INTO stolen FROM users"),
            Text("select * into stolen from users"),
            Text("select id into stolen from users"),
            Text("SELECT id INTO stolen FROM users LIMIT 1"),
            Text("select id into stolen from users limit 1"),
            Text("SELECT id into stolen FROM users"),
            Text("SELECT id into stolen FROM users LIMIT 1"),
            Text("SELECT id INTO stolen FROM users {E}"),
            Text("SELECT id INTO stolen FROM users{E}"),
        ],
        levels: Levels::always(Warn),
        says: "may be a `SELECT … INTO`, which writes a table or a file",
        examples: Examples {
            constants: &[],
            within: &[
                "SELECT * INTO t2 FROM t",
                "select a into b from c",
                "SELECT 1 INTO OUTFILE '/srv/x'",
                "SELECT a into b FROM t LIMIT 1",
                "select a from t into @x",
            ],
            outside: &[
                "SELECT 1",
                "INSERT INTO t VALUES (1)",
                "SELECT into FROM t",
                "SELECT ,into a FROM a",
                "SELECT a FROM into LIMIT 0",
            ],
        },
        ..ROW
    },
    Row {
        name: "sql.function",
        set: Set::Texts {
            within: r"(?is)\A\s*select\b[^;']*\b(pg_read_file|pg_read_binary_file|pg_ls_dir|lo_import|lo_export|dblink|dblink_exec|pg_terminate_backend|load_file|load_extension|xp_cmdshell)\s*\(",
            less: None,
        },
        exemplars: &[
            Text("SELECT pg_read_file('/etc/passwd')"),
            Text("select pg_read_file('/etc/passwd')"),
            Text("SELECT load_extension('evil')"),
        ],
        levels: Levels::always(Pedantic),
        says: "may call functions that read files or reach other servers",
        examples: Examples {
            constants: &[],
            within: &["SELECT pg_read_file('/etc/passwd')", "select load_extension('/srv/x.so')"],
            outside: &["SELECT lower(name) FROM t", "SELECT 'pg_read_file'"],
        },
        ..ROW
    },
];

/// How statements begin.
fn beginnings(constants: &Constants<'_>) -> Vec<Known> {
    let starts = constants.of_extent(&[Extent::Start]);
    starts.map(|text| Known::text(text.trim_end())).collect()
}

/// What no statement changes: SQL over it is a query language.
const RECORDS: &[&str] = &["log", "logs", "metrics", "traces", "spans", "telemetry"];

/// Whether statements can change something at all.
pub(super) fn may_write(subject: &Subject<'_, '_>) -> bool {
    !(subject.only_reads() && subject.mentions(RECORDS))
}

/// Whether the tool is no reading one.
fn changes(subject: &Subject<'_, '_>) -> bool {
    !subject.only_reads()
}
