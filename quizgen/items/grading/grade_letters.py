"""Grading what was chosen: letters in, a verdict with how many parts are right out.

Multiple choice and true/false take one letter, matching one for each premise, ordering all in
their order. Digits do as well as letters, and so does the text of an option.
"""

from __future__ import annotations

import re

from quizgen.items.grading.grade import Verdict
from quizgen.items.grading.normalise import normalise, unify
from quizgen.items.item import TRUE
from quizgen.items.quiz import LETTERS, Posed


def grade_choice(posed: Posed, answer: str) -> Verdict:
    """Grade a letter, a digit, or an option's text; again where it names no option."""
    at = find_choice(posed, answer)
    if at is None:
        wanted = "t or f" if posed.item.kind == "true-false" else _range(len(posed.options))
        return Verdict("again", f"Choose {wanted}.")
    return _marked(int(posed.options[at] == posed.item.key), 1)


def find_choice(posed: Posed, answer: str) -> int | None:
    """The position of the option that an answer names, from 0; None for none."""
    typed = unify(answer).strip(" .)(")
    if posed.item.kind == "true-false" and typed in ("t", "f", "true", "false"):
        return posed.options.index(TRUE) if typed[0] == "t" else 1 - posed.options.index(TRUE)
    if len(typed) == 1:
        return _position(typed, len(posed.options))
    same = [n for n, text in enumerate(posed.options) if normalise(text) == normalise(typed)]
    return same[0] if len(same) == 1 else None


def grade_matching(posed: Posed, answer: str) -> Verdict:
    """Grade one response for each premise, in the order of the premises: `c a d b`."""
    chosen = read_letters(answer, len(posed.options), len(posed.premises))
    if chosen is None:
        return Verdict("again", f"Give {len(posed.premises)} letters, one for each number, "
                                f"each of {_range(len(posed.options))}.")
    right = dict(posed.item.pairs)
    hits = sum(posed.options[at] == right[p] for at, p in zip(chosen, posed.premises, strict=True))
    return _marked(hits, len(posed.premises))


def grade_ordering(posed: Posed, answer: str) -> Verdict:
    """Grade an order of all events: `3 1 2`; a part is right where it stands at its place."""
    count = len(posed.options)
    chosen = read_letters(answer, count, count)
    if chosen is None or len(set(chosen)) < count:
        return Verdict("again", f"Give all {count}, each once, the earliest first.")
    hits = sum(posed.options[at] == event
               for at, event in zip(chosen, posed.item.sequence, strict=True))
    return _marked(hits, count)


def read_letters(answer: str, options: int, wanted: int) -> tuple[int, ...] | None:
    """The positions that a line of letters or digits names; None where it is no such line.

    `c a d b`, `cadb`, `c,a,d,b` and `1c 2a 3d 4b` are the same.
    """
    typed = unify(answer)
    pairs = re.findall(r"(\d+)[ .:)=-]*([a-z])", typed)
    if [n for n, _ in pairs] == [str(n + 1) for n in range(wanted)] and len(
            re.findall(r"[^\W_]", typed)) == sum(len(n) + 1 for n, _ in pairs):
        marks = [letter for _, letter in pairs]
    else:
        marks = re.findall(r"10|[^\W_]", typed)
    found = [_position(mark, options) for mark in marks]
    if len(found) != wanted or any(at is None for at in found):
        return None
    return tuple(at for at in found if at is not None)


def _position(mark: str, options: int) -> int | None:
    is_number = mark.isascii() and mark.isdigit()
    at = int(mark) - 1 if is_number else LETTERS.casefold().find(mark)
    return at if 0 <= at < options else None


def _marked(right: int, of: int) -> Verdict:
    reason = f"{right} of {of} right." if 1 < of != right else ""
    return Verdict("correct" if right == of else "wrong", reason, right, of)


def _range(count: int) -> str:
    return f"{LETTERS[0]} to {LETTERS[count - 1]}" if count else "the options"
