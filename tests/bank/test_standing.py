"""How a matter stands, from who said what about it up to a day."""

from __future__ import annotations

import datetime

import pytest

from quizgen.bank.standing import PUBLISHER, Assertion, derive_standing, known_by


def said(by: str, polarity: str = "asserts", date: str | None = None, **more: bool) -> Assertion:
    return Assertion.model_validate({"by": by, "polarity": polarity, "date": date, **more})


@pytest.mark.parametrize(("assertions", "standing"), [
    ([], "reported"),
    ([said(PUBLISHER)], "reported"),
    ([said("a"), said(PUBLISHER)], "reported"),
    ([said("a")], "claimed"),
    ([said("a"), said("b")], "claimed"),
    ([said("a"), said("b", "declines")], "claimed"),
    ([said("a", "denies")], "denied"),
    ([said("a", "denies"), said("b", "declines")], "denied"),
    ([said("a"), said("b", "denies")], "disputed"),
    ([said(PUBLISHER), said("b", "denies")], "disputed"),
    ([said("a"), said("b", independent=True), said("c", "denies")], "disputed"),
    ([said("a"), said("b", independent=True)], "corroborated"),
    ([said("a", "declines")], "no comment"),
])
def test_each_standing_follows_from_who_said_what(
    assertions: list[Assertion], standing: str
) -> None:
    """A denial never makes a claim false: with one, what is asserted is disputed."""
    assert derive_standing(assertions) == standing
    assert derive_standing(reversed(assertions)) == standing


def test_only_what_was_said_by_a_day_is_known_on_it() -> None:
    claim, denial, undated = said("a", date="2023-09-01"), said("b", "denies", "2023-09-05"), \
        said("c", "declines")
    everything = (claim, denial, undated)
    assert known_by(everything, datetime.date(2023, 8, 31)) == (undated,)
    assert known_by(everything, datetime.date(2023, 9, 4)) == (claim, undated)
    assert known_by(everything, datetime.date(2023, 9, 5)) == everything
    assert known_by(everything, None) == everything


def test_what_is_dated_by_its_month_is_known_from_its_first_day() -> None:
    claim = said("a", date="2023-09")
    assert known_by([claim], datetime.date(2023, 9, 1)) == (claim,)
    assert known_by([claim], datetime.date(2023, 8, 31)) == ()
