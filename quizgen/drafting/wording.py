"""How much of an article's wording a draft may take over: names, numbers, a few words between them."""

from __future__ import annotations

import re

from quizgen.drafting.shape import SIGN, Shape

MOST_RUN = 7  # of the article's own words in a row, between names and numbers; more would be a copy
MOST_OWN = 15  # of them in all, beside names and quotations
LONGEST = 240  # characters
_MANNER = re.compile(r" [a-z]+")  # an adverb that was left out of the clause stands in its words
_FORBIDDEN = re.compile(r"[{}\[\]@|<>;]")


def may_take(shape: Shape, start: int, end: int, text: str) -> bool:
    """Whether the words of a span of the shape are few enough to be taken over as they stand."""
    run = own = 0
    for piece in re.finditer(r"‹([a-z])(\d+)›|[^\s‹]+", shape.text[start:end]):
        if piece[1] and piece[1] != "d":
            run, own = 0, own + (piece[1] == "n")
            continue
        words = 1
        if piece[1]:
            a, b = shape.back(start + piece.start()), shape.back(start + piece.end(), last=True)
            words = len(re.findall(r"\w+", text[a:b]))
        elif not re.search(r"\w", piece[0]) or piece[0] in ("’s", "'s"):
            continue
        else:
            words = len(re.findall(r"\w+", piece[0]))
        run, own = run + words, own + words
        if run > MOST_RUN:
            return False
    return own <= MOST_OWN


def taken(shape: Shape, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Where in the text the words of a span of the shape stand; None where they do not follow each
    other there, may not stand in a bank, or are too many to be taken over.
    """
    while start < end and shape.text[start] == " ":
        start += 1
    while end > start and shape.text[end - 1] in " ,.;:":
        end -= 1
    if start >= end or not may_take(shape, start, end, text):
        return None
    if not all(a < b and _MANNER.fullmatch(text, a, b) for a, b in shape.gaps(start, end)):
        return None
    a, b = shape.back(start), shape.back(end, last=True)
    return None if b - a > LONGEST or _FORBIDDEN.search(text, a, b) else (a, b)


def own_words(shape_text: str) -> list[str]:
    """The words beside the signs."""
    return [word for word in SIGN.sub(" ", shape_text).split() if re.search(r"\w", word)]
