"""The war deck's first day and its second: 1.0.0, frozen in this folder, and what came after."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.history import read_history
from quizgen.bank.read import load_deck
from quizgen.items.item import Item
from quizgen.items.make import every_item, make_items
from quizgen.releases.compare import compare, level_of
from quizgen.releases.snapshot import take_version

FROZEN = Path(__file__).with_name("ukraine-war-1.0.0")
FIRST_DAY = datetime.date(2023, 9, 15)


@pytest.fixture(scope="module")
def first() -> Deck:
    return load_deck(str(FROZEN))


@pytest.fixture(scope="module")
def now() -> Deck:
    return load_deck("ukraine-war")


def by_id(items: tuple[Item, ...]) -> dict[str, Item]:
    return {item.id: item for item in items}


def without_reasons(items: tuple[Item, ...]) -> list[Item]:
    """The items without why their options are wrong, which has since been written for many."""
    return [item._replace(distractors=tuple(d._replace(why="") for d in item.distractors))
            for item in items]


def test_the_first_day_still_gives_its_quiz(first: Deck, now: Deck) -> None:
    history = read_history(now.folder)[0]
    assert history is not None
    reworded = {c.fact for c in history.changes_since("1.1.0") if c.kind == "reworded"}
    assert reworded < first.facts.keys()
    before, after = without_reasons(make_items(first)), without_reasons(make_items(now, FIRST_DAY))
    for old, new in zip(before, after, strict=True):
        if reworded.isdisjoint(old.facts):
            assert new == old
        else:
            assert (new.id, new.key, new.distractors) == (old.id, old.key, old.distractors)


def test_no_id_went_and_no_answer_changed(first: Deck, now: Deck) -> None:
    before, after = by_id(every_item(first)), by_id(every_item(now))
    assert before.keys() <= after.keys()
    assert [name for name in before if before[name].key != after[name].key] == []


def test_what_the_second_day_did(first: Deck, now: Deck) -> None:
    changes = compare(take_version(first).snapshot, take_version(now).snapshot)
    by_kind: dict[str, set[str]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, set()).add(change.fact)
    assert by_kind["standing"] == {"andriivka-retaken"}
    assert by_kind["superseded"] == {"kim-remained"}
    assert by_kind["further"] == {"minsk-destroyed", "rostov-destroyed", "vessels-beyond-repair"}
    assert len(by_kind["added"] & now.facts.keys()) >= 12
    assert not by_kind.keys() & {"answered", "retired", "question-retired"}
    assert level_of(changes) == "minor"


def test_the_dispute_turns_no_side_into_the_truth(first: Deck, now: Deck) -> None:
    before, after = (by_id(make_items(deck))["andriivka-retaken.place"] for deck in (first, now))
    assert (before.standing, after.standing) == ("claimed", "disputed")
    assert after.stem.startswith("According to Ukraine’s Third Separate Assault Brigade, ")
    assert "The Russian Defence Ministry denied it." in after.explanation


def test_an_outside_assessment_of_less_is_told_and_confirms_nothing(now: Deck) -> None:
    item = by_id(make_items(now))["minsk-destroyed.object"]
    assert item.standing == "claimed"
    assert "the British Defence Ministry said that the attack had “almost certainly” done major " \
           "damage" in item.explanation


def test_the_history_leads_from_one_to_the_other(first: Deck, now: Deck) -> None:
    old, new = read_history(FROZEN)[0], read_history(now.folder)[0]
    assert old is not None and new is not None
    assert [release.version for release in new.releases][:2] == ["1.0.0", "1.1.0"]
    assert new.releases[0] == old.releases[0]
    assert {c.kind for c in new.changes_since("1.0.0")} >= {"added", "standing", "superseded"}
    kept = [name for name in old.facts if new.facts[name].changed == old.facts[name].changed]
    assert len(kept) == len(old.facts) - 6
