"""A session at the terminal or in a pipe: what `quizgen play` does once its questions are drawn."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from quizgen.problem import plain

if TYPE_CHECKING:
    from quizgen.items.grading.grade import NameIndex
    from quizgen.items.library import Library
    from quizgen.play.open_store import Opened
    from quizgen.play.recorder import Recorder
    from quizgen.play.state import State
    from quizgen.play.summary import Summary
    from quizgen.terminal.events import Event


@dataclass(frozen=True)
class Table:
    """What is asked; `closing` gives what is said at the end, `seconds` the time of an exam."""

    state: State
    library: Library
    closing: Callable[[], tuple[str, ...]]
    seconds: int | None = None

    @cached_property
    def names(self) -> NameIndex:
        """The names that typed answers are graded by; the first question need not wait for them."""
        return self.library.names()

    def sum_up(self, state: State) -> Summary:
        """The summary, by development as well."""
        from quizgen.play.summary import sum_up

        asked = {posed.item.development for posed in state.quiz.questions}
        return sum_up(state, self.library.titles(asked))


def new_version(library: Library, folder: Path, opened: Opened) -> None:
    """Tell on standard error what changed since the version that was last played; keep this one."""
    import sqlite3

    from quizgen.play.records import Seen, utc
    from quizgen.play.schedule import local_now

    seen = opened.store.seen(library.deck)
    if seen == library.version:
        return
    if seen:
        from quizgen.play.whats_new import whats_new

        learned = {fact for fact, _ in opened.store.studied(library.deck).values()}
        for line in whats_new(library.deck, folder, seen, library.version, learned):
            click.echo(plain(line), err=True)
        click.echo("", err=True)
    with contextlib.suppress(sqlite3.Error):  # said again next time
        opened.store.put(Seen(library.deck, library.version, utc(local_now())))


def sit_down(table: Table, opened: Opened, plain: bool) -> None:
    """Ask, keep each answer, and sum up; on Ctrl-C, one line with the score and exit code 130."""
    from quizgen.play.recorder import Recorder
    from quizgen.play.schedule import local_now
    from quizgen.play.state import start

    now = time.monotonic()
    flagged = frozenset(flag.item for flag in opened.store.flags(table.library.deck) if flag.on)
    ends = None if table.seconds is None else now + table.seconds
    state = start(table.state._replace(
        names=lambda: table.names, pauses=not plain, ends=ends, flagged=flagged), now)
    expires = {posed.item.id: posed.item.valid_until for posed in state.quiz.questions}
    recorder = Recorder(opened, table.library.deck, local_now, expires)
    try:
        (_in_lines if plain else _on_screen)(table, state, recorder)
    finally:
        remark = recorder.close()
        if remark:
            click.echo(f"quizgen: {remark}", err=True)


def _in_lines(table: Table, state: State, recorder: Recorder) -> None:
    from quizgen.play.plain import render_plain, render_summary
    from quizgen.play.run import read_lines, run
    from quizgen.terminal.harmless import as_text

    def show(before: State | None, after: State, remark: str) -> None:
        click.echo(render_plain(before, after) + (as_text([remark]) if remark else ""), nl=False)

    warm = _warming(table)

    def prompt() -> None:
        if sys.stdin and sys.stdin.isatty():
            click.echo("> ", nl=False)
            next(warm, None)

    def ended() -> None:
        if sys.stdin and sys.stdin.isatty():
            click.echo("")

    session = run(state, read_lines(_input(), prompt, ended), show, recorder.perform, time.monotonic)
    now = state
    try:
        for now in session:  # noqa: B007  the last state is needed after Ctrl-C
            pass
    except (KeyboardInterrupt, click.Abort):
        click.echo(f"\nStopped: {table.sum_up(now).headline}")
        raise click.exceptions.Exit(130) from None
    click.echo(render_summary(now, table.sum_up(now), table.closing()), nl=False)


def _on_screen(table: Table, state: State, recorder: Recorder) -> None:
    from rich.console import Console

    from quizgen.play.run import run
    from quizgen.play.screen import Screen
    from quizgen.terminal.keyboard import open_keyboard
    from quizgen.terminal.layout import knows_links

    screen = Screen(Console(highlight=False, markup=False, emoji=False), knows_links(os.environ))

    def left() -> float | None:
        return None if state.ends is None else state.ends - time.monotonic()

    def show(before: State | None, after: State, remark: str) -> None:
        screen.show(before, after, remark, left())

    with open_keyboard() as keyboard:
        warm = _warming(table)

        def read(asked: State) -> Event:
            from quizgen.terminal.events import Tick

            next(warm, None)
            while True:
                seconds = left()
                event = keyboard.read(None if seconds is None else max(seconds % 1, 0.05))
                if not isinstance(event, Tick) or (seconds is not None and seconds <= 0):
                    return event
                (screen.redraw if event.resized else screen.tick)(asked, left())

        now = state
        try:
            for now in run(state, read, show, recorder.perform, time.monotonic):  # noqa: B007
                pass
            if now.timed_out:
                keyboard.forget()
        except KeyboardInterrupt:
            screen.say(f"Stopped: {table.sum_up(now).headline}")
            raise click.exceptions.Exit(130) from None
    screen.end(now, table.sum_up(now), table.closing())


def _warming(table: Table) -> Iterator[None]:
    """Load what the first answer needs, while the first question is being read."""
    import quizgen.bank.dates
    import quizgen.items.grading.grade
    import quizgen.items.grading.grade_letters
    import quizgen.play.schedule
    import quizgen.play.session

    quizgen.play.schedule.warm()
    if any(posed.item.kind in ("short-answer", "cloze", "numerical")
           for posed in table.state.quiz.questions):
        _ = table.names
    yield


def _input() -> BinaryIO:
    """Standard input as bytes; empty where it is closed."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer
