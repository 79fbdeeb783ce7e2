"""The terminal: what is new is printed below what was, and stays in the scrollback.

Nothing is full-screen. Colours are the terminal's own, never alone in saying something, and none
where NO_COLOR is set. The line of keys at the foot is the one thing that is taken away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.control import Control
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import ControlType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from quizgen.play.session import State
from quizgen.play.summary import Score, Summary, sum_up
from quizgen.play.wording import Mark, feedback, harmless, hint_lines, keys_now, labels, news

WIDEST = 84  # a longer line is hard to read
_SIGNS: dict[Mark, tuple[str, str]] = {
    "Right": ("✓", "bold green"), "Nearly": ("≈", "bold magenta"),
    "Wrong": ("✗", "bold red"), "Skipped": ("–", "bold"),
}


class Screen:
    """Shows a session on a console; `again` is the command that repeats the quiz."""

    def __init__(self, console: Console, again: str = "") -> None:
        self._console = console
        self._again = again
        self._foot = False

    def show(self, before: State | None, after: State) -> None:
        """Print what is new after a step, and the keys that work now."""
        parts = news(before, after)
        if not parts and before is not None and after.by_key:
            return
        self.clear_foot()
        for part in parts:
            match part:
                case "question":
                    self._print(*_question(after))
                case "feedback":
                    self._print(*_feedback(after))
                case "overruled":
                    self._print(_indented("Counted as right.", "bold green"), "")
                case "hint":
                    self._print(*(_indented(line, "dim") for line in hint_lines(after.posed.item)),
                                "")
                case "note":
                    self._print(_indented(after.note, "magenta"), "")
                case "summary":
                    self._print(*_summary(sum_up(after), self._again))
        if after.phase != "done":
            self._show_foot(after)

    def clear_foot(self) -> None:
        """Take the line of keys away, so that the cursor stands on an empty line."""
        if self._foot:
            self._console.control(Control(ControlType.CARRIAGE_RETURN,
                                          (ControlType.ERASE_IN_LINE, 2)))
            self._foot = False

    def say(self, text: str) -> None:
        """Print a line at the left, below a line that was being typed."""
        if not self._foot:
            self._print("")
        self.clear_foot()
        self._print(_text(text))

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    def _print(self, *parts: RenderableType) -> None:
        for part in parts:
            self._console.print(part, width=self._width)

    def _show_foot(self, state: State) -> None:
        """The keys that work now. Where a key answers, the cursor stays in the line."""
        keys = keys_now(state)
        foot = _foot(keys)
        if not state.by_key:
            narrow = foot.cell_len > self._width
            self._print(*(_foot(keys[:1]), _foot(keys[1:])) if narrow else (foot,))
            return
        if foot.cell_len >= self._console.width:
            foot = _foot(keys, short=True)
        foot.truncate(max(self._console.width - 1, 1))
        self._console.print(foot, end="", no_wrap=True, soft_wrap=True)
        self._foot = True


def _text(text: str, style: str | Style = "") -> Text:
    """A text of a bank or a learner: no markup, no control characters."""
    return Text(harmless(text), style)


def _indented(text: str | Text, style: str = "") -> Padding:
    return Padding(_text(text, style) if isinstance(text, str) else text, (0, 0, 0, 2))


def _foot(keys: Sequence[tuple[str, str]], short: bool = False) -> Text:
    """The keys in bold, what they do beside them; a short one leaves out what goes without."""
    parts = [Text.assemble((key, "bold"), (f" {what}" if not short or n else "", "dim"))
             for n, (key, what) in enumerate(keys)]
    return Text("  ").join(parts) if short else Text(" · ", "dim").join(parts)


def _listed(rows: Iterable[tuple[str, str | Text]], style: str = "bold") -> Padding:
    """Labels in a column, texts beside them, wrapped under themselves."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in rows:
        table.add_row(Text(label, style), _text(text) if isinstance(text, str) else text)
    return Padding(table, (0, 0, 0, 2))


def _question(state: State) -> list[RenderableType]:
    posed = state.posed
    title = Text(f"Question {state.position + 1} of {len(state.quiz.questions)}", "bold")
    shown: list[RenderableType] = [Rule(title, align="left", style="dim"), ""]
    if posed.item.kind == "true-false":
        shown.append(Text("True or false?", "dim"))
    shown += [_text(posed.item.stem, "bold"), ""]
    if posed.premises:
        shown += [_listed((str(n), p) for n, p in enumerate(posed.premises, 1)), ""]
    if posed.options and posed.item.kind != "true-false":
        shown += [_listed(zip(labels(posed), posed.options, strict=True)), ""]
    return shown


def _feedback(state: State) -> list[RenderableType]:
    assert state.last
    told = feedback(state.last)
    sign, style = _SIGNS[told.mark]
    rows: list[tuple[str, str | Text]] = []
    if told.given and told.mark in ("Wrong", "Nearly") and not told.parts:
        rows.append(("You said", told.given))
    if told.answer:
        rows.append(("Answer", _text(told.answer, "bold")))
    head = Text.assemble((f"{sign} {told.mark}", style),
                         (f"  {harmless(told.reason)}" if told.reason else ""))
    shown: list[RenderableType] = [head]
    if rows:
        shown.append(_listed(rows, "dim"))
    if told.parts:
        shown.append(_listed((f"{'✓' if hit else '✗'} {label}", text)
                             for hit, label, text in told.parts))
    shown.append("")
    shown += [_indented(text) for text in (told.why, told.explanation) if text]
    shown += ["", _indented(told.standing, "italic"), *_source(told.source, told.url), ""]
    return shown


def _source(source: str, url: str) -> list[RenderableType]:
    """The source as a link, with its address for terminals that know no links."""
    safe = harmless(url)
    if not safe.startswith(("https://", "http://")):
        return [_indented(source, "dim")]
    link = Style(dim=True, link=safe)
    address = _text(safe, link)
    address.overflow = "fold"
    return [_indented(_text(source, link)), _indented(address)]


def _summary(summary: Summary, again: str) -> list[RenderableType]:
    shown: list[RenderableType] = [
        Rule(Text("Summary", "bold"), align="left", style="dim"), "",
        _text(summary.headline, "bold"), "",
    ]
    for scores in (summary.by_kind, summary.by_development):
        if len(scores) > 1:
            shown += [_scores(scores), ""]
    if summary.missed:
        shown.append(Text("Missed", "bold"))
        for answer in summary.missed:
            shown.append(_listed([("·", answer.posed.item.stem),
                                  ("", _text(answer.posed.item.key, "bold"))]))
        shown.append("")
    if again:
        shown += [Text("The same quiz again", "dim"), _indented(again)]
    return shown


def _scores(scores: Sequence[Score]) -> Padding:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for score in scores:
        table.add_row(Text(str(score), "bold"), _text(score.name))
    return Padding(table, (0, 0, 0, 2))
