#!/usr/bin/env python3
"""Writes re2_table.tsv: which of these patterns RE2 finds in which of these texts; with `classes`
re2_classes.tsv, the same of Unicode classes.

    python3 -m venv VENV && VENV/bin/pip install google-re2
    VENV/bin/python src/analysis/tests/re2_table.py > src/analysis/tests/re2_table.tsv
    VENV/bin/python src/analysis/tests/re2_table.py classes > src/analysis/tests/re2_classes.tsv

RE2 looks for a match from every byte, the gateway from every character. So the pattern is searched
for behind any number of whole characters.
"""

import json
import sys

import re2

ASSERTIONS = [r"\b", r"\B", "^", "$", "(?m:^)", "(?m:$)", r"\A", r"\z"]
BEFORE = ["", "b", "é", ".", "(?s:.)", r"\n"]
AFTER = ["", "0", "é", ".", "(?s:.)*$"]
PATTERNS = [
    r"bé|\B", r"^(?:bé|\B)$", r"(?:bé|\B)0", r"\Bé\B", r"\bé\b", r"\B日\B", r"\B.\B", r"\b.\b",
    r"\B\B", r"\b\b", r"\b\B", r"(?:\b|\B)", r"^\B$", r"^\b$", r"^\B.*\B$", r"^\b.*\b$",
    r"(?m)^\B", r"(?m)\B$", r"(?m)^é$", r"(?m)^.$", r"(?m)^$", r"(?m)\A$", r"(?m)^\z",
    r"(?:\Bé)*$", r"^(?:é\B)+", r"(?:\b[a-z]\B|é)", r"[^b]\B", r"\B[^b]", r"\B\W", r"\W\B", r"\w\B",
    r"\B\w", r"\B\W*\B", r"\b\W+\b", r"(\B|b)é", r"é(\B|b)", r"(?i)\Bk", r"(?i)ſ\b", r"(?i)\bs\B",
    r"\B?é", r"\b?é", r"(?:^|\B)é", r"(?:$|\B)0", r"(?s)\B.\z", r"(?s)\A.\B", r"\B😀", r"😀\B",
    r"\pL\B", r"\B\pL", r"\b\pL", r"\pL\b", r"\x{e9}\B", r"\B\x{301}", r"_\b", r"\b_", r"\B_é",
    r"$^", r"^$|\B0", r"(?m)$\n^", r"(?m)$\n^\B", r"\B|$", r"\b|^", r"\b$", r"^\b",
]
TEXTS = [
    "", "b", "é", "0", "\n", "_", "日", "😀", "\u0301", "ſ", "K", "bé", "éb", "bé0", "éé", "0é", "é0",
    "ébé", "béb", "日本", "b日", "日b", "😀b", "b😀", "_é", "é_", "b\u0301", "\u0301b", "a\nb", "é\né",
    "\né", "é\n", "b\n", "\nb", "é é", "b é", "bé\n0", "sK", "ſb", "bb", "b0", "日\n😀", "kſ", "- é -",
]


# None that a newer Unicode than RE2's has changed.
CLASSES = [
    r"\pL", r"\PL", r"\pN", r"\pC", r"\PC", r"\pM", r"\pP", r"\pS", r"\pZ", r"\p{Lu}", r"\p{Lt}",
    r"\p{Nd}", r"\p{Cf}", r"\p{Co}", r"\p{Cs}", r"\P{Cs}", r"[^\p{Cs}]", r"[^\P{Cs}]", r"\p{Any}",
    r"\P{Any}", r"[^\p{Any}]", r"\p{Greek}", r"\p{^Greek}", r"\P{^Greek}", r"\p{Latin}",
    r"\p{Common}", r"\p{Inherited}", r"\p{Han}", r"[\pL\pN_]", r"[^\pL\pN_]", r"[\PL]", r"[^\PL]",
    r"[\pL-z]", r"\pC*\z", r"(?i)\p{Lu}", r"(?i)\P{Lu}", r"(?i)[\p{Lu}]", r"(?i)[^\p{Lu}]",
    r"(?i)[^\P{Lu}]", r"(?i)[\P{Lu}]", r"(?i)\p{Ll}", r"(?i)\P{Ll}", r"(?i)[^\P{Ll}]",
    r"(?i)[\P{Ll}]", r"(?i)\p{Lt}", r"(?i)\P{Lt}", r"(?i)\p{Greek}", r"(?i)\p{^Greek}",
    r"(?i)\p{Latin}", r"(?i)\P{Latin}", r"(?i)[\p{Lu}k]", r"(?i)[^\p{Lu}k]", r"(?i)[\p{Lt}0]",
]
CHARACTERS = [
    "a", "A", "z", "-", "1", "_", " ", "é", "É", "ß", "ẞ", "ſ", "\u212a", "ǅ", "Ω", "\u2126", "я", "\u0301",
    "\u0345", "\u0000", "\u200d", "\ue000", "😀", "漢", "٣", "Ⅷ", "ⅷ", "€", "\u2028", "\U0010ffff", "ı", "İ",
    "ª", "ʰ", "ⓐ", "Ⓐ", "\U00010570",
]


def patterns():
    yield from PATTERNS
    for before in BEFORE:
        for assertion in ASSERTIONS:
            for after in AFTER:
                yield before + assertion + after


def main(patterns, texts):
    print("pattern", *map(json.dumps, texts), sep="\t")
    for pattern in dict.fromkeys(patterns):
        compiled = re2.compile(rf"\A(?s:.)*?(?:{pattern})")
        cells = ("T" if compiled.search(text) else "." for text in texts)
        print(json.dumps(pattern), *cells, sep="\t")


if sys.argv[1:] == ["classes"]:
    main(CLASSES, CHARACTERS)
else:
    main(patterns(), TEXTS)
