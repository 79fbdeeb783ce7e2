"""Typed answers: what is right, near, wrong, and what is asked again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.entity import Entity
from quizgen.items.grading.grade import LONGEST, NameIndex, grade
from quizgen.items.grading.option_order import order_key
from quizgen.items.item import Citation, Item

ITEM = Item(
    id="f.q", kind="short-answer", family="content", fact="f", facts=("f",), development="d",
    topic=None, question="q", stem="Who or what was it?", key="", accept=(), distractors=(),
    sorted=False, sentence="", explanation="", source=Citation("CNN", "15 September 2023"),
    as_of="2023-09-15", attribution="CNN", standing="reported", perishable=False, tags=())


def item(key: str, **given_fields: Any) -> Item:
    return ITEM._replace(key=key, **given_fields)


def person(key: str, name: str, **more: Any) -> Entity:
    return Entity(id=key, name=name, type="Person", **more)


PEOPLE = NameIndex({
    "donald": person("donald", "Donald Trump", surname="Trump"),
    "melania": person("melania", "Melania Trump"),
    "luka": person("luka", "Alexander Lukashenko", surname="Lukashenko",
                   title="Belarusian President"),
    "vucic": person("vucic", "Aleksandar Vučić", surname="Vučić"),
    "kuleba": person("kuleba", "Dmytro Kuleba", surname="Kuleba"),
    "kuleda": person("kuleda", "Dmytro Kuleda", surname="Kuleda"),
})


def verdict(asked: Item, answer: str, names: NameIndex = PEOPLE) -> str:
    return grade(asked, answer, names).verdict


@pytest.mark.parametrize(("key", "answer", "expected"), [
    ("The United States", "united states", "correct"),
    ("U.S.", "us", "correct"),
    ("US", "U.S.", "correct"),
    ("Rostov-on-Don", "rostov on don", "correct"),
    ("T-72", "T72", "correct"),
    ("Article 12 3", "article 123", "wrong"),
    ("O’Brien", "O'Brien", "correct"),
    ("São Tomé", "sao tome", "correct"),
    ("ﬁrst ﬂoor", "First Floor", "correct"),
    ("Andriivka", "Andrivka", "near"),
    ("Andriivka", "Bandriivka", "wrong"),   # the first letter must agree
    ("Omsk", "Omks", "wrong"),              # four letters: no slip
    ("Brigade 3", "Brigade 4", "wrong"),
    ("Not approved", "Now approved", "wrong"),
    ("Seventeen", "Seventeen hundred", "wrong"),
    ("seventy ships", "seventh ships", "wrong"),
    ("Australia", "Austria", "wrong"),
    ("Austria", "Australia", "wrong"),
    ("Australia", "Australa", "near"),
    ("South Korea", "North Korea", "wrong"),
    ("North Korea", "South Korea", "wrong"),
    ("Southeast", "Southwest", "wrong"),
    ("Slovakia", "Slovenia", "wrong"),
    ("Niger", "Nigeria", "wrong"),
    ("Mauritania", "Mauritius", "wrong"),
])
def test_words(key: str, answer: str, expected: str) -> None:
    assert verdict(item(key), answer) == expected


@pytest.mark.parametrize(("entity", "key", "answer", "expected"), [
    ("melania", "Melania Trump", "Trump", "wrong"),      # no surname of hers is given
    ("donald", "Donald Trump", "Trump", "again"),        # there are two
    ("donald", "Donald Trump", "Melania Trump", "wrong"),
    ("melania", "Melania Trump", "Donald Trump", "wrong"),
    ("luka", "Alexander Lukashenko", "Lukashenko", "correct"),
    ("luka", "Alexander Lukashenko", "President Lukashenko", "correct"),
    ("luka", "Alexander Lukashenko", "Belarusian President Alexander Lukashenko", "correct"),
    ("luka", "Alexander Lukashenko", "Lukashenka", "near"),
    ("luka", "Alexander Lukashenko", "Alexander", "wrong"),
    ("vucic", "Aleksandar Vučić", "vucic", "correct"),
    ("kuleba", "Dmytro Kuleba", "Dmytro Kuleda", "wrong"),
    ("kuleba", "Dmytro Kuleba", "Dmytro Kulepa", "wrong"),   # as near to Kuleda
    ("kuleba", "Dmytro Kuleba", "Kuleda", "wrong"),
])
def test_persons(entity: str, key: str, answer: str, expected: str) -> None:
    assert verdict(item(key, entity=entity), answer) == expected


@pytest.mark.parametrize(("answer", "expected"), [
    ("20000", "correct"), ("20,000", "correct"), ("20 000 tons", "correct"), ("20k", "correct"),
    ("twenty thousand tonnes", "correct"), ("about 20 thousand", "correct"),
    ("0.02 million", "correct"), ("20.000", "again"), ("19,999", "wrong"), ("-20000", "wrong"),
    ("20,000 rubles", "wrong"), ("10-15", "again"), ("many", "wrong"), ("twenty", "wrong"),
    ("20,000 tons per day", "wrong"), ("9" * 400, "again"),
])
def test_numbers(answer: str, expected: str) -> None:
    assert verdict(item("20,000 tons", number=20_000.0, unit="tons"), answer) == expected


@pytest.mark.parametrize(("answer", "expected"), [
    ("2.5", "correct"), ("$2.5bn", "correct"), ("two and a half billion dollars", "correct"),
    ("2,5 billion US dollars", "correct"), ("2500 million", "correct"), ("2.5 million", "wrong"),
    ("€2.5bn", "wrong"),
])
def test_a_scale_in_the_unit(answer: str, expected: str) -> None:
    asked = item("2.5 billion dollars", number=2.5, unit="billion dollars")
    assert verdict(asked, answer) == expected


@pytest.mark.parametrize(("answer", "expected"),
                         [("95", "correct"), ("105", "correct"), ("94", "wrong"), ("106", "wrong")])
def test_a_tolerance_is_kept(answer: str, expected: str) -> None:
    assert verdict(item("100", number=100.0, tolerance=5.0), answer) == expected


@pytest.mark.parametrize(("answer", "expected"), [
    ("5m", "correct"), ("five meters", "correct"), ("5 million", "wrong"), ("5 km", "wrong")])
def test_m_is_metres_or_million(answer: str, expected: str) -> None:
    assert verdict(item("5 metres", number=5.0, unit="metres"), answer) == expected


@pytest.mark.parametrize(("date", "answer", "expected"), [
    ("2023-09-15", "2023-09-15", "correct"),
    ("2023-09-15", "Sept. 15th, 2023", "correct"),
    ("2023-09-15", "Friday, the 15th of September 2023", "correct"),
    ("2023-09-15", "15/09/2023", "correct"),
    ("2023-09-15", "15.9.2023", "correct"),
    ("2023-09-15", "15 Setpember 2023", "near"),
    ("2023-09-15", "16 September 2023", "wrong"),
    ("2023-09-15", "September 2023", "again"),
    ("2023-09-15", "15 September", "again"),
    ("2023-09-15", "31 February 2023", "again"),
    ("2023-09-15", "no idea", "wrong"),
    ("2023-05-03", "03/05/2023", "again"),
    ("2023-05-03", "05/03/2023", "again"),
    ("2023-05-05", "05/05/2023", "correct"),
    ("2023-09", "15 September 2023", "correct"),
    ("2023-09", "09/2023", "correct"),
    ("2023-09", "August 2023", "wrong"),
    ("2023~", "about 2023", "correct"),
    ("2023", "03/05/2023", "correct"),
])
def test_dates(date: str, answer: str, expected: str) -> None:
    assert verdict(item("the key in words", date=date), answer) == expected


def test_the_year_may_be_left_out_where_the_question_states_it() -> None:
    asked = item("15 September 2023", date="2023-09-15", stem="On which day of 2023 was it?")
    assert verdict(asked, "15 September") == "correct"


@pytest.mark.parametrize("options", [
    ["900 tons", "1,500 tons", "20,000 tons"], ["8 members", "16 members"],
    ["5%", "12.5%", "about 30%"], ["2021", "2023"], ["August 2023", "September 2023"],
    ["15 August 2023", "3 September 2023", "15 September 2023"],
    ["1.5 billion dollars", "2 billion dollars"],
])
def test_options_are_sorted_by_value(options: list[str]) -> None:
    assert sorted([*options[1:], options[0]], key=order_key) == options


ASKED = st.sampled_from([
    item("Sochi"), item("Donald Trump", entity="donald"), item("!"), item("The"),
    item("20,000 tons", number=20_000.0, unit="tons"), item("-3.5", number=-3.5),
    item("15 September 2023", date="2023-09-15"), item("2023", date="2023~")])
TYPED = st.one_of(
    st.text(), st.text("0123456789.,-/ kmn½²%$", max_size=30),
    st.lists(st.sampled_from([
        "a", "half", "and", "the", "hundred", "million", "k", "two", "3", ".", "september", "15",
        "2023", "-", "/", "minus", "per", "cent", "%", "u.", "s.", "not", "north",
    ])).map(" ".join))



@given(ASKED, TYPED)
def test_whatever_is_typed_gets_a_verdict(asked: Item, answer: str) -> None:
    assert verdict(asked, answer) in ("correct", "near", "wrong", "again")
    assert isinstance(order_key(answer)[1], float | int)


@given(st.text(min_size=1).filter(str.strip), st.sampled_from([None, "donald", "melania"]))
def test_the_key_itself_is_always_right(key: str, entity: str | None) -> None:
    assert verdict(item(key, entity=entity), key) == "correct"
    assert verdict(item(key, number=1.0), key) == "correct"
    assert verdict(item(key, date="2023"), f" {key} ") == "correct"


@given(st.integers(0, 10**9), st.sampled_from(["tons", "people", "billion dollars", None]))
def test_a_number_is_right_in_digits_with_and_without_unit(value: int, unit: str | None) -> None:
    asked = item("x", number=float(value), unit=unit)
    assert verdict(asked, f"{value:,} {unit or ''}") == "correct"
    assert verdict(asked, str(value)) == "correct"
    assert verdict(asked, str(value + 1)) == "wrong"


@given(st.dates())
def test_a_day_is_right_in_each_written_form(day: Any) -> None:
    if day.year < 1000:
        return
    asked = item("x", date=day.isoformat()[:10])
    forms = (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}",
             f"{day:%d %b} {day.year}", day.isoformat())
    if day.year <= 2999:
        assert {verdict(asked, form) for form in forms} == {"correct"}


def test_a_digit_in_a_circle_is_no_digit() -> None:
    """“❶” counts as a digit for Unicode, but no number can be made of it."""
    assert verdict(item("3", number=3.0), "❶") == "wrong"
    assert verdict(item("2023", date="2023"), "❶ 2023") == "again"
    assert order_key("❶") == (1, 0.0, "❶")


def test_a_long_answer_is_cut() -> None:
    assert verdict(item("Sochi"), "Sochi" + "i" * 100 * LONGEST) == "wrong"
