"""Which words stand together as a name may: capitals, small words within, numbers after."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from quizgen.drafting.lexicon import COMMON, adjectives, cities, countries, offices, type_words
from quizgen.drafting.offices import CALENDAR, QUALIFIERS
from quizgen.drafting.tokens import Token

MOST_WORDS = 7  # in a name
_AFTER_NUMBER = frozenset("from on into towards was is has had will left lifted landed entered".split())
_SMALL = frozenset("of de da del della di du la le van von den der bin ibn al el the for".split())
_NOT_NAMES = frozenset(
    "Christmas Easter Ramadan Covid I UTC GMT EDT EST BST CET AM PM TV VAT GDP Olympic "
    "Paralympic Olympian Arab "
    "Islamic Muslim Christian Jewish Spaniard Dane Swede Finn "
    "Pole Turk Scot "
    "Briton Frenchman Frenchwoman Englishman Englishwoman Irishman Dutchman Dutchwoman".split()
)
COLLECTIVES = frozenset(
    "forces troops officials army navy military government police authorities "
    "soldiers parliament".split()
)
DERIVED = re.compile(r"(?:n|i|ish|ese)$")  # as adjectives of countries end


@dataclass(frozen=True, slots=True)
class Words:
    """What the article writes small, and what it writes with a capital within a sentence."""

    small: frozenset[str]
    capital: frozenset[str]


def spelling(text: str, starts: Collection[int] = ()) -> Words:
    """How the words of an article are written where nothing asks for a capital, as it does where
    sentences start: a heading before one has no full stop.

    What owns something, “Motora’s plant”, is a name where it begins a sentence, too.
    """
    small = frozenset(re.findall(r"(?<![\w’'.-])[a-z][\w-]{1,40}", text))
    owners = frozenset(re.findall(r"(?<![\w’'.-])([A-Z][\w-]{2,40})[’']s [a-z]", text))
    inner = frozenset(found[0] for found in re.finditer(r"(?<=[a-z,’] )[A-Z][\w-]{1,40}", text)
                      if found.start() not in starts)
    return Words(small, inner | (owners - small))


def longer(tokens: list[Token], at: int, length: int, spelled: Words) -> int:
    """The words of the run that a known name begins, where it goes on to a body of its own."""
    size = run_length(tokens, at, spelled)
    within, _ = type_words()
    if size > length and tokens[at + size - 1].core in within:
        return size if not tokens[at + length - 1].possessive else length
    return length


def run_length(tokens: list[Token], at: int, spelled: Words) -> int:
    """How many words from here stand together as a name may."""
    first = tokens[at]
    if first.core[0].isdigit() and not (at + 1 < len(tokens) and tokens[at + 1].capital):
        return 0
    if not first.capital or first.core in CALENDAR or first.core in _NOT_NAMES:
        return 0
    size = 1
    while at + size < len(tokens) and size < MOST_WORDS:
        token, before = tokens[at + size], tokens[at + size - 1]
        if before.possessive or (
            token.gap not in (" ", " & ", "’ ", ". ") or (token.gap == ". " and len(before.core) > 4)
        ):
            break
        if (
            token.gap == ". "
            and before.core
            not in ("Dr", "Mr", "Mrs", "Ms", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "St", "Prof")
            and len(before.core) > 1
        ):
            break
        if token.capital and token.core not in CALENDAR and token.core not in _NOT_NAMES:
            size += 1
        elif joined := _joins(tokens, at, size):
            size += joined
        elif _numbers(tokens, at + size):
            return size + 1
        else:
            break
    return size


def _numbers(tokens: list[Token], at: int) -> bool:
    """Whether a number belongs to the name before it: “Kestrel 2 left”, and not “in Lusk 2 people”."""
    if tokens[at].gap != " " or not re.fullmatch(r"\d{1,2}", tokens[at].core) or at + 1 == len(tokens):
        return False
    named = tokens[at - 1].core.lower() not in COMMON
    return named and tokens[at + 1].gap == " " and tokens[at + 1].core in _AFTER_NUMBER


def _joins(tokens: list[Token], at: int, size: int) -> int:
    """How many words a small one within a name adds: “of the Straits” in “Council of the Straits”."""
    within, _ = type_words()
    word = tokens[at + size].core
    following = tokens[at + size + 1].core if at + size + 1 < len(tokens) else ""
    if word == "and" and following in ("Sons", "Daughters", "Brothers", "Partners", "Associates", "Co"):
        return 2
    if word not in _SMALL or tokens[at + size].possessive:
        return 0
    body = any(t.core in within for t in tokens[at : at + size]) or tokens[at].core == "Secretary"
    if word in ("of", "for", "the") and not body:
        return 0
    for ahead in (1, 2):
        if at + size + ahead >= len(tokens):
            return 0
        token = tokens[at + size + ahead]
        if token.gap != " ":
            return 0
        if token.capital:
            return 0 if token.core in CALENDAR else ahead + 1
        if token.core not in _SMALL:
            return 0
    return 0


def trim(tokens: list[Token], at: int, size: int, spelled: Words) -> tuple[int, int]:
    """How many words to leave off before a run, since a sentence begins there, and its size then."""
    first = tokens[at]
    if at and first.gap not in ("", "“", ". ", ": ", " “", ".” ", '"', ' "'):
        return 0, size
    word = first.core.lower()
    if word in COMMON or (word in spelled.small and word not in QUALIFIERS and word not in offices()):
        return 1, size - 1
    if size == 1 and word in QUALIFIERS and tokens[at + 1 : at + 2] and (
            tokens[at + 1].core.removesuffix("s") in offices()):
        return 1, 0  # “Foreign ministers”
    if size > 1 and first.core in adjectives():
        return 0, size
    _, beside = type_words()
    if (
        size > 1
        and (word in beside or word == "mining")
        and word not in offices()
        and (tokens[at + 1].core not in type_words()[0] and first.core not in type_words()[0])
    ):
        return 1, size - 1
    if size == 1 and not (
        first.core in countries()
        or first.core in cities()
        or first.possessive
        or first.core in spelled.capital
        or first.core.isupper()
        or re.search(r"[a-z][A-Z]", first.core)
        or (DERIVED.search(first.core) and tokens[at + 1 : at + 2] and (
            tokens[at + 1].core in COLLECTIVES))
        or (at + 1 < len(tokens) and tokens[at + 1].core in ("said", "says", "told"))
    ):
        return 1, 0  # a capital at a sentence's beginning says nothing
    return 0, size
