"""Blackboard: rows of tab-separated text for “Upload questions”; texts are read as HTML."""

from __future__ import annotations

from quizgen.formats import Job
from quizgen.formats.shown import answers_of, number_text, options_of
from quizgen.formats.xml_text import html_text
from quizgen.items.item import Item

MOST_ROWS_ULTRA, MOST_ANSWERS = 250, 20
BREAKS = ("\t", "\n", "\r")  # they would begin another field or question


def fits(item: Item) -> str | None:
    """One row without breaks; no surplus responses; as many answers as Blackboard takes."""
    row = _row(item)
    if any(mark in cell for cell in row for mark in BREAKS):
        return "a tab or line end in it would begin another field"
    if item.kind == "matching" and item.distractors:
        return "a matching row holds no surplus answers"
    answers = max(len(item.options), len(item.pairs), len(item.sequence), len(answers_of(item)))
    if answers > MOST_ANSWERS:
        return f"it has more than {MOST_ANSWERS} answers"
    return None


def render(job: Job) -> bytes:
    """A row an item, in UTF-8, without header and blank lines; feedback has no place."""
    return "".join("\t".join(_row(item)) + "\r\n" for item in job.items).encode()


def remarks(job: Job) -> list[str]:
    """Blackboard Ultra takes fewer rows than Original."""
    many = len(job.items) > MOST_ROWS_ULTRA
    return [f"Blackboard Ultra takes {MOST_ROWS_ULTRA} rows a file: choose fewer with --topic or "
            "--count"] if many else []


def _row(item: Item) -> tuple[str, ...]:
    stem = html_text(item.stem)
    match item.kind:
        case "multiple-choice":
            marked = ((html_text(option), "correct" if option == item.key else "incorrect")
                      for option in options_of(item))
            return ("MC", stem, *(cell for pair in marked for cell in pair))
        case "true-false":
            return ("TF", stem, item.key.lower())
        case "numerical":
            return ("NUM", stem, number_text(item.number or 0), number_text(item.tolerance))
        case "matching":
            return ("MAT", stem, *(html_text(text) for pair in item.pairs for text in pair))
        case "ordering":
            return ("ORD", stem, *map(html_text, item.sequence))
        case _:
            return ("FIB", stem, *answers_of(item))
