//! Unicode classes by name: `\pL`, `\p{Greek}`, `\P{Greek}`, `\p{^Greek}`.
//!
//! Every RE2 knows the general categories by their short names, the scripts by their long ones,
//! and `Any`; some know aliases too, which are refused here.

use std::ops::Range;

use super::cursor::Cursor;
use super::{PatternError, tick};
use crate::strings::nearest;

/// Reads a Unicode class, its backslash being next, into Rust's syntax.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<String, PatternError> {
    let start = cursor.at();
    cursor.next();
    let mut negated = cursor.next() == Some('P');
    let name = name(cursor, start)?;
    let plain = name.strip_prefix('^').unwrap_or(name);
    negated ^= plain.len() < name.len();
    rust(plain, negated).ok_or_else(|| unknown(cursor.range_from(start), plain))
}

fn name<'p>(cursor: &mut Cursor<'p>, start: usize) -> Result<&'p str, PatternError> {
    if cursor.eat("{") {
        return cursor.read_past("}").ok_or_else(|| {
            PatternError::new(cursor.range_to_end(start), "the name of this class has no end")
                .instead("write a `}` after the name")
        });
    }
    let name_start = cursor.at();
    cursor.next().ok_or_else(|| {
        PatternError::new(cursor.range_from(start), "this class has no name")
            .instead("write `\\pL` or `\\p{Greek}`")
    })?;
    Ok(cursor.text_from(name_start))
}

fn rust(name: &str, negated: bool) -> Option<String> {
    let letter = if negated { 'P' } else { 'p' };
    match name {
        "Any" => Some(format!(r"\{letter}{{any}}")),
        // Surrogates: no text holds one.
        "Cs" => Some(format!(r"\{}{{any}}", if negated { 'p' } else { 'P' })),
        // What no character is assigned to is in no class of RE2.
        "C" => Some(format!(r"[{}\p{{Cc}}\p{{Cf}}\p{{Co}}]", if negated { "^" } else { "" })),
        _ if CATEGORIES.contains(&name) => Some(format!(r"\{letter}{{gc={name}}}")),
        _ if SCRIPTS.contains(&name) => Some(format!(r"\{letter}{{sc={name}}}")),
        _ => None,
    }
}

fn unknown(range: Range<usize>, name: &str) -> PatternError {
    let error = PatternError::new(range, format!("RE2 knows no Unicode class {}", tick(name)));
    match nearest(name, SCRIPTS.into_iter().chain(["Any"])) {
        Some(near) => error.instead(format!("write `\\p{{{near}}}`")),
        None => error.instead("write a general category, `\\pL`, or a script, `\\p{Greek}`"),
    }
}

const CATEGORIES: [&str; 36] = [
    "C", "Cc", "Cf", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N",
    "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So",
    "Z", "Zl", "Zp", "Zs",
];

/// The scripts of Unicode 15.
const SCRIPTS: [&str; 163] = [
    "Adlam",
    "Ahom",
    "Anatolian_Hieroglyphs",
    "Arabic",
    "Armenian",
    "Avestan",
    "Balinese",
    "Bamum",
    "Bassa_Vah",
    "Batak",
    "Bengali",
    "Bhaiksuki",
    "Bopomofo",
    "Brahmi",
    "Braille",
    "Buginese",
    "Buhid",
    "Canadian_Aboriginal",
    "Carian",
    "Caucasian_Albanian",
    "Chakma",
    "Cham",
    "Cherokee",
    "Chorasmian",
    "Common",
    "Coptic",
    "Cuneiform",
    "Cypriot",
    "Cypro_Minoan",
    "Cyrillic",
    "Deseret",
    "Devanagari",
    "Dives_Akuru",
    "Dogra",
    "Duployan",
    "Egyptian_Hieroglyphs",
    "Elbasan",
    "Elymaic",
    "Ethiopic",
    "Georgian",
    "Glagolitic",
    "Gothic",
    "Grantha",
    "Greek",
    "Gujarati",
    "Gunjala_Gondi",
    "Gurmukhi",
    "Han",
    "Hangul",
    "Hanifi_Rohingya",
    "Hanunoo",
    "Hatran",
    "Hebrew",
    "Hiragana",
    "Imperial_Aramaic",
    "Inherited",
    "Inscriptional_Pahlavi",
    "Inscriptional_Parthian",
    "Javanese",
    "Kaithi",
    "Kannada",
    "Katakana",
    "Kawi",
    "Kayah_Li",
    "Kharoshthi",
    "Khitan_Small_Script",
    "Khmer",
    "Khojki",
    "Khudawadi",
    "Lao",
    "Latin",
    "Lepcha",
    "Limbu",
    "Linear_A",
    "Linear_B",
    "Lisu",
    "Lycian",
    "Lydian",
    "Mahajani",
    "Makasar",
    "Malayalam",
    "Mandaic",
    "Manichaean",
    "Marchen",
    "Masaram_Gondi",
    "Medefaidrin",
    "Meetei_Mayek",
    "Mende_Kikakui",
    "Meroitic_Cursive",
    "Meroitic_Hieroglyphs",
    "Miao",
    "Modi",
    "Mongolian",
    "Mro",
    "Multani",
    "Myanmar",
    "Nabataean",
    "Nag_Mundari",
    "Nandinagari",
    "New_Tai_Lue",
    "Newa",
    "Nko",
    "Nushu",
    "Nyiakeng_Puachue_Hmong",
    "Ogham",
    "Ol_Chiki",
    "Old_Hungarian",
    "Old_Italic",
    "Old_North_Arabian",
    "Old_Permic",
    "Old_Persian",
    "Old_Sogdian",
    "Old_South_Arabian",
    "Old_Turkic",
    "Old_Uyghur",
    "Oriya",
    "Osage",
    "Osmanya",
    "Pahawh_Hmong",
    "Palmyrene",
    "Pau_Cin_Hau",
    "Phags_Pa",
    "Phoenician",
    "Psalter_Pahlavi",
    "Rejang",
    "Runic",
    "Samaritan",
    "Saurashtra",
    "Sharada",
    "Shavian",
    "Siddham",
    "SignWriting",
    "Sinhala",
    "Sogdian",
    "Sora_Sompeng",
    "Soyombo",
    "Sundanese",
    "Syloti_Nagri",
    "Syriac",
    "Tagalog",
    "Tagbanwa",
    "Tai_Le",
    "Tai_Tham",
    "Tai_Viet",
    "Takri",
    "Tamil",
    "Tangsa",
    "Tangut",
    "Telugu",
    "Thaana",
    "Thai",
    "Tibetan",
    "Tifinagh",
    "Tirhuta",
    "Toto",
    "Ugaritic",
    "Vai",
    "Vithkuqi",
    "Wancho",
    "Warang_Citi",
    "Yezidi",
    "Yi",
    "Zanabazar_Square",
];
