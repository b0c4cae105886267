//! What runs: commands, programs, images, and what they run in.

use crate::risk::effects::Effect::{Delete, Read};
use crate::risk::roles::role::Role::{
    Argv, Code, CommandLine, DatabaseProgram, Environment, Image, LocalPath, Operation, Program,
    QueryReadOnly, Sql, Template, WorkingFolder,
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
    whole(Image, 9, "image image_id image_uri image_url source_image base_image container_image")
        .kinds(WORDS)
        .verbs("create launch run start deploy rebuild recreate install")
        .of(
            "container pod vm droplet machine instance server lambda function cloudrun service job \
          worker node docker",
        )
        .not_saying("picture photo png jpg jpeg base64 screenshot thumbnail logo"),
    whole(Image, 8, "package package_name pkg formula crate chart requirement library")
        .kinds(WORDS)
        .verbs("install add upgrade update")
        .of("install apt brew pip npm cargo yarn yum dnf helm conda gem"),
    whole(Code, 8, "value value_yaml").kinds(DATA).of("helm chart"),
    whole(Code, 9, "source code cell_source content")
        .kinds(WORDS)
        .of("notebook_cell run_cell execute_cell insert_cell jupyter cell")
        .not_of("sheet excel spreadsheet table"),
    whole(Code, 9, "content source data body")
        .kinds(TEXT)
        .under("file source_file")
        .of("edge_function lambda cloud_function worker serverless_function deploy_function"),
    whole(Code, 9, "content source body code file")
        .kinds(DATA)
        .of("script_content manage_script update_script deploy_script app_script")
        .not_of("get list"),
    last(
        Code,
        8,
        "apex_code twiml custom_css jobspec job_spec compose_yaml head_script yaml_override \
          zip_file compose_text domain_xml anonymous_apex inline_code",
    )
    .kinds(DATA),
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
    head(Program, 6, "executable interpreter binary program executable_name").kinds(WORDS),
    last(
        Code,
        8,
        "javascript python typescript lua groovy userscript user_data userdata cloud_init \
          cloudinit init_script startup_script setup_script bootstrap_script start_script \
          boot_script install_script worker_script post_script pre_script user_script \
          config_xml jenkinsfile dockerfile_content script_content scriptcontent script_source \
          source_code sourcecode code_snippet function_body function_code js_code python_code \
          shell_script lambda_code macro_code pipeline_script script_body workflow_json \
          workflow_yaml workflow_definition",
    )
    .kinds(DATA),
    whole(
        Code,
        8,
        "manifest yaml yaml_content manifest_yaml resource_yaml kubernete_manifest \
          yaml_manifest resource_definition compose compose_file docker_compose \
          compose_content",
    )
    .kinds(DATA)
    .not_saying("path file_path url"),
    whole(
        Code,
        7,
        "pipeline_definition workflow_definition job_definition state_machine definition \
          flow_definition spec app_spec task_definition node step job stage cron_job \
          pipeline_yaml ci_config",
    )
    .kinds(PARTS)
    .of("workflow pipeline job flow automation scenario scheduler app deploy ci"),
    last(
        Code,
        6,
        "patch_data chart_value helm_value value_yaml yaml_override set_value value_override \
          override",
    )
    .kinds(DATA)
    .of("helm chart kubernete kubectl kube deploy"),
    head(
        Code,
        7,
        "javascript_code python_code javascript_function javascript_expression javascript \
          code_snippet source_code worker_script python_script shell_script bash_script \
          script_content user_data yaml_manifest kubernete_manifest code_to_execute \
          javascript_script yaml_definition cloud_init_config",
    )
    .kinds(DATA)
    .not_saying("path_to"),
    said(
        Code,
        6,
        "javascript_code python_code code_to_execute code_to_run javascript_to_execute \
          script_to_run script_to_execute to_execute_in_the_page cloud_init",
    )
    .kinds(DATA),
    whole(
        Template,
        6,
        "template html plain_text template_body template_content handlebar liquid jinja mjml \
          template_html html_template amp_html",
    )
    .kinds(WORDS)
    .of("template snippet"),
    last(
        Template,
        6,
        "template_body template_content html_template email_template message_template \
          jinja_template handlebar",
    )
    .kinds(WORDS),
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
    whole(
        Environment,
        9,
        "env environment_variable env_var envvar environ env_variable environment_var \
          process_env extra_env",
    )
    .kinds(DATA),
    whole(Environment, 7, "environment").kinds(PARTS),
    last(
        Environment,
        7,
        "env env_var environment_variable envvar build_arg build_env env_variable",
    )
    .kinds(DATA)
    .not_saying("name_of_the_environment"),
    whole(Environment, 8, "key value var name variable scope type")
        .kinds(DATA)
        .under("env environment_variable envvar env_var"),
    whole(Environment, 8, "key value var name")
        .kinds(DATA)
        .of("env_var envvar environment_variable env")
        .not_of("list get database"),
    head(
        Environment,
        8,
        "environment_variable environment_variable_map env_var key_value_pair_for_environment",
    )
    .kinds(DATA)
    .not_doing(&[Read]),
    last(
        WorkingFolder,
        9,
        "cwd working_dir working_directory workdir work_dir workingdirectory working_folder \
          chdir current_dir current_directory source_dir_run run_dir",
    )
    .kinds(WORDS),
    head(WorkingFolder, 8, "working_directory working_folder current_working_directory")
        .kinds(WORDS),
    whole(
        Image,
        7,
        "image container_image docker_image image_uri image_name base_image image_url \
          image_ref image_repository image_repo os_image runner_image ostemplate image_id \
          image_slug template_image",
    )
    .kinds(WORDS)
    .of("container pod deployment vm droplet machine instance run create service app docker \
          kubernete lxc node pool task cluster server rebuild registry worker job")
    .not_saying("picture photo png jpg jpeg base64 screenshot thumbnail logo"),
    last(
        Image,
        7,
        "container_image docker_image image_uri chart chart_name helm_chart chart_ref \
          chart_url base_image",
    )
    .kinds(WORDS),
    head(
        Image,
        7,
        "container_image docker_image image_to_run os_template container_image_uri helm_chart \
          chart_name chart",
    )
    .kinds(WORDS),
    whole(Image, 6, "chart package package_name plugin module extension")
        .kinds(WORDS)
        .of("install deploy upgrade helm"),
    whole(Image, 7, "image repository registry registry_type tag digest")
        .kinds(WORDS | CHOICE)
        .under("image")
        .not_doing(&[Delete]),
    last(Operation, 5, "command").kinds(CHOICE),
    last(LocalPath, 7, "script_path script_file dockerfile_path dockerfile playbook playbook_path")
        .kinds(WORDS),
];
