"""An article's draft: what the digest will say of each development."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quizgen.bank.entity import Entity
from quizgen.drafting.analyse import Analysis, Clause, Passage, Sentence, analyse
from quizgen.drafting.draft_fact import Asked, DraftFact, Phrase, Reference
from quizgen.drafting.fill_slots import OFFICIAL
from quizgen.drafting.find_facts import find_facts
from quizgen.drafting.lexicon import adjectives, type_words
from quizgen.drafting.names import Name
from quizgen.drafting.offices import is_telling
from quizgen.drafting.outline import Outline
from quizgen.drafting.plain_events import plain_event
from quizgen.drafting.said_facts import said_facts
from quizgen.drafting.voices import with_voices

MOST_FACTS = 40  # of a development


@dataclass(frozen=True, slots=True)
class DraftDevelopment:
    """A development with its facts, and the sentences that gave none.

    `more_of` is the title of the deck's development that tells the rest of it.
    """

    passage: Passage
    facts: tuple[DraftFact, ...]
    unread: tuple[tuple[int, int], ...]
    more_of: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is drafted of an article."""

    outline: Outline
    analysis: Analysis
    developments: tuple[DraftDevelopment, ...]


def make_draft(
    text: str, outline: Outline, today: datetime.date, entities: Mapping[str, Entity]
) -> Draft:
    """The draft of an article's normalised text; `entities` are those of the deck it is for."""
    analysis = analyse(text, outline.sections, today, entities)
    offices: set[str] = {e.id for e in entities.values() if e.title}
    developments = tuple(_develop(passage, analysis, offices) for passage in analysis.passages)
    return Draft(outline, analysis, _once(developments))


def _once(developments: tuple[DraftDevelopment, ...]) -> tuple[DraftDevelopment, ...]:
    """The developments without what a lead tells that one of them tells, too."""
    if not developments or not developments[0].passage.section.lead:
        return developments
    lead, *others = developments
    known = [_about(fact) for development in others for fact in development.facts]
    kept = tuple(f for f in lead.facts if _about(f) not in known or f.kind in ("event", "statement"))
    return (replace(lead, facts=kept), *others)


def _about(fact: DraftFact) -> tuple[str, frozenset[str]]:
    """The kind of a fact and whom it concerns, but for its place."""
    return fact.kind, frozenset(slot.entity for name, slot in fact.slots.items()
                                if isinstance(slot, Reference) and name != "place")


def _develop(passage: Passage, analysis: Analysis, offices: set[str]) -> DraftDevelopment:
    facts: list[DraftFact] = []
    unread: list[tuple[int, int]] = []
    for sentence in passage.sentences:
        found = [fact for clause in sentence.clauses for fact in _of_clause(clause, analysis)]
        offices |= {
            slot.entity
            for fact in found
            if "office" in fact.slots
            for slot in fact.slots.values()
            if isinstance(slot, Reference)
        }
        found += _offices(sentence, analysis, offices)
        dated = any(date.value for date in sentence.shape.dates)
        new = [replace(fact, day_named=dated) for fact in found if not _told(fact, facts)]
        facts += new
        if not found and len(re.findall(r"[^\W\d_]{2,}|‹", sentence.shape.text)) > 2:
            unread.append((sentence.shape.start, sentence.shape.end))
    return DraftDevelopment(passage, tuple(facts[:MOST_FACTS]), tuple(unread))


def _of_clause(clause: Clause, analysis: Analysis) -> Iterator[DraftFact]:
    """The facts of a clause, then those of the reports of speech that are not told by them.

    Where there is none, the plain event that the clause tells.
    """
    used: list[object] = []
    told = False
    for fact, span in find_facts(clause, analysis):
        voiced, sayings = with_voices(clause, span, fact, analysis)
        used += sayings
        told = True
        yield voiced
    for saying in clause.sayings:
        if saying not in used or saying.quotes:
            for fact in said_facts(clause, saying, analysis):
                told = True
                yield fact
    event = None if told else plain_event(clause, analysis)
    if event:
        yield with_voices(clause, (0, 1), event, analysis)[0]


def _offices(sentence: Sentence, analysis: Analysis, told: set[str]) -> Iterator[DraftFact]:
    """The office of each person whose name it stands before, the first time."""
    for mention in sentence.shape.mentions:
        name = analysis.names.get(mention.start)
        if mention.entity in told or name is None or not name.title or mention.others:
            continue
        if (
            not OFFICIAL.search(name.title)
            or not is_telling(_as_within(name, sentence, analysis))
            or len(name.title.split()) > 6
            or (analysis.cast.members[mention.entity].family != "person")
        ):
            continue
        told.add(mention.entity)
        start = name.title_start
        title = re.sub(r" (?:Dr|Mr|Mrs|Ms|Sir|Prof)\.?$", "", name.title)
        role = Phrase(start, start + len(title), title)
        who = Reference(mention.entity, (mention.start, mention.end))
        yield DraftFact(
            "event",
            {"who": who, "role": role},
            ((sentence.shape.start, sentence.shape.end),),
            words={"perishable": True},
            text="{who} held the post of {role}",
            ask={"who": Asked("{?who} held the post of {role}?")},
        )


def _as_within(name: Name, sentence: Sentence, analysis: Analysis) -> str:
    """The office as it would stand within a sentence: “mission director” of “Mission director”."""
    title = name.title or ""
    first = title.split(maxsplit=1)[0]
    names = (name.split()[0] for member in analysis.cast.members.values() for name in member.names)
    within = name.title_start > sentence.shape.start
    named = first in names and first not in type_words()[0]  # “Union leader” names no union
    if within or named or first in adjectives() or first.isupper():
        return title
    return title[0].lower() + title[1:]


def _told(fact: DraftFact, before: list[DraftFact]) -> bool:
    """Whether the same was told already."""
    return any(
        fact.kind == other.kind and fact.text == other.text and _key(fact) == _key(other)
        for other in before
    )


def _key(fact: DraftFact) -> dict[str, object]:
    return {
        name: slot.entity if isinstance(slot, Reference) else slot for name, slot in fact.slots.items()
    }
