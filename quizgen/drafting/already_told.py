"""What of a draft a deck tells already: a live page that is read again adds only what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import fingerprint
from quizgen.bank.fact import Fact
from quizgen.drafting.draft import Draft, DraftDevelopment
from quizgen.drafting.draft_fact import DraftFact, Reference


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences from which a deck has facts, each with the development that has them; its facts.

    `starts` are where those sentences stood, each with its source; `lengths` those of the sources,
    `titles` the developments'.
    """

    sentences: Mapping[str, str]
    facts: tuple[Fact, ...]
    starts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # of developments


def told_in(deck: Deck | None) -> Told:
    """What a deck tells; nothing without one."""
    sentences: dict[str, str] = {}
    starts: dict[str, tuple[str, int]] = {}
    lengths: dict[str, int] = {}
    titles = {d.id: d.title for digest in (deck.digests if deck else ()) for d in digest.developments}
    for digest in deck.digests if deck else ():
        lengths |= {f"{digest.date}/{s.id}": s.text.length for s in digest.sources if s.text}
        for development in digest.developments:
            for fact in development.facts:
                for span in (*fact.evidence, *(e for a in fact.assertions for e in a.evidence)):
                    sentences.setdefault(span.sha256, development.id)
                    source = digest.source(span.source or fact.source).id
                    starts.setdefault(span.sha256, (f"{digest.date}/{source}", span.start))
    return Told(sentences, tuple(deck.facts.values()) if deck else (), starts, lengths,
                titles)


def only_new(draft: Draft, told: Told) -> Draft:
    """The draft without the sentences that the deck has facts from; a development of which it has a
    part says so, and one that is wholly told goes.
    """
    since = _come_since(draft, told)
    kept = [_new_in(development, draft, told, since) for development in draft.developments]
    return replace(draft, developments=tuple(d for d in kept if d is not None))


Span = tuple[int, int]


def _come_since(draft: Draft, told: Told) -> frozenset[Span]:
    """The sentences without a fact that have come into developments which the deck tells.

    Such a sentence is kept nowhere. What is new of them is told by the room they take: by how much
    the article has grown between two sentences that the deck has facts from.
    """
    spans = [span for development in draft.developments for span in _spans(development)]
    text, new = draft.analysis.text, sorted(_surely_new(draft, told))
    known = [(span, *told.starts[mark]) for span in dict.fromkeys(spans)
             if (mark := fingerprint(text[slice(*span)])) in told.starts]
    source = Counter(row[1] for row in known).most_common(1)[0][0] if known else ""
    if source not in told.lengths:
        return frozenset()
    ends = sorted((*span, old) for span, name, old in known if name == source)
    rows = [(0, 0, 0), *ends, (len(text), len(text), told.lengths[source])]
    found: set[Span] = set()
    for (a, b, old), (c, _, later) in pairwise(rows):
        inside = [s for s in new if b <= s[0] and s[1] <= c]
        more = (c - b) - (later - (old + b - a)) - _room(inside)
        held = [s for s in dict.fromkeys(spans) if b <= s[0] and s[1] <= c
                and not any(x <= s[0] and s[1] <= y for x, y in inside)]
        found.update(_filling(held, more))
    return frozenset(found)


def _room(spans: Sequence[Span]) -> int:
    return sum(end - start + 1 for start, end in spans)


def _filling(spans: Sequence[Span], room: int) -> Sequence[Span]:
    """Those in a row that take just that room; all that can be among them where none do."""
    first = taken = 0
    for last, (start, end) in enumerate(spans):  # a window that is as wide as the room
        taken += end - start + 1
        while taken > room + 1 and first <= last:
            taken -= spans[first][1] - spans[first][0] + 1
            first += 1
        if first <= last and abs(taken - room) <= 1:
            return spans[first : last + 1]
    return [span for span in spans if _room([span]) <= room]


def _spans(development: DraftDevelopment) -> Iterator[Span]:
    """The sentences of a development, those that gave facts and the others."""
    yield from (fact.evidence[0] for fact in development.facts)
    yield from development.unread


def _surely_new(draft: Draft, told: Told) -> Iterator[Span]:
    """The sentences that gave new facts, and the whole of developments of which the deck has none."""
    text = draft.analysis.text
    for development in draft.developments:
        known = {span: fingerprint(text[slice(*span)]) in told.sentences
                 for span in _spans(development)}
        if any(known.values()):
            new = {fact.evidence[0] for fact in development.facts}
            yield from (span for span in new if not known[span])
        else:
            label = development.passage.section.label
            yield from (*development.passage.section.parts, *([label] if label else []))


def _new_in(
    development: DraftDevelopment, draft: Draft, told: Told, since: frozenset[Span]
) -> DraftDevelopment | None:
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
    # What gave no fact in a development that was edited once has been seen by its editor, unless it
    # has come since.
    unread = tuple(span for span in development.unread if not written[span] and span in since)
    if not new and not unread:
        return None
    return replace(development, facts=tuple(new), unread=unread, more_of=told.titles.get(home, home))


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
