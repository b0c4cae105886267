//! In which scope a thing lies, and which thing it is.

use crate::risk::effects::Effect::{Create, Delete, Read, Update};
use crate::risk::roles::role::Role::{Identity, Label, Owner};
use crate::risk::roles::rule::{Rule, head, last, whole};
use crate::risk::roles::signs::{CHOICE, NUMBER, SOME, TEXT};

/// Names of what other things lie in: the thing itself where the tool is about it, else the scope.
const SCOPES: &str = "owner org organization organisation organization_id org_id workspace workspace_id \
     tenant tenant_id account account_id namespace project project_id project_key team_id \
     company_id merchant_id merchant_account context cluster_context cluster cluster_id \
     cluster_name base_id portal_id subscription_scope workspace_gid site_id site \
     cloud_id org_slug account_slug workspace_sid seller_id profile_id instance_name \
     enterprise tenant_name billing_account user_google_email resource_group \
     subscription_name project_slug project_gid team_gid node node_name connection \
     connection_id group_owner owner_id repo_owner \
     customer_account payer_account empresa conta cuenta project_name";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(Identity, 8, "doc document").kinds(TEXT).of("share transfer_ownership").not_of("path"),
    whole(Identity, 8, SCOPES).kinds(TEXT | NUMBER).object(true),
    whole(Owner, 8, SCOPES).kinds(TEXT | NUMBER).object(false),
    whole(Identity, 8, "database database_name database_id db db_name db_id").kinds(TEXT | NUMBER),
    whole(Identity, 4, "name id key slug uuid number code ref reference gid sid iid")
        .kinds(TEXT | NUMBER),
    last(Identity, 4, "id uuid key slug arn iid sid number gid name url_slug identifier")
        .kinds(TEXT | NUMBER | CHOICE)
        .without("client request idempotency external correlation"),
    head(Identity, 5, "id unique_id identifier unique_identifier uuid name_of_the arn slug")
        .kinds(TEXT | NUMBER),
    whole(Label, 3, "tag label").kinds(TEXT).doing(&[Create, Update]),
    last(
        Identity,
        3,
        "repo repository user username issue database db table collection record bucket queue topic task \
          file page document",
    )
    .kinds(TEXT | NUMBER)
    .doing(&[Read, Delete, Update, Create]),
    last(Identity, 1, "id").kinds(SOME),
];
