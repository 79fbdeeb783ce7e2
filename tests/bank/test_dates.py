"""Dates at a day, a month or a year, sometimes only about then."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.dates import FactDate

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


@st.composite
def fact_dates(draw: Any) -> FactDate:
    day, about = draw(DAYS), draw(st.booleans())
    parts = (day.year, day.month, day.day)[: draw(st.integers(1, 3))]
    return FactDate(*parts, approximate=about)


@given(fact_dates())
def test_a_date_is_read_as_it_is_written(date: FactDate) -> None:
    assert FactDate.parse(str(date)) == date
    assert FactDate.parse(date) is date


@given(fact_dates())
def test_the_first_day_and_the_last_lie_within_the_precision(date: FactDate) -> None:
    assert date.first_day <= date.last_day
    longest = {"day": 1, "month": 31, "year": 366}[date.precision]
    assert (date.last_day - date.first_day).days + 1 <= longest
    assert (date.last_day + datetime.timedelta(days=1)).day == 1 or date.precision == "day"


@given(fact_dates(), fact_dates())
def test_overlap_is_mutual_and_means_a_common_day(one: FactDate, other: FactDate) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == (
        max(one.first_day, other.first_day) <= min(one.last_day, other.last_day))
    assert one.overlaps(one)


@pytest.mark.parametrize(("text", "words", "on"), [
    ("2023-09-05", "5 September 2023", "on 5 September 2023"),
    ("2023-09", "September 2023", "in September 2023"),
    ("2023", "2023", "in 2023"),
    ("2023-09-05~", "about 5 September 2023", "about 5 September 2023"),
    ("2023~", "about 2023", "about 2023"),
])
def test_a_date_in_words_and_in_a_sentence(text: str, words: str, on: str) -> None:
    date = FactDate.parse(text)
    assert (date.words(), f"{date.preposition} {date.words()}".strip()) == (words, on)


@pytest.mark.parametrize("value", [
    "", "yesterday", "2023-2-3", "2023-02-30", "2023-00", "2023-13", "23-01-01", "0999", 999, 3000,
    True, None, 2023.0, ["2023"], "2023-09-15 10:00", "２０２３", "2023\n2024",
])
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"no date|it is empty|no day of the calendar|outside"):
        FactDate.parse(value)


def test_a_leap_day_is_one_in_a_leap_year_alone() -> None:
    assert FactDate.parse("2024-02").last_day == datetime.date(2024, 2, 29)
    with pytest.raises(ValueError, match="no day of the calendar"):
        FactDate.parse("2023-02-29")


def test_a_bare_year_and_a_date_of_python_are_read() -> None:
    assert FactDate.parse(2023) == FactDate(2023)
    assert FactDate.parse(datetime.date(2023, 9, 5)) == FactDate(2023, 9, 5)
