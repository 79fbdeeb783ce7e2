"""A printed quiz: the question sheet and, on pages of its own, the key. Set by Typst.

The sheet's data reaches `sheet.typ` as JSON input and never as markup, so no text can be a command.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from quizgen.bank.dates import FactDate
from quizgen.formats import Job
from quizgen.items.item import Citation, Kind
from quizgen.items.quiz import LETTERS, Posed, Quiz
from quizgen.problem import QuizgenError, UsageError

TEMPLATE = Path(__file__).with_name("sheet.typ")
PAPERS = ("a4", "us-letter")

ON_THE_LINE = "Where there is a line, write your answer on it."
DIRECTIONS: dict[Kind, str] = {
    "multiple-choice": "Circle the letter of the one best answer.",
    "true-false": "True or false? Circle the letter.",
    "short-answer": ON_THE_LINE,
    "cloze": "Write what is missing from the sentence.",
    "numerical": ON_THE_LINE,
    "matching": "Write the letter of the right answer on each line. Some letters are left over.",
    "ordering": "Number the events on the lines, from 1 for the earliest.",
}


def render(job: Job) -> bytes:
    """The quiz as PDF/UA-1; the option `paper` is a4 or us-letter.

    Typst's own fonts serve Latin, Greek, Cyrillic and Hebrew, and the same quiz gives the same
    bytes. A text in another script is set in the system's fonts; QuizgenError where they lack it.
    """
    paper = job.options.get("paper", "a4")
    if paper not in PAPERS:
        raise UsageError(f"no paper “{paper}”; there are {', '.join(PAPERS)}")
    if job.quiz is None:
        raise UsageError("a printed quiz takes a quiz: assemble one first")
    inputs = {"sheet": json.dumps(sheet_data(job.quiz, job.deck.header.language, paper))}
    fault = ""
    for system_fonts in (False, True):
        try:
            return bytes(typst.compile(
                str(TEMPLATE), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"],
                ignore_system_fonts=not system_fonts, timestamp=0))
        except typst.TypstError as error:
            fault = str(error)
    raise QuizgenError(f"the sheet could not be set: {fault}")


def sheet_data(quiz: Quiz, language: str, paper: str) -> dict[str, Any]:
    """Everything that the template shows, as plain values."""
    questions = list(_questions(quiz))
    return {
        "paper": paper,
        "language": language.partition("-")[0],
        "title": quiz.title,
        "deck": f"{quiz.deck} {quiz.version}",
        "form": quiz.form,
        "seed": str(quiz.seed),
        "points": sum(question["points"] for question in questions),
        "questions": questions,
        "sources": [_source(source) for source in
                    dict.fromkeys(s for posed in quiz.questions for s in
                                  (posed.item.source, *posed.item.further))],
    }


def _questions(quiz: Quiz) -> Iterator[dict[str, Any]]:
    for posed in quiz.questions:
        item = posed.item
        yield {
            "id": item.id,
            "kind": item.kind,
            "stem": item.stem,
            "direction": DIRECTIONS[item.kind],
            "options": [[LETTERS[at], text] for at, text in enumerate(posed.options)],
            "premises": posed.premises,
            "unit": item.unit,
            "points": len(posed.premises) or 1,
            **_key(posed),
            "explanation": item.explanation,
            "attribution": item.attribution[:1].upper() + item.attribution[1:],
            "standing": item.standing,
            "as_of": FactDate.parse(item.as_of).words(),
            "source": {"text": item.cited, "url": item.source.url},
        }


def _key(posed: Posed) -> dict[str, Any]:
    """The answer in brief, as in the table of the key, and in full."""
    item = posed.item
    letters = posed.key_letters
    match item.kind:
        case "matching":
            right = dict(item.pairs)
            return {"brief": " ".join(letters), "answer": "", "also": "", "answers": [
                [letter, f"{premise} – {right[premise]}"]
                for letter, premise in zip(letters, posed.premises, strict=True)]}
        case "ordering":
            numbers = [str(item.sequence.index(event) + 1) for event in posed.options]
            return {"brief": " ".join(numbers), "answer": f"Down the page: {', '.join(numbers)}",
                    "also": "", "answers": [[f"{at}", f"{event} ({letter})"] for at, (event, letter)
                                in enumerate(zip(item.sequence, letters, strict=True), start=1)]}
    return {"brief": letters[0] if letters else item.key, "answer": item.key,
            "also": "" if letters else "; ".join(item.accept), "answers": []}


def _source(source: Citation) -> dict[str, str | None]:
    return {"text": str(source), "url": source.url}
