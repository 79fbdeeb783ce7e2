"""Names in running text: runs of words with capitals, and the office or noun beside each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizgen.drafting.lexicon import (
    COMMON,
    adjectives,
    cities,
    countries,
    first_names,
    offices,
    type_words,
)
from quizgen.drafting.name_types import inner_votes, noun_before, place_votes, votes_after
from quizgen.drafting.offices import CALENDAR, QUALIFIERS, office_end, title_before
from quizgen.drafting.tokens import Token, find_tokens

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
_COLLECTIVES = frozenset(
    "forces troops officials army navy military government police authorities "
    "soldiers parliament".split()
)
_DERIVED = re.compile(r"(?:n|i|ish|ese)$")  # as adjectives of countries end


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, with guesses at its type: each a type and how strongly it speaks for it."""

    start: int
    end: int
    text: str
    title: str | None = None
    title_start: int = 0
    subtype: str | None = None
    subtype_start: int = 0
    votes: tuple[tuple[str, int], ...] = field(default=())
    known: tuple[str, ...] = ()  # ids of the deck's entities that are called so


def find_names(
    text: str, start: int, end: int, spelled: Words, known: Mapping[str, tuple[str, ...]]
) -> Iterator[Name]:
    """The names in a sentence.

    `spelled` tells how the article writes its words; `known` are the deck's names, each with the
    ids of those that are called so.
    """
    tokens = find_tokens(text, start, end)
    at = 0
    while at < len(tokens):
        length = _known_length(text, tokens, at, known)
        size = _run_length(tokens, at, spelled) if not length else 0
        if not length and size:
            cut, size = _trim(tokens, at, size, spelled)
            at += cut
            length = _known_length(text, tokens, at, known)
            if size and length >= size:
                size = 0
        if length and not size:
            run = max(length, _longer(tokens, at, length, spelled))
            if run == length:
                yield _described(text, tokens, at, length, known)
                at += length
                continue
            size = run
        if not size:
            at += 1
            continue
        yield from _named(text, tokens, at, size, known)
        at += size


def _known_length(text: str, tokens: list[Token], at: int, known: Mapping[str, tuple[str, ...]]) -> int:
    """How many words from here are the longest name that is known."""
    for size in range(min(MOST_WORDS, len(tokens) - at), 0, -1):
        words = text[tokens[at].start : tokens[at + size - 1].stop]
        if words in known or words in countries():
            return size
    return 0


def _longer(tokens: list[Token], at: int, length: int, spelled: Words) -> int:
    """The words of the run that a known name begins, where it goes on to a body of its own."""
    size = _run_length(tokens, at, spelled)
    within, _ = type_words()
    if size > length and tokens[at + size - 1].core in within:
        return size if not tokens[at + length - 1].possessive else length
    return length


def _run_length(tokens: list[Token], at: int, spelled: Words) -> int:
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


def _trim(tokens: list[Token], at: int, size: int, spelled: Words) -> tuple[int, int]:
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
        or (_DERIVED.search(first.core) and tokens[at + 1 : at + 2] and (
            tokens[at + 1].core in _COLLECTIVES))
        or (at + 1 < len(tokens) and tokens[at + 1].core in ("said", "says", "told"))
    ):
        return 1, 0  # a capital at a sentence's beginning says nothing
    return 0, size


def _named(
    text: str, tokens: list[Token], at: int, size: int, known: Mapping[str, tuple[str, ...]]
) -> Iterator[Name]:
    """The name that a run holds, without the adjective and office before it."""
    run = tokens[at : at + size]
    begin = office_end(run)
    if begin >= size:
        return
    if begin == 0 and size > 2 and _is_role(run):
        begin = 1  # “Volcanologist Henrik Salo”
    if begin == 0 and size > 1 and f"{run[0].core} {run[1].core}" in adjectives():
        begin = 2
        if size == 2:
            return
    if begin == 0 and size > 1 and run[0].core in adjectives():
        within, _ = type_words()
        begin = 0 if run[-1].core in within or any(t.core in within for t in run[1:]) else 1
    length = _known_length(text, tokens, at + begin, known)
    if length >= size - begin:
        yield _described(text, tokens, at + begin, length, known)
        return
    collective = tuple(_collective(text, tokens, at)) if begin == 0 and size == 1 else ()
    if collective or (size == 1 and run[0].core in adjectives()):
        yield from collective
        return
    if (
        run[-1].core.lower() in offices()
        and size - begin > 1
        and begin == 0
        and (run[-1].core not in type_words()[0])
    ):
        return  # an office without a name
    yield _described(text, tokens, at + begin, size - begin, known)


def _is_role(run: list[Token]) -> bool:
    """Whether a word that is no name stands before a given name and another."""
    return (
        run[1].core in first_names()
        and run[0].core not in first_names()
        and run[0].core not in type_words()[0]
        and len(run[0].core) > 3
        and all(token.gap == " " for token in run[1:3])
    )


def _collective(text: str, tokens: list[Token], at: int) -> Iterator[Name]:
    """“Ukrainian forces”: an adjective of a country with a word for those who act for it."""
    adjective = tokens[at].core in adjectives() or _DERIVED.search(tokens[at].core)
    if (
        adjective
        and not tokens[at].possessive
        and at + 1 < len(tokens)
        and tokens[at + 1].core in _COLLECTIVES
        and tokens[at + 1].gap == " "
    ):
        start, end = tokens[at].start, tokens[at + 1].stop
        yield Name(start, end, text[start:end], votes=(("Organization", 9),))


def _described(
    text: str, tokens: list[Token], at: int, size: int, known: Mapping[str, tuple[str, ...]]
) -> Name:
    """The name at a place, with what stands beside it."""
    start, end = tokens[at].start, tokens[at + size - 1].stop
    words = text[start:end]
    if words.endswith((" Inc", " Co", " Corp", " Ltd", " Jr")) and text[end : end + 1] == ".":
        end, words = end + 1, words + "."
    name = Name(start, end, words, known=known.get(words, ()))
    if (
        size > 1
        and (quoted := re.search(r"“((?:The |A )?)$", text[max(0, start - 5) : start]))
        and (re.match(r",?”", text[end : end + 2]))
    ):
        start -= len(quoted[1])
        return Name(start, end, text[start:end], votes=(("CreativeWork", 9),))
    votes: list[tuple[str, int]] = list(inner_votes(words))
    title, title_start = title_before(text, tokens, at)
    if title and not any(vote == "Country" for vote, _ in votes):
        votes.append(("Person", 9))
        name = replace(name, title=title, title_start=title_start)
    subtype, kind, where = noun_before(text, tokens, at)
    if kind and not title:
        votes.append((kind, 14))
        name = replace(name, subtype=subtype, subtype_start=where)
    votes += votes_after(text, tokens, at + size, end)
    votes += place_votes(tokens, at, size)
    return replace(name, votes=tuple(votes))
