from __future__ import annotations

import csv
import io

import pytest

from quizgen.formats import Job, render
from quizgen.items.item import Distractor, Item


def rows_of(job: Job) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render("csv", job).decode("utf-8-sig"), newline="")))


def test_a_row_an_item(job: Job) -> None:
    rows = rows_of(job)
    assert [row["id"] for row in rows] == [item.id for item in job.items]
    place = rows[0]
    assert place["key"] == "Sochi"
    assert {place[f"distractor_{n}"] for n in (1, 2, 3)} <= {"Yalta", "Omsk", "Andriivka", ""}
    assert place["distractor_1_why"] == job.items[0].distractors[0].why
    assert place["source_url"] == "https://example.org/a?b=1&c=2"


def test_is_what_excel_and_rfc_4180_want(job: Job) -> None:
    data = render("csv", job)
    assert data.startswith(b"\xef\xbb\xbfid,kind,")
    assert data.count(b"\n") == data.count(b"\r\n") == len(job.items) + 1


def test_nothing_is_run_where_cells_are_parted_at_semicolons(job: Job) -> None:
    item = job.items[0]._replace(stem="x;=1+1;-2;y; =3")
    text = render("csv", Job(job.deck, (item,))).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert "'=1+1" in cells and not any(cell.startswith(("=", "-")) for cell in cells)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_run_as_a_formula(job: Job, text: str) -> None:
    item = job.items[0]._replace(stem=text, distractors=(Distractor(text, text),))
    row = rows_of(Job(job.deck, (item,)))[0]
    assert row["stem"] == row["distractor_1"] == row["distractor_1_why"] == "'" + text


def test_nothing_is_cut_where_there_are_many(job: Job) -> None:
    wrong = tuple(Distractor(f"wrong {n}", "no") for n in range(1, 6))
    item = job.items[0]._replace(distractors=wrong, sequence=("first", "then"),
                                 pairs=(("a", "b"), ("c", "d")), number=1234567.0)
    row = rows_of(Job(job.deck, (item, job.items[1])))[0]
    assert row["distractor_5"] == "wrong 5"
    assert row["sequence"] == "first | then"
    assert row["pairs"] == "a = b | c = d"
    assert row["number"] == "1234567"


def test_no_field_of_an_item_is_missing(job: Job) -> None:
    columns = " ".join(rows_of(job)[0])
    names = {name.removesuffix("s") if name == "distractors" else name
             for name in Item._fields}
    assert {name for name in names if name not in columns} == set()
