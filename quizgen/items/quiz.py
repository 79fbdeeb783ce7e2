"""A quiz: items that were drawn, in an order, with their options in an order."""

import random
from functools import lru_cache
from typing import NamedTuple

from quizgen.items.item import FALSE, TRUE, Item

LETTERS = "ABCDEFGHIJ"


class Origin(NamedTuple):
    """The deck that items are of, where the deck itself has not been read."""

    id: str
    title: str
    version: str


class Posed(NamedTuple):
    """An item as it is put to somebody: its options, premises and responses in their order.

    `options` are those of multiple choice and true/false; for matching, the responses; for
    ordering, the events as shown. `premises` are the left side of a matching item.
    """

    item: Item
    options: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()

    @property
    def key_index(self) -> int:
        """The position of the key among the options, from 0; -1 where there is no one position."""
        return self.options.index(self.item.key) if self.item.key in self.options else -1

    @property
    def key_letters(self) -> tuple[str, ...]:
        """The key as letters of the options: one, or for matching one for each premise, or for
        ordering the letters in their right order; empty where the answer is written.
        """
        match self.item.kind:
            case "matching":
                right = dict(self.item.pairs)
                return tuple(LETTERS[self.options.index(right[p])] for p in self.premises)
            case "ordering":
                return tuple(LETTERS[self.options.index(s)] for s in self.item.sequence)
        return (LETTERS[self.key_index],) if self.key_index >= 0 else ()


class Quiz(NamedTuple):
    """A drawn set of items in an order; `form` tells permutations of it apart.

    A form that is made for one student has the student's name, number or both.
    """

    deck: str
    title: str
    version: str
    seed: int
    questions: tuple[Posed, ...]
    form: str = "A"
    student: str = ""
    number: str = ""


def pose(item: Item, order: random.Random, key_at: int | None = None) -> Posed:
    """Put an item: sorted options stay, others are drawn; `key_at` fixes the key's position."""
    if item.kind == "true-false":
        return Posed(item, (TRUE, FALSE))
    if item.kind == "matching":
        responses = [*dict.fromkeys(r for _, r in item.pairs), *(d.text for d in item.distractors)]
        order.shuffle(responses)
        premises = [p for p, _ in item.pairs]
        order.shuffle(premises)
        return Posed(item, tuple(responses), tuple(premises))
    if item.kind == "ordering":
        return Posed(item, tuple(_moved(list(item.sequence), order)))
    if item.kind != "multiple-choice":
        return Posed(item)
    if item.sorted:
        return Posed(item, sort_options(item))
    others = [d.text for d in item.distractors]
    order.shuffle(others)
    at = order.randint(0, len(others)) if key_at is None else min(key_at, len(others))
    return Posed(item, (*others[:at], item.key, *others[at:]))


@lru_cache(maxsize=4096)  # many orders of one quiz are tried
def sort_options(item: Item) -> tuple[str, ...]:
    """Numbers and dates in ascending order. The maker stores distractors ascending already."""
    from quizgen.items.grading.option_order import order_key

    return tuple(sorted(item.options, key=order_key))


def _moved(events: list[str], order: random.Random) -> list[str]:
    """A shuffle that is never the right order itself."""
    right = list(events)
    while events == right:
        order.shuffle(events)
    return events
