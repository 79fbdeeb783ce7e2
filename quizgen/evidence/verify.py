"""A deck's evidence against an article: what holds, what has moved and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.bank.evidence import Evidence, fingerprint, holds_in
from quizgen.bank.fact import Fact
from quizgen.evidence.article import Article
from quizgen.evidence.cited import CitedSource, Span
from quizgen.evidence.find_spans import (
    Places,
    Progress,
    choose_places,
    find_spans,
    key_of,
    nearest_move,
)
from quizgen.evidence.phrase import whole_words
from quizgen.problem import QuizgenError

Outcome = Literal["holds", "moved", "gone"]
OUTCOMES: tuple[Outcome, ...] = ("gone", "moved", "holds")

# Words this long are not found in another article by chance.
TELLING = 20


@dataclass(frozen=True, slots=True)
class CheckedSpan:
    """A piece of evidence and what became of it.

    `start`, `end` and `words` are where and what it is now; where it is gone, where it should be
    by what stands around it, and the words there; no words where nothing stands around it.
    """

    span: Span
    outcome: Outcome
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Verification:
    """One source of a deck against an article.

    `whole`: whether the text is that of which the deck keeps the fingerprint; None where it keeps
    none.
    """

    cited: CitedSource
    article: Article
    whole: bool | None
    spans: tuple[CheckedSpan, ...]

    def count(self, outcome: Outcome) -> int:
        """How many spans came out so."""
        return Counter(checked.outcome for checked in self.spans)[outcome]

    def is_another(self) -> bool:
        """Whether nothing that is cited was found: then it is hardly the article that was cited."""
        return bool(self.spans) and not self.whole and self.count("gone") == len(self.spans)

    def by_fact(self) -> list[tuple[Fact, list[CheckedSpan]]]:
        """The facts that cite the source, in the deck's order, each with its spans."""
        groups: dict[str, tuple[Fact, list[CheckedSpan]]] = {}
        for checked in self.spans:
            fact = checked.span.fact
            groups.setdefault(fact.id, (fact, []))[1].append(checked)
        return list(groups.values())


def worst(spans: Sequence[CheckedSpan]) -> Outcome:
    """The outcome that an editor has to know of first."""
    return next(o for o in OUTCOMES if any(checked.outcome == o for checked in spans))


def verify(
    cited: CitedSource, article: Article, progress: Progress | None = None
) -> Verification:
    """Check every span that is cited from a source against an article."""
    text = article.text
    wanted = {span.evidence for span in cited.spans}
    held = {evidence for evidence in wanted if holds_in(evidence, text)}
    lost = wanted - held
    found = find_spans(text, lost, progress=progress) if lost else {}
    places = {evidence: evidence.start for evidence in held} | choose_places(lost, found, held)
    checked = tuple(_checked(span, text, places) for span in cited.spans)
    return Verification(cited, article, is_whole(cited, text), checked)


def is_whole(cited: CitedSource, text: str) -> bool | None:
    """Whether the text is the one that was cited, to the letter; None where that is not known."""
    kept = cited.source.text
    return None if kept is None else (len(text), fingerprint(text)) == (kept.length, kept.sha256)


def choose_source(sources: Sequence[CitedSource], article: Article) -> CitedSource:
    """The source that an article is of: that of the same text, else the one most found in it.

    QuizgenError where it is none of them.
    """
    text, name = article.text, article.name
    whole = [row for row in sources if is_whole(row, text)]
    rows = whole or [row for row in sources if row.spans]
    wanted = {span.evidence for row in rows for span in row.spans}
    places = find_spans(text, wanted, within_words=False)
    lengths = [_found_length(row, text, places) for row in rows]
    most = max(lengths, default=0)
    if whole:
        return whole[lengths.index(most)]
    if not most:
        known = ", ".join(row.name for row in rows)
        raise QuizgenError(
            f"{name} is not an article that this deck cites: none of the words cited from {known} "
            "stand in it; where you know better, name the source: --source "
            f"{rows[0].name}={name}")
    if lengths.count(most) > 1:
        alike = [row.name for row, length in zip(rows, lengths, strict=True) if length == most]
        raise QuizgenError(f"{name} may be the article of {' or '.join(alike)}: name the source: "
                           f"--source {alike[0]}={name}")
    return rows[lengths.index(most)]


def _found_length(row: CitedSource, text: str, places: Places) -> int:
    """How many characters of a source's spans stand in the text; 0 where that may be chance."""
    spans = {span.evidence for span in row.spans}
    found = [e for e in spans if key_of(e) in places or holds_in(e, text)]
    length = sum(e.end - e.start for e in found)
    return length if length >= TELLING or 2 * len(found) > len(spans) else 0


def _checked(span: Span, text: str, places: dict[Evidence, int]) -> CheckedSpan:
    evidence = span.evidence
    if evidence in places:
        start = places[evidence]
        end = start + evidence.end - evidence.start
        outcome: Outcome = "holds" if start == evidence.start else "moved"
    else:
        outcome = "gone"
        start, end = _expected(evidence, text, places) if places else (0, 0)
    return CheckedSpan(span, outcome, start, end, text[start:end])


def _expected(evidence: Evidence, text: str, places: dict[Evidence, int]) -> tuple[int, int]:
    """Where gone words should be: between what stands before them and what stands after them."""
    length = evidence.end - evidence.start
    before = sorted((e.start, at - e.start) for e, at in places.items() if e.start < evidence.start)
    after = sorted((e.start, at - e.start) for e, at in places.items() if e.start >= evidence.start)
    start = evidence.start + nearest_move(before or [(0, 0)], evidence.start)
    end = evidence.end + nearest_move(after or before, evidence.end)
    if not length / 2 < end - start < length * 2:  # too much has changed between: trust one side
        start, end = (start, start + length) if before else (end - length, end)
    start = min(max(start, 0), len(text))
    return whole_words(text, start, min(max(end, start), len(text)))
