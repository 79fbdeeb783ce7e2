"""Gimkit: the CSV of its import template; the right answer comes first."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats import Job
from quizgen.formats.spreadsheet import csv_parts, guard_shown
from quizgen.items.item import Item

MOST_WRONG = 3
HEADER = ("Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)",
          "Incorrect Answer 3 (Optional)")


def fits(item: Item) -> str | None:
    """Three wrong answers."""
    wrong = len(item.distractors)
    return f"it has more than {MOST_WRONG} wrong answers" if wrong > MOST_WRONG else None


def render(job: Job) -> Iterator[bytes]:
    """The CSV; nothing but question and answers has a place in it, and Gimkit mixes these."""
    return csv_parts(_rows(job))


def _rows(job: Job) -> Iterator[tuple[str, ...]]:
    yield ("Gimkit Spreadsheet Import Template", *[""] * (len(HEADER) - 1))
    yield HEADER
    for item in job.each():
        cells = (item.stem, *item.options)
        yield (*map(guard_shown, cells), *[""] * (len(HEADER) - len(cells)))
