"""Where a session's events come from: single keys and lines of a terminal, or lines of a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

import click

from quizgen.play.session import End, Event, Key, Line, State, step

Read = Callable[[State], list[Event]]
Show = Callable[[State | None, State], None]
LONGEST = 10_000  # bytes of a line of a pipe


def run(state: State, read: Read, show: Show) -> Iterator[State]:
    """Ask, read and show until the session is done; every state on the way."""
    show(None, state)
    yield state
    while state.phase != "done":
        for event in read(state):
            before, state = state, step(state, event)
            show(before, state)
            yield state
            if state.phase == "done" or (isinstance(event, Key) and not state.by_key):
                break


def read_terminal(state: State) -> list[Event]:
    """A key where a key answers, else a line. Ctrl-D is the end; Ctrl-C is left to the caller."""
    try:
        return list(_keys(click.getchar())) if state.by_key else [Line(input("> "))]
    except EOFError:
        if not state.by_key:
            click.echo()  # Ctrl-D leaves the cursor behind the prompt
        return [End()]


def read_lines(source: BinaryIO, prompt: Callable[[], None] = lambda: None) -> Read:
    """Each line of a stream as an answer, whatever its bytes; at its end, the end."""
    def read(_: State) -> list[Event]:
        prompt()
        data = source.readline(LONGEST)
        if not data:
            return [End()]
        while not data.endswith(b"\n") and (rest := source.readline(LONGEST)):
            data = data[:LONGEST] + rest[-1:]
        return [Line(data.decode("utf-8", "replace").strip("\r\n"))]
    return read


def _keys(typed: str) -> Iterator[Key]:
    """Each character that was typed; an arrow or another function key is none of ours."""
    if not typed.startswith(("\x1b", "\x00", "\xe0")):
        yield from map(Key, typed)
