"""Facts beside the evidence for them, as a reader is told of both; terminal and page show the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.bank.deck import Deck, Digest, speaker_name
from quizgen.bank.fact import Fact
from quizgen.bank.standing import PUBLISHER, Assertion
from quizgen.evidence.verify import CheckedSpan, Outcome, Verification, worst
from quizgen.items.item import Item
from quizgen.items.make import every_item, make_sentences

_VERBS = {"asserts": "says so", "denies": "denies it", "declines": "declines to comment",
          "supports": "says something in its favour"}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it is shown: its sentence, who says so, how it stands, where it is written.

    `attribution`, `standing` and `as_of` are empty for a fact that is not asked any more.
    """

    id: str
    kind: str
    sentence: str
    attribution: str
    standing: str
    as_of: str
    place: str


@dataclass(frozen=True, slots=True)
class ToldSpan:
    """A piece of evidence as it is shown; `by` says whose words, where they are not the source's."""

    checked: CheckedSpan
    by: str


@dataclass(frozen=True, slots=True)
class ToldEvidence:
    """A fact with all its evidence in one source, and the outcome to know of first."""

    fact: Told
    outcome: Outcome
    spans: tuple[ToldSpan, ...]


@dataclass(frozen=True, slots=True)
class ToldSource:
    """What was found of one source: fact by fact, and the facts of which nothing stands in it."""

    verification: Verification
    facts: tuple[ToldEvidence, ...]
    uncited: tuple[Told, ...]

    def with_outcome(self, outcome: Outcome) -> tuple[ToldEvidence, ...]:
        """The facts of which some words came out so."""
        return tuple(fact for fact in self.facts
                     if any(span.checked.outcome == outcome for span in fact.spans))


def tell(deck: Deck, checked: Sequence[Verification]) -> tuple[ToldSource, ...]:
    """Put what was verified into words."""
    items: dict[str, Item] = {}
    for item in every_item(deck):
        items.setdefault(item.fact, item)
    return tuple(
        ToldSource(
            row,
            tuple(_told_evidence(deck, items, fact, spans, row) for fact, spans in row.by_fact()),
            tuple(_told(deck, items, fact) for fact in row.cited.uncited),
        )
        for row in checked
    )


def _told_evidence(
    deck: Deck, items: Mapping[str, Item], fact: Fact, spans: Sequence[CheckedSpan],
    row: Verification,
) -> ToldEvidence:
    told = tuple(ToldSpan(c, _speaker(deck, c.span.assertion, row)) for c in spans)
    return ToldEvidence(_told(deck, items, fact, row.cited.digest), worst(spans), told)


def _told(
    deck: Deck, items: Mapping[str, Item], fact: Fact, digest: Digest | None = None
) -> Told:
    """A fact at its place; at that of its update, where it is another digest that cites."""
    update = f"update:{digest.date}:{fact.id}" if digest else ""
    place = deck.position(update if update in deck.positions else f"fact:{fact.id}")
    where = f"{place.path}:{place.line}"
    item = items.get(fact.id)
    if item is None:
        sentence = make_sentences(deck, [fact.id])[fact.id]
        return Told(fact.id, fact.kind, sentence, "", "", "", where)
    return Told(fact.id, fact.kind, item.sentence, item.attribution, item.standing, item.as_of,
                where)


def _speaker(deck: Deck, assertion: Assertion | None, row: Verification) -> str:
    if assertion is None:
        return ""
    speaker = deck.entities.get(assertion.by)
    name = speaker.full if speaker else speaker_name(row.cited.source.publisher)
    if assertion.by == PUBLISHER:
        name = speaker_name(row.cited.source.publisher)
    return f"{name[0].upper()}{name[1:]} {_VERBS[assertion.polarity]}"
