"""The rows of an answer sheet: which bubbles a question has, and the code that names its form."""

from __future__ import annotations

from typing import Any

from quizgen.formats.paper.layout import Layout
from quizgen.items.quiz import LETTERS, Posed, Quiz

NUMBER_DIGITS = 8
DOWN, WIDE_DOWN, LARGE_DOWN = 16, 12, 10  # rows in a list: what a page of either paper holds
LEAST_DOWN = 10  # the most rows that a question has
Row = dict[str, Any]
Lists = list[list[list[Row]]]  # lists that stand beside each other, of questions, of their rows


def answer_sheet(quiz: Quiz, code: str, personal: bool, layout: Layout) -> dict[str, Any]:
    """What answer sheets have: pages with rows of marks and a code, and the digits filled in."""
    questions = [list(_rows(at, posed)) for at, posed in enumerate(quiz.questions, start=1)]
    widest = max(len(row["marks"]) for rows in questions for row in rows)
    across = (1 if layout.large_print else 2 if widest > 6 or layout.dyslexia else
              3 if widest > 4 else 4)
    down = LARGE_DOWN if layout.large_print else WIDE_DOWN if layout.dyslexia else DOWN
    lists = _fill(questions, down)
    pages = [_level(lists[at : at + across], across, down) for at in range(0, len(lists), across)]
    number = quiz.number if quiz.number.isdecimal() and len(quiz.number) <= NUMBER_DIGITS else ""
    return {
        "sheets": [_sheet(page, f"QUIZGEN {code.upper()} {quiz.form}" + f" {at}" * (at > 1), across)
                   for at, page in enumerate(pages, start=1)],
        "form_digits": list(quiz.form.zfill(3)) if personal else [],
        "number_digits": list(number.rjust(NUMBER_DIGITS)) if number else [],
    }


def _fill(questions: list[list[Row]], down: int) -> Lists:
    """Lists of up to so many rows; those of a question stand in one."""
    lists: Lists = [[]]
    for rows in questions:
        if sum(map(len, lists[-1])) + len(rows) > down:
            lists.append([])
        lists[-1].append(rows)
    return lists


def _level(page: Lists, across: int, most: int) -> Lists:
    """The lists of a page, as evenly filled as can be."""
    questions = [rows for questions in page for rows in questions]
    least = max(LEAST_DOWN, -(-sum(map(len, questions)) // across))
    tried = (_fill(questions, down) for down in range(least, most))
    return next((lists for lists in tried if len(lists) <= across), page)


def _sheet(page: Lists, written: str, across: int) -> dict[str, Any]:
    """A page: its rows in lists beside each other, and its own code."""
    return {"lists": [[row for rows in questions for row in rows] for questions in page],
            "across": across, "code": draw_code(written), "code_text": written}


def answer_rows(quiz: Quiz) -> list[Row]:
    """Every row in the order of the form."""
    return [row for at, posed in enumerate(quiz.questions, start=1) for row in _rows(at, posed)]


def _rows(number: int, posed: Posed) -> list[Row]:
    """A row for each mark that a question asks for; one without marks for what is written."""
    letters = list(LETTERS[: len(posed.options)])
    match posed.item.kind:
        case "true-false":
            return [{"number": f"{number}", "marks": ["T", "F"]}]
        case "matching":
            return [{"number": f"{number}.{at}", "marks": letters}
                    for at in range(1, len(posed.premises) + 1)]
        case "ordering":
            numbers = [str(n) for n in range(1, len(letters) + 1)]
            return [{"number": f"{number}.{letter}", "marks": numbers} for letter in letters]
    return [{"number": f"{number}", "marks": letters, "unit": posed.item.unit or ""}]


def draw_code(text: str) -> str:
    """A QR code as SVG, a quiet border of four modules around it."""
    import segno

    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    side = len(matrix) + 8
    runs = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(matrix)
                   for x, dark in enumerate(row) if dark)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
            f'<path d="{runs}"/></svg>')
