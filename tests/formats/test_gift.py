"""GIFT, as pygiftparser reads it, and as a reader by the rules of Moodle's own importer does."""

from __future__ import annotations

import html
import io

import pytest
from hypothesis import given

from quizgen.formats import Job, left_out, render
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.gift_reader import Question, read_gift
from tests.formats.hostile import HOSTILE


def read(job: Job) -> list[Question]:
    return read_gift(render("gift", job).decode())[1]


def test_every_kind_is_what_it_is(job: Job) -> None:
    category, questions = read_gift(render("gift", job._replace(items=EVERY_KIND)).decode())
    assert category == "$course$/top/Mini"
    assert [q.kind for q in questions] == [
        "multichoice", "multichoice", "truefalse", "shortanswer", "shortanswer", "numerical",
        "match", "match"]
    assert [q.id for q in questions] == [q.name for q in questions] == [i.id for i in EVERY_KIND]
    assert questions[0].tags == ["diplomacy", "front", "summit [2023]", "standing claimed",
                                 "as of 2023-09-15"]
    assert "50% {sure} = #1 ~ tilde \\ slash." in questions[0].general
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in questions[0].general


def test_choices_have_the_key_and_reasons(job: Job) -> None:
    (question,) = read(one(job, "multiple-choice"))
    assert {(html.unescape(text), weight, html.unescape(why))
            for text, weight, why in question.answers} == {
        ("Minsk", 1.0, ""), ("Brest: the <city>", 0.0, "Brest: the <city> is wrong: no."),
        ("=Gomel", 0.0, "=Gomel is wrong: no."), ("[html] ~Lida", 0.0, "[html] ~Lida is wrong: no.")}


def test_what_is_typed_is_plain(job: Job) -> None:
    (question,) = read(one(job, "short-answer"))
    assert question.answers == [("Anna \\*", 1.0, ""), ("A. B.", 1.0, ""), ("[Anna]", 1.0, "")]


def test_a_number_has_its_tolerance(job: Job) -> None:
    (question,) = read(one(job, "numerical"))
    assert question.answers == [("20000:0.5", 1.0, "")]


def test_an_order_is_a_matching_of_events_and_numbers(job: Job) -> None:
    (question,) = read(one(job, "ordering"))
    assert sorted(question.pairs, key=lambda pair: pair[1]) == [
        ("They came.", "1"), ("They talked: long.", "2"), ("They went.", "3")]
    assert [number for _, number in question.pairs] != ["1", "2", "3"]


def test_surplus_responses_have_no_premise(job: Job) -> None:
    (question,) = read(one(job, "matching"))
    assert question.pairs[-1] == ("", "Clara")
    assert html.unescape(question.pairs[1][0]) == "It <snows> -> now."


@pytest.mark.parametrize("changes", [{"key": "a -> b"}, {"accept": ("->",)}])
def test_an_arrow_in_a_typed_answer_is_left_out(job: Job, changes: dict[str, object]) -> None:
    (left,) = left_out("gift", one(job, "short-answer", **changes))
    assert "would be taken for a pair" in left.reason


def test_an_independent_parser_reads_every_question(job: Job) -> None:
    parser = pytest.importorskip("pygiftparser.parser", reason="it is installed without what it pins")
    text = render("gift", job._replace(items=EVERY_KIND)).decode()
    questions = parser.parseFile(io.StringIO(text))
    assert all(question.valid for question in questions)
    assert [question.title for question in questions] == [item.id for item in EVERY_KIND]
    assert [type(question.answers).__name__ for question in questions] == [
        "SelectSet", "SelectSet", "TrueFalseSet", "ShortSet", "ShortSet", "NumericAnswerSet",
        "MatchingSet", "MatchingSet"]
    assert {question.markup for question in questions} == {"html"}
    choice = questions[0]
    assert [a.answer for a in choice.answers.answers if a.fraction == 100] == ["Minsk"]
    number = questions[5].answers.answers[0]
    assert (number.value, number.tolerance) == (20000.0, 0.5)


@given(HOSTILE, HOSTILE)
def test_hostile_choices_come_back_as_they_were(plain: Job, stem: str, key: str) -> None:
    if key == "x":
        return
    job = one(plain, "multiple-choice", stem=stem, key=key, explanation=stem,
              distractors=(Distractor("x", stem),))
    (question,) = read(job)
    assert html.unescape(question.text) == html.unescape(html.escape(stem)) == stem
    assert [html.unescape(text) for text, weight, _ in question.answers if weight] == [key]
    assert html.unescape(question.general).startswith(f"<p>{stem}</p>")
    assert [html.unescape(why) for _, weight, why in question.answers if not weight] == [stem]


@given(HOSTILE)
def test_hostile_answers_come_back_as_they_were(plain: Job, key: str) -> None:
    job = one(plain, "cloze", key=key, accept=())
    if not left_out("gift", job):
        (question,) = read(job)
        assert [text.replace("\\*", "*") for text, _, _ in question.answers] == [key]
