"""Word's file, as python-docx reads it."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml.ns import qn
from docx.shared import Mm

from quizgen.bank.read import load_deck
from quizgen.formats import print_forms
from quizgen.formats.paper.data import brief_key
from quizgen.formats.paper.ties import TIE, tie, tie_to_number
from quizgen.items.assemble import assemble
from quizgen.items.forms import Forms, make_forms
from quizgen.items.make import make_items

SPANS = {"Title", "Subtitle", "Fields", "Directions", "tbl"}

@cache
def forms(count: int = 2, sections: bool = False) -> Forms:
    bank = load_deck("ukraine-war")
    return make_forms(assemble(bank, make_items(bank), count=20, seed=3), count, sections=sections)


def read(made: Forms | None = None, **options: str) -> Any:
    return docx.Document(io.BytesIO(print_forms("docx", made or forms(), options)[0]))


def stands_in(document: Any) -> list[tuple[Any, list[Any]]]:
    """Each section with its paragraphs and tables."""
    sections = iter(document.sections)
    found: list[tuple[Any, list[Any]]] = [(next(sections), [])]
    for block in document.iter_inner_content():
        found[-1][1].append(block)
        if block._element.findall(f"{qn('w:pPr')}/{qn('w:sectPr')}"):
            found.append((next(sections), []))
    return found


def columns_of(section: Any) -> int:
    (columns,) = section._sectPr.findall(qn("w:cols"))
    return int(columns.get(qn("w:num"), "1"))


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


@pytest.mark.parametrize("by_kind", [False, True])
def test_only_questions_and_keys_stand_in_two_columns(by_kind: bool) -> None:
    """What is above them, the answer sheet, the study sheet and the table of items span the page."""
    document = read(forms(2, by_kind), columns="2", answer_sheet="yes", study_sheet="yes")
    told = []
    for section, blocks in stands_in(document):
        styles = [getattr(block.style, "name", "") if block._element.tag == qn("w:p") else "tbl"
                  for block in blocks]
        if columns_of(section) == 1:
            assert styles[0] == "Title" and "Question" not in styles
            assert section.start_type == 2  # on a new page
            told.append(blocks[0].text)
        else:
            assert not SPANS & set(styles)
            assert styles[0] == ("Heading 2" if by_kind and "Option" in styles
                                 and told[-1] == forms().first.title else "Question")
            assert styles.count("Question") == 20
            assert section.start_type == 0  # below what spans the page
            told.append("columns")
    title = forms().first.title
    assert told == ["Study sheet", *[title, "columns", "Answer sheet"] * 2, "Answer key, Form A",
                    "columns", "Answer key, Form B", "columns", "Forms and items"]


def test_in_columns_nothing_is_wider_than_a_column() -> None:
    """A single form has the table of its items in its key."""
    document = read(forms(1), columns="2", answer_sheet="yes")
    column = (Mm(210 - 2 * 18) - Mm(9)) / 2
    wide = {1: Mm(210 - 2 * 18), 2: column}
    tables = [(columns_of(section), sum(one.width for one in block.columns))
              for section, blocks in stands_in(document) for block in blocks
              if block._element.tag == qn("w:tbl")]
    assert [number for number, _ in tables] == [1, 2]
    assert all(width == pytest.approx(wide[number], rel=0.01) for number, width in tables)
    stops = {name: [stop.position for stop in document.styles[name].paragraph_format.tab_stops]
             for name in ("Answer Line", "Fields")}
    assert max(stops["Answer Line"]) == pytest.approx(column, rel=0.01)
    assert max(stops["Fields"]) == pytest.approx(wide[1], rel=0.01)


def test_the_foot_of_columns_counts_the_pages_of_their_form() -> None:
    """Not of the section: what spans the page is one of its own, which has but the first page."""
    document = read(columns="2")
    ends = {mark.get(qn("w:name")): mark.getparent()
            for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    for (section, _), (below, blocks) in pairwise(stands_in(document)):
        if columns_of(below) == 1:
            continue
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert below._sectPr.find(qn("w:pgNumType")) is None and below.footer.is_linked_to_previous
        (asked,) = re.findall(r"PAGEREF (\w+)", section.footer._element.xml)
        assert "SECTIONPAGES" not in section.footer._element.xml
        assert ends.pop(asked) is blocks[-1]._element
    assert ends == {}


@pytest.mark.parametrize("columns", ["1", "2"])
def test_no_section_ends_with_an_empty_line_but_below_a_table(columns: str) -> None:
    document = read(columns=columns, answer_sheet="yes")
    for _, blocks in stands_in(document):
        empty = [at for at, block in enumerate(blocks) if not getattr(block, "text", "-")]
        assert all(blocks[at - 1]._element.tag == qn("w:tbl") for at in empty)


@pytest.mark.parametrize("options", [{}, {"large_print": "yes"}, {"columns": "2"}])
def test_a_table_begins_at_the_margin_and_its_text_stands_midway(options: dict[str, str]) -> None:
    document = read(answer_sheet="yes", **options)
    shape = document.styles["Table Grid"].element.find(qn("w:tblPr"))
    within = shape.find(f"{qn('w:tblCellMar')}/{qn('w:left')}").get(qn("w:w"))
    assert int(within) > 0 and shape.find(qn("w:tblInd")).get(qn("w:w")) == within
    # Where Word is told that its file is of 2013 or later, an indent moves the rules themselves.
    (mode,) = (one.get(qn("w:val")) for one in document.settings.element.iter(qn("w:compatSetting"))
               if one.get(qn("w:name")) == "compatibilityMode")
    assert int(mode) < 15
    text = document.styles["Table Text"].paragraph_format
    assert text.space_before == text.space_after > 0 and text.line_spacing == 1
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    assert len(cells) > 50
    assert all(cell.vertical_alignment == WD_ALIGN_VERTICAL.CENTER for cell in cells)
    assert {p.style.name for cell in cells for p in cell.paragraphs} == {"Table Text"}
