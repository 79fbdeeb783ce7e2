"""Dates in running text, and what the relative ones mean by the article's day."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.bank.dates import EARLIEST, LATEST, FactDate
from quizgen.drafting.lexicon import DAYS, MONTHS

_NUMBERS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_MONTH = ("(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
          r"December)|(?P<short>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d|,\d)"
_WEEKDAY = "(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_COUNT = f"(?P<count>\\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_PATTERNS = tuple(re.compile(rf"\b{pattern}") for pattern in (
    r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
    rf"{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
    rf"{_MONTH} {_DAY}\b(?:,? {_YEAR})?",
    rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?{_MONTH} {_YEAR}",
    rf"(?P<which>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Ll]ast|[Nn]ext|[Tt]his|[Dd]uring|[Ll]ate|[Ee]arly|"
    rf"[Bb]efore|[Aa]fter|mid)[ -]{_MONTH}(?! \d)",
    rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?{_WEEKDAY}s?\b",
    r"(?P<word>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]he day before yesterday|[Ll]ast night|"
    r"[Tt]his (?:morning|afternoon|evening))\b",
    r"(?:[Ee]arlier |[Ll]ater )?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<span>week(?:end)?|month|year)\b",
    r"(?P<which>[Aa]t|[Oo]ver) the (?P<span>weekend)\b",
    rf"{_COUNT} (?P<span>day|week|month|year)s? ago\b",
    rf"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Bb]efore|[Aa]fter) {_YEAR}"
    r"(?! (?:people|workers|votes|men|women))\b",
))
_FUTURE = re.compile(
    r"\b(?:will|due|scheduled|set to|expected to|planned)\b[^.,]{0,60}$|\b(?:by|until) $")
_SHORT = {month[:3]: number for number, month in enumerate(MONTHS, 1)}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text; `value` is None where it cannot be told from the article's day."""

    start: int
    end: int
    value: FactDate | None


def find_dates(text: str, start: int, end: int, today: datetime.date) -> Iterator[DateMention]:
    """The dates in a span of a text, in order, resolved against the article's day."""
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            if all(match.end() <= a or match.start() >= b for a, b in taken):
                taken.append(match.span())
                future = bool(_FUTURE.search(text, max(start, match.start() - 90), match.start()))
                found.append(DateMention(*match.span(), _resolve(match, today, future)))
    yield from sorted(found, key=lambda mention: mention.start)


def written_date(text: str) -> tuple[FactDate, int] | None:
    """The first date in a text that is written out with its year, and where it stands."""
    best: tuple[FactDate, int] | None = None
    for pattern in _PATTERNS[:3]:
        for match in pattern.finditer(text):
            if match["year"] and (best is None or match.start() < best[1]):
                value = _resolve(match, datetime.date(2000, 1, 1), False)
                best = (value, match.start()) if value else best
    return best


def _resolve(match: re.Match[str], today: datetime.date, future: bool) -> FactDate | None:
    try:
        return _value(match.groupdict(), today, future)
    except (ValueError, OverflowError):
        return None


def _value(part: dict[str, str | None], today: datetime.date, future: bool) -> FactDate | None:
    """What the parts of a date mean; ValueError where there is no such day."""
    which = (part.get("which") or "").lower()
    if word := part.get("word"):
        back = {"yesterday": 1, "last night": 1, "tomorrow": -1, "the day before yesterday": 2}
        return _day(today - datetime.timedelta(days=back.get(word.lower(), 0)))
    if weekday := part.get("weekday"):
        return _day(_weekday(DAYS.index(weekday.lower()), which, today, future))
    if span := part.get("span"):
        return _span(span, which, part.get("count"), today)
    month = _month(part)
    year = int(part["year"] or 0) if part.get("year") else 0
    if not month:
        return FactDate.parse(str(year)) if year else None
    day = int(part["day"] or 0) if part.get("day") else None
    year = year or _year(month, day, which, today, future)
    return _checked(year, month, day)


def _month(part: dict[str, str | None]) -> int:
    if name := part.get("month") or part.get("short"):
        return _SHORT[name[:3].lower()]
    return int(part.get("number") or 0)


def _year(month: int, day: int | None, which: str, today: datetime.date, future: bool) -> int:
    """The year of a month or day that is named without one: the last one, unless it is to come."""
    later = (month, day or 0) > (today.month, today.day if day else 0)
    if which == "last":
        return today.year - (month >= today.month)
    if which == "next" or future:
        return today.year + ((month, day or 31) < (today.month, today.day))
    return today.year - later


def _weekday(day: int, which: str, today: datetime.date, future: bool) -> datetime.date:
    back = (today.weekday() - day) % 7
    if which == "next" or (future and which != "last"):
        ahead = 7 - back if back or which == "next" else 0  # “will play on Sunday”, told on that Sunday
        return today + datetime.timedelta(days=ahead)
    return today - datetime.timedelta(days=back or (7 if which == "last" else 0))


def _span(span: str, which: str, count: str | None, today: datetime.date) -> FactDate | None:
    """A week, month or year, as precisely as a date can say it."""
    if count is not None:
        number = int(count) if count.isdigit() else _NUMBERS.get(count, 1)
        if span == "day":
            return _day(today - datetime.timedelta(days=number))
        if span == "week":
            middle = today - datetime.timedelta(weeks=number)
            return _covering(middle - datetime.timedelta(days=3), middle + datetime.timedelta(days=3))
        months = today.year * 12 + today.month - 1 - number * (12 if span == "year" else 1)
        return FactDate(months // 12, None if span == "year" else months % 12 + 1, None,
                        approximate=True)
    step = {"last": -1, "next": 1}.get(which, 0)
    if span == "year":
        return _checked(today.year + step, None, None)
    if span == "month":
        months = today.year * 12 + today.month - 1 + step
        return _checked(months // 12, months % 12 + 1, None)
    monday = today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(weeks=step)
    if span == "weekend":
        if which in ("at", "over", "last") and today.weekday() < 5:
            monday -= datetime.timedelta(weeks=0 if which == "last" else 1)
        monday += datetime.timedelta(days=5)
        return _covering(monday, monday + datetime.timedelta(days=1))
    return _covering(monday, monday + datetime.timedelta(days=6))


def _covering(first: datetime.date, last: datetime.date) -> FactDate | None:
    """The month, or else the year, that both days lie in."""
    if first.year != last.year:
        return None
    return FactDate(first.year, first.month if first.month == last.month else None)


def _day(day: datetime.date) -> FactDate:
    return _checked(day.year, day.month, day.day)


def _checked(year: int, month: int | None, day: int | None) -> FactDate:
    if not EARLIEST <= year <= LATEST:
        raise ValueError("no year of the news")
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError("no day of the month")
    return FactDate(year, month, day)
