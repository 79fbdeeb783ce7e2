"""Names in running text: runs of words with capitals, and the office or noun beside each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizgen.drafting.lexicon import adjectives, countries, first_names, offices, type_words
from quizgen.drafting.name_runs import COLLECTIVES, DERIVED, MOST_WORDS, Words, longer, run_length, trim
from quizgen.drafting.name_types import inner_votes, noun_before, place_votes, votes_after
from quizgen.drafting.offices import office_end, title_before
from quizgen.drafting.tokens import Token, find_tokens


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
        size = run_length(tokens, at, spelled) if not length else 0
        if not length and size:
            cut, size = trim(tokens, at, size, spelled)
            at += cut
            length = _known_length(text, tokens, at, known)
            if size and length >= size:
                size = 0
        if length and not size:
            run = max(length, longer(tokens, at, length, spelled))
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
    adjective = tokens[at].core in adjectives() or DERIVED.search(tokens[at].core)
    if (
        adjective
        and not tokens[at].possessive
        and at + 1 < len(tokens)
        and tokens[at + 1].core in COLLECTIVES
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
