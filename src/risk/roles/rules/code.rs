//! Texts that are run or evaluated, and what is only called like them.

use crate::risk::effects::Effect::Execute;
use crate::risk::roles::role::Role::{Code, Content, Filter, Template};
use crate::risk::roles::rule::{Rule, head, last, said, whole};
use crate::risk::roles::signs::{ANYTHING, CHOICE, DATA, NUMBER, PARTS, TEXT, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(Code, 9, "resource manifest definition yaml spec document")
        .kinds(DATA)
        .saying("manifest apiversion yaml_or_json json_or_yaml kubernete")
        .not_of("get list describe delete"),
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
    whole(Template, 8, "template template_string template_text template_source")
        .kinds(WORDS)
        .saying("jinja handlebar liquid mustache template_text rendered placeholder jinja2 ej erb"),
    whole(Template, 8, "source template text string content body")
        .kinds(WORDS)
        .of("render_template template_render evaluate_template jinja jinja2 handlebar mustache liquid")
        .verbs("render evaluate preview test"),
    whole(Filter, 8, "code")
        .kinds(WORDS | CHOICE)
        .harmless()
        .saying("country language currency state province locale region airport exit")
        .not_saying("script javascript python"),
    whole(Filter, 8, "expression")
        .kinds(WORDS)
        .saying("search filter keyword")
        .not_saying("javascript arithmetic"),
    whole(Code, 8, "js code snippet function script expression source_code program")
        .kinds(WORDS)
        .doing(&[Execute])
        .not_saying(
            "country currency error postal zip otp verification script_name language_code name_of \
          id name identifier",
        ),
    whole(Code, 7, "code snippet script expression function page_function").kinds(WORDS).saying(
        "javascript python typescript js execute executed run evaluate evaluated script lua \
          groovy ruby bash",
    ),
    whole(Code, 7, "value").kinds(PARTS).of("helm chart"),
    said(Template, 5, "handlebar jinja liquid_template mustache jinja2")
        .kinds(WORDS)
        .without("id name"),
    last(Filter, 4, "expression").kinds(WORDS).saying("filter match cron").harmless(),
    whole(Content, 5, "code").kinds(NUMBER | ANYTHING),
];
