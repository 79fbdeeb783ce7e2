"""Aiken: the plainest of Moodle's formats; a question, lettered answers, the right one's letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from quizgen.formats import Job
from quizgen.formats.parts import joined
from quizgen.formats.shown import options_of
from quizgen.items.item import Item

# A line that Moodle's importer takes for an answer, or for the one that tells the right one.
_OTHER_LINE = re.compile(r"[A-Z][).]|ANSWER:")


def fits(item: Item) -> str | None:
    """A question of one line that cannot be taken for anything else; as many answers as letters."""
    if _OTHER_LINE.match(item.stem):
        return f"its question begins as another line does: {item.stem.split()[0]}"
    if any(mark in text for text in (item.stem, *item.options) for mark in "\n\r"):
        return "a line end in it would begin another line"
    if len(item.options) > len(ascii_uppercase):
        return f"it has more than {len(ascii_uppercase)} answers"
    return "its question is shorter than two characters" if len(item.stem) < 2 else None


def render(job: Job) -> Iterator[bytes]:
    """The questions with a blank line between them, in UTF-8; feedback has no place."""
    return joined(map(_question, job.each()), "\n")


def _question(item: Item) -> str:
    options = options_of(item)
    lines = [f"{letter}. {text}" for letter, text in zip(ascii_uppercase, options, strict=False)]
    answer = ascii_uppercase[options.index(item.key)]
    return "\n".join([item.stem, *lines, f"ANSWER: {answer}", ""])
