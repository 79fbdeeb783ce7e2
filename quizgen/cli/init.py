"""`quizgen init`: a new deck to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from quizgen.cli.write_file import write_whole
from quizgen.problem import UsageError

EXAMPLE = """\b
Example:
  quizgen init decks/my-town
  quizgen play decks/my-town
"""


@click.command("init", epilog=EXAMPLE)
@click.argument("folder", metavar="DIR")
def command(folder: str) -> None:
    """Make a small deck in DIR that passes `check` and can be played; then write your own."""
    from quizgen.bank.starter_deck import starter_files

    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise UsageError(f"{folder} is a file; nothing was written")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"{folder} exists and is not empty; nothing was written")
    for name, text in starter_files(target.resolve().name).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(path), text.encode())
        click.echo(str(path))
    name = shlex.quote(str(folder))
    click.echo(f"Now: quizgen check {name}, quizgen play {name}", err=True)
