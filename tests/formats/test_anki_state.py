"""What a note's banner says, and when its note changed: by the bank alone, and by a history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.formats.anki_cards import cards_by_fact
from quizgen.formats.anki_state import NoteState, Tell, notice_html, seconds, state_of, tell_from
from quizgen.items.make import every_item
from quizgen.releases.release import plan_release
from quizgen.releases.snapshot import take_snapshot, take_version

MakeDeck = Callable[..., Deck]
FIRST, SECOND = "2023-09-20T12:00:00Z", "2023-09-21T12:00:00Z"


def changed(deck: Deck, **changes: Any) -> Deck:
    """The deck with some fields of its first fact changed."""
    fact = deck.facts["sochi-meeting"].model_copy(update=changes)
    return replace(deck, facts={**deck.facts, fact.id: fact})


def state(deck: Deck, tell: Tell = state_of, fact: str = "sochi-meeting") -> NoteState:
    cards = cards_by_fact(every_item(deck), deck.facts)
    return tell(deck, deck.facts[fact], cards)


def test_without_a_history_a_fact_changed_on_its_as_of_day(make_deck: MakeDeck) -> None:
    assert state(make_deck()) == NoteState(1_694_736_000)


def test_a_superseded_fact_says_what_holds_now(make_deck: MakeDeck) -> None:
    told = state(changed(make_deck(), status="superseded", superseded_by="andriivka-retaken"))
    assert (told.status, told.banner) == (
        "superseded", "Superseded: it stood so until 15 September 2023")
    assert told.notice.startswith("<b>Superseded by the report of 15 September 2023.</b> According")
    assert "Andriivka" in told.notice


@pytest.mark.parametrize("status", ["corrected", "retracted"])
def test_what_was_wrong_is_retired_and_says_why(make_deck: MakeDeck, status: str) -> None:
    told = state(changed(make_deck(), status=status, why="they met on <b>Monday</b>"))
    assert told.status == "retired"
    assert told.notice == (f"<b>{status.capitalize()}.</b> They met on &lt;b&gt;Monday&lt;/b&gt;. "
                           "You may suspend it.")


def test_a_notice_is_escaped() -> None:
    assert notice_html("Superseded. a < b") == "<b>Superseded.</b> a &lt; b"
    assert notice_html("Retracted.") == "<b>Retracted.</b>"


@pytest.mark.parametrize(("day", "wanted"), [
    ("2023-09-15", 1_694_736_000), ("2023-09", 1_693_526_400), ("1970-01-01", 1), ("1815", 1)])
def test_a_day_in_seconds(day: str, wanted: int) -> None:
    assert seconds(FactDate.parse(day)) == wanted


def test_by_a_history_a_note_changed_when_its_content_was_released(make_deck: MakeDeck) -> None:
    first = make_deck()
    one = plan_release(take_version(first), None, FIRST).history
    second = changed(first, explanation="They spoke.")
    two = plan_release(take_version(second), one, SECOND).history
    tell = tell_from(two, take_snapshot(second, every_item(second)), 0)
    assert state(second, tell) == NoteState(1_695_297_600, release="1.2.1")
    assert state(second, tell, "andriivka-retaken") == NoteState(1_695_211_200, release="1.2.0")


@pytest.mark.parametrize(("now", "wanted"), [(2_000_000_000, 2_000_000_000), (0, 1_695_211_201)])
def test_what_no_release_has_held_changed_now_or_right_after_the_last(
    make_deck: MakeDeck, now: int, wanted: int
) -> None:
    first = make_deck()
    history = plan_release(take_version(first), None, FIRST).history
    edited = changed(first, explanation="They spoke.")
    tell = tell_from(history, take_snapshot(edited, every_item(edited)), now)
    assert state(edited, tell) == NoteState(wanted)
    assert state(edited, tell, "andriivka-retaken").changed == 1_695_211_200


def test_a_standing_that_changed_is_told_until_the_note_changes_again(make_deck: MakeDeck) -> None:
    first = make_deck()
    one = plan_release(take_version(first), None, FIRST).history
    facts = first.facts
    denied = [*facts["andriivka-retaken"].assertions, *facts["andriivka-retaken"].assertions]
    denied[1] = denied[1].model_copy(update={"polarity": "denies", "by": "forces"})
    fact = facts["andriivka-retaken"].model_copy(update={"assertions": tuple(denied)})
    second = replace(first, facts={**facts, fact.id: fact})
    two = plan_release(take_version(second), one, SECOND).history
    told = state(second, tell_from(two, take_snapshot(second, every_item(second)), 0), fact.id)
    assert told.banner == "Its standing changed on 21 September 2023"  # no report: the release's day
    assert told.notice == f"<b>{told.banner}:</b> it was claimed, and is now disputed."
