"""Choices by letter: one, one for each premise, or all in an order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.items.grading.grade_letters import grade_choice, grade_matching, grade_ordering
from quizgen.items.item import Citation, Distractor, Item
from quizgen.items.quiz import Posed


def item(key: str, **more: Any) -> Item:
    base = Item(
        id="f.q", kind="short-answer", family="content", fact="f", facts=("f",), development="d",
        topic=None, question="q", stem="Which?", key=key, accept=(), distractors=(), sorted=False,
        sentence="", explanation="", source=Citation("CNN", "15 September 2023"),
        as_of="2023-09-15", attribution="CNN", standing="reported", perishable=False, tags=())
    return base._replace(**more)


WRONG = (Distractor("Omsk", "No."), Distractor("Yalta", "No."))
CHOICE = Posed(item("Sochi", kind="multiple-choice", distractors=WRONG),
               ("Omsk", "Sochi", "Yalta"))
TRUTH = Posed(item("False", kind="true-false", distractors=(Distractor("True", "No."),)),
              ("True", "False"))
PAIRS = (("one", "x"), ("two", "y"), ("three", "z"))
MATCHING = Posed(item("", kind="matching", pairs=PAIRS, distractors=(Distractor("w", "No."),)),
                 ("z", "w", "x", "y"), ("two", "three", "one"))  # the key: D A C
ORDERING = Posed(item("", kind="ordering", sequence=("first", "second", "third")),
                 ("second", "third", "first"))  # the key: 3 1 2


@pytest.mark.parametrize(("answer", "expected"), [
    ("b", "correct"), ("B.", "correct"), ("2", "correct"), ("sochi", "correct"), ("a", "wrong"),
    ("3", "wrong"), ("d", "again"), ("4", "again"), ("0", "again"), ("", "again"), ("²", "correct")])
def test_a_choice(answer: str, expected: str) -> None:
    assert grade_choice(CHOICE, answer).verdict == expected


@pytest.mark.parametrize(("answer", "expected"), [
    ("f", "correct"), ("False", "correct"), ("b", "correct"), ("2", "correct"), ("t", "wrong"),
    ("TRUE", "wrong"), ("a", "wrong"), ("c", "again")])
def test_true_or_false(answer: str, expected: str) -> None:
    assert grade_choice(TRUTH, answer).verdict == expected


@pytest.mark.parametrize(("answer", "expected", "right"), [
    ("d a c", "correct", 3), ("DAC", "correct", 3), ("1d, 2a, 3c", "correct", 3),
    ("4 1 3", "correct", 3), ("d a a", "wrong", 2), ("d a", "again", 0), ("d a e", "again", 0),
    ("d a c b", "again", 0)])
def test_a_matching_tells_how_many_are_right(answer: str, expected: str, right: int) -> None:
    found = grade_matching(MATCHING, answer)
    assert (found.verdict, found.right) == (expected, right)


@pytest.mark.parametrize(("answer", "expected", "right"), [
    ("3 1 2", "correct", 3), ("c,a,b", "correct", 3), ("312", "correct", 3), ("3 2 1", "wrong", 1),
    ("3 3 1", "again", 0), ("3 1", "again", 0)])
def test_an_ordering_tells_how_many_are_in_their_place(
    answer: str, expected: str, right: int
) -> None:
    found = grade_ordering(ORDERING, answer)
    assert (found.verdict, found.right) == (expected, right)


@given(st.text())
def test_whatever_is_typed_gets_a_verdict(answer: str) -> None:
    assert grade_choice(CHOICE, answer).verdict
    assert grade_choice(TRUTH, answer).verdict
    assert grade_matching(MATCHING, answer).verdict
    assert grade_ordering(ORDERING, answer).verdict


def test_the_key_letters_are_right() -> None:
    assert grade_choice(CHOICE, "".join(CHOICE.key_letters)).verdict == "correct"
    assert grade_matching(MATCHING, " ".join(MATCHING.key_letters)).verdict == "correct"
    assert grade_ordering(ORDERING, " ".join(ORDERING.key_letters)).verdict == "correct"
