"""Markdown to print from anywhere: the sheets and keys of a quiz, a rule between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.formats import Job
from quizgen.formats.paper.data import forms_of
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.printed import Part, printed_parts
from quizgen.items.forms import Forms

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
RULE = "---"
LINE = "\\_" * 30


def render(job: Job) -> bytes:
    """A quiz as one form."""
    return print_forms(forms_of(job), Layout.parse(job.options))[0]


def remarks(job: Job) -> list[str]:
    """What the layout asks for and Markdown leaves to what prints it."""
    return print_forms(forms_of(job), Layout.parse(job.options))[1]


def print_forms(forms: Forms, layout: Layout) -> tuple[bytes, list[str]]:
    """The forms as CommonMark with tables, no text of the deck being markup; what it cannot say."""
    asked = layout.large_print or layout.dyslexia or layout.columns > 1
    first, *parts = map(_written, printed_parts(forms, layout))
    # A rule in the first line opens what wikis and site builders take for a file's metadata.
    kept = filter(None, parts if first == RULE else (first, *parts))
    return ("\n\n".join(kept) + "\n").encode(), [
        "Markdown has no type: size, spacing and columns are set where it is printed"] * asked


def _written(part: Part) -> str:
    text, mark, after = _plain(part.text), _plain(part.mark), _plain(part.after)
    match part.role:
        case "page":
            return RULE
        case "title":
            return f"# {text}"
        case "heading":
            return f"## {text}"
        case "fields":
            return "\n".join(f"{label}: {_field(value)}  " for label, value in part.rows)
        case "brief":
            return " · ".join(f"**{number}** {_plain(answer)}" for number, answer in part.rows)
        case "table":
            return _table(part.rows)
        case "line":
            return f"{LINE} {after}".strip()
        case "question" | "answer":
            told = f"**{text}**" if part.role == "answer" else text
            return f"**{mark}** {told} {after}".strip()
        case "option":
            return f"&emsp;{mark}{'' if mark in ('', '☐') else ')'} {text}"
        case "premise":
            return f"&emsp;\\_\\_\\_\\_ {mark} {text}"
        case "picture":
            return f"\\[Picture: {text}\\]"
        case "directions":
            return f"**{mark}** {text}"
    return " ".join(filter(None, (mark, text, after)))


def _field(value: str) -> str:
    """What is known, or a line to write it on: the points in all stand after one."""
    return f"{LINE} {_plain(value)}" if value.startswith("of ") else _plain(value) or LINE


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(map(_plain, row))} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _plain(text: str) -> str:
    """The text with whatever Markdown would read as markup set off by a backslash."""
    escaped = SPECIAL.sub(r"\\\1", text)
    return re.sub(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", escaped)
