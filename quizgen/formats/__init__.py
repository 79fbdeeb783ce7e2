"""The table of formats: for each its name, suffix and the one function that makes its bytes.

A format is a module here with `render(job: Job) -> bytes`; it is imported when it is used. Where
it cannot hold everything it has `remarks(job: Job) -> list[str]`, which say what is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Literal

from quizgen.bank.deck import Deck
from quizgen.items.item import Item
from quizgen.items.quiz import Quiz
from quizgen.problem import UsageError


@dataclass(frozen=True, slots=True)
class Job:
    """What a format is given: the deck, and the items or the quiz to put into it.

    A format that takes items finds them in `items`; one that takes a quiz finds `quiz`.
    `options` are the format's own, by name. `as_of` is the day that the items are as of, if any;
    `now` the time in seconds, for what no release has dated yet.
    """

    deck: Deck
    items: tuple[Item, ...] = ()
    quiz: Quiz | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    as_of: datetime.date | None = None
    now: int | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table; `options` are the names of those that `render` understands.

    One that `keeps` takes items that are no longer asked, too, for those who have them.
    """

    name: str
    suffix: str
    takes: Literal["items", "quiz"]
    module: str
    summary: str
    options: tuple[str, ...] = ()
    keeps: bool = False


FORMATS: dict[str, Format] = {
    row.name: row for row in (
        Format("apkg", ".apkg", "items", "apkg", "Anki: one note a fact, its questions as cards",
               ("choices", "type_in", "fresh"), keeps=True),
        Format("pdf", ".pdf", "quiz", "pdf", "a printed quiz: question sheet and key", ("paper",)),
        Format("json", ".json", "items", "json_items", "every field of every item"),
        Format("csv", ".csv", "items", "csv_items", "a row an item, for spreadsheets"),
        Format("html", ".html", "quiz", "page", "one page for any browser, without a network",
               ("mode",)),
    )
}


def find_format(name: str | None, path: str) -> Format:
    """The format of that name, or of the path's suffix; UsageError names those that there are."""
    if name:
        if name in FORMATS:
            return FORMATS[name]
        raise UsageError(f"no format “{name}”; there are {', '.join(FORMATS)}")
    for row in FORMATS.values():
        if path.lower().endswith(row.suffix):
            return row
    raise UsageError(f"which format is {path}? Name it with --format: {', '.join(FORMATS)}")


def check_options(row: Format, options: Iterable[str]) -> None:
    """UsageError where a format does not have an option; names the formats that have it."""
    for option in options:
        if option not in row.options:
            takers = [other.name for other in FORMATS.values() if option in other.options]
            having = f": it goes with {', '.join(takers)}" if takers else ""
            raise UsageError(f"{row.name} has no option --{option.replace('_', '-')}{having}")


def export(
    name: str, deck: Deck, items: Sequence[Item] = (), quiz: Quiz | None = None, **options: str
) -> bytes:
    """The bytes of a format; the same deck, items and options give the same bytes.

    UsageError where the format does not exist, lacks what it takes (items or a quiz) or does not
    have such an option.
    """
    return render(name, Job(deck, tuple(items), quiz, options))


def render(name: str, job: Job) -> bytes:
    """The bytes of a format for a job; as `export`, where there is more to say."""
    check_options(find_format(name, ""), job.options)
    result: bytes = _module(name).render(_checked(name, job))
    return result


def remarks(
    name: str, deck: Deck, items: Sequence[Item] = (), quiz: Quiz | None = None
) -> list[str]:
    """What a format has to say of these items: what it holds, and what it leaves out and why."""
    module = _module(name)
    if not hasattr(module, "remarks"):
        return []
    told: list[str] = module.remarks(_checked(name, Job(deck, tuple(items), quiz)))
    return told


def _module(name: str) -> ModuleType:
    return import_module(f"quizgen.formats.{find_format(name, '').module}")


def _checked(name: str, job: Job) -> Job:
    row = find_format(name, "")
    if row.takes == "quiz" and job.quiz is None:
        raise UsageError(f"the format {name} takes a quiz: assemble one first")
    if row.takes == "items" and not job.items:
        raise UsageError(f"the format {name} takes items, and there are none")
    return job
