"""Reviews made up for tests: one a day from the first of November 2026 on."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from quizgen.play.records import Review, utc
from quizgen.play.schedule import Day, day_on

START = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)
_NUMBERS = itertools.count()


def at(day: float) -> str:
    """Noon (UTC) of a day, from 0."""
    return utc(START + datetime.timedelta(days=day))


def day(number: int) -> Day:
    """A learner's day, from 0."""
    return day_on(START.date() + datetime.timedelta(days=number), datetime.UTC)


def review(on: float = 0, item: str = "f.q", **changes: Any) -> Review:
    """A right answer on a day."""
    values: dict[str, Any] = {
        "id": f"r{next(_NUMBERS)}", "session": "s", "deck": "d", "item": item,
        "fact": item.partition(".")[0], "time": at(on), "mode": "study", "verdict": "correct",
        "rating": 3, "given": "1", "choice": None, "hints": 0, "milliseconds": 900,
        "overruled": False, "undone": False, "expires": None, "changed": at(on)}
    return Review(**{**values, **changes})
