"""A deck as it stood on a day: the digests up to it, and what they had brought to older facts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Digest
from quizgen.bank.fact import Fact
from quizgen.bank.standing import PUBLISHER, Assertion, known_by
from quizgen.bank.update import Update


def with_updates(facts: Mapping[str, Fact], digests: Iterable[Digest]) -> dict[str, Fact]:
    """The facts with what the digests' updates bring to them, in order of the digests."""
    updated = dict(facts)
    for digest in digests:
        for update in digest.updates:
            if update.fact in updated:
                updated[update.fact] = _updated(updated[update.fact], digest, update)
    return updated


def deck_as_of(deck: Deck, day: datetime.date) -> Deck:
    """The deck with the digests, facts, updates, assertions and entities known by a day.

    A fact is known from the day of its source on, an update likewise; an entity, from the first
    digest that names it.
    """
    digests = tuple(_known(digest, day) for digest in deck.digests
                    if any(source.date.first_day <= day for source in digest.sources))
    first_told = {fact.id: fact for digest in digests for fact in digest.facts()}
    facts = {
        fact.id: _as_of(deck, fact, day) for fact in with_updates(first_told, digests).values()
    }
    homes = {name: home for name, home in deck.homes.items() if name in facts}
    homes |= {group.id: (digest, None) for digest in digests for group in digest.sets}
    known = entities_first_named(deck)
    later = {name for name, digest in known.items() if digest.date.first_day > day}
    entities = {name: e for name, e in deck.entities.items() if name not in later or e.foil}
    for fact in facts.values():
        entities |= {n: deck.entities[n] for n in _named(deck, fact) if n in deck.entities}
    return replace(deck, digests=digests, facts=facts, homes=homes, entities=_whole(deck, entities))


def entities_first_named(deck: Deck) -> dict[str, Digest]:
    """For each entity that the deck's facts name, also as a foil, the first digest that does."""
    first: dict[str, Digest] = {}
    for digest in deck.digests:
        for fact in digest.facts():
            for name in _named(deck, fact):
                first.setdefault(name, digest)
        for update in digest.updates:
            for assertion in update.assertions:
                first.setdefault(assertion.by, digest)
        for group in digest.sets:
            for name in group.surplus:
                if name in deck.entities:
                    first.setdefault(name, digest)
    return first


def overtaken_on(deck: Deck, fact: Fact) -> FactDate | None:
    """The day of the report that superseded, corrected or retracted a fact, where it is known."""
    if fact.id in deck.endings:
        return deck.endings[fact.id]
    follower = deck.facts.get(fact.superseded_by or "")
    return deck.source_of(follower).date if follower else None


def _known(digest: Digest, day: datetime.date) -> Digest:
    """The digest with only what its sources of up to a day say."""
    if all(source.date.first_day <= day for source in digest.sources):
        return digest
    developments = tuple(
        development.model_copy(update={"facts": tuple(
            fact for fact in development.facts
            if digest.source(fact.source).date.first_day <= day
        )}) for development in digest.developments
    )
    known = {fact.id for development in developments for fact in development.facts}
    updates = tuple(u for u in digest.updates if digest.source(u.source).date.first_day <= day)
    sets = tuple(group for group in digest.sets if known.issuperset(group.facts))
    return digest.model_copy(update={"developments": developments, "updates": updates, "sets": sets})


def _as_of(deck: Deck, fact: Fact, day: datetime.date) -> Fact:
    """The fact with what was said by then; not yet superseded where its follower came later."""
    changes: dict[str, Any] = {}
    said = known_by(fact.assertions, day)
    if len(said) < len(fact.assertions):
        changes["assertions"] = said
    follower = deck.facts.get(fact.superseded_by or "")
    if follower and deck.source_of(follower).date.first_day > day:
        changes |= {"status": "current", "superseded_by": None, "why": None}
    return fact.model_copy(update=changes) if changes else fact


def _updated(fact: Fact, digest: Digest, update: Update) -> Fact:
    source = digest.source(update.source)
    changes: dict[str, Any] = {
        name: getattr(update, name) for name in ("why", "valid_until", "explanation")
        if getattr(update, name) is not None
    }
    if update.assertions:
        told = tuple(_dated(a, digest, source.id) for a in update.assertions)
        # What the first source said in its own voice, it still says when somebody denies it.
        own = () if fact.assertions or fact.names_speaker() else (Assertion(by=PUBLISHER),)
        changes["assertions"] = (*own, *fact.assertions, *told)
    if update.evidence:
        found = tuple(e.model_copy(update={"source": f"{digest.date}/{e.source or source.id}"})
                      for e in update.evidence)
        changes["evidence"] = (*fact.evidence, *found)
    if update.status or update.superseded_by:
        changes |= {"status": update.status or "superseded", "superseded_by": update.superseded_by}
    if update.questions:
        changes["questions"] = {**fact.questions, **update.questions}
    return fact.model_copy(update=changes)


def _dated(assertion: Assertion, digest: Digest, source: str) -> Assertion:
    """An update's assertion, with its source named so that it is found from the older fact."""
    name = assertion.source or source
    return assertion.model_copy(update={
        "source": f"{digest.date}/{name}",
        "date": assertion.date or digest.source(name).date,
    })


def _named(deck: Deck, fact: Fact) -> set[str]:
    """The entities that a fact names: in its slots, as speakers, among its foils."""
    foils = {foil for some in fact.foils.values() for foil in some
             if isinstance(foil, str) and foil in deck.entities}
    return {*fact.references().values(), *(a.by for a in fact.assertions), *foils}


def _whole(deck: Deck, entities: dict[str, Any]) -> dict[str, Any]:
    """The entities in the deck's order, with the countries and places that they lie in."""
    wanted = set(entities)
    for name in entities:
        above: str | None = name
        while above and above in deck.entities:
            wanted.add(above)
            country = deck.entities[above].country
            if country in deck.entities:
                wanted.add(str(country))
            above = deck.entities[above].within
            if above in wanted:
                break
    return {name: entity for name, entity in deck.entities.items() if name in wanted}
