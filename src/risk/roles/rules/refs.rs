//! Refs of git: branches, tags, commits.

use crate::risk::roles::role::Role::GitRef;
use crate::risk::roles::rule::{Rule, head, last, whole};
use crate::risk::roles::signs::TEXT;

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(GitRef, 9, "rev rev_range revision_range commit_range commitish treeish refspec")
        .kinds(TEXT)
        .of("git commit log diff branch repo rebase"),
    last(
        GitRef,
        9,
        "branch branch_name ref sha commit_sha commit_id head_sha base_sha git_ref \
          base_branch head_branch target_branch source_branch default_branch from_branch \
          to_branch commit_hash tag_name new_branch revision ref_name start_branch sha1 \
          deploy_branch git_branch git_tag git_sha start_sha last_commit_id branch_pattern \
          base_ref head_ref commitish production_branch target_commitish git_revision \
          merge_commit_sha repo_branch",
    )
    .kinds(TEXT)
    .of("git github gitlab repo repository commit branch merge pull push tag deploy app \
          pipeline bitbucket ci build diff source release merge_request worktree project \
          checkout")
    .without("document container content row page type database pattern"),
    whole(
        GitRef,
        8,
        "base head target from to ref branch tag sha since_commit contain not_contain",
    )
    .kinds(TEXT)
    .saying("branch commit sha ref tag revision"),
    head(
        GitRef,
        8,
        "branch branch_name git_branch commit_sha commit_hash commit_id sha git_ref \
          git_reference source_branch target_branch base_branch head_branch branch_or_commit \
          branch_or_tag tag_name commit_reference branch_to_merge name_of_branch sha_of_commit \
          git_tag",
    )
    .kinds(TEXT)
    .of("git github gitlab repo repository commit branch merge pull push tag deploy app \
          pipeline bitbucket ci build diff source release worktree")
    .without("url"),
];
