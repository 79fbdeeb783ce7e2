"""`quizgen progress`: take a learner's progress to another machine, or keep a copy of it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quizgen.problem import QuizgenError

if TYPE_CHECKING:
    from quizgen.play.open_store import Opened

EXAMPLE = """\b
Examples:
  quizgen progress export backup.json     all reviews, cards and flags
  quizgen progress import backup.json     merges: doing it twice changes nothing
  quizgen progress export - | ssh laptop quizgen progress import -
"""


@click.group("progress", epilog=EXAMPLE)
def command() -> None:
    """Export or import what you have learned, as JSON."""


@command.command("export")
@click.argument("file", metavar="FILE")
def export(file: str) -> None:
    """Write all progress to FILE (- for standard output)."""
    from quizgen.cli.write_file import write_whole
    from quizgen.play.transfer import progress_text

    with open_progress(reading=True) as opened:
        everything = opened.store.everything()
    write_whole(file, progress_text(everything).encode())
    if file != "-":
        click.echo(f"{len(everything.reviews)} reviews to {file}", err=True)


@command.command("import")
@click.argument("file", metavar="FILE")
def import_(file: str) -> None:
    """Merge the progress in FILE (- for standard input) into yours; nothing of yours is lost."""
    from quizgen.cli.read_file import read_bytes
    from quizgen.play.transfer import MAX_BYTES, read_progress

    given = read_progress(read_bytes(file, MAX_BYTES), "standard input" if file == "-" else file)
    with open_progress() as opened:
        if not opened.lasts:
            raise QuizgenError(f"nothing was imported: {opened.remark}")
        before = len(opened.store.reviews())
        opened.store.put(*given.reviews, *given.flags, *given.decks)
        new = len(opened.store.reviews()) - before
    click.echo(f"{new} new reviews; {len(given.reviews) - new} were there already", err=True)


@contextlib.contextmanager
def open_progress(reading: bool = False) -> Iterator[Opened]:
    """The progress store while it is used; on standard error what is wrong with it.

    QuizgenError where it fails in use; for who is only `reading`, also where what was learned cannot
    be had: nothing at all would look like no progress.
    """
    from quizgen.play.open_store import open_store, store_path
    from quizgen.play.schedule import local_now

    opened = open_store(store_path(), f"{local_now():%Y%m%d-%H%M%S}", aside=not reading)
    if reading and not opened.whole:
        opened.store.close()
        raise QuizgenError(opened.remark)
    if opened.remark:
        click.echo(f"quizgen: {opened.remark}", err=True)
    try:
        yield opened
    except sqlite3.Error as error:
        raise QuizgenError(f"your progress cannot be used: {error}") from None
    finally:
        opened.store.close()
