"""The points of a walk: the open ones of all files, and, when these are done, what `check` names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.bank.open_points import ENTITIES, find_open_points, ids_of, words_of
from quizgen.bank.outline import Keys, Part
from quizgen.editing.desk import BOM, problems_of
from quizgen.editing.state import Phase, Point, Stage, State, parts_of
from quizgen.problem import Problem
from quizgen.terminal.line import EMPTY


def arrive(state: State, at: int) -> State:
    """The walk at its point of that number, with the points found anew; see `go`."""
    points = _open_points(state)
    stage: Stage = "open points"
    if not points:
        stage, points = "problems", _problems(state)
        at = at if state.stage == stage else 0
    total = max(len(points), state.total if state.stage == stage else 0)
    return go(replace(state, points=points, stage=stage, total=total), at)


def go(state: State, at: int) -> State:
    """The walk at its point of that number, asked afresh; past the last, at rest."""
    at = min(max(at, 0), len(state.points))
    phase: Phase = "asking" if at < len(state.points) else "resting"
    return replace(state, at=at, phase=phase, offers=(), target=None, choices=(), line=EMPTY,
                   form=None, asked=None, turn=state.turn + 1)


def _open_points(state: State) -> tuple[Point, ...]:
    return tuple(
        Point(name, mark.line, _about(name, parts, mark.keys), mark.says, mark.keys, mark)
        for name in sorted(state.files) if state.desk.only in (None, name)
        for marks in [find_open_points(state.files[name], name)] if marks
        for parts in [parts_of(state.files[name].removeprefix(BOM))]
        for mark in marks)


def _about(name: str, parts: Sequence[Part], keys: Keys) -> str:
    """What keys lead to, in words: developments by their titles, entities by their names."""
    titles = {part.keys[:-1]: f"“{part.text}”" for part in parts if part.text
              and part.name == "title" and part.keys[:1] == ("developments",) and len(part.keys) == 3}
    words = words_of(ids_of(parts) | titles, keys, name)
    if name != ENTITIES or not keys:
        return words
    called = next((part.text for part in parts if part.keys == (keys[0], "name")), None)
    return words.replace(f"entity {keys[0]}", f"entity {called}", 1) if called else words


def _problems(state: State) -> tuple[Point, ...]:
    """What `check` names, each with the value or the entry that stands on its line."""
    # An accepted point changes no value, only lines, and was not judged.
    is_fresh = state.judged.files == state.files
    found = []
    for problem in problems_of(state.judged if is_fresh else state.desk.judge(state.files)):
        name = Path(problem.path).name
        if name in state.files and state.desk.only in (None, name):
            found.append(_problem_point(name, problem, state.files[name].removeprefix(BOM)))
    return tuple(found)


def _problem_point(name: str, problem: Problem, text: str) -> Point:
    parts = parts_of(text)
    here = [part for part in parts if part.keys and part.line == problem.line]
    said = [part for part in here if f"`{part.name}`" in problem.message
            or f"`{part.text}`" in problem.message]
    keys = (said or here)[0].keys if here else ()
    return Point(name, problem.line, _about(name, parts, keys),
                 f"{problem.message} [{problem.rule}]", keys)
