"""Wrong dates: those of the bank at the key's precision, else days, months or years close by."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact
from quizgen.items.pool import Pool
from quizgen.items.ranks import around

DAY_STEPS = (1, 2, 7, -1, -2, -7)
MONTH_STEPS = (-1, 1, -2, 2, 3, -3)


def wrong_dates(
    pool: Pool, fact: Fact, slot: str, key: FactDate, last_day: datetime.date
) -> tuple[FactDate, ...]:
    """Up to three, ascending; none after `last_day`, and none before what the key follows from."""
    by_day = {d.first_day: d for d in (*pool.dates_near(key, 2), *_steps(key))}
    ahead = slot != "date" and key.first_day >= fact.date.first_day
    first_day = fact.date.first_day if ahead else datetime.date.min
    days = [day for day in by_day if first_day <= day <= last_day and day != key.first_day]
    return tuple(by_day[day] for day in around(key.first_day, days, fact.id))


def _steps(key: FactDate) -> Iterator[FactDate]:
    if key.day:
        for step in DAY_STEPS:
            day = key.first_day + datetime.timedelta(days=step)
            yield FactDate(day.year, day.month, day.day, key.approximate)
    elif key.month:
        for step in MONTH_STEPS:
            count = key.year * 12 + key.month - 1 + step
            yield FactDate(count // 12, count % 12 + 1, None, key.approximate)
    else:
        for step in MONTH_STEPS:
            yield FactDate(key.year + step, None, None, key.approximate)
