"""Items from a deck: the middle of the way from the bank to every output."""

from __future__ import annotations

import datetime

from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.items.distractors import Pool
from quizgen.items.fact_items import FactItems
from quizgen.items.item import Item
from quizgen.items.set_items import make_set_items


def make_items(deck: Deck, as_of: datetime.date | None = None) -> tuple[Item, ...]:
    """Every item of a deck, in the order of its facts, as things stood on a day (or now)."""
    pool = Pool(deck)
    items: list[Item] = []
    for fact in deck.facts.values():
        if is_current(deck, fact, as_of):
            items.extend(FactItems(deck, pool, fact, as_of).all())
    for group in deck.sets:
        known = [deck.facts[name] for name in group.facts if name in deck.facts]
        if all(is_current(deck, fact, as_of) for fact in known):
            items.extend(make_set_items(group, [FactItems(deck, pool, f, as_of) for f in known]))
    return tuple(items)


def is_current(deck: Deck, fact: Fact, day: datetime.date | None) -> bool:
    """Whether a fact is asked on a day: known by then, not overtaken, not taken back."""
    if fact.status in ("corrected", "retracted"):
        return False
    if day is None:
        return fact.status == "current"
    if deck.source_of(fact).date.first_day > day:
        return False
    if fact.valid_until and fact.valid_until.last_day < day:
        return False
    if fact.status == "superseded" and fact.superseded_by in deck.facts:
        return deck.source_of(deck.facts[str(fact.superseded_by)]).date.first_day > day
    return True
