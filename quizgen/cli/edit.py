"""`quizgen edit`: walk through what is open in a deck, one point at a time."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import deck_option, one_deck
from quizgen.cli.write_file import write_whole

if TYPE_CHECKING:
    from quizgen.editing.desk import Desk
    from quizgen.editing.state import Change, State
    from quizgen.evidence.article import Article

EXAMPLE = """\b
Examples:
  quizgen edit decks/my-town
  quizgen edit decks/my-town/2024-05-04.yaml --article monday.html
\b
An open point is a comment above what it concerns:
  # open: the council, or its planning committee?
  body: council
"""


@click.command("edit", epilog=EXAMPLE)
@click.argument("deck_name", metavar="[DECK|FILE]", required=False)
@deck_option
@click.option("--article", metavar="FILE", help="Show the sentences of this article as evidence.")
@click.option("--plain", is_flag=True, help="Lines of text only, without colours or single keys.")
def command(deck_name: str | None, deck: str | None, article: str | None, plain: bool) -> None:
    """Walk through the open points of DECK (an id, a folder or one of its files).

    Each is shown with what the deck states, its source and its evidence: accept it, change the value,
    drop it, make another kind of the fact, write a new one or a question; ? tells the keys. Every
    answer is in the file, and all else there untouched, before the next is asked; stop anywhere and go
    on later. When nothing is open, what `check` names follows.
    """
    from quizgen.bank.find import find_deck
    from quizgen.editing.desk import open_desk
    from quizgen.editing.session import start

    desk = open_desk(find_deck(one_deck(deck_name, deck), Path()))
    words = _article(article)
    state = start(desk, desk.read(), words)
    in_lines = plain or not _is_terminal()
    if state.phase == "resting":
        from quizgen.editing.wording import left_words

        click.echo(left_words(state))
        return
    (_in_lines if in_lines else _on_screen)(state)


def save(desk: Desk, change: Change) -> str:
    """Write a change whole; why not, where the file is not as it was read, or cannot be written."""
    path = (desk.folder / change.file).resolve()
    if not path.is_relative_to(desk.folder.resolve()):
        return f"{change.file} is a link that leads out of the deck's folder: nothing was written."
    try:
        if path.read_bytes() != change.before.encode():
            return f"{change.file} was changed by somebody else; it was read again. Answer once more."
        write_whole(str(path), change.after.encode())
    except OSError as error:
        return f"{change.file} could not be written: {error.strerror}."
    return ""


def _article(name: str | None) -> Article | None:
    from quizgen.cli.read_file import read_bytes
    from quizgen.evidence.article import MAX_BYTES, load_article

    return load_article(read_bytes(name, MAX_BYTES), Path(name).name) if name else None


def _in_lines(state: State) -> None:
    from quizgen.editing.plain import render_plain
    from quizgen.editing.walk import walk
    from quizgen.terminal.events import Event
    from quizgen.terminal.pipe import next_line

    source = io.BytesIO() if sys.stdin is None else sys.stdin.buffer

    def read(_: State) -> Event:
        if sys.stdin and sys.stdin.isatty():
            click.echo("> ", nl=False)
        return next_line(source)

    def show(before: State | None, after: State) -> None:
        click.echo(render_plain(before, after), nl=False)

    now = state
    try:
        for now in walk(state, read, show, lambda change: save(state.desk, change)):  # noqa: B007
            pass
    except (KeyboardInterrupt, click.Abort):
        click.echo("")
        _close(now, 130)
    _close(now)


def _on_screen(state: State) -> None:
    from rich.console import Console

    from quizgen.editing.screen import Screen
    from quizgen.editing.walk import walk
    from quizgen.editing.wording import left_words
    from quizgen.terminal.events import Event, Tick
    from quizgen.terminal.keyboard import open_keyboard

    screen = Screen(Console(highlight=False, markup=False, emoji=False))
    with open_keyboard() as keyboard:

        def read(asked: State) -> Event:
            while True:
                event = keyboard.read(None)
                if not isinstance(event, Tick):
                    return event
                screen.redraw(asked)

        now = state
        try:
            for now in walk(state, read, screen.show,  # noqa: B007
                            lambda change: save(state.desk, change)):
                pass
        except KeyboardInterrupt:
            screen.say(left_words(now))
            raise click.exceptions.Exit(130) from None
    screen.say(left_words(now))


def _close(state: State, code: int = 0) -> None:
    from quizgen.editing.wording import left_words

    click.echo(left_words(state))
    if code:
        raise click.exceptions.Exit(code)


def _is_terminal() -> bool:
    streams = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return streams and os.environ.get("TERM") != "dumb"
