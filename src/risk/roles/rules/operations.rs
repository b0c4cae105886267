//! What is chosen: operations, tools, and what they get.

use crate::risk::effects::Effect::{Dispatch, Execute};
use crate::risk::roles::role::Role::{Filter, Operation, ToolArguments, ToolName};
use crate::risk::roles::rule::{Rule, head, last, said, whole};
use crate::risk::roles::signs::{CHOICE, DATA, PARTS, TEXT, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(Operation, 8, "signal_name function_name command_id run_command service")
        .kinds(TEXT | CHOICE)
        .of("signal contract call_service run_command make_api_request"),
    whole(Filter, 8, "action event operation action_type event_type")
        .kinds(TEXT | CHOICE)
        .of("list search find log audit query history event")
        .saying("filter only")
        .not_of("create update manage"),
    whole(
        Operation,
        9,
        "operation action op subcommand sub_command api_operation operation_name \
          operation_type action_type command_type job_action power_action api_action \
          request_type method_name rpc_method operation_id",
    )
    .kinds(TEXT | CHOICE)
    .not_of("list search find log audit query count trigger track event")
    .not_saying("filter_by optional_filter"),
    whole(Operation, 8, "command cmd mode verb method")
        .kinds(CHOICE)
        .of("manage manager control resource operation power perform action node tab rollout \
          lifecycle")
        .not_of("list search"),
    last(Operation, 7, "action operation subcommand")
        .kinds(CHOICE | TEXT)
        .not_of("list search find log audit query")
        .not_saying("filter"),
    whole(Operation, 6, "event reviewer_state state_event target_status desired_state transition")
        .kinds(CHOICE),
    head(
        Operation,
        8,
        "operation action operation_to_perform action_to_perform action_to_take api_operation \
          subcommand kind_of_edit power_action api_method action_type operation_type",
    )
    .kinds(TEXT | CHOICE)
    .not_of("list search find"),
    said(
        Operation,
        7,
        "action_to_perform operation_to_perform action_to_take operation_to_execute \
          which_action which_operation",
    )
    .kinds(TEXT | CHOICE),
    whole(Operation, 6, "method http_method request_method verb")
        .kinds(TEXT | CHOICE)
        .beside("url path endpoint uri body")
        .doing(&[Execute, Dispatch]),
    whole(Operation, 8, "method http_method request_method verb")
        .kinds(TEXT | CHOICE)
        .of("http_request http api_request call_api api_call request rest rest_call")
        .not_of("check monitor uptime list schedule payment")
        .not_saying("payment shipping delivery"),
    whole(Operation, 6, "request operation action").kinds(PARTS).of("batch bulk update multi"),
    whole(Operation, 9, "call request operation action command invocation")
        .kinds(PARTS)
        .listed(true)
        .of("batch bulk multi parallel execute run")
        .doing(&[Execute, Dispatch])
        .narrow(),
    whole(Operation, 9, "request")
        .kinds(PARTS)
        .listed(false)
        .of("send_request make_request api_request http_request")
        .doing(&[Dispatch])
        .narrow(),
    whole(Operation, 9, "action action_id action_key")
        .kinds(TEXT)
        .verbs("run execute trigger invoke perform call")
        .of("action")
        .not_of("github workflow list get")
        .narrow(),
    whole(Filter, 6, "action event").kinds(TEXT | CHOICE).of("list search find log audit query"),
    whole(
        ToolName,
        9,
        "tool tool_name toolname tool_id tool_slug function_to_call tool_to_call action_slug \
          mcp_tool capability_name",
    )
    .kinds(TEXT | CHOICE)
    .not_of("list search get describe"),
    whole(
        ToolName,
        9,
        "capability capability_name capability_id skill skill_name skill_id ability action_name \
          action_slug command_name",
    )
    .kinds(TEXT)
    .verbs("invoke call execute run dispatch use perform trigger"),
    whole(ToolName, 9, "name")
        .kinds(TEXT | CHOICE)
        .verbs("invoke call execute run dispatch use")
        .of("tool action method operation capability procedure rpc mcp")
        .beside("argument arg param parameter input payload")
        .narrow(),
    whole(ToolName, 9, "name")
        .kinds(TEXT | CHOICE)
        .verbs("invoke call execute dispatch")
        .not_of(
            "workflow function lambda agent job script model webhook task pipeline automation \
                 prompt program container playbook flow actor macro query test",
        )
        .beside("argument")
        .narrow(),
    head(ToolName, 8, "tool_name name_of_tool tool tool_to_call tool_to_execute tool_to_run")
        .kinds(TEXT | CHOICE),
    said(ToolName, 6, "name_of_the_tool which_tool").kinds(TEXT | CHOICE),
    whole(
        ToolArguments,
        8,
        "tool_argument tool_param tool_parameter tool_input toolinput tool_arg arg argument \
          param parameter input api_param operation_param action_param request_param \
          action_parameter argument_json",
    )
    .kinds(DATA)
    .doing(&[Dispatch])
    .not_of("query sql"),
    whole(ToolArguments, 8, "arg argument param parameter api_param")
        .kinds(DATA)
        .beside("tool tool_name action operation api_operation method endpoint"),
    last(ToolArguments, 7, "tool_argument tool_param tool_parameter tool_input api_param")
        .kinds(PARTS | TEXT),
    said(
        ToolArguments,
        7,
        "argument_for_the_tool argument_to_pass_to_the_tool parameter_for_the_tool \
          action_specific_parameter pass_to_the_api input_for_the_tool \
          argument_for_the_operation",
    )
    .kinds(DATA),
    last(ToolArguments, 4, "param parameter argument").kinds(PARTS).doing(&[Execute, Dispatch]),
    whole(Filter, 4, "operation").kinds(WORDS).of("list search").harmless(),
];
