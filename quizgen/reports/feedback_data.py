"""What a student gets back: each question with the answer given, the right one, and why."""

from __future__ import annotations

from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.items.item import Item
from quizgen.marking.score import Mark, Paper
from quizgen.reports.marks_table import Marks

OUTCOMES = {"right": "right", "part": "partly right", "wrong": "wrong", "blank": "not answered",
            "double": "two answers", "unread": "not to be read"}


def feedback_data(marks: Marks) -> dict[str, Any]:
    """A sheet for each student, as plain values for `formats.paper.slips`."""
    forms = marks.forms
    sources = list(dict.fromkeys(s for item in forms.items for s in (item.source, *item.further)))
    return {
        "title": forms.first.title, "language": forms.language.partition("-")[0],
        "deck": f"{forms.first.deck} {forms.first.version}", "seed": str(forms.first.seed),
        "personal": forms.personal, "total": _text(marks.whole.total),
        "sources": [{"text": str(source), "url": source.url} for source in sources],
        "items": {item.id: _item(item, [sources.index(s) + 1 for s in (item.source, *item.further)])
                  for item in forms.items},
        "students": [_student(paper) for paper in marks.papers],
    }


def _item(item: Item, sources: list[int]) -> dict[str, Any]:
    return {"stem": item.stem, "key": item.key, "explanation": item.explanation,
            "as_of": FactDate.parse(item.as_of).words(), "sources": list(dict.fromkeys(sources)),
            "attribution": item.attribution[:1].upper() + item.attribution[1:],
            "standing": item.standing}


def _student(paper: Paper) -> dict[str, Any]:
    return {"student": paper.student.name, "number": paper.student.number, "form": paper.form,
            "points": _text(paper.points), "marks": [_mark(mark) for mark in paper.marks]}


def _mark(mark: Mark) -> dict[str, Any]:
    told = "; ".join(mark.read.chosen) or (mark.typed if mark.read.outcome == "unread" else "")
    return {"number": mark.number, "item": mark.item.id, "given": told,
            "outcome": OUTCOMES[mark.read.outcome], "right": mark.read.outcome == "right",
            "points": _text(mark.points)}


def _text(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
