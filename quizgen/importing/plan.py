"""The deck that questions make, before it is written: facts of the general kind, sets, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quizgen.importing.question import Cited

Open = tuple[tuple[str, str], ...]  # what is open, as the key that it concerns and the words


@dataclass(frozen=True, slots=True)
class NewEntity:
    """Somebody whose words a fact reports; of which type, the file does not tell."""

    id: str
    name: str
    article: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A fact or a set as it will be written: `fields` after its id, in order; None for what is
    lacking. `says` is a fact's sentence.
    """

    id: str
    fields: dict[str, Any]
    open: Open = ()
    says: str = ""


@dataclass(slots=True)
class NewDevelopment:
    """Facts that belong together."""

    id: str
    title: str
    topic: str = ""
    facts: list[NewEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source as it will be written, under its id."""

    id: str
    cited: Cited


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
    sets: tuple[NewEntry, ...]
    questions: int  # how many of the file's it holds
