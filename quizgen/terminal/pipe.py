"""The lines of a pipe as events, whatever their bytes."""

from __future__ import annotations

from typing import BinaryIO

from quizgen.terminal.events import End, Event, Line

LONGEST = 10_000  # bytes of a line of a pipe


def next_line(source: BinaryIO) -> Event:
    """The next line of a stream, whatever its bytes; at its end, the end."""
    data = source.readline(LONGEST)
    if not data:
        return End()
    while not data.endswith(b"\n") and (rest := source.readline(LONGEST)):
        data = data[:LONGEST] + rest[-1:]
    return Line(data.decode("utf-8", "replace").strip("\r\n"))
