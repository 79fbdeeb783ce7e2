"""The deck that questions make, before it is written: facts of the general kind, sets, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Open = tuple[tuple[str, str], ...]  # what is open, as the key that it concerns and the words


@dataclass(frozen=True, slots=True)
class NewEntity:
    """Somebody whose words a fact reports; of which type, the file does not tell."""

    id: str
    name: str
    article: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact as it will be written: `fields` after its id, in order; None for what is lacking."""

    id: str
    fields: Mapping[str, Any]
    open: Open = ()


@dataclass(frozen=True, slots=True)
class NewSet:
    """A set of facts as it will be written."""

    id: str
    fields: Mapping[str, Any]
    open: Open = ()


@dataclass(slots=True)
class NewDevelopment:
    """Facts that belong together."""

    id: str
    title: str
    topic: str = ""
    facts: list[NewFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source; None for what the file does not tell of it."""

    id: str
    publisher: str | None
    title: str
    date: str | None
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Known:
    """What whoever imports knows of a file beyond what stands in it; empty where they do not say."""

    id: str
    name: str  # the file's, without its suffix
    title: str = ""
    language: str = "en"
    publisher: str = ""
    date: str = ""
    author: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class NewDeck:
    """A deck as it will be written."""

    known: Known
    title: str
    entities: tuple[NewEntity, ...]
    sources: tuple[NewSource, ...]
    developments: tuple[NewDevelopment, ...]
    sets: tuple[NewSet, ...]
    questions: int  # how many of the file's it holds
