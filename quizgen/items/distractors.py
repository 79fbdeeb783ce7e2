"""Wrong options that are plausible, alike and false.

The pool is the deck itself: entities of the same type and subtype, its foils, other numbers of
the unit, other dates. The rules and weights are those of Haladyna, Downing and Rodriguez (2002)
and of the NBME's item-writing flaws, as far as a program can see them.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import isfinite

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact, Foil, Question
from quizgen.bank.wording import EntityValue, Quantity, Value, value_text
from quizgen.items.pool import Candidate, Pool
from quizgen.items.ranks import WANTED
from quizgen.items.reasons import reason_for
from quizgen.items.wrong_dates import wrong_dates
from quizgen.items.wrong_numbers import wrong_numbers

ENOUGH = 2  # wrong options that an author gave


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong value for a slot, with the reason, if anything is known of it."""

    value: Value
    why: str


def find_distractors(
    pool: Pool, fact: Fact, question: Question, value: Value, stem: str, last_day: datetime.date
) -> tuple[Wrong, ...]:
    """Up to three wrong values for the slot that a question asks; the author's own come first.

    To an author's own numbers and dates none is added, unless there is but one. An author who wants
    none writes an empty list: the question is asked typed. `stem` is the rendered question: what it
    names is never an option. `last_day` is the day of the report: no date after it is offered.
    """
    if fact.lists_foils(question.slot) and not fact.foils_of(question.slot):
        return ()
    wrong = [*_authored(pool, fact, question.slot, value)][:WANTED]
    more: Iterable[Value] = ()
    if isinstance(value, EntityValue):
        more = _entities(pool, fact, question, value.entity, stem)
    elif len(wrong) < ENOUGH:
        more = _valued(pool, fact, question.slot, value, last_day)
    seen = {value_text(w.value) for w in wrong}
    new = (other for other in more if value_text(other) not in seen)
    wrong += [Wrong(other, reason_for(pool, fact, value, other))
              for other in islice(new, WANTED - len(wrong))]
    return tuple(wrong)


def _valued(
    pool: Pool, fact: Fact, slot: str, key: Value, last_day: datetime.date
) -> Iterable[Value]:
    if isinstance(key, Quantity):
        return wrong_numbers(pool, fact, key, last_day)
    if isinstance(key, FactDate):
        ahead = key.last_day > last_day  # a plan lies after the report, and so may its options
        return wrong_dates(pool, fact, slot, key, datetime.date.max if ahead else last_day)
    return ()


def _authored(pool: Pool, fact: Fact, slot: str, key: Value) -> Iterator[Wrong]:
    for foil in fact.foils_of(slot):
        text, why = (foil.text, foil.why) if isinstance(foil, Foil) else (foil, None)
        value = _foil_value(pool.deck, text, key)
        known = not isinstance(value, (FactDate, Quantity))  # that one stands elsewhere is chance
        yield Wrong(value, why or (reason_for(pool, fact, key, value) if known else ""))


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
            return key.model_copy(update={"value": value}) if isfinite(value) else text
    except (ValueError, IndexError, OverflowError):
        return text
    return text


def _entities(
    pool: Pool, fact: Fact, question: Question, key: Entity, stem: str
) -> Iterator[EntityValue]:
    """Entities by falling likeness; of equally like ones the order is drawn."""
    refers = fact.refers(question.slot)
    # A living person is never offered as the doer of an attack, nor at all where a fact accuses.
    if key.family == "person" and (fact.accuses or (refers and refers.doer)):
        return
    if refers and not refers.fits(key):  # nor do others of its type
        return
    out = {key.id, *fact.references().values(), *pool.named_in(stem),
           *(said.by for said in fact.assertions if said.polarity == "asserts")}
    candidates = [one for one in _alike(pool, key) if one.id not in out]
    for true in (pool.kin(key), *pool.true_in(fact, question.slot)):
        if true:
            candidates = [one for one in candidates if one.id not in true]
    random.Random(f"{fact.id}.{question.id}").shuffle(candidates)
    likeness = _likeness(pool.as_candidate(key))
    for like in (True, False):  # the others are rarely come to
        some = [one for one in candidates if (one.subtype == key.subtype) is like]
        for one in sorted(some, key=likeness, reverse=True):
            yield EntityValue(one.entity)


def _alike(pool: Pool, key: Entity) -> list[Candidate]:
    if key.subtype and key.family != "person":
        return pool.offered(key.type, key.subtype)
    found = pool.offered(key.type, None)
    return found if key.family == "person" else [one for one in found if not one.subtype]


def _likeness(key: Candidate) -> Callable[[Candidate], float]:
    """How alike to the key an entity is: subtype 0.35, shared attributes 0.25, the same stories 0.25,
    like prominence 0.15.
    """
    _, _, own, country, side, days, stories, mine = key

    def score(other: Candidate) -> float:
        subtype = 1.0 if own == other.subtype else 0.0
        shared = (bool(country and country == other.country)
                  + bool(side and side == other.side)) / 2
        story = 1.0 if stories & other.stories else 0.5 if days & other.days else 0.0
        theirs = other.told_in
        prominence = 1 - abs(mine - theirs) / max(mine, theirs, 1)
        return 0.35 * subtype + 0.25 * shared + 0.25 * story + 0.15 * prominence
    return score
