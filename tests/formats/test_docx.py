"""Word's file, as python-docx reads it."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import docx
import pytest

from quizgen.bank.read import load_deck
from quizgen.formats import print_forms
from quizgen.formats.paper.data import brief_key
from quizgen.formats.paper.ties import TIE, tie, tie_to_number
from quizgen.items.assemble import assemble
from quizgen.items.forms import Forms, make_forms
from quizgen.items.make import make_items


@cache
def forms() -> Forms:
    bank = load_deck("ukraine-war")
    return make_forms(assemble(bank, make_items(bank), count=20, seed=3), 2)


def read(**options: str) -> Any:
    return docx.Document(io.BytesIO(print_forms("docx", forms(), options)[0]))


def test_in_a_short_key_each_answer_is_tied_to_its_number() -> None:
    """And the number is bold, so that it is not taken for a part of an ordering's answer."""
    keys = [p for p in read(key="only").paragraphs if p.text.startswith(f"1{TIE}")]
    for key, quiz in zip(keys, forms().quizzes, strict=True):
        answers = [brief_key(posed) for posed in quiz.questions]
        assert key.text.replace(TIE, " ") == " · ".join(
            f"{at} {answer}" for at, answer in enumerate(answers, start=1))
        assert key.text.split(" · ") == [
            f"{at}{tie_to_number(answer)}" for at, answer in enumerate(answers, start=1)]
        assert [run.text for run in key.runs if run.bold] == [str(at) for at in range(1, 21)]


@pytest.mark.parametrize(("answer", "tied"), [
    ("True", "+True"), ("A C E B", "+A+C+E+B"), ("10 2 1", "+10+2+1"), ("the European Parliament",
    "+the European Parliament"), ("15 September 2023", "+15+September+2023"), ("", "+")])
def test_how_an_answer_is_tied(answer: str, tied: str) -> None:
    assert tie_to_number(answer).replace(TIE, "+") == tied


@pytest.mark.parametrize("name", ["docx", "paper-html"])
def test_no_date_is_broken_and_no_blank_begins_a_line(name: str) -> None:
    if name == "docx":
        shown = "\n".join(p.text for p in read(study_sheet="yes").paragraphs)
    else:
        shown = re.sub(r"<[^>]+>", "", print_forms(name, forms(), {"study_sheet": "yes"})[0].decode())
    assert shown.count(f"15{TIE}September{TIE}2023") > 10 and f"{TIE}_____ " in shown
    assert tie(shown) == shown


def test_a_tie_is_for_dates_alone() -> None:
    for text in ("115 September", "May 12", "In May 20 came", "15 Septembers"):
        assert tie(text) == text
