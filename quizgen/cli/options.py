"""Options that several commands share, and what they select."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

import click

from quizgen.cli.streams import speaks_unicode
from quizgen.problem import UsageError, plain

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """A day of the calendar, as 2023-09-15."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """The date; a usage error where it is none."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write 2023-09-15", param, ctx)


deck_argument = click.argument("deck_name", metavar="[DECK]", required=False)
deck_option = click.option(
    "--deck", "deck", metavar="ID|FOLDER", help="The deck (default: ukraine-war)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="For machines.")


def json_text(value: Any) -> str:
    """A value as JSON in which nothing steers a terminal: that is escaped, as JSON has it, too."""
    import json

    return plain(json.dumps(value, indent=1, ensure_ascii=not speaks_unicode(), default=str))


def one_deck(argument: str | None, option: str | None) -> str | None:
    """The deck that was named, as an argument or with --deck; UsageError where both differ."""
    if argument is not None and option is not None and argument != option:
        raise UsageError(f"two decks, {argument} and {option}: name one")
    return option if argument is None else argument


def count_of(number: int, noun: str) -> str:
    """A number with its noun: `1 fact`, `2 facts`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def selection_options(command: F) -> F:
    """The options that choose items for a quiz or an export."""
    count = click.option("--count", type=click.IntRange(1, 500),
                         help="How many questions (default: ten, or as many as there are).")
    return count(choice_options(command))


def choice_options(command: F) -> F:
    """The same without the number of items."""
    for option in reversed(_CHOICE):
        command = option(command)
    return command


_CHOICE = (
    click.option("--topic", help="Only this topic, development or tag."),
    click.option("--kind", "--kinds", "kinds", multiple=True,
                 help="Only this kind of item; may be repeated."),
    click.option("--since", type=Day(), help="Only what was reported on this day or later."),
    click.option("--until", type=Day(), help="Only what was reported up to this day."),
    click.option("--as-of", type=Day(), help="As things stood on this day."),
    click.option("--seed", type=click.IntRange(0), help="The same seed gives the same quiz."),
)
