"""Wayground (Quizizz): the workbook of its import template, questions from row 3."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats import Job
from quizgen.formats.feedback import feedback_text
from quizgen.formats.shown import options_of
from quizgen.formats.spreadsheet import Row, workbook_bytes
from quizgen.items.item import Item

MOST_OPTIONS = 5
SECONDS = 30
HEADER = (
    "Question Text", "Question Type", *(f"Option {n}" for n in range(1, MOST_OPTIONS + 1)),
    "Correct Answer", "Time in seconds", "Image Link", "Answer explanation",
)
INSTRUCTIONS = ("What is asked", "The type of question", *["An answer"] * MOST_OPTIONS,
                "The number of the right answer", "How long one may think", "An address, or nothing",
                "What is told afterwards")


def fits(item: Item) -> str | None:
    """Five answers."""
    return f"it has more than {MOST_OPTIONS} answers" if len(item.options) > MOST_OPTIONS else None


def render(job: Job) -> bytes:
    """The workbook; explanation, source and as-of stand in the explanation of the answer."""
    return workbook_bytes("Sheet1", _rows(job), len(job.items))


def _rows(job: Job) -> Iterator[tuple[int, Row]]:
    yield 1, HEADER
    yield 2, INSTRUCTIONS
    for number, item in enumerate(job.each(), start=3):
        options = options_of(item)
        yield number, (item.stem, "Multiple Choice", *options, *[""] * (MOST_OPTIONS - len(options)),
                       options.index(item.key) + 1, SECONDS, "", feedback_text(item))
