//! What programs run in: variables and folders.

use crate::risk::effects::Effect::{Execute, Read};
use crate::risk::roles::role::Role::{Environment, WorkingFolder};
use crate::risk::roles::rule::{Rule, head, last, whole};
use crate::risk::roles::signs::{DATA, PARTS, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
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
        .under("env environment_variable envvar env_var environment_override"),
    whole(Environment, 8, "key value var name").kinds(DATA).under("environment").doing(&[Execute]),
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
];
