"""What stands below all that was printed and is drawn again at each key: rows, a cursor in them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.control import Control
from rich.segment import ControlType
from rich.text import Text


class Foot:
    """The foot of a console; it knows how many rows of it are there to be taken away."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._rows, self._row = 0, 0

    def forget(self) -> None:
        """There is none any more, since the terminal was cleared."""
        self._rows = self._row = 0

    def clear(self) -> None:
        """Take it away, so that the cursor stands at the start of an empty line."""
        if self._rows:
            down: list[ControlType | tuple[ControlType, int]] = [ControlType.CARRIAGE_RETURN]
            if self._row:
                down.append((ControlType.CURSOR_UP, self._row))
            for number in range(self._rows):
                down.append((ControlType.ERASE_IN_LINE, 2))
                if number + 1 < self._rows:
                    down.append((ControlType.CURSOR_DOWN, 1))
            if self._rows > 1:
                down.append((ControlType.CURSOR_UP, self._rows - 1))
            self._console.control(Control(*down))
            self._rows = self._row = 0

    def draw(self, rows: Sequence[Text], width: int, cursor: tuple[int, int] | None = None) -> None:
        """Print the rows, each cut to the width; the cursor's place is its row and column."""
        for number, row in enumerate(rows):
            row.truncate(width)
            self._console.print(row, end="\n" if number + 1 < len(rows) else "", no_wrap=True,
                                soft_wrap=True)
        self._rows, self._row = len(rows), len(rows) - 1
        if cursor:
            up = [(ControlType.CURSOR_UP, self._row - cursor[0])] if self._row > cursor[0] else []
            self._console.control(Control(ControlType.CARRIAGE_RETURN, *up),
                                  Control((ControlType.CURSOR_FORWARD, cursor[1])))
            self._row = cursor[0]
