"""The printed quiz, read back with pypdf."""

from __future__ import annotations

import io
import random
import re
from typing import Any

import pypdf
import pytest

from quizgen.formats import Job, pdf
from quizgen.items.item import Distractor, Item
from quizgen.items.quiz import Quiz, pose
from quizgen.problem import UsageError


def sheet_of(job: Job, *items: Item, title: str = "The front", **options: str) -> Job:
    posed = tuple(pose(item, random.Random(1)) for item in items)
    return Job(job.deck, (), Quiz("mini", title, "1.2.0", 7, posed, "B"), options)


def pages_of(job: Job) -> list[str]:
    """Each page of sheet and key without white space, since lines break where they like."""
    return read_pages(pdf.render(job))


def read_pages(data: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [plain(page.extract_text()) for page in reader.pages]


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture
def matching(job: Job) -> Item:
    return job.items[0]._replace(
        id="s.matching", kind="matching", stem="Which rocket?", key="",
        pairs=(("Luna 25", "Soyuz"), ("SLIM", "H-IIA"), ("Psyche", "Falcon Heavy")),
        distractors=(Distractor("Ariane 5", "none"),))


@pytest.fixture
def ordering(job: Job) -> Item:
    return job.items[0]._replace(id="s.ordering", kind="ordering", stem="In which order?", key="",
                                 sequence=("A launch.", "A landing.", "A return."), distractors=())


def test_every_stem_and_option_stands_on_the_sheet(
    job: Job, matching: Item, ordering: Item
) -> None:
    pages = pages_of(sheet_of(job, *job.items, matching, ordering))
    sheet = "".join(page for page in pages if "Answerkey" not in page and "–answerkey" not in page)
    for item in (*job.items, matching, ordering):
        assert plain(item.stem) in sheet
        for text in (*(item.options if item.kind == "multiple-choice" else ()),
                     *(p for pair in item.pairs for p in pair), *item.sequence):
            assert plain(text) in sheet
    assert "Ariane5" in sheet
    for label in ("Name", "Date", "Class", "Score", "Directions.", "1point", "3points", "Sources"):
        assert label in sheet


def test_the_key_stands_on_pages_of_its_own(job: Job, matching: Item, ordering: Item) -> None:
    quiz = sheet_of(job, job.items[0], matching, ordering)
    sheet, *key = pages_of(quiz)
    assert quiz.quiz is not None
    place, matched, ordered = quiz.quiz.questions
    answers = "".join(key)
    assert "Answerkey" in key[0] and "Answerkey" not in sheet
    assert job.items[0].id not in sheet and "Item" + job.items[0].id in answers
    assert f"{place.key_letters[0]}Sochi" in answers
    assert plain(job.items[0].explanation) in answers
    assert "WhosayssoCNN(reported)" in answers
    assert "Asof15September2023" in answers
    for letter, premise in zip(matched.key_letters, matched.premises, strict=True):
        assert plain(f"{letter}{premise}–") in answers
    down = ",".join(str(ordering.sequence.index(event) + 1) for event in ordered.options)
    assert f"Downthepage:{down}" in answers
    table = read_pages(pdf.render(quiz))[-1]
    assert all(plain(posed.item.id) in table for posed in quiz.quiz.questions)


def test_every_page_says_which_sheet_it_is(job: Job) -> None:
    items = [item._replace(id=f"{item.id}{n}") for item in job.items for n in range(3)]
    pages = pages_of(sheet_of(job, *items))
    sheet = [page for page in pages if "answerkey" not in page.lower()]
    key = [page for page in pages if "answerkey" in page.lower()]
    assert len(sheet) > 1 and len(key) > 1
    for part in (sheet, key):
        for number, page in enumerate(part, start=1):
            assert f"Page{number}of{len(part)}" in page
            assert "mini1.2.0·FormB·Seed7" in page


def test_no_question_is_split_between_pages(job: Job) -> None:
    long = job.items[0]._replace(distractors=tuple(
        Distractor(f"option {n} " + "and so on " * 40, "no") for n in range(4)))
    items = [long._replace(id=f"q{n}", stem=f"Question {n} of many?") for n in range(6)]
    pages = pages_of(sheet_of(job, *items))
    for n in range(6):
        (page,) = (page for page in pages if f"Question{n}ofmany?" in page)
        after = page.split(f"Question{n}ofmany?")[1]
        assert all(f"option{k}and" in after for k in range(4))


def test_the_same_bytes_twice(job: Job) -> None:
    quiz = sheet_of(job, *job.items)
    assert pdf.render(quiz) == pdf.render(quiz)


def test_is_tagged_for_screen_readers(job: Job) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(sheet_of(job, *job.items))))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == pypdf.generic.BooleanObject(True)
    assert root["/Lang"] == "en"
    assert reader.metadata is not None and reader.metadata.title == "The front"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("text", [
    '#import "x.typ": *', "$x$ and $ y", "*a* _b_ `c`", "<script>alert(1)</script> <sheet-end>",
    "@ref // no comment /* none */", '"}; quote', "= heading", r"\u{41} \#", "Київ Αθήνα שלום",
])
def test_text_is_never_markup(job: Job, text: str) -> None:
    item = job.items[0]._replace(stem=text, key=text, explanation=text, attribution=text)
    sheet, key, *_ = pages_of(sheet_of(job, item, title=text))
    if text.isascii():
        assert sheet.count(plain(text)) == 3  # the title, the stem and the option
        assert plain(text) in key


def test_paper(job: Job) -> None:
    def size(**options: str) -> tuple[int, int]:
        page = pypdf.PdfReader(io.BytesIO(pdf.render(sheet_of(job, job.items[0], **options))))
        return round(page.pages[0].mediabox.width), round(page.pages[0].mediabox.height)

    assert size() == (595, 842)
    assert size(paper="us-letter") == (612, 792)
    with pytest.raises(UsageError, match="a4, us-letter"):
        size(paper="foolscap")


def test_a_letter_that_no_font_has_is_a_remark_with_the_letter(job: Job) -> None:
    """U+10A80, Old North Arabian."""
    quiz = sheet_of(job, job.items[0]._replace(stem="Who wrote \U00010a80?"))
    assert "Whowrote\ufffd?" in pages_of(quiz)[0]
    assert pdf.remarks(quiz) == ["no font here has “\U00010a80” (U+10A80 OLD NORTH ARABIAN LETTER "
                                 "HEH): it is printed as \ufffd"]
    assert pdf.remarks(sheet_of(job, *job.items)) == []


def test_a_question_taller_than_a_page_runs_on_and_loses_nothing(job: Job) -> None:
    words = " ".join(f"word{n}" for n in range(1500))
    pages = "".join(pages_of(sheet_of(job, job.items[0]._replace(stem=words))))
    assert all(f"word{n}" in pages for n in range(1500))
