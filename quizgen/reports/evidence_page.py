"""Verified evidence as one page for an editor: the article left, the facts right, linked both ways.

The page needs no network and no script; its policy forbids both. All text of article and bank is
escaped by the template, and no name, link or style is ever made from it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count, pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from quizgen.bank.deck import Deck, Source
from quizgen.evidence.article import Article, printable
from quizgen.evidence.verify import Outcome
from quizgen.reports.evidence_text import counts
from quizgen.reports.told_facts import Told, ToldEvidence, ToldSource, ToldSpan

if TYPE_CHECKING:
    from jinja2 import Template

HEADING = 160   # a first paragraph shorter than this, and without a full stop, is the title


@dataclass(frozen=True, slots=True)
class _Quote:
    """A numbered span: `w7` in the article and `q7` beside its fact link to each other."""

    number: int
    span: ToldSpan

    @property
    def outcome(self) -> Outcome:
        return self.span.checked.outcome

    @property
    def shown(self) -> bool:
        """Whether there is a place in the article to show."""
        return self.span.checked.end > self.span.checked.start


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of the article between two bounds of spans; `begun` are the quotes that begin here."""

    text: str
    quotes: tuple[_Quote, ...]
    begun: tuple[_Quote, ...]

    @property
    def classes(self) -> str:
        """The marks to show: one for each quote, how deep, and the outcome to know of first."""
        outcomes = {quote.outcome for quote in self.quotes}
        worst = next(o for o in ("gone", "moved", "holds") if o in outcomes)
        depth = " deep" if len(self.quotes) > 1 else ""
        return " ".join([f"mark {worst}{depth}", *(f"s{quote.number}" for quote in self.quotes)])


@dataclass(frozen=True, slots=True)
class _Card:
    """A fact with its numbered quotes."""

    fact: Told
    outcome: Outcome
    quotes: tuple[_Quote, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One source: its article in paragraphs of pieces, and its facts."""

    source: Source
    name: str
    article: str
    counts: str
    whole: bool | None
    another: bool
    title: bool
    paragraphs: tuple[tuple[_Piece, ...], ...]
    cards: tuple[_Card, ...]
    uncited: tuple[Told, ...]

    def gone(self) -> list[_Card]:
        return [card for card in self.cards if card.outcome == "gone"]


def evidence_page(deck: Deck, sources: Sequence[ToldSource]) -> bytes:
    """The page, in UTF-8; the same deck and articles give the same bytes."""
    numbers = count(1)
    parts = [_part(row, numbers) for row in sources]
    style = _read("evidence_page.css") + _link_rules(
        quote.number for part in parts for card in part.cards for quote in card.quotes)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _template().render(
        deck=deck.header, parts=parts, style=style, style_hash=digest,
        gone=[card for part in parts for card in part.gone()],
    )
    return page.encode()


def _part(row: ToldSource, numbers: Iterator[int]) -> _Part:
    checked = row.verification
    cards = tuple(_card(fact, numbers) for fact in row.facts)
    quotes = [quote for card in cards for quote in card.quotes if quote.shown]
    paragraphs = tuple(_paragraphs(checked.article, quotes))
    return _Part(
        checked.cited.source, checked.cited.name, PurePath(checked.article.name).name,
        counts(checked), checked.whole, checked.is_another(), _has_title(checked.article),
        paragraphs, cards, row.uncited,
    )


def _has_title(article: Article) -> bool:
    """Whether the first of several paragraphs is the article's title."""
    if len(article.paragraphs) < 2:
        return False
    first = article.text[: article.paragraphs[1]].rstrip()
    return len(first) < HEADING and not first.endswith(".")


def _card(fact: ToldEvidence, numbers: Iterator[int]) -> _Card:
    quotes = tuple(_Quote(number, span) for span, number in zip(fact.spans, numbers, strict=False))
    return _Card(fact.fact, fact.outcome, quotes)


def _paragraphs(article: Article, quotes: Sequence[_Quote]) -> Iterator[tuple[_Piece, ...]]:
    """The article cut at its paragraphs and at every bound of a span."""
    for start, end in pairwise((*article.paragraphs, len(article.text))):
        inside = [q for q in quotes if q.span.checked.start < end and q.span.checked.end > start]
        bounds = {start, end}
        for quote in inside:
            bounds |= {max(start, quote.span.checked.start), min(end, quote.span.checked.end)}
        yield tuple(
            _Piece(
                printable(article.text[low:high]),
                tuple(q for q in inside if q.span.checked.start <= low < q.span.checked.end),
                tuple(q for q in inside if q.span.checked.start == low),
            )
            for low, high in pairwise(sorted(bounds))
        )


def _link_rules(numbers: Iterator[int]) -> str:
    """Styles that light up all of a span where its link was followed or its fact is pointed at."""
    found = list(numbers)
    rules = ",".join(f":root:has(#w{n}:target) .s{n},:root:has(.fact:hover #q{n}) .s{n}" for n in found)
    return f"{rules}{{background:var(--lit);color:var(--lit-ink)}}\n" if found else ""


def _in_deck(place: str) -> str:
    """A file and line without the folders above the deck, which differ between machines."""
    return "/".join(PurePath(place).parts[-2:])


def _read(name: str) -> str:
    return (files("quizgen.reports") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True,
                              undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["printable"] = printable
    environment.filters["in_deck"] = _in_deck
    return environment.from_string(_read("evidence_page.html"))
