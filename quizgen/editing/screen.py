"""A walk on a terminal: what is new is printed below what was, with the keys at the foot."""

from __future__ import annotations

from rich.console import Console, RenderableType

from quizgen.editing.state import State, commands_now
from quizgen.editing.wording import choosable, in_view, left_words, matter, news, offered, title
from quizgen.evidence.article import Article
from quizgen.terminal.foot import Foot
from quizgen.terminal.layout import (
    WIDEST,
    edit_row,
    heading,
    indented,
    keys_rows,
    listed,
    text_of,
)


class Screen:
    """Shows a walk on a console; with the sentences of an article where it is at hand."""

    def __init__(self, console: Console, article: Article | None) -> None:
        self._console = console
        self._article = article
        self._foot = Foot(console)

    def show(self, before: State | None, after: State) -> None:
        """Print what is new after a step."""
        with self._console:
            self._foot.clear()
            for part in news(before, after):
                match part:
                    case "note":
                        self._print(indented(after.note, "bold magenta"), "")
                    case "point":
                        self._print(*self._point(after))
                    case "offers":
                        asked, rows = offered(after)
                        self._print(text_of(asked, "bold"), "", listed(rows), "")
                    case "value":
                        asked, rows = choosable(after)
                        self._print(text_of(asked, "bold"), "")
                        if after.choices:  # else the value stands in the line under edit
                            self._print(listed(rows), "")
                    case "rest":
                        self._print(text_of(left_words(after), "bold"), "")
            self._draw_foot(after)

    def redraw(self, state: State) -> None:
        """Draw the point anew, where the terminal has another size."""
        with self._console:
            self._foot.forget()
            self._console.clear()
            if state.phase == "asking":
                self._print(*self._point(state))
            self._draw_foot(state)

    def say(self, line: str) -> None:
        """Print a line in place of the foot."""
        with self._console:
            self._foot.clear()
            self._print(text_of(line))

    def _draw_foot(self, state: State) -> None:
        if state.phase == "done":
            return
        width = max(min(self._console.width, WIDEST) - 1, 1)
        rows, cursor = [], None
        if state.phase == "typing":
            row, column = edit_row(state.line, width)
            rows, cursor = [row], (0, column)
        self._foot.draw([*rows, *keys_rows(commands_now(state), width)], width, cursor)

    def _point(self, state: State) -> list[RenderableType]:
        which, where = title(state)
        fancy = self._console.encoding.startswith("utf")
        head = heading(which, where, self._width, state.at / len(state.points), fancy)
        shown = listed(in_view(state, self._article), "dim")
        return [head, "", text_of(matter(state), "bold"), "", shown, ""]

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    def _print(self, *parts: RenderableType) -> None:
        for part in parts:
            self._console.print(part, width=self._width)
