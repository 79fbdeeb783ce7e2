"""Items from a deck: the middle of the way from the bank to every output."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from quizgen.bank.as_of import deck_as_of
from quizgen.bank.collector import collector_off
from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.items.fact_items import FactItems
from quizgen.items.fact_words import FactWords
from quizgen.items.item import Item
from quizgen.items.pool import Pool
from quizgen.items.set_items import make_set_items

Progress = Callable[[int, int], None]


def make_items(
    deck: Deck, as_of: datetime.date | None = None, progress: Progress | None = None
) -> tuple[Item, ...]:
    """Every item that is asked, in the order of the digests; as things stood on a day, or now.

    What has been superseded is asked as of a day before that alone; what was corrected or taken
    back is not asked. `progress` is told how many facts of how many are done.
    """
    if as_of is None:
        return _all(_make(deck, lambda fact: fact.status == "current", progress))
    return _all(_make(deck_as_of(deck, as_of), lambda fact: fact.status == "current" and (
        fact.valid_until is None or fact.valid_until.last_day >= as_of), progress))


def asked_items(deck: Deck) -> Iterator[Item]:
    """What is asked now, one by one: all items of a fact or a set follow each other."""
    return _make(deck, lambda fact: fact.status == "current")


def every_item(deck: Deck, progress: Progress | None = None) -> tuple[Item, ...]:
    """Every item, with those that are no longer asked: learners have them, and their progress."""
    return _all(_make(deck, lambda _: True, progress))


def items_of(
    deck: Deck, wanted: Callable[[Fact], bool], progress: Progress | None = None
) -> Iterator[Item]:
    """The items of some facts, and of the sets of such facts alone, one by one, as `every_item`."""
    return _make(deck, wanted, progress)


def make_sentences(deck: Deck, facts: Iterable[str]) -> dict[str, str]:
    """Facts of the deck, by id, each in one sentence with whoever says so; also of those not asked."""
    return {name: FactWords(deck, deck.facts[name]).sentence for name in facts}


def _all(items: Iterable[Item]) -> tuple[Item, ...]:
    with collector_off():
        return tuple(items)


def _make(
    deck: Deck, wanted: Callable[[Fact], bool], progress: Progress | None = None
) -> Iterator[Item]:
    pool = Pool(deck)
    sets: list[Item] = []
    done = 0
    for digest in deck.digests:
        pool.add(digest)
        if progress:
            progress(done, len(deck.facts))
            done += sum(len(development.facts) for development in digest.developments)
        for told in digest.facts():
            fact = deck.facts[told.id]
            if wanted(fact):
                yield from FactItems(deck, fact, pool).all()
        for group in digest.sets:
            known = [deck.facts[name] for name in group.facts if name in deck.facts]
            if known and all(map(wanted, known)):
                sets.extend(make_set_items(group, [FactItems(deck, f, pool) for f in known]))
    yield from sets
