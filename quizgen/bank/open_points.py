"""Open points: what an author, or a draft, has left to be decided in a deck's files.

A point is a comment of its own line, directly above the key or the list's entry that it concerns:

    # open: a guess from “Mr”: is this a person?
    - id: ivan-example

It is a comment to YAML, so a deck with open points can be played and exported. `quizgen check` warns
of each, and `quizgen release` refuses a deck that has any.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizgen.bank.files import MAX_BYTES
from quizgen.bank.outline import Keys, Part, outline
from quizgen.bank.yaml_reader import MAX_DEPTH
from quizgen.problem import Level, Problem

RULE = "open-point"
SIGN = "# open:"
ENTITIES = "entities.yaml"
_BREAK = r"\r\n|[\n\r\x85\u2028\u2029]"
_LINE = r"[^\n\r\x85\u2028\u2029]*"
_MARK = re.compile(rf"(?:^|(?<=[\n\r\x85\u2028\u2029]))[ \t]*# open:({_LINE})")
_NOT_YET = re.compile(rf"(?:[ \t]*(?:#{_LINE})?(?:{_BREAK}))*[ \t]*")
_DASH = re.compile(r"-(?=[ \t\r\n])")
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
    if SIGN not in text:
        return ()
    try:
        parts = outline(text)
    except yaml.YAMLError:
        parts = ()
    texts = [part for part in parts if part.text is not None and part.start < part.end]
    starts = [part.start for part in texts]

    def is_comment(mark: re.Match[str]) -> bool:
        before = bisect_left(starts, mark.start()) - 1
        return before < 0 or mark.start() >= texts[before].end

    marks = [mark for mark in _MARK.finditer(text) if is_comment(mark)]
    breaks = [found.end() for found in re.finditer(_BREAK, text)]
    named = ids_of(parts)
    points = []
    for mark, part in zip(marks, _parts_below(text, parts, marks), strict=True):
        keys = part.keys if part else ()
        points.append(OpenPoint(path, bisect_right(breaks, mark.start()) + 1, mark[1].strip(), keys,
                                words_of(named, keys, path), mark.start(), mark.start() + len(
                                    mark[0].rstrip())))
    return tuple(points)


def _parts_below(
    text: str, parts: Sequence[Part], marks: Sequence[re.Match[str]]
) -> list[Part | None]:
    """For each mark what stands on the next line that is not blank and no comment.

    From the last to the first, so that a run of marks is passed over once.
    """
    places = [part.at for part in parts]
    below: list[Part | None] = []
    later = len(text)
    for mark in reversed(marks):
        found = _NOT_YET.match(text, mark.end(), later)
        at = found.end() if found else mark.end()
        if at < later:
            below.append(_part_at(text, parts, bisect_left(places, at), at))
        else:
            below.append(below[-1] if below else None)
        later = mark.start()
    return below[::-1]


def _part_at(text: str, parts: Sequence[Part], first: int, at: int) -> Part | None:
    """The part that begins there: of a list's entry that begins with a key, the entry."""
    is_entry = _DASH.match(text, at)
    for part in parts[first : first + MAX_DEPTH + 1]:
        if part.keys and (not is_entry or (isinstance(part.name, int) and not part.inside)):
            return part
    return None


def deck_open_points(folder: Path) -> tuple[OpenPoint, ...]:
    """The open points of a deck's files in the order of their names; what cannot be read has none."""
    return tuple(point for file in sorted(folder.glob("*.yaml"))
                 for point in find_open_points(_content(file), str(file)))


def ids_of(parts: Sequence[Part]) -> dict[Keys, str]:
    """By the keys of an entry what it is called: its id, or the fact or speaker that it is of."""
    return {part.keys[:-1]: part.text for part in parts
            if part.name in ("id", "fact", "by") and part.text}


def words_of(named: Mapping[Keys, str], keys: Keys, path: str) -> str:
    """What keys lead to, in words: the fact or entity, and what of it; `named` as of `ids_of`."""
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
