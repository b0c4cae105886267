//! What runs: commands, programs, statements.

use crate::risk::effects::Effect::{Dispatch, Execute};
use crate::risk::roles::role::Role::{
    Argv, CommandLine, DatabaseProgram, LocalPath, Operation, Program, QueryReadOnly, Sql,
};
use crate::risk::roles::rule::{Rule, head, last, said, whole};
use crate::risk::roles::signs::{CHOICE, DATA, PARTS, TEXT, WORDS};

/// Words of tools that run programs.
const SHELL: &str = "shell bash terminal exec container pod vm ssh process powershell console cmd sandbox \
          host machine server lxc linux subprocess command execute node repl";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(DatabaseProgram, 9, "command cmd arg argument script lua_script")
        .kinds(DATA)
        .of("redis valkey mongo_run_command"),
    whole(DatabaseProgram, 9, "query cypher flux search_query search")
        .kinds(WORDS)
        .of("write_cypher flux splunk_search splunk_update splunk_saved"),
    whole(DatabaseProgram, 9, "query document mutation graphql gql graphql_query")
        .kinds(WORDS)
        .of("graphql gql")
        .not_of("query_graphql graphql_query")
        .doing(&[Execute, Dispatch])
        .narrow(),
    whole(DatabaseProgram, 9, "mutation graphql_mutation")
        .kinds(WORDS)
        .of("graphql gql mutation run_mutation")
        .narrow(),
    whole(Program, 9, "command cmd")
        .kinds(TEXT)
        .listed(false)
        .beside("arg argument argv")
        .of("mcp_server stdio spawn launch"),
    whole(Argv, 9, "parameter param option")
        .kinds(TEXT)
        .listed(true)
        .of("spawn exec launch process program")
        .beside("program executable command binary"),
    whole(Argv, 9, "command cmd arg argv argument entrypoint command_arg extra_arg cli_arg")
        .kinds(TEXT)
        .listed(true)
        .not_of("redis tool")
        .not_beside("tool operation"),
    whole(Argv, 8, "arg argument command_arg flag")
        .kinds(TEXT | PARTS)
        .not_of("redis valkey")
        .beside("command cmd program executable subcommand entrypoint binary"),
    head(
        CommandLine,
        8,
        "shell_command bash_command terminal_command powershell_command shell_command_line",
    )
    .kinds(WORDS),
    whole(CommandLine, 8, "command cmd commandline command_line shell_command bash_command")
        .kinds(WORDS)
        .of(SHELL)
        .not_saying("subcommand kubectl_command"),
    last(
        CommandLine,
        8,
        "run_command start_command build_command shell_command entry_command startup_command \
          install_command test_command exec_command boot_command release_command pre_command \
          post_command before_command after_command healthcheck_command init_command \
          command_line commandline shell_script",
    )
    .kinds(WORDS),
    last(CommandLine, 5, "command cmd").kinds(WORDS),
    head(
        CommandLine,
        7,
        "shell_command bash_command terminal_command command_line run_command start_command \
          build_command command",
    )
    .kinds(WORDS)
    .not_saying("sql subcommand"),
    said(CommandLine, 5, "shell_command bash_command run_in_shell in_a_shell").kinds(WORDS),
    last(
        Argv,
        7,
        "command cmd arg argument argv entrypoint arg_list extra_arg cli_arg flag command_arg \
          program_arg docker_arg",
    )
    .kinds(TEXT | PARTS)
    .of(SHELL)
    .with("command cmd arg argument argv entrypoint flag"),
    whole(
        Program,
        7,
        "program executable binary interpreter exe executable_path binary_path program_name \
          shell entrypoint run_time_binary",
    )
    .kinds(WORDS)
    .of(SHELL),
    head(Program, 6, "executable interpreter binary executable_name").kinds(WORDS),
    head(Program, 6, "program").kinds(WORDS).doing(&[Execute]),
    last(
        Sql,
        9,
        "sql sql_query sql_statement raw_sql sql_command sql_text migration_sql sqlquery ddl \
          create_statement",
    )
    .kinds(WORDS | PARTS)
    .not_of("read readonly log search"),
    head(
        Sql,
        8,
        "sql_query sql_statement sql sql_command sql_ddl select_query select_statement \
          ddl_statement dml_statement sql_script create_table_statement \
          create_table_sql_statement sql_code",
    )
    .kinds(WORDS | PARTS),
    whole(
        DatabaseProgram,
        9,
        "pipeline aggregation_pipeline aggregation aggregate map_reduce reduce redis_command \
          lua_script painless",
    )
    .kinds(DATA)
    .of("aggregate aggregation mongo mongodb collection database db elasticsearch index \
          explain export")
    .not_of("ci job build workflow gitlab"),
    last(
        QueryReadOnly,
        9,
        "jql promql logql kql cql graphql soql sosl jmespath jsonpath json_path xpath traceql \
          nrql lucene_query graphql_query prom_query jq jq_filter cypher_query sparql \
          query_language splunk_query spl",
    )
    .kinds(WORDS),
    head(
        QueryReadOnly,
        9,
        "jql_query jql jql_string promql_query promql_expression cql_query cql graphql_query \
          logql_query jmespath_expression jmespath_query jsonpath_expression kql_query \
          soql_query lucene_query",
    )
    .kinds(WORDS),
    said(
        QueryReadOnly,
        6,
        "jql_query promql jmespath jsonpath cql_query confluence_query_language logql kql",
    )
    .kinds(WORDS)
    .without("id key"),
    last(Operation, 5, "command").kinds(CHOICE),
    last(LocalPath, 7, "script_path script_file dockerfile_path dockerfile playbook playbook_path")
        .kinds(WORDS),
];
