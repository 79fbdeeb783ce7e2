"""What the user may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 80    # characters: what is longer was not mistyped
FEW = 100       # commands, keys of a model: for these nothing need be imported
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}$")
MOST = 20_000   # words to compare with; a file full of unknown names would take hours with more


def suggest(word: str, known: Iterable[str]) -> str:
    """` (did you mean …?)` where something known is close to the word; else nothing."""
    close = _closest(word, list(known), 60)
    return f" (did you mean `{close}`?)" if close else ""


def suggest_entity(word: str, ids: Iterable[str], called: Mapping[str, str]) -> str:
    """The same for what stands in the place of an entity's id, by its id or by one of its names.

    `called` has by each name whose it is; see `by_name`.
    """
    wanted = _folded(word)
    meant = called.get(wanted)
    if meant is None:
        close = suggest(word, ids)
        if close:
            return close
        meant = called.get(_closest(wanted, list(called), 80) or "")
    if meant:
        return f" (did you mean `{meant}`?)"
    return "" if _ID.match(word) else "; an entity's id of entities.yaml stands here"


def by_name(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """By each name, folded, whose id it is, from the names by id; nobody's where several have it."""
    found: dict[str, str] = {}
    for key, called in names.items():
        for name in map(_folded, called):
            found[name] = key if found.get(name, key) == key else ""
    return found


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(unicodedata.normalize("NFKC", name).casefold().split()))


def _closest(word: str, words: list[str], least: int) -> str | None:
    """What of some words is like another, by `least` of 100 at least."""
    if len(word) > LONGEST or len(words) > MOST:
        return None
    if len(words) <= FEW:
        import difflib

        close = difflib.get_close_matches(word, words, n=1, cutoff=least / 100)
        return close[0] if close else None
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=least)
    return best[0] if best else None
