"""What wrong options are drawn from: the deck's entities, numbers and dates, indexed.

The pool grows digest by digest. A fact is given options from its own day and the days before, so
that the next day's news leaves a learner's questions alone; but what makes an option true is
looked up in the whole deck.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter, defaultdict

from quizgen.bank.as_of import entities_first_named
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.wording import Quantity

_WORD = re.compile(r"\w+")


class Pool:
    """An index of a deck, so that no search looks at every pair; `add` each digest in turn."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.offered: dict[tuple[str, str | None], list[Entity]] = defaultdict(list)
        self.stories: dict[str, set[str]] = defaultdict(set)
        self.days: dict[str, int] = defaultdict(int)  # a bit for each digest that has the entity
        self.numbers: dict[str | None, set[float]] = defaultdict(set)
        self.dates: dict[str, set[FactDate]] = defaultdict(set)
        self._doing: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._told: dict[str, set[str]] = defaultdict(set)  # by story: who is in it
        self._today = 1
        self._kin = _kin(deck)
        self._called = _called(deck)
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
        self._today <<= 1
        for entity in self._news.pop(str(digest.date), ()):
            self._offer(entity)
        for development in digest.developments:
            for fact in development.facts:
                self._add(fact, development.id)
        for update in digest.updates:
            for assertion in update.assertions:
                self.days[assertion.by] |= self._today

    def is_unique_surname(self, entity: Entity) -> bool:
        """Whether the entity has a surname that no other entity of the deck has."""
        return entity.surname is not None and self._surnames[entity.surname] == 1

    def true_in(self, fact: Fact, slot: str) -> set[str]:
        """The entities that the bank has in that slot of a like fact, at any time."""
        key = fact.references().get(slot)
        return set().union(*(
            self._doing.get((fact.kind, slot, other), ()) for other in _ties(fact) if other != key
        ))

    def kin(self, entity: Entity) -> set[str]:
        """What contains the entity or what it belongs to, and what it contains."""
        return self._kin.get(entity.id, set())

    def named_in(self, text: str) -> set[str]:
        """The entities that a text names, by any of their names or the surname."""
        words = {"", *map(fold, _WORD.findall(text))}
        return {entity.id for word in words for entity, others in self._called.get(word, ())
                if words.issuperset(others) and named_in(entity, text)}

    def told_with(self, entity: Entity) -> set[str]:
        """Who is in a story of the entity."""
        return set().union(*(self._told[story] for story in self.stories[entity.id]))

    def _offer(self, entity: Entity) -> None:
        for subtype in {None, entity.subtype}:
            insort(self.offered[entity.type, subtype], entity, key=lambda e: e.id)

    def _add(self, fact: Fact, development: str) -> None:
        for name in (*fact.references().values(), *(a.by for a in fact.assertions)):
            self.stories[name].add(development)
            self._told[development].add(name)
            self.days[name] |= self._today
        for value in fact.values(self.deck.entities).values():
            if isinstance(value, Quantity):
                self.numbers[value.unit].add(value.value)
            elif isinstance(value, FactDate):
                self.dates[value.precision].add(value)


def named_in(entity: Entity, text: str) -> bool:
    """Whether a text names the entity, by any of its names or its surname."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) for name in _names(entity))


def fold(word: str) -> str:
    """A word as it is compared without regard to case: alike for all that a pattern takes as one.

    To a pattern the dotted and the dotless i are one letter, to `casefold` they are not.
    """
    return word.casefold().replace("\u0307", "").replace("ı", "i")


def _names(entity: Entity) -> tuple[str, ...]:
    return (*entity.names, *((entity.surname,) if entity.surname else ()))


def _called(deck: Deck) -> dict[str, list[tuple[Entity, list[str]]]]:
    """The entities by the first word of each of their names, with the others: a text that names them
    has them all.
    """
    called: dict[str, list[tuple[Entity, list[str]]]] = defaultdict(list)
    for entity in deck.entities.values():
        for name in _names(entity):
            words = [fold(word) for word in _WORD.findall(name)] or [""]
            called[words[0]].append((entity, words[1:]))
    return called


def _kin(deck: Deck) -> dict[str, set[str]]:
    """For each entity, what it lies in or belongs to at any remove, and the reverse."""
    kin: dict[str, set[str]] = defaultdict(set)
    for entity in deck.entities.values():
        todo = [entity.within] if entity.family != "place" else [entity.within, entity.country]
        above: set[str] = set()
        while todo:
            name = todo.pop()
            if name and name not in above:
                above.add(name)
                kin[name].add(entity.id)
                if name in deck.entities:
                    todo.append(deck.entities[name].within)
        kin[entity.id] |= above
    return kin


def _ties(fact: Fact) -> list[str]:
    """What ties two facts together: the entities and the phrases that both name."""
    phrases = [value for name, refers in fact.slots().items()
               if not refers and isinstance(value := getattr(fact, name), str)]
    return [*fact.references().values(), *phrases]
