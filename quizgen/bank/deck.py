"""A deck: what its files hold, and the whole as one frozen value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact, SlotName
from quizgen.bank.places import Position
from quizgen.bank.suggest import by_name, suggest_entity
from quizgen.bank.text import Frozen, Id, Sha256, Text, Url
from quizgen.bank.update import Update

Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){2}$")]


class Waiver(Frozen):
    """A warning that the authors have looked at and accept, with the reason."""

    rule: Text
    items: tuple[Text, ...] = Field(min_length=1, description="The ids that it concerns.")
    why: Text


class DeckHeader(Frozen):
    """`deck.yaml`: what the deck is."""

    id: Id
    title: Text
    description: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    version: Version
    licence: Text
    authors: tuple[Text, ...] = Field(min_length=1)
    waivers: tuple[Waiver, ...] = ()


class SourceText(Frozen):
    """The fingerprint of a source's whole normalised text, to tell whether it is the one cited."""

    length: Annotated[int, Field(strict=True, ge=1)]
    sha256: Sha256


class Source(Frozen):
    """Who published it, when and where. Its text is not kept."""

    id: Id
    publisher: Text = Field(description="The publisher as named in a sentence: CNN, the BBC.")
    title: Text | None = None
    date: FactDate
    url: Url | None = None
    note: Text | None = Field(None, description="Anything on the address: “a syndicated copy”.")
    text: SourceText | None = None


MOST_RESPONSES = 10  # one letter each, A to J


class FactSet(Frozen):
    """Facts that are asked together: put into order, or matched with one of their slots."""

    id: Id
    kind: Literal["ordering", "matching"]
    facts: tuple[Id, ...] = Field(min_length=3, max_length=8)
    stem: Text
    premise: SlotName | None = Field(None, description="Matching: the slot on the left.")
    response: SlotName | None = Field(None, description="Matching: the slot to be found.")
    labels: Mapping[Id, Text] = Field(
        default_factory=dict, description="By fact: what stands in the list instead of it."
    )
    surplus: tuple[Text, ...] = Field(
        (), max_length=6, description="Matching: responses that fit nothing."
    )
    explanation: Text | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "matching" and not (self.response and self.surplus):
            raise ValueError("a matching set needs `response` and at least one `surplus` answer")
        if self.kind == "ordering" and (self.response or self.premise or self.surplus):
            raise ValueError("an ordering set has no `premise`, `response` or `surplus`")
        if len(self.facts) + len(self.surplus) > MOST_RESPONSES:
            raise ValueError(f"at most {MOST_RESPONSES} facts and surplus answers together")
        return self


class Development(Frozen):
    """One development of a digest, with its facts."""

    id: Id
    title: Text
    topic: Id | None = Field(None, description="A topic that several digests share.")
    facts: tuple[Fact, ...] = ()


class Digest(Frozen):
    """One day's file: its sources, its developments and their facts."""

    date: FactDate
    sources: tuple[Source, ...] = Field(min_length=1)
    developments: tuple[Development, ...] = ()
    updates: tuple[Update, ...] = Field(
        (), description="What this day adds to facts of earlier digests."
    )
    sets: tuple[FactSet, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact in the order of the file."""
        for development in self.developments:
            yield from development.facts

    def source(self, name: str | None) -> Source:
        """The source of that id; the first where there is no name, or none of that name."""
        return next((s for s in self.sources if s.id == name), self.sources[0])


@dataclass(frozen=True)
class Deck:
    """A whole deck that has been read: header, entities, digests in order of date.

    `facts` are as they stand with all later digests' updates; the digests hold them as first told.
    `homes` gives each fact's (and set's) digest and development; `positions` the place of each
    fact, update, set and entity and of their fields: `fact:ID`, `fact:ID.FIELD`, `update:DATE:ID`,
    `set:ID`, `entity:ID`, `deck`.
    """

    header: DeckHeader
    entities: Mapping[str, Entity]
    digests: tuple[Digest, ...]
    facts: Mapping[str, Fact]
    homes: Mapping[str, tuple[Digest, Development | None]]
    positions: Mapping[str, Position]
    folder: Path = field(default=Path(), compare=False)  # where it was read

    @property
    def id(self) -> str:
        """The deck's id."""
        return self.header.id

    @property
    def title(self) -> str:
        """The deck's title."""
        return self.header.title

    @property
    def version(self) -> str:
        """The deck's version."""
        return self.header.version

    @property
    def sets(self) -> Iterator[FactSet]:
        """Every set of facts."""
        for digest in self.digests:
            yield from digest.sets

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return by_name({key: entity.called for key, entity in self.entities.items()})

    def suggest_entity(self, word: str) -> str:
        """Which entity may be meant by a word that is no entity's id; see `quizgen.bank.suggest`."""
        return suggest_entity(word, self.entities, self._called)

    def source_of(self, fact: Fact) -> Source:
        """The source of a fact: its own, or its digest's first."""
        digest, _ = self.homes[fact.id]
        return digest.source(fact.source)

    def later_sources(self, fact: Fact) -> tuple[Source, ...]:
        """The other sources of what was said on a fact's matter, each once."""
        own = self.source_of(fact)
        named = (self.find_source(fact, said.source) for said in fact.assertions)
        return tuple({s.id + str(s.date): s for s in named if s != own}.values())

    @cached_property
    def endings(self) -> Mapping[str, FactDate]:
        """By fact that an update superseded, corrected or retracted: the first such report's day."""
        ends: dict[str, FactDate] = {}
        for digest in self.digests:
            for update in digest.updates:
                if (update.status or update.superseded_by) and update.fact not in ends:
                    ends[update.fact] = digest.source(update.source).date
        return ends

    def find_source(self, fact: Fact, name: str | None) -> Source:
        """A source by the name that an assertion or evidence of the fact gives it.

        A bare id is a source of the fact's own digest; `2023-09-16/cnn` one of another day's.
        """
        day, _, source = (name or "").rpartition("/")
        if not day:
            digest, _ = self.homes[fact.id]
            return digest.source(name or fact.source)
        first = FactDate.parse(day).first_day
        at = bisect_left(self.digests, first, key=lambda d: d.date.first_day)  # they are in order
        return next(d for d in self.digests[at:] if str(d.date) == day).source(source)

    def position(self, key: str) -> Position:
        """Where something stands, as near as it is known: a field, its fact, the deck's file."""
        while key not in self.positions and "." in key:
            key = key.rpartition(".")[0]
        return self.positions.get(key) or self.positions["deck"]


def speaker_name(publisher: str) -> str:
    """A publisher's name as it stands after “according to”."""
    return re.sub(r"^The (?=[A-Z])", "the ", publisher)
