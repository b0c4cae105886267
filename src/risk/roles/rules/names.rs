//! Nouns that arguments are often named after. They decide little by themselves: the table of
//! weights learns how far each list is right.

use crate::risk::roles::role::Role::{Content, Filter, Identity, Label, Owner, Page};
use crate::risk::roles::rule::{Rule, head, last, whole, within};
use crate::risk::roles::signs::{CHOICE, FLAG, NUMBER, PARTS, SOME, TEXT};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    last(
        Identity,
        3,
        "jid sku ean isbn asin barcode cnpj cpf nit rfc rut cuit cuil curp dni ssn tin ein \
          vat vat_number tax_id taxid ispb txid hash fingerprint serial serial_number imei \
          document_number wallet wallet_address e2eid nsu handle login guid oid pid vmid subnet \
          vpc volume snapshot disk instance server droplet pod container deployment service \
          secret_name config_map job run build artifact package module commit_id ticket \
          incident alert monitor dashboard panel widget form question response survey contact \
          lead deal company opportunity customer client subscriber segment audience campaign \
          template workflow automation trigger rule policy_id group role_name member channel \
          thread message_id conversation comment_id post board list card checklist sprint epic \
          story milestone label_id space block database_id table view column row field_id \
          record sheet worksheet spreadsheet document folder drive file_id attachment asset \
          product variant item order invoice payment refund charge subscription plan_id \
          price_id coupon_id cart checkout shipment tracking transaction transfer_id payout_id \
          dispute account_number bucket object queue topic exchange stream function lambda \
          layer cluster_id node pool zone_id domain_id record_id certificate key_id user \
          person employee patient student course lesson vehicle flight hotel booking \
          reservation event_id meeting calendar device sensor room_id model dataset index \
          pipeline_id stage_id receipt_handle handle_id resource resource_type object_type \
          kind api_version entity association release chart_id registry repository_name \
          branch_id connection",
    )
    .kinds(TEXT | NUMBER | CHOICE),
    whole(Label, 8, "version app_version release_version")
        .kinds(TEXT)
        .not_of("install package")
        .not_beside("image chart package"),
    last(
        Owner,
        3,
        "owner org organization organisation workspace tenant account namespace project team \
          company merchant context cluster portal site enterprise department division unit \
          subsidiary store shop marketplace seller vendor_account profile instance \
          environment_id folder_owner catalog schema keyspace realm directory_id \
          billing_account cost_center branch_office agency subaccount sub_account \
          user_google_email location_id brand",
    )
    .kinds(TEXT | NUMBER)
    .object(false),
    last(
        Content,
        3,
        "text note comment body message description title headline summary caption content \
          html markdown payload data metadata attribute property field value document \
          first_name last_name full_name surname birthday address street city state \
          postal_code zip zip_code neighborhood complement company_name job_title bio about \
          signature_text prompt instruction question answer feedback review reason explanation \
          goal objective purpose agenda topic_text transcript lyric script_text label_text \
          placeholder emoji reaction avatar_text footer header_text greeting template_data \
          variable annotation extra custom_field merge_field record row entry item input \
          output_text definition_text observation remark memo disclaimer term_text bullet \
          section paragraph slide holder cardholder card_holder holder_name beneficiary_name \
          creditor_name buyer_name",
    ),
    last(
        Label,
        3,
        "reference external_id external_reference correlation nickname alia tag mark \
          slug_label invoice_number order_number po_number receipt reference_number \
          merchant_reference binding prefix suffix element selector filename file_name courier \
          carrier session attachment_name event_name friendly_id tracking_number",
    )
    .kinds(TEXT),
    last(
        Filter,
        3,
        "filter query search keyword term pattern since until after before from_date to_date \
          min_date max_date start_date end_date status state category assignee author creator \
          reporter selector criteria condition where regex match include_only only exclude \
          modified created updated oldest newest range text_search old_text old_string find \
          scope date_range time_range property_name operator high_value projection",
    )
    .kinds(TEXT | PARTS | CHOICE | NUMBER),
    last(
        Page,
        3,
        "page limit offset cursor size count max skip top first last start depth number \
          length line token per_page batch_size chunk_size context_line head tail",
    ),
    last(
        Content,
        4,
        "type format mode style locale language lang timezone tz country country_code region \
          zone color colour width height x y z angle opacity font icon_type size_unit unit \
          duration timeout ttl delay interval period frequency retry attempt priority weight \
          rank level severity order sort direction position row_index date time datetime \
          timestamp deadline due expiry expiration start_time end_time schedule cron version \
          revision_number encoding charset mime_type content_type algorithm checksum protocol \
          port family engine runtime provider platform os arch architecture vendor gender \
          currency_format precision decimal scale factor ratio threshold percent percentage \
          rate temperature seed latitude longitude lat lng lon radius distance altitude speed \
          quality bitrate resolution aspect_ratio frame fp channel_count volume_level year \
          month day hour minute second installment installment_number exp_month exp_year \
          expire_in network method_type strategy policy_type behaviour behavior \
          visibility_timeout retention compression idempotency_key request_id nonce signature \
          etag if_match user_agent accept header_name category_type account_type card_type \
          document_type key_type doc_type event_type event tag label flag status_code \
          response_type grant_type output_type chart_type",
    )
    .harmless(),
    within(
        Content,
        4,
        "is ha should enable enabled disable include exclude with show hide use auto allow \
          require skip no_wait wait async verbose detailed pretty raw recursive full only_main \
          strict active draft silent notify send_notification overwrite_mode default expand \
          return_all inline",
    )
    .kinds(FLAG)
    .harmless(),
    head(
        Content,
        4,
        "type format mode language locale timezone time_zone country country_code region date \
          start_date end_date due_date expiration_date time duration timeout interval priority \
          version encoding protocol port width height quality order sort_order sort_direction \
          method strategy percentage number_of_day number_of_second algorithm idempotency_key \
          unit level status iso_date unix_timestamp timestamp mime_type content_type",
    )
    .kinds(SOME & !FLAG)
    .harmless(),
    head(
        Identity,
        4,
        "id name_or_id identifier unique_id uuid guid key name number slug username user_name \
          arn issue_key resource_id record_id handle",
    )
    .kinds(TEXT | NUMBER),
    head(
        Owner,
        4,
        "account organization workspace tenant project namespace owner team account_id \
          organization_id workspace_id project_id tenant_id repository_owner organization_name \
          account_owner cluster_name cluster context",
    )
    .kinds(TEXT | NUMBER),
    head(
        Content,
        4,
        "text content description title body message comment note name display_name \
          first_name last_name full_name summary subject metadata property data payload \
          attribute field value address city street reason custom_field key_value_pair",
    )
    .kinds(TEXT | PARTS),
];
