//! The law of the text operators: what a compiled pattern lets through, an independent parser reads
//! as what the operator promises.
//!
//! Strings are drawn from the pattern itself, then changed in one place: whatever still passes must
//! still be read so. Where the operands are free, any that the operator's check accepts will do.

use crate::policy::condition::TextOperator;
use crate::policy::text;
use crate::re2::Pattern;
use proptest::prelude::*;
use proptest::string::string_regex;

/// Characters that parsers treat specially somewhere, or that look or map like those.
const INTERESTING: &str = "\0\t\n\r\u{b}\u{c}\u{1b} !\"#$%&'()*+,-./0:;<=>?@A[\\]^_`k{|}~\u{7f}\u{85}\
    \u{a0}\u{ad}\u{131}\u{17f}\u{200b}\u{2024}\u{2028}\u{202e}\u{212a}\u{2215}\u{3000}\u{3002}\u{fe52}\
    \u{feff}\u{ff0e}\u{ff0f}\u{ff20}\u{ff3c}";

/// One change of a string at a place, which is taken modulo its length.
#[derive(Debug, Clone)]
enum Change {
    Insert(usize, char),
    Replace(usize, char),
    Remove(usize),
    Encode(usize),
    FlipCase(usize),
    Repeat(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<usize>();
    let character = proptest::sample::select(INTERESTING.chars().collect::<Vec<_>>());
    prop_oneof![
        4 => (place, character.clone()).prop_map(|(at, new)| Change::Insert(at, new)),
        4 => (place, character).prop_map(|(at, new)| Change::Replace(at, new)),
        1 => place.prop_map(Change::Remove),
        2 => place.prop_map(Change::Encode),
        2 => place.prop_map(Change::FlipCase),
        1 => place.prop_map(Change::Repeat),
    ]
}

impl Change {
    fn apply(&self, text: &str) -> String {
        let mut characters: Vec<String> = text.chars().map(String::from).collect();
        if let Self::Insert(at, new) = self {
            characters.insert(at % (characters.len() + 1), new.to_string());
        } else if !characters.is_empty() {
            let at = self.place() % characters.len();
            let old = characters.remove(at);
            characters.insert(at, self.instead_of(&old));
        }
        characters.concat()
    }

    fn place(&self) -> usize {
        match self {
            Self::Insert(at, _) | Self::Replace(at, _) => *at,
            Self::Remove(at) | Self::Encode(at) | Self::FlipCase(at) | Self::Repeat(at) => *at,
        }
    }

    fn instead_of(&self, old: &str) -> String {
        match self {
            Self::Insert(..) | Self::Remove(_) => String::new(),
            Self::Replace(_, new) => new.to_string(),
            Self::Encode(_) => old.bytes().map(|byte| format!("%{byte:02x}")).collect(),
            Self::FlipCase(_) if old.to_lowercase() == old => old.to_uppercase(),
            Self::FlipCase(_) => old.to_lowercase(),
            Self::Repeat(_) => old.repeat(2),
        }
    }
}

/// Strings that the operator's pattern matches, with few repetitions, so that a change hits often.
fn strings(operator: &TextOperator) -> BoxedStrategy<String> {
    // The class of a URL's characters holds a bracket and a star side by side.
    let pattern = text::pattern(operator)
        .replace("()*+", "(*)+")
        .replace(")*", "){0,3}")
        .replace("]*", "]{0,3}");
    let whole = pattern.strip_prefix(r"\A").and_then(|rest| rest.strip_suffix(r"\z"));
    string_regex(whole.expect("the pattern is anchored")).unwrap().boxed()
}

/// Operators whose operands the check accepts, each with one of its strings.
fn drawn(operators: impl Strategy<Value = TextOperator>) -> impl Strategy<Value = Drawn> {
    operators
        .prop_filter("the operands are checked", |operator| text::check(operator).is_ok())
        .prop_flat_map(|operator| strings(&operator).prop_map(move |text| (operator.clone(), text)))
}

type Drawn = (TextOperator, String);

/// Whether the law holds for a drawn string, and for what the changes make of it.
fn law(
    (operator, text): &Drawn,
    changes: &[Change],
    promise: fn(&TextOperator, &str) -> bool,
) -> Result<(), TestCaseError> {
    let pattern = Pattern::new(&text::pattern(operator)).unwrap();
    prop_assert!(pattern.is_match(text), "{text:?} isn't matched by what it was drawn from");
    let changed = changes.iter().map(|change| change.apply(text));
    for text in std::iter::once(text.clone()).chain(changed) {
        prop_assert!(!pattern.is_match(&text) || promise(operator, &text), "{text:?} passes");
    }
    Ok(())
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    proptest::collection::vec(change(), 64)
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A fixed list, so that most cases go to the strings, or operands of this shape.
fn operands(fixed: &[&str], shape: &str) -> impl Strategy<Value = Vec<String>> + use<> {
    prop_oneof![
        3 => Just(owned(fixed)),
        1 => proptest::collection::vec(string_regex(shape).unwrap(), 1..3),
    ]
}

fn hosts() -> impl Strategy<Value = TextOperator> {
    let shape = r"(\*\.)?[a-zA-Z0-9]([a-z0-9_-]{0,3}[a-z0-9])?(\.[a-z0-9]{1,4}){0,3}";
    operands(&["api.github.com", "*.acme.com", "127.0.0.1", "[::1]"], shape)
        .prop_map(TextOperator::HostIn)
}

fn is_url_with_host(operator: &TextOperator, text: &str) -> bool {
    let TextOperator::HostIn(hosts) = operator else { return false };
    let Ok(url) = url::Url::parse(text) else { return false };
    let host = url.host_str().unwrap_or_default();
    let listed = hosts.iter().any(|listed| match listed.to_lowercase().strip_prefix('*') {
        Some(parent) => host.len() > parent.len() && host.ends_with(parent),
        None => host == listed.to_lowercase(),
    });
    let plain = url.username().is_empty() && url.password().is_none();
    matches!(url.scheme(), "http" | "https") && listed && plain
}

fn domains() -> impl Strategy<Value = TextOperator> {
    let shape = r"[a-zA-Z0-9]([a-z0-9-]{0,3}[a-z0-9])?(\.[a-z0-9]{1,4}){0,3}";
    operands(&["acme.com", "desk.acme.dev"], shape).prop_map(TextOperator::DomainIn)
}

fn is_address_at_domain(operator: &TextOperator, text: &str) -> bool {
    let TextOperator::DomainIn(domains) = operator else { return false };
    let plain = email_address::Options::default().without_display_text().without_domain_literal();
    let Ok(address) = email_address::EmailAddress::parse_with_options(text, plain) else {
        return false;
    };
    domains.iter().any(|domain| address.domain().eq_ignore_ascii_case(domain))
        && text.matches('@').count() == 1
}

fn paths() -> impl Strategy<Value = TextOperator> {
    prop_oneof![
        3 => Just("/workspace".to_owned()),
        1 => string_regex(r"(/[.a-z%2e ]{1,4}){1,3}").unwrap(),
    ]
    .prop_map(TextOperator::Under)
}

/// The path is its own normal form and inside, also for readers that decode both once or twice.
fn is_path_inside(operator: &TextOperator, text: &str) -> bool {
    let TextOperator::Under(parent) = operator else { return false };
    let once = (decode(parent), decode(text));
    let twice = (decode(&once.0), decode(&once.1));
    let as_written = (parent.clone(), text.to_owned());
    [as_written, once, twice].iter().all(|(parent, path)| {
        let normal = path_clean::clean(path.replace('\\', "/"));
        normal.as_os_str() == path.as_str() && normal.starts_with(parent)
    })
}

fn urls() -> impl Strategy<Value = TextOperator> {
    let fixed = ["https://docs.acme.com/public", "http://localhost:8080/a", "https://acme.com"];
    prop_oneof![
        3 => proptest::sample::select(fixed.map(str::to_owned).to_vec()),
        1 => string_regex(r"https?://[a-z]{1,4}(\.[a-z]{2})?(:8[0-9]{3})?(/[a-z.%C3BC~;]{1,8}){0,3}")
            .unwrap(),
    ]
    .prop_map(TextOperator::Under)
}

/// The URL is one of this server, and its path stays inside for readers that decode it up to three
/// times, cut off what follows `;`, blanks and dots at the end of segments, and turn backslashes.
fn is_url_inside(operator: &TextOperator, text: &str) -> bool {
    let TextOperator::Under(parent) = operator else { return false };
    let (Ok(parent), Ok(url)) = (url::Url::parse(parent), url::Url::parse(text)) else {
        return false;
    };
    let same_server = url.origin() == parent.origin();
    let plain = url.username().is_empty() && url.password().is_none();
    let mut paths = (parent.path().trim_end_matches('/').to_owned(), url.path().to_owned());
    let mut inside = is_inside(&paths.0, &paths.1);
    for _ in 0..3 {
        paths = (decode(&paths.0), decode(&paths.1));
        inside &= is_inside(&paths.0, &paths.1) && is_inside(&cut(&paths.0), &cut(&paths.1));
    }
    same_server && plain && inside
}

/// Whether a path that is brought to its normal form is another or one inside it.
fn is_inside(parent: &str, path: &str) -> bool {
    path_clean::clean(path.replace('\\', "/")).starts_with(path_clean::clean(format!("{parent}/")))
}

/// The path as servers read it that drop parameters, and blanks and dots at the end of a segment.
fn cut(path: &str) -> String {
    let segment = |segment: &str| {
        let name = segment.split(';').next().unwrap_or_default().trim_end();
        let dots = name.chars().all(|character| character == '.');
        if dots { name.to_owned() } else { name.trim_end_matches('.').to_owned() }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The text with its encodings of ASCII characters decoded, once.
fn decode(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |decoded, part| {
        let code = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(byte) => format!("{decoded}{}{}", char::from(byte), &part[2..]),
            None => format!("{decoded}%{part}"),
        }
    })
}

fn commands() -> impl Strategy<Value = TextOperator> {
    let shape = r"[a-z./]{1,4}( [a-z=,:@+_.-]{1,5}){0,2}";
    operands(&["git status", "npm test", "git log --oneline"], shape)
        .prop_map(TextOperator::CommandIn)
}

fn is_plain_command(operator: &TextOperator, text: &str) -> bool {
    let TextOperator::CommandIn(commands) = operator else { return false };
    let words: Vec<_> = text.split(' ').collect();
    let as_shell_splits = shlex::split(text).is_some_and(|split| split == words);
    let unquoted = words.iter().all(|word| needs_no_quotes(word));
    let listed = commands.iter().any(|command| {
        let command: Vec<_> = command.split(' ').collect();
        let rest = words.strip_prefix(command.as_slice());
        rest.is_some_and(|rest| rest.iter().all(|word| !word.starts_with('-')))
    });
    as_shell_splits && unquoted && listed
}

/// `=` and `,` are quoted by `shlex` for places where no listed command has them: before a command
/// and between braces.
fn needs_no_quotes(word: &str) -> bool {
    let word = word.replace(['=', ','], "_");
    shlex::try_quote(&word).is_ok_and(|quoted| quoted == word)
}

proptest! {
    #[test]
    fn what_host_in_passes_is_a_url_with_that_host(text in drawn(hosts()), changes in changes()) {
        law(&text, &changes, is_url_with_host)?;
    }

    #[test]
    fn what_domain_in_passes_is_an_address_there(text in drawn(domains()), changes in changes()) {
        law(&text, &changes, is_address_at_domain)?;
    }

    #[test]
    fn what_under_passes_is_a_path_inside(text in drawn(paths()), changes in changes()) {
        law(&text, &changes, is_path_inside)?;
    }

    #[test]
    fn what_under_passes_is_a_url_inside(text in drawn(urls()), changes in changes()) {
        law(&text, &changes, is_url_inside)?;
    }

    #[test]
    fn what_command_in_passes_is_plain_words(text in drawn(commands()), changes in changes()) {
        law(&text, &changes, is_plain_command)?;
    }

    #[test]
    fn literals_are_compared_as_they_are(text: String, before: String, after: String) {
        prop_assume!(!text.is_empty());
        let starts = TextOperator::StartsWith(text.clone());
        let ends = TextOperator::EndsWith(text.clone());
        let (starts, ends) = (text::pattern(&starts), text::pattern(&ends));
        let (starts, ends) = (Pattern::new(&starts).unwrap(), Pattern::new(&ends).unwrap());
        for string in [format!("{text}{after}"), format!("{before}{text}"), after, before] {
            prop_assert_eq!(starts.is_match(&string), string.starts_with(&text));
            prop_assert_eq!(ends.is_match(&string), string.ends_with(&text));
        }
    }
}
