"""What wrong options are drawn from: the deck's entities, numbers and dates, indexed.

The pool grows digest by digest. A fact is given options from its own day and the days before, so
that the next day's news leaves a learner's questions alone; but what makes an option true is
looked up in the whole deck.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from quizgen.bank.as_of import entities_first_named
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.wording import EntityValue, Quantity, Value

OFFERED = 32  # entities of a type that are looked at for one question: those last in the news
_WORD = re.compile(r"\w+")


class Candidate(NamedTuple):
    """An entity as it may be offered today, with what its likeness to another goes by.

    `days` and `stories` have a bit for each digest and development that told of it, `told_in` says
    how many developments these are.
    """

    entity: Entity
    id: str
    subtype: str | None
    country: str | None
    side: str | None
    days: int
    stories: int
    told_in: int


class Pool:
    """An index of a deck, so that no search looks at every pair; `add` each digest in turn."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._offered: dict[tuple[str, str | None], dict[str, Entity]] = defaultdict(dict)
        self._alike: dict[tuple[str, str | None], list[Candidate]] = {}  # of these, what is looked at
        self._days: dict[str, int] = defaultdict(int)  # a bit for each digest that has the entity
        self._stories: dict[str, int] = defaultdict(int)  # the same for each development
        self._told_in: Counter[str] = Counter()  # how many developments that are
        self._bits: dict[str, int] = {}
        self.numbers: dict[str, list[float]] = defaultdict(list)  # by unit, ascending, each once
        self._dates: dict[str, list[FactDate]] = defaultdict(list)  # by precision, in order
        self._known: set[tuple[str, float] | FactDate] = set()
        self._told: dict[Hashable, list[Fact]] = defaultdict(list)  # by what stands in the facts
        self.sentences: dict[str, str] = {}  # of facts that are told as reasons, by id
        self.plain_names: dict[str, tuple[str, ...]] = {}  # of entities that were answers, by id
        self._doing: dict[tuple[str, str, str], set[str]] = defaultdict(set)
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
        self._alike.clear()
        for entity in self._news.pop(str(digest.date), ()):
            self._offer(entity)
        for development in digest.developments:
            for fact in development.facts:
                self._add(fact, development.id)
        for update in digest.updates:
            for assertion in update.assertions:
                self._tell(assertion.by)

    def is_unique_surname(self, entity: Entity) -> bool:
        """Whether the entity has a surname that no other entity of the deck has."""
        return entity.surname is not None and self._surnames[entity.surname] == 1

    def offered(self, kind: str, subtype: str | None) -> list[Candidate]:
        """The entities of a type (and subtype) that were last in the news, in the order of their ids.

        All of them where they are few: whoever has not been told of for long is no likely answer,
        and to look at everybody would take longer with each day that a deck grows.
        """
        found = self._alike.get((kind, subtype))
        if found is None:
            last = islice(reversed(self._offered[kind, subtype].values()), OFFERED)
            found = self._alike[kind, subtype] = [
                self.as_candidate(entity) for entity in sorted(last, key=lambda e: e.id)]
        return found

    def as_candidate(self, entity: Entity) -> Candidate:
        """An entity as it is known today."""
        name = entity.id
        return Candidate(entity, name, entity.subtype, entity.country, entity.side, self._days[name],
                         self._stories[name], self._told_in[name])

    def true_in(self, fact: Fact, slot: str) -> list[set[str]]:
        """The entities that the bank has in that slot of a like fact, at any time; in several sets,
        which may be large.
        """
        key = fact.references().get(slot)
        found = (self._doing.get((fact.kind, slot, other)) for other in _ties(fact) if other != key)
        return [some for some in found if some]

    def told_of(self, value: Value) -> Sequence[Fact]:
        """The facts so far, as first told, in which a value stands: an entity, a date, a number
        with its unit, or a phrase.
        """
        return self._told.get(_as_told(value), ())

    def dates_near(self, key: FactDate, count: int) -> list[FactDate]:
        """The dates of the bank at the precision of a date that are nearest to it, and not the same;
        of two as near the later first.
        """
        dates = self._dates[key.precision]
        at = bisect_left(dates, key.first_day, key=lambda d: d.first_day)
        before = islice((d for d in _down(dates, at) if not d.overlaps(key)), count)
        after = islice((d for d in _up(dates, at) if not d.overlaps(key)), count)
        return sorted((*after, *before),
                      key=lambda d: abs((d.first_day - key.first_day).days))[:count]

    def kin(self, entity: Entity) -> set[str]:
        """What contains the entity or what it belongs to, and what it contains."""
        return self._kin.get(entity.id, set())

    def named_in(self, text: str) -> set[str]:
        """The entities that a text names, by any of their names or the surname."""
        words = {"", *_words(text)}
        return {entity.id for word in words for entity, pattern, others in self._called.get(word, ())
                if words.issuperset(others) and pattern_of(pattern).search(text)}

    def _offer(self, entity: Entity) -> None:
        for subtype in {None, entity.subtype}:
            self._offered[entity.type, subtype][entity.id] = entity

    def _tell(self, name: str) -> None:
        """Note that the day tells of an entity."""
        self._days[name] |= self._today
        entity = self.deck.entities.get(name)
        for subtype in {None, entity.subtype} if entity else ():
            offered = self._offered[entity.type, subtype] if entity else {}
            if name in offered:
                offered[name] = offered.pop(name)  # the last one now

    def _add(self, fact: Fact, development: str) -> None:
        bit = self._bits.setdefault(development, 1 << len(self._bits))
        for name in (*fact.references().values(), *(a.by for a in fact.assertions)):
            if not self._stories[name] & bit:
                self._stories[name] |= bit
                self._told_in[name] += 1
            self._tell(name)
        values = fact.values(self.deck.entities).values()
        for value in values:
            if isinstance(value, Quantity) and value.unit:
                if (value.unit, value.value) not in self._known:
                    self._known.add((value.unit, value.value))
                    insort(self.numbers[value.unit], value.value)
            elif isinstance(value, FactDate):
                self.add_date(value)
        for key in {_as_told(value) for value in values} - {None}:
            self._told[key].append(fact)

    def add_date(self, date: FactDate) -> None:
        """Take in a date that a fact gives."""
        if date not in self._known:
            self._known.add(date)
            insort(self._dates[date.precision], date, key=lambda d: (d.first_day, d.approximate))


def _as_told(value: Value) -> Hashable:
    """A value as facts are looked up by it; a bare number is none, since it may count anything."""
    if isinstance(value, EntityValue):
        return "", value.entity.id
    if isinstance(value, Quantity):
        return (value.unit, value.value) if value.unit else None
    return value if isinstance(value, FactDate) else value.casefold()


@lru_cache(maxsize=16_384)
def pattern_of(name: str) -> re.Pattern[str]:
    """A name as a whole word or words, whatever its capitals."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)


def _up(dates: list[FactDate], at: int) -> Iterator[FactDate]:
    return (dates[place] for place in range(at, len(dates)))


def _down(dates: list[FactDate], at: int) -> Iterator[FactDate]:
    return (dates[place] for place in range(at - 1, -1, -1))


def _words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return [fold(word) for word in _WORD.findall(text)]


def fold(word: str) -> str:
    """A word as it is compared without regard to case: alike for all that a pattern takes as one.

    To a pattern the dotted and the dotless i are one letter, to `casefold` they are not.
    """
    return word.casefold().replace("\u0307", "").replace("ı", "i")


def names_of(entity: Entity) -> tuple[str, ...]:
    """All that an entity is called: its names, and the surname."""
    return (*entity.names, *((entity.surname,) if entity.surname else ()))


def _called(deck: Deck) -> dict[str, list[tuple[Entity, str, frozenset[str]]]]:
    """The entities with each of their names, and the name's words, by that word which the fewest names
    have: a text that names them has them all.
    """
    names = [(entity, name, frozenset(_words(name) or [""]))
             for entity in deck.entities.values() for name in names_of(entity)]
    common = Counter(word for _, _, words in names for word in words)
    called: dict[str, list[tuple[Entity, str, frozenset[str]]]] = defaultdict(list)
    for entity, name, words in names:
        called[min(words, key=lambda word: (common[word], word))].append((entity, name, words))
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
