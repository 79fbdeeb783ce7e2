"""Grading what was typed: an answer and an item in, a verdict with its reason out.

The rules are those for typed answers: what differs only in form is right; a slip of the pen is
near; a slip that another name is as near to is wrong; what can be read in two ways is asked again.
Choices by letter are graded in `grade_letters`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizgen.items.grading.names import NameIndex, Tokens, slips
from quizgen.items.grading.normalise import normalise, squash, tokens, unify, without_accents
from quizgen.items.grading.numerals import Reading, read_number, scale_of, unit_words
from quizgen.items.grading.same_words import says_the_same
from quizgen.items.grading.written_dates import Ymd, read_date
from quizgen.items.item import Item

__all__ = ["NameIndex", "Verdict", "grade"]

Mark = Literal["correct", "near", "wrong", "again"]
LONGEST = 500  # characters of an answer that are looked at


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer was graded and why; `right` of `of` parts where it has several.

    near counts as right, with a slip; again is no grade: the answer can be read in two ways.
    """

    verdict: Mark
    reason: str = ""
    right: int = 0
    of: int = 1

    @property
    def counts(self) -> bool:
        """Whether the answer counts as right."""
        return self.verdict in ("correct", "near")


def grade(item: Item, answer: str, names: NameIndex) -> Verdict:
    """Grade a typed answer to an item. Never fails, whatever was typed."""
    answer = answer[:LONGEST] if len(item.key) <= LONGEST else answer
    typed = unify(answer)
    if not typed:
        return Verdict("again", "Nothing was typed.")
    if typed in map(unify, (item.key, *item.accept)):
        return _RIGHT
    if item.number is not None:
        return _grade_number(item, item.number, answer)
    if item.date:
        return _grade_date(item, item.date, answer)
    verdict = _grade_name(item, answer, names)
    bare = names.bare_place(answer)
    if verdict.verdict == "wrong" and bare and not verdict.reason:
        return _grade_name(item, bare, names)
    return verdict


_RIGHT = Verdict("correct", right=1)


def _near(reason: str) -> Verdict:
    return Verdict("near", reason, right=1)


def _wrong(reason: str = "") -> Verdict:
    return Verdict("wrong", reason)


def _again(reason: str) -> Verdict:
    return Verdict("again", reason)


# -- names and other words ------------------------------------------------------------------------

def _grade_name(item: Item, answer: str, names: NameIndex) -> Verdict:
    plain = normalise(answer)
    if not plain:
        return _wrong()
    keys = [normalise(text) for text in (item.key, *item.accept)]
    if plain in keys or without_accents(plain) in map(without_accents, keys):
        return _RIGHT
    if squash(without_accents(plain)) in {squash(without_accents(key)) for key in keys if key}:
        return _RIGHT
    typed = names.without_title(tokens(answer), item.entity)
    forms = set(_forms(item, names))
    if typed in forms:
        return _RIGHT
    surname = names.surname(item.entity)
    if item.entity and surname and typed == surname:
        if names.sharers(item.entity, surname):
            return _again("More than one in this deck is called that: give the full name.")
        return _RIGHT
    if says_the_same(item, answer, typed, forms, names):
        return _RIGHT
    return _grade_slips(item, typed, forms, names)


def _forms(item: Item, names: NameIndex) -> Iterator[Tokens]:
    """The key and the other right answers as tokens; persons without their titles as well."""
    for text in (item.key, *item.accept):
        form = tokens(text)
        if form:
            yield form
            if names.is_person(item.entity):
                yield names.without_title(form, item.entity)


def _grade_slips(item: Item, typed: Tokens, forms: set[Tokens], names: NameIndex) -> Verdict:
    """Near where the slips are few and no other name is as near."""
    surname = names.surname(item.entity)
    if item.entity and surname and not names.sharers(item.entity, surname):
        forms = {*forms, surname}
    made = min((n for n in (slips(typed, form) for form in forms) if n is not None), default=None)
    others = sorted(names.others(typed, item.entity, forms))
    if others and others[0][0] == 0:
        return _wrong(f"That is {others[0][1]}.")
    if made is None:
        return _wrong()
    if others and others[0][0] <= made:
        return _wrong(f"That is as near to {others[0][1]}.")
    if any(slips(typed, tokens(d.text)) is not None for d in item.distractors):
        return _wrong()
    return _near("Mind the spelling.")


# -- numbers --------------------------------------------------------------------------------------

_MISGROUPED = re.compile(r"\d,\d{1,2}(?!\d)|,\d{4}|\d{4},\d")  # commas, but not after thousands


def _grade_number(item: Item, number: float, answer: str) -> Verdict:
    readings = read_number(answer)
    if not readings:
        digits = any(c.isdecimal() for c in answer)
        return _again("Give one number.") if digits else _wrong("That is no number.")
    fitting = [r for r in readings if _unit_fits(item, r.unit)]
    if not fitting and any({"to", "or", "and"} & {*r.unit} for r in readings):
        return _again("Give one number.")
    if not fitting:
        wanted = f" in {item.unit}" if item.unit else " without a unit"
        right = any(_number_fits(item, number, r) for r in readings)
        return _again("Give the number alone.") if right and not item.unit else _wrong(
            f"The unit does not fit: the number is asked{wanted}.")
    fits = [_number_fits(item, number, r) for r in fitting]
    if all(fits):
        return _RIGHT
    if any(fits) and len({r.value for r in fitting}) > 1 and "." in answer:
        return _again("That can be read as two numbers: leave out the point, or write it in words.")
    if any(fits):
        return _RIGHT
    if _MISGROUPED.search(answer):
        return _again("That can be read in two ways: write the number without commas.")
    return _wrong("Too low." if fitting[0].value < number * scale_of(item.unit)[0] else "Too high.")


def _number_fits(item: Item, number: float, reading: Reading) -> bool:
    """Whether a reading is the number, within its tolerance; `2.5` is also `2.5 (billion)`."""
    scale, _ = scale_of(item.unit)
    scales = {scale} if reading.unit else {scale, 1.0}
    return any(
        abs(reading.value - number * s) <= (item.tolerance + 1e-12 * abs(number)) * s
        for s in scales
    )


def _unit_fits(item: Item, given: tuple[str, ...]) -> bool:
    """Whether the words around a number are its unit, part of it, or it and more; none do."""
    typed = unit_words(given)
    _, counted = scale_of(item.unit)
    unit = unit_words(counted)
    if not typed:
        return True
    if not unit:
        return typed <= unit_words(item.stem)
    return typed <= unit or (unit <= typed and not {"per", "every", "each"} & (typed - unit))


# -- dates ----------------------------------------------------------------------------------------

# An example that answers nothing: by whether a year, a month or a day is asked.
_DATES_LIKE = ("Write the year with four digits, as 1799.", "Write the month as March 1799.",
               "Write a date of the calendar, as 31 March 1799.")


def _grade_date(item: Item, date: str, answer: str) -> Verdict:
    written = read_date(answer)
    if not written:
        digits = any(c.isdecimal() for c in answer)
        return _again(_DATES_LIKE[date.rstrip("~").count("-")]) if digits else _wrong(
            "That is no date.")
    key = [int(part) for part in date.rstrip("~").split("-")]
    found = {_with_year(d, key[0], item.stem)[: len(key)] for d in written.dates}
    missing = next((name for name, at in (("year", 0), ("month", 1), ("day", 2))
                    if at < len(key) and any(not d[at] for d in found)), None)
    if missing:
        return _again(f"Give the {missing} as well.")
    if len(found) > 1:
        return _again("Which is the day and which the month? Write the month in words.")
    if tuple(key) not in found:
        return _wrong(_earlier(found.pop(), tuple(key)))
    return _near("Mind the spelling.") if written.slip else _RIGHT


def _with_year(date: Ymd, year: int, stem: str) -> Ymd:
    """A date with the key's year, where it gave none and the question states it."""
    return (year, *date[1:]) if not date[0] and str(year) in stem else date


def _earlier(given: tuple[int, ...], key: tuple[int, ...]) -> str:
    return "Too early." if given < key else "Too late."
