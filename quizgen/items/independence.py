"""Whether two items can stand on one form: neither may give the other away (Haladyna et al.)."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.items.item import Item

SHORT = 4  # a key of fewer letters stands in too many texts to tell anything


def independent(one: Item, other: Item) -> bool:
    """No fact twice; no key of one in the stem, statement or explanation of the other."""
    if set(one.facts) & set(other.facts):
        return False
    return not (gives_away(one, other) or gives_away(other, one))


def gives_away(one: Item, other: Item) -> bool:
    """Whether the key of `other` stands in what `one` shows before or after its answer.

    A key of several words gives itself away in any order and form: “Russian Deputy Prime
    Minister” answers “Deputy Prime Minister of Russia”.
    """
    text = _shown(one)
    return any(
        f" {key} " in text or (len(content) > 1 and all(_stands(word, text) for word in content))
        for key, content in _keys(other)
    )


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text of words, or begins one of them: Russia, Russian."""
    return (f" {word}" if len(word) >= SHORT else f" {word} ") in text


@lru_cache(maxsize=65536)
def _shown(item: Item) -> str:
    """All the text of an item but its options, in plain words with a blank around each."""
    premises = " . ".join(premise for premise, _ in item.pairs)
    events = " . ".join(item.sequence)
    text = plain(" . ".join((item.stem, item.explanation, premises, events)))
    return f" {text} "


@lru_cache(maxsize=65536)
def _keys(item: Item) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The item's keys, each with its words of content."""
    if item.kind in ("true-false", "ordering") or item.family == "standing":
        return ()
    keys = [response for _, response in item.pairs] or [item.key]
    return tuple(
        (key, tuple(word for word in key.split() if len(word) > 3 and not word.isdigit()))
        for key in map(plain, keys) if len(key) >= SHORT
    )


@lru_cache(maxsize=16_384)  # the same names again and again
def plain(text: str) -> str:
    """Words in small letters, single blanks between, leading article dropped."""
    words = re.sub(r"[^\w]+", " ", text.casefold()).strip()
    return re.sub(r"^(the|a|an) ", "", words)
