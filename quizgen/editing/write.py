"""What becomes of an answer: the file's next text, judged by the bank, and the walk that goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizgen.editing.desk import BOM, new_errors
from quizgen.editing.points import arrive
from quizgen.editing.rewrite import CannotRewrite
from quizgen.editing.state import Change, State

Stepped = tuple[State, Change | None]


def write(
    state: State, rewrite: Callable[[str], str], words: str, strict: bool = False
) -> Stepped:
    """A change to the point's file; none, and a note, where it cannot be made.

    With `strict` it is also refused where it brings an error that was not there.
    """
    name, old = state.point.file, state.files[state.point.file]
    try:
        body = rewrite(state.text)
    except CannotRewrite as error:
        return replace(state, note=f"Not written: {error}."), None
    new = marked(old, body)
    files = {**state.files, name: new}
    judged = state.desk.judge(files)
    worse = new_errors(state.judged.problems, judged.problems)
    if worse and strict:
        return replace(state, note=f"Not kept: {worse[0]}"), None
    if worse:
        words = f"{words} That leaves {len(worse)} to mend, as {worse[0]}"
    change = Change(name, old, new, words, state.at)
    return settle(replace(state, files=files, judged=judged), change)


def settle(state: State, change: Change) -> Stepped:
    """The walk after a change, at the same place, with the points found anew."""
    now = arrive(replace(state, past=(*state.past, change)), change.at)
    return replace(now, note=change.words), change


def marked(old: str, body: str) -> str:
    """The new text with the byte order mark of the old one."""
    return BOM + body if old.startswith(BOM) else body
