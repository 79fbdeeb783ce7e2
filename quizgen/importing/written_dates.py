"""Dates as tables of other programs write them: 15.09.2023, 9/15/2023, Sept. 15, 2023, 15. Mai 2023."""

from __future__ import annotations

import re

from quizgen.importing.values import parse_day

# In English, German, French and Spanish; three letters are enough where they tell one month.
_MONTHS = tuple(names.split() for names in (
    "january januar jänner janvier enero", "february februar feber février febrero",
    "march märz mrz mars marzo", "april avril abril", "may mai mayo", "june juni juin junio",
    "july juli juillet julio", "august août agosto", "september septembre septiembre",
    "october oktober octobre octubre", "november novembre noviembre",
    "december dezember décembre diciembre"))
_NUMBERS = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_DAY_FIRST = re.compile(
    r"(?:(\d{1,2})(?:\.|st|nd|rd|th)? (?:de |of )?)?([^\W\d_]{3,12})\.?,? (?:de )?(\d{4})", re.I)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.I)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")


def read_date(text: str) -> str:
    """A date as the bank writes it; empty where it is none, or could be two: 03/05/2023.

    Points part a day from its month, never a month from its day. A time of day is passed over.
    """
    text = _TIME.sub("", " ".join(text.split()))
    if known := parse_day(text):
        return known
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(text):
        return _numbers(found[1], found[2], found[3], found[4])
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _day(found[2], found[1], "")
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1] or "")
    return ""


def _numbers(first: str, sign: str, second: str, year: str) -> str:
    """Day and month in the one order that is possible; points are written after days alone."""
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if sign == "." or not by_month or by_day == by_month:
        return by_day
    return "" if by_day else by_month


def _month(name: str) -> str:
    found = [number for number, names in enumerate(_MONTHS, start=1)
             if any(one.startswith(name.casefold()) for one in names)]
    return str(found[0]) if len(found) == 1 else ""


def _day(year: str, month: str, day: str) -> str:
    parts = [year, f"{month:0>2}", *([f"{day:0>2}"] if day else [])]
    return parse_day("-".join(parts)) if month else ""
