"""The rows of an answer sheet: which bubbles a question has, and the code that names its form."""

from __future__ import annotations

from typing import Any

from quizgen.items.quiz import LETTERS, Posed, Quiz

NUMBER_DIGITS = 8
DOWN, LEAST_DOWN = 17, 12  # rows in a list: what a page of either paper holds, and the least


def answer_sheet(quiz: Quiz, code: str, personal: bool) -> dict[str, Any]:
    """What answer sheets have: pages with rows of marks and a code, and the digits filled in."""
    rows = answer_rows(quiz)
    widest = max(len(row["marks"]) for row in rows)
    across = 2 if widest > 6 else 3 if widest > 4 else 4
    pages = [rows[at : at + across * DOWN] for at in range(0, len(rows), across * DOWN)]
    number = quiz.number if quiz.number.isdecimal() and len(quiz.number) <= NUMBER_DIGITS else ""
    return {
        "sheets": [_sheet(page, f"QUIZGEN {code.upper()} {quiz.form}" + f" {at}" * (at > 1), across)
                   for at, page in enumerate(pages, start=1)],
        "form_digits": list(quiz.form.zfill(3)) if personal else [],
        "number_digits": list(number.rjust(NUMBER_DIGITS)) if number else [],
    }


def _sheet(rows: list[dict[str, Any]], written: str, across: int) -> dict[str, Any]:
    """A page: its rows in lists beside each other, evenly filled, and its own code."""
    down = max(LEAST_DOWN, -(-len(rows) // across))
    return {"lists": [rows[at : at + down] for at in range(0, len(rows), down)], "across": across,
            "code": draw_code(written), "code_text": written}


def answer_rows(quiz: Quiz) -> list[dict[str, Any]]:
    """Every row in the order of the form."""
    return [row for at, posed in enumerate(quiz.questions, start=1) for row in _rows(at, posed)]


def _rows(number: int, posed: Posed) -> list[dict[str, Any]]:
    """A row for each mark that a question asks for; none for what is written."""
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
    return [{"number": f"{number}", "marks": letters}]


def draw_code(text: str) -> str:
    """A QR code as SVG, a quiet border of four modules around it."""
    import segno

    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    side = len(matrix) + 8
    runs = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(matrix)
                   for x, dark in enumerate(row) if dark)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
            f'<path d="{runs}"/></svg>')
