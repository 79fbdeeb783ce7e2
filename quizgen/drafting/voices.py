"""Whose word a fact is: the speakers that its sentence gives, or a mark where these are no entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.bank.entity import FAMILIES
from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.draft_fact import DraftFact, Reference, Voice
from quizgen.drafting.fill_slots import date_near, refer
from quizgen.drafting.sayings import Saying

SAID_NEAR = 6  # characters between a verb and the day on which it was said
_CAN_SPEAK = frozenset(
    kind for kind, family in FAMILIES.items() if family in ("person", "organisation")
) | {"Country"}
# “…, police said”, “…, according to the navy”: a speaker who is no entity.
_UNNAMED = re.compile(
    r", (?:(?:[a-z]|‹n\d+› )[\w’ ‹›-]{2,50} |‹[polct]\d+›’s? [a-z][\w’ -]{2,30} |"
    r"‹[polct]\d+› in ‹[polct]\d+› )?"
    r"(?:said|says|announced|reported|confirmed|claimed|added)\b|\b[Aa]ccording to (?!‹[poc])[a-z]|"
    r"^(?:[A-Z][a-z]+ )(?:[a-z]+ ){0,3}(?:said|claimed|reported|announced) "
)


def with_voices(
    clause: Clause, span: tuple[int, int], fact: DraftFact, analysis: Analysis
) -> tuple[DraftFact, tuple[Saying, ...]]:
    """The fact with those who say so, and the reports of speech by which they do; `span` is where in
    the clause it was read.
    """
    over = tuple(saying for saying in clause.sayings if _covers(saying, span, clause))
    own = fact.slots.get("donor")
    donor = own.entity if isinstance(own, Reference) else None  # who gives says so by giving
    voices = {
        voice.by.entity: voice
        for voice in reversed(list(_voices(over, clause, analysis)))
        if voice.by.entity != donor
    }
    ordered = tuple(reversed(voices.values()))
    first = fact.evidence[0]
    named = [
        v.by.named
        for v in ordered
        if v.by.named not in fact.evidence and not first[0] <= v.by.named[0] < first[1]
    ]
    doubt = fact.doubt
    if not ordered and not fact.words.get("spoken_by") and _UNNAMED.search(clause.shape.text):
        doubt = "; ".join(filter(None, (doubt, "whose word is this, since its speaker is no entity")))
    return replace(
        fact, voices=ordered, doubt=doubt, evidence=(*fact.evidence, *dict.fromkeys(named))
    ), over


def _covers(saying: Saying, span: tuple[int, int], clause: Clause) -> bool:
    """Whether somebody says so after it, within it, or before it in the same clause."""
    if saying.sort not in ("said", "according", "denies", "by"):
        return False
    if saying.start >= span[0] and (saying.trailing or saying.end <= span[1]):
        return True
    return saying.end <= span[0] and not re.search(r"[;:]", clause.shape.text[saying.end : span[0]])


def _voices(over: tuple[Saying, ...], clause: Clause, analysis: Analysis) -> Iterator[Voice]:
    for saying in over:
        by = refer(clause, saying.subject, saying.start, analysis)
        if by and analysis.cast.members[by.entity].type in _CAN_SPEAK:
            day = date_near(clause, (saying.start, saying.end), analysis, SAID_NEAR)
            yield Voice(by, saying.polarity, saying.cue, day)
