"""The shell of a walk: read an event, step, write the change, and only then show what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.editing.session import reread, step
from quizgen.editing.state import Change, State
from quizgen.terminal.events import Event

Read = Callable[[State], Event]
Show = Callable[[State | None, State], None]
Save = Callable[[Change], str]


def walk(state: State, read: Read, show: Show, save: Save) -> Iterator[State]:
    """Ask, write and show until the author leaves; every state on the way.

    `save` writes a change, or says why it did not: then the files are read again, and the walk goes
    on from them.
    """
    show(None, state)
    yield state
    while state.phase != "done":
        before = state
        state, change = step(before, read(before))
        trouble = save(change) if change else ""
        if trouble:
            state = reread(before, trouble)
        show(before, state)
        yield state
