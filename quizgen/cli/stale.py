"""`quizgen stale`: what in a deck has grown old."""

from __future__ import annotations

import datetime
from functools import partial

import click

from quizgen.cli.options import Day, deck_argument, deck_option, json_option, json_text, one_deck

EXAMPLE = """\b
Examples:
  quizgen stale                              as of today
  quizgen stale decks/my-deck --older 30     and what is older than 30 days
  quizgen stale ukraine-war --as-of 2023-09-20 --json
"""


@click.command("stale", epilog=EXAMPLE)
@deck_argument
@deck_option
@click.option("--as-of", type=Day(), help="The day to judge from (default: today).")
@click.option("--older", type=click.IntRange(0, 36500), metavar="DAYS",
              help="Sources, and perishable facts without an end, older than this.")
@click.option("--strict", is_flag=True, help="Exit with code 1 where anything is stale.")
@json_option
def command(
    deck_name: str | None, deck: str | None, as_of: datetime.date | None, older: int | None,
    strict: bool, as_json: bool,
) -> int:
    """List what in DECK is past its date, still without a second source, or older than asked."""
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.read import load_deck
    from quizgen.bank.stale import find_stale
    from quizgen.cli.progress_bar import progress_bar

    day = as_of or datetime.datetime.now(datetime.UTC).date()
    oldest = None if older is None else day - datetime.timedelta(days=older)
    with progress_bar() as progress:
        bank = load_deck(one_deck(deck_name, deck), progress=partial(progress, "Reading"))
    found = find_stale(deck_as_of(bank, day), day, oldest)
    if as_json:
        click.echo(json_text({"deck": bank.id, "as_of": str(day),
                              "stale": [p._asdict() for p in found]}))
    else:
        for problem in found:
            click.echo(str(problem))
        count = len(found)
        told = "nothing is stale" if not count else f"{count} stale"
        click.echo(f"{bank.id} as of {day}: {told}", err=True)
    return 1 if strict and found else 0
