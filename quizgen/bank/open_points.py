"""Open points: what an author, or a draft, has left to be decided in a deck's files.

A point is a comment of its own line, directly above the key or the list's entry that it concerns:

    # open: a guess from “Mr”: is this a person?
    - id: ivan-example

or one behind it, on the same line. What is only nearly written so (`#open`, `# Open :`, `# open?`,
`# opn:`, `# TODO`) is taken for one, too, and told as it stands.

It is a comment to YAML, so a deck with open points can be played and exported. `quizgen check` warns
of each, and `quizgen release` refuses a deck that has any. All that counts them, counts by this file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizgen.bank.files import MAX_BYTES
from quizgen.bank.open_marks import BREAK, MARK, SIGN
from quizgen.bank.outline import Keys, Part, outline
from quizgen.bank.yaml_reader import MAX_DEPTH
from quizgen.problem import Level, Problem

RULE = "open-point"
ENTITIES = "entities.yaml"
_LINE = r"[^\n\r\x85\u2028\u2029]*"
_MARK = re.compile(  # "#" first: text without one is passed over fast
    rf"(#(?<![^\s]#)#*[ \t]*{MARK})({_LINE})")
_NOT_YET = re.compile(rf"(?:[ \t]*(?:#{_LINE})?(?:{BREAK}))*[ \t]*")
_DASH = re.compile(r"-(?=[ \t\r\n])")
_NOUNS = {"facts": "fact", "assertions": "assertion", "evidence": "evidence", "updates": "update of",
          "sets": "set", "sources": "source", "developments": "development"}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What is open, where its mark stands, and what it concerns.

    `start` and `end` are the characters of the mark, without the line's break; `keys` lead to what it
    concerns: nothing where that cannot be told, as at the end of a file or in one that is no YAML.
    `about` is that in words: “fact sochi-meeting, host”; `sign` is how the mark is written.
    """

    path: str
    line: int
    says: str
    keys: Keys
    about: str
    start: int
    end: int
    sign: str = SIGN

    def problem(self, level: Level = "warning") -> Problem:
        """The point as `check` tells it."""
        about = f"{self.about}: " if self.about else ""
        odd = "" if self.sign == SIGN else f" (written `{self.sign}`; `{SIGN}` is meant)"
        return Problem(self.path, self.line, f"{about}open: {self.says or '(not said what)'}{odd}",
                       RULE, level)


def find_open_points(text: str, path: str) -> tuple[OpenPoint, ...]:
    """The open points of a file's text in their order; `path` is what the file is called."""
    text = text.removeprefix("\ufeff")
    found = list(_MARK.finditer(text))
    if not found:
        return ()
    try:
        parts = outline(text)
    except yaml.YAMLError:
        parts = ()
    breaks = [row.end() for row in re.finditer(BREAK, text)]
    above, beside = _comments(text, parts, breaks, found)
    concerned = {**dict(zip(above, _parts_below(text, parts, above), strict=True)),
                 **dict(zip(beside, _parts_beside(parts, beside), strict=True))}
    named = ids_of(parts)
    points = []
    for mark in sorted(concerned, key=lambda mark: mark.start()):
        part = concerned[mark]
        keys = part.keys if part else ()
        points.append(OpenPoint(path, bisect_right(breaks, mark.start()) + 1, mark[2].strip(), keys,
                                words_of(named, keys, path), mark.start(),
                                mark.start() + len(mark[0].rstrip()), mark[1]))
    return tuple(points)


_Marks = list[re.Match[str]]


def _comments(
    text: str, parts: Sequence[Part], breaks: Sequence[int], found: _Marks
) -> tuple[_Marks, _Marks]:
    """The marks that are comments, not part of a text or of another comment: those that have a line
    of their own, and those behind something.
    """
    texts = [part for part in parts if part.text is not None and part.start < part.end]
    starts = [part.start for part in texts]
    above: _Marks = []
    beside: _Marks = []
    for mark in found:
        row = bisect_right(breaks, mark.start())
        begun = breaks[row - 1] if row else 0
        number = bisect_left(starts, mark.start())
        ended = texts[number - 1].end if number else 0
        if mark.start() >= ended and "#" not in text[max(ended, begun) : mark.start()]:
            (beside if text[begun : mark.start()].strip() else above).append(mark)
    return above, beside


def _parts_beside(parts: Sequence[Part], marks: _Marks) -> list[Part | None]:
    """For each mark the part behind which it stands: of closed braces or brackets, the whole."""
    places, outer = [part.at for part in parts], [0] * len(parts)
    for number, part in enumerate(parts):
        outer[number] = outer[number - 1] if part.inside else number
    found: list[Part | None] = []
    for mark in marks:
        number = bisect_left(places, mark.start()) - 1
        whole = outer[number] if parts else 0
        closed = bool(parts) and parts[whole].end <= mark.start()
        found.append(parts[whole if closed else number] if parts else None)
    return found


def _parts_below(
    text: str, parts: Sequence[Part], marks: _Marks
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
    return data.decode("utf-8-sig", "replace")
