"""Classroom games: each by the header and columns of its product's own import template."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given

from quizgen.formats import Job, left_out, render
from quizgen.formats.shown import options_of
from quizgen.formats.spreadsheet import MANY, workbook_bytes
from quizgen.formats.table import FORMATS
from quizgen.items.item import Distractor, Item
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE

GAMES = ("kahoot", "wayground", "blooket", "gimkit")
CHOICES = [item for item in EVERY_KIND if item.kind in ("multiple-choice", "true-false")]


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@pytest.fixture
def every_kind(job: Job) -> Job:
    return job._replace(items=EVERY_KIND)


def with_options(*wrong: str) -> dict[str, Any]:
    return {"distractors": tuple(Distractor(text, "no") for text in wrong)}


def test_kahoot_has_its_header_in_row_8_and_questions_from_row_9(every_kind: Job) -> None:
    page = sheet(render("kahoot", every_kind))
    header = [page.cell(8, column).value for column in range(1, 9)]
    assert header[0] is None
    assert [str(text).split(" - ")[0].split(" – ")[0] for text in header[1:]] == [
        "Question", "Answer 1", "Answer 2", "Answer 3", "Answer 4", "Time limit (sec)",
        "Correct answer(s)"]
    for at, item in enumerate(CHOICES):
        number, stem, *answers, seconds, key = (page.cell(9 + at, c).value for c in range(1, 9))
        assert (number, stem, seconds) == (at + 1, item.stem, 30)
        assert [a for a in answers if a is not None] == options_of(item)
        assert answers[key - 1] == item.key
    assert page.max_row == 8 + len(CHOICES)


def test_wayground_has_instructions_in_row_2_and_questions_from_row_3(every_kind: Job) -> None:
    page = sheet(render("wayground", every_kind))
    table = [[cell.value for cell in row] for row in page.iter_rows()]
    assert table[0] == ["Question Text", "Question Type", "Option 1", "Option 2", "Option 3",
                        "Option 4", "Option 5", "Correct Answer", "Time in seconds", "Image Link",
                        "Answer explanation"]
    for row, item in zip(table[2:], CHOICES, strict=True):
        assert row[:2] == [item.stem, "Multiple Choice"]
        assert row[2:7][row[7] - 1] == item.key
        assert "Source: CNN" in row[10] and "as of 15 September 2023" in row[10]


def test_blooket_has_two_rows_of_header(every_kind: Job) -> None:
    title, header, *questions = rows(render("blooket", every_kind))
    assert title[0] == "Blooket\nImport Template"
    assert header == ["Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)",
                      "Answer 4\n(Optional)", "Time Limit (sec)\n(Max: 300 seconds)",
                      "Correct Answer(s)\n(Only include Answer #)"]
    for row, item in zip(questions, CHOICES, strict=True):
        assert len(row) == 8
        assert row[2:6][int(row[7]) - 1] == item.key
        assert int(row[6]) <= 300


def test_gimkit_has_the_right_answer_first(every_kind: Job) -> None:
    title, header, *questions = rows(render("gimkit", every_kind))
    assert title == ["Gimkit Spreadsheet Import Template", "", "", "", ""]
    assert header == ["Question", "Correct Answer", "Incorrect Answer 1",
                      "Incorrect Answer 2 (Optional)", "Incorrect Answer 3 (Optional)"]
    assert [row[:2] for row in questions] == [[item.stem, item.key] for item in CHOICES]
    assert questions[1] == ["How many?", "5", "-3", "12", ""]


def test_quizlet_has_two_sides_a_line(every_kind: Job) -> None:
    lines = render("quizlet", every_kind).decode().removesuffix("\n").split("\n")
    assert [line.split("\t") for line in lines] == [
        [("True or false? " if item.kind == "true-false" else "") + item.stem, item.key]
        for item in EVERY_KIND if item.kind not in ("matching", "ordering")]


LIMITS = [
    ("kahoot", {"stem": "x" * 121}, "its question is longer than 120 characters"),
    ("kahoot", {"key": "x" * 76}, "an answer is longer than 75 characters"),
    ("kahoot", with_options(*"abcd"), "it has more than 4 answers"),
    ("wayground", with_options(*"abcde"), "it has more than 5 answers"),
    ("blooket", with_options(*"abcd"), "it has more than 4 answers"),
    ("gimkit", with_options(*"abcd"), "it has more than 3 wrong answers"),
    ("quizlet", {"stem": "a\tb"}, "a tab or line end in it would make another card"),
]


@pytest.mark.parametrize(("name", "changes", "reason"), LIMITS)
def test_what_a_game_cannot_hold_is_named(
    job: Job, name: str, changes: dict[str, Any], reason: str
) -> None:
    (left,) = left_out(name, one(job, "multiple-choice", **changes))
    assert (left.item, left.reason, left.whole) == ("talks.multiple-choice", reason, True)


@pytest.mark.parametrize(("name", "changes"), [
    ("kahoot", {"stem": "x" * 120, "key": "x" * 75, **with_options(*"abc")}),
    ("wayground", with_options(*"abcd")), ("gimkit", with_options(*"abc"))])
def test_what_just_fits_is_held(job: Job, name: str, changes: dict[str, Any]) -> None:
    assert left_out(name, one(job, "multiple-choice", **changes)) == []


def test_the_same_card_is_made_once(job: Job) -> None:
    typed = EVERY_KIND[0]._replace(id="talks.typed", kind="short-answer", distractors=())
    (left,) = left_out("quizlet", job._replace(items=(EVERY_KIND[0], typed)))
    assert (left.item, left.reason) == ("talks.typed", "another item makes the same card")


def test_other_kinds_are_named(every_kind: Job) -> None:
    reasons = {left.item: left.reason for left in left_out("kahoot", every_kind)}
    assert reasons["talks.ordering"] == "kahoot has no ordering items"
    assert set(reasons) == {i.id for i in EVERY_KIND} - {i.id for i in CHOICES}


def item_with(text: str) -> Item:
    return EVERY_KIND[0]._replace(stem=text, key=text, distractors=(Distractor("x", text),))


@pytest.mark.parametrize("name", GAMES)
@given(text=HOSTILE.filter(lambda text: not text.isdecimal()))  # figures stand in other cells, too
def test_a_hostile_text_stays_text(plain: Job, name: str, text: str) -> None:
    """In a workbook it is a text as it was; in CSV one with an apostrophe, where it would run."""
    job = plain._replace(items=(item_with(text),))
    if text == "x" or left_out(name, job):
        return
    data = render(name, job)
    if FORMATS[name].suffix == ".xlsx":
        cells = [cell for row in list(sheet(data))[2:] for cell in row if cell.value == text]
        assert len(cells) == 2 and all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    else:
        shown = [cell for cell in rows(data)[2] if cell in (text, f"'{text}")]
        assert len(shown) == 2
        assert not any(cell[0] in "=@\t\r" for cell in shown)


@given(text=HOSTILE)
def test_a_workbook_of_many_rows_says_what_one_of_few_says(text: str) -> None:
    """It is written row by row, not held: the cells are the same, texts marked as such."""
    some = [(1, ["Question", "Points"]), (2, [text, -3]), (5, ["", text])]
    cells = [[(cell.coordinate, cell.value, cell.data_type, cell.quotePrefix)
              for row in sheet(workbook_bytes("Quiz", some, most)) for cell in row]
             for most in (MANY, MANY + 1)]
    assert cells[0] == cells[1] and ("B2", -3, "n", False) in cells[1]
