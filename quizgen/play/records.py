"""What is kept of a learner: reviews, cards, flags and decks seen. Values only; `store` keeps them.

A review is never deleted. One that was taken back or overruled is the same row with another
`changed`, so that putting a row twice, or in any order, comes to the same.
"""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

Mode = Literal["study", "quiz", "exam"]
Mark = Literal["correct", "near", "wrong", "skipped"]
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4  # the ratings of FSRS
LONGEST = 500  # characters of an answer that are kept


class Review(NamedTuple):
    """One answer. Times are UTC as text (`utc`), so that they sort; a skipped one has no rating.

    `verdict` is how it was graded, `rating` what it counts as, also after it was overruled.
    `choice` is the text of the option that was chosen. `expires` is the item's last day, if any.
    `changed` is when the row was last written: of two with an id, the later holds.
    """

    id: str
    session: str
    deck: str
    item: str
    fact: str
    time: str
    mode: Mode
    verdict: Mark
    rating: int | None
    given: str
    choice: str | None
    hints: int
    milliseconds: int
    overruled: bool
    undone: bool
    expires: str | None
    changed: str

    @property
    def counts(self) -> bool:
        """Whether the schedule of its item follows from it."""
        return self.mode == "study" and self.rating is not None and not self.undone


class Card(NamedTuple):
    """How well an item is known: what all its reviews come to. `state` and `step` are FSRS's."""

    deck: str
    item: str
    fact: str
    due: str
    stability: float
    difficulty: float
    state: int
    step: int | None
    last_review: str
    reviews: int
    lapses: int


class Flag(NamedTuple):
    """An item that a learner calls bad, since when; not `on` where that was taken back."""

    deck: str
    item: str
    time: str
    note: str
    on: bool


class Seen(NamedTuple):
    """The version in which a deck was last played."""

    deck: str
    version: str
    time: str


class Progress(NamedTuple):
    """All that there is, or a part of it."""

    reviews: tuple[Review, ...] = ()
    cards: tuple[Card, ...] = ()
    flags: tuple[Flag, ...] = ()
    decks: tuple[Seen, ...] = ()


def utc(time: datetime.datetime) -> str:
    """A time as it is kept: `2026-11-23T02:33:41.123Z`."""
    text = time.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def from_utc(text: str) -> datetime.datetime:
    """The time that a text means; ValueError where it is none."""
    time = datetime.datetime.fromisoformat(text)
    if time.tzinfo is None or utc(time) != text:
        raise ValueError(f"{text!r} is no time; they are kept as 2026-11-23T02:33:41.123Z")
    return time.astimezone(datetime.UTC)


def storable(text: str) -> str:
    """A text that every store takes: no half characters, and not endless."""
    return text[:LONGEST].encode("utf-8", "replace").decode()
