"""The terminal: what is new is printed below what was, and stays in the scrollback.

Nothing is full-screen. Colours are the terminal's own, never alone in saying something, and none
where NO_COLOR is set. Below stands what is drawn again at each key: a remark, the line under edit
and the keys that work now. Only where the terminal is resized is the question drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from quizgen.items.quiz import Posed
from quizgen.play.answer import Answer
from quizgen.play.state import State
from quizgen.play.wording import (
    Mark,
    amended_words,
    asides,
    chosen_words,
    clock_words,
    feedback,
    help_line,
    keys_now,
    labels,
    news,
    source_lines,
)
from quizgen.terminal.foot import Foot
from quizgen.terminal.harmless import harmless
from quizgen.terminal.layout import (
    WIDEST,
    edit_row,
    heading,
    indented,
    keys_rows,
    listed,
    text_of,
)

if TYPE_CHECKING:  # the first question need not wait for it
    from quizgen.play.summary import Score, Summary

FOOT = 4  # rows that are left for the keys, and for a remark
_SIGNS: dict[Mark, tuple[str, str]] = {
    "Right": ("✓", "bold green"), "Nearly": ("≈", "bold magenta"),
    "Wrong": ("✗", "bold red"), "Skipped": ("–", "bold"), "Not reached": ("–", "bold"),
}


class Screen:
    """Shows a session on a console; `links` where the terminal is known to show them."""

    def __init__(self, console: Console, links: bool = False) -> None:
        self._console = console
        self._links = links
        self._foot = Foot(console)
        self._told = 0  # rows of the feedback that stands above the foot

    def show(
        self, before: State | None, after: State, remark: str = "", left: float | None = None
    ) -> None:
        """Print what is new after a step; `left` are the seconds that an exam still has."""
        with self._console:
            self._foot.clear()
            for part in news(before, after):
                match part:
                    case "question":
                        self._print(*self._question(after))
                    case "feedback":
                        self._tell(after.answers[-1])
                    case "amended":
                        self._print(indented(amended_words(after.answers[-1]), "bold"), "")
                    case "help":
                        self._print(indented(help_line(after), "cyan"), "")
                    case "source":
                        self._print(*(indented(line, "dim") for line in
                                      source_lines(after.posed.item)), "")
            if remark:
                self._print(indented(remark, "bold yellow"), "")
            if after.phase != "done":
                self._draw_foot(after, left)

    def redraw(self, state: State, left: float | None = None) -> None:
        """Draw the question anew, where the terminal has another size."""
        with self._console:
            self._foot.forget()
            self._console.clear()
            self._print(*self._question(state))
            if state.phase == "asking" and state.hints:
                self._print(indented(help_line(state), "cyan"), "")
            if state.phase == "told":
                self._tell(state.answers[-1])
            self._draw_foot(state, left)

    def tick(self, state: State, left: float | None) -> None:
        """Draw the foot anew, since time has passed."""
        with self._console:
            self._foot.clear()
            self._draw_foot(state, left)

    def say(self, *lines: str) -> None:
        """Print lines at the left, in place of the foot."""
        with self._console:
            self._foot.clear()
            self._print(*map(text_of, lines))

    def end(self, state: State, summary: Summary, closing: Sequence[str]) -> None:
        """Print the summary; of an exam, every question with its answer first."""
        with self._console:
            self._foot.clear()
            for number, answer in enumerate(state.answers if state.mode == "exam" else (), 1):
                title = f"Question {number} of {state.total}"
                self._print(heading(title, "", self._width), "", *self._posed(answer.posed),
                            *self._feedback(answer), "")
            self._print(*self._summary(state, summary, closing))

    # -- the foot ---------------------------------------------------------------------------------

    def _draw_foot(self, state: State, left: float | None) -> None:
        """A remark, the line under edit and the keys; the cursor stays where something is typed."""
        width = max(min(self._console.width, WIDEST) - 1, 1)
        rows, cursor = [], None
        if state.phase == "told" and self._told + FOOT > self._console.height:
            rows.append(self._verdict(state.answers[-1]))
        if state.note:
            rows += list(text_of(state.note, "magenta").wrap(self._console, width))
        if state.by_line:
            row, column = edit_row(state.line, width)
            cursor = (len(rows), column)
            rows.append(row)
        elif state.phase == "asking" and state.posed.item.kind in ("matching", "ordering"):
            rows += [text_of(chosen_words(state), "bold"), Text()]
        keys = keys_now(state)
        rows += keys_rows(((clock_words(left), "left"), *keys) if left is not None else keys, width)
        self._foot.draw(rows, width, cursor)

    # -- what is printed --------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    @property
    def _fancy(self) -> bool:
        return self._console.encoding.startswith("utf")

    def _print(self, *parts: RenderableType) -> None:
        for part in parts:
            self._console.print(part, width=self._width)

    def _question(self, state: State) -> list[RenderableType]:
        title = f"Question {state.position + 1} of {state.total}"
        head = heading(title, ", ".join(asides(state)), self._width, state.position / state.total,
                       self._fancy)
        return [head, "", *self._posed(state.posed, state.struck)]

    def _posed(
        self, posed: Posed, struck: frozenset[int] = frozenset()
    ) -> list[RenderableType]:
        """The stem and what there is to choose from; `struck` options are out."""
        shown: list[RenderableType] = []
        if posed.item.kind == "true-false":
            shown.append(Text("True or false?", "dim"))
        shown += [text_of(posed.item.stem, "bold"), ""]
        if posed.premises:
            shown += [listed((str(n), p) for n, p in enumerate(posed.premises, 1)), ""]
        if posed.options and posed.item.kind != "true-false":
            options = zip(labels(posed), posed.options, strict=True)
            shown += [listed((label, text_of(text, "dim strike" if n in struck else ""))
                             for n, (label, text) in enumerate(options)), ""]
        return shown

    def _tell(self, answer: Answer) -> None:
        """Print the feedback on an answer, and keep how many rows it takes."""
        parts = [*self._feedback(answer), ""]
        options = self._console.options.update(width=self._width)
        self._told = sum(len(self._console.render_lines(part, options)) for part in parts)
        self._print(*parts)

    def _verdict(self, answer: Answer) -> Text:
        """The feedback in a row: for a terminal so low that its beginning is out of sight."""
        told = feedback(answer)
        sign, style = _SIGNS[told.mark]
        head = (f"{sign if self._fancy else ''} {told.mark}".strip(), style)
        return Text.assemble(head, "; the answer: " if told.answer else "",
                             (harmless(told.answer), "bold"))

    def _feedback(self, answer: Answer) -> list[RenderableType]:
        told = feedback(answer)
        sign, style = _SIGNS[told.mark]
        sign = sign if self._fancy else ""
        rows: list[tuple[str, str | Text]] = []
        if told.given and told.mark in ("Wrong", "Nearly") and not told.parts:
            rows.append(("You said", told.given))
        if told.answer:
            rows.append(("Answer", text_of(told.answer, "bold")))
        head = Text.assemble((f"{sign} {told.mark}".strip(), style),
                             (f"  {harmless(told.reason)}" if told.reason else ""))
        shown: list[RenderableType] = [head]
        if rows:
            shown.append(listed(rows, "dim"))
        if told.parts:
            right, missed = ("✓", "✗") if self._fancy else ("+", "-")
            shown.append(listed((f"{right if hit else missed} {label}", text)
                                for hit, label, text in told.parts))
        shown.append("")
        shown += [indented(text) for text in (told.why, told.explanation) if text]
        shown += ["", indented(told.standing, "italic")]
        for source, url in told.sources:
            shown += self._source(source, url)
        return shown

    def _source(self, source: str, url: str) -> list[RenderableType]:
        """The source as a link; with its address where the terminal may not know links."""
        safe = harmless(url)
        if not safe.startswith(("https://", "http://")):
            return [indented(source, "dim")]
        link = Style(dim=True, link=safe)
        if self._links:
            return [indented(text_of(source, Style(underline=True, link=safe)))]
        address = text_of(safe, link)
        address.overflow = "fold"
        return [indented(text_of(source, link)), indented(address)]

    def _summary(
        self, state: State, summary: Summary, closing: Sequence[str]
    ) -> list[RenderableType]:
        share = summary.total.right / summary.total.of if summary.total.of else 0.0
        shown: list[RenderableType] = [heading("Summary", "", self._width, share, self._fancy), ""]
        if state.note:
            shown += [text_of(state.note, "magenta"), ""]
        shown += [text_of(summary.headline, "bold"), ""]
        for scores in (summary.by_kind, summary.by_development):
            if len(scores) > 1:
                shown += [_scores(scores), ""]
        if summary.missed and state.mode != "exam":
            shown.append(Text("Missed", "bold"))
            for answer in summary.missed:
                shown.append(listed([("·", answer.posed.item.stem),
                                     ("", text_of(answer.posed.item.key, "bold"))]))
            shown.append("")
        return [*shown, *map(text_of, closing)]


def _scores(scores: Sequence[Score]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for score in scores:
        table.add_row(Text(str(score), "bold"), text_of(score.name))
    return table
