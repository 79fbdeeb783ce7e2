"""A learner's numbers as pictures in a terminal: bars, columns, a calendar; every one with its words.

Under ten answers no share is drawn: it would say nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from quizgen.play.statistics import FEW, Listed, Share, Stats
from quizgen.play.wording import KIND_NAMES
from quizgen.terminal.harmless import harmless
from quizgen.terminal.layout import WIDEST, heading, indented, listed, text_of

HEIGHT = 4  # rows of a column chart
MOST_WEEKS = 30
NAMED = 3  # questions with idle options that are named


@dataclass(frozen=True, slots=True)
class Signs:
    """What pictures are made of: as fine as the terminal's encoding allows."""

    columns: str = " ▁▂▃▄▅▆▇█"
    shades: str = "·░▒▓█"
    full: str = "━"
    empty: str = "─"
    mark: str = "┃"
    base: str = "─"
    fancy: bool = True


ASCII = Signs(" .:#", ".-+*#", "=", "-", "|", "-", False)


def draw_stats(stats: Stats, console: Console) -> None:
    """Print all pictures, no wider than is good to read."""
    width = min(console.width, WIDEST)
    signs = Signs() if console.encoding.startswith("utf") else ASCII
    for part in _parts(stats, width, signs):
        console.print(part, width=width)


def _parts(stats: Stats, width: int, signs: Signs) -> Iterator[RenderableType]:
    share = min(stats.learned / stats.items, 1.0) if stats.items else 0.0
    title = f"{harmless(stats.title)}, {stats.version}"
    yield heading(title if cell_len(title) < width else stats.deck, "", width, share, signs.fancy)
    yield ""
    if not stats.answers:
        yield text_of("Nothing was answered yet: `quizgen play` begins.")
        return
    yield _numbers(stats)
    yield ""
    yield from _retention(stats, width, signs)
    yield from _ahead(stats, width, signs)
    yield from _calendar(stats, width, signs)
    for name, shares in (("By topic", stats.by_topic), ("By kind", stats.by_kind),
                         ("By standing", stats.by_standing)):
        yield from _shares(name, shares, width, signs)
    yield from _lists(stats)


def _numbers(stats: Stats) -> Text:
    """What matters today, in a line."""
    parts = [(stats.due, "due today"), (stats.answered_today, "answered today"),
             (stats.learned, f"of {stats.items} learned"),
             (stats.streak, f"day{'s' * (stats.streak != 1)} in a row")]
    return Text("   ").join(Text.assemble((str(n), "bold"), f" {what}") for n, what in parts)


def _retention(stats: Stats, width: int, signs: Signs) -> Iterator[RenderableType]:
    yield Text("Still known when it came again", "bold")
    kept = stats.retention
    if kept.of < FEW:
        yield indented(f"{kept.right} of {kept.of} so far: too few to tell.")
    else:
        row = _bar(kept.part, max(min(width - 30, 40), 1), signs, stats.wanted)
        yield indented(row.append(f"  {kept.part:.0%}", "bold").append(
            f" of {kept.of}, wanted {stats.wanted:.0%}"))
    yield ""


def _bar(part: float, room: int, signs: Signs, mark: float | None = None) -> Text:
    """A bar with as much of it full, and a mark where it should reach."""
    full = round(part * room)
    colour = "green" if mark is None or part >= mark else "yellow"
    bar = Text.assemble((signs.full * full, colour), (signs.empty * (room - full), "dim"))
    if mark is not None:
        at = min(round(mark * room), room - 1)
        bar = Text.assemble(bar[:at], (signs.mark, "bold"), bar[at + 1 :])
    return bar


def _ahead(stats: Stats, width: int, signs: Signs) -> Iterator[RenderableType]:
    """Columns for what comes due in the next weeks; each begins with its Monday or today."""
    yield Text("Due in the next four weeks", "bold")
    most = max(stats.ahead)
    wide = 2 if width >= 2 * len(stats.ahead) + 8 else 1
    label = len(str(most)) + 2
    for row in range(HEIGHT, 0, -1):
        line = Text(f"{most if row == HEIGHT else '':>{label}} ", "dim")
        for number in stats.ahead:
            line.append(_cell(number, most, row, signs) + " " * (wide - 1), "cyan")
        if most:
            yield line
    yield Text(" " * (label + 1) + signs.base * (wide * len(stats.ahead)), "dim")
    names, last = "", -99
    for number in range(len(stats.ahead)):
        date = stats.date + datetime.timedelta(days=number)
        name = "today" if not number else f"{date.day} {date:%b}" if not date.weekday() else ""
        if name and number * wide >= last + 2:
            names = f"{names:<{number * wide}}{name}"
            last = len(names)
    yield Text(" " * (label + 1) + names, "dim")
    if stats.later:
        yield indented(f"and {stats.later} later", "dim")
    yield ""


def _cell(number: int, most: int, row: int, signs: Signs) -> str:
    """What of a column stands in a row, from the lowest, 1."""
    steps = len(signs.columns) - 1
    height = round(number / most * HEIGHT * steps) if most else 0
    height = max(height, 1) if number else 0
    return signs.columns[max(0, min(height - (row - 1) * steps, steps))]


def _calendar(stats: Stats, width: int, signs: Signs) -> Iterator[RenderableType]:
    """Weeks as columns, days as rows, the darker the more was answered."""
    weeks = max(min((width - 7) // 2, MOST_WEEKS), 1)
    first = stats.date - datetime.timedelta(days=stats.date.weekday() + 7 * (weeks - 1))
    shown = {date: count for date, count in stats.days.items() if first <= date <= stats.date}
    most = max(shown.values(), default=0)
    yield Text("Days on which you answered", "bold")
    months, last = "", ""
    for week in range(weeks):
        name = f"{first + datetime.timedelta(days=7 * week):%b}"
        if name != last and len(months) <= week * 2:
            months = f"{months:<{week * 2}}{name} "
            last = name
    yield Text(f"       {months}".rstrip(), "dim")
    for day in range(7):
        dates = [first + datetime.timedelta(days=7 * week + day) for week in range(weeks)]
        row = Text(f"  {dates[0]:%a}  ", "dim")
        for date in dates:
            count = shown.get(date, 0)
            row.append(" " if date > stats.date else _shade(count, most, signs),
                       "green" if count else "dim").append(" ")
        row.rstrip()
        yield row
    days = len(shown)
    yield indented(f"{stats.answers} answer{'s' * (stats.answers != 1)}; on {days} "
                   f"day{'s' * (days != 1)} of the last {weeks} weeks, at most {most} a day", "dim")
    yield ""


def _shade(count: int, most: int, signs: Signs) -> str:
    strongest = len(signs.shades) - 1
    return signs.shades[min(strongest, -(-count * strongest // most)) if count else 0]


def _shares(
    name: str, shares: Sequence[Share], width: int, signs: Signs
) -> Iterator[RenderableType]:
    """Right answers under each name; a bar only where there are enough."""
    if not shares:
        return
    yield Text(name, "bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for share in shares:
        bar = _bar(share.part, 10 if width < 60 else 20, signs) if share.of >= FEW else Text(
            "too few to tell" if width >= 60 else "too few", "dim")
        table.add_row(bar, f"{share.right} of {share.of}",
                      text_of(KIND_NAMES.get(share.name, share.name)))
    yield indented_table(table)
    yield ""


def indented_table(table: Table) -> RenderableType:
    """A table two columns in."""
    from rich.padding import Padding

    return Padding(table, (0, 0, 0, 2))


def _lists(stats: Stats) -> Iterator[RenderableType]:
    if stats.hardest:
        yield Text("Hardest", "bold")
        yield listed((f"{one.right} of {one.of}", one.stem) for one in stats.hardest)
        yield ""
    if stats.unpicked:
        count = sum(len(one.words) for one in stats.unpicked)
        yield Text(f"Options that were never chosen ({count})", "bold")
        rows: list[tuple[str, str | Text]] = []
        for one in stats.unpicked[:NAMED]:
            rows += [(f"0 of {one.of}", one.stem), ("", text_of(" · ".join(one.words), "dim"))]
        yield listed(rows)
        if len(stats.unpicked) > NAMED:
            yield indented(f"and those of {len(stats.unpicked) - NAMED} more questions: "
                           "quizgen stats --plain", "dim")
        yield ""
    if stats.flagged:
        count = len(stats.flagged)
        yield text_of(f"{count} question{'s' * (count != 1)} flagged as bad: quizgen stats --flagged")


def stats_lines(stats: Stats) -> Iterator[str]:
    """The same in plain lines, without pictures."""
    yield f"{stats.title}, {stats.version}"
    yield (f"{stats.due} due today, {stats.answered_today} answered today, {stats.learned} of "
           f"{stats.items} learned, {_days(stats.streak)} in a row")
    kept = stats.retention
    yield (f"Still known when it came again: {kept.right} of {kept.of}"
           + (f", {kept.part:.0%}; wanted {stats.wanted:.0%}" if kept.of >= FEW
              else ", too few to tell"))
    for number, count in enumerate(stats.ahead):
        if count:
            date = stats.date + datetime.timedelta(days=number)
            yield f"Due {'today' if not number else date}: {count}"
    if stats.later:
        yield f"Due later: {stats.later}"
    yield f"{stats.answers} answer{'s' * (stats.answers != 1)} on {_days(len(stats.days))}"
    for name, shares in (("topic", stats.by_topic), ("kind", stats.by_kind),
                         ("standing", stats.by_standing)):
        for share in shares:
            yield f"By {name}, {share.name}: {share.right} of {share.of}"
    yield from (f"Hard: {one.stem} ({one.right} of {one.of})" for one in stats.hardest)
    for one in stats.unpicked:
        yield f"Never chosen in {one.of}: {'; '.join(one.words)} ({one.stem})"


def flagged_lines(flagged: Sequence[Listed]) -> Iterator[str]:
    """The items that were flagged, each with its question."""
    for one in flagged:
        yield f"{one.item}: {one.stem}"


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"
