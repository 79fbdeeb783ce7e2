"""Every shipped deck is without a fault, and as large as it is said to be."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from quizgen.bank.find import deck_folders, shipped_decks
from quizgen.bank.history import read_history
from quizgen.bank.read import load_deck, read_deck
from quizgen.items.assemble import assemble
from quizgen.items.lint import lint_items
from quizgen.items.make import every_item, make_items
from quizgen.releases.compare import compare
from quizgen.releases.release import check_history
from quizgen.releases.snapshot import take_version

DECKS = sorted(p for p in shipped_decks().iterdir() if (p / "deck.yaml").is_file())


def test_the_decks_are_those_that_can_be_named(tmp_path: Path) -> None:
    assert {p.name for p in DECKS} == set(deck_folders(tmp_path)) >= {"ukraine-war", "space-2023"}


@pytest.mark.parametrize("folder", DECKS, ids=lambda folder: folder.name)
def test_a_shipped_deck_has_no_error_and_no_warning(folder: Path) -> None:
    deck, problems = read_deck(folder)
    assert problems == ()
    assert deck is not None
    assert deck.id == folder.name
    assert lint_items(deck, make_items(deck)) == ()


@pytest.mark.parametrize("folder", DECKS, ids=lambda folder: folder.name)
def test_a_shipped_deck_gives_a_quiz_of_ten_with_any_seed(folder: Path) -> None:
    deck = load_deck(str(folder))
    items = make_items(deck)
    assert [len(assemble(deck, items, seed=seed).questions) for seed in range(20)] == [10] * 20


@pytest.mark.parametrize(("name", "facts", "items"), [
    ("ukraine-war", 36, 120), ("space-2023", 20, 60),
])
def test_a_shipped_deck_is_large_enough(name: str, facts: int, items: int) -> None:
    deck = load_deck(name)
    assert len(deck.facts) >= facts
    assert len(make_items(deck)) >= items


def test_every_fact_of_a_source_whose_text_was_held_has_evidence_within_its_length() -> None:
    deck = load_deck("ukraine-war")
    held = [fact for fact in deck.facts.values() if deck.source_of(fact).text]
    assert {str(deck.homes[fact.id][0].date) for fact in held} == {"2023-09-15"}
    assert len(held) == 48
    for fact in held:
        text = deck.source_of(fact).text
        spans = [*fact.evidence, *(e for a in fact.assertions for e in a.evidence)]
        assert spans, fact.id
        assert text is not None
        assert all(span.end <= text.length for span in spans), fact.id


def test_the_second_day_of_the_war_deck_leaves_the_first_as_it_was() -> None:
    deck = load_deck("ukraine-war")
    then, now = make_items(deck, datetime.date(2023, 9, 15)), every_item(deck)
    assert len(then) == 182
    assert {item.id for item in then} <= {item.id for item in now}
    changed = {a.fact for a in then for b in now if a.id == b.id and a != b}
    updated = {update.fact for digest in deck.digests for update in digest.updates}
    assert changed == updated & {item.fact for item in then}


def test_the_second_day_of_the_war_deck_disputes_a_claim_and_supersedes_a_fact() -> None:
    deck = load_deck("ukraine-war")
    then = {i.fact: i for i in make_items(deck, datetime.date(2023, 9, 15))}
    now = {i.fact: i for i in make_items(deck)}
    assert (then["andriivka-retaken"].standing, now["andriivka-retaken"].standing) == (
        "claimed", "disputed")
    assert now["minsk-destroyed"].standing == "claimed"
    assert "almost certainly" in now["minsk-destroyed"].explanation
    assert "kim-remained" in then
    assert "kim-remained" not in now


@pytest.mark.parametrize("folder", DECKS, ids=lambda folder: folder.name)
def test_both_truths_are_about_as_frequent_in_a_shipped_deck(folder: Path) -> None:
    """A quiz holds them in balance; a whole deck is drawn by a coin, so more is let pass."""
    keys = Counter(i.key for i in make_items(load_deck(str(folder))) if i.kind == "true-false")
    assert 0.3 <= keys["True"] / keys.total() <= 0.7


@pytest.mark.parametrize("folder", DECKS, ids=lambda folder: folder.name)
def test_a_shipped_deck_is_released_as_it_is(folder: Path) -> None:
    """After a change: `quizgen release decks/NAME`."""
    history, problems = read_history(folder)
    assert problems == ()
    assert history is not None
    now = take_version(load_deck(str(folder)))
    assert compare(history, now.snapshot) == ()
    assert history.last.version == now.deck.version
    assert check_history(now, history) == []
    assert f"## {history.last.version} (" in (folder / "CHANGELOG.md").read_text(encoding="utf-8")
