"""Which facts the rules have to look at: those with what a rule is about, and those with a fault.

Most facts of a bank have no foils, no speakers and no fault. They are told from the others digest by
digest, as these are read, so that a rule costs nothing where it has nothing to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from quizgen.bank.deck import Deck, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import MOST_QUESTIONS, Fact, Refers
from quizgen.bank.kinds.event import Event
from quizgen.bank.told import Told, key_of

# What a fact need not say, and a rule is about.
_TELLING = frozenset(("valid_until", "assertions", "superseded_by", "status", "questions", "foils",
                      "accept", "source", "evidence"))


class Concerned:
    """Facts by what concerns them: `look_at` each digest, then `settle`. A fact can be in several."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.told: list[Told] = []           # names a source, a speaker or evidence
        self.misnaming: list[Fact] = []      # names an entity that is none or does not fit its slot
        self.incomplete: list[Fact] = []     # without enough for a sentence
        self.choosing: list[Fact] = []       # with questions, foils or accepted answers
        self.spoken: list[Fact] = []         # with assertions
        self.ended: list[Fact] = []          # with something in its place, or to have it
        self.mistimed: list[Fact] = []       # dated after its sources, or with a last day
        self.crowded: list[Event] = []       # with too many questions of its own
        self.updates: dict[str, list[str]] = {}  # by fact: the keys of its updates, in order
        self._named = _Named(entities)

    def look_at(self, digest: Digest) -> None:
        """Take in a digest's facts as it tells them, and its updates."""
        latest = latest_source(digest)
        for fact in digest.facts():
            self._look_at(fact, latest, digest)
        self.told += [(key_of(digest, update), update, digest) for update in digest.updates]

    def settle(self, deck: Deck) -> None:
        """Put facts as they are with all updates in the place of those that were told."""
        self.told.sort(key=lambda told: told[2].date.first_day)
        for digest in deck.digests:
            for update in digest.updates:
                self.updates.setdefault(update.fact, []).append(key_of(digest, update))
        for name in self.updates.keys() & deck.facts.keys():
            self._look_at(deck.facts[name], latest_source(deck.homes[name][0]))
        lists: list[list[Any]] = [self.misnaming, self.incomplete, self.choosing, self.spoken,
                                  self.ended, self.mistimed, self.crowded]
        for some in lists:
            some[:] = [deck.facts[name] for name in dict.fromkeys(fact.id for fact in some)]

    def _look_at(self, fact: Fact, latest: datetime.date, digest: Digest | None = None) -> None:
        if not fact.model_fields_set.isdisjoint(_TELLING):
            self._look_closer(fact, digest)
        if self._named.has_fault(fact):
            self.misnaming.append(fact)
        if not fact.is_complete():
            self.incomplete.append(fact)
        if fact.date.first_day > latest:
            self.mistimed.append(fact)
        if isinstance(fact, Event) and len(fact.ask) > MOST_QUESTIONS:
            self.crowded.append(fact)

    def _look_closer(self, fact: Fact, digest: Digest | None) -> None:
        """At a fact that says more than what its kind needs; `digest` is where it is first told."""
        if digest and (fact.source or fact.assertions or fact.evidence):
            self.told.append((f"fact:{fact.id}", fact, digest))
        if fact.questions or fact.foils or fact.accept:
            self.choosing.append(fact)
        if fact.assertions:
            self.spoken.append(fact)
        if fact.superseded_by or fact.status == "superseded":
            self.ended.append(fact)
        if fact.valid_until:
            self.mistimed.append(fact)


def find_concerned(deck: Deck) -> Concerned:
    """What concerns the facts of a deck that has been read."""
    found = Concerned(deck.entities)
    for digest in deck.digests:
        found.look_at(digest)
    return found


def latest_source(digest: Digest) -> datetime.date:
    """The last day that a digest's sources can be of."""
    return max([source.date.last_day for source in digest.sources])


class _Named:
    """What may stand in the slots of each kind."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._fitting: dict[Refers, Collection[str]] = {}
        self._slots: dict[type[Fact], list[tuple[str, Collection[str]]]] = {}

    def has_fault(self, fact: Fact) -> bool:
        """Whether a slot of the fact names what is no entity, or one that does not fit."""
        if isinstance(fact, Event):  # its slots hold anything
            return not all(map(self._entities.__contains__, fact.references().values()))
        slots = self._slots.get(type(fact))
        if slots is None:
            slots = self._slots[type(fact)] = [
                (slot, self._fits(refers)) for slot, refers in fact.slots().items() if refers]
        values = vars(fact)
        for slot, fitting in slots:
            value = values[slot]
            if value not in fitting and value:
                return True
        return False

    def _fits(self, refers: Refers) -> Collection[str]:
        if refers not in self._fitting:
            self._fitting[refers] = {e.id for e in self._entities.values() if refers.fits(e)}
        return self._fitting[refers]
