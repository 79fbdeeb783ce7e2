"""No clang: no word of content stands in the stem and in the key alone (N)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.items.independence import plain
from quizgen.items.item import Item
from quizgen.items.lint.known import Finding, Known

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# The day of a date is no number that anybody asks for.
_WRITTEN_DATE = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
                           r"|October|November|December)(?: \d{4})?\b")
# Words that carry no content: a clang is not among these.
_STOP = frozenset((
    "a", "about", "according", "after", "against", "also", "among", "an", "and", "any", "are", "as",
    "at", "be", "been", "before", "being", "between", "by", "called", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "he", "her", "his", "how", "in", "into", "is", "it", "its",
    "no", "not", "of", "on", "or", "out", "over", "said", "say", "she", "should", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "under", "until",
    "up", "was", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why",
    "with", "within", "would",
))


def check_clang(item: Item, deck: Known) -> Iterator[Finding]:
    """No content word stands in the stem and in the key alone (N)."""
    if item.family == "standing" or item.kind in ("true-false", "matching", "ordering"):
        return
    asked = item.stem if item.number is None else _WRITTEN_DATE.sub(" ", item.stem)
    others_too = any(_stands(wrong.text, asked) for wrong in item.distractors)
    if _stands(item.key, asked) and not others_too:
        yield Finding(item, "clang", "error", "the whole key stands in the stem")
        return
    if item.kind != "multiple-choice":
        return
    stem, others = set(_content(item.stem)), set(_content(" ".join(
        d.text for d in item.distractors)))
    for word in dict.fromkeys(_content(item.key)):
        if word in stem and word not in others:
            proper = any(word == w.casefold() and w[0].isupper() for w in _words(item.stem))
            yield Finding(item, "clang", "error" if proper else "warning",
                          f"“{word}” stands in the stem and in the key alone")


def _stands(text: str, within: str) -> bool:
    return f" {plain(text)} " in f" {plain(within)} "


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _content(text: str) -> list[str]:
    return [w.casefold() for w in _words(text) if w.casefold() not in _STOP and len(w) > 2
            and not w.isdigit()]
