"""A walk on a terminal: what is new is printed below what was, with the keys at the foot."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType

from quizgen.editing.evidence_view import Rows
from quizgen.editing.state import State, commands_now
from quizgen.editing.wording import (
    MOST_SHOWN,
    choosable,
    form_title,
    given,
    help_rows,
    in_view,
    left_words,
    made_from,
    matter,
    news,
    offered,
    progress,
    stepped,
    title,
)
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

NARROW = 60  # columns below which a label stands above its text


class Screen:
    """Shows a walk on a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._foot = Foot(console)

    def show(self, before: State | None, after: State) -> None:
        """Print what is new after a step."""
        with self._console:
            self._foot.clear()
            if answer := given(before, after):
                self._print(indented(answer), "")
            for part in news(before, after):
                match part:
                    case "note":
                        self._print(indented(after.note, "bold magenta"), "")
                    case "help":
                        self._print(self._listed(help_rows(after), "bold"), "")
                    case "point":
                        self._print(*self._point(after))
                    case "step":
                        self._print(*self._step(after))
                    case "offers":
                        asked, rows = offered(after)
                        self._print(text_of(asked, "bold"), "", listed(rows), "")
                    case "value":
                        asked, rows = choosable(after, self._most)
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
            elif state.phase == "filling":
                self._print(*self._step(state))
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
        if state.phase in ("typing", "filling"):
            row, column = edit_row(state.line, width)
            rows, cursor = [row], (0, column)
        self._foot.draw([*rows, *keys_rows(commands_now(state), width)], width, cursor)

    def _point(self, state: State) -> list[RenderableType]:
        which, where = title(state)
        head = heading(which, where, self._width, progress(state), self._fancy)
        shown = self._listed(in_view(state), "dim")
        return [head, "", text_of(matter(state), "bold"), "", shown, ""]

    def _step(self, state: State) -> list[RenderableType]:
        asked, rows = stepped(state, self._most)
        head = heading(form_title(state), "", self._width, None, self._fancy)
        shown: list[RenderableType] = [listed(rows), ""] if rows else []
        words = made_from(state)
        evidence: list[RenderableType] = [indented(words, "dim"), ""] if words else []
        return [head, "", *evidence, text_of(asked, "bold"), "", *shown]

    def _listed(self, rows: Rows, style: str) -> RenderableType:
        """Labels in a column; on a narrow screen above their texts."""
        if self._width >= NARROW:
            return listed(rows, style)
        shown: list[RenderableType] = []
        for label, words in rows:
            shown += [text_of(label, style)] if label else []
            shown.append(indented(words))
        return Group(*shown)

    @property
    def _fancy(self) -> bool:
        return self._console.encoding.startswith("utf")

    @property
    def _most(self) -> int:
        """How many choices there is room for under what is asked."""
        return max(4, min(MOST_SHOWN, self._console.height - 9))

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    def _print(self, *parts: RenderableType) -> None:
        for part in parts:
            self._console.print(part, width=self._width)
