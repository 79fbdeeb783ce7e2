"""A deck's sources as they are cited: what each is called, and the spans that facts take from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.bank.deck import Deck, Digest, Source
from quizgen.bank.evidence import Evidence
from quizgen.bank.fact import Fact
from quizgen.bank.standing import Assertion
from quizgen.bank.suggest import suggest
from quizgen.bank.update import Update
from quizgen.problem import UsageError


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of evidence with whose it is: a fact's, or one of its assertions'.

    `digest` is the one whose source it stands in.
    """

    fact: Fact
    digest: Digest
    source: Source
    evidence: Evidence
    assertion: Assertion | None = None


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with all that cites it.

    `name` is its id where only one digest has such a source, else `2023-09-15/cnn`: the digest's
    date and the id. `path` is the digest's file. `uncited` are the facts that it reports but of
    which no evidence stands in it.
    """

    name: str
    path: str
    digest: Digest
    source: Source
    spans: tuple[Span, ...]
    uncited: tuple[Fact, ...]


def spans_of(deck: Deck) -> Iterator[Span]:
    """Every piece of evidence of a deck, digest by digest: of each fact and of what it updates."""
    for digest in deck.digests:
        parts: list[Fact | Update] = [*digest.facts(), *digest.updates]
        for told in parts:
            fact = deck.facts[told.fact if isinstance(told, Update) else told.id]
            for assertion in (None, *told.assertions):
                holder = assertion or told
                for evidence in holder.evidence:
                    name = evidence.source or holder.source or told.source
                    yield Span(fact, digest, digest.source(name), evidence, assertion)


def cited_sources(deck: Deck) -> tuple[CitedSource, ...]:
    """Every source of a deck, digest by digest."""
    spans: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    cited: set[tuple[str, str]] = set()
    for span in spans_of(deck):
        spans[deck.digests.index(span.digest), span.source.id].append(span)
        cited.add((span.fact.id, span.source.id))
    times = Counter(source.id for digest in deck.digests for source in digest.sources)
    rows = []
    for number, digest in enumerate(deck.digests):
        path = digest_path(deck, digest)
        for source in digest.sources:
            name = source.id if times[source.id] == 1 else f"{digest.date}/{source.id}"
            uncited = tuple(fact for fact in digest.facts() if deck.source_of(fact) == source
                            and (fact.id, source.id) not in cited)
            rows.append(CitedSource(name, path, digest, source,
                                    tuple(spans[number, source.id]), uncited))
    return tuple(rows)


def find_source(sources: Sequence[CitedSource], name: str) -> CitedSource:
    """The source of a name, `cnn` or `2023-09-15/cnn`; UsageError names those that there are."""
    full = {f"{row.digest.date}/{row.source.id}": row for row in sources}
    known = {row.name: row for row in sources}
    if found := known.get(name) or full.get(name):
        return found
    several = [row.name for row in sources if row.source.id == name]
    if several:
        raise UsageError(f"more than one digest has a source `{name}`; name one of "
                         f"{', '.join(several)}")
    raise UsageError(f"no source `{name}`{suggest(name, known)}; there are {', '.join(known)}")


def digest_path(deck: Deck, digest: Digest) -> str:
    """The file of a digest, as problems name it."""
    return deck.position(f"digest:{digest.date}").path
