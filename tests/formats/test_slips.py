"""What is printed beside a quiz, read back with pypdf."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.slips import print_erratum
from quizgen.releases.form_changes import FormChange, ItemChange
from quizgen.reports.erratum_data import erratum_data
from tests.formats.test_paper import forms, plain

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
