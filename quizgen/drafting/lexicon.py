"""The word lists of `data/`: countries, offices, given names, reporting verbs, words of types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

@dataclass(frozen=True, slots=True)
class Country:
    """A country: its name, other names and its adjectives."""

    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]


def rows(name: str) -> Iterator[str]:
    """The lines of a list, without its comments."""
    text = (files("quizgen.drafting") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country by each of its names."""
    found = {}
    for row in rows("countries"):
        name, aliases, adjectives = row.split(";")
        others = tuple(filter(None, aliases.split(",")))
        country = Country(name, others, tuple(filter(None, adjectives.split(","))))
        found.update(dict.fromkeys((name, *others), country))
    return found


@lru_cache(maxsize=1)
def adjectives() -> dict[str, Country]:
    """Every country by each of its adjectives."""
    return {word: country for country in countries().values() for word in country.adjectives}


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Capitals and large cities."""
    return frozenset(name for row in rows("cities") for name in row.split(";"))


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """Nouns of offices and roles, in small letters."""
    return frozenset(" ".join(rows("offices")).split())


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Common given names."""
    return frozenset(" ".join(rows("first_names")).split())


@lru_cache(maxsize=1)
def pronouns() -> dict[str, str]:
    """By given name “she”, or “open” where it does not tell."""
    found: dict[str, str] = {}
    for row in rows("pronouns"):
        word, _, names = row.partition(":")
        found.update(dict.fromkeys(names.split(), word))
    return found


@lru_cache(maxsize=1)
def reporting_verbs() -> dict[str, str]:
    """Each verb with its polarity: asserts, denies or declines."""
    verbs = {}
    for row in rows("reporting_verbs"):
        polarity, _, words = row.partition(":")
        verbs.update(dict.fromkeys(words.split(), polarity))
    return verbs


@lru_cache(maxsize=1)
def type_words() -> tuple[dict[str, str], dict[str, str]]:
    """The type by a word within a name, and by a common noun beside it."""
    within: dict[str, str] = {}
    beside: dict[str, str] = {}
    for row in rows("type_words"):
        kind, inner, outer = (part.strip() for part in row.split(";"))
        within.update(dict.fromkeys(inner.split(), kind))
        for word in outer.split():
            beside.setdefault(word, kind)
    return within, beside


# Words that begin sentences and are no names: a capital there tells nothing.
COMMON = frozenset(" ".join(rows("common_words")).split())
