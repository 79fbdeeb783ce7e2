"""A library of items that have been made and are held, where there is no index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.items.item import Item
from quizgen.items.library import Entry, entry_of, titles_of

if TYPE_CHECKING:
    from quizgen.bank.deck import Deck
    from quizgen.items.grading.names import Named, NameIndex


@dataclass(frozen=True)
class ItemsInMemory:
    """A library of items that have been made."""

    deck: str
    title: str
    version: str
    language: str
    all: Sequence[Item]
    entities: Mapping[str, Named] = field(default_factory=dict, repr=False)
    developments: Mapping[str, str] = field(default_factory=dict, repr=False)  # their titles

    def entries(self) -> Iterator[Entry]:
        """All entries."""
        return map(entry_of, self.all)

    def find(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of some ids in the order of the deck."""
        wanted = set(ids)
        return [entry_of(item) for item in self.all if item.id in wanted]

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items of some ids, in the order given."""
        return [self._known[name] for name in ids if name in self._known]

    @cached_property
    def _known(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.all}

    def names(self) -> NameIndex:
        """The names of all its entities."""
        from quizgen.items.grading.names import NameIndex

        return NameIndex(self.entities)

    def titles(self, developments: Iterable[str]) -> dict[str, str]:
        """The titles of some developments, by id."""
        return {name: self.developments[name] for name in developments if name in self.developments}


def hold_items(deck: Deck, items: Sequence[Item]) -> ItemsInMemory:
    """A library of items that have been made of a deck."""
    return ItemsInMemory(deck.id, deck.header.title, deck.version, deck.header.language, items,
                         deck.entities, titles_of(deck))
