"""What a student gets back: the answers given and the right ones, as they stood on the form."""

from __future__ import annotations

from quizgen.marking.analyse import analyse_class, analyse_items
from quizgen.marking.results import read_results
from quizgen.marking.score import Rule, mark_papers
from quizgen.reports.feedback_data import feedback_data
from quizgen.reports.marks_table import Marks
from tests.marking.conftest import forms, right_answer
from tests.marking.test_results import WIDE, table


def test_a_wrong_choice_has_its_reason_and_pairs_are_lines_as_on_the_form() -> None:
    quiz = forms().quizzes[1]
    asked = [posed.item for posed in quiz.questions]
    choice = next(n for n, item in enumerate(asked)
                  if item.kind == "multiple-choice" and any(d.why for d in item.distractors))
    double = next(n for n, item in enumerate(asked) if item.kind == "multiple-choice" and n != choice)
    matching = next(n for n, item in enumerate(asked) if item.kind == "matching")
    wrong = next(d for d in asked[choice].distractors if d.why)
    answers = [right_answer(posed) for posed in quiz.questions]
    answers[choice], answers[double] = wrong.text, "AB"
    marks = feedback(answers)
    assert (marks[choice]["given"], marks[choice]["why"]) == ([wrong.text], wrong.why)
    assert marks[choice]["key"] == [asked[choice].key]
    assert marks[choice]["points"] == "\N{MINUS SIGN}0.25"
    assert marks[double]["given"] == ["; ".join(quiz.questions[double].options[:2])]
    right = dict(asked[matching].pairs)
    lines = [f"{premise} – {right[premise]}" for premise in quiz.questions[matching].premises]
    assert marks[matching]["key"] == marks[matching]["given"] == lines
    assert lines != [f"{one} – {other}" for one, other in asked[matching].pairs]  # on the form, mixed
    assert all(mark["why"] == "" for n, mark in enumerate(marks) if n != choice)


def feedback(answers: list[str]) -> list[dict[str, object]]:
    """The marks of a student who sat form B."""
    read, _ = read_results(table([WIDE, ["Ann", "B", *answers]]).encode(), "r", forms())
    papers, _ = mark_papers(read, forms(), Rule(wrong=-0.25), "r")
    marks = Marks(forms(), papers, analyse_items(papers, forms()), analyse_class(papers, forms()))
    told: list[dict[str, object]] = feedback_data(marks)["students"][0]["marks"]
    return told
