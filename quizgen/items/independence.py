"""Whether two items can stand on one form: neither may give the other away (Haladyna et al.)."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.items.item import Item

_Keys = tuple[tuple[str, tuple[str, ...]], ...]
SHORT = 4  # a key of fewer letters stands in too many texts to tell anything


def independent(one: Item, other: Item, reasons: bool = False) -> bool:
    """No fact twice; no key of one in the stem, statement or explanation of the other.

    With `reasons`, neither in the reasons why options of the other are wrong: better so, but those
    of a small deck tell of little else than its other answers.
    """
    if not set(one.facts).isdisjoint(other.facts):
        return False
    if gives_away(one, other) or gives_away(other, one):
        return False
    return not reasons or not (_told(_keys(other), _reasons(one)) or _told(_keys(one), _reasons(other)))


def gives_away(one: Item, other: Item) -> bool:
    """Whether the key of `other` stands in what `one` shows before or after its answer.

    A key of several words gives itself away in any order and form: “Russian Deputy Prime
    Minister” answers “Deputy Prime Minister of Russia”.
    """
    return _told(_keys(other), _shown(one))


def picture_tells(item: Item) -> bool:
    """Whether what is written about the item's picture tells its answer."""
    if item.picture is None:
        return False
    return _told(_keys(item), f" {plain(f'{item.picture.alt} . {item.picture.credit}')} ")


def _told(keys: _Keys, text: str) -> bool:
    """Whether a text tells one of the keys. Plain loops: a draw asks this of many thousand pairs."""
    for key, content in keys:
        if key in text:
            return True
        for word in content:
            if word not in text:
                break
        else:
            if content:
                return True
    return False


@lru_cache(maxsize=65536)
def _shown(item: Item) -> str:
    """All the text of an item but its options, in plain words with a blank around each."""
    premises = " . ".join(premise for premise, _ in item.pairs)
    events = " . ".join(item.sequence)
    picture = f"{item.picture.alt} . {item.picture.credit}" if item.picture else ""
    text = plain(" . ".join((item.stem, item.explanation, premises, events, picture)))
    return f" {text} "


@lru_cache(maxsize=65536)
def _reasons(item: Item) -> str:
    """Why options are wrong, in plain words: read before the next question is asked."""
    return f" {plain(' . '.join(wrong.why for wrong in item.distractors))} "


@lru_cache(maxsize=65536)
def _keys(item: Item) -> _Keys:
    """The item's keys as they stand in a text of words, each with its words of content, if several."""
    if item.kind in ("true-false", "ordering") or item.family == "standing":
        return ()
    keys = [response for _, response in item.pairs] or [item.key]
    return tuple((f" {key} ", _content(key)) for key in map(plain, keys) if len(key) >= SHORT)


def _content(key: str) -> tuple[str, ...]:
    """The words of content, each as a word begins that is one or has it for a stem: Russia, Russian."""
    words = [word for word in key.split() if len(word) >= SHORT and not word.isdigit()]
    return tuple(f" {word}" for word in words) if len(words) > 1 else ()


@lru_cache(maxsize=16_384)  # the same names again and again
def plain(text: str) -> str:
    """Words in small letters, single blanks between, leading article dropped."""
    words = re.sub(r"[^\w]+", " ", text.casefold()).strip()
    return re.sub(r"^(the|a|an) ", "", words)
