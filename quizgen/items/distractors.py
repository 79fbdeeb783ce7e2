"""Wrong options that are plausible, alike and false.

The pool is the deck itself: entities of the same type and subtype, its foils, other numbers of
the unit, other dates. The rules and weights are those of Haladyna, Downing and Rodriguez (2002)
and of the NBME's item-writing flaws, as far as a program can see them.
"""

from __future__ import annotations

import datetime
import random
import re
from bisect import bisect, bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import TypeVar

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact, Foil, Question
from quizgen.bank.wording import EntityValue, Quantity, Value, as_sentence, value_text
from quizgen.items.pool import Pool

WANTED = 3   # two or three suffice (Rodriguez 2005); never padded
DAY_STEPS = (1, 2, 7, -1, -2, -7)
MONTH_STEPS = (-1, 1, -2, 2, 3, -3)
FACTORS = (0.5, 0.8, 1.25, 2.0)
NEIGHBOURS = (-1, 1, -2, 2, 5, -5)
SHARES = (25, 50, 75, 90)  # of the whole, where multiples of the key would pass it


Rank = TypeVar("Rank", float, datetime.date)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong value for a slot, with the reason."""

    value: Value
    why: str


def find_distractors(
    pool: Pool, fact: Fact, question: Question, value: Value, stem: str, last_day: datetime.date
) -> tuple[Wrong, ...]:
    """Up to three wrong values for the slot that a question asks; the author's own come first.

    An author who wants none writes an empty list of foils: the question is asked typed.
    `stem` is the rendered question: what it names is never an option. `last_day` is the day of
    the report: no date after it is offered.
    """
    if () in (fact.foils.get(question.slot), fact.foils.get(question.slot.replace("_", "-"))):
        return ()
    reason = _reason(question, value)
    written = list(_authored(pool.deck, fact, question.slot, value, reason))
    if isinstance(value, FactDate) and value.last_day > last_day:
        last_day = datetime.date.max  # a plan lies after the report, and so may its options
    if isinstance(value, EntityValue):
        more = _entities(pool, fact, question, value.entity, stem, reason)
    elif isinstance(value, Quantity):
        return tuple(written[:WANTED]) or _numbers(pool, fact, value, reason)
    elif isinstance(value, FactDate):
        return tuple(written[:WANTED]) or _dates(
            pool, fact, question.slot, value, last_day, reason
        )
    else:
        more = iter(())
    seen = {value_text(wrong.value) for wrong in written}
    for wrong in more:
        if len(written) >= WANTED:
            break
        if value_text(wrong.value) not in seen:
            written.append(wrong)
    return tuple(written[:WANTED])


Reason = Callable[[Value], str]


def _reason(question: Question, value: Value) -> Reason:
    why = f": {question.why}" if question.why else ""

    def say(wrong: Value) -> str:
        gloss = ""
        if isinstance(wrong, EntityValue) and wrong.entity.description:
            gloss = f" ({wrong.entity.description})"
        if isinstance(value, str):
            return as_sentence(f"the report says otherwise: {value}{why}")
        return f"Not {value_text(wrong)}{gloss} but {value_text(value)}{why}."
    return say


def _authored(
    deck: Deck, fact: Fact, slot: str, key: Value, reason: Reason
) -> Iterator[Wrong]:
    for foil in fact.foils_of(slot):
        text, why = (foil.text, foil.why) if isinstance(foil, Foil) else (foil, None)
        value = _foil_value(deck, text, key)
        yield Wrong(value, why or reason(value))


def _foil_value(deck: Deck, text: str, key: Value) -> Value:
    """A written foil as a value like the key: an entity's id, a date, a number, or its words."""
    if text in deck.entities:
        return EntityValue(deck.entities[text])
    try:
        if isinstance(key, FactDate):
            return FactDate.parse(text)
        if isinstance(key, Quantity):
            number = text.split(maxsplit=1)[0].replace(",", "")
            value = int(number) if number.lstrip("-").isdigit() else float(number)
            return key.model_copy(update={"value": value})
    except (ValueError, IndexError):
        return text
    return text


def _entities(
    pool: Pool, fact: Fact, question: Question, key: Entity, stem: str, reason: Reason
) -> Iterator[Wrong]:
    """Entities by falling likeness; of equally like ones the order is drawn."""
    refers = fact.refers(question.slot)
    # A living person is never offered as the doer of an attack, nor at all where a fact accuses.
    if key.family == "person" and (fact.accuses or (refers and refers.doer)):
        return
    if refers and not refers.fits(key):  # nor do others of its type
        return
    out = {key.id, *fact.references().values(), *pool.named_in(stem),
           *(said.by for said in fact.assertions if said.polarity == "asserts")}
    candidates = [entity for entity in _alike(pool, key) if entity.id not in out]
    for true in (pool.kin(key), *pool.true_in(fact, question.slot)):
        if true:
            candidates = [entity for entity in candidates if entity.id not in true]
    random.Random(f"{fact.id}.{question.id}").shuffle(candidates)
    likeness = _likeness(pool, key)
    for like in (True, False):  # the others are rarely come to
        some = [entity for entity in candidates if (entity.subtype == key.subtype) is like]
        for entity in sorted(some, key=likeness, reverse=True):
            yield Wrong(EntityValue(entity), reason(EntityValue(entity)))


def _alike(pool: Pool, key: Entity) -> list[Entity]:
    if key.subtype and key.family != "person":
        return pool.offered(key.type, key.subtype)
    found = pool.offered(key.type, None)
    return found if key.family == "person" else [e for e in found if not e.subtype]


def _likeness(pool: Pool, key: Entity) -> Callable[[Entity], float]:
    """How alike to the key an entity is: subtype 0.35, shared attributes 0.25, the same stories 0.25,
    like prominence 0.15.
    """
    days, stories = pool.days[key.id], pool.stories[key.id]
    country, side, mine = key.country, key.side, len(stories)

    def score(other: Entity) -> float:
        subtype = 1.0 if key.subtype == other.subtype else 0.0
        shared = (bool(country and country == other.country)
                  + bool(side and side == other.side)) / 2
        told = pool.stories[other.id]
        theirs = len(told)
        story = 1.0 if not stories.isdisjoint(told) else 0.5 if days & pool.days[other.id] else 0.0
        prominence = 1 - abs(mine - theirs) / max(mine, theirs, 1)
        return 0.35 * subtype + 0.25 * shared + 0.25 * story + 0.15 * prominence
    return score


def tolerance_of(quantity: Quantity) -> float:
    """How far a typed number may be off: 5 % where the source says about, else nothing."""
    return abs(quantity.value) * 0.05 if quantity.bound else 0.0


def _numbers(pool: Pool, fact: Fact, key: Quantity, reason: Reason) -> tuple[Wrong, ...]:
    """Numbers of the unit in the bank, else multiples rounded as the key is; around its rank."""
    apart = 2 * tolerance_of(key)
    digits = _significant(key.value)
    made = [_round(key.value * factor, digits, key.value) for factor in FACTORS]
    made += [_round(key.value + step, digits, key.value)
             for step in (1, 2, -1, 3) if abs(key.value) < 12]
    if not key.grouped:  # a number that is a name, such as a year
        made = [key.value + step for step in NEIGHBOURS]
    if _is_share(key):
        made = [number for number in (*made, *SHARES) if number <= 100]
    chosen: list[float] = []
    taken = [key.value]  # in order, so that only neighbours need be looked at
    found = pool.numbers.get(key.unit, ()) if key.unit else ()
    for some in (*_near(found, key.value), made):
        enough = len(chosen) + WANTED if some is not made else len(chosen) + len(made)
        for number in some:
            at = bisect(taken, number)
            far = all(abs(number - other) > apart for other in taken[max(at - 1, 0) : at + 1])
            if far and number >= min(0, key.value) and (number > 0 or key.value <= 0):
                chosen.append(number)
                taken.insert(at, number)
                if len(chosen) == enough:
                    break
    values = _around(key.value, chosen, f"{fact.id}")
    return tuple(
        Wrong(q, reason(q)) for q in (key.model_copy(update={"value": v}) for v in values)
    )


def _near(found: Sequence[float], key: float) -> Iterator[Iterator[float]]:
    """The numbers of a fifth to five times the key's size: those below the key, then those above."""
    size = abs(key)
    start, at, end = bisect_left(found, -5 * size), bisect_left(found, key), bisect(found, 5 * size)
    for places in (range(start, at), range(at, end)):
        yield (number for number in map(found.__getitem__, places)
               if number != key and 0.2 * size <= abs(number) <= 5 * size)


def _is_share(key: Quantity) -> bool:
    """Whether the number is a part of a whole, in per cent."""
    return bool(key.unit and re.match(r"(per cent|percent|%)", key.unit)) and 0 <= key.value <= 100


def _significant(value: float) -> int:
    text = f"{value:.10g}".replace("-", "").replace(".", "").strip("0")
    return max(len(text), 1) + (1 if len(text) == 1 else 0)


def _round(value: float, digits: int, like: float) -> float:
    if not value:
        return 0
    places = digits - 1 - floor(log10(abs(value)))
    written = len(repr(like).partition(".")[2]) if isinstance(like, float) else 0
    rounded = round(value, min(places, written))
    return round(rounded) if isinstance(like, int) else rounded


def _around(key: Rank, others: list[Rank], seed: str) -> list[Rank]:
    """Three of the others, so that the key's rank among them is drawn, not always the same."""
    below = [other for other in others if other < key]
    above = [other for other in others if other > key]
    drawn = min(random.Random(seed).randint(0, WANTED), len(below))
    rank = max(drawn, min(WANTED - len(above), len(below)))
    chosen = below[:rank]
    chosen.extend(above[: WANTED - rank])
    return sorted(chosen)


def _dates(
    pool: Pool, fact: Fact, slot: str, key: FactDate, last_day: datetime.date, reason: Reason
) -> tuple[Wrong, ...]:
    """Dates of the bank at the same precision, else days, months or years close by."""
    by_day = {d.first_day: d for d in (*pool.dates_near(key, 2), *_steps(key))}
    ahead = slot != "date" and key.first_day >= fact.date.first_day
    first_day = fact.date.first_day if ahead else datetime.date.min  # what follows from a fact
    days = [day for day in by_day if first_day <= day <= last_day and day != key.first_day]
    chosen = _around(key.first_day, days, fact.id)
    return tuple(Wrong(by_day[day], reason(by_day[day])) for day in chosen)


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
