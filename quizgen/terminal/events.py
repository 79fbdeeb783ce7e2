"""What happens at a terminal or in a pipe: a key, a line, the end, or nothing for a while."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One key was pressed: a character, or a name as `left`, `enter`, `ctrl-u`."""

    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line was entered."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """The input is over: the end of a pipe, or Ctrl-D."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing was pressed, but time has passed or the terminal has another size."""

    resized: bool = False


Event = Key | Line | End | Tick
