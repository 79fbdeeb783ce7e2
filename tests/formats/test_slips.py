"""What is printed beside a quiz, read back with pypdf."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.slips import print_erratum, print_feedback
from quizgen.formats.paper.ties import breakable
from quizgen.items.forms import Student, make_forms
from quizgen.marking.analyse import analyse_class, analyse_items
from quizgen.marking.results import read_results
from quizgen.marking.score import Rule, mark_papers
from quizgen.releases.form_changes import FormChange, ItemChange
from quizgen.reports.erratum_data import erratum_data
from quizgen.reports.feedback_data import feedback_data
from quizgen.reports.marks_table import Marks
from tests.formats.test_paper import forms, plain, printed
from tests.marking.test_results import WIDE, table

NOTE = "It was taken back: " + "after further enquiries nothing else is known. " * 3 + "Last word"


def erratum(layout: Layout) -> pypdf.PdfReader:
    """Of every question of a form, so that the slip does not fit on a page."""
    made = forms(1)
    changes = [FormChange(made.first.form, number, ItemChange(posed.item, "superseded", note=NOTE))
               for number, posed in enumerate(made.first.questions, start=1)]
    return pypdf.PdfReader(io.BytesIO(print_erratum(erratum_data(made, changes), layout)))


@pytest.mark.parametrize("layout", [Layout(), Layout(large_print=True), Layout(dyslexia=True)])
def test_each_question_of_a_long_slip_is_whole_on_a_page_and_apart_from_the_next(
    layout: Layout
) -> None:
    reader = erratum(layout)
    shown = [plain(page.extract_text()) for page in reader.pages]
    asked = [(f"{number}.{plain(posed.item.stem)}", plain(posed.item.key))
             for number, posed in enumerate(forms(1).first.questions, start=1)]
    for start, key in asked:
        (page,) = (page for page in shown if start in page)
        told = page.split(start)[1].split("Lastword")[0]
        assert f"Answerasprinted{key}Whatisknown{plain(NOTE)[:-8]}" in told
    assert sum(page.count("Lastword") for page in shown) == len(asked)
    line, between = distances(reader)
    assert between > 1.4 * line


def distances(reader: pypdf.PdfReader) -> tuple[float, float]:
    """The least between two lines, and between a question's last and the next question."""
    lines: dict[float, str] = {}

    def see(text: str, page: Any, matrix: Any, *_: Any) -> None:
        height = round(page[3] * matrix[5] + page[5], 1)
        lines[height] = lines.get(height, "") + text

    reader.pages[1].extract_text(visitor_text=see)
    heights = sorted((height for height, text in lines.items() if text.strip()), reverse=True)
    apart = [(one - other, lines[one]) for one, other in pairwise(heights) if one - other > 5]
    return min(apart)[0], min(gap for gap, text in apart if text.strip().endswith("word"))


LONG = "W" * 75


@pytest.mark.parametrize("options", [{}, {"columns": "2"}, {"large_print": "yes"}, {"dyslexia": "yes"}])
def test_a_long_unbroken_name_breaks_and_loses_nothing(options: dict[str, str]) -> None:
    made = make_forms(forms(1).first, students=[Student(LONG, "7")])
    shown = lines_of(printed("pdf", made, answer_sheet="yes", **options))
    assert max(len(line) for line in shown if LONG[:9] in line) < len(LONG)
    assert "".join(shown).count(LONG) >= 3  # the sheet, the answer sheet and the key


def test_a_long_name_and_a_long_answer_break_in_the_feedback() -> None:
    made = forms(1)
    read, _ = read_results(table([WIDE, [LONG, "A", *["Z" * 120] * 20]]).encode(), "r", made)
    papers, _ = mark_papers(read, made, Rule(), "r")
    marks = Marks(made, papers, analyse_items(papers, made), analyse_class(papers, made))
    shown = lines_of(print_feedback(feedback_data(marks), Layout()))
    assert max(map(len, shown)) < 120
    assert f"Feedbackfor{LONG}" in "".join(shown) and "".join(shown).count("Z" * 120) == 20


def lines_of(data: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [plain(line).replace("\u200b", "") for page in reader.pages
            for line in page.extract_text().splitlines()]


@pytest.mark.parametrize("text", [
    "Zoë Müller", "Xaver von und zu Hohenlohe-Langenburg-Oehringen", "12345678901234567890", ""])
def test_usual_names_are_as_they_were(text: str) -> None:
    assert breakable(text) == text


def test_an_accent_stays_with_its_letter() -> None:
    assert "\u200b\u0301" not in breakable("e\u0301" * 40)
