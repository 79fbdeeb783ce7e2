"""Blackboard's upload, as qti-package-maker reads it, and by its published fields."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given

from quizgen.formats import Job, left_out, remarks, render
from quizgen.formats.shown import options_of
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE


def rows(job: Job) -> list[list[str]]:
    lines = render("blackboard", job).decode().split("\r\n")
    assert lines.pop() == "" and all(lines)
    return [line.split("\t") for line in lines]


def test_every_kind_has_its_row(job: Job) -> None:
    kinds = [row[0] for row in rows(job._replace(items=EVERY_KIND))]
    assert kinds == ["MC", "MC", "TF", "FIB", "FIB", "NUM", "ORD"]
    (left,) = left_out("blackboard", job._replace(items=EVERY_KIND))
    assert (left.item, left.reason) == ("talks.matching", "a matching row holds no surplus answers")


def test_the_fields_of_a_row_are_those_of_its_kind(job: Job) -> None:
    def row(kind: Any, **changes: Any) -> list[str]:
        return rows(one(job, kind, **changes))[0]

    mc = row("multiple-choice")
    assert [html.unescape(text) for text in mc[2::2]] == options_of(EVERY_KIND[0])
    assert mc[mc.index("correct") - 1] == "Minsk" and mc.count("correct") == 1
    assert set(mc[3::2]) == {"correct", "incorrect"}
    assert row("true-false") == ["TF", "They met in Lida.", "false"]
    assert row("short-answer") == ["FIB", "Who came?", "Anna *", "A. B.", "[Anna]"]
    assert row("numerical") == ["NUM", "How many tons?", "20000", "0.5"]
    assert row("matching", distractors=()) == [
        "MAT", "Who said what?", "It rains.", "Anna", "It &lt;snows&gt; -&gt; now.", "Boris"]
    assert row("ordering")[2:] == ["They came.", "They talked: long.", "They went."]


def test_an_independent_reader_finds_the_right_answers(job: Job) -> None:
    reader = pytest.importorskip("qti_package_maker.engines.bbq_text_upload.read_package")
    lines = ["\t".join(row).replace("“", "").replace("”", "")  # it takes ASCII alone, and no TF
             for row in rows(job._replace(items=EVERY_KIND)) if row[0] != "TF"]
    found = [reader.make_item_cls_from_line(line) for line in lines]
    assert [item.item_type for item in found] == ["MC", "MC", "FIB", "FIB", "NUM", "ORDER"]
    assert [found[0].answer_text, found[1].answer_text] == ["Minsk", "5"]
    assert found[2].answers_list == ["Anna *", "A. B.", "[Anna]"]
    assert (found[4].answer_float, found[4].tolerance_float) == (20000.0, 0.5)
    assert found[5].ordered_answers_list == list(EVERY_KIND[-1].sequence)


def test_blackboards_numbers_are_kept(job: Job) -> None:
    many = tuple(EVERY_KIND[2]._replace(id=f"talks.{n}") for n in range(501))
    (left,) = left_out("blackboard", job._replace(items=many))
    assert (left.item, left.reason) == ("talks.500", "blackboard takes 500 items")
    assert "Ultra takes 250 rows" in remarks("blackboard", job._replace(items=many[:251]))[0]
    assert remarks("blackboard", job._replace(items=many[:250])) == []
    answers = tuple(f"x{n}" for n in range(20))
    assert "20 answers" in left_out("blackboard", one(job, "cloze", accept=answers))[0].reason
    assert "tab" in left_out("blackboard", one(job, "cloze", stem="a\tb"))[0].reason


@given(HOSTILE, HOSTILE)
def test_a_hostile_text_stays_text(plain: Job, stem: str, key: str) -> None:
    job = one(plain, "multiple-choice", stem=stem, key=key, distractors=(Distractor("x y", "no"),))
    (row,) = rows(job)
    assert len(row) == 6 and not any("<" in cell for cell in row)
    assert [html.unescape(cell) for cell in (row[1], row[row.index("correct") - 1])] == [stem, key]
