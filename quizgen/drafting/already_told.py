"""What of a draft a deck tells already: a live page that is read again adds only what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import fingerprint
from quizgen.bank.fact import Fact
from quizgen.drafting.draft import Draft, DraftDevelopment
from quizgen.drafting.draft_fact import DraftFact, Reference


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences from which a deck has facts, each with the development that has them; its facts."""

    sentences: Mapping[str, str]
    facts: tuple[Fact, ...]


def told_in(deck: Deck | None) -> Told:
    """What a deck tells; nothing without one."""
    sentences: dict[str, str] = {}
    for digest in deck.digests if deck else ():
        for development in digest.developments:
            for fact in development.facts:
                for span in (*fact.evidence, *(e for a in fact.assertions for e in a.evidence)):
                    sentences.setdefault(span.sha256, development.id)
    return Told(sentences, tuple(deck.facts.values()) if deck else ())


def only_new(draft: Draft, told: Told) -> Draft:
    """The draft without the sentences that the deck has facts from; a development of which it has a
    part says so, and one that is wholly told goes.
    """
    kept = [_new_in(development, draft, told) for development in draft.developments]
    return replace(draft, developments=tuple(d for d in kept if d is not None))


def _new_in(development: DraftDevelopment, draft: Draft, told: Told) -> DraftDevelopment | None:
    text = draft.analysis.text
    homes = {
        fact.evidence[0]: told.sentences.get(fingerprint(text[slice(*fact.evidence[0])]))
        for fact in development.facts
    }
    # An editor writes facts of sentences, too, from which none is drafted.
    written = {span: told.sentences.get(fingerprint(text[slice(*span)])) for span in development.unread}
    home = next(filter(None, (*homes.values(), *written.values())), "")
    new = [_compared(fact, draft, told) for fact in development.facts if not homes[fact.evidence[0]]]
    if not home:
        return replace(development, facts=tuple(new))
    # What gave no fact in a development that was edited once has been seen by its editor.
    return replace(development, facts=tuple(new), unread=(), more_of=home) if new else None


def _compared(fact: DraftFact, draft: Draft, told: Told) -> DraftFact:
    """The fact, with a mark where the deck tells one of the same kind about the same."""
    if fact.kind in ("event", "statement"):
        return fact
    mine = {name: slot.entity for name, slot in fact.slots.items() if isinstance(slot, Reference)}
    day = fact.date
    for other in told.facts:
        theirs = other.references()
        alike = other.kind == fact.kind and mine and all(theirs.get(n, e) == e for n, e in mine.items())
        if alike and theirs.keys() & mine.keys() and (day is None or day.overlaps(other.date)):
            says = f"the deck tells of this in {other.id}: is this news, or to be dropped"
            return replace(fact, doubt="; ".join(filter(None, (fact.doubt, says))))
    return fact
