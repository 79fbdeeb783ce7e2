"""The shell of a session: read an event, step, keep what is to be kept, and only then show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from quizgen.play.state import State

if TYPE_CHECKING:
    from quizgen.play.effects import Effect
    from quizgen.terminal.events import Event

Read = Callable[[State], "Event"]
Show = Callable[[State | None, State, str], None]
Keep = Callable[[State, "tuple[Effect, ...]"], str]


def run(
    state: State, read: Read, show: Show, keep: Keep, clock: Callable[[], float]
) -> Iterator[State]:
    """Ask, read, keep and show until the session is done; every state on the way.

    `keep` gives a remark where something could not be kept. `clock` counts seconds from anywhere.
    """
    show(None, state, "")
    yield state
    from quizgen.play.session import step  # the first question need not wait for it

    while state.phase != "done":
        event = read(state)
        before, (state, effects) = state, step(state, event, clock())
        remark = keep(before, effects) if effects else ""
        show(before, state, remark)
        yield state


def _nothing() -> None:
    pass


def read_lines(
    source: BinaryIO, prompt: Callable[[], None] = _nothing, ended: Callable[[], None] = _nothing
) -> Read:
    """Each line of a stream as an answer, whatever its bytes; at its end, the end."""
    from quizgen.terminal.events import End
    from quizgen.terminal.pipe import next_line

    def read(_: State) -> Event:
        prompt()
        event = next_line(source)
        if isinstance(event, End):
            ended()
        return event
    return read
