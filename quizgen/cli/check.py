"""`quizgen check`: every fault of a deck and of its items."""

from __future__ import annotations

import dataclasses
import datetime
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import Day, count_of, deck_argument, deck_option, json_option, one_deck

if TYPE_CHECKING:
    from quizgen.items.checked import Checked
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

    Exits with 1 where there is an error.
    """
    from quizgen.bank.find import find_deck
    from quizgen.items.checked import check_key, find_checked, keep_checked
    from quizgen.items.open_library import cache_folder

    folder = find_deck(one_deck(deck_name, deck), Path())
    key, cache = check_key(folder, str(as_of or "")), cache_folder()
    checked = find_checked(cache, key)
    if checked is None:
        checked = _check(folder, as_of)
        if key == check_key(folder, str(as_of or "")):  # else it was edited while it was checked
            keep_checked(cache, key, checked)
    problems = checked.problems
    errors = sum(p.level == "error" for p in problems)
    if as_json:
        click.echo(json.dumps({"problems": [dataclasses.asdict(p) for p in problems]}, indent=1,
                              ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(str(problem))
        summary = _summary(checked.facts, checked.items, errors, len(problems) - errors)
        click.echo(f"{checked.deck}: {summary}" if checked.deck else summary, err=True)
    return 1 if errors or (strict and problems) else 0


def _check(folder: Path, as_of: datetime.date | None) -> Checked:
    """Read the deck, make its items and hold them against every rule."""
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.history import read_history
    from quizgen.bank.read import read_deck
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.items.checked import Checked
    from quizgen.items.lint import lint_deck
    from quizgen.items.make import make_items
    from quizgen.releases.release import check_history
    from quizgen.releases.snapshot import take_version

    with progress_bar() as progress:
        found, problems = read_deck(folder, partial(progress, "Reading"))
        history, damage = read_history(folder)
        problems = (*problems, *damage)
        items: tuple[Item, ...] = ()
        if found is not None and not any(p.level == "error" for p in problems):
            told = deck_as_of(found, as_of) if as_of else found
            items = make_items(told, as_of, partial(progress, "Making questions"))
            retired = check_history(take_version(found), history) if history else []
            linted = lint_deck(told, items, partial(progress, "Checking questions"))
            problems = tuple(sorted((*problems, *linted, *retired)))
    return Checked(found.id if found else "", len(found.facts) if found else 0, len(items), problems)


def _summary(facts: int, items: int, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return f"{count_of(facts, 'fact')}, {count_of(items, 'item')}: no problem found"
    note = "" if items or not errors else "; the items are checked when the errors are mended"
    return f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}{note}"
