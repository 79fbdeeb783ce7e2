"""`quizgen check`: every fault of a deck and of its items."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import Day, count_of, deck_argument, deck_option, json_option, one_deck

if TYPE_CHECKING:
    from quizgen.items.item import Item

EXAMPLE = """\b
Examples:
  quizgen check decks/my-deck
  quizgen check ukraine-war --json
  quizgen check ukraine-war --as-of 2023-09-15
"""


@click.command("check", epilog=EXAMPLE)
@deck_argument
@deck_option
@click.option("--strict", is_flag=True, help="Warnings, too, end with exit code 1.")
@click.option("--as-of", type=Day(), help="The items as things stood on this day.")
@json_option
def command(
    deck_name: str | None, deck: str | None, strict: bool, as_of: datetime.date | None, as_json: bool
) -> int:
    """Name every fault of DECK (an id or a folder) and of its items, as path:line: message.

    What an author or a draft left open (`# open: …`) is a warning. Exits with 1 where there is an
    error.
    """
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.find import find_deck
    from quizgen.bank.history import read_history
    from quizgen.bank.open_points import deck_open_points
    from quizgen.bank.read import read_deck
    from quizgen.items.lint import lint_deck
    from quizgen.items.make import make_items
    from quizgen.releases.release import check_history
    from quizgen.releases.snapshot import take_version

    folder = find_deck(one_deck(deck_name, deck), Path())
    found, problems = read_deck(folder)
    history, damage = read_history(folder)
    problems = (*problems, *damage)
    left = [point.problem() for point in deck_open_points(folder)]
    items: tuple[Item, ...] = ()
    if found is not None and not any(p.level == "error" for p in problems):
        told = deck_as_of(found, as_of) if as_of else found
        items = make_items(told, as_of)
        retired = check_history(take_version(found), history) if history else []
        problems = (*problems, *lint_deck(told, items), *retired)
    problems = tuple(sorted((*problems, *left)))
    errors = sum(p.level == "error" for p in problems)
    if as_json:
        click.echo(json.dumps({"problems": [dataclasses.asdict(p) for p in problems]}, indent=1,
                              ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(str(problem))
        summary = _summary(len(found.facts) if found else 0, len(items), errors,
                           len(problems) - errors)
        click.echo(f"{found.id}: {summary}" if found else summary, err=True)
    return 1 if errors or (strict and problems) else 0


def _summary(facts: int, items: int, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return f"{count_of(facts, 'fact')}, {count_of(items, 'item')}: no problem found"
    note = "" if items or not errors else "; the items are checked when the errors are mended"
    return f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}{note}"

