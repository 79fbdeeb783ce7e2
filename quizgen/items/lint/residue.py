"""No residue: nothing of a template is left in an item; what an author wrote is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.items.item import Item
from quizgen.items.lint.known import Finding, Known
from quizgen.problem import Level

_RESIDUE = re.compile(
    r"\{[^{}]*\}|[{}<>]|\bNone\b|\b(the|a|an|of|in|on|was|that) \1\b|  | ,|@\w|\?\?")
_SLIP = re.compile(r"\w+ \w+|  | ,")  # what nobody writes on purpose


def check_residue(item: Item, deck: Known) -> Iterator[Finding]:
    """No empty slot, brace, “None” or doubled word is left of a template.

    Where an author wrote the like, it is what the question is about (`{}`, `<b>`, `@property`), and
    a doubled word or blank is a slip: a warning.
    """
    for text in dict.fromkeys((item.stem, item.key, item.sentence, *item.options)):
        left = [match.group() for match in _RESIDUE.finditer(text)]
        foreign = [some for some in left if not deck.wrote(item, some)]
        slips = [some for some in left if _SLIP.fullmatch(some)]
        for some in (foreign or slips)[:1]:
            level: Level = "error" if foreign else "warning"
            yield Finding(item, "residue", level, f"“{some}” in “{text[:60]}”")
    if not item.stem or not item.key:
        yield Finding(item, "residue", "error", "an empty stem or key")
