"""What the user may have meant."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 80    # characters: what is longer was not mistyped
FEW = 100       # commands, keys of a model: for these nothing need be imported
MOST = 20_000   # words to compare with; a file full of unknown names would take hours with more


def suggest(word: str, known: Iterable[str]) -> str:
    """` (did you mean …?)` where something known is close to the word; else nothing."""
    words = list(known)
    if len(word) > LONGEST or len(words) > MOST:
        return ""
    if len(words) <= FEW:
        import difflib

        close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
        return f" (did you mean `{close[0]}`?)" if close else ""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=60)
    return f" (did you mean `{best[0]}`?)" if best else ""
