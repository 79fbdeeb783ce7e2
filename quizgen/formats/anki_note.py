"""A fact as a note of the package: its identity, fields and tags."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.picture import read_picture
from quizgen.formats.anki_cards import Card, Options
from quizgen.formats.anki_note_type import FIELDS
from quizgen.formats.anki_package import PackedNote
from quizgen.formats.anki_state import NoteState, read_day
from quizgen.formats.anki_text import (
    choice_list,
    direction,
    escape,
    mark_answer,
    other_forms,
    picture_html,
    standing_html,
    upper,
)
from quizgen.problem import QuizgenError


def make_note(
    deck: Deck, cards: Sequence[Card], state: NoteState, options: Options, due: int
) -> PackedNote:
    """The note of a fact's cards; `due` is its place among the new cards."""
    first = min(cards, key=lambda card: card.slot).item
    filled = _fact_fields(deck, cards, state)
    if options.choices == "shown":
        filled["Choices open"] = "yes"
    for card in cards:
        filled.update(_card_fields(card, options))
    return PackedNote(
        guid=make_guid(deck.id, first.fact),
        changed=state.changed + options.rank,
        tags=tuple(_tags(deck, cards, state)),
        fields=tuple([filled.get(name, "") for name in FIELDS]),
        cards=tuple(sorted(card.slot - 1 for card in cards)),
        due=due,
    )


def make_guid(deck: str, fact: str) -> str:
    """The note's identity for ever: from the deck's and the fact's id, not from any text."""
    return base64.urlsafe_b64encode(stable_hash(f"note/{deck}/{fact}")[:12]).decode()


def stable_hash(text: str) -> bytes:
    """What every number of the package is made from: never from texts that may change."""
    return hashlib.sha256(f"quizgen/{text}".encode()).digest()


def _fact_fields(deck: Deck, cards: Sequence[Card], state: NoteState) -> dict[str, str]:
    first = min(cards, key=lambda card: card.slot).item
    fact = deck.facts[first.fact]
    _, development = deck.homes[fact.id]
    picture, credit = picture_fields(deck, fact.id)
    return {
        "Fact": fact.id,
        "First question": escape(first.stem),
        "Sentence": escape(first.sentence),
        "Explanation": escape(first.explanation.removeprefix(first.sentence).strip()),
        "Attribution": escape(upper(first.attribution)),
        "Standing": standing_html(first.standing),
        "As of": _words(read_day(first.as_of)),
        "Date": _words(fact.date),
        "Source": escape(first.cited),
        "Link": escape(first.source.url or ""),
        "Banner": state.banner,
        "Notice": state.notice,
        "Picture": picture,
        "Picture credit": credit,
        "Development": escape(development.title if development else first.development),
        "Release": escape(state.release),
        "Language": deck.header.language,
        "Direction": direction(deck.header.language),
        "Classes": f"kind-{fact.kind} standing-{_plain(first.standing)} status-{state.status}",
    }


def _card_fields(card: Card, options: Options) -> dict[str, str]:
    item, slot = card.item, card.slot
    return {
        f"Question {slot}": escape(item.stem),
        f"Answer {slot}": escape(item.key),
        f"Choices {slot}": (choice_list(card.choices)
                            if card.choices and options.choices != "none" else ""),
        f"Typed {slot}": escape(card.typed.key) if card.typed and options.type_in else "",
        f"Marked sentence {slot}": mark_answer(item),
        f"More {slot}": escape(card.gone) or other_forms(card.typed or item),
    }


def picture_fields(deck: Deck, fact: str) -> tuple[str, str]:
    """The fields of a fact's picture and its credit; empty where it has none."""
    picture = deck.facts[fact].picture
    return picture_html(picture, picture_name(deck, fact)) if picture else ("", "")


def picture_name(deck: Deck, fact: str) -> str:
    """The picture's name in every learner's media folder: of its bytes, so never another's.

    QuizgenError where the file cannot be read (any more).
    """
    data = picture_bytes(deck, fact)
    file = deck.facts[fact].picture
    suffix = file.file.rpartition(".")[2].lower() if file else ""
    return f"quizgen-{deck.id}-{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"


def picture_bytes(deck: Deck, fact: str) -> bytes:
    """The bytes of a fact's picture; QuizgenError where the file cannot be read (any more)."""
    picture = deck.facts[fact].picture
    if picture is None:
        return b""
    try:
        return read_picture(deck.folder, picture.file)
    except ValueError as error:
        raise QuizgenError(f"{fact}: the picture {picture.file} {error}") from None


def _tags(deck: Deck, cards: Sequence[Card], state: NoteState) -> Iterator[str]:
    """Tags in one tree, so that they stay apart from the learner's own; ids hold no spaces."""
    item = cards[0].item
    yield f"quizgen::{deck.id}::{item.development}"
    yield f"quizgen::kind::{deck.facts[item.fact].kind}"
    if item.topic:
        yield f"quizgen::topic::{item.topic}"
    yield f"quizgen::standing::{_plain(item.standing)}"
    if state.status != "current":
        yield f"quizgen::{state.status}"
    if state.release:
        yield f"quizgen::release::{state.release}"
    yield from (f"quizgen::tag::{tag}" for tag in item.tags)


@lru_cache(maxsize=1024)
def _words(day: FactDate) -> str:
    return escape(day.words())


def _plain(words: str) -> str:
    """Words as a part of a tag or a class."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
