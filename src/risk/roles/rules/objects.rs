//! Places in object stores and in the history of a repository.

use crate::risk::roles::role::Role::{GitRef, Identity, ObjectKey};
use crate::risk::roles::rule::{Rule, last, whole};
use crate::risk::roles::signs::TEXT;

/// The rules.
pub(super) const RULES: &[Rule] = &[
    last(ObjectKey, 8, "prefix key").kinds(TEXT).of("bucket s3 r2 object blob gc").beside("bucket"),
    whole(ObjectKey, 8, "prefix").kinds(TEXT).of("bucket s3 r2 blob gc"),
    whole(ObjectKey, 7, "key prefix object object_key")
        .kinds(TEXT)
        .of("bucket s3 r2 object blob gc storage space")
        .not_of("kv"),
    whole(Identity, 6, "bucket bucket_name").kinds(TEXT),
    whole(GitRef, 8, "name").kinds(TEXT).of("branch").not_of("bank office store"),
    whole(GitRef, 7, "branch deploy_on_push_branch")
        .kinds(TEXT)
        .under("github gitlab git bitbucket source")
        .not_saying("database"),
];
