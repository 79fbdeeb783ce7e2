"""What rules look things up in: a deck, indexed so that none looks at every fact for every item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, FactSet
from quizgen.bank.fact import Fact
from quizgen.bank.kinds.event import Event
from quizgen.items.independence import plain
from quizgen.items.item import Item
from quizgen.problem import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that an item breaks."""

    item: Item
    rule: str
    level: Level
    message: str


class Known:
    """A deck as rules look things up in it."""

    def __init__(self, deck: Deck) -> None:
        self.facts = deck.facts
        self.entities = deck.entities
        self.sets = {group.id: group for group in deck.sets}

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of all persons, in plain words."""
        return frozenset(plain(name) for entity in self.entities.values()
                         if entity.family == "person" for name in entity.names)

    def is_own_stem(self, item: Item) -> bool:
        """Whether an author wrote the item's stem."""
        fact = self.facts.get(item.fact)
        return fact is None or isinstance(fact.questions.get(item.question), str) or (
            isinstance(fact, Event) and item.question in fact.ask)

    def wrote(self, item: Item, text: str) -> bool:
        """Whether a text stands in what an author wrote for the item, but for marks of slots."""
        about = self.facts.get(item.fact) or self.sets.get(item.fact)
        return any(text in written for written in _written(about)) or text in self._names

    @cached_property
    def _names(self) -> str:
        """All that entities are called, a line each."""
        return "\n".join(name for e in self.entities.values() for name in (*e.names, e.title or ""))

    def like(self, fact: Fact, slots: Collection[str]) -> list[Fact]:
        """The other facts of its kind that may be of the same days and name the same in one of these
        slots: in that in which the fewest do.
        """
        named, day, *coarser = fact.references(), *_prefixes(fact.date)
        exact, within = self._named
        found: list[list[Fact]] = []
        for slot in slots:
            key = (fact.kind, slot, named[slot])
            found.append([*within.get((*key, day), ()),
                          *(other for part in coarser for other in exact.get((*key, part), ()))])
        return [other for other in min(found, key=len, default=[]) if other.id != fact.id]

    @cached_property
    def _named(self) -> tuple[_ByDate, _ByDate]:
        """The facts by kind, slot, entity and date; and by the same, its month and its year."""
        exact: _ByDate = defaultdict(list)
        within: _ByDate = defaultdict(list)
        for fact in self.facts.values():
            parts = _prefixes(fact.date)
            for slot, name in fact.references().items():
                exact[fact.kind, slot, name, parts[0]].append(fact)
                for part in parts:
                    within[fact.kind, slot, name, part].append(fact)
        return exact, within


def _written(about: Fact | FactSet | None) -> Iterator[str]:
    """Every text of a fact or set; of templates what is between the marks, and the marked words."""
    values: list[object] = [about.model_dump()] if about else []
    if isinstance(about, Fact):
        texts = [stem for stem in about.questions.values() if isinstance(stem, str)]
        if isinstance(about, Event):
            texts += [about.text, *(ask.stem for ask in about.ask.values())]
        yield from (_MARK.sub(r"\1", text) for text in texts)
        values = [about.model_dump(exclude={"text", "ask", "questions"})]
    while values:
        value = values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            values += value.values()
        elif isinstance(value, (tuple, list)):
            values += value


_MARK = re.compile(r"\{\??[a-z_]+(?::[a-z]+)?(?:=(?!@)([^{}]*)|=@[^{}]*)?\}")
_ByDate = dict[tuple[str, str, str, str], list[Fact]]


def _prefixes(date: FactDate) -> list[str]:
    """A date, and what it is part of: 2023-09-15, 2023-09, 2023."""
    text = str(date).rstrip("~")
    return [text[:length] for length in (10, 7, 4) if len(text) >= length]


Rule = Callable[[Item, Known], Iterator[Finding]]
