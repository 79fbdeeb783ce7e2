"""What must hold between the parts of a deck. A check is a function whose docstring is the rule.

A check of single facts is given those that it has to look at; see `quizgen.bank.concerned`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator

from quizgen.bank.check_pictures import check_pictures
from quizgen.bank.check_time import check_dates, check_saying, check_status, check_updates
from quizgen.bank.concerned import Concerned, find_concerned
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.fact import MOST_QUESTIONS, Fact, Foil, Refers
from quizgen.bank.standing import PUBLISHER
from quizgen.bank.suggest import suggest
from quizgen.bank.told import exists, fault
from quizgen.bank.update import Update
from quizgen.bank.wording import Quantity, template_slots
from quizgen.problem import Problem

# Who can assert or deny: the same as may stand in a slot for a party.
SPEAKER = Refers(("person", "organisation"), ("Country",))

Check = Callable[[Deck, Collection[str]], Iterator[Problem]]
FactCheck = Callable[[Deck, Collection[str], Concerned], Iterator[Problem]]


def check_deck(
    deck: Deck, broken: Collection[str] = (), concerned: Concerned | None = None
) -> list[Problem]:
    """Every problem between a deck's parts; `broken` names what exists but could not be read.

    `concerned` has looked at the deck's digests; without it they are looked at now.
    """
    concerned = concerned or find_concerned(deck)
    concerned.settle(deck)
    return [*(problem for check in CHECKS for problem in check(deck, broken)),
            *(problem for check in FACT_CHECKS for problem in check(deck, broken, concerned))]


def check_references(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """Every entity that a fact names exists and is of a type that fits its slot."""
    for fact in concerned.misnaming:
        for slot, entity in fact.references().items():
            place = f"fact:{fact.id}.{'text' if fact.kind == 'event' else slot}"
            refers = fact.refers(slot)
            known = deck.entities.get(entity)
            if known is None and not exists(deck, entity, broken):
                yield fault(deck, place, f"{fact.id}: `{slot}` names the unknown "
                          f"entity `{entity}`{deck.suggest_entity(entity)}",
                            "unknown-entity")
            elif refers and known is not None and not refers.fits(known):
                wanted = ", ".join((*refers.families, *refers.types))
                yield fault(deck, place, f"{fact.id}: `{slot}` takes {wanted}; "
                          f"`{entity}` is a {known.type}", "entity-type")


def check_speakers(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """Whoever asserts or denies something is an entity, or the publisher."""
    for key, told, _ in concerned.told:
        name = key.rpartition(":")[-1]
        for number, assertion in enumerate(told.assertions):
            place, by = f"{key}.assertions.{number}.by", assertion.by
            if by != PUBLISHER and not exists(deck, by, broken):
                yield fault(deck, place, f"{name}: an assertion is by the unknown entity `{by}`"
                          f"{deck.suggest_entity(by)}", "unknown-entity")
            speaker = deck.entities.get(by)
            if speaker and not SPEAKER.fits(speaker):
                yield fault(deck, place, f"{name}: a {speaker.type} "
                          f"(`{speaker.id}`) cannot assert or deny anything", "entity-type")


def check_sources(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A source that a fact, an assertion or a piece of evidence names is one of its digest's."""
    for key, told, digest in concerned.told:
        known = {source.id for source in digest.sources}
        for source, place in _sources_named(told):
            if source not in known and f"source:{source}" not in broken:
                yield fault(deck, f"{key}.{place}", f"{key.rpartition(':')[-1]}: `{source}` is no "
                            f"source of this digest{suggest(source, known)}", "unknown-source")


def _sources_named(told: Fact | Update) -> Iterator[tuple[str, str]]:
    """Each source that a fact or update names, once, and the field where it does first."""
    named = [(told.source, "source")] if told.source else []
    named += [(a.source, f"assertions.{n}.source") for n, a in enumerate(told.assertions) if a.source]
    named += [(e.source, f"evidence.{n}.source") for n, e in enumerate(told.evidence) if e.source]
    named += [(e.source, f"assertions.{n}.evidence.{m}.source") for n, a in enumerate(told.assertions)
              for m, e in enumerate(a.evidence) if e.source]
    yield from reversed(dict(reversed(named)).items())


def check_places(deck: Deck, broken: Collection[str]) -> Iterator[Problem]:
    """What an entity lies in or belongs to exists, and does not lie in itself."""
    for entity in deck.entities.values():
        for field, name in (("country", entity.country), ("within", entity.within)):
            if name and not exists(deck, name, broken):
                yield fault(deck, f"entity:{entity.id}.{field}", f"{entity.id}: unknown entity "
                          f"`{name}`{deck.suggest_entity(name)}",
                          "unknown-entity")
        seen, above = {entity.id}, entity.within
        while above and above in deck.entities:
            if above in seen:
                yield fault(deck, f"entity:{entity.id}.within",
                            f"{entity.id}: lies within itself", "cycle")
                break
            seen.add(above)
            above = deck.entities[above].within


def check_names(deck: Deck, broken: Collection[str]) -> Iterator[Problem]:
    """No two entities share a name or an alias; ids differ by more than case."""
    seen: dict[str, str] = {}
    for entity in deck.entities.values():
        for number, written in enumerate(entity.names):
            name = unicodedata.normalize("NFKC", written).casefold()
            if name in seen and seen[name] != entity.id:
                field = f"aliases.{number - 1}" if number else "name"
                yield fault(deck, f"entity:{entity.id}.{field}", f"{entity.id}: the name “{name}” "
                            f"is taken by `{seen[name]}`", "duplicate-name")
            seen.setdefault(name, entity.id)
    for group in deck.sets:
        if group.id in deck.facts:
            yield fault(deck, f"fact:{group.id}", f"{group.id}: a set has the same id", "duplicate-id")


def check_questions(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A fact's `questions`, `foils` and `accept` name questions and slots that its kind has."""
    for fact in concerned.choosing:
        slots = fact.slot_names()
        for wanted, known, field in (
            (fact.questions, fact.question_names(), "questions"),
            (fact.foils, slots, "foils"),
            (fact.accept, slots, "accept"),
        ):
            for name in wanted:
                if name not in known and name.replace("-", "_") not in known:
                    yield fault(deck, _place(deck, concerned, fact, field, name),
                              f"{fact.id}: `{field}` names `{name}`, which "
                              f"{'an' if fact.kind[0] in 'aeiou' else 'a'} {fact.kind} does not have"
                              f"{suggest(name, known)}", "unknown-question")


def _place(deck: Deck, concerned: Concerned, fact: Fact, field: str, name: str) -> str:
    """The key of the place where a question of a fact is written: in an update, or with it."""
    keys = (f"{update}.{field}.{name}" for update in reversed(concerned.updates.get(fact.id, ())))
    return next((key for key in keys if key in deck.positions), f"fact:{fact.id}.{field}.{name}")


def check_foils(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A bare foil fits its slot: an entity of a fitting type, a date, a number; not the key."""
    for fact in concerned.choosing:
        references = fact.references()
        for name, foils in fact.foils.items():
            slot = name.replace("-", "_")
            for number, foil in enumerate(foils):
                flaw, place = "", f"fact:{fact.id}.foils.{name}.{number}"
                if not isinstance(foil, Foil):
                    flaw = _foil_fault(deck, fact, slot, foil, broken)
                if flaw:
                    yield fault(deck, place, f"{fact.id}: the foil `{foil}` of `{name}` {flaw}", "foil")
                if foil == references.get(slot):
                    yield fault(deck, place, f"{fact.id}: a foil is the right answer",
                                "duplicate-option")


def _foil_fault(
    deck: Deck, fact: Fact, slot: str, foil: str, broken: Collection[str]
) -> str:
    """Why a foil does not fit its slot; nothing where it does."""
    if slot in fact.references():
        if not exists(deck, foil, broken):
            return f"is no entity{deck.suggest_entity(foil)}"
        refers = fact.refers(slot)
        fits = refers is None or foil not in deck.entities or refers.fits(deck.entities[foil])
        return "" if fits else f"is a {deck.entities[foil].type}, which does not fit the slot"
    value = fact.date if slot == "date" else getattr(fact, slot, None)
    try:
        if isinstance(value, FactDate):
            FactDate.parse(foil)
        elif isinstance(value, Quantity):
            float(foil.split(maxsplit=1)[0].replace(",", ""))
    except ValueError:
        return f"is no {'date' if isinstance(value, FactDate) else 'number'}"
    return ""


def check_question_count(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """An event asks no more than a note of flashcards holds: MOST_QUESTIONS of its own."""
    for fact in concerned.crowded:
        late = list(fact.ask)[MOST_QUESTIONS]
        yield fault(deck, f"fact:{fact.id}.ask.{late}", f"{fact.id}: {len(fact.ask)} questions, "
                    f"and a fact holds {MOST_QUESTIONS}: split it into two facts", "questions")


def check_wording(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A sentence applies to what the fact says."""
    for fact in concerned.incomplete:
        if _names_known(deck, fact):
            yield fault(deck, f"fact:{fact.id}", f"{fact.id}: not enough is filled in for a "
                        f"sentence: {' or '.join(fact.templates())}", "incomplete")


def check_stems(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A fact's own stems use slots that it has."""
    for fact in concerned.choosing:
        stems = {name: stem for name, stem in fact.questions.items() if isinstance(stem, str)}
        filled = fact.filled()
        for name, stem in stems.items() if _names_known(deck, fact) else ():
            place = _place(deck, concerned, fact, "questions", name)
            try:
                unknown = template_slots(stem) - filled
            except ValueError as error:
                yield fault(deck, place, f"{fact.id}: the question {name}: {error}", "template")
                continue
            for slot in sorted(unknown):
                yield fault(deck, place, f"{fact.id}: {{{slot}}} in the question {name} is no filled "
                            f"slot{suggest(slot, filled)}", "template")


def _names_known(deck: Deck, fact: Fact) -> bool:
    return all(map(deck.entities.__contains__, fact.references().values()))


def check_sets(deck: Deck, broken: Collection[str]) -> Iterator[Problem]:
    """A set names facts that exist, each once."""
    for group in deck.sets:
        here = f"set:{group.id}"
        for number, name in enumerate(group.facts):
            place = f"{here}.facts.{number}"
            if name in group.facts[:number]:
                yield fault(deck, place, f"{group.id}: `{name}` stands twice", "duplicate-id")
            elif name not in deck.facts and f"fact:{name}" not in broken:
                yield fault(deck, place, f"{group.id}: unknown fact `{name}`"
                          f"{suggest(name, deck.facts)}", "unknown-fact")
        for name in group.labels:
            if name not in group.facts:
                yield fault(deck, f"{here}.labels.{name}", f"{group.id}: a label for `{name}`, which "
                          f"is not in the set{suggest(name, group.facts)}", "unknown-fact")
        for name in group.facts:
            known = deck.facts[name].slot_names() if name in deck.facts else set()
            for field, slot in (("premise", group.premise), ("response", group.response)):
                if known and slot and slot not in known:
                    yield fault(deck, f"{here}.{field}", f"{group.id}: `{name}` has no slot "
                              f"`{slot}`{suggest(slot, known)}", "unknown-slot")


def check_language(deck: Deck, broken: Collection[str]) -> Iterator[Problem]:
    """The deck's language is one that its templates speak."""
    if deck.header.language.split("-")[0] != "en":
        yield fault(deck, "deck", f"the language is {deck.header.language}, but the kinds' own "
                  "sentences are English: write facts of the kind `event` with your own questions",
                  "language", "warning")


CHECKS: tuple[Check, ...] = (
    check_updates, check_places, check_names, check_sets, check_language, check_pictures,
)
FACT_CHECKS: tuple[FactCheck, ...] = (
    check_references, check_speakers, check_sources, check_saying, check_questions, check_foils,
    check_wording, check_stems, check_status, check_dates, check_question_count,
)
