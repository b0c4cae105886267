//! Switches.

use crate::risk::effects::Effect::{Delete, Execute, Fetch, List, Overwrite, Read, Update};
use crate::risk::roles::role::Role::{
    ConfirmingFlag, Content, DryRun, Filter, Identity, Label, Page, ProtectionSwitch, UndoSwitch,
    WideningFlag,
};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{CHOICE, FLAG, NUMBER, SOME, TEXT};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(WideningFlag, 8, "recursive").kinds(FLAG).harmless().verbs("list get read show"),
    last(
        ProtectionSwitch,
        8,
        "deletion_protection termination_protection delete_protection disable_api_termination \
          strict_host_key_checking verify_certificate ignore_script skip_preview \
          disable_eviction validate_cert skip_permission masked trusted_host waiting_room \
          ignore_http_error check_certificate verify_host_key no_sandbox skip_verify \
          prevent_destroy auth_required require_auth require_tl provenance disable_rollback \
          retention_lock versioning object_lock audit_log enable_log logging_enabled \
          require_mfa enforce_mfa branch_protection skip_signature no_gpg_check \
          allow_unsigned allow_untrusted",
    )
    .kinds(FLAG | CHOICE | TEXT),
    last(
        WideningFlag,
        8,
        "trust_remote_code drop_target update_existing autoremove show_secret reveal_secret \
          include_secret this_and_future cancel_subsequent_booking all_version \
          cancel_all_future delete_empty_dir_data free_shipping with_dependent \
          include_descendant propagate apply_to_all bulk",
    )
    .kinds(FLAG),
    last(UndoSwitch, 8, "delete_message_second delete_their_comment delete_after reset_value")
        .kinds(FLAG | NUMBER),
    whole(WideningFlag, 8, "force").kinds(FLAG).not_doing(&[Read, List]).saying(
        "bypass even_if immediately not_managed data_loss lost unsaved running override \
          overwrite skip_check",
    ),
    whole(
        WideningFlag,
        9,
        "all_namespace all_project all_region delete_all remove_all apply_all select_all \
          update_all all_user include_all_account everyone all_account all_tenant cluster_wide \
          across_all_project all_database notify_all reply_all clear_all all_zone send_to_all \
          all_item",
    )
    .kinds(FLAG),
    whole(
        WideningFlag,
        8,
        "full_refund refund_all refund_full refund_entire full_amount entire_amount whole_amount \
          send_all sell_all withdraw_all transfer_all pay_in_full send_max withdraw_max",
    )
    .kinds(FLAG),
    whole(WideningFlag, 8, "all multi many")
        .kinds(FLAG)
        .doing(&[Delete, Update, Overwrite, Execute]),
    last(
        WideningFlag,
        8,
        "delete_local_data delete_content remove_source_branch delete_volume delete_snapshot \
          delete_disk delete_child delete_subtask delete_contact purge cascade delete_backup \
          delete_data delete_attachment delete_source delete_branch destroy_unreferenced_disk \
          allow_deleting_content remove_data delete_namespace drop_dependency prune \
          delete_associated allow_overwrite overwrite replace_existing overwrite_existing \
          delete_orphan delete_file delete_related truncate allow_delete allow_destructive \
          delete_dependent erase_disk wipe upsert",
    )
    .kinds(FLAG)
    .not_doing(&[Read, List]),
    whole(
        WideningFlag,
        6,
        "force forced force_delete force_push recursive_delete force_destroy force_stop \
          hard_delete permanent permanently skip_trash",
    )
    .kinds(FLAG)
    .saying(
        "bypass immediately even_if without_confirmation permanently not_managed delete \
          data_loss unprotected override ignore",
    ),
    within(
        WideningFlag,
        6,
        "allow_repeat allow_multiple allow_any allow_duplicate following and_following \
          this_and_following replace_all delete_all include_all allow_deleting",
    )
    .kinds(FLAG),
    said(
        WideningFlag,
        6,
        "across_all every_occurrence all_namespace for_all all_occurrence also_delete \
          also_remove everyone_in all_project all_matching",
    )
    .kinds(FLAG)
    .not_doing(&[Read, List]),
    said(
        WideningFlag,
        5,
        "delete_also will_be_deleted data_will_be_lost bypass permit_deletion bypasse",
    )
    .kinds(FLAG)
    .not_doing(&[Read, List]),
    within(WideningFlag, 7, "all_namespace across_namespace").kinds(FLAG),
    within(
        WideningFlag,
        8,
        "external_link follow_external external_page external_domain cross_domain cross_origin \
          offsite outside_domain",
    )
    .kinds(FLAG)
    .doing(&[Fetch])
    .narrow(),
    last(
        ProtectionSwitch,
        8,
        "verify_jwt skip_tl_verification skip_tl_verify verify_ssl ssl_verify insecure \
          insecure_skip_tl_verify skip_verification no_verify verify_tl allow_force_push \
          tl_verify skip_check disable_protection skip_validation deletion_protection \
          termination_protection enable_backup backup bypass_rule delete_protection encrypted \
          enforce_admin require_approval code_owner_approval_required \
          copy_require_writer_permission no_observability disable_logging bypass_security \
          ignore_certificate_error ignore_http_error skip_tl require_signed_commit \
          unprotect_access skip_test sandbox strict_mode mfa_required enable_firewall \
          disable_firewall public_network enable_encryption start_tl",
    )
    .kinds(FLAG),
    last(
        UndoSwitch,
        8,
        "in_trash archived trashed is_archived deleted is_deleted clear_value archive trash \
          soft_delete remove_label unpublish clear",
    )
    .kinds(FLAG)
    .doing(&[Update]),
    last(
        ConfirmingFlag,
        9,
        "confirm confirmed confirmation i_understand acknowledge confirm_delete \
          confirm_deletion are_you_sure user_confirmed consent confirm_drain acknowledged \
          confirm_destructive accept_risk approved user_approved confirm_cost_id accept_term \
          confirm_destroy",
    )
    .kinds(FLAG | TEXT),
    last(
        ConfirmingFlag,
        9,
        "approval_token confirmation_token confirm_token consent_token acknowledgement_token \
          confirmation_code confirmation_phrase confirm_text confirmation_text approval_code \
          confirm_name confirmation_name confirm_phrase confirm_id confirmation_id \
          acknowledge_risk i_confirm confirm_overwrite confirm_write \
          acknowledge_warning approval_id approval",
    )
    .kinds(FLAG | TEXT)
    .not_of("approve approval reject decline"),
    said(
        ConfirmingFlag,
        7,
        "must_be_true_to to_confirm explicitly_confirm confirm_that must_be_set_to_true",
    )
    .kinds(FLAG),
    last(
        DryRun,
        9,
        "dry_run dryrun dry preview simulate validate_only test_mode what_if whatif \
          check_only plan_only noop simulation preview_only is_test",
    )
    .kinds(FLAG | CHOICE | TEXT),
    head(DryRun, 8, "dry_run").kinds(FLAG | CHOICE | TEXT),
    last(
        Filter,
        6,
        "archived in_trash deleted is_archived completed include_trashed include_deleted \
          include_archived include_closed include_inactive",
    )
    .kinds(FLAG)
    .of("list search query get find"),
    last(
        Content,
        9,
        "discussion_locked lock_discussion discussion_lock comment_locked lock_comment \
          conversation_locked lock_conversation thread_locked lock_thread",
    )
    .kinds(FLAG)
    .harmless(),
    whole(Label, 9, "role").kinds(SOME).saying("aria accessible accessibility").harmless(),
    whole(Content, 9, "public internal is_public private is_private")
        .kinds(FLAG)
        .of("comment note reply worklog")
        .harmless(),
    whole(Content, 9, "visibility").kinds(SOME).of("comment note reply worklog").harmless(),
    last(Page, 5, "reverse all_page").kinds(FLAG),
    last(Identity, 1, "id").kinds(SOME),
    within(
        DryRun,
        3,
        "verbose detailed debug pretty include with_detail expand raw recursive wait async \
          silent quiet enabled active draft full_page",
    )
    .kinds(FLAG)
    .harmless(),
];
