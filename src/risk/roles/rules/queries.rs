//! What databases and query languages read.

use crate::risk::roles::role::Role::{DatabaseProgram, QueryReadOnly, Sql};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{DATA, PARTS, WORDS};

/// Words of tools that talk to a database.
const DATABASE: &str = "sql database db postgre postgresql mysql sqlite mariadb oracle snowflake bigquery \
          redshift clickhouse duckdb table warehouse d1 mssql select";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    last(QueryReadOnly, 8, "sql query")
        .kinds(WORDS)
        .of("log search analytic")
        .saying("sql")
        .not_saying("insert update delete"),
    last(Sql, 8, "sql sql_query sql_statement sqlquery").kinds(WORDS | PARTS).not_of("log search"),
    whole(Sql, 8, "query statement migration")
        .kinds(WORDS)
        .saying("sql select ddl dml")
        .not_of("search log"),
    whole(Sql, 8, "query statement q stmt query_string query_text")
        .kinds(WORDS)
        .of("sql postgre postgresql mysql sqlite mariadb mssql snowflake bigquery redshift \
          clickhouse duckdb")
        .not_of("search find doc log metric promql graphql nosql"),
    whole(Sql, 7, "query statement q")
        .kinds(WORDS)
        .of(DATABASE)
        .not_of("search find document doc log metric promql collection mongo graphql page file"),
    said(Sql, 7, "sql_query sql_statement select_sql insert_update update_or_delete_sql raw_sql")
        .kinds(WORDS)
        .not_saying("jql soql"),
    head(DatabaseProgram, 8, "aggregation_pipeline aggregation_stage").kinds(DATA),
    said(DatabaseProgram, 7, "aggregation_pipeline").kinds(DATA),
    within(DatabaseProgram, 7, "pipeline")
        .kinds(DATA)
        .saying("aggregation stage aggregate")
        .not_of("ci job build workflow"),
    last(DatabaseProgram, 6, "cypher gremlin sparql_update flux redis_command db_command")
        .kinds(WORDS),
];
