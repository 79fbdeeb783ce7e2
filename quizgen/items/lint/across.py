"""Rules across items and facts: what is asked, what is asked twice, which foil is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.bank.deck import Deck
from quizgen.items.alike import alike_pairs
from quizgen.items.independence import plain
from quizgen.items.item import Item
from quizgen.items.lint.known import Finding
from quizgen.items.pool import Pool
from quizgen.problem import Problem

ALIKE = 85.0  # of 100: how like two prompts may be before they interfere


def check_asked(deck: Deck, items: Sequence[Item]) -> Iterator[Problem]:
    """A fact that is current is asked something, itself or in a set."""
    asked = {name for item in items for name in (item.fact, *item.facts)}
    for fact in deck.facts.values():
        if fact.status == "current" and fact.id not in asked:
            place = deck.position(f"fact:{fact.id}")
            yield Problem(place.path, place.line, f"{fact.id}: no question can be made of it: fill "
                          "in more of its slots, or write foils", "not-asked", "warning")


def check_true_foils(deck: Deck) -> Iterator[Problem]:
    """No foil that an author wrote is true by another fact of the bank: exactly one key (H)."""
    with_foils = [fact for fact in deck.facts.values() if fact.foils]
    if not with_foils:
        return
    pool = Pool(deck)
    for fact in with_foils:
        for name, foils in fact.foils.items():
            for foil in foils:
                entity = deck.entities.get(foil) if isinstance(foil, str) else None
                if entity and any(entity.id in some for some in
                                  pool.true_in(fact, name.replace("-", "_"))):
                    place = deck.position(f"fact:{fact.id}.foils.{name}")
                    yield Problem(place.path, place.line, f"{fact.id}: the foil `{foil}` of "
                                  f"`{name}` is true by another fact", "true-foil")


def check_interference(items: Sequence[Item]) -> Iterator[Finding]:
    """Two prompts that are alike (85 of 100) do not have different answers (S)."""
    by_kind: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.kind in ("multiple-choice", "cloze") and item.family != "standing":
            by_kind[item.kind, item.development].append(item)
    for group in by_kind.values():
        for one, two, score in alike_pairs([item.stem for item in group], ALIKE):
            item, other = group[one], group[two]
            if plain(other.key) != plain(item.key) and other.fact != item.fact:
                yield Finding(other, "interference", "warning", f"its stem is {score:.0f} % "
                              f"that of {item.id}, with another answer")
