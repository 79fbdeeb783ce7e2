"""Which of a draft's facts can be asked, and which are of the kind that a careful editor chooses."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.read import load_folder
from quizgen.bank.wording import EntityValue, Quantity
from quizgen.drafting.build import Built
from quizgen.drafting.deck_files import deck_texts
from quizgen.items.make import make_items
from tests.drafting.score import Score

FACT_MEASURES = ("askable", "facts", "kinds", "slots")


def deck_of(built: Built) -> Deck:
    """The draft as a deck, with what is open accepted as it stands."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in deck_texts(built, "a deck").items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return load_folder(Path(folder))


def items_by_fact(deck: Deck) -> dict[str, Counter[str]]:
    """The kinds of the items of each fact; how a report presented it alone is no question of news."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for item in make_items(deck):
        if item.family != "standing":
            found[item.fact][item.kind] += 1
    return found


def score_facts(built: Built, gold: Mapping[str, Any]) -> dict[str, Score]:
    """`askable`: of the drafted facts, those with a question. `facts`: of those that an editor wants,
    those that can be asked and are of a kind that fits; `slots`: their values.
    """
    deck = deck_of(built)
    asked = items_by_fact(deck)
    wanted = [_Wanted(row, built.source.text) for row in gold["facts"]]
    used: set[str] = set()
    right, values, good = 0, 0, 0
    for row in wanted:
        fits = [f for f in deck.facts.values() if row.is_told_by(f) and f.id not in used]
        asking = [fact for fact in fits if asked[fact.id]]
        if asking:
            best = max(asking, key=lambda fact: row.agrees(fact, deck))
            used.add(best.id)
            right += 1
        good += max((row.agrees(fact, deck) for fact in fits), default=0)
        values += len(row.slots)
    named = [fact for fact in deck.facts.values() if fact.kind not in ("event", "statement")]
    fitting = sum(any(row.is_told_by(fact) for row in wanted) for fact in named)
    return {
        "askable": Score(len(deck.facts), len(deck.facts), sum(bool(asked[f]) for f in deck.facts)),
        "facts": Score(len(wanted), len(wanted), right),
        "kinds": Score(len(named), len(named), fitting),
        "slots": Score(values, values, good),
    }


def missing_facts(built: Built, gold: Mapping[str, Any]) -> Iterator[str]:
    """What is not drafted, or not as it is wanted; and the special kinds that nobody wants."""
    deck = deck_of(built)
    asked = items_by_fact(deck)
    wanted = [_Wanted(row, built.source.text) for row in gold["facts"]]
    for row, told in zip(gold["facts"], wanted, strict=True):
        fits = [fact for fact in deck.facts.values() if told.is_told_by(fact)]
        there = [
            f.id for f in deck.facts.values() if f.evidence[0].start <= told.at < f.evidence[0].end
        ]
        if not fits:
            yield f"none: {row} but {there}"
        elif not any(asked[fact.id] for fact in fits):
            yield f"not asked: {row}"
        elif (best := max(told.agrees(fact, deck) for fact in fits)) < len(told.slots):
            yield f"{best} of {len(told.slots)} values: {row}"
    for fact in deck.facts.values():
        if fact.kind not in ("event", "statement") and not any(w.is_told_by(fact) for w in wanted):
            yield f"surplus: {fact.kind} {fact.id}"


class _Wanted:
    """A fact that an editor wants: a place in the article, the kinds that fit, its values."""

    def __init__(self, row: Mapping[str, Any], text: str) -> None:
        self.at = text.index(str(row["at"]))
        kinds = row["kind"]
        self.kinds = kinds if isinstance(kinds, list) else [kinds]
        self.slots = {key: value for key, value in row.items() if key not in ("at", "kind")}

    def is_told_by(self, fact: Fact) -> bool:
        first = fact.evidence[0]
        return fact.kind in self.kinds and first.start <= self.at < first.end

    def agrees(self, fact: Fact, deck: Deck) -> int:
        """How many of the values the fact has."""
        return sum(
            any(map(str(value).__eq__, _written(fact, name, deck)))
            or any(
                str(value) in shown for shown in _written(fact, name, deck) if fact.refers(name) is None
            )
            for name, value in self.slots.items()
        )


def _written(fact: Fact, name: str, deck: Deck) -> Iterator[str]:
    """A slot's value in every way in which it may be written."""
    value = fact.values(deck.entities).get(name)
    if isinstance(value, EntityValue):
        yield from value.entity.names
    elif isinstance(value, Quantity):
        yield f"{value.value}"
    elif value is not None or hasattr(fact, name):
        yield str(value if value is not None else getattr(fact, name))
