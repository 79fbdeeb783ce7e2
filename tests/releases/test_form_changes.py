"""What became of printed questions, told by form and number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizgen.items.assemble import assemble
from quizgen.items.forms import Forms, make_forms
from quizgen.items.make import make_items
from quizgen.releases.form_changes import SERIOUS, find_form_changes, tell_form_changes
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


def explain_more(bank: dict[str, Any]) -> None:
    for fact in bank["facts"].values():
        fact["explanation"] = "There is more to it."


def test_other_explanations_are_not_serious_and_told_in_a_line(printed: Forms, tmp_path: Path) -> None:
    found = find_form_changes(printed, now(tmp_path, explain_more))
    assert {change.change.what for change in found} == {"explained"}
    lines = tell_form_changes(found)
    assert [line[:34] for line in lines] == ["form A: the key explains questions",
                                             "form B: the key explains questions"]


@pytest.mark.parametrize(("layout", "told"), [
    ({"key": "none"}, False), ({"key": "none", "study_sheet": "yes"}, True), ({}, True)])
def test_an_explanation_is_told_where_it_was_printed(
    printed: Forms, tmp_path: Path, layout: dict[str, str], told: bool
) -> None:
    laid_out = printed._replace(layout=layout)
    assert bool(find_form_changes(laid_out, now(tmp_path, explain_more))) is told


def test_what_matters_is_told_first(printed: Forms, tmp_path: Path) -> None:
    gone = printed.items[-1].fact

    def edit(bank: dict[str, Any]) -> None:
        explain_more(bank)
        del bank["facts"][gone]

    found = find_form_changes(printed, now(tmp_path, edit))
    serious = [change.change.what in SERIOUS for change in found]
    assert serious == sorted(serious, reverse=True) and any(serious) and not all(serious)


def test_a_further_source_changes_nothing_that_was_printed(printed: Forms, tmp_path: Path) -> None:
    version = now(tmp_path, lambda bank: None)
    cited = {name: item._replace(further=(item.source,)) for name, item in version.items.items()}
    assert find_form_changes(printed, replace(version, items=cited)) == ()
