"""Anki: a package in which a fact is a note and its questions are the note's cards.

Anki matches notes by GUID, decks by name and note types by id, and takes a note over an older one
only where its time of change is newer. So identity comes from ids, never from texts, and no time
is the build's: the same bank gives the same bytes.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import itertools
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

import genanki

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.formats import Job
from quizgen.formats.anki_cards import ASKED, Card, cards_by_fact, note_fields
from quizgen.formats.anki_note_type import NoteType
from quizgen.problem import QuizgenError

FIRST_ID = 1_500_000_000_000  # note and card ids look like times in the past, in milliseconds
ID_SPAN = 100_000_000_000  # where a deck's ids start in it: two decks seldom meet
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
DEFLATE_LEVEL = 1  # level 6 takes twice as long for a tenth less


def render(job: Job) -> bytes:
    """The package of the items' cards; the same items give the same bytes."""
    deck = job.deck
    note_type = NoteType()
    cards = cards_by_fact(job.items, deck.facts)
    if not cards:
        raise QuizgenError("none of the chosen items makes an Anki card; see quizgen export --help")
    book = genanki.Deck(make_deck_id(deck.id), deck.header.title, describe(deck, cards))
    for due, (name, of_fact) in enumerate(cards.items(), start=1):
        book.add_note(_Note(note_type, deck, name, of_fact, due))
    return _zip({"collection.anki2": _database(book, deck.id), "media": b"{}"})


def remarks(job: Job) -> list[str]:
    """What is in the package, and what is not and why."""
    cards = cards_by_fact(job.items, job.deck.facts)
    number = sum(map(len, cards.values()))
    left = Counter(item.kind for item in job.items if item.kind not in ASKED)
    told = [f"{len(cards)} notes, {number} cards; a question's choices and its typed form share one"]
    if left:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        told.append(f"left out: {kinds} (they ask a card's question again, or several at once)")
    return told


class _Note(genanki.Note):  # type: ignore[misc]  # genanki ships no types
    """A fact. Writes its own time of change, and leaves out checks of HTML that we escape."""

    def __init__(
        self, note_type: NoteType, deck: Deck, name: str, cards: list[Card], due: int
    ) -> None:
        super().__init__(note_type, list(note_fields(cards)), guid=make_guid(deck.id, name),
                         tags=list(_tags(deck, cards)), due=due)
        self.changed = when_changed(cards)

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        super().write_to_db(cursor, self.changed, deck_id, id_gen)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Every text is escaped, and genanki's search is quadratic."""


def make_guid(deck: str, fact: str) -> str:
    """The note's identity for ever: from the deck's and the fact's id, not from any text."""
    return base64.urlsafe_b64encode(_hash(f"note/{deck}/{fact}")[:12]).decode()


def make_deck_id(deck: str) -> int:
    """A deck's number, from its id: 49 bits, so that JavaScript reads it exactly."""
    return (1 << 48) + int.from_bytes(_hash(f"deck/{deck}")[:6], "big")


def when_changed(cards: list[Card]) -> int:
    """When the note's content last changed, in seconds: the start (UTC) of its latest as-of day.

    A correction that leaves that day alone is not newer to Anki; a history of releases would
    give the day of the release here.
    """
    day = max(FactDate.parse(card.item.as_of).first_day for card in cards)
    start = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return max(1, int(start.timestamp()))


def describe(deck: Deck, cards: dict[str, list[Card]]) -> str:
    """The deck's description as HTML: what it is, how much it holds, whose it is."""
    header = deck.header
    used = [deck.source_of(deck.facts[name]).publisher for name in cards]
    count = sum(len(of_fact) for of_fact in cards.values())
    lines = (
        header.description,
        f"Version {header.version}: {len(cards)} facts, {count} questions.",
        f"Sources: {', '.join(sorted(set(used)))}.",
        f"By {', '.join(header.authors)}. Licence: {header.licence}.",
    )
    return "<br>".join(escape(line) for line in lines)


def _tags(deck: Deck, cards: list[Card]) -> Iterator[str]:
    """Tags in one tree, so that they stay apart from the learner's own; ids hold no spaces."""
    item = cards[0].item
    yield f"quizgen::{deck.id}::{item.development}"
    yield f"quizgen::kind::{deck.facts[item.fact].kind}"
    if item.topic:
        yield f"quizgen::topic::{item.topic}"
    yield f"quizgen::standing::{item.standing.replace(' ', '-')}"
    yield from (f"quizgen::tag::{tag}" for tag in item.tags)


def _database(book: Any, deck: str) -> bytes:
    """Anki's collection as SQLite writes it; in memory, so that no file is left behind."""
    start = FIRST_ID + int.from_bytes(_hash(f"ids/{deck}")[:8], "big") % ID_SPAN
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(book).write_to_db(connection.cursor(), 0, itertools.count(start))
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.create_system, member.external_attr = 3, 0o644 << 16  # alike on any system
            package.writestr(member, data, zipfile.ZIP_DEFLATED, DEFLATE_LEVEL)
    return out.getvalue()


def _hash(text: str) -> bytes:
    return hashlib.sha256(f"quizgen/{text}".encode()).digest()
