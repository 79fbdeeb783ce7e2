"""`quizgen stats`: how well a deck is known."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import deck_argument, deck_option, json_option, json_text, one_deck
from quizgen.cli.progress import open_progress

if TYPE_CHECKING:
    from quizgen.play.statistics import Stats

EXAMPLE = """\b
Examples:
  quizgen stats                     the default deck
  quizgen stats space-2023 --json   for machines
  quizgen stats --flagged           the questions that you flagged as bad
"""


@click.command("stats", epilog=EXAMPLE)
@deck_argument
@deck_option
@click.option("--flagged", is_flag=True, help="List the questions that you flagged as bad.")
@click.option("--plain", is_flag=True, help="Lines of text only, without pictures.")
@json_option
def command(
    deck_name: str | None, deck: str | None, flagged: bool, plain: bool, as_json: bool
) -> None:
    """Show what you know of DECK: what comes due, what is kept, and what is hard."""
    from quizgen.play.charts import draw_stats, flagged_lines, stats_lines
    from quizgen.terminal.harmless import harmless

    stats = _count(one_deck(deck_name, deck))
    if as_json:
        click.echo(_as_json(stats))
    elif flagged or plain:
        for line in flagged_lines(stats.flagged) if flagged else stats_lines(stats):
            click.echo(harmless(line))
        if flagged and not stats.flagged:
            click.echo(f"{stats.deck}: nothing is flagged", err=True)
    else:
        from rich.console import Console

        draw_stats(stats, Console(highlight=False, markup=False, emoji=False))


def _count(name: str | None) -> Stats:
    from quizgen.bank.find import find_deck
    from quizgen.items.open_library import open_library
    from quizgen.play.schedule import day_of, local_now
    from quizgen.play.statistics import count_up

    now = local_now()
    library = open_library(find_deck(name, Path()))
    with open_progress(reading=True) as opened:
        store, deck = opened.store, library.deck
        return count_up(library, store.reviews(deck), store.cards(deck), store.flags(deck),
                        day_of(now), now.tzinfo)


def _as_json(stats: Stats) -> str:
    data = dataclasses.asdict(stats)
    data["days"] = {str(date): count for date, count in sorted(stats.days.items())}
    return json_text(data)
