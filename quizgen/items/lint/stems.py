"""Rules for stems and what is typed: each stands alone, asks one thing and has one answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from quizgen.bank.fact import Fact
from quizgen.items.item import BLANK, Item
from quizgen.items.lint.known import Finding, Known
from quizgen.problem import Level

_CUE = re.compile(rf"\b(a|an) {BLANK}", re.I)
_PRONOUN = re.compile(r"(he|she|it|they|this|these|those)\b", re.I)
# Not in code or quotes: `time.now()` and “today” are what is asked about.
_DAY = re.compile(
    r"(?<![\w.`“\"‘])(today|yesterday|tomorrow|this (week|month|year)|last (week|month|year)|"
    r"recently|currently|now)(?![\w`”\"(]| of)", re.I)


def check_grammar_cue(item: Item, deck: Known) -> Iterator[Finding]:
    """The stem's end fits every option: no “a” or “an” before the blank that gives the key away (N)."""
    if _CUE.search(item.stem):
        yield Finding(item, "grammar-cue", "error", "“a” or “an” before the blank is a cue: put "
                      "it into the slot")


def check_negative(item: Item, deck: Known) -> Iterator[Finding]:
    """A stem asks what is so; a negative one says NOT in capitals (H)."""
    asks = item.stem.endswith("?")
    if asks and re.search(r"\b(which|who|what)\b[^?]*\b(is|was|did|were|does) not\b",
                          item.stem.split(" that ")[0], re.I):
        yield Finding(item, "negative-stem", "warning", "the stem asks what is not so")


def check_stands_alone(item: Item, deck: Known) -> Iterator[Finding]:
    """A stem needs nothing but itself: no “today”, no “this week”, no pronoun without its noun.

    An author's own stem may well begin with “This” and its noun, so that is a warning.
    """
    match = _DAY.search(item.stem)
    if match:
        yield Finding(item, "stands-alone", "error", f"“{match.group()}” depends on the day of "
                      "reading: give the date")
    if _PRONOUN.match(item.stem):
        level: Level = "warning" if deck.is_own_stem(item) else "error"
        yield Finding(item, "stands-alone", level, "the stem begins with a pronoun")


def check_one_answer(item: Item, deck: Known) -> Iterator[Finding]:
    """What the stem gives fits one answer of the bank; no other fact answers it otherwise (S)."""
    fact = deck.facts.get(item.fact)
    if fact is None or item.entity is None or item.question not in fact.references():
        return
    if fact.kind in ("event", "statement"):
        return
    shown = [slot for slot, name in fact.references().items() if slot != item.question
             and name in deck.entities and deck.entities[name].name in item.stem]
    for other in deck.like(fact, shown):
        if _answers(other, fact, item, shown, deck):
            yield Finding(item, "ambiguous", "error", f"{other.id} gives another answer to it: "
                          "put what tells them apart into the stem")


def _answers(
    other: Fact, fact: Fact, item: Item, shown: Collection[str], deck: Known
) -> bool:
    mine, theirs = fact.references(), other.references()
    if theirs.get(item.question) in (None, mine[item.question]):
        return False
    if not fact.date.overlaps(other.date):
        return False
    if not all(theirs.get(slot) == mine[slot] for slot in shown):
        return False
    return not any(isinstance(value, str) and value in item.stem
                   for value in fact.values(deck.entities).values())


def check_minimum(item: Item, deck: Known) -> Iterator[Finding]:
    """A typed answer has at most five words, a cloze one blank (S)."""
    if item.kind in ("short-answer", "cloze") and len(item.key.split()) > 5:
        yield Finding(item, "minimum", "warning", "more than five words to type")
    if item.kind == "cloze" and item.stem.count(BLANK) != 1:
        yield Finding(item, "minimum", "error", f"{item.stem.count(BLANK)} blanks")


def check_list_answer(item: Item, deck: Known) -> Iterator[Finding]:
    """A typed answer is one thing, not a list (S)."""
    if item.kind in ("short-answer", "cloze") and item.entity is None \
            and re.search(r", \w+.* and |; ", item.key):
        yield Finding(item, "list-answer", "error", "the answer is a list: split the fact")
