"""Where a session finds its items: it asks for the few that it needs, not for the whole deck.

Imports neither the bank's models nor YAML, so that the first question need not wait for them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quizgen.items.item import Family, Item, Kind

if TYPE_CHECKING:
    from quizgen.bank.deck import Deck
    from quizgen.items.grading.names import NameIndex


class Entry(NamedTuple):
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

    @property
    def deck(self) -> str:
        """The deck's id."""

    @property
    def title(self) -> str:
        """The deck's title."""

    @property
    def version(self) -> str:
        """The deck's version."""

    @property
    def language(self) -> str:
        """The language of its items."""

    def entries(self) -> Iterator[Entry]:
        """All entries, read only as far as they are taken."""

    def find(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of some ids in the order of the deck; what the deck has not is left out."""

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items of some ids, in the order given; what the deck has not is left out."""

    def names(self) -> "NameIndex":
        """The names of all its entities, which typed answers are graded by."""

    def titles(self, developments: Iterable[str]) -> dict[str, str]:
        """The titles of some developments, by id."""


def titles_of(deck: "Deck") -> dict[str, str]:
    """The titles of a deck's developments, by id."""
    return {d.id: d.title for digest in deck.digests for d in digest.developments}


def entry_of(item: Item) -> Entry:
    """The entry of an item."""
    return Entry(item.id, item.fact, item.kind, item.family, item.development, item.topic, item.tags,
                 item.as_of, item.perishable, item.valid_until)
