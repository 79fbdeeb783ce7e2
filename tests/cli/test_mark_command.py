"""`quizgen mark` from the printed quiz to marks, analysis and feedback."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from quizgen.items.form_file import form_text
from tests.marking.conftest import class_rows, forms
from tests.marking.test_results import WIDE, table

FORM = ("--form", "quiz.form.json")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A class of thirty that sat three forms; the first is named like a formula."""
    rows = class_rows(forms(), 30, 3)
    rows[0][0] = "=1+2"
    path = tmp_path / "results.csv"
    path.write_bytes(table([WIDE, *rows]).encode())
    (tmp_path / "quiz.form.json").write_text(form_text(forms()), encoding="utf-8")
    return path


def test_a_class_is_marked(run: Any, results: Path) -> None:
    ran = run("mark", "results.csv", *FORM)
    assert ran.code == 0
    assert ran.out.startswith("=1+2 ")
    assert "30 students: mean " in ran.out and "\nreliability " in ran.out
    marks, _, looked = ran.out.partition("\nItems to look at:\n")
    assert len([line for line in marks.splitlines() if " form " in line]) == 30
    numbers = {posed.item.id: n for n, posed in enumerate(forms().first.questions, start=1)}
    for line in looked.splitlines():
        number, item = re.findall(r"^  form A, question (\d+) \(([^)]+)\), \d+% right: ", line)[0]
        assert numbers[item] == int(number)
    assert looked


def test_tables_and_feedback(run: Any, results: Path, tmp_path: Path) -> None:
    wanted = ("--csv", "m.csv", "--xlsx", "m.xlsx", "--feedback", "f.pdf", "--wrong", "-0.25")
    ran = run("mark", "results.csv", *FORM, *wanted)
    assert ran.code == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "m.csv").read_text("utf-8-sig"))))
    assert rows[0][:4] == ["name", "number", "form", "points"] and len(rows) == 31
    assert rows[1][0] == "'=1+2"
    items = list(csv.DictReader(io.StringIO((tmp_path / "m.items.csv").read_text("utf-8-sig"))))
    assert [row["item"] for row in items] == [item.id for item in forms().items]
    assert "reliability" in (tmp_path / "m.class.csv").read_text("utf-8-sig")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == ["Students", "Class", "Items"]
    cell = book["Students"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+2", "s")
    assert float(rows[1][3]) == book["Students"]["D2"].value
    reader = pypdf.PdfReader(tmp_path / "f.pdf")
    first = [page.extract_text() for page in reader.pages if "Feedback for" in page.extract_text()]
    assert len(first) == 30
    before = {name: (tmp_path / name).read_bytes() for name in ("m.csv", "m.xlsx", "f.pdf")}
    assert run("mark", "results.csv", *FORM, *wanted).code == 0
    assert before == {name: (tmp_path / name).read_bytes() for name in before}


def test_nothing_is_written_where_one_of_the_files_would_be_what_it_is_made_from(
    run: Any, results: Path, tmp_path: Path
) -> None:
    results.rename(tmp_path / "m.items.csv")
    ran = run("mark", "m.items.csv", *FORM, "--csv", "m.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "m.items.csv is what this is made from" in ran.err
    assert not (tmp_path / "m.csv").exists()


def test_a_name_is_one_cell_for_whoever_parts_at_semicolons(
    run: Any, results: Path, tmp_path: Path
) -> None:
    """As a spreadsheet does where the comma is for decimals: the rest would run as a formula."""
    results.write_bytes(b"Name,Form,Q1\r\n\"x;=1+1;y\",A,a\r\n")
    assert run("mark", "results.csv", *FORM, "--csv", "m.csv").code == 0
    text = (tmp_path / "m.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 2 and not any(cell.startswith("=") for cell in rows[1])


def test_bad_rows_are_named_and_the_rest_is_marked(run: Any, results: Path) -> None:
    results.write_bytes(results.read_bytes() + b"Nobody,Z,A\r\nEve,A,Q,Q,,,,,,,,Q\r\n")
    ran = run("mark", "results.csv", *FORM)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "results.csv:32: there is no form “Z”, but A to C; this row is not marked [results]",
        *(f"results.csv:33: warning: question {number} of form A: “Q” is no answer ({wanted}); it "
          "counts as wrong [answer]"
          for number, wanted in ((1, "A to D"), (2, "A to D"), (10, "T or F"))),
        "1 row was not marked"]
    assert "Eve" in ran.out and "Nobody" not in ran.out


@pytest.mark.parametrize(("arguments", "code", "message"), [
    (("none.csv", *FORM), 2, "no file none.csv"),
    (("results.csv", "--form", "none.json"), 2, "no file none.json"),
    (("results.csv", "--form", "results.csv"), 1, "results.csv:1 is no form file"),
    (("results.csv", *FORM, "--wrong", "0.5"), 2, "--wrong is from -1 to 0"),
    (("results.csv", *FORM, "--wrong", "nan"), 2, "--wrong is from -1 to 0"),
    (("results.csv",), 2, "Missing option"),
    (("results.csv", *FORM, "--csv", "results.csv"), 2, "results.csv is what this is made from"),
    (("results.csv", *FORM, "--csv", "m.xlsx"), 2, "--csv m.xlsx: it is written as .csv"),
    (("results.csv", *FORM, "--feedback", "f.docx"), 2, "--feedback f.docx: it is written as .pdf"),
    (("results.csv", *FORM, "--xlsx", "m.xls"), 2, "--xlsx m.xls: it is written as .xlsx"),
    (("results.csv", *FORM, "--csv", "-"), 2, "--csv -: other lines are printed there; name a file"),
    (("results.csv", *FORM, "--xlsx", "none/m.xlsx"), 2, "there is no folder none"),
])
def test_what_cannot_be_marked(
    run: Any, results: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = run("mark", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
