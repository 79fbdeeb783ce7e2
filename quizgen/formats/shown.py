"""How an item is laid out where there is no draw: its options, pairs and events in a fixed order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from quizgen.items.item import FALSE, TRUE, Item
from quizgen.items.quiz import sort_options


def mix(item: Item, texts: Iterable[str]) -> list[str]:
    """Texts in an order that the item's id fixes: the key stands anywhere, and always there."""
    return sorted(texts, key=lambda text: hashlib.sha256(f"{item.id}\n{text}".encode()).digest())


def options_of(item: Item) -> list[str]:
    """The options as they are shown: true before false, sorted ones sorted, others mixed."""
    if item.kind == "true-false":
        return [TRUE, FALSE]
    return list(sort_options(item)) if item.sorted else mix(item, item.options)


def why_wrong(item: Item, option: str) -> str:
    """The reason why an option is wrong; empty for the key."""
    return next((d.why for d in item.distractors if d.text == option), "")


def pairs_of(item: Item) -> list[tuple[str, str]]:
    """Premises and responses; an order as its events, never in their order, and their numbers."""
    if item.kind == "matching":
        return list(item.pairs)
    events = mix(item, item.sequence)
    if events == list(item.sequence):
        events.reverse()
    return [(event, str(item.sequence.index(event) + 1)) for event in events]


def responses_of(item: Item) -> list[str]:
    """All responses to choose from, each once: for matching mixed, for an order its numbers."""
    if item.kind == "matching":
        return mix(item, {*(r for _, r in item.pairs), *(d.text for d in item.distractors)})
    return [str(at + 1) for at in range(len(item.sequence))]


def answers_of(item: Item) -> list[str]:
    """The right answers to type, the key first, each once whatever its capitals."""
    return list({text.casefold(): text for text in reversed((item.key, *item.accept))}.values())[::-1]


def number_text(number: float) -> str:
    """A number in plain digits: 20000, 0.5, never 2e4."""
    text = f"{number:.15g}"
    return f"{number:.0f}" if "e+" in text else f"{number:.15f}".rstrip("0") if "e" in text else text
