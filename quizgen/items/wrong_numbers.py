"""Wrong numbers: others of the unit in the bank, else multiples of the key, rounded as it is."""

from __future__ import annotations

import datetime
import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import floor, log10

from quizgen.bank.fact import Fact
from quizgen.bank.wording import Quantity
from quizgen.items.pool import Pool
from quizgen.items.ranks import WANTED, around

FACTORS = (0.5, 0.8, 1.25, 2.0)
STEPS = (1, 2, -1, 3)      # from a small number
SMALL = 12
NEIGHBOURS = (-1, 1, -2, 2, 5, -5)  # of a number that is a name, such as a year
SHARES = (25, 50, 75, 90)  # of the whole, where multiples of the key would pass it
TIMES = 5                  # a number of the bank is at most so many times the key, or a part of it
HAIR = 0.05                # nearer to the key than that, it would split hairs


def tolerance_of(quantity: Quantity) -> float:
    """How far a typed number may be off: 5 % where the source says about, else nothing."""
    return abs(quantity.value) * 0.05 if quantity.bound else 0.0


def wrong_numbers(
    pool: Pool, fact: Fact, key: Quantity, last_day: datetime.date
) -> tuple[Quantity, ...]:
    """Up to three of the key's unit, ascending, each more than twice the tolerance away.

    `last_day` is the day of the report: no later year is offered for a year.
    """
    apart = 2 * tolerance_of(key)
    taken = [key.value]
    chosen: list[float] = []
    for some in _of_the_bank(pool, key):
        chosen += islice(_taken(some, taken, apart), WANTED)
    chosen += _taken(_made(key, last_day), taken, apart)
    return tuple(key.model_copy(update={"value": value})
                 for value in around(key.value, chosen, fact.id))


def _taken(numbers: Iterable[float], taken: list[float], apart: float) -> Iterator[float]:
    """The numbers that lie further than that from all taken so far, which are in order; each is
    taken.
    """
    for number in numbers:
        at = bisect(taken, number)
        if all(abs(number - other) > apart for other in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, number)
            yield number


def _of_the_bank(pool: Pool, key: Quantity) -> Iterator[Iterator[float]]:
    """Those of the unit that are like the key: below it, then above, the nearest first."""
    found: Sequence[float] = pool.numbers.get(key.unit, []) if key.unit and key.grouped else []
    below, above = bisect_left(found, key.value), bisect(found, key.value)
    yield _like(map(found.__getitem__, range(below - 1, -1, -1)), key)
    yield _like(map(found.__getitem__, range(above, len(found))), key)


def _like(numbers: Iterable[float], key: Quantity) -> Iterator[float]:
    """Of numbers by growing distance those of the key's size, sign and rounding."""
    size, digits, places = abs(key.value), _significant(key.value), _places(key.value)
    for number in numbers:
        if abs(number - key.value) > TIMES * size:
            return
        if number * key.value > 0 and size / TIMES <= abs(number) <= TIMES * size and (
                abs(number - key.value) > HAIR * size and _places(number) == places
                and abs(_significant(number) - digits) <= 1):
            yield number


def _made(key: Quantity, last_day: datetime.date) -> list[float]:
    """Numbers that nobody gave, but that are as likely."""
    value = key.value
    if not key.grouped:
        latest = last_day.year if value <= last_day.year else value + max(NEIGHBOURS)
        return [value + step for step in NEIGHBOURS if value + step <= latest]
    digits = _significant(value)
    made = [_round(value * factor, digits, value) for factor in FACTORS]
    if abs(value) < SMALL:
        made += [_round(value + step, digits, value) for step in STEPS]
    if is_share(key):
        made = [number for number in (*made, *SHARES) if number <= 100]
    return [number for number in made if number >= min(0, value) and (number > 0 or value <= 0)]


def is_share(key: Quantity) -> bool:
    """Whether the number is a part of a whole, in per cent."""
    return bool(key.unit and re.match(r"(per cent|percent|%)", key.unit)) and 0 <= key.value <= 100


def _significant(value: float) -> int:
    """How many digits count: at least two, since 9 and 12 are written as exactly."""
    return max(len(f"{value:.10g}".replace("-", "").replace(".", "").strip("0")), 2)


def _places(value: float) -> int:
    """How many digits stand after the point."""
    return len(repr(value).partition(".")[2]) if isinstance(value, float) else 0


def _round(value: float, digits: int, like: float) -> float:
    if not value:
        return 0
    places = digits - 1 - floor(log10(abs(value)))
    rounded = round(value, min(places, _places(like)))
    return round(rounded) if isinstance(like, int) else rounded
