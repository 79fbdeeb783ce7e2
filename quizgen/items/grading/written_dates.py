"""Dates as people write them: 2023-09-15 · 15 September 2023 · Sept. 15th, 2023 · 03/05/2023.

A text goes in; every date that it can mean comes out, as (year, month, day) with 0 for what is
not said.
"""
# A list of words is easier to read and to mend as a text than as a list literal.
# ruff: noqa: SIM905

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from quizgen.items.grading.normalise import unify

MONTHS = tuple(name.casefold() for name in (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"))
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday "
                  "mon tue tues wed thu thur thurs fri sat sun".split())
_LITTLE = frozenset("on in of the about around circa ca early mid late year ad ce".split())
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
Ymd = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Written:
    """What a text can mean as a date; `slip` where a month's name was misspelt."""

    dates: tuple[Ymd, ...]
    slip: bool = False


def read_date(text: str) -> Written | None:
    """The dates that a text can mean; None where it is no date."""
    plain = _ORDINAL.sub("", unify(text)).replace("~", " ")
    words = [w for w in _TOKEN.findall(plain) if w not in _DAYS and w not in _LITTLE]
    letters = [w for w in words if not w[0].isdecimal()]
    numbers = [w for w in words if w[0].isdecimal()]
    if (not numbers and not letters) or len(numbers) > 3 or any(len(n) > 4 for n in numbers):
        return None
    if not letters:
        return _kept(_numeric([*numbers], plain), slip=False)
    if len(letters) > 1:
        return None
    month, slip = _month(letters[0])
    return _kept(_worded(month, numbers), slip) if month else None


def _kept(dates: list[Ymd], slip: bool) -> Written | None:
    """The dates that the calendar has, each once."""
    real = tuple(d for d in dict.fromkeys(dates) if _exists(*d))
    return Written(real, slip) if real else None


def _exists(year: int, month: int, day: int) -> bool:
    if not 0 <= month <= 12 or (year and not 1000 <= year <= 2999) or (day and not month):
        return False
    try:
        datetime.date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return bool(year or month)


def _numeric(numbers: list[str], text: str) -> list[Ymd]:
    n = [int(number) for number in numbers]
    match [len(number) for number in numbers]:
        case [4]:
            return [(n[0], 0, 0)]
        case [4, 1 | 2]:
            return [(n[0], n[1], 0)]
        case [1 | 2, 4]:
            return [(n[1], n[0], 0)]
        case [4, 1 | 2, 1 | 2]:
            return [(n[0], n[1], n[2])]
        case [1 | 2, 1 | 2, 4]:
            return [(n[2], n[1], n[0]), (n[2], n[0], n[1])]
        case [1 | 2, 1 | 2] if re.search(r"\d\s*[/.-]\s*\d", text):
            return [(0, n[1], n[0]), (0, n[0], n[1])]
    return []


def _worded(month: int, numbers: list[str]) -> list[Ymd]:
    n = [int(number) for number in numbers]
    match [len(number) for number in numbers]:
        case []:
            return [(0, month, 0)]
        case [4]:
            return [(n[0], month, 0)]
        case [1 | 2]:
            return [(0, month, n[0])]
        case [1 | 2, 4]:
            return [(n[1], month, n[0])]
        case [4, 1 | 2]:
            return [(n[0], month, n[1])]
    return []


def _month(word: str) -> tuple[int, bool]:
    """The month that a word means, and whether it was misspelt; 0 for none."""
    for number, name in enumerate(MONTHS, 1):
        if len(word) >= 3 and name.startswith(word):
            return number, False
    from rapidfuzz.distance import OSA

    for number, name in enumerate(MONTHS, 1):
        allowed = 0 if len(name) <= 4 else 1 if len(name) <= 8 else 2
        if allowed and word[0] == name[0] and OSA.distance(word, name) <= allowed:
            return number, True
    return 0, False
