"""Whether a line of YAML stands where its like does, in words for whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

LONGEST = 40        # characters of a line that are repeated
LONGEST_HEAD = 200  # characters of a line in which its key is looked for
_ENTRY = re.compile(r" *-(?: +|$)")
_KEY = re.compile(r"([\"']?)([^\s#\"'{\[,&*!|>@`-][^:{\[,\"]*?|-[^\s:]+)\1\s*:(?= |$)")


class _Place(NamedTuple):
    """Where something stands: its line and column, from 0, and how it begins."""

    row: int
    column: int
    is_entry: bool
    name: str


def explain_indentation(
    rows: Sequence[str], row: int, column: int, inner: Collection[int]
) -> str | None:
    """How far in a row stands that a parser stopped at, and how far in its like does; None where that
    is not what is wrong. Rows and columns count from 0; `inner` rows go on with an earlier one.
    """
    here = _places(rows[row], row) if row < len(rows) else []
    if not here or (column > here[-1].column and not _at_own_colon(rows[row][:column], here)):
        return None
    opened, closed = _stack(rows[:row], here[0].column, inner)
    return _misplaced(here[0], opened, closed)


def short(text: str) -> str:
    """The beginning of a text, printable."""
    text = "".join(c if c.isprintable() else "�" for c in text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _at_own_colon(before: str, here: list[_Place]) -> bool:
    """Whether the parser stopped at the colon of the row's first key."""
    return before.rstrip(" \"'").endswith(here[-1].name)


def _places(text: str, row: int) -> list[_Place]:
    """What a row begins: an entry, a key, or an entry with its first key."""
    text = text[:LONGEST_HEAD]
    found, at = [], len(text) - len(text.lstrip(" "))
    while entry := _ENTRY.match(text, at):
        found.append(_Place(row, text.index("-", at), True, text[text.index("-", at) :]))
        at = entry.end()
    key = _KEY.match(text, at)
    if key:
        found.append(_Place(row, at, False, key[2]))
    return found


def _stack(
    rows: Sequence[str], column: int, inner: Collection[int]
) -> tuple[list[_Place], list[_Place]]:
    """What is open at a column below some rows, and what that column closes."""
    opened: list[_Place] = []
    closed: list[_Place] = []
    for row, text in enumerate(rows):
        for place in _places(text, row) if row not in inner else ():
            while opened and (opened[-1].column > place.column or (
                    opened[-1].column == place.column and opened[-1].is_entry >= place.is_entry)):
                opened.pop()
            opened.append(place)
    while opened and opened[-1].column > column:
        closed.append(opened.pop())
    return opened, closed


def _misplaced(here: _Place, opened: list[_Place], closed: list[_Place]) -> str | None:
    """How far in a row stands, and how far in its like does; None where nothing is wrong with it."""
    level = [place for place in opened if place.column == here.column]
    if any(place.is_entry == here.is_entry for place in level):
        return None
    if level and here.is_entry and not any(place.is_entry for place in closed):
        return (f"`{short(here.name)}` begins a list's entry, where `{level[-1].name}: …` "
                f"(line {level[-1].row + 1}) is a key: leave out the dash, or put it as far "
                "in as the other entries")
    like = [place for place in (*closed, *opened) if place.is_entry == here.is_entry]
    if not like:
        return None
    near = min(like, key=lambda place: abs(place.column - here.column))
    far = "too far in" if here.column > near.column else "not far enough in"
    return (f"`{short(here.name)}` stands {far}: {_blanks(here.column)} before it, where "
                f"`{short(near.name)}` (line {near.row + 1}) has {near.column or 'none'}; what "
                "belongs together begins in the same column")


def _blanks(count: int) -> str:
    return f"{count} blank" if count == 1 else f"{count} blanks"
