"""How near a draft comes to what a careful editor wants of an article: recall and precision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quizgen.drafting.build import Built, Given, build

ARTICLES = Path(__file__).parent / "articles"
MEASURES = ("developments", "entities", "types", "dates", "speakers", "polarity")


@dataclass(frozen=True)
class Score:
    """How many an editor wants, how many were drafted, and how many of both are the same."""

    wanted: int
    drafted: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.drafted if self.drafted else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.wanted + other.wanted, self.drafted + other.drafted, self.right + other.right)


def articles(held_out: bool) -> list[Path]:
    folder = ARTICLES / "held-out" if held_out else ARTICLES
    return sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".md", ".html"))


@cache
def drafted(path: Path) -> Built:
    """The draft of an article, made once."""
    return draft_of(path)


def draft_of(path: Path, given: Given | None = None) -> Built:
    return build(path.read_bytes(), path.name, given or Given())


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = yaml.safe_load(path.with_suffix(".gold.yaml").read_text(encoding="utf-8"))
    return gold


def score(built: Built, gold: dict[str, Any]) -> dict[str, Score]:
    """Each measure of a draft against what is wanted."""
    return {
        **dict(_entities(built, gold)),
        **dict(_sayings(built, gold)),
        "developments": _developments(built, gold),
        "dates": _dates(built, gold),
    }


def _developments(built: Built, gold: dict[str, Any]) -> Score:
    text = built.source.text
    starts = [
        section.label[0] if section.label else section.parts[0][0]
        for section in (d.passage.section for d in built.draft.developments)
        if not section.lead
    ]
    wanted = [
        [at for at in range(len(text)) if text.startswith(phrase, at)]
        for phrase in gold["developments"]
    ]
    right = sum(any(at in starts for at in places) for places in wanted)
    return Score(len(wanted), len(starts), right)


def _entities(built: Built, gold: dict[str, Any]) -> Iterator[tuple[str, Score]]:
    members = built.draft.analysis.cast.members.values()
    found = {
        name: member
        for name in gold["entities"]
        for member in members
        if name in (member.name, *member.names)
    }
    kinds = {
        name: kind if isinstance(kind, list) else [kind] for name, kind in gold["entities"].items()
    }
    yield "entities", Score(len(kinds), len(members), len(found))
    yield "types", Score(len(found), len(found), sum(m.type in kinds[n] for n, m in found.items()))


def _dates(built: Built, gold: dict[str, Any]) -> Score:
    text = built.source.text
    drafted = [
        date
        for d in built.draft.developments
        for s in d.passage.sentences
        for date in s.shape.dates
        if date.value
    ]
    wanted = [(text.find(str(phrase)), len(str(phrase)), str(value)) for phrase, value in gold["dates"]]
    every = [
        (at, size, value)
        for phrase, value in gold["dates"]
        for size in [len(str(phrase))]
        for at in range(len(text))
        if text.startswith(str(phrase), at)
    ]
    right = sum(
        any(at < d.end and d.start < at + size and str(d.value) == value for d in drafted)
        for at, size, value in wanted
    )
    good = sum(
        any(
            at < d.end and d.start < at + size and str(d.value) == str(value)
            for at, size, value in every
        )
        for d in drafted
    )
    return Score(len(wanted), len(drafted) - good + right, right)


def _sayings(built: Built, gold: dict[str, Any]) -> Iterator[tuple[str, Score]]:
    text, members = built.source.text, built.draft.analysis.cast.members
    drafted = []
    for development in built.draft.developments:
        for sentence in development.passage.sentences:
            for clause in sentence.clauses:
                for saying in clause.sayings:
                    if subject := clause.subject(saying.subject, saying.start):
                        span = (clause.shape.start, clause.shape.end)
                        drafted.append((*span, members[subject.entity], saying.polarity))
    right, polar, used = 0, 0, set()
    for anchor, name, polarity in gold["sayings"]:
        at = text.find(anchor)
        assert at >= 0, anchor
        found = [
            n
            for n, (start, end, member, _) in enumerate(drafted)
            if start <= at < end and name in (member.name, *member.names) and n not in used
        ]
        if found:
            right += 1
            best = next((n for n in found if drafted[n][3] == polarity), found[0])
            used.add(best)
            polar += drafted[best][3] == polarity
    yield "speakers", Score(len(gold["sayings"]), len(drafted), right)
    yield "polarity", Score(right, right, polar)
