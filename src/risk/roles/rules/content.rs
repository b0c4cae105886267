//! What is written: texts, names for show, data.

use crate::risk::effects::Effect::{Create, Delete, List, Read, Send, Update};
use crate::risk::roles::role::Role::{Content, Identity, Label, Owner};
use crate::risk::roles::rule::{Rule, head, last, said, whole};
use crate::risk::roles::signs::{CHOICE, DATA, FLAG, NUMBER, PARTS, SOME, TEXT, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(
        Content,
        8,
        "description title subject body message text content comment note summary caption \
          reason markdown html metadata property attribute payload commit_message html_body \
          text_body message_body body_text body_html raw_body new_text new_str custom_field \
          data_field merge_variable annotation document record attachment block embed headline \
          excerpt abstract display_name friendly_name first_name last_name full_name \
          given_name family_name company_name company street city address_line postal_address \
          zip observation observacao mensagem mensaje nachricht titulo descricao descripcion \
          beschreibung titel nome nombre remark feedback answer commit_title plain_text \
          sm_body additional_context file_content base64_content content_base64 file_data \
          binary_data data document_content page_content raw_content",
    )
    .kinds(DATA)
    .not_of("list search find"),
    last(
        Content,
        7,
        "description title subject body message text content comment note summary caption \
          reason markdown html metadata property attribute payload first_name last_name \
          message_body",
    )
    .kinds(DATA)
    .without("id type format include mode")
    .not_of("list search find"),
    head(
        Content,
        6,
        "text title description message content body subject comment note message_text \
          body_text html_content markdown_content metadata message_content commit_message \
          file_content new_content human_readable_description",
    )
    .kinds(DATA)
    .not_of("list search find"),
    whole(Content, 6, "name new_name").kinds(TEXT).doing(&[Create, Update]).not_doing(&[Delete]),
    whole(
        Content,
        6,
        "record item entrie document data object row value input field contact event update \
          property",
    )
    .kinds(PARTS | DATA)
    .doing(&[Create, Update, Send]),
    whole(Identity, 6, "name").kinds(TEXT).doing(&[Read, List, Delete]),
    last(
        Label,
        6,
        "reference reference_id external_id external_reference merchant_reference custom_id \
          client_reference invoice_number order_number tracking_number reference_number \
          correlation_id tag_key label_name nickname alia",
    )
    .kinds(TEXT)
    .not_of("get list search delete"),
    last(
        Content,
        5,
        "timezone time_zone locale language lang country country_code color colour width \
          height duration timeout timeout_m interval priority weight format encoding mime_type \
          content_type version due_date date time timestamp schedule cron expire_at expiry \
          exp_month exp_year month year day idempotency_key idempotencykey request_id ttl \
          frequency period precision level port protocol region zone latitude longitude unit \
          style theme position index row_height delay retry send_at quality scale compression \
          sort direction emoji_style",
    )
    .kinds(TEXT | NUMBER | CHOICE)
    .not_of("list search find")
    .harmless(),
    whole(Owner, 6, "region zone location availability_zone")
        .kinds(TEXT)
        .not_of("create")
        .harmless(),
    said(
        Content,
        4,
        "timeout_in timeout_second second millisecond in_minute iso_8601 rfc3339 \
          unix_timestamp",
    )
    .kinds(NUMBER | TEXT)
    .harmless(),
    whole(Content, 3, "type kind").kinds(TEXT | CHOICE).harmless(),
    last(Content, 2, "enabled active include show with use is_default").kinds(FLAG).harmless(),
    last(Content, 2, "enabled").kinds(SOME & !(NUMBER | CHOICE | WORDS)).harmless(),
];
