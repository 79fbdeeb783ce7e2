"""Where a line must not end, for Typst, Word and HTML; and where a word that is too long may."""

from __future__ import annotations

import re

TIE = "\N{NO-BREAK SPACE}"
# A date stays on one line, and a blank to fill in stays by the word before it.
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
TIED = re.compile(fr" (?:(?=_____)|(?:(?<=\b\d )|(?<=\b\d\d ))(?=(?:{'|'.join(MONTHS)})\b)"
                  fr"|(?=\d{{4}}\b)(?:{'|'.join(f'(?<={month} )' for month in MONTHS)}))")
# What somebody typed and is wider than a line. No word of a language is as long without a hyphen.
LONG_WORD = re.compile(r"[^\s-]{31,}")
SYLLABLE = 10


def tie(text: str) -> str:
    """The text with its dates and its blanks tied."""
    return TIED.sub(TIE, text)


def tie_to_number(answer: str) -> str:
    """What stands after a question's number in a short key: tied to it by its first word, or by all of
    it where it is letters or numbers.
    """
    marks = all(len(word) <= 2 for word in answer.split(" "))
    return TIE + (answer.replace(" ", TIE) if marks else tie(answer))


def breakable(text: str) -> str:
    """A name, or an answer that was typed, with places where a word that is too long may break."""
    return LONG_WORD.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    """The word with zero-width spaces, none of them before an accent or beside a joiner."""
    from unicodedata import category

    parts = [""]
    before = ""
    for letter in word[0]:
        kind = category(letter)
        if len(parts[-1]) >= SYLLABLE and not (kind.startswith("M") or "Cf" in (kind, before)):
            parts.append("")
        parts[-1] += letter
        before = kind
    return "\N{ZERO WIDTH SPACE}".join(parts)
