"""How a fact stands for whoever has its note already: when it changed, and what a banner says.

`state_of` is the one place that decides it. It knows the bank alone; a history of releases knows
more (the day of the release, what stood there before, facts that are gone) and would answer here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.formats.anki_cards import Card
from quizgen.formats.anki_text import escape

NoteStatus = Literal["current", "superseded", "retired"]


@dataclass(frozen=True, slots=True)
class NoteState:
    """`changed` in seconds (UTC); `banner` (no answer in it) and `notice` as HTML, or empty.

    `release` is the version in which the note last changed; empty where it is not known.
    """

    changed: int
    status: NoteStatus = "current"
    banner: str = ""
    notice: str = ""
    release: str = ""


Tell = Callable[[Deck, Fact, Mapping[str, Sequence[Card]]], NoteState]


def state_of(deck: Deck, fact: Fact, cards: Mapping[str, Sequence[Card]]) -> NoteState:
    """The state of a fact that has cards, from the bank alone.

    It changed at the start (UTC) of its latest as-of day. A correction that leaves that day alone
    is not newer to Anki: only a history can tell.
    """
    day = max((read_day(card.item.as_of) for card in cards[fact.id]),
              key=lambda date: date.first_day)
    if fact.status == "current":
        return NoteState(seconds(day))
    if fact.superseded_by in deck.facts:
        follower = deck.facts[str(fact.superseded_by)]
        told = deck.source_of(follower).date
        now = next((card.item.sentence for card in cards.get(follower.id, ())), "")
        return NoteState(max(seconds(day), seconds(told)), "superseded", *superseded(told, now))
    return NoteState(seconds(day), "retired", *retired(day, fact.status))


@lru_cache(maxsize=1024)
def read_day(as_of: str) -> FactDate:
    """An item's as-of day; a deck has few of them and many items."""
    return FactDate.parse(as_of)


def seconds(day: FactDate) -> int:
    """The start of a day (UTC) in seconds; Anki knows no time before 1970."""
    start = datetime.datetime.combine(day.first_day, datetime.time(), datetime.UTC)
    return max(1, int(start.timestamp()))


def superseded(day: FactDate, now: str) -> tuple[str, str]:
    """Banner and notice of a fact that a later one supersedes; `now` is the later one's sentence."""
    banner = f"Superseded: it stood so until {escape(day.words())}"
    return banner, f"<b>Superseded on {escape(day.words())}.</b> {escape(now)}".rstrip()


def retired(day: FactDate, why: str) -> tuple[str, str]:
    """Banner and notice of a fact that is no longer asked, with the reason in a few words."""
    banner = f"Retired on {escape(day.words())}: no longer part of the deck"
    return banner, f"<b>Retired on {escape(day.words())}:</b> {escape(why)}. You may suspend it."


def restated(day: FactDate, before: str, now: str) -> tuple[str, str]:
    """Banner and notice of a fact whose standing changed, as from claimed to disputed."""
    banner = f"Its standing changed on {escape(day.words())}"
    return banner, f"<b>{banner}:</b> it was {escape(before)}, and is now {escape(now)}."
