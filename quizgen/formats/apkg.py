"""Anki: a package in which a fact is a note and its questions are the note's cards.

Anki matches notes by GUID, decks by name and note types by id, and takes a note over an older one
only where its time of change is newer. So identity comes from ids, never from texts, and no time
is the build's: the same bank gives the same bytes.
"""

from __future__ import annotations

from functools import partial
from itertools import chain

import genanki

from quizgen.bank.as_of import deck_as_of
from quizgen.bank.deck import Deck
from quizgen.bank.history import History, read_history
from quizgen.formats import Job, LeftOut, told
from quizgen.formats.anki_cards import Card, Options, cards_by_fact
from quizgen.formats.anki_note import make_note, picture_bytes, picture_name, stable_hash
from quizgen.formats.anki_note_type import NoteType
from quizgen.formats.anki_package import write_package
from quizgen.formats.anki_retired import retired_cards, retired_notes
from quizgen.formats.anki_state import Tell, state_of, tell_from
from quizgen.formats.anki_text import escape
from quizgen.items.make import every_item
from quizgen.problem import DeckError, QuizgenError
from quizgen.releases.changelog import summarise
from quizgen.releases.snapshot import asks_openly, take_snapshot

FIRST_ID = 1_500_000_000_000  # note and card ids look like times in the past, in milliseconds
ID_SPAN = 100_000_000_000  # where a deck's ids start in it: two decks seldom meet


def render(job: Job) -> bytes:
    """The package of the items' cards; the same items and history give the same bytes.

    The options are `choices` (hidden, shown or none), `type_in` and `fresh` (anything but empty). A
    deck with a history tells by it what is newer than a learner's notes; with all of the deck's
    items, facts and questions that went come along for those who have them, unless it is to be
    `fresh`. DeckError where the history is damaged.
    """
    if job.as_of:
        return pack(job._replace(deck=deck_as_of(job.deck, job.as_of)), state_of)
    deck = job.deck
    history, problems = read_history(deck.folder)
    if problems:
        raise DeckError(problems)
    if history is None or history.deck != deck.id:
        return pack(job, state_of)
    everything = every_item(deck)
    snapshot = take_snapshot(deck, everything)
    fresh = bool(job.options.get("fresh"))
    kept = tuple(i for i in job.items
                 if i.status == "current" or (i.fact in history.facts and not fresh))
    whole = {i.id for i in everything if i.status == "current"} <= {i.id for i in kept}
    tell = tell_from(history, snapshot, job.now or 0)
    return pack(job._replace(items=kept), tell, history, whole and not fresh)


def pack(job: Job, tell: Tell, history: History | None = None, whole: bool = False) -> bytes:
    """As `render`; `tell` says of each fact when its note changed and how it stands."""
    deck, options = job.deck, Options.read(job.options)
    asks = {name: note.asks for name, note in history.facts.items()} if history else {}
    cards = cards_by_fact(job.items, deck.facts, asks)
    if not cards:
        raise QuizgenError("none of the chosen items makes an Anki card; see quizgen export --help")
    if history and whole:
        cards = {name: [*of_fact, *retired_cards(deck.facts[name], of_fact, history,
                                                 asks.get(name, ()))]
                 for name, of_fact in cards.items()}
    media = {picture_name(deck, name): partial(picture_bytes, deck, name)
             for name in cards if deck.facts[name].picture}
    book = genanki.Deck(make_deck_id(deck.id), deck_name(deck), describe(deck, cards, history))
    notes = (make_note(deck, of_fact, tell(deck, deck.facts[name], cards), options, due)
             for due, (name, of_fact) in enumerate(told(cards.items(), job.progress), start=1))
    gone = retired_notes(deck, history, len(cards) + 1) if history and whole else ()
    return write_package(NoteType(), book, chain(notes, gone), first_id(deck.id), media)


def remarks(job: Job) -> list[str]:
    """What is in the package."""
    cards = cards_by_fact(job.items, job.deck.facts)
    number = sum(map(len, cards.values()))
    told = [f"{len(cards)} note{'s' * (len(cards) != 1)}, {number} card{'s' * (number != 1)}; a "
            "question's choices and its typed form share one"]
    over = sum(job.deck.facts[name].status != "current" for name in cards)
    if over:
        told.append(f"{over} of them no longer asked: for who has them; leave out with --fresh")
    return told


def leaves(job: Job) -> list[LeftOut]:
    """The items that make no card, and why."""
    facts = job.deck.facts
    return [LeftOut(item.id, "it asks several things at once" if item.kind in ("matching", "ordering")
                    else "it asks a question of its fact again")
            for item in job.items if item.status == "current"
            and not (item.fact in facts and asks_openly(item, facts[item.fact]))]


def make_deck_id(deck: str) -> int:
    """A deck's number, from its id: 49 bits, so that JavaScript reads it exactly."""
    return (1 << 48) + int.from_bytes(stable_hash(f"deck/{deck}")[:6], "big")


def first_id(deck: str) -> int:
    """Where the ids of a deck's notes and cards begin; Anki gives them others where they are taken."""
    return FIRST_ID + int.from_bytes(stable_hash(f"ids/{deck}")[:8], "big") % ID_SPAN


def deck_name(deck: Deck) -> str:
    """The deck's title as Anki's name for it, by which Anki knows it; `::` would make subdecks."""
    return deck.header.title.replace("::", ":")


def describe(deck: Deck, cards: dict[str, list[Card]], history: History | None = None) -> str:
    """The deck's description as HTML: what it is, how much it holds, whose it is, what is new."""
    header = deck.header
    used = [deck.source_of(deck.facts[name]).publisher for name in cards]
    asked = {name: of_fact for name, of_fact in cards.items()
             if deck.facts[name].status == "current"}
    count = sum(len(of_fact) for of_fact in asked.values())
    lines = [
        header.description,
        f"Version {header.version}: {len(asked)} facts, {count} questions.",
        f"Sources: {', '.join(sorted(set(used)))}.",
        f"By {', '.join(header.authors)}. Licence: {header.licence}.",
    ]
    if history and len(history.releases) > 1:
        lines.append(f"New in {history.last.version}: {summarise(history.last.changes)}")
    lines.append("No longer current: search for tag:quizgen::superseded or tag:quizgen::retired.")
    return "<br>".join(escape(line) for line in lines)
