"""`quizgen play`: load a deck, draw a quiz, ask it."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from quizgen.cli.options import deck_argument, deck_option, one_deck, selection_options

if TYPE_CHECKING:
    from quizgen.items.library import Library
    from quizgen.items.quiz import Quiz
    from quizgen.play.session import State

EXAMPLES = """\b
Examples:
  quizgen play                             ten questions on the shipped deck
  quizgen play decks/my-deck --count 5     five on your own
  quizgen play --kind true-false           only of one kind
  quizgen play --plain                     lines only: for screen readers and pipes
"""


@click.command(epilog=EXAMPLES)
@deck_argument
@deck_option
@click.option("--plain", is_flag=True, help="Lines of text only, without colours or single keys.")
@selection_options
def command(deck_name: str | None, deck: str | None, plain: bool, **selection: Any) -> None:
    """Ask questions in the terminal, each with its source and how it stands."""
    if selection["seed"] is None:
        import random

        selection["seed"] = random.SystemRandom().randrange(1_000_000)
    name = one_deck(deck_name, deck)
    library, quiz = _draw(name, **selection)
    _ask(library, quiz, plain or not _is_terminal(), _again(name, selection))


def _draw(name: str | None, as_of: Any, **selection: Any) -> tuple[Library, Quiz]:
    from quizgen.items.assemble import assemble
    from quizgen.items.quiz import Origin

    library = _library(name, as_of)
    items = library.items([entry.id for entry in library.entries()])
    origin = Origin(library.deck, library.title, library.version)
    return library, assemble(origin, items, **selection)


def _library(name: str | None, as_of: Any) -> Library:
    """The items of a deck; as of a day, they are made."""
    if as_of is None:
        from quizgen.bank.find import find_deck
        from quizgen.cli.progress import progress_bar
        from quizgen.items.open_library import open_library

        with progress_bar() as progress:
            return open_library(find_deck(name, Path()), progress=progress)
    from quizgen.bank.read import load_deck
    from quizgen.items.library import hold_items
    from quizgen.items.make import make_items

    deck = load_deck(name)
    return hold_items(deck, make_items(deck, as_of))


def _again(name: str | None, selection: dict[str, Any]) -> str:
    """The command that asks the same quiz again."""
    words = ["quizgen", "play", *([name] if name else [])]
    for option, value in sorted(selection.items()):
        shown = option.replace("_", "-").replace("kinds", "kind")
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                words += [f"--{shown}", str(one)]
    return shlex.join(words)


def _is_terminal() -> bool:
    streams = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return streams and os.environ.get("TERM") != "dumb"


def _input() -> BinaryIO:
    """Standard input as bytes; empty where it is closed."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def _ask(library: Library, quiz: Quiz, plain: bool, again: str) -> None:
    """Ask the quiz; on Ctrl-C, one line with the score so far and exit code 130."""
    from quizgen.play.session import start
    from quizgen.play.summary import sum_up

    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    titles = library.titles({posed.item.development for posed in quiz.questions})
    state = start(quiz, library.names(), titles, pauses=not plain)
    session, say = _session(state, plain, again)
    try:
        for state in session:  # noqa: B007  the last state is needed after Ctrl-C
            pass
    except (KeyboardInterrupt, click.Abort):
        say(f"Stopped: {sum_up(state).headline}")
        raise click.exceptions.Exit(130) from None


def _session(
    state: State, plain: bool, again: str
) -> tuple[Iterator[State], Callable[[str], None]]:
    """The states of a session as it is played, and how to say a line."""
    from quizgen.play.keys import read_lines, read_terminal, run

    if plain:
        from quizgen.play.plain import render_plain

        def show(before: State | None, after: State) -> None:
            click.echo(render_plain(before, after, again), nl=False)

        def prompt() -> None:
            if sys.stdin and sys.stdin.isatty():
                click.echo("> ", nl=False)

        def say(text: str) -> None:
            click.echo(f"\n{text}")

        return run(state, read_lines(_input(), prompt), show), say
    from rich.console import Console

    from quizgen.play.screen import Screen

    screen = Screen(Console(highlight=False, markup=False, emoji=False), again)
    _edit_lines()
    return run(state, read_terminal, screen.show), screen.say


def _edit_lines() -> None:
    """Let arrow keys work in typed answers, where Python has the means."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  its import is what does it
