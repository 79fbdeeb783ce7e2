"""Where a session finds its items: it asks for the few that it needs, not for the whole deck.

Imports neither the bank's models nor YAML, so that the first question need not wait for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from quizgen.items.item import Family, Item, Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """What scheduling needs to know of an item; dates as they stand in the bank."""

    id: str
    fact: str
    kind: Kind
    family: Family
    development: str
    topic: str | None
    tags: tuple[str, ...]
    as_of: str
    perishable: bool
    valid_until: str | None


class Library(Protocol):
    """The items of a deck that are asked, in the order of the deck."""

    deck: str
    title: str
    version: str
    language: str

    def entries(self) -> Iterator[Entry]:
        """All entries, read only as far as they are taken."""

    def find(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of some ids in the order of the deck; what the deck has not is left out."""

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items of some ids, in the order given; what the deck has not is left out."""


@dataclass(frozen=True)
class ItemsInMemory:
    """A library of items that have been made."""

    deck: str
    title: str
    version: str
    language: str
    all: Sequence[Item]

    def entries(self) -> Iterator[Entry]:
        """All entries."""
        return map(entry_of, self.all)

    def find(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of some ids in the order of the deck."""
        wanted = set(ids)
        return [entry_of(item) for item in self.all if item.id in wanted]

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items of some ids, in the order given."""
        known = {item.id: item for item in self.all}
        return [known[name] for name in ids if name in known]


def entry_of(item: Item) -> Entry:
    """The entry of an item."""
    return Entry(item.id, item.fact, item.kind, item.family, item.development, item.topic, item.tags,
                 item.as_of, item.perishable, item.valid_until)
