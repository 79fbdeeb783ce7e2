"""What a note's banner says, and when its note changed, as far as the bank alone can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.formats.anki_cards import cards_by_fact
from quizgen.formats.anki_state import (
    NoteState,
    restated,
    retired,
    seconds,
    state_of,
    superseded,
)
from quizgen.items.make import make_items

DAY = FactDate.parse("2023-10-05")
MakeDeck = Callable[..., Deck]


def state(make_deck: MakeDeck, **changes: object) -> NoteState:
    """The state of the small deck's first fact, with some of its fields changed."""
    deck = make_deck()
    cards = cards_by_fact(make_items(deck), deck.facts)
    fact = deck.facts["sochi-meeting"].model_copy(update=changes)
    return state_of(replace(deck, facts={**deck.facts, fact.id: fact}), fact, cards)


def test_a_current_fact_changed_on_its_as_of_day_and_has_no_banner(make_deck: MakeDeck) -> None:
    assert state(make_deck) == NoteState(1_694_736_000)


def test_a_superseded_fact_says_what_holds_now(make_deck: MakeDeck) -> None:
    told = state(make_deck, status="superseded", superseded_by="andriivka-retaken")
    assert (told.status, told.banner) == (
        "superseded", "Superseded: it stood so until 15 September 2023")
    assert told.notice.startswith("<b>Superseded on 15 September 2023.</b> ")
    assert "Andriivka" in told.notice


@pytest.mark.parametrize("status", ["corrected", "retracted", "superseded"])
def test_a_fact_without_a_follower_is_retired(make_deck: MakeDeck, status: str) -> None:
    told = state(make_deck, status=status)
    assert told.status == "retired"
    assert told.notice == f"<b>Retired on 15 September 2023:</b> {status}. You may suspend it."


def test_notices_are_escaped_and_banners_give_nothing_away() -> None:
    assert superseded(DAY, "a < b")[1] == "<b>Superseded on 5 October 2023.</b> a &lt; b"
    assert superseded(DAY, "")[1] == "<b>Superseded on 5 October 2023.</b>"
    assert "<i>" not in "".join(retired(DAY, "<i>"))
    banner, notice = restated(DAY, "claimed", "disputed")
    assert banner == "Its standing changed on 5 October 2023"
    assert notice == f"<b>{banner}:</b> it was claimed, and is now disputed."


@pytest.mark.parametrize(("day", "wanted"), [
    ("2023-09-15", 1_694_736_000), ("2023-09", 1_693_526_400), ("1970-01-01", 1), ("1815", 1)])
def test_a_day_in_seconds(day: str, wanted: int) -> None:
    assert seconds(FactDate.parse(day)) == wanted
