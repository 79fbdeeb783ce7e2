"""Kahoot: the workbook of its import template, with the header in row 8 and questions from row 9."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats import Job
from quizgen.formats.shown import options_of
from quizgen.formats.spreadsheet import Row, workbook_bytes
from quizgen.items.item import Item

LONGEST_STEM, LONGEST_OPTION, MOST_OPTIONS = 120, 75, 4
SECONDS = 30  # of 5, 10, 20, 30, 60, 90, 120 or 240
FIRST_ROW = 9
HEADER = (
    "", f"Question - max {LONGEST_STEM} characters",
    *(f"Answer {n} - max {LONGEST_OPTION} characters" for n in range(1, MOST_OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def fits(item: Item) -> str | None:
    """Kahoot's limits of length and number."""
    if len(item.stem) > LONGEST_STEM:
        return f"its question is longer than {LONGEST_STEM} characters"
    if any(len(option) > LONGEST_OPTION for option in item.options):
        return f"an answer is longer than {LONGEST_OPTION} characters"
    return f"it has more than {MOST_OPTIONS} answers" if len(item.options) > MOST_OPTIONS else None


def render(job: Job) -> bytes:
    """The workbook; nothing but question, answers, time and key has a place in it."""
    return workbook_bytes("Sheet1", _rows(job), len(job.items))


def _rows(job: Job) -> Iterator[tuple[int, Row]]:
    yield 2, ("", job.deck.header.title)
    yield FIRST_ROW - 1, HEADER
    for at, item in enumerate(job.each()):
        options = options_of(item)
        yield FIRST_ROW + at, (
            at + 1, item.stem, *options, *[""] * (MOST_OPTIONS - len(options)), SECONDS,
            options.index(item.key) + 1)
