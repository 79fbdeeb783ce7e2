"""Blooket: the CSV of its import template, with two rows of header."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats import Job
from quizgen.formats.shown import options_of
from quizgen.formats.spreadsheet import csv_parts, guard_shown
from quizgen.items.item import Item

MOST_OPTIONS = 4
SECONDS = 30  # 300 at most
HEADER = (
    "Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)",
    "Answer 4\n(Optional)", "Time Limit (sec)\n(Max: 300 seconds)",
    "Correct Answer(s)\n(Only include Answer #)",
)


def fits(item: Item) -> str | None:
    """Four answers."""
    return f"it has more than {MOST_OPTIONS} answers" if len(item.options) > MOST_OPTIONS else None


def render(job: Job) -> Iterator[bytes]:
    """The CSV; nothing but question, answers, time and key has a place in it."""
    return csv_parts(_rows(job))


def _rows(job: Job) -> Iterator[tuple[str, ...]]:
    yield ("Blooket\nImport Template", *[""] * (len(HEADER) - 1))
    yield HEADER
    for number, item in enumerate(job.each(), start=1):
        options = options_of(item)
        shown = [guard_shown(text) for text in (item.stem, *options)]
        yield (str(number), *shown, *[""] * (MOST_OPTIONS - len(options)), str(SECONDS),
               str(options.index(item.key) + 1))
