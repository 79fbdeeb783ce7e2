"""Rules for what news need: every item has its source, its day, and whoever says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.bank.dates import FactDate
from quizgen.items.item import Item
from quizgen.items.lint.known import Finding, Known

_ACCORDING = re.compile(r"\baccording to\b", re.I)


def check_source(item: Item, deck: Known) -> Iterator[Finding]:
    """Every item has its source and a sentence that explains the answer."""
    if not item.source.publisher or not item.explanation:
        yield Finding(item, "feedback", "error", "no source or no explanation")


def check_as_of(item: Item, deck: Known) -> Iterator[Finding]:
    """What time overtakes is asked with its date in the stem."""
    fact = deck.facts.get(item.fact)
    if fact and fact.dates_itself(item.stem):
        return
    if item.perishable and FactDate.parse(item.as_of).words() not in item.stem:
        yield Finding(item, "as-of", "error", "the fact is perishable and the stem has no date")


def check_attribution(item: Item, deck: Known) -> Iterator[Finding]:
    """What only a party asserts is never asked or stated as a plain fact."""
    fact = deck.facts.get(item.fact)
    if fact is None or fact.names_speaker() or item.standing == "reported" or item.family != "content":
        return
    if not _ACCORDING.search(item.stem):
        yield Finding(item, "attribution", "error", f"{item.standing}, but asked as a plain fact")
