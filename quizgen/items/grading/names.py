"""The names of a deck, indexed for grading: which surname is unique, and what else is as near.

Names are compared token by token by Damerau–Levenshtein distance (optimal string alignment), and
the first letter must agree; digits, negations, numbers in words and compass points are never
forgiven a slip.
"""
# A list of words is easier to read and to mend as a text than as a list literal.
# ruff: noqa: SIM905

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Protocol

from quizgen.items.grading.countries import COUNTRIES
from quizgen.items.grading.normalise import tokens, without_title
from quizgen.items.grading.numerals import NUMBER_WORDS

Tokens = tuple[str, ...]

_NEGATIONS = frozenset("no not non never none nothing without nor anti".split())
COMPASS = frozenset(
    a + b + end
    for a in ("north", "south", "east", "west", "") for b in ("north", "south", "east", "west", "")
    for end in ("", "ern", "erly", "ward", "wards") if a + b
)
_BEFORE_PLACE = re.compile(
    r"^(?:(?:in|at|on|to|from|near)\s+)?"
    r"(?:(?:the\s+)?(?:city|town|village|port|region|state|republic|kingdom|principality)\s+of\s+"
    r"(?!(?:the\s+)?(?:china|congo|korea)\b))?",  # where the words before tell one from another
    re.IGNORECASE,
)
PROTECTED = _NEGATIONS | COMPASS | NUMBER_WORDS


class Named(Protocol):
    """What grading asks of an entity; see `quizgen.bank.entity`."""

    @property
    def named(self) -> str:
        """The name with its article."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name."""

    @property
    def family(self) -> str:
        """Person, organisation, place or thing."""

    @property
    def title(self) -> str | None:
        """What stands before a person's name."""

    @property
    def surname(self) -> str | None:
        """The surname of a person."""


def slips(answer: Tokens, name: Tokens) -> int | None:
    """The slips that make an answer of a name; None where they are more than is forgiven.

    A token of up to 4 letters must be right, one of up to 8 may have one slip, a longer one two.
    """
    if len(answer) != len(name):
        return None
    total = 0
    for typed, right in zip(answer, name, strict=True):
        if typed != right:
            made = _slips_in(typed, right)
            if made is None:
                return None
            total += made
    return total


def _slips_in(typed: str, right: str) -> int | None:
    allowed = 0 if len(right) <= 4 else 1 if len(right) <= 8 else 2
    if not allowed or typed[0] != right[0] or {typed, right} & PROTECTED:
        return None
    if any(c.isdigit() for c in typed + right) or abs(len(typed) - len(right)) > allowed:
        return None
    from rapidfuzz.distance import OSA

    made = int(OSA.distance(typed, right, score_cutoff=allowed))
    return made if made <= allowed else None


@cache
def _countries() -> dict[str, Tokens]:
    return {name: tokens(name) for name in COUNTRIES}


class NameIndex:
    """Every name of a deck's entities (and of the countries), by its tokens and their number."""

    def __init__(self, entities: Mapping[str, Named] | None = None) -> None:
        self._label: dict[str, str] = {}
        self._surname: dict[str, Tokens] = {}
        self._titles: dict[str, Tokens] = {}
        self._named: dict[Tokens, set[str]] = defaultdict(set)
        self._by_length: dict[int, dict[Tokens, set[str]]] = defaultdict(dict)
        self._persons: set[str] = set()
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self.places = set(_countries().values())
        for name, words in _countries().items():
            self._take_in(f"gazetteer:{name}", name, [words])
        for key, entity in (entities or {}).items():
            self._add_entity(key, entity)

    def _take_in(self, key: str, label: str, names: Iterable[Tokens]) -> None:
        self._label[key] = label
        for name in names:
            if name:
                self._named[name].add(key)
                self._by_length[len(name)].setdefault(name, self._named[name])

    def _add_entity(self, key: str, entity: Named) -> None:
        names = [*map(tokens, entity.names)]
        self._take_in(key, entity.named, names)
        if entity.family == "place":
            self.places.update(names)
        if entity.title:
            self._titles[key] = tokens(entity.title)
        if entity.family == "person":
            self._persons.add(key)
            if entity.surname:
                self._surname[key] = tokens(entity.surname)
            for token in chain(*names, self.surname(key)):
                self._bearers[token].add(key)

    def is_person(self, key: str | None) -> bool:
        """Whether the entity is a person of the deck."""
        return key in self._persons

    def bare_place(self, answer: str) -> str:
        """The answer without what a sentence puts around a place; nothing where it has none.

        “in Sochi”, “the city of Sochi” and “Sochi, Russia” all mean Sochi.
        """
        bare = _BEFORE_PLACE.sub("", answer.strip())
        head, comma, tail = bare.rpartition(",")
        if comma and head.strip() and tokens(tail) in self.places:
            bare = head.strip()
        return bare if bare != answer.strip() else ""

    def surname(self, key: str | None) -> Tokens:
        """An entity's surname; empty where it has none."""
        return self._surname.get(key or "", ())

    def sharers(self, key: str, surname: Tokens) -> set[str]:
        """Who else could be meant by a surname: other persons with it, and what is named so."""
        persons = set.intersection(*(self._bearers.get(t, set()) for t in surname))
        return (persons | self._named.get(surname, set())) - {key}

    def is_name(self, words: Tokens) -> bool:
        """Whether words are somebody's or something's name, or surname."""
        return words in self._named or words in self._surname.values()

    def without_title(self, answer: Tokens, key: str | None) -> Tokens:
        """An answer without the title of the entity, or any other that it starts with."""
        title = self._titles.get(key or "", ())
        if title and len(answer) > len(title) and answer[: len(title)] == title:
            answer = answer[len(title):]
        return tuple(without_title(" ".join(answer)).split())

    def others(self, answer: Tokens, key: str | None, forms: Iterable[Tokens]) -> Iterator[
            tuple[int, str]]:
        """Every other entity that an answer is near to: the slips, and its name."""
        own = set(forms)
        for name, keys in self._by_length[len(answer)].items():
            if name in own or key in keys:
                continue
            made = slips(answer, name)
            if made is not None:
                yield made, self._label[min(keys)]
        if answer not in own:
            for other, surname in self._surname.items():
                made = slips(answer, surname) if other != key and surname not in own else None
                if made is not None:
                    yield made, self._label[other]
