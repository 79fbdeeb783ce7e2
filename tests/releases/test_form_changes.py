"""What became of printed questions, told by form and number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizgen.items.assemble import assemble
from quizgen.items.forms import Forms, make_forms
from quizgen.items.make import make_items
from quizgen.releases.form_changes import find_form_changes
from quizgen.releases.snapshot import Version
from tests.releases.conftest import BANK, read_bank


@pytest.fixture
def printed(tmp_path: Path) -> Forms:
    deck = read_bank(tmp_path / "then", BANK).deck
    return make_forms(assemble(deck, make_items(deck), seed=1), 2)


def now(tmp_path: Path, edit: Callable[[dict[str, Any]], None]) -> Version:
    import copy

    bank = copy.deepcopy(BANK)
    edit(bank)
    return read_bank(tmp_path / "now", bank)


def texts(printed: Forms, version: Version, fact: str) -> set[str]:
    """The changes of a fact's items without their place, which stands in the form."""
    found = find_form_changes(printed, version)
    for change in found:
        quiz = next(q for q in printed.quizzes if q.form == change.form)
        assert quiz.questions[change.number - 1].item == change.change.item
    assert all(sum(c.change is change.change for c in found) == 2 for change in found)
    return {change.change.text for change in found if change.change.item.fact == fact}


def test_nothing_changed(printed: Forms, tmp_path: Path) -> None:
    assert find_form_changes(printed, now(tmp_path, lambda bank: None)) == ()


def test_an_answer_changed(printed: Forms, tmp_path: Path) -> None:
    def edit(bank: dict[str, Any]) -> None:
        bank["facts"]["debt"]["value"]["value"] = 45
        bank["facts"]["rain"]["text"] = "it rained in {where=@thorn}"

    version = now(tmp_path, edit)
    told = texts(printed, version, "debt") | texts(printed, version, "rain")
    assert any("its answer changed: “" in text for text in told)
    assert str(find_form_changes(printed, version)[0]).startswith("form A, question ")


def test_a_fact_went(printed: Forms, tmp_path: Path) -> None:
    fact = printed.items[0].fact
    version = now(tmp_path, lambda bank: bank["facts"].pop(fact))
    assert texts(printed, version, fact) == {"it is no longer in the bank"}


def test_a_fact_was_superseded_on_a_day(printed: Forms, tmp_path: Path) -> None:
    fact = printed.items[0].fact

    def edit(bank: dict[str, Any]) -> None:
        bank["facts"]["later"] = {"kind": "event", "date": "2023-09-15",
                                  "text": "all of it came otherwise in {where=@elmbrook}",
                                  "ask": {"where": {"stem": "where did it come otherwise?"}}}
        bank["facts"][fact]["superseded_by"] = "later"
        bank["facts"][fact]["status"] = "superseded"

    told = texts(printed, now(tmp_path, edit), fact)
    assert "its answer was superseded on 15 September 2023" in told


def test_other_words_and_another_standing_are_told_and_not_serious(
    printed: Forms, tmp_path: Path
) -> None:
    from quizgen.releases.form_changes import SERIOUS

    def edit(bank: dict[str, Any]) -> None:
        for fact in bank["facts"].values():
            fact["explanation"] = "There is more to it."

    found = find_form_changes(printed, now(tmp_path, edit))
    assert found
    assert {change.change.what for change in found} == {"explained"}
    assert not {change.change.what for change in found} & set(SERIOUS)
