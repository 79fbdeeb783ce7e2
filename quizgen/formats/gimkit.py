"""Gimkit: the CSV of its import template; the right answer comes first."""

from __future__ import annotations

from quizgen.formats import Job
from quizgen.formats.spreadsheet import csv_bytes, guard_shown
from quizgen.items.item import Item

MOST_WRONG = 3
HEADER = ("Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)",
          "Incorrect Answer 3 (Optional)")


def fits(item: Item) -> str | None:
    """Three wrong answers."""
    wrong = len(item.distractors)
    return f"it has more than {MOST_WRONG} wrong answers" if wrong > MOST_WRONG else None


def render(job: Job) -> bytes:
    """The CSV; nothing but question and answers has a place in it, and Gimkit mixes these."""
    rows = [("Gimkit Spreadsheet Import Template", *[""] * (len(HEADER) - 1)), HEADER]
    for item in job.items:
        cells = (item.stem, *item.options)
        rows.append((*map(guard_shown, cells), *[""] * (len(HEADER) - len(cells))))
    return csv_bytes(rows)
