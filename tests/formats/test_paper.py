"""The same printed quiz for Word, browsers and Markdown, and the layouts of the PDF."""

from __future__ import annotations

import io
import random
import re
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from markdown_it import MarkdownIt

from quizgen.bank.read import load_deck
from quizgen.formats import Job, print_forms
from quizgen.formats.paper.answer_rows import answer_rows, answer_sheet
from quizgen.formats.paper.data import sheet_data
from quizgen.formats.paper.directions import ON_THE_PAGE, directions
from quizgen.formats.paper.layout import Layout
from quizgen.items.assemble import assemble
from quizgen.items.form_file import code_of
from quizgen.items.forms import Forms, Student, make_forms
from quizgen.items.make import make_items
from quizgen.items.quiz import Quiz, pose
from quizgen.problem import UsageError


@cache
def forms(count: int = 3, sections: bool = False) -> Forms:
    bank = load_deck("ukraine-war")
    quiz = assemble(bank, make_items(bank), count=20, seed=3)
    titles = {home.id: home.title for _, home in bank.homes.values() if home}
    return make_forms(quiz, count, sections=sections, developments=titles)


def printed(name: str, made: Forms, **options: str) -> bytes:
    return print_forms(name, made, options)[0]


def plain(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def pages(made: Forms, **options: str) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(printed("pdf", made, **options)))
    return [plain(page.extract_text()) for page in reader.pages]


def the_sheet(shown: list[str], form: str) -> list[str]:
    return [page for page in shown if f"Form{form}·Seed" in page and "nswerkey" not in page
            and "Answersheet" not in page]


@pytest.mark.parametrize("options", [
    {}, {"paper": "us-letter", "columns": "2"}, {"large_print": "yes"}, {"dyslexia": "yes"},
    {"large_print": "yes", "dyslexia": "yes", "paper": "us-letter"}, {"answer_sheet": "yes"},
])
@pytest.mark.parametrize("sections", [False, True])
def test_each_form_has_every_question_once_and_whole_on_a_page(
    options: dict[str, str], sections: bool
) -> None:
    made = forms(2, sections)
    shown = pages(made, **options)
    for quiz in made.quizzes:
        sheet = the_sheet(shown, quiz.form)
        for number, posed in enumerate(quiz.questions, start=1):
            (at,) = (n for n, p in enumerate(sheet) if f"{number}.{plain(posed.item.stem)}" in p)
            after = sheet[at].split(f"{number}.{plain(posed.item.stem)}")[1]
            if len(options) == 3 and posed.premises:  # taller than a page of the largest print
                after += sheet[at + 1]
            if posed.item.kind == "multiple-choice":
                listed = "".join(f"{letter}{plain(text)}" for letter, text in
                                 zip("ABCDEF", posed.options, strict=False))
                assert listed in after
            assert all(plain(text) in after for text in (*posed.premises, *(
                posed.options if posed.item.kind in ("matching", "ordering") else ())))


def test_each_key_has_the_letters_of_its_form() -> None:
    made = forms()
    shown = pages(made)
    for quiz in made.quizzes:
        key = "".join(p for p in shown if f"Form{quiz.form}·Seed" in p and "nswerkey" in p)
        for number, posed in enumerate(quiz.questions, start=1):
            if posed.item.kind == "multiple-choice":
                assert f"{number}.{posed.key_letters[0]}{plain(posed.item.key)}" in key
    table = shown[-1]
    for item in forms().items:
        places = [next((n, p) for n, p in enumerate(quiz.questions, start=1) if p.item == item)
                  for quiz in made.quizzes]
        if item.kind == "multiple-choice":
            assert plain(item.id) + "".join(f"{n}{p.key_letters[0]}" for n, p in places) in table


@pytest.mark.parametrize("name", ["pdf", "docx", "paper-html", "paper-md"])
def test_the_same_bytes_twice(name: str) -> None:
    options = {"answer_sheet": "yes", "study_sheet": "yes"}
    assert printed(name, forms(), **options) == printed(name, forms(), **options)


@pytest.mark.parametrize("options", [{"large_print": "yes"}, {"dyslexia": "yes"}])
def test_large_and_dyslexia_friendly_print(options: dict[str, str]) -> None:
    """A sans of 18 points and more, or 12 and more; every letter but the form file's code, also in
    the foot and, of one width, in the names of items.
    """
    least = 18 if "large_print" in options else 12
    sizes: set[float] = set()
    fonts: set[str] = set()

    def see(text: str, _: Any, matrix: Any, font: Any, size: float) -> None:
        if text.strip() and text.strip() != code:
            sizes.add(round(size * abs(matrix[3]), 1))
            fonts.add(str(font["/BaseFont"]))

    code = code_of(forms(2))
    reader = pypdf.PdfReader(io.BytesIO(printed("pdf", forms(2), answer_sheet="yes", **options)))
    for page in reader.pages:
        page.extract_text(visitor_text=see)
    assert min(sizes) >= least
    assert all("NotoSans" in font or "DejaVuSansMono" in font for font in fonts)


@pytest.mark.parametrize("options", [
    {"large_print": "yes"}, {"large_print": "yes", "dyslexia": "yes"}])
def test_in_large_print_the_short_key_stands_apart_from_the_answers(options: dict[str, str]) -> None:
    made = forms(1)
    few = made._replace(quizzes=(made.first._replace(questions=made.first.questions[:3]),))
    heights: dict[float, str] = {}

    def see(text: str, page: Any, matrix: Any, *_: Any) -> None:
        height = round(page[3] * matrix[5] + page[5], 1)
        heights[height] = heights.get(height, "") + plain(text)

    reader = pypdf.PdfReader(io.BytesIO(printed("pdf", few, key="only", **options)))
    reader.pages[0].extract_text(visitor_text=see)
    numbered = sorted((height for height, text in heights.items() if re.match(r"\d\.", text)),
                      reverse=True)
    first, second, third, answer, *_ = numbered
    assert heights[answer].startswith("1.")
    assert first - second == pytest.approx(second - third, abs=0.2)
    assert third - answer > 1.7 * (second - third)


def test_a_study_sheet_has_the_facts_before_the_quiz() -> None:
    shown = pages(forms(), study_sheet="yes")
    assert shown[0].startswith("Studysheet")
    study = "".join(page for page in shown if "Form" not in page and "Directions" not in page)
    assert all(plain(item.explanation) in study for item in forms().items)


@pytest.mark.parametrize(("layout", "most"), [
    (Layout(), 16), (Layout(dyslexia=True), 12), (Layout(large_print=True), 10)])
def test_the_rows_of_a_question_stay_in_one_list(layout: Layout, most: int) -> None:
    """However long the quiz: no list is longer than a page has room for, and no row is lost."""
    quiz = forms().first
    long = quiz._replace(questions=quiz.questions * 9)
    sheets = answer_sheet(long, "c0de", False, layout)["sheets"]
    lists = [rows for sheet in sheets for rows in sheet["lists"]]
    assert [row for rows in lists for row in rows] == answer_rows(long)
    assert all(len(rows) <= most for rows in lists)
    assert all(len(sheet["lists"]) <= sheet["across"] for sheet in sheets)
    ends = [(one[-1]["number"], other[0]["number"]) for one, other in pairwise(lists)]
    assert not any(one.split(".")[0] == other.split(".")[0] for one, other in ends)


def test_an_answer_sheet_has_a_row_for_each_answer() -> None:
    shown = pages(forms(), answer_sheet="yes")
    sheets = [page for page in shown if "Answersheet" in page]
    assert len(sheets) == 3
    assert "answersheet;writeanswersinwordsorfiguresonthesepages." in shown[0]
    first = forms().first
    for number, posed in enumerate(first.questions, start=1):
        if posed.item.kind == "multiple-choice":
            assert f"{number}ABCD" in sheets[0]
        elif posed.item.kind == "true-false":
            assert f"{number}TF" in sheets[0]


@pytest.mark.parametrize("options", [{}, {"columns": "2"}, {"large_print": "yes"}])
def test_the_foot_of_an_answer_sheet_keeps_away_from_the_corner_marks(
    options: dict[str, str]
) -> None:
    """They end 16 mm from the paper's edge."""
    places: list[float] = []

    def see(text: str, page: Any, matrix: Any, *_: Any) -> None:
        if plain(text).startswith("ukraine-war") and page[3] * matrix[5] + page[5] < 60:
            places.append(page[0] * matrix[4] + page[4])

    reader = pypdf.PdfReader(io.BytesIO(printed("pdf", forms(1), answer_sheet="yes", **options)))
    for page in reader.pages:
        if "Answersheet" in plain(page.extract_text()):
            page.extract_text(visitor_text=see)
    assert places and min(places) == pytest.approx(Mm(25).pt, abs=1)


@pytest.mark.parametrize("options", [
    {}, {"paper": "us-letter"}, {"large_print": "yes"}, {"dyslexia": "yes"}, {"columns": "2"}])
def test_the_circles_of_a_row_stand_on_a_line(options: dict[str, str]) -> None:
    rows: dict[str, set[int]] = {"A": set(), "D": set()}

    def see(text: str, page: Any, matrix: Any, *_: Any) -> None:
        if text.strip() in rows:
            rows[text.strip()].add(round(page[3] * matrix[5] + page[5]))

    reader = pypdf.PdfReader(io.BytesIO(printed("pdf", forms(1), answer_sheet="yes", **options)))
    for page in reader.pages:
        if "Answersheet" in plain(page.extract_text()):
            page.extract_text(visitor_text=see)
    assert len(rows["D"]) > 5
    assert rows["D"] <= rows["A"]


def test_personal_forms_have_their_students_name() -> None:
    made = make_forms(forms(1).first, students=[Student("Zoë Müller", "12"), Student("Лев")])
    shown = pages(made, answer_sheet="yes")
    assert any("ZoëMüller" in page and "Directions" in page for page in shown)
    assert sum("Answerkey" in page for page in shown) == 1


@pytest.mark.parametrize("options", [{}, {"large_print": "yes"}, {"dyslexia": "yes"}])
def test_a_number_that_no_circles_can_show_stands_on_the_answer_sheet(
    options: dict[str, str]
) -> None:
    numbers = ["12345678", "1234567890", "A-12", "12345678901234567890"]
    made = make_forms(forms(1).first, students=[Student(f"No. {n}", number)
                                                for n, number in enumerate(numbers)])
    sheets = [page for page in pages(made, answer_sheet="yes", key="none", **options)
              if "Answersheet" in page]
    for at, number in enumerate(numbers, start=1):
        own = [page for page in sheets if f"Form{at}·Seed" in page]
        shown = f"Studentnumber{number}" if at == 1 else f"Number{number}"
        assert own and all(shown in page for page in own)


def test_the_bookmarks_tell_forms_apart() -> None:
    long = forms(2)._replace(quizzes=tuple(quiz._replace(questions=quiz.questions * 4)
                                           for quiz in forms(2).quizzes))
    assert bookmarks(long)[:3] == [
        "The war in Ukraine: a news digest, Form A", "Answer sheet 1 of 2, Form A",
        "Answer sheet 2 of 2, Form A"]
    named = make_forms(forms(1).first, students=[Student("Zoë Müller", "12"), Student("", "A-7")])
    assert bookmarks(named) == [
        "The war in Ukraine: a news digest, Form 1, Zoë Müller, 12",
        "Answer sheet, Form 1, Zoë Müller, 12", "The war in Ukraine: a news digest, Form 2, A-7",
        "Answer sheet, Form 2, A-7", "Answer key", "Answers"]


def bookmarks(made: Forms) -> list[str]:
    """All but those of the sources, in the order of the pages."""
    def told(outline: Any) -> list[str]:
        return [title for one in outline
                for title in (told(one) if isinstance(one, list) else [one.title])]

    reader = pypdf.PdfReader(io.BytesIO(printed("pdf", made, answer_sheet="yes")))
    return [title for title in told(reader.outline) if title != "Sources"]


@pytest.mark.parametrize("name", ["pdf", "docx", "paper-html", "paper-md"])
def test_the_key_of_personal_forms_tells_every_students_marks_and_items(name: str) -> None:
    """In fives, and below them the numbers of the answers, which stand in the first form's order."""
    made = make_forms(forms(1).first, students=[Student(f"No. {n}") for n in range(5)])
    data = printed(name, made, key="only")
    if name == "pdf":
        told = "".join(pages(made, key="only"))
    elif name == "docx":
        told = plain("".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs))
    else:
        told = plain(re.sub(r"<[^>]+>|\\", "", data.decode()))
    order = [item.id for item in made.items]
    for quiz in made.quizzes:
        marks = [{"True": "T", "False": "F"}.get(p.item.key, "") if p.item.kind == "true-false"
                 else "" if not p.options
                 else "".join(str(p.item.sequence.index(text) + 1) for text in p.options)
                 if p.item.kind == "ordering" else "".join(p.key_letters) for p in quiz.questions]
        numbers = [str(order.index(posed.item.id) + 1) for posed in quiz.questions]
        fives = [(f"{at + 1}–{at + 5}", "".join(mark or "–" for mark in marks[at : at + 5]),
                  "".join(numbers[at : at + 5])) for at in range(0, 20, 5)]
        colon, between = ("", "") if name == "pdf" else (":", "·")
        assert between.join(first + colon + five for first, five, _ in fives) in told
        assert "Answers" + "·".join(five for _, _, five in fives) in told
    places = [told.index(f"Item{plain(name)}") for name in order]
    assert places == sorted(places)
    assert "Formsanditems" not in told and "Form1,No.0·" not in told


@pytest.mark.parametrize("name", ["pdf", "docx", "paper-html", "paper-md"])
def test_the_answers_of_all_personal_forms_have_the_letters_and_orders_of_none(name: str) -> None:
    """The letters stand with each student; below are the texts alone, in the order of the items."""
    matching = next(item for item in make_items(load_deck("ukraine-war")) if item.kind == "matching")
    quiz = forms(1).first
    both = quiz._replace(questions=(pose(matching, random.Random(5)), *quiz.questions))
    made = make_forms(both, students=[Student("Ann", "1"), Student("Ben", "2")])
    told = re.sub(r"<[^>]+>|\\|[*]|&emsp;", "", told_in(name, printed(name, made, key="only")))
    answers = told.rpartition("Answers")[2]
    assert "Downthepage" not in answers
    ends, heads = (")", HEADS) if name == "paper-md" else ("", HEADS if name != "pdf" else {})
    for number, item in enumerate(made.items, start=1):
        parts = [f"{premise}–{response}" for premise, response in item.pairs] or [
            f"{at}{ends}{event}" for at, event in enumerate(item.sequence, start=1)]
        text = heads.get(item.kind, "") + "".join(parts) if parts else item.key
        assert f"{number}.{plain(text)}" in answers


HEADS = {"matching": "Matching", "ordering": "In order"}


@pytest.mark.parametrize("options", [{"columns": "2"}, {"large_print": "yes"}, {"dyslexia": "yes"}])
def test_five_marks_of_a_students_key_stay_on_a_line(options: dict[str, str]) -> None:
    bank = load_deck("ukraine-war")
    quiz = assemble(bank, make_items(bank), count=30, seed=3)
    made = make_forms(quiz, students=[Student(f"No. {n}") for n in range(9)])
    data = printed("pdf", made, key="only", **options)
    lines = [plain(line) for page in pypdf.PdfReader(io.BytesIO(data)).pages
             for line in page.extract_text().splitlines()]
    for form in sheet_data(made, Layout())["forms"]:
        for (numbers, marks), (_, answers) in zip(form["key"], form["answers"], strict=True):
            assert any(plain(numbers + marks) in line for line in lines)
            assert any(plain(answers) in line for line in lines)


def test_in_every_format_there_is_room_for_what_is_written() -> None:
    """For the score, and on the answer sheet for a question without letters."""
    made = forms(1)
    number = next(n for n, p in enumerate(made.first.questions, start=1) if not p.options
                  and p.item.kind == "short-answer")
    markdown = printed("paper-md", made, answer_sheet="yes").decode().replace("\\", "")
    assert markdown.startswith("# ") and markdown.count("\n---\n") == 2  # sheet, answer sheet, key
    assert re.search(r"Score: _+ of \d", markdown)
    assert re.search(rf"\| {number} \| _{{20,}} \|", markdown)
    html = printed("paper-html", made, answer_sheet="yes").decode()
    assert re.search(r"<p>Score <span[^>]*></span> of \d", html)
    assert re.search(rf"<td>{number}</td><td>_{{20,}}</td>", html)
    named = made.first._replace(student="of <b>", number="1")
    assert "<b>" not in printed("paper-html", made._replace(quizzes=(named,))).decode()
    (table, *_) = docx.Document(io.BytesIO(printed("docx", made, answer_sheet="yes"))).tables
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert rows[str(number)] == "_" * 30


def test_word_has_real_styles_and_keeps_questions_together() -> None:
    document = docx.Document(io.BytesIO(printed("docx", forms(2), answer_sheet="yes")))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Subtitle", "Question", "Option", "Explanation", "Directions"} <= used
    asked = [p for p in document.paragraphs if p.style.name == "Question"]
    assert len(asked) == 2 * 20 * 2  # in two forms and two keys
    foot = document.sections[0].footer._element.xml
    assert " PAGE " in foot and "SECTIONPAGES" in foot
    assert len(document.sections) == 2 * 3 + 1
    feet = [section.footer.paragraphs[0].text for section in document.sections]
    assert all("Seed 3 · Page" in foot for foot in feet) and sum("Form B" in f for f in feet) == 3
    text = "\n".join(p.text for p in document.paragraphs).replace("\N{NO-BREAK SPACE}", " ")
    assert all(text.count(f"\t{item.stem} (") == 2 for item in forms().items)
    assert document.core_properties.title == forms().first.title


@pytest.mark.parametrize("options", [{}, {"large_print": "yes"}, {"columns": "2"}])
def test_in_word_nothing_is_wider_than_its_column(options: dict[str, str]) -> None:
    numbered = forms(1).first._replace(student="Zoë Müller", number="12")
    made = forms(2)._replace(quizzes=(numbered, forms(2).quizzes[1]))
    document = docx.Document(io.BytesIO(printed("docx", made, answer_sheet="yes", **options)))
    section = document.sections[0]
    (columns,) = section._sectPr.findall(qn("w:cols"))
    number, between = (int(columns.get(qn(name), "1")) for name in ("w:num", "w:space"))
    whole = section.page_width - section.left_margin - section.right_margin
    room = (whole - (number - 1) * Twips(between)) / number
    styles: Any = document.styles
    tabs = [stop.position for name in ("Fields", "Answer Line")
            for stop in styles[name].paragraph_format.tab_stops]
    tables = [sum(column.width for column in table.columns) for table in document.tables]
    assert max(tabs) == pytest.approx(room, rel=0.01)
    assert max(tables) == pytest.approx(room, rel=0.01)


@pytest.mark.parametrize("options", [
    {}, {"large_print": "yes"}, {"columns": "2"}, {"answer_sheet": "yes"}])
@pytest.mark.parametrize("sections", [False, True])
def test_in_word_all_of_a_question_is_kept_on_a_page(options: dict[str, str], sections: bool) -> None:
    document: Any = docx.Document(io.BytesIO(printed("docx", forms(2, sections), **options)))
    rest = ("Option", "Premise", "Answer Line", "Explanation")
    pairs = [(one, other) for one, other in pairwise(document.paragraphs) if other.style.name in rest
             and one.style.name in (*rest, "Question", "Remark", "Heading 2")]
    assert len(pairs) > 100
    assert all(one.paragraph_format.keep_with_next for one, _ in pairs)
    assert all(document.styles[name].paragraph_format.keep_together for name in (*rest, "Question"))
    assert all("w:cantSplit" in row._tr.xml for table in document.tables for row in table.rows)


@pytest.mark.parametrize(("options", "size"), [
    ({"large_print": "yes"}, 18.5), ({"dyslexia": "yes"}, 13)])
def test_word_in_large_and_dyslexia_friendly_print(options: dict[str, str], size: float) -> None:
    document = docx.Document(io.BytesIO(printed("docx", forms(1), paper="us-letter", **options)))
    normal: Any = document.styles["Normal"]
    assert (normal.font.size.pt, normal.font.name) == (size, "Arial")
    assert document.sections[0].page_width.mm == pytest.approx(215.9, abs=0.1)


NASTY = ["<script>alert(1)</script>", "*a* _b_ `c` [d](e) | f", "# no heading", "1. no list", "- x",
         "& &amp; ]]>", "{{ x }} {% y %}", "a\\*b", "~~gone~~ $x$ ^y^"]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_markup(job: Job, text: str) -> None:
    item = job.items[0]._replace(stem=text, explanation=text, attribution=text)
    made = make_forms(Quiz("mini", text, "1.0.0", 0, (pose(item, random.Random(1)),)))
    html = printed("paper-html", made).decode()
    assert "<script" not in html
    assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in html
    markdown = printed("paper-md", made).decode()
    rendered = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(markdown)
    assert not re.search(r"<(script|em|code|a|del|li)\b", rendered)
    shown = re.sub(r"<[^>]+>", "", rendered)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"1. {escaped} (1 point)" in shown
    document = docx.Document(io.BytesIO(printed("docx", made)))
    assert any(text in paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("options", [
    {"paper": "a3"}, {"columns": "3"}, {"large_print": "maybe"}, {"colour": "red"},
    {"columns": "2", "dyslexia": "yes"},
])
def test_a_layout_that_does_not_exist(options: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Layout.parse(options)


@pytest.mark.parametrize("name", ["pdf", "docx", "paper-html", "paper-md"])
@pytest.mark.parametrize("sections", [False, True])
def test_with_an_answer_sheet_no_direction_tells_to_answer_on_the_question_sheet(
    name: str, sections: bool
) -> None:
    made = forms(1, sections)
    there = told_in(name, printed(name, made, answer_sheet="yes", key="none"))
    here = told_in(name, printed(name, made, key="none"))
    written = ("short-answer", "cloze", "numerical")
    for kind in {item.kind for item in made.items}:
        assert plain(ON_THE_PAGE[kind]) in here
        if name != "pdf" or kind not in written:  # the circles of a PDF leave no room for words
            assert plain(ON_THE_PAGE[kind]) not in there
        if sections:
            assert plain(directions(True, name != "pdf")[kind]) in there


def told_in(name: str, data: bytes) -> str:
    """What a printed file says, without white space."""
    if name == "pdf":
        return plain("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))
    if name == "docx":
        return plain("".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs))
    return plain(data.decode())
