"""Rules for items of several facts: orders and matchings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quizgen.items.independence import plain
from quizgen.items.item import Item
from quizgen.items.lint.known import Finding, Known


def check_ordering(item: Item, deck: Known) -> Iterator[Finding]:
    """An order has three to five events, and no two that could be on the same day."""
    if item.kind != "ordering":
        return
    if not 3 <= len(item.sequence) <= 5:
        yield Finding(item, "ordering", "error", f"{len(item.sequence)} events")
    facts = sorted((deck.facts[name] for name in item.facts), key=lambda fact: fact.date.first_day)
    for one, other in pairwise(facts):
        if one.date.overlaps(other.date):
            yield Finding(item, "ordering", "error", f"{one.id}, {one.date}, and {other.id}, "
                          f"{other.date}, cannot be told apart: give each a date of its own")


def check_matching(item: Item, deck: Known) -> Iterator[Finding]:
    """A matching has four to eight premises, a surplus response and one valid assignment."""
    if item.kind != "matching":
        return
    if not 4 <= len(item.pairs) <= 8:
        yield Finding(item, "matching", "error", f"{len(item.pairs)} premises")
    responses = [response for _, response in item.pairs]
    if len({plain(r) for r in responses}) != len(responses):
        yield Finding(item, "matching", "error", "two premises have the same response")
    if not item.distractors:
        yield Finding(item, "matching", "error", "no surplus response")
