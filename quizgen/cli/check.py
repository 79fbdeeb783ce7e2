"""`quizgen check`: every fault of a deck and of its items."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import Day, count_of, deck_option, json_option, json_text, one_deck
from quizgen.problem import Problem, UsageError

if TYPE_CHECKING:
    from quizgen.bank.open_points import OpenPoint
    from quizgen.items.checked import Checked
    from quizgen.items.item import Item

EXAMPLE = """\b
Examples:
  quizgen check decks/my-deck
  quizgen check ukraine-war --json
  quizgen check ukraine-war --as-of 2023-09-15
  quizgen check decks/my-deck/entities.yaml decks/other
"""


@click.command("check", epilog=EXAMPLE)
@click.argument("deck_names", metavar="[DECK]...", nargs=-1)
@deck_option
@click.option("--strict", is_flag=True, help="Warnings, too, end with exit code 1.")
@click.option("--as-of", type=Day(), help="The items as things stood on this day.")
@json_option
def command(
    deck_names: tuple[str, ...], deck: str | None, strict: bool, as_of: datetime.date | None,
    as_json: bool,
) -> int:
    """Name every fault of DECK (an id, a folder or a file in it) and its items, as path:line: message.

    What an author or a draft left open (`# open: …`) is a warning. Several decks are checked one
    after the other. Exits with 1 where there is an error.
    """
    names = deck_names if len(deck_names) > 1 and deck is None else (
        one_deck(" ".join(deck_names) or None, deck),)
    checked = [_checked(folder, as_of) for folder in dict.fromkeys(map(_folder_of, names))]
    problems = [problem for one in checked for problem in one.problems]
    if as_json:
        click.echo(json_text({"problems": [p._asdict() for p in problems]}))
    for one in checked if not as_json else ():
        for problem in one.problems:
            click.echo(str(problem))
        click.echo(f"{one.deck}: {_summary(one)}" if one.deck else _summary(one), err=True)
    return 1 if any(map(_errors, checked)) or (strict and problems) else 0


def _folder_of(name: str | None) -> Path:
    """The folder of a deck; of a file, the nearest one above it that is a deck's."""
    from quizgen.bank.find import HEADER, find_deck

    path = find_deck(name, Path())
    if not path.is_file():
        return path
    found = next((above for above in path.parents if (above / HEADER).is_file()), None)
    if found is None:
        raise UsageError(f"{name} is in no deck's folder")
    return found


def _checked(folder: Path, as_of: datetime.date | None) -> Checked:
    """What is wrong in a deck's folder: as it was found before, where nothing has changed since."""
    from quizgen.items.checked import check_key, find_checked, keep_checked
    from quizgen.items.open_library import cache_folder

    key, cache = check_key(folder, str(as_of or "")), cache_folder()
    checked = find_checked(cache, key)
    if checked is None:
        checked = _check(folder, as_of)
        if key == check_key(folder, str(as_of or "")):  # else it was edited while it was checked
            keep_checked(cache, key, checked)
    return checked


def _check(folder: Path, as_of: datetime.date | None) -> Checked:
    """Read the deck, make its items and hold them against every rule."""
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.history import read_history
    from quizgen.bank.open_points import deck_open_points
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
        points = deck_open_points(folder)
        items: tuple[Item, ...] = ()
        if found is not None and not any(p.level == "error" for p in problems):
            told = deck_as_of(found, as_of) if as_of else found
            items = make_items(told, as_of, partial(progress, "Making questions"))
            retired = check_history(take_version(found), history) if history else []
            linted = lint_deck(told, items, partial(progress, "Checking questions"))
            problems = (*problems, *linted, *retired)
    return Checked(found.id if found else "", len(found.facts) if found else 0, len(items),
                   tuple(sorted(_with_open_points(problems, points))))


def _with_open_points(
    problems: Sequence[Problem], points: Sequence[OpenPoint]
) -> Iterator[Problem]:
    """The problems and open points; an empty value that is asked for right above it is one of both,
    told in the words that ask.
    """
    empty = {(problem.path, problem.line): problem for problem in problems
             if problem.rule == "empty" or "it is empty" in problem.message}
    asked = set()
    for point in points:
        below = empty.get((point.path, point.line + 1))
        same = below and point.keys and f"`{point.keys[-1]}`" in below.message
        if below and same:
            asked.add(below)
        yield point.problem("error" if same else "warning")
    yield from (problem for problem in problems if problem not in asked)


def _errors(checked: Checked) -> int:
    return sum(problem.level == "error" for problem in checked.problems)


def _summary(checked: Checked) -> str:
    errors = _errors(checked)
    warnings = len(checked.problems) - errors
    if not errors and not warnings:
        facts, items = count_of(checked.facts, "fact"), count_of(checked.items, "item")
        return f"{facts}, {items}: no problem found"
    note = "" if checked.items or not errors else "; the items are checked when the errors are mended"
    return f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}{note}"
