"""Where a phrase stands in an article, although it was typed with other quotes, dashes or case."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quizgen.bank.evidence import normalise

MOST_PLACES = 100
LEAST_LIKENESS = 60   # of 100: below it, the nearest words have nothing to do with the phrase
SEARCHED = 200_000   # characters in which the nearest words are looked for

_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼʻ′`´＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a normalised text; `exact` where it is the phrase to the letter."""

    start: int
    end: int
    exact: bool = True


def find_phrase(text: str, phrase: str) -> tuple[Place, ...]:
    """The places of a phrase in a normalised text, a hundred at most.

    Those that are the same to the letter; where there is none, those that differ in case or in the
    form of quotes, dashes and ellipses alone.
    """
    wanted = normalise(phrase)
    exact = tuple(Place(at, at + len(wanted)) for at in _all(text, wanted))
    if exact:
        return exact
    folded, origin = _fold(text)
    wanted, _ = _fold(wanted)
    return tuple(
        Place(origin[at], origin[at + len(wanted) - 1] + 1, exact=False)
        for at in _all(folded, wanted)
        if _parts_letters(origin, at) and _parts_letters(origin, at + len(wanted))
    )


def nearest_words(text: str, phrase: str) -> Place | None:
    """The words of a normalised text that are most like a phrase; None where nothing is."""
    from rapidfuzz import fuzz

    folded, origin = _fold(text[:SEARCHED])
    wanted, _ = _fold(normalise(phrase))
    if not folded or not wanted:
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=LEAST_LIKENESS)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = origin[found.dest_start], origin[found.dest_end - 1] + 1
    return Place(*whole_words(text, start, end), exact=False)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened to the words that it begins and ends in, without blanks at its ends."""
    while start < end and text[start : start + 1] == " ":
        start += 1
    while end > start and text[end - 1 : end] == " ":
        end -= 1
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _all(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _parts_letters(origin: list[int], at: int) -> bool:
    """Whether a folded position lies between letters of the text, not within one (ß is ss)."""
    return at in (0, len(origin)) or origin[at - 1] != origin[at]


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without what may differ, and for each of its characters where it was."""
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for piece in _fold_character(character):
            folded.append(piece)
            origin.append(index)
    return "".join(folded), origin


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    return "".join(_ALIKE.get(c, c) for c in unicodedata.normalize("NFKC", character).casefold())
