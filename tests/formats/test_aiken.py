"""Aiken, by its published structure: read as Moodle's importer reads its lines."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from quizgen.formats import Job, left_out, render
from quizgen.formats.shown import options_of
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE


def read(data: bytes) -> list[tuple[str, list[str], str]]:
    """Questions, answers and the right answer, as question/format/aiken/format.php finds them."""
    found: list[tuple[str, list[str], str]] = []
    stem, answers = "", list[str]()
    for line in map(str.strip, data.decode().split("\n")):
        if len(line) < 2:
            continue
        if re.match(r"[A-Z][).][ \t]?", line):
            assert stem and line[0] == chr(ord("A") + len(answers))
            answers.append(line[2:].strip())
        elif line.startswith("ANSWER:"):
            found.append((stem, answers, answers[ord(line.partition(":")[2].strip()[0]) - ord("A")]))
            stem, answers = "", []
        else:
            assert not stem, "two lines of question"
            stem = line
    assert not stem
    return found


def test_a_question_its_answers_and_the_right_one(job: Job) -> None:
    choices = [item for item in EVERY_KIND if item.kind in ("multiple-choice", "true-false")]
    assert read(render("aiken", job._replace(items=EVERY_KIND))) == [
        (item.stem, options_of(item), item.key) for item in choices]


MANY = tuple(Distractor(str(n), "no") for n in range(26))


@pytest.mark.parametrize(("changes", "reason"), [
    ({"stem": "U.S. troops left?"}, "its question begins as another line does: U.S."),
    ({"stem": "ANSWER: B"}, "its question begins as another line does: ANSWER:"),
    ({"key": "two\nlines"}, "a line end in it would begin another line"),
    ({"distractors": MANY}, "it has more than 26 answers"),
    ({"stem": "?"}, "its question is shorter than two characters"),
])
def test_what_moodle_would_misread_is_left_out(job: Job, changes: dict[str, Any], reason: str) -> None:
    (left,) = left_out("aiken", one(job, "multiple-choice", **changes))
    assert left.reason == reason


@given(HOSTILE, HOSTILE)
def test_a_hostile_text_stays_text(plain: Job, stem: str, key: str) -> None:
    job = one(plain, "multiple-choice", stem=stem, key=key, distractors=(Distractor("x y", "no"),))
    if not left_out("aiken", job):
        ((read_stem, answers, right),) = read(render("aiken", job))
        assert (read_stem, right, sorted(answers)) == (stem, key, sorted([key, "x y"]))
