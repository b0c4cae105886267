//! What narrows an answer or shows a part of it.

use crate::risk::effects::Effect::{Create, Delete, List, Read, Send, Update};
use crate::risk::roles::role::Role::{Filter, Page};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{CHOICE, FLAG, NUMBER, PARTS, SOME, TEXT, WORDS};

/// Words of tools that look things up.
const LOOKING: &str = "list search find query get count filter lookup browse report fetch read export \
          aggregate listar buscar consultar suchen lister";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(
        Page,
        9,
        "page limit offset per_page page_size max_result start_at cursor page_number perpage \
          pagesize max_record skip start_cursor page_token after_cursor before_cursor \
          next_cursor num_result count_per_page result_per_page starting_after ending_before \
          max_item max_count top_k topk top n_result max_row row_limit result_limit pagina \
          limite por_pagina max_depth max_length max_char max_output page_no page_index \
          start_index max_number_of_message max_page page_limit start_after \
          exclusive_start_key marker next_token max_key tail tail_line head_limit from_index \
          preview_char depth max_discovery_depth max_token size_limit response_limit max_line \
          max_byte sample_size since_cursor",
    )
    .kinds(TEXT | NUMBER | PARTS)
    .not_saying("payment spending"),
    last(
        Page,
        7,
        "page_size per_page page_number page_token cursor limit offset max_result next_token \
          max_depth max_length max_item line_limit tail_line",
    )
    .kinds(TEXT | NUMBER)
    .without("rate spend budget credit price amount autoscaling cpu memory")
    .not_of("create update set"),
    whole(
        Page,
        6,
        "count n num number first last head tail start size range line max_number max_message \
          limit_byte response_byte_limit",
    )
    .kinds(NUMBER)
    .of(LOOKING)
    .not_doing(&[Create, Update, Delete]),
    head(
        Page,
        7,
        "page_number maximum_number number_of_result number_of_record page_size \
          result_per_page pagination_cursor pagination_token page page_token cursor \
          number_of_message starting_index offset number_of_item zero_based_offset \
          number_of_line",
    )
    .kinds(NUMBER | TEXT)
    .not_doing(&[Create, Update]),
    said(
        Page,
        6,
        "per_page maximum_number_of_result max_result pagination number_of_result \
          number_of_record next_page number_of_item_to_return to_return number_of_line \
          number_of_message number_of_record_to",
    )
    .kinds(NUMBER | TEXT)
    .not_doing(&[Create, Update]),
    whole(
        Filter,
        8,
        "query q search search_query search_term keyword filter label_selector field_selector \
          labelselector fieldselector filter_by filter_by_formula term search_text since until \
          created_after created_before updated_after updated_before where exclude_pattern \
          include_pattern start_time end_time start_date end_date date_from date_to date_range \
          time_min time_max text_search opt_field filter_group search_string name_filter \
          status_filter state_filter tag_filter busca termo due_before due_after \
          modified_since completed_since oldest latest projection sort_filter oldest_time \
          modified_before modified_after not_before_date property_filter filter_expression \
          pattern",
    )
    .kinds(TEXT | PARTS | NUMBER)
    .of(LOOKING)
    .not_of("create update send delete set insert add schedule")
    .not_saying("sql jql cql"),
    last(
        Filter,
        6,
        "filter selector query keyword search_term after before since until pattern from_date \
          to_date",
    )
    .kinds(TEXT | PARTS | NUMBER | CHOICE)
    .of(LOOKING)
    .not_of("create update send delete set insert add")
    .not_saying("sql jql"),
    whole(
        Filter,
        6,
        "status state type kind category tag label language country severity level assignee \
          author milestone topic field start end from to archived owner_type confidential \
          issue_type date",
    )
    .kinds(TEXT | CHOICE | PARTS | FLAG | NUMBER)
    .of("list search find query")
    .not_of("create update send delete set insert add"),
    said(
        Filter,
        6,
        "filter_by to_filter filter_the filter_result only_return return_only only_include \
          only_show optional_filter filter_for narrow",
    )
    .kinds(SOME)
    .not_doing(&[Send])
    .without("id"),
    head(
        Filter,
        6,
        "search_query search_term search_text filter query label_selector keyword \
          search_string filter_criteria field_selector start_date end_date",
    )
    .kinds(WORDS | PARTS)
    .of(LOOKING)
    .not_of("create update send delete set insert add"),
    last(
        Page,
        5,
        "sort sort_by order order_by sort_order direction sort_direction orderby sortby \
          group_by field_to_return format output_format response_format include expand",
    )
    .kinds(SOME)
    .doing(&[Read, List])
    .harmless(),
    within(Page, 6, "sort order_by orderby sortby sort_order").kinds(SOME).without("id").harmless(),
];
