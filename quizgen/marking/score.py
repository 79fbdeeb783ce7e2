"""Scores: what each answer is worth by the rule that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.items.forms import Forms, Student
from quizgen.items.item import Item
from quizgen.marking.answers import Read, read_answer
from quizgen.marking.results import Answered
from quizgen.problem import Problem

GUESSED = ("multiple-choice", "true-false")


@dataclass(frozen=True, slots=True)
class Rule:
    """How answers are scored.

    `wrong` is what a wrong choice (also a double one) costs, as a part of the question's points;
    `partial` gives matching and ordering points for what is right of them.
    """

    wrong: float = 0.0
    partial: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """One question of one student: where it stood, what was answered, the points."""

    number: int
    item: Item
    typed: str
    read: Read
    points: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A student's marked paper."""

    line: int
    student: Student
    form: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> float:
        """All points together; below nought where wrong answers cost more than right ones gave."""
        return sum(mark.points for mark in self.marks)

    def count(self, *outcomes: str) -> int:
        """How many answers had one of these outcomes."""
        return sum(mark.read.outcome in outcomes for mark in self.marks)


def mark_papers(
    answered: Sequence[Answered], forms: Forms, rule: Rule, path: str
) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Every paper marked, and what is to be looked at, with its line."""
    papers = tuple(_mark(some, forms, rule) for some in answered)
    problems = tuple(
        Problem(path, paper.line, f"question {mark.number} of form {paper.form}: {mark.read.remark}",
                "answer", "warning")
        for paper in papers for mark in paper.marks if mark.read.remark)
    return papers, problems


def _mark(answered: Answered, forms: Forms, rule: Rule) -> Paper:
    marks = []
    for number, (posed, typed) in enumerate(
            zip(answered.quiz.questions, answered.answers, strict=True), start=1):
        read = read_answer(posed, typed, rule.partial)
        worth = forms.points[posed.item.id]
        costs = posed.item.kind in GUESSED and read.outcome in ("wrong", "double", "unread")
        marks.append(Mark(number, posed.item, typed, read,
                          worth * (rule.wrong if costs else read.share)))
    return Paper(answered.line, answered.student, answered.quiz.form, tuple(marks))
