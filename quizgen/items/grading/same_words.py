"""Answers that say what the key says in other words, without a slip: joined, turned, shortened.

Each rule asks for the key's words to the letter; what is added or left out can name nothing else.
"""
# A list of words is easier to read and to mend as a text than as a list literal.
# ruff: noqa: SIM905

from __future__ import annotations

from collections.abc import Iterable

from quizgen.items.grading.names import COMPASS, PROTECTED, NameIndex, Tokens
from quizgen.items.grading.normalise import parts_of, tokens
from quizgen.items.item import Item

_LITTLE = frozenset("its his her their of in at on to for by the a an was were is are it they".split())


def says_the_same(
    item: Item, answer: str, typed: Tokens, forms: Iterable[Tokens], names: NameIndex
) -> bool:
    """Whether an answer is the key but for its order, a first name's initial or the question's words.

    `typed` are the answer's tokens without a title, `forms` those of all right answers.
    """
    known = set(forms)
    return (_is_same_list(item, answer) or _is_turned(item, typed, known)
            or _is_initialled(item, typed, known, names) or _is_wrapped(item, typed, known, names))


def _is_same_list(item: Item, answer: str) -> bool:
    """`drones, missiles` for `missiles and drones`."""
    parts = parts_of(answer)
    return len(parts) > 1 and any(parts == parts_of(text) for text in (item.key, *item.accept))


def _is_turned(item: Item, typed: Tokens, forms: set[Tokens]) -> bool:
    """A name in another order: `Peskov, Dmitry`."""
    return bool(item.entity) and len(typed) > 1 and sorted(typed) in map(sorted, forms)


def _is_initialled(item: Item, typed: Tokens, forms: set[Tokens], names: NameIndex) -> bool:
    """`D. Peskov`, where no other in the deck has the surname."""
    surname = names.surname(item.entity)
    if not item.entity or not surname or names.sharers(item.entity, surname):
        return False
    return len(typed) > 1 and len(typed[0]) == 1 and any(
        form[0].startswith(typed[0]) and form[1:] == typed[1:] for form in forms if len(form) > 1)


def _is_wrapped(item: Item, typed: Tokens, forms: set[Tokens], names: NameIndex) -> bool:
    """The key with words of the question around it: `the landing ship Minsk`.

    Not where these name something themselves, are a number, or turn the sense (`not`).
    """
    asked = {*tokens(item.stem), *_LITTLE}
    for form in forms:
        for at in range(len(typed) - len(form) + 1):
            if typed[at : at + len(form)] != form or len(form) == len(typed):
                continue
            before, after = typed[:at], typed[at + len(form):]
            around = {*before, *after}
            if (around <= asked and not around & (PROTECTED - COMPASS)
                    and not any(word[0].isdecimal() for word in around)
                    and not any(names.is_name(side) for side in (before, after))):
                return True
    return False
