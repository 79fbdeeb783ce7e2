"""Texts as they are compared: what a typed answer and a key have in common is all that is left.

Nothing here knows of items; a text goes in, a text or its tokens come out.
"""
# A list of words is easier to read and to mend as a text than as a list literal.
# ruff: noqa: SIM905

from __future__ import annotations

import re
import unicodedata

ARTICLES = frozenset({"the", "a", "an"})
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president premier chancellor king "
    "queen prince princess pope general gen colonel col major maj captain capt admiral adm "
    "lieutenant lt sergeant sgt commander senator sen governor gov congressman congresswoman "
    "representative rep minister ambassador secretary judge justice former acting".split()
)
# Leading words that belong to a title of more than one word, and what must follow them.
_OF_TITLES = {"prime": "minister", "foreign": "minister", "defence": "minister",
              "defense": "minister", "vice": "president", "deputy": "minister",
              "interior": "minister", "finance": "minister"}

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼʻ′`´＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_UNIFIED = {**_QUOTES, **_DASHES, **dict.fromkeys(map(ord, "“”„‟«»″"), '"')}
# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe",
                          "þ": "th", "ħ": "h"})
# Words that are spelt, or said of a man or a woman, in more than one way.
_SPELLINGS = {
    **{f"{who}{ending}": f"{who}person" for who in ("spokes", "chair") for ending in ("man", "woman")},
    **dict(pair.split("=") for pair in (
        "center=centre theater=theatre defense=defence offense=offence license=licence "
        "program=programme labor=labour harbor=harbour color=colour neighbor=neighbour "
        "armor=armour honor=honour organization=organisation meter=metre kilometer=kilometre "
        "liter=litre fiber=fibre gray=grey airplane=aeroplane").split()),
}
_JOINTS = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*")
_LETTER = r"[^\W\d_]"
_ACRONYM = re.compile(rf"(?<!\w)(?:(?:{_LETTER}\.){{2,}}|(?:{_LETTER}\.)+{_LETTER})(?!\w)")
_IN_WORD = re.compile(r"(?<=\w)'(?=\w)")
_PUNCTUATION = re.compile(r"[^\w]|_")
_BETWEEN = re.compile(r"(?<!\d) | (?!\d)")


def unify(text: str) -> str:
    """NFKC, casefolded, quotes and dashes of one form, single spaces; punctuation stays."""
    folded = text.lower() if text.isascii() else unicodedata.normalize(
        "NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.translate(_UNIFIED).split())


def normalise(text: str) -> str:
    """The comparable text: `unify`, acronyms closed (U.S. → us), punctuation and articles gone."""
    closed = _ACRONYM.sub(lambda match: match.group().replace(".", ""), unify(text))
    words = _PUNCTUATION.sub(" ", _keep_marks(_IN_WORD.sub("", closed))).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def without_accents(text: str) -> str:
    """A normalised text with its accents taken off."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", plain).translate(_LETTERS)


def without_title(text: str) -> str:
    """A normalised text without the titles that it starts with; never empty."""
    words = text.split()
    while len(words) > 1:
        if words[0] in TITLES or words[0] in ARTICLES:
            words = words[1:]
        elif len(words) > 2 and _OF_TITLES.get(words[0]) == words[1]:
            words = words[2:]
        else:
            break
    return " ".join(words)


def squash(text: str) -> str:
    """A normalised text without its spaces, so that T-72 is T72; digits never run together."""
    return _BETWEEN.sub("", text)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared letter by letter, each in one spelling."""
    return tuple(_SPELLINGS.get(word, word) for word in without_accents(normalise(text)).split())


def parts_of(text: str) -> tuple[tuple[str, ...], ...]:
    """What a list names, in any order and however it is joined: `a and b`, `b, a`, `a & b`."""
    return tuple(sorted(part for part in map(tokens, _JOINTS.split(unify(text))) if part))


def _keep_marks(text: str) -> str:
    """Drop combining marks that no composed letter takes: they are no punctuation."""
    return text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))
