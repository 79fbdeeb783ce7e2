"""What a student gets back: each question with the answer given, the right one, and why."""

from __future__ import annotations

from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.items.item import Item
from quizgen.items.quiz import Posed, Quiz
from quizgen.marking.answers import PAIR
from quizgen.marking.score import Mark, Paper
from quizgen.reports.marks_table import Marks

OUTCOMES = {"right": "right", "part": "partly right", "wrong": "wrong", "blank": "not answered",
            "double": "two answers", "unread": "not to be read"}
MINUS = "\N{MINUS SIGN}"


def feedback_data(marks: Marks) -> dict[str, Any]:
    """A sheet for each student, as plain values for `formats.paper.slips`."""
    forms = marks.forms
    quizzes = {quiz.form: quiz for quiz in forms.quizzes}
    sources = list(dict.fromkeys(s for item in forms.items for s in (item.source, *item.further)))
    return {
        "title": forms.first.title, "language": forms.language.partition("-")[0],
        "deck": f"{forms.first.deck} {forms.first.version}", "seed": str(forms.first.seed),
        "personal": forms.personal, "total": _text(marks.whole.total),
        "sources": [{"text": str(source), "url": source.url} for source in sources],
        "items": {item.id: _item(item, [sources.index(s) + 1 for s in (item.source, *item.further)])
                  for item in forms.items},
        "students": [_student(paper, quizzes[paper.form]) for paper in marks.papers],
    }


def _item(item: Item, sources: list[int]) -> dict[str, Any]:
    return {"stem": item.stem, "explanation": item.explanation,
            "as_of": FactDate.parse(item.as_of).words(), "sources": list(dict.fromkeys(sources)),
            "attribution": item.attribution[:1].upper() + item.attribution[1:],
            "standing": item.standing}


def _student(paper: Paper, quiz: Quiz) -> dict[str, Any]:
    return {"student": paper.student.name, "number": paper.student.number, "form": paper.form,
            "points": _text(paper.points).replace("-", MINUS),
            "marks": [_mark(*both) for both in zip(paper.marks, quiz.questions, strict=True)]}


def _mark(mark: Mark, posed: Posed) -> dict[str, Any]:
    """A question as it was answered: `given` and `key` are lines, those of a matching as they stood."""
    told = "; ".join(mark.read.chosen) or (mark.typed if mark.read.outcome == "unread" else "")
    given = list(mark.read.chosen) if mark.item.kind == "matching" else []
    return {"number": mark.number, "item": mark.item.id, "given": given or [told] * bool(told),
            "key": _key(posed), "why": _why_wrong(mark),
            "outcome": OUTCOMES[mark.read.outcome], "right": mark.read.outcome == "right",
            "points": _text(mark.points).replace("-", MINUS)}


def _key(posed: Posed) -> list[str]:
    if posed.item.kind != "matching":
        return [posed.item.key]
    right = dict(posed.item.pairs)
    return [PAIR.format(premise, right[premise]) for premise in posed.premises]


def _why_wrong(mark: Mark) -> str:
    """What the option that was chosen is, where the explanation does not say it already."""
    if mark.read.outcome != "wrong" or len(mark.read.chosen) != 1:
        return ""
    why = next((d.why for d in mark.item.distractors if d.text == mark.read.chosen[0]), "")
    return "" if why in mark.item.explanation else why


def _text(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
