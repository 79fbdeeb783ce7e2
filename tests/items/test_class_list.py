"""A class list, as spreadsheets export it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.items.class_list import read_class
from quizgen.items.forms import Student
from quizgen.items.table import read_table
from quizgen.problem import DeckError, QuizgenError

ZOE = (Student("Zoë Müller", "17"), Student("Ann Lee", "18"))


@pytest.mark.parametrize("data", [
    "Name,Number\nZoë Müller,17\nAnn Lee,18\n".encode(),
    "Name;No.\r\nZoë Müller;17\r\nAnn Lee;18\r\n".encode("cp1252"),
    codecs.BOM_UTF8 + "number\tName\n17\tZoë Müller\n18\tAnn Lee".encode(),
    "Student ID,First name,Surname\n17,Zoë,Müller\n\n18,Ann,Lee\n".encode("utf-16"),
    'Zoë Müller,17\n"Ann   Lee",18'.encode(),
    "17;Zoë;Müller\n18;Ann;Lee".encode(),
    "Class 9b;;\n;;\nautumn term;;\nSurname;First name;No.\nMüller;Zoë;17\nLee;Ann;18\n".encode(),
    "sep=;\nName;Number\nZoë Müller;17\nAnn Lee;18\n".encode(),
    "Week 37, group 2\n\nName;Number\nZoë Müller;17\nAnn Lee;18\n".encode(),
    "Class 9b\nName\tNumber\nZoë Müller\t17\nAnn Lee\t18\n".encode(),
])
def test_the_usual_exports_are_understood(data: bytes) -> None:
    assert read_class(data, "class.csv") == ZOE


def test_names_alone_and_numbers_alone() -> None:
    assert read_class(b"Ann\nBen\n", "c") == (Student("Ann"), Student("Ben"))
    assert read_class(b"Ann\nNo\n", "c") == (Student("Ann"), Student("No"))
    assert read_class(b"1\n2\n", "c") == (Student("", "1"), Student("", "2"))


def test_every_bad_row_is_named_with_its_line() -> None:
    rows = b"Name,Number,Mark\nAnn,1,\n,,5\nBen,1,\nAnn,1,\n" + b"x" * 90 + b",9,\n"
    with pytest.raises(DeckError) as found:
        read_class(rows, "class.csv")
    assert [(p.line, p.message) for p in found.value.problems] == [
        (3, "neither a name nor a number"), (4, "the number 1 stands in the list twice"),
        (5, "Ann stands in the list twice"),
        (6, "a name of over 80 characters, or a number of over 20")]


def test_lines_are_counted_as_in_the_file() -> None:
    rows = read_table(b'a\n\n"two\nlines"\nb\n', "x")
    assert [(row.line, row.cells) for row in rows] == [(1, ("a",)), (3, ("two lines",)), (5, ("b",))]


@pytest.mark.parametrize("rows", [
    'Name,Number\nZoe,1\n"Ben,2\nCy,3\nDi,4\n', 'Zoe,1\nAnn,2\n"Ben,2\nCy,"3\nDi,4\n',
    f'{"Zoe,1,2,3,4,5,6,7,8,9,10" + chr(10)}Ann,1\nBen,"2{",x" * 10}\nCy{",x" * 10}",1\nDi,4\n',
])
def test_a_quotation_mark_takes_nobody_away(rows: str) -> None:
    """What it opens goes on to the next one, or to the end: all between would be one cell."""
    with pytest.raises(QuizgenError, match=r"^x:3: a quotation mark opens a cell"):
        read_table(rows.encode(), "x")


@pytest.mark.parametrize(("row", "delimiter"), [
    ("Zoe;A;b,c,d,e", ";"), ("Zoe,A,b;c;d;e", ","), ("Müller, Zoë;A;b;c", ";"), ("Zoe\tA, B", "\t")])
def test_the_mark_that_comes_first_parts_the_cells(row: str, delimiter: str) -> None:
    read = read_table(f"{row}\n{row}\n".encode(), "x")
    assert [r.cells for r in read] == [tuple(cell.strip() for cell in row.split(delimiter))] * 2


@pytest.mark.parametrize(("data", "message"), [
    (b"", "names nobody"), (b"PK\x03\x04...", "save its sheet as CSV"), (b"a\0b", "no text"),
    (b"Name,Number\n", "0 students"), (b"x" * 3000, "too long"),
    (b"\n".join(b"n%d" % n for n in range(1001)), "1001 students"),
])
def test_what_is_no_list_of_students(data: bytes, message: str) -> None:
    with pytest.raises(QuizgenError, match=message):
        read_class(data, "x")


@given(st.binary(max_size=200) | st.text(alphabet='aé1,;\t"\r\n ', max_size=80).map(str.encode))
def test_whatever_is_read_there_are_students_or_a_message(data: bytes) -> None:
    try:
        assert read_class(data, "x")
    except QuizgenError as error:
        assert "x" in str(error)
