"""The order in which options stand that have one of their own: numbers and days ascend."""

from __future__ import annotations

from quizgen.items.grading.numerals import read_number
from quizgen.items.grading.written_dates import read_date


def order_key(text: str) -> tuple[int, float, str]:
    """The place of an option among others: numbers by value, dates by day, then other texts."""
    written = read_date(text)
    if written and written.dates[0][0]:
        year, month, day = written.dates[0]
        return 0, year + month / 100 + day / 10_000, text
    readings = read_number(text)
    if readings:
        return 0, readings[0].value, text
    return 1, 0.0, text.casefold()
