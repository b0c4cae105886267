//! The forms of tokens, as those who issue them publish them.

use Alphabet::{Alphanumeric, Base32, Base64, Capitals, Digits, Hex, Letters, Lower, Token, Url};
use Part::{Run, Text};

use super::check::Check;

/// A kind of secret that can be told by how it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// What it is.
    pub what: &'static str,
    /// What every one of them begins with, which gives nothing away.
    pub start: &'static str,
    /// What follows, to the end.
    rest: &'static [Part],
    /// What holds of the rest besides.
    check: Option<Check>,
}

/// A part of a token.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// These characters.
    Text(&'static str),
    /// So many characters of an alphabet at least and at most; none follows.
    Run(Alphabet, usize, usize),
}

/// The characters of a [`Part::Run`].
#[derive(Debug, Clone, Copy)]
enum Alphabet {
    Digits,
    Lower,
    Hex,
    Letters,
    /// Capital letters and digits.
    Capitals,
    /// RFC 4648's alphabet of 32.
    Base32,
    Alphanumeric,
    Base64,
    /// RFC 4648's alphabet of 64 for URLs.
    Url,
    /// RFC 6750's alphabet of bearer tokens.
    Token,
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::Lower => byte.is_ascii_lowercase(),
            Self::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::Letters => byte.is_ascii_alphabetic(),
            Self::Capitals => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Self::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Alphanumeric => byte.is_ascii_alphanumeric(),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Self::Url => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Self::Token => {
                byte.is_ascii_alphanumeric()
                    || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=')
            }
        }
    }
}

impl Part {
    /// How much of a text the part takes up; one that is the last may not go on.
    fn length(self, text: &str, is_last: bool) -> Option<usize> {
        match self {
            Self::Text(wanted) => text.starts_with(wanted).then_some(wanted.len()),
            Self::Run(alphabet, least, most) => {
                let bytes = text.bytes().take(most + usize::from(is_last));
                let length = bytes.take_while(|byte| alphabet.has(*byte)).count();
                (least..=most).contains(&length).then_some(length)
            }
        }
    }
}

impl Shape {
    /// How long the token is that a text begins with.
    pub(super) fn length(&self, text: &str) -> Option<usize> {
        let rest = text.strip_prefix(self.start)?;
        let mut length = 0;
        for (at, part) in self.rest.iter().enumerate() {
            let is_last = at + 1 == self.rest.len();
            length += part.length(rest.get(length..)?, is_last)?;
        }
        let (token, behind) = rest.split_at_checked(length)?;
        let ends = !behind.starts_with(|next: char| next.is_ascii_alphanumeric());
        let holds = self.check.is_none_or(|check| check.holds(self.start, token));
        (ends && holds).then_some(self.start.len() + length)
    }
}

const fn shape(what: &'static str, start: &'static str, rest: &'static [Part]) -> Shape {
    Shape { what, start, rest, check: None }
}

const fn checked(
    what: &'static str,
    start: &'static str,
    rest: &'static [Part],
    check: Check,
) -> Shape {
    Shape { what, start, rest, check: Some(check) }
}

const GITHUB: &str = "a GitHub token";
const GITLAB: &str = "a GitLab token";
const STRIPE: &str = "a Stripe key";
const OPENAI: &str = "an OpenAI key";
const SLACK: &str = "a Slack token";
const DIGITAL_OCEAN: &str = "a DigitalOcean token";
const SHOPIFY: &str = "a Shopify token";
const OPENAI_MIDDLE: Check = Check::Contains("T3BlbkFJ");

/// A private key's first line.
pub(super) const PEM: Shape = shape("a private key", "-----BEGIN", &[]);

/// A password in an address.
pub(super) const URL_PASSWORD: Shape = shape("a password in a URL", "", &[]);

const AWS_SECRET: &str = "an AWS secret access key";
const HUBSPOT: &str = "a HubSpot token";
const BEARER: &str = "a bearer token";
const UUID: &[Part] = &[
    Run(Hex, 8, 8),
    Text("-"),
    Run(Hex, 4, 4),
    Text("-"),
    Run(Hex, 4, 4),
    Text("-"),
    Run(Hex, 4, 4),
    Text("-"),
    Run(Hex, 12, 12),
];
const AWS_SECRET_REST: &[Part] = &[Run(Base64, 40, 40)];
const BEARER_REST: &[Part] = &[Run(Token, 20, 4096)];

/// Every kind of token.
pub(super) const SHAPES: &[Shape] = &[
    checked(GITHUB, "ghp_", &[Run(Alphanumeric, 36, 36)], Check::Crc32),
    checked(GITHUB, "gho_", &[Run(Alphanumeric, 36, 36)], Check::Crc32),
    checked(GITHUB, "ghu_", &[Run(Alphanumeric, 36, 36)], Check::Crc32),
    checked(GITHUB, "ghs_", &[Run(Alphanumeric, 36, 36)], Check::Crc32),
    checked(GITHUB, "ghr_", &[Run(Alphanumeric, 36, 76)], Check::Crc32),
    shape(
        GITHUB,
        "github_pat_",
        &[Run(Alphanumeric, 22, 22), Text("_"), Run(Alphanumeric, 59, 59)],
    ),
    shape(GITLAB, "glpat-", &[Run(Url, 20, 20)]),
    shape(GITLAB, "glpat-", &[Run(Url, 27, 300), Text("."), Run(Alphanumeric, 9, 9)]),
    shape(GITLAB, "gldt-", &[Run(Url, 20, 20)]),
    shape(GITLAB, "glrt-", &[Run(Url, 20, 20)]),
    shape(GITLAB, "glptt-", &[Run(Hex, 40, 40)]),
    shape(STRIPE, "sk_live_", &[Run(Alphanumeric, 24, 247)]),
    shape(STRIPE, "rk_live_", &[Run(Alphanumeric, 24, 247)]),
    shape(STRIPE, "sk_test_", &[Run(Alphanumeric, 24, 247)]),
    shape(STRIPE, "rk_test_", &[Run(Alphanumeric, 24, 247)]),
    shape("a webhook secret", "whsec_", &[Run(Base64, 32, 88)]),
    shape(
        "an Anthropic key",
        "sk-ant-",
        &[Run(Lower, 3, 8), Run(Digits, 2, 2), Text("-"), Run(Url, 86, 128)],
    ),
    checked(OPENAI, "sk-", &[Run(Alphanumeric, 48, 48)], OPENAI_MIDDLE),
    checked(OPENAI, "sk-proj-", &[Run(Url, 48, 200)], OPENAI_MIDDLE),
    checked(OPENAI, "sk-svcacct-", &[Run(Url, 48, 200)], OPENAI_MIDDLE),
    checked(OPENAI, "sk-admin-", &[Run(Url, 48, 200)], OPENAI_MIDDLE),
    shape("an AWS access key", "AKIA", &[Run(Base32, 16, 16)]),
    shape("an AWS access key", "ASIA", &[Run(Base32, 16, 16)]),
    checked(AWS_SECRET, "aws_secret_access_key=", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "aws_secret_access_key = ", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "aws_secret_access_key: ", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "AWS_SECRET_ACCESS_KEY=", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "AWS_SECRET_ACCESS_KEY=\"", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "AWS_SECRET_ACCESS_KEY\": \"", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "AWS_SECRET_ACCESS_KEY: ", AWS_SECRET_REST, Check::Random),
    checked(AWS_SECRET, "aws_secret_access_key\": \"", AWS_SECRET_REST, Check::Random),
    shape("a Google key", "AIza", &[Run(Url, 35, 35)]),
    shape("a Google token", "ya29.", &[Run(Url, 40, 1024)]),
    shape("a Google client secret", "GOCSPX-", &[Run(Url, 28, 28)]),
    shape(
        SLACK,
        "xoxb-",
        &[
            Run(Digits, 10, 14),
            Text("-"),
            Run(Digits, 10, 14),
            Text("-"),
            Run(Alphanumeric, 24, 24),
        ],
    ),
    shape(SLACK, "xoxb-", &[Run(Digits, 8, 14), Text("-"), Run(Alphanumeric, 18, 26)]),
    shape(
        SLACK,
        "xoxp-",
        &[
            Run(Digits, 10, 14),
            Text("-"),
            Run(Digits, 10, 14),
            Text("-"),
            Run(Digits, 10, 14),
            Text("-"),
            Run(Alphanumeric, 28, 34),
        ],
    ),
    shape(
        SLACK,
        "xapp-",
        &[
            Run(Digits, 1, 1),
            Text("-"),
            Run(Capitals, 9, 13),
            Text("-"),
            Run(Digits, 10, 14),
            Text("-"),
            Run(Hex, 64, 64),
        ],
    ),
    shape(
        "a Slack webhook",
        "hooks.slack.com/services/",
        &[
            Run(Capitals, 9, 13),
            Text("/"),
            Run(Capitals, 9, 13),
            Text("/"),
            Run(Alphanumeric, 24, 24),
        ],
    ),
    shape("an npm token", "npm_", &[Run(Alphanumeric, 36, 36)]),
    shape("a PyPI token", "pypi-AgEIcHlwaS5vcmc", &[Run(Url, 50, 1024)]),
    shape("a PyPI token", "pypi-AgENdGVzdC5weXBpLm9yZw", &[Run(Url, 50, 1024)]),
    shape("a SendGrid key", "SG.", &[Run(Url, 22, 22), Text("."), Run(Url, 43, 43)]),
    shape("a Hugging Face token", "hf_", &[Run(Letters, 34, 34)]),
    shape(DIGITAL_OCEAN, "dop_v1_", &[Run(Hex, 64, 64)]),
    shape(DIGITAL_OCEAN, "doo_v1_", &[Run(Hex, 64, 64)]),
    shape(DIGITAL_OCEAN, "dor_v1_", &[Run(Hex, 64, 64)]),
    shape(SHOPIFY, "shpat_", &[Run(Hex, 32, 32)]),
    shape(SHOPIFY, "shpca_", &[Run(Hex, 32, 32)]),
    shape(SHOPIFY, "shppa_", &[Run(Hex, 32, 32)]),
    shape(SHOPIFY, "shpss_", &[Run(Hex, 32, 32)]),
    shape("a Databricks token", "dapi", &[Run(Hex, 32, 32)]),
    shape("a Linear key", "lin_api_", &[Run(Alphanumeric, 40, 40)]),
    shape("a Notion token", "ntn_", &[Run(Digits, 11, 11), Run(Alphanumeric, 35, 35)]),
    checked("a Notion token", "secret_", &[Run(Alphanumeric, 43, 43)], Check::Random),
    shape(HUBSPOT, "pat-na1-", UUID),
    shape(HUBSPOT, "pat-na2-", UUID),
    shape(HUBSPOT, "pat-eu1-", UUID),
    shape(HUBSPOT, "pat-ap1-", UUID),
    shape("an Airtable token", "pat", &[Run(Alphanumeric, 14, 14), Text("."), Run(Hex, 64, 64)]),
    shape("a Twilio key", "SK", &[Run(Hex, 32, 32)]),
    checked(BEARER, "Bearer ", BEARER_REST, Check::Random),
    checked(BEARER, "bearer ", BEARER_REST, Check::Random),
    shape("a Docker token", "dckr_pat_", &[Run(Url, 27, 27)]),
    shape("a Supabase token", "sbp_", &[Run(Hex, 40, 40)]),
    shape("a Vault token", "hvs.", &[Run(Url, 90, 120)]),
    checked(
        "a JSON web token",
        "eyJ",
        &[Run(Url, 13, 1024), Text("."), Run(Url, 3, 4096), Text("."), Run(Url, 43, 1024)],
        Check::TokenHeader,
    ),
];
