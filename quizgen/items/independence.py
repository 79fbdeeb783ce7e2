"""Whether two items can stand on one form: neither may give the other away (Haladyna et al.)."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.items.item import Item

SHORT = 4  # keys of fewer letters are looked for as whole words too, but only with their unit


def independent(one: Item, other: Item) -> bool:
    """No fact twice; no key of one in the stem, statement or explanation of the other."""
    if set(one.facts) & set(other.facts):
        return False
    return not (gives_away(one, other) or gives_away(other, one))


def gives_away(one: Item, other: Item) -> bool:
    """Whether the key of `other` stands in what `one` shows before or after its answer."""
    text = _shown(one)
    return any(f" {key} " in text for key in _keys(other))


@lru_cache(maxsize=65536)
def _shown(item: Item) -> str:
    premises = " . ".join(premise for premise, _ in item.pairs)
    events = " . ".join(item.sequence)
    return f" {plain(' . '.join((item.stem, item.explanation, premises, events)))} "


@lru_cache(maxsize=65536)
def _keys(item: Item) -> tuple[str, ...]:
    if item.kind in ("true-false", "ordering") or item.family == "standing":
        return ()
    keys = [response for _, response in item.pairs] or [item.key]
    return tuple(key for key in map(plain, keys) if len(key) >= SHORT)


def plain(text: str) -> str:
    """Words in small letters, single blanks between, leading article dropped."""
    words = re.sub(r"[^\w]+", " ", text.casefold()).strip()
    return re.sub(r"^(the|a|an) ", "", words)
