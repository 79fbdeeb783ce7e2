"""`quizgen show`: a deck, a fact, a set or an item."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_a_deck_is_shown_with_its_developments(run: Any, town: Path) -> None:
    ran = run("show", "town")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The town of Millbrook (town 0.1.0)\n")
    assert "4 facts, " in ran.out
    assert "A hall becomes a library [library]" in ran.out


def test_a_fact_is_shown_with_its_items(run: Any, town: Path) -> None:
    ran = run("show", "town", "library-vote")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("library-vote (vote) at town/2024-05-04.yaml:")
    assert "library-vote.ayes (multiple-choice)" in ran.out
    assert "  = 14 votes\n" in ran.out


def test_an_item_is_shown_whole(run: Any, town: Path) -> None:
    ran = run("show", "town", "library-vote.ayes")
    assert ran.code == 0
    assert ran.out.startswith("library-vote.ayes (multiple-choice, content)\n")
    assert "the Valley Gazette" in ran.out
    assert "2024-05-04" in ran.out
    assert "library-vote.noes" not in ran.out


def test_a_set_is_shown(run: Any) -> None:
    items = json.loads(run("show", "ukraine-war", "--json").out)["items"]
    name = next(i["fact"] for i in items if i["kind"] == "matching")
    ran = run("show", "ukraine-war", name)
    assert ran.code == 0
    assert ran.out.startswith(f"{name} (set) at ")


def test_json_holds_every_item_or_those_of_a_name(run: Any, town: Path) -> None:
    whole = json.loads(run("show", "town", "--json").out)
    assert (whole["deck"], whole["version"]) == ("town", "0.1.0")
    assert len(whole["items"]) > 15
    one = json.loads(run("show", "town", "library-vote.ayes", "--json").out)["items"]
    assert [item["id"] for item in one] == ["library-vote.ayes"]


def test_the_deck_can_be_an_option(run: Any, town: Path) -> None:
    assert run("show", "--deck", "town", "library-vote").out == run("show", "town", "library-vote").out


def test_nothing_was_known_before_the_report(run: Any, town: Path) -> None:
    ran = run("show", "town", "--json", "--as-of", "2024-05-03")
    assert json.loads(ran.out)["items"] == []


def test_an_unknown_name_leaves_with_2_and_a_suggestion(run: Any, town: Path) -> None:
    ran = run("show", "town", "library-vot")
    assert (ran.code, ran.out) == (2, "")
    assert "no fact or item “library-vot” in town (did you mean `library-vote`?)" in ran.err


def test_a_deck_with_errors_is_not_shown(run: Any, broken: Path) -> None:
    ran = run("show", "town")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("town/2024-05-04.yaml:")


def test_a_day_that_is_none_leaves_with_2(run: Any, town: Path) -> None:
    ran = run("show", "town", "--as-of", "2023-02-30")
    assert (ran.code, ran.out) == (2, "")
    assert "'2023-02-30' is no date; write 2023-09-15" in ran.err
