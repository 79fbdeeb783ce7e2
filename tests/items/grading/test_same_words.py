"""What says the same as the key: joined otherwise, turned, with an initial, in the question's words."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.bank.entity import Entity
from quizgen.items.grading.grade import NameIndex, grade
from tests.items.grading.test_grade import ITEM

NAMES = NameIndex({
    "peskov": Entity(id="peskov", name="Dmitry Peskov", type="Person", surname="Peskov"),
    "ann": Entity(id="ann", name="Ann Lee", type="Person", surname="Lee"),
    "bob": Entity(id="bob", name="Bob Lee", type="Person", surname="Lee"),
    "minsk": Entity(id="minsk", name="Minsk", type="Vehicle"),
    "saratov": Entity(id="saratov", name="Saratov", type="Vehicle"),
})


def verdict(key: str, answer: str, stem: str = "Who or what?", **given: Any) -> str:
    return grade(ITEM._replace(key=key, stem=stem, **given), answer, NAMES).verdict


@pytest.mark.parametrize("answer", ["missiles, drones", "drones & missiles", "missiles/drones",
                                    "drones and missiles", "Missiles; drones"])
def test_a_list_may_be_joined_in_any_way_and_order(answer: str) -> None:
    assert verdict("Missiles and drones", answer) == "correct"


def test_a_list_with_another_part_is_wrong() -> None:
    assert verdict("Missiles and drones", "missiles, drones, mines") == "wrong"
    assert verdict("Missiles and drones", "missiles, missiles") == "wrong"


@pytest.mark.parametrize(("answer", "expected"), [
    ("Peskov, Dmitry", "correct"), ("D. Peskov", "correct"), ("V. Peskov", "wrong"), ("D. P.", "wrong"),
])
def test_a_name_may_be_turned_or_begin_with_its_initial(answer: str, expected: str) -> None:
    assert verdict("Dmitry Peskov", answer, entity="peskov") == expected


def test_an_initial_is_not_enough_where_a_surname_is_shared() -> None:
    assert verdict("Bob Lee", "B. Lee", entity="bob") == "wrong"


@pytest.mark.parametrize(("answer", "expected"), [
    ("landing ship Minsk", "correct"), ("the ship Minsk in Sevastopol", "correct"),
    ("not Minsk", "wrong"), ("Minsk 2", "wrong"), ("Minsk Saratov", "wrong"),
    ("the submarine Minsk", "wrong"),
])
def test_words_of_the_question_may_stand_around_the_key(answer: str, expected: str) -> None:
    stem = "Which landing ship, not the Saratov, was hit in Sevastopol?"
    assert verdict("Minsk", answer, stem, entity="minsk") == expected


def test_a_compass_point_of_the_question_may_and_another_may_not() -> None:
    stem = "The village lies south of which town?"
    assert verdict("Bakhmut", "south of Bakhmut", stem) == "correct"
    assert verdict("Bakhmut", "north of Bakhmut", stem) == "wrong"


@pytest.mark.parametrize(("key", "answer", "expected"), [
    ("Belarus", "Republic of Belarus", "correct"), ("Palau", "the Republic of Palau", "correct"),
    ("China", "Republic of China", "wrong"), ("Congo", "Republic of the Congo", "wrong"),
    ("spokesman", "spokesperson", "correct"),
    ("Johnson Space Center", "Johnson Space Centre", "correct"),
])
def test_long_names_and_spellings(key: str, answer: str, expected: str) -> None:
    assert verdict(key, answer) == expected


@pytest.mark.parametrize(("answer", "reason"), [
    ("20'000", ""), ("20,00", "That can be read in two ways: write the number without commas."),
    ("four to six", "Give one number."),
])
def test_numbers_that_are_written_otherwise(answer: str, reason: str) -> None:
    asked = ITEM._replace(key="20,000", number=20000.0, unit="tons")
    assert grade(asked, answer, NAMES).reason == reason


@pytest.mark.parametrize(("date", "answer", "reason"), [
    ("2014", "14", "Write the year with four digits, as 1799."), ("2014", "2014 AD", ""),
    ("2023-09-30", "31 September 2023", "Write a date of the calendar, as 31 March 1799."),
])
def test_a_date_that_cannot_be_read_is_asked_again_without_an_answer(
    date: str, answer: str, reason: str
) -> None:
    assert grade(ITEM._replace(key=date, date=date), answer, NAMES).reason == reason
