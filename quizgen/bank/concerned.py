"""Which facts the rules have to look at: those with what a rule is about, and those with a fault.

Most facts of a bank have no foils, no speakers and no fault. One pass finds the others, so that a rule
costs nothing where it has nothing to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from quizgen.bank.deck import Deck, Digest
from quizgen.bank.fact import MOST_QUESTIONS, Fact, Refers
from quizgen.bank.kinds.event import Event
from quizgen.bank.told import Told, told_parts
from quizgen.bank.update import Update

_of_any = attrgetter("date", "valid_until", "assertions", "superseded_by", "status", "questions",
                     "foils", "accept")


@dataclass(slots=True)
class Concerned:
    """The facts of a deck by what concerns them, in the deck's order; a fact can stand in several."""

    told: list[Told] = field(default_factory=list)          # names a source, speaker or evidence
    misnaming: list[Fact] = field(default_factory=list)     # an entity that is none or does not fit
    incomplete: list[Fact] = field(default_factory=list)    # without enough for a sentence
    choosing: list[Fact] = field(default_factory=list)      # with questions, foils or accepted answers
    spoken: list[Fact] = field(default_factory=list)        # with assertions
    ended: list[Fact] = field(default_factory=list)         # with something in its place, or to have it
    mistimed: list[Fact] = field(default_factory=list)      # after its sources, or with a last day
    crowded: list[Event] = field(default_factory=list)      # with too many questions of its own
    updates: dict[str, list[str]] = field(default_factory=dict)  # by fact: the keys of its updates


def find_concerned(deck: Deck) -> Concerned:
    """One pass over a deck."""
    found = Concerned(told=list(told_parts(deck)))
    for key, part, _ in found.told:
        if isinstance(part, Update):
            found.updates.setdefault(part.fact, []).append(key)
    named = _Named(deck)
    for fact, latest in _with_latest(deck):
        date, until, assertions, follower, status, questions, foils, accept = _of_any(fact)
        if named.has_fault(fact):
            found.misnaming.append(fact)
        if not fact.is_complete():
            found.incomplete.append(fact)
        if questions or foils or accept:
            found.choosing.append(fact)
        if assertions:
            found.spoken.append(fact)
        if follower or status == "superseded":
            found.ended.append(fact)
        if until or date.first_day > latest:
            found.mistimed.append(fact)
        if isinstance(fact, Event) and len(fact.ask) > MOST_QUESTIONS:
            found.crowded.append(fact)
    return found


def latest_source(digest: Digest) -> datetime.date:
    """The last day that a digest's sources can be of."""
    return max([source.date.last_day for source in digest.sources])


def _with_latest(deck: Deck) -> Iterator[tuple[Fact, datetime.date]]:
    """Each fact with the last day of its digest's sources."""
    last, latest = None, datetime.date.min
    homes = deck.homes
    for name, fact in deck.facts.items():
        digest = homes[name][0]
        if digest is not last:
            last, latest = digest, latest_source(digest)
        yield fact, latest


class _Named:
    """What may stand in the slots of each kind."""

    def __init__(self, deck: Deck) -> None:
        self._entities = deck.entities
        self._fitting: dict[Refers, Collection[str]] = {}
        self._slots: dict[type[Fact], list[tuple[Any, Collection[str]]]] = {}

    def has_fault(self, fact: Fact) -> bool:
        """Whether a slot of the fact names what is no entity, or one that does not fit."""
        if isinstance(fact, Event):  # its slots hold anything
            return not all(map(self._entities.__contains__, fact.references().values()))
        slots = self._slots.get(type(fact))
        if slots is None:
            slots = self._slots[type(fact)] = [
                (attrgetter(slot), self._fits(refers))
                for slot, refers in fact.slots().items() if refers]
        for value_of, fitting in slots:
            value = value_of(fact)
            if value not in fitting and value:
                return True
        return False

    def _fits(self, refers: Refers) -> Collection[str]:
        if refers not in self._fitting:
            self._fitting[refers] = {e.id for e in self._entities.values() if refers.fits(e)}
        return self._fitting[refers]
