"""Parts of a screen, as rich lays them out: texts made harmless, lists under their labels, bars.

Colours are the terminal's own sixteen, and never alone in saying something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from quizgen.terminal.harmless import harmless
from quizgen.terminal.line import Edit

WIDEST = 84  # a longer line is hard to read
# Terminals that show OSC 8 links, by what they set; tmux and screen may swallow them.
_LINKING = ("KITTY_WINDOW_ID", "WEZTERM_PANE", "WT_SESSION", "KONSOLE_VERSION", "VTE_VERSION",
            "GHOSTTY_RESOURCES_DIR", "ITERM_SESSION_ID", "ALACRITTY_WINDOW_ID", "FOOT_VERSION")


def knows_links(environment: Mapping[str, str]) -> bool:
    """Whether a terminal is known to show links, so that an address need not be printed."""
    if environment.get("TERM", "").startswith(("screen", "tmux")):
        return False
    return any(environment.get(name) for name in _LINKING)


def text_of(text: str, style: str | Style = "") -> Text:
    """A text of a bank or a learner: no markup, no control characters."""
    return Text(harmless(text), style)


def indented(text: str | Text, style: str = "") -> Padding:
    """A text two columns in, wrapped under itself."""
    return Padding(text_of(text, style) if isinstance(text, str) else text, (0, 0, 0, 2))


def listed(rows: Iterable[tuple[str, str | Text]], style: str = "bold") -> Padding:
    """Labels in a column, texts beside them, wrapped under themselves."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in rows:
        table.add_row(Text(label, style), text_of(text) if isinstance(text, str) else text)
    return Padding(table, (0, 0, 0, 2))


def heading(title: str, aside: str, width: int, done: float | None = None, fancy: bool = True) -> Text:
    """A title with a line to the right edge, which shows how much is done."""
    line, rest, between = ("━", "─", " · ") if fancy else ("=", "-", " - ")
    head = Text.assemble((title, "bold"), (f"{between}{aside}" if aside else "", "cyan"), " ")
    room = max(width - head.cell_len, 0)
    full = round(room * (done or 0))
    return head.append(line * full, "cyan").append(rest * (room - full), "dim")


def keys_rows(keys: Sequence[tuple[str, str]], width: int) -> list[Text]:
    """The keys in bold with what they do, on as many rows as they need."""
    rows: list[Text] = []
    for key, what in keys:
        part = Text.assemble((key, "bold"), (f" {what}", "dim"))
        if rows and rows[-1].cell_len + 3 + part.cell_len <= width:
            rows[-1].append(" · ", "dim").append_text(part)
        else:
            part.truncate(width)
            rows.append(part)
    return rows


def edit_row(line: Edit, width: int, prompt: str = "> ") -> tuple[Text, int]:
    """The part of a line under edit that there is room for, and the column of the cursor."""
    before, after = harmless(line.text[: line.cursor]), harmless(line.text[line.cursor :])
    room = max(width - len(prompt) - 1, 0)  # in three columns there is none
    left = room - min(cell_len(after), room // 4)
    cut = 0
    while cell_len(before[cut:]) > left:
        cut += 1
    shown = Text(before[cut:] + after)
    shown.truncate(room)
    return Text.assemble((prompt, "bold"), shown), len(prompt) + cell_len(before[cut:])
