"""The store: what is put stays, cards follow from the log, and what is due is asked once a fact."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quizgen.play.records import Flag, Review, Seen
from quizgen.play.schedule import replay
from quizgen.play.store import Store
from tests.play.reviews import at, day, review


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "p.sqlite")
    made.migrate()
    yield made
    made.close()


def replayed(store: Store) -> list[Any]:
    """The cards that the log comes to."""
    log = store.reviews()
    items = sorted({(r.deck, r.item) for r in log})
    cards = [replay(r for r in log if (r.deck, r.item) == item) for item in items]
    return [card for card in cards if card]


def test_what_is_put_is_there_and_again_after_opening(store: Store, tmp_path: Path) -> None:
    one, flag, seen = review(), Flag("d", "f.q", at(0), "bad", True), Seen("d", "1.0.0", at(0))
    store.put(one, flag, seen)
    other = Store(tmp_path / "p.sqlite")
    assert (other.reviews(), other.flags(), other.seen("d")) == ([one], [flag], "1.0.0")
    assert other.cards() == [replay([one])]
    other.close()


def test_an_answer_is_on_disk_before_put_returns(store: Store) -> None:
    assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_putting_again_changes_nothing_and_the_later_form_holds(store: Store) -> None:
    one = review()
    undone = one._replace(undone=True, changed=at(0.1))
    for record in (one, undone, one):
        store.put(record)
    assert store.reviews() == [undone]
    assert store.cards() == []


def test_undoing_the_second_answer_leaves_the_card_of_the_first(store: Store) -> None:
    first, second = review(0), review(3, rating=1)
    store.put(first)
    card = store.cards()
    store.put(second)
    store.put(second._replace(undone=True, changed=at(3.1)))
    assert store.cards() == card
    assert len(store.reviews()) == 2


def test_a_fault_on_the_way_leaves_all_as_it_was(store: Store) -> None:
    with pytest.raises(Exception, match="NOT NULL"):
        store.put(review(), review(1)._replace(given=None))  # type: ignore[arg-type]
    assert store.reviews() == []
    store.put(review())  # and it can go on


def test_the_most_overdue_comes_first(store: Store) -> None:
    store.put(review(0, "a.q"), review(1, "b.q", rating=1), review(0, "c.q", rating=1))
    assert store.due("d", day(0)) == []
    assert store.due("d", day(1)) == [("c.q", "c")]
    assert store.due("d", day(2)) == [("c.q", "c"), ("a.q", "a"), ("b.q", "b")]
    assert store.due("other", day(9)) == []


def test_siblings_wait_for_another_day(store: Store) -> None:
    store.put(review(0, "a.q", rating=1), review(0, "a.r", rating=1))
    store.put(review(1, "a.q"))
    assert store.due("d", day(1)) == []
    assert store.due("d", day(2)) == [("a.r", "a")]


def _write(path: Path, name: str) -> None:
    store = Store(path)
    store.migrate()
    for number in range(40):
        store.put(review(number, f"{name if number % 2 else 'both'}.q", id=f"{name}-{number}"))
    store.close()


def test_two_sessions_at_once_lose_nothing(store: Store, tmp_path: Path) -> None:
    """Two processes write to the same cards and others, as fast as they can."""
    fork = multiprocessing.get_context("fork")
    path = tmp_path / "two.sqlite"
    writers = [fork.Process(target=_write, args=(path, name)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
        assert writer.exitcode == 0
    both = Store(path)
    assert len(both.reviews()) == 80
    assert both.cards() == replayed(both)
    both.check()
    both.close()


class Learner(RuleBasedStateMachine):
    """Any answers, amendments and undoings, in any order of time, by two sessions in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store(None)
        self.store.migrate()
        self.put: dict[str, Review] = {}

    @rule(on=st.integers(0, 60), item=st.sampled_from(["a.q", "a.r", "b.q"]),
          rating=st.sampled_from([None, 1, 2, 3, 4]), mode=st.sampled_from(["study", "quiz"]),
          expires=st.sampled_from([None, None, "2026-12-01"]))
    def answer(self, **changes: Any) -> None:
        self.keep(review(changes.pop("on"), changes.pop("item"), **changes))

    @rule(which=st.integers(0, 99), rating=st.sampled_from([1, 3, 4]))
    def overrule(self, which: int, rating: int) -> None:
        self.change(which, overruled=True, rating=rating)

    @rule(which=st.integers(0, 99), undone=st.booleans())
    def undo(self, which: int, undone: bool) -> None:
        self.change(which, undone=undone)

    @rule(which=st.integers(0, 99))
    def put_an_old_form_again(self, which: int) -> None:
        if self.put:
            old = list(self.put.values())[which % len(self.put)]
            self.store.put(old._replace(changed=at(-1), rating=2))

    def change(self, which: int, **changes: Any) -> None:
        if self.put:
            old = list(self.put.values())[which % len(self.put)]
            self.keep(old._replace(changed=f"{old.changed}+", **changes))

    def keep(self, record: Review) -> None:
        self.put[record.id] = record
        self.store.put(record)

    @invariant()
    def the_log_is_whole_and_gives_the_cards(self) -> None:
        assert {r.id: r for r in self.store.reviews()} == self.put
        assert self.store.cards() == replayed(self.store)

    @invariant()
    def a_day_asks_no_fact_that_was_reviewed_on_it(self) -> None:
        for number in (1, 30, 61):
            today = day(number)
            facts = {fact for _, fact in self.store.due("d", today)}
            assert not facts & {r.fact for r in self.store.reviews()
                                if r.counts and today.begins <= r.time < today.ends}

    def teardown(self) -> None:
        self.store.close()


TestLearner = Learner.TestCase
TestLearner.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
