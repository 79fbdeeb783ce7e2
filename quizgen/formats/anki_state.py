"""How a fact stands for whoever has its note already: when it changed, and what a banner says.

A deck's history tells when the content of each note last changed; only what is newer reaches a
learner's collection. Without a history, and for a deck as of a day, the bank alone has to tell.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizgen.bank.as_of import overtaken_on
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.history import History, Release, Snapshot
from quizgen.formats.anki_cards import Card
from quizgen.formats.anki_text import escape
from quizgen.items.item import Item

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

    It changed at the start (UTC) of its latest as-of day, or of the day that overtook it. A
    correction that leaves that day alone is not newer to Anki: only a history can tell.
    """
    item = cards[fact.id][0].item
    days = [read_day(card.item.as_of) for card in cards[fact.id]]
    ended = overtaken_on(deck, fact) if fact.status != "current" else None
    return NoteState(max(seconds(day) for day in (*days, *([ended] if ended else []))),
                     *_ended(deck, fact, item))


def tell_from(history: History, snapshot: Snapshot, now: int) -> Tell:
    """The states of facts by their deck's history; `snapshot` is of the deck as it is.

    What has changed since the last release changed `now`, in seconds, or right after it.
    """
    releases = {release.time: release for release in history.releases}
    later = max(now, seconds_of(history.last.time) + 1)

    def tell(deck: Deck, fact: Fact, cards: Mapping[str, Sequence[Card]]) -> NoteState:
        item = cards[fact.id][0].item
        status, banner, notice = _ended(deck, fact, item)
        record = history.facts.get(fact.id)
        if record is None or record.hash != snapshot.facts[fact.id].hash:
            return NoteState(later, status, banner, notice)
        release = releases.get(record.changed)
        if status == "current":
            banner, notice = _restated(deck, release, fact, item)
        return NoteState(seconds_of(record.changed), status, banner, notice,
                         release.version if release else "")

    return tell


def _ended(deck: Deck, fact: Fact, item: Item) -> tuple[NoteStatus, str, str]:
    """Status, banner and notice of a fact that is no longer asked; nothing for others."""
    if fact.status == "current":
        return "current", "", ""
    day = overtaken_on(deck, fact) or read_day(item.as_of)
    if fact.status == "superseded":
        banner = f"Superseded: it stood so until {escape(day.words())}"
        return "superseded", banner, notice_html(item.notice)
    banner = f"{fact.status.capitalize()} on {escape(day.words())}: no longer asked"
    return "retired", banner, f"{notice_html(item.notice)} You may suspend it."


def _restated(
    deck: Deck, release: Release | None, fact: Fact, item: Item
) -> tuple[str, str]:
    """Banner and notice of a fact whose standing was another before its last change.

    It is dated by the report that changed it; by the release where a report was taken away.
    """
    changes = release.changes if release else ()
    before = next((c.before for c in changes if c.kind == "standing" and c.fact == fact.id), "")
    if not before:
        return "", ""
    reported = release is None or read_day(item.as_of) != deck.source_of(fact).date
    day = read_day(item.as_of if reported or release is None else release.time[:10])
    banner = f"Its standing changed on {escape(day.words())}"
    return banner, f"<b>{banner}:</b> it was {escape(before)}, and is now {escape(item.standing)}."


def retired_banner(day: FactDate) -> str:
    """Of a fact that is no longer part of the deck."""
    return f"Retired on {escape(day.words())}: no longer part of the deck"


def notice_html(notice: str) -> str:
    """An item's notice with its first sentence, which says what became of it, in bold."""
    first, dot, rest = notice.partition(". ")
    return f"<b>{escape(first + dot.strip())}</b> {escape(rest)}".strip()


@lru_cache(maxsize=1024)
def read_day(as_of: str) -> FactDate:
    """An item's as-of day; a deck has few of them and many items."""
    return FactDate.parse(as_of)


def seconds(day: FactDate) -> int:
    """The start of a day (UTC) in seconds; Anki knows no time before 1970."""
    start = datetime.datetime.combine(day.first_day, datetime.time(), datetime.UTC)
    return max(1, int(start.timestamp()))


def seconds_of(time: str) -> int:
    """A history's time in seconds."""
    return int(datetime.datetime.fromisoformat(time).timestamp())
