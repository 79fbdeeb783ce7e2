"""Open points: what an author, or a draft, has left to be decided in a deck's files.

A point is a comment of its own line, directly above the key or the list's entry that it concerns:

    # open: a guess from “Mr”: is this a person?
    - id: ivan-example

It is a comment to YAML, so a deck with open points can be played and exported. `quizgen check` warns
of each, and `quizgen release` refuses a deck that has any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizgen.bank.files import MAX_BYTES
from quizgen.bank.outline import Keys, Part, outline
from quizgen.problem import Level, Problem

RULE = "open-point"
SIGN = "# open:"
ENTITIES = "entities.yaml"
_BREAK = r"\r\n|[\n\r\x85\u2028\u2029]"
_MARK = re.compile(rf"(?:^|(?<=[\n\r\x85\u2028\u2029]))[ \t]*#[ ]open:[ \t]*(.*?)[ \t]*(?={_BREAK}|\Z)",
                   re.S)
_NOT_YET = re.compile(rf"(?:[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?(?:{_BREAK}))*[ \t]*")
_NOUNS = {"facts": "fact", "assertions": "assertion", "evidence": "evidence", "updates": "update of",
          "sets": "set", "sources": "source", "developments": "development"}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What is open, where its mark stands, and what it concerns.

    `start` and `end` are the characters of the mark's line without its break; `keys` lead to what it
    concerns: nothing where that cannot be told, as at the end of a file or in one that is no YAML.
    `about` is that in words: “fact sochi-meeting, host”.
    """

    path: str
    line: int
    says: str
    keys: Keys
    about: str
    start: int
    end: int

    def problem(self, level: Level = "warning") -> Problem:
        """The point as `check` tells it."""
        about = f"{self.about}: " if self.about else ""
        return Problem(self.path, self.line, f"{about}open: {self.says or '(not said what)'}", RULE,
                       level)


def find_open_points(text: str, path: str) -> tuple[OpenPoint, ...]:
    """The open points of a file's text in their order; `path` is what the file is called."""
    text = text.removeprefix("\ufeff")
    marks = list(_MARK.finditer(text)) if SIGN in text else []
    if not marks:
        return ()
    try:
        parts = outline(text)
    except yaml.YAMLError:
        parts = ()
    points = []
    for mark in marks:
        if any(p.text is not None and p.start < mark.start() < p.end for p in parts):
            continue  # a line of a text
        part = part_below(text, parts, mark.end())
        line = len(re.findall(_BREAK, text[: mark.start()])) + 1
        keys = part.keys if part else ()
        points.append(OpenPoint(path, line, mark[1], keys, words_of(parts, keys, path), mark.start(),
                                mark.end()))
    return tuple(points)


def part_below(text: str, parts: Sequence[Part], end: int) -> Part | None:
    """What stands on the next line that is not blank and no comment, after the line that ends at
    `end`.
    """
    broken = re.compile(_BREAK).match(text, end)
    found = _NOT_YET.match(text, broken.end() if broken else end)
    at = found.end() if found else end
    entry = re.compile(r"-(?=[ \t\r\n])").match(text, at)
    below = (part for part in parts if part.keys and part.at >= at)
    if entry:  # the outermost entry, not its first key
        below = (part for part in below if isinstance(part.name, int) and not part.inside)
    return next(below, None)


def deck_open_points(folder: Path) -> tuple[OpenPoint, ...]:
    """The open points of a deck's files in the order of their names; what cannot be read has none."""
    return tuple(point for file in sorted(folder.glob("*.yaml"))
                 for point in find_open_points(_content(file), str(file)))


def words_of(parts: Sequence[Part], keys: Keys, path: str) -> str:
    """What keys lead to, in words: the fact or entity, and what of it."""
    named = {part.keys[:-1]: part.text for part in parts
             if part.name in ("id", "fact", "by") and part.text}
    words: list[str] = []
    for at, key in enumerate(keys):
        if isinstance(key, int):
            words[-1] = f"{_NOUNS.get(words[-1], words[-1])} {named.get(keys[: at + 1], key + 1)}"
        else:
            words.append(f"entity {key}" if not at and Path(path).name == ENTITIES else key)
    return ", ".join(words[1:] if "facts" in keys[2:3] and len(keys) > 3 else words)


def _content(file: Path) -> str:
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return ""
        data = file.read_bytes()
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace") if SIGN.encode() in data else ""
