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
from quizgen.editing.form import SKIP, Form, Step
from quizgen.evidence.article import Article
from quizgen.terminal.line import EMPTY, Edit

# Asked about a point, for a value or a thing of several, for a value, for the next answer of a form;
# at the end of all; over.
Phase = Literal["asking", "picking", "dropping", "typing", "filling", "resting", "done"]
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
    """One of several things to choose from: its keys and words; `whole` for YAML in braces, `new` for
    a value that is not there yet.
    """

    keys: Keys
    words: str
    whole: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where the walk is. `files` are the texts as they were last read or written, `judged` what the
    bank said of them when a value last changed.

    `past` are the changes that can be taken back; `total` is how many points there were at the most
    in this stage, `turn` grows where the point is to be shown anew, `helped` where help is. `form` is
    what is being asked step by step, `asked` the step of so many.
    """

    desk: Desk
    files: Files
    judged: Judgement
    article: Article | None = None
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
    total: int = 0
    turn: int = 0
    helped: int = 0
    form: Form | None = None
    asked: Step | None = None
    steps: int = 0

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
    if state.phase == "filling" and state.asked:
        skip = [] if state.asked.needed else [(SKIP, "none")]
        first = not state.form or not state.form.done
        return ("Enter", "next"), *skip, ("Esc", "leave" if first else "back")
    if state.phase in ("picking", "dropping"):
        last = f"–{LABELS[len(state.offers) - 1]}" if len(state.offers) > 1 else ""
        return (f"1{last}", "drop" if state.phase == "dropping" else "change"), ("Esc", "back")
    keys = _on_point(state) if state.phase == "asking" else []
    keys += [("b", "back")] if state.at and state.points else []
    keys += [("u", "undo")] if state.past else []
    return (*keys, ("?", "help"), ("q", "quit"))


def _on_point(state: State) -> list[tuple[str, str]]:
    free = readable(state.text)
    accept = [("a", "accept")] if state.point.mark and free else []
    change = [("c", "change"), ("d", "drop")] if state.point.keys and free else []
    fact = [("k", "kind"), ("w", "word a question")] if free and fact_keys(state) else []
    new = [("f", "new fact")] if free and development_keys(state) else []
    return [*accept, *change, *fact, *new, ("n", "next")]


def fact_keys(state: State) -> Keys | None:
    """The keys of the fact that the point lies in, where the bank could read it."""
    keys = state.point.keys[:4]
    deck = state.judged.deck
    if len(keys) < 4 or keys[2] != "facts" or deck is None:
        return None
    return keys if fact_id(state, keys) in deck.facts else None


def fact_id(state: State, keys: Keys) -> str:
    """The id of the fact at those keys, as it is written."""
    return next((part.text or "" for part in parts_of(state.text) if part.keys == (*keys, "id")), "")


def development_keys(state: State) -> Keys | None:
    """The keys of the development that the point lies in, where the deck could be read."""
    keys = state.point.keys[:2]
    return keys if len(keys) == 2 and keys[0] == "developments" and state.judged.deck else None


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
