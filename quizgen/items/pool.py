"""What wrong options are drawn from: the deck's entities, numbers and dates, indexed.

The pool grows digest by digest. A fact is given options from its own day and the days before, so
that the next day's news leaves a learner's questions alone; but what makes an option true is
looked up in the whole deck.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from quizgen.bank.as_of import entities_first_named
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.wording import Quantity


class Pool:
    """An index of a deck, so that no search looks at every pair; `add` each digest in turn."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.offered: dict[tuple[str, str | None], list[Entity]] = defaultdict(list)
        self.stories: dict[str, set[str]] = defaultdict(set)
        self.days: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[str | None, set[float]] = defaultdict(set)
        self.dates: dict[str, set[FactDate]] = defaultdict(set)
        self._doing: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._surnames = Counter(e.surname for e in deck.entities.values() if e.surname)
        for fact in deck.facts.values():
            for slot, name in fact.references().items():
                for other in _ties(fact):
                    self._doing[fact.kind, slot, other].add(name)
        self._news: dict[str, list[Entity]] = defaultdict(list)
        first = entities_first_named(deck)
        for entity in deck.entities.values():
            if entity.foil or entity.id not in first:
                self._offer(entity)
            else:
                self._news[str(first[entity.id].date)].append(entity)

    def add(self, digest: Digest) -> None:
        """Take in a digest: its facts' entities, numbers and dates."""
        for entity in self._news.pop(str(digest.date), ()):
            self._offer(entity)
        for development in digest.developments:
            for fact in development.facts:
                self._add(fact, str(digest.date), development.id)
        for update in digest.updates:
            for assertion in update.assertions:
                self.days[assertion.by].add(str(digest.date))

    def is_unique_surname(self, entity: Entity) -> bool:
        """Whether the entity has a surname that no other entity of the deck has."""
        return entity.surname is not None and self._surnames[entity.surname] == 1

    def could_be_true(self, fact: Fact, slot: str, entity: Entity) -> bool:
        """Whether the bank has the entity in that slot of a like fact, at any time."""
        key = fact.references().get(slot)
        return any(
            entity.id in self._doing[fact.kind, slot, other] for other in _ties(fact) if other != key
        )

    def _offer(self, entity: Entity) -> None:
        self.offered[entity.type, None].append(entity)
        if entity.subtype:
            self.offered[entity.type, entity.subtype].append(entity)

    def _add(self, fact: Fact, day: str, development: str) -> None:
        for name in (*fact.references().values(), *(a.by for a in fact.assertions)):
            self.stories[name].add(development)
            self.days[name].add(day)
        for value in fact.values(self.deck.entities).values():
            if isinstance(value, Quantity):
                self.numbers[value.unit].add(value.value)
            elif isinstance(value, FactDate):
                self.dates[value.precision].add(value)


def _ties(fact: Fact) -> list[str]:
    """What ties two facts together: the entities and the phrases that both name."""
    phrases = [value for name, refers in fact.slots().items()
               if not refers and isinstance(value := getattr(fact, name), str)]
    return [*fact.references().values(), *phrases]
