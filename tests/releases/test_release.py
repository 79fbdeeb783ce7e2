"""Releases: the least version, the times of change, and ids that never come back as strangers."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from quizgen.bank.history import History
from quizgen.problem import QuizgenError, UsageError
from quizgen.releases.release import check_history, plan_release, with_version

FIRST, SECOND, THIRD = (f"2023-09-1{day}T00:00:00Z" for day in (5, 6, 7))


def released(version: Any, edit: Any = None, after: History | None = None, time: str = FIRST,
             **wishes: Any) -> History:
    def edited(bank: Any) -> None:
        bank["deck"]["version"] = after.last.version if after else "1.0.0"
        if edit:
            edit(bank)
    return plan_release(version(edited), after, time, **wishes).history


def test_the_first_release_has_the_decks_version_and_every_id(version: Any) -> None:
    now = version()
    plan = plan_release(now, None, FIRST)
    assert (plan.version, plan.is_first, plan.is_needed) == ("1.0.0", True, True)
    assert list(plan.history.facts) == ["met", "debt", "rain", "said"]
    held = {name for note in plan.history.facts.values() for name in note.items}
    assert held == set(now.items)
    assert {note.changed for note in plan.history.facts.values()} == {FIRST}


def test_what_has_not_changed_keeps_its_time(version: Any) -> None:
    first = released(version)
    second = released(version, lambda b: b["facts"]["rain"].update(explanation="Much."), first, SECOND)
    assert second.last.version == "1.0.1"
    changed = {name for name, note in second.facts.items() if note.changed == SECOND}
    assert changed == {"rain"}
    assert second.facts["met"] == first.facts["met"]


def test_nothing_changed_is_nothing_to_release(version: Any) -> None:
    first = released(version)
    plan = plan_release(version(), first, SECOND)
    assert (plan.is_needed, plan.version, plan.history) == (False, "1.0.0", first)


@pytest.mark.parametrize(("edit", "least"), [
    (lambda b: b["facts"]["rain"].update(explanation="Much."), "1.0.1"),
    (lambda b: b["facts"]["said"].update(questions={"date": True}), "1.1.0"),
    (lambda b: b["facts"].pop("rain"), "2.0.0"),
])
def test_a_smaller_version_is_refused_and_a_larger_one_taken(
    version: Any, edit: Any, least: str
) -> None:
    first = released(version)
    assert plan_release(version(edit), first, SECOND).version == least
    assert plan_release(version(edit), first, SECOND, "3.0.0").version == "3.0.0"
    with pytest.raises(QuizgenError, match=f"is too small.*need {least} at least"):
        plan_release(version(edit), first, SECOND, "1.0.0")


def test_a_version_that_the_author_raised_is_taken(version: Any) -> None:
    def raised(bank: Any) -> None:
        bank["deck"]["version"] = "1.4.0"
        bank["facts"]["rain"]["explanation"] = "Much."
    assert plan_release(version(raised), released(version), SECOND).version == "1.4.0"


def test_a_version_without_a_change_is_refused(version: Any) -> None:
    first = released(version)
    with pytest.raises(QuizgenError, match=r"nothing has changed since 1\.0\.0"):
        plan_release(version(lambda b: b["deck"].update(version="1.1.0")), first, SECOND)


@pytest.mark.parametrize("time", [FIRST, "2023-09-14T23:59:59Z"])
def test_a_date_that_does_not_go_forward_is_refused(version: Any, time: str) -> None:
    now = version(lambda b: b["facts"]["rain"].update(explanation="Much."))
    with pytest.raises(QuizgenError, match=r"is not after that of the last release, 1\.0\.0"):
        plan_release(now, released(version), time)


def test_an_item_that_is_attested_must_exist(version: Any) -> None:
    with pytest.raises(UsageError, match=r"no fact or item rain\.when in mini"):
        plan_release(version(), released(version), SECOND, None, ["rain.when"])


def without_rain(bank: Any) -> None:
    del bank["facts"]["rain"]


def test_a_retired_fact_is_remembered_for_ever(version: Any) -> None:
    second = released(version, without_rain, released(version), SECOND)
    assert second.retired_facts["rain"].version == "2.0.0"
    assert second.retired_facts["rain"].sentence == "It rained in Oakham."
    third = released(version, lambda b: (without_rain(b), b["facts"].pop("said")), second, THIRD)
    assert set(third.retired_facts) == {"rain", "said"}


def test_a_retired_fact_comes_back_as_what_it_was_or_not_at_all(version: Any) -> None:
    second = released(version, without_rain, released(version), SECOND)
    assert check_history(version(), second) == []
    third = released(version, None, second, THIRD)
    assert (third.last.version, third.retired_facts) == ("2.1.0", {})
    stranger = version(lambda b: b["facts"]["rain"].update(text="it rained in {where=@thorn}"))
    (problem,) = check_history(stranger, second)
    assert problem.rule == "retired-id"
    assert "the id `rain` was retired in 2.0.0 (it was: It rained in Oakham.)" in problem.message
    assert problem.path.endswith("2023-09-15.yaml")
    other_kind = version(lambda b: b["facts"].update(rain=b["facts"]["met"]))
    assert [p.rule for p in check_history(other_kind, second)] == ["retired-id"]


def test_a_retired_item_comes_back_as_what_it_was_or_not_at_all(version: Any) -> None:
    def no_place(bank: Any) -> None:
        bank["facts"]["met"]["questions"] = {"place": False}
    second = released(version, no_place, released(version), SECOND)
    gone = {"met.place", "met.place-typed"} & set(second.retired_items)
    assert "met.place" in gone
    assert check_history(version(), second) == []
    elsewhere = version(lambda b: b["facts"]["met"].update(place="thorn"))
    messages = [p.message for p in check_history(elsewhere, second)]
    assert "the item `met.place` was retired in 2.0.0 (it was: Weir) and can't come back as " \
           "something else: take a new id" in messages


def test_a_deck_keeps_its_id(version: Any) -> None:
    (problem,) = check_history(version(lambda b: b["deck"].update(id="maxi")), released(version))
    assert (problem.rule, problem.line) == ("deck-id", 1)


def test_changes_since_a_version_are_those_of_all_later_releases(version: Any) -> None:
    first = released(version)
    second = released(version, without_rain, first, SECOND)
    third = released(version, lambda b: (without_rain(b), b["facts"].pop("said")), second, THIRD)
    assert [c.fact for c in third.changes_since("1.0.0") if c.kind == "retired"] == ["rain", "said"]
    assert [c.fact for c in third.changes_since("2.0.0") if c.kind == "retired"] == ["said"]
    assert third.changes_since("3.0.0") == third.changes_since("0.1.0") == ()


@pytest.mark.parametrize("header", [
    "id: x\nversion: 1.0.0  # the first\ntitle: T\n", "{id: x, version: '1.0.0', title: T}\n",
    'id: "version: 1.0.0"\nversion: "1.0.0"\n',
])
def test_only_the_version_changes_in_the_header(header: str) -> None:
    changed = with_version(header, "1.2.0")
    assert "1.2.0" in changed
    assert len(changed) in (len(header), len(header) - 2)
    assert changed.replace("1.2.0", "1.0.0") == header.replace("'1.0.0'", "1.0.0").replace(
        'version: "1.0.0"\n', "version: 1.0.0\n")


def test_a_deck_in_which_nothing_is_asked_is_not_released(version: Any) -> None:
    empty = version()
    with pytest.raises(QuizgenError, match="nothing is asked"):
        plan_release(dataclasses.replace(empty, items={}), None, FIRST)
