//! Texts that are run or evaluated, and what is only called like them.

use crate::risk::effects::Effect::Execute;
use crate::risk::roles::role::Role::{Code, Content, Filter, Template};
use crate::risk::roles::rule::{Rule, last, said, whole};
use crate::risk::roles::signs::{ANYTHING, CHOICE, NUMBER, PARTS, WORDS};

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(Template, 8, "template template_string template_text template_source")
        .kinds(WORDS)
        .saying("jinja handlebar liquid mustache template_text rendered placeholder jinja2 ej erb"),
    whole(Filter, 8, "code")
        .kinds(WORDS | CHOICE)
        .harmless()
        .saying("country language currency state province locale region airport exit")
        .not_saying("script javascript python"),
    whole(Filter, 8, "expression")
        .kinds(WORDS)
        .saying("search filter keyword")
        .not_saying("javascript arithmetic"),
    whole(Code, 8, "js code snippet function script expression source_code program")
        .kinds(WORDS)
        .doing(&[Execute])
        .not_saying(
            "country currency error postal zip otp verification script_name language_code name_of \
          id name identifier",
        ),
    whole(Code, 7, "code snippet script expression function page_function").kinds(WORDS).saying(
        "javascript python typescript js execute executed run evaluate evaluated script lua \
          groovy ruby bash",
    ),
    whole(Code, 7, "value").kinds(PARTS).of("helm chart"),
    said(Template, 5, "handlebar jinja liquid_template mustache jinja2")
        .kinds(WORDS)
        .without("id name"),
    last(Filter, 4, "expression").kinds(WORDS).saying("filter match cron").harmless(),
    whole(Content, 5, "code").kinds(NUMBER | ANYTHING),
];
