"""Rules for options: each likely, alike and wrong, and nothing about them tells the key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from quizgen.items.independence import plain
from quizgen.items.item import Item
from quizgen.items.lint.known import Finding, Known
from quizgen.problem import Level

_ALL_OR_NONE = re.compile(r"\b(all|none|both) of (the above|these|them)\b", re.I)


def check_duplicate_options(item: Item, deck: Known) -> Iterator[Finding]:
    """No two options are the same, and none is another name of the key (H)."""
    keys = {plain(name) for name in (item.key, *item.accept)}
    seen: set[str] = set()
    for distractor in item.distractors:
        text = plain(distractor.text) or distractor.text
        if text in keys or text in seen:
            yield Finding(item, "duplicate-option", "error", f"“{distractor.text}” stands twice")
        seen.add(text)


def check_key_length(item: Item, deck: Known) -> Iterator[Finding]:
    """The key is not conspicuously the longest: 1.5 × the median distractor warns, 2 × fails (N)."""
    if item.kind != "multiple-choice" or item.family == "standing":
        return
    usual = median(len(d.text) for d in item.distractors)
    longer = len(item.key) - usual
    if longer >= 10 and len(item.key) >= 1.5 * usual:
        level: Level = "error" if len(item.key) >= 2 * usual else "warning"
        yield Finding(item, "longest-key", level, f"the key is {len(item.key) / usual:.1f} × as "
                      "long as the other options")


def check_homogeneous(item: Item, deck: Known) -> Iterator[Finding]:
    """Options are of one kind: all quotations or none, dates of one precision (H, N)."""
    if item.kind != "multiple-choice":
        return
    quoted = {"“" in text for text in item.options}
    if len(quoted) > 1 and item.question != "content":
        yield Finding(item, "homogeneous", "warning", "some options are quotations, some are not")


def check_all_or_none(item: Item, deck: Known) -> Iterator[Finding]:
    """No “all of the above”, no “none of the above” (H)."""
    for text in item.options:
        if _ALL_OR_NONE.search(text):
            yield Finding(item, "all-or-none", "error", f"“{text}” is no option")


def check_absolutes(item: Item, deck: Known) -> Iterator[Finding]:
    """Absolute words do not stand in distractors alone, hedges not in the key alone (N)."""
    if item.kind != "multiple-choice":
        return
    absolute = r"\b(always|never|all|every|only|nobody|everybody)\b"
    hedge = r"\b(usually|often|(?<!\d )may(?! \d)|might|some|sometimes|generally)\b"
    wrong = [d.text for d in item.distractors]
    if all(re.search(absolute, text, re.I) for text in wrong) \
            and not re.search(absolute, item.key, re.I):
        yield Finding(item, "absolutes", "error", "only the distractors are absolute")
    if re.search(hedge, item.key, re.I) and not any(re.search(hedge, t, re.I) for t in wrong):
        yield Finding(item, "absolutes", "error", "only the key is hedged")


def check_option_count(item: Item, deck: Known) -> Iterator[Finding]:
    """Multiple choice has two or three distractors (Rodriguez 2005)."""
    if item.kind == "multiple-choice" and not 2 <= len(item.distractors) <= 4:
        yield Finding(item, "options", "warning", f"{len(item.distractors)} distractors")


def check_overlap(item: Item, deck: Known) -> Iterator[Finding]:
    """No distractor lies within the tolerance of a numerical key (H)."""
    if item.kind != "multiple-choice" or item.number is None:
        return
    for distractor in item.distractors:
        match = re.match(r"-?[\d,]*\.?\d+", distractor.text)
        if match and abs(float(match.group().replace(",", "")) - item.number) <= item.tolerance:
            yield Finding(item, "overlap", "error", f"“{distractor.text}” is within the tolerance")


def check_living_persons(item: Item, deck: Known) -> Iterator[Finding]:
    """Where a fact speaks of a crime, no other person is offered for whoever it names."""
    fact = deck.facts.get(item.fact)
    if fact is None or not fact.accuses:
        return
    for distractor in item.distractors:
        if plain(distractor.text) in deck.persons:
            yield Finding(item, "living-person", "error", f"{distractor.text} is offered in a "
                          "fact that accuses")
