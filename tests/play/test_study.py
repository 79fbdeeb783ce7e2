"""What is drawn for a day, and what a newer version is said to have changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.history import Change, History, Release, history_text
from quizgen.items.in_memory import ItemsInMemory
from quizgen.items.item import Item
from quizgen.play.outlook import outlook
from quizgen.play.schedule import Day
from quizgen.play.store import Store
from quizgen.play.study import Wish, draw
from quizgen.play.whats_new import whats_new
from quizgen.problem import UsageError
from tests.play.reviews import day, review


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store(None)
    made.migrate()
    yield made
    made.close()


class Watched(ItemsInMemory):
    """A library that counts the items that it is asked for."""

    asked = 0

    def items(self, ids: Any) -> list[Item]:
        Watched.asked += len(ids)
        return super().items(ids)


@pytest.fixture
def library(base: Item) -> ItemsInMemory:
    """Thirty facts with two items each, about nothing in common."""
    Watched.asked = 0
    items = [base._replace(id=f"f{n:02}.{q}", fact=f"f{n:02}", facts=(f"f{n:02}",), stem=f"Which {n}?",
                           key=f"{q}{n}{q}{n}", explanation="", topic="even" if n % 2 == 0 else "odd",
                           kind="multiple-choice" if q == "q" else "short-answer",
                           valid_until="2026-11-02" if n == 3 else None)
             for n in range(30) for q in ("q", "t")]
    return Watched("d", "D", "1.0.0", "en", items)


def drawn(library: ItemsInMemory, store: Store, today: Day, **wish: Any) -> list[str]:
    return [item.id for item in draw(library, store, today, Wish(**wish)).items]


def test_a_first_session_brings_ten_new_facts_in_the_decks_order(
    library: ItemsInMemory, store: Store
) -> None:
    found = draw(library, store, day(0), Wish())
    assert [item.id for item in found.items] == [f"f{n:02}.q" for n in range(10)]
    assert found.new == {item.id for item in found.items}
    assert Watched.asked <= 30


def test_what_is_due_comes_first_then_facts_never_asked(library: ItemsInMemory, store: Store) -> None:
    store.put(review(0, "f01.q", rating=1), review(0, "f00.q"), review(0, "f02.q", rating=4))
    assert drawn(library, store, day(2), new=2) == ["f01.q", "f00.q", "f04.q", "f05.q"]
    assert drawn(library, store, day(2), new=0) == ["f01.q", "f00.q"]
    assert drawn(library, store, day(2), new=1, due=1) == ["f01.q", "f04.q"]
    assert drawn(library, store, day(2), count=1) == ["f01.q"]
    assert len(drawn(library, store, day(2), count=25)) == 25


def test_when_all_facts_are_known_their_other_questions_follow(
    library: ItemsInMemory, store: Store
) -> None:
    store.put(*(review(0, f"f{n:02}.q", rating=4) for n in range(30)))
    assert drawn(library, store, day(0)) == []  # a day apart
    assert drawn(library, store, day(1), new=3) == ["f00.t", "f01.t", "f02.t"]


def test_a_session_never_has_two_of_one_fact(library: ItemsInMemory, store: Store) -> None:
    store.put(*(review(0, f"f{n:02}.{q}", rating=1) for n in range(30) for q in "qt"))
    found = drawn(library, store, day(5), count=30)
    assert len({name.partition(".")[0] for name in found}) == len(found) == 29  # one is past its day


def test_a_set_and_the_facts_of_it_are_not_asked_together(base: Item, store: Store) -> None:
    pair = base._replace(id="set.matching", fact="set", facts=("f", "g"))
    library = ItemsInMemory("d", "D", "1.0.0", "en", [base, pair])
    assert drawn(library, store, day(0)) == ["f.q"]
    store.put(review(0, "set.matching", rating=1), review(0, "f.q", rating=1))
    assert drawn(library, store, day(1)) == ["f.q"]


def test_what_gives_another_away_is_left_for_another_day(base: Item, store: Store) -> None:
    tells = base._replace(id="g.q", fact="g", facts=("g",), key="Omsk", explanation="Not in Sochi.")
    other = base._replace(id="h.q", fact="h", facts=("h",), key="Yalta", explanation="Elsewhere.")
    library = ItemsInMemory("d", "D", "1.0.0", "en", [base, tells, other])
    assert drawn(library, store, day(0), new=2) == ["f.q", "h.q"]
    assert drawn(library, store, day(0), new=3) == ["f.q", "g.q", "h.q"]  # if it can be


def test_what_is_past_its_last_day_or_no_longer_in_the_deck_is_not_asked(
    library: ItemsInMemory, store: Store
) -> None:
    assert "f03.q" in drawn(library, store, day(1))
    assert "f03.q" not in drawn(library, store, day(2))
    store.put(review(0, "f03.q"), review(0, "gone.q"), review(0, "f05.q"))
    assert drawn(library, store, day(9), new=0) == ["f05.q"]


def test_wishes(library: ItemsInMemory, store: Store) -> None:
    assert drawn(library, store, day(0), topic="odd", new=2) == ["f01.q", "f03.q"]
    assert drawn(library, store, day(0), kinds=("short-answer",), new=2) == ["f00.t", "f01.t"]
    since = datetime.date(2023, 9, 15)
    assert drawn(library, store, day(0), since=since, until=since, new=1) == ["f00.q"]
    for wish, message in (({"topic": "none"}, "there are even, odd, sochi"),
                          ({"kinds": ("essay",)}, "no kind"),
                          ({"until": datetime.date(2000, 1, 1)}, "no item fits")):
        with pytest.raises(UsageError, match=message):
            drawn(library, store, day(0), **wish)


def test_the_outlook(library: ItemsInMemory, store: Store) -> None:
    assert outlook(library, store, day(0), datetime.UTC).words(day(0).date) == ""
    store.put(review(0, "f00.q", rating=1), review(0, "f01.q"), review(0, "f02.q"))
    words = [outlook(library, store, day(n), datetime.UTC).words(day(n).date) for n in (0, 1, 2)]
    assert words == ["1 comes due tomorrow.", "1 more is due today.", "3 more are due today."]
    store.put(review(1, "f00.q", rating=4))
    assert outlook(library, store, day(0), datetime.UTC).words(day(0).date) == (
        "2 come due on Tuesday 3 November 2026.")


# -- a newer version ------------------------------------------------------------------------------

CHANGES = (
    Change(kind="added", fact="new"), Change(kind="reworded", fact="a", items=("a.q",)),
    Change(kind="superseded", fact="a", before="They met in Sochi.", after="They met in Omsk."),
    Change(kind="answered", fact="b", items=("b.q",), before="12", after="14"),
    Change(kind="retracted", fact="c", before="He said so."), Change(kind="deck"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    history = History(header="0" * 16, facts={}, deck="d", releases=(
        Release(version="1.0.0", time="2026-01-01T00:00:00Z"),
        Release(version="1.1.0", time="2026-02-01T00:00:00Z", changes=CHANGES)))
    (tmp_path / "history.json").write_text(history_text(history), "utf-8")
    return tmp_path


def test_a_learner_halfway_is_told_what_a_newer_version_changed(folder: Path) -> None:
    assert whats_new("d", folder, "1.0.0", "1.1.0", {"a", "b"}) == (
        "d is 1.1.0 now; you last played 1.0.0. Your progress is all there.",
        "Facts: 1 new, 1 answered otherwise, 1 superseded, 1 taken back, 1 reworded",
        "Of what you have learned:",
        "  They met in Sochi: no longer asked: time has overtaken it.",
        "  b (12 → 14): the answer is another one now.")


def test_without_a_history_the_version_alone_is_told(tmp_path: Path, folder: Path) -> None:
    assert len(whats_new("d", tmp_path / "none", "1.0.0", "1.1.0", ())) == 1
    assert len(whats_new("d", folder, "0.9.0", "1.1.0", {"a"})) == 1


def test_further_questions_on_known_facts_come_between_new_facts(
    library: ItemsInMemory, store: Store
) -> None:
    first = draw(library, store, day(0), Wish(new=3)).items
    for item in first:
        store.put(review(0, item.id, id=item.id, fact=item.fact))
    drawn = draw(library, store, day(1), Wish(new=6, due=0)).items
    known = {item.fact for item in first}
    assert sum(item.fact in known for item in drawn) == 2
