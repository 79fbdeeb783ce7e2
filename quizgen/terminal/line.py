"""A line under edit, as a value: a key in, the next line out."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 500


class Edit(NamedTuple):
    """The text and where the cursor stands in it, in characters."""

    text: str = ""
    cursor: int = 0


EMPTY = Edit()


def edit(line: Edit, key: str) -> Edit:
    """The line after a key: a character, or one of the names below; others change nothing."""
    text, at = line.text, line.cursor
    if len(key) == 1:
        if not (key.isprintable() or _joins(key)) or len(text) >= LONGEST:
            return line
        return Edit(text[:at] + key + text[at:], at + 1)
    match key:
        case "left":
            return Edit(text, max(at - 1, 0))
        case "right":
            return Edit(text, min(at + 1, len(text)))
        case "home" | "ctrl-a":
            return Edit(text, 0)
        case "end" | "ctrl-e":
            return Edit(text, len(text))
        case "backspace":
            return Edit(text[: max(at - 1, 0)] + text[at:], max(at - 1, 0))
        case "delete":
            return Edit(text[:at] + text[at + 1 :], at)
        case "ctrl-w":
            start = _word(text, at)
            return Edit(text[:start] + text[at:], start)
        case "ctrl-u":
            return Edit(text[at:], 0)
        case "ctrl-k":
            return Edit(text[:at], at)
    return line


def _joins(key: str) -> bool:
    """Whether a character is unseen but belongs to words: joiners of Persian and Indic scripts."""
    return key in "\u200c\u200d"


def _word(text: str, at: int) -> int:
    """Where the word before the cursor begins."""
    return len(text[:at].rstrip().rpartition(" ")[0]) + bool(text[:at].rstrip().count(" "))
