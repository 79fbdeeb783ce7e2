"""CSV: a row an item, for spreadsheets (RFC 4180; UTF-8 with the mark that Excel needs)."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import chain

from quizgen.formats import Job
from quizgen.formats.spreadsheet import csv_parts
from quizgen.items.item import Item
from quizgen.items.table import guarded

LEAST_DISTRACTORS = 3
BETWEEN = " | "


def render(job: Job) -> Iterator[bytes]:
    """A header and a row an item; as many distractor columns as any item needs, at least three.

    Lists are joined with “ | ”. A cell that a spreadsheet would run as a formula is written with
    an apostrophe before it.
    """
    width = max([LEAST_DISTRACTORS, *(len(item.distractors) for item in job.items)])
    columns = tuple(_row(job.items[0], width))
    rows = (tuple(map(guarded, _row(item, width).values())) for item in job.each())
    yield BOM_UTF8
    yield from csv_parts(chain((columns,), rows))


def _row(item: Item, width: int) -> dict[str, str]:
    """The item's cells by column, in order."""
    return _asked(item) | _distractors(item, width) | _told(item) | _answered(item) | {
        "source_note": item.source.note or "",
        "further": _joined(map(str, item.further)),
        "further_url": _joined(source.url or "" for source in item.further),
        "status": item.status,
        "notice": item.notice,
        "valid_until": item.valid_until or "",
        "picture": item.picture.file if item.picture else "",
        "picture_alt": item.picture.alt if item.picture else "",
        "picture_owned": item.picture.owned if item.picture else "",
    }


def _asked(item: Item) -> dict[str, str]:
    return {
        "id": item.id,
        "kind": item.kind,
        "family": item.family,
        "fact": item.fact,
        "facts": _joined(item.facts),
        "development": item.development,
        "topic": item.topic or "",
        "question": item.question,
        "stem": item.stem,
        "key": item.key,
        "accept": _joined(item.accept),
    }


def _distractors(item: Item, width: int) -> dict[str, str]:
    cells = {}
    for at in range(width):
        wrong = item.distractors[at] if at < len(item.distractors) else None
        cells[f"distractor_{at + 1}"] = wrong.text if wrong else ""
        cells[f"distractor_{at + 1}_why"] = wrong.why if wrong else ""
    return cells


def _told(item: Item) -> dict[str, str]:
    return {
        "sorted": _flag(item.sorted),
        "sentence": item.sentence,
        "explanation": item.explanation,
        "source_publisher": item.source.publisher,
        "source_title": item.source.title or "",
        "source_date": item.source.date,
        "source_url": item.source.url or "",
        "as_of": item.as_of,
        "attribution": item.attribution,
        "standing": item.standing,
        "perishable": _flag(item.perishable),
        "tags": _joined(item.tags),
    }


def _answered(item: Item) -> dict[str, str]:
    return {
        "entity": item.entity or "",
        "number": "" if item.number is None else f"{item.number:.15g}",
        "tolerance": f"{item.tolerance:.15g}",
        "unit": item.unit or "",
        "date": item.date or "",
        "pairs": _joined(f"{premise} = {response}" for premise, response in item.pairs),
        "sequence": _joined(item.sequence),
    }


def _joined(parts: Iterable[str]) -> str:
    return BETWEEN.join(parts)


def _flag(value: bool) -> str:
    return "true" if value else "false"
