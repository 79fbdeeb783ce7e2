"""A result that the page saves as JSON, as the rows of the table that it would save as CSV."""

from __future__ import annotations

import json
from typing import Any

from quizgen.items.table import MAX_BYTES, MAX_CELL, MAX_CELLS, Row
from quizgen.problem import QuizgenError

_FIELDS = ("name", "form", "answers")


def is_page_result(data: bytes) -> bool:
    """Whether a file of results is JSON: no table of students begins so."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def page_rows(data: bytes, name: str) -> list[Row]:
    """A header and the reader's answers; QuizgenError where it is no result of the page."""
    if len(data) > MAX_BYTES:
        raise QuizgenError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        result = json.loads(data.decode("utf-8-sig"))
        answers = {int(one["question"]): _cell(one["answer"]) for one in result["answers"]}
        who, form = _cell(result["name"]), _cell(result["form"])
        if len(answers) > MAX_CELLS:
            raise ValueError
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        raise QuizgenError(f"{name} is no result that the page has saved as JSON: it lacks one of "
                           f"{', '.join(_FIELDS)}, or is broken") from None
    numbers = sorted(answers)
    return [Row(1, ("name", "form", *(f"Q{number}" for number in numbers))),
            Row(1, (who, form, *(answers[number] for number in numbers)))]


def _cell(value: Any) -> str:
    text = " ".join(str("" if value is None else value).split())
    if len(text) > MAX_CELL:
        raise ValueError
    return text
