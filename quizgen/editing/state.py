"""Where a walk is: the files, the points in them and what is asked now, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import yaml

from quizgen.bank.open_points import OpenPoint
from quizgen.bank.outline import Keys, Part, outline
from quizgen.bank.yaml_reader import parse_yaml
from quizgen.editing.choices import Choice
from quizgen.editing.desk import BOM, Desk, Files, Judgement
from quizgen.terminal.line import EMPTY, Edit

# Asked about a point, for a value or a thing of several, for a value; at the end of all; over.
Phase = Literal["asking", "picking", "dropping", "typing", "resting", "done"]
Stage = Literal["open points", "problems"]
LABELS = "123456789abcdefghijklmnopqrstuvwxyz"
_UNREADABLE = ("yaml", "yaml-alias", "yaml-tag", "yaml-depth", "yaml-key", "yaml-duplicate",
               "yaml-empty")


@dataclass(frozen=True, slots=True)
class Point:
    """One stop: what is open or wrong, where, and the keys of what it concerns.

    `mark` is the open point's own; None where it is a problem that `check` names.
    """

    file: str
    line: int
    about: str
    says: str
    keys: Keys
    mark: OpenPoint | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A file's text before and after an answer, the answer in words, and the point's number."""

    file: str
    before: str
    after: str
    words: str
    at: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One of several things to choose from: its keys and words; `whole` for YAML in braces."""

    keys: Keys
    words: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where the walk is. `files` are the texts as they were last read or written, `judged` what the
    bank said of them when a value last changed.

    `past` are the changes that can be taken back; `turn` grows where the point is to be shown anew.
    """

    desk: Desk
    files: Files
    judged: Judgement
    points: tuple[Point, ...] = ()
    at: int = 0
    stage: Stage = "open points"
    phase: Phase = "asking"
    offers: tuple[Offer, ...] = ()
    target: Offer | None = None
    choices: tuple[Choice, ...] = ()
    line: Edit = EMPTY
    note: str = ""
    past: tuple[Change, ...] = ()
    turn: int = 0

    @property
    def point(self) -> Point:
        """The point that is asked about."""
        return self.points[self.at]

    @property
    def text(self) -> str:
        """The text of the point's file, without its byte order mark."""
        return self.files[self.point.file].removeprefix(BOM)


def commands_now(state: State) -> tuple[tuple[str, str], ...]:
    """The keys that work now, each with what it does."""
    if state.phase == "typing":
        return ("Enter", "keep"), ("Esc", "back")
    if state.phase in ("picking", "dropping"):
        last = f"–{LABELS[len(state.offers) - 1]}" if len(state.offers) > 1 else ""
        return (f"1{last}", "drop" if state.phase == "dropping" else "change"), ("Esc", "back")
    keys = _on_point(state) if state.phase == "asking" else []
    keys += [("b", "back")] if state.at and state.points else []
    keys += [("u", "undo")] if state.past else []
    return (*keys, ("q", "quit"))


def _on_point(state: State) -> list[tuple[str, str]]:
    free = readable(state.text)
    accept = [("a", "accept")] if state.point.mark and free else []
    change = [("c", "change"), ("d", "drop")] if state.point.keys and free else []
    return [*accept, *change, ("n", "next")]


@lru_cache(maxsize=16)
def readable(text: str) -> bool:
    """Whether a file is YAML that can be changed part by part."""
    return not any(problem.rule in _UNREADABLE for problem in parse_yaml(text, "")[1])


@lru_cache(maxsize=16)
def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a file; none where it is no YAML."""
    try:
        return outline(text.removeprefix(BOM))
    except yaml.YAMLError:
        return ()
