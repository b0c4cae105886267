//! What somebody may do: roles, rights, who sees a thing.

use crate::risk::roles::role::Role::Permission;
use crate::risk::roles::rule::{Rule, head, last, said, whole};
use crate::risk::roles::signs::{CHOICE, FLAG, NUMBER, PARTS, SOME, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    last(
        Permission,
        9,
        "permission permission_level access_level rol acl iam_policy policy_document \
          privilege access_role share_type grant member_role user_role share_role access_type \
          access_right policy_json db_role granted_role predefined_acl bucket_acl \
          assume_role_policy permission_set sharing_policy permission_type oauth_scope \
          token_scope can_edit can_share can_view can_invite",
    )
    .kinds(SOME)
    .not_saying("aria_role chat_role message_role speaker"),
    whole(
        Permission,
        8,
        "role scope visibility privacy permission access capability link_sharing sharing \
          sharing_setting share",
    )
    .kinds(WORDS | CHOICE | PARTS)
    .not_of("get list search find read browser message completion prompt")
    .not_saying("search result narrow"),
    whole(
        Permission,
        8,
        "is_public public make_public set_public publicly publicly_accessible publicly_visible \
          public_access share_publicly shared_publicly world_readable public_read public_link \
          anyone anyone_with_link anyone_with_the_link anyone_can_view anyone_can_read \
          everyone_can_view share_with_anyone share_with_everyone link_sharing_enabled",
    )
    .kinds(FLAG)
    .not_of("list search find"),
    said(
        Permission,
        8,
        "anyone_with_the_link anyone_with_a_link make_it_public public_to publicly_accessible \
          publicly_visible publicly_readable publicly_available world_readable \
          visible_to_everyone visible_to_anyone readable_by_everyone readable_by_anyone \
          accessible_to_anyone accessible_by_anyone",
    )
    .kinds(FLAG)
    .not_of("list search find get comment note reply")
    .narrow(),
    whole(
        Permission,
        7,
        "private is_private is_published guest_can_invite_other guest_can_modify \
          writer_can_share is_internal allow_anonymous",
    )
    .kinds(FLAG)
    .not_of("list search find"),
    last(
        Permission,
        8,
        "is_admin is_administrator is_superuser superuser is_super_admin is_owner is_staff \
          make_admin make_owner as_admin as_owner site_admin org_admin grant_admin \
          admin_access is_root",
    )
    .kinds(FLAG)
    .not_of("list search find get"),
    whole(Permission, 8, "admin administrator owner superadmin")
        .kinds(FLAG)
        .not_of("list search find get"),
    last(Permission, 7, "visibility access_level permission_level acl")
        .kinds(WORDS | CHOICE | NUMBER),
    head(
        Permission,
        8,
        "role permission permission_level access_level acl visibility visibility_level \
          sharing_level access_role iam_policy access_policy policy_document permission_scope \
          oauth_scope",
    )
    .kinds(WORDS | CHOICE | PARTS)
    .not_of("get list search browser")
    .without("id arn"),
];
