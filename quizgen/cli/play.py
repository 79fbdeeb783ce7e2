"""`quizgen play`: open a deck and the progress, draw what is asked, ask it."""

from __future__ import annotations

import datetime
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.options import choice_options, deck_argument, deck_option, one_deck
from quizgen.problem import UsageError

if TYPE_CHECKING:
    from quizgen.cli.at_table import Table
    from quizgen.play.open_store import Opened
    from quizgen.play.records import Mode

EXAMPLES = """\b
Examples:
  quizgen play                             what is due, then a few new facts
  quizgen play --new 5 --topic diplomacy   fewer new ones, of one topic
  quizgen play --quiz --count 10           a quiz of its own with a score
  quizgen play --exam --time 10m           no feedback until the end, against the clock
  quizgen play --plain                     lines only: for screen readers and pipes
\b
Progress is kept on this machine, in the folder that QUIZGEN_HOME names or the
user's data folder; see `quizgen stats` and `quizgen progress`.
"""
_TIME = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?")
LONGEST = 24 * 3600


class Duration(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """A time as 10m, 1h30m or 90s; in seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The seconds; a usage error where it is no time."""
        found = _TIME.fullmatch(str(value).strip().lower())
        hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
        whole = hours * 3600 + minutes * 60 + seconds
        if not 0 < whole <= LONGEST:
            self.fail(f"{value!r} is no time; write 10m, 90s or 1h30m", param, ctx)
        return whole


@dataclass(frozen=True)
class Choice:
    """What was asked for on the command line."""

    name: str | None
    mode: Mode
    count: int | None
    new: int | None
    due: int | None
    seconds: int | None
    seed: int
    as_of: datetime.date | None
    selection: dict[str, Any] = field(default_factory=dict)


@click.command(epilog=EXAMPLES)
@deck_argument
@deck_option
@click.option("--quiz", is_flag=True, help="Draw a quiz with a score; your schedule stays as it is.")
@click.option("--exam", is_flag=True, help="A quiz without feedback until its end.")
@click.option("--time", "seconds", type=Duration(), help="End the exam after so long: 10m, 90s.")
@click.option("--count", type=click.IntRange(1, 500),
              help="How many questions (default: 20 with at most 10 new ones; of a quiz ten).")
@click.option("--new", type=click.IntRange(0, 500), help="How many new ones at the most.")
@click.option("--due", type=click.IntRange(0, 500), help="How many due ones at the most.")
@click.option("--plain", is_flag=True, help="Lines of text only, without colours or single keys.")
@choice_options
def command(deck_name: str | None, deck: str | None, plain: bool, **options: Any) -> None:
    """Study what is due and a few new facts, each with its source and how it stands.

    With --quiz or --exam (or a --seed or --as-of, which only a drawn quiz has) draw a quiz instead.
    """
    from quizgen.cli.at_table import sit_down
    from quizgen.cli.progress import open_progress

    choice = _choose(one_deck(deck_name, deck), **options)
    with open_progress() as opened:
        if not opened.lasts:
            click.echo("quizgen: answers of this session go into a file, named at its end.", err=True)
        table = _study(choice, opened) if choice.mode == "study" else _draw(choice)
        if table:
            sit_down(table, opened, plain or not _is_terminal())


def _choose(
    name: str | None, quiz: bool, exam: bool, seconds: int | None, count: int | None, new: int | None,
    due: int | None, seed: int | None, as_of: datetime.date | None, **selection: Any,
) -> Choice:
    """What the options come to; UsageError where they do not fit together."""
    if exam and quiz:
        raise UsageError("--quiz or --exam, not both: an exam is a quiz without feedback")
    mode: Mode = "exam" if exam else "quiz" if quiz or seed is not None or as_of else "study"
    if seconds and mode != "exam":
        raise UsageError("--time is for --exam")
    if mode != "study" and (new is not None or due is not None):
        raise UsageError("--new and --due are for studying, not for a quiz (--quiz, --exam, --seed "
                         "and --as-of each draw one)")
    if seed is None:
        import random

        seed = random.SystemRandom().randrange(1_000_000)
    return Choice(name, mode, count, new, due, seconds, seed, as_of, selection)


def _study(choice: Choice, opened: Opened) -> Table | None:
    """What is due and new today; None, and a word on when to come again, where there is nothing."""
    from quizgen.bank.find import find_deck
    from quizgen.cli.at_table import Table, new_version
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.items.open_library import open_library
    from quizgen.play.schedule import day_of, local_now
    from quizgen.play.state import State
    from quizgen.play.study import Wish, draw

    now = local_now()
    folder, day = find_deck(choice.name, Path()), day_of(now)
    with progress_bar() as progress:
        library = open_library(folder, progress=progress)
    new_version(library, folder, opened)
    drawn = draw(library, opened.store, day,
                 Wish(choice.count, choice.due, choice.new, **choice.selection))

    def closing() -> tuple[str, ...]:
        from quizgen.play.outlook import outlook

        words = outlook(library, opened.store, day, now.tzinfo).words(day.date)
        return (words,) if words else ()

    if not drawn.items:
        click.echo(" ".join((f"Nothing of {library.deck} is to be studied now.", *closing(),
                             "Meanwhile, `quizgen play --quiz` draws a quiz.")))
        return None
    state = State(drawn.posed(library, choice.seed), "study", new=drawn.new)
    return Table(state, library, closing)


def _draw(choice: Choice) -> Table:
    """A quiz that is drawn from the whole deck, as things stand or stood on a day."""
    from quizgen.cli.at_table import Table
    from quizgen.cli.find_library import find_library
    from quizgen.items.assemble import assemble_from
    from quizgen.play.state import State

    _, library = find_library(choice.name, choice.as_of)
    quiz = assemble_from(library, count=choice.count, seed=choice.seed, **choice.selection)
    again = (f"The same quiz again: {_again(choice)}",)
    return Table(State(quiz, choice.mode), library, lambda: again, choice.seconds)


def _again(choice: Choice) -> str:
    """The command that asks the same quiz again."""
    import shlex

    words = ["quizgen", "play", *([choice.name] if choice.name else [])]
    values = {**choice.selection, "count": choice.count, "seed": choice.seed}
    words += ["--exam"] if choice.mode == "exam" else []
    words += ["--time", f"{choice.seconds}s"] if choice.seconds else []
    if choice.as_of:
        words += ["--as-of", str(choice.as_of)]
    for option, value in sorted(values.items()):
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                words += [f"--{option.replace('kinds', 'kind')}", str(one)]
    return shlex.join(words)


def _is_terminal() -> bool:
    streams = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return streams and os.environ.get("TERM") != "dumb"
