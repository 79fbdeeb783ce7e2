"""Items and entries as the index stores them, in JSON: several together, as a list a field, with one
value for all where it is the same for all.

What is read back is checked for its shape, field by field: a file in a cache may be anybody's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache
from operator import call
from typing import Any, TypeVar

from quizgen.bank.dates import FactDate
from quizgen.items.item import FAMILIES, KINDS, STATUSES, Citation, Distractor, Illustration, Item
from quizgen.items.library import Entry
from quizgen.items.quiz import LETTERS

HIGHEST = 1e18  # beyond what a bank may hold
T = TypeVar("T")
Read = Callable[[Any], Any]


class Misshapen(ValueError):
    """What was read is not what was written."""


def to_json(value: Any) -> bytes:
    """Plain values, entries and items as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def as_text(value: Any) -> str:
    """A text; Misshapen for anything else."""
    if type(value) is not str:
        raise Misshapen
    return value


def as_list(value: Any) -> list[Any]:
    """A list of anything; Misshapen for anything else."""
    if type(value) is not list:
        raise Misshapen
    return value


def as_count(value: Any) -> int:
    """A number of things; Misshapen for anything else."""
    if type(value) is not int or value < 0:
        raise Misshapen
    return value


def _as_flag(value: Any) -> bool:
    if type(value) is not bool:
        raise Misshapen
    return value


def _as_number(value: Any) -> float:
    if type(value) not in (float, int) or not abs(value) <= HIGHEST:
        raise Misshapen
    return value  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)  # the same days again and again
def _as_date(value: Any) -> str:
    return as_text(value) if FactDate.parse(value) else ""


def _one_of(names: Sequence[str]) -> Read:
    known = {name: name for name in names}

    def read(value: Any) -> str:
        if type(value) is not str or value not in known:
            raise Misshapen
        return known[value]
    return read


def maybe(read: Read) -> Read:
    """The same, or nothing."""
    return lambda value: None if value is None else read(value)


def each(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """A tuple of the same."""
    return lambda value: tuple(map(read, as_list(value)))


def record(make: Callable[..., T], *reads: Read) -> Callable[[Any], T]:
    """What is made of so many fields, each of its own shape."""
    def read_one(value: Any) -> T:
        if type(value) is not list or len(value) != len(reads):
            raise Misshapen
        return make(*map(call, reads, value))
    return read_one


def mapping(read: Callable[[Any], T]) -> Callable[[Any], dict[str, T]]:
    """A mapping from texts to the same."""
    def read_all(value: Any) -> dict[str, T]:
        if type(value) is not dict:
            raise Misshapen
        return {key: read(one) for key, one in value.items()}
    return read_all


_texts, _maybe_text, _kind, _family = each(as_text), maybe(as_text), _one_of(KINDS), _one_of(FAMILIES)
_citation = record(Citation, as_text, as_text, _maybe_text, _maybe_text, _maybe_text)
_distractor = record(Distractor, as_text, as_text)
_picture = record(Illustration, *[as_text] * 4, _maybe_text)

_ENTRY: tuple[Read, ...] = (
    as_text, as_text, _kind, _family,              # id, fact, kind, family
    as_text, _maybe_text, _texts,                  # development, topic, tags
    _as_date, _as_flag, maybe(_as_date),           # as_of, perishable, valid_until
)
_ITEM: tuple[Read, ...] = (
    as_text, _kind, _family, as_text, _texts,      # id, kind, family, fact, facts
    as_text, _maybe_text, as_text,                 # development, topic, question
    as_text, as_text, _texts,                      # stem, key, accept
    each(_distractor), _as_flag,                   # distractors, sorted
    as_text, as_text, _citation,                   # sentence, explanation, source
    _as_date, as_text, as_text, _as_flag, _texts,  # as_of, attribution, standing, perishable, tags
    _maybe_text, maybe(_as_number), _as_number,    # entity, number, tolerance
    _maybe_text, maybe(_as_date),                  # unit, date
    each(record(lambda *pair: pair, as_text, as_text)), _texts, each(_citation),  # pairs, sequence,
    _one_of(STATUSES), as_text, maybe(_as_date),   # further; status, notice, valid_until
    maybe(_picture),
)


def to_columns(records: Sequence[Entry] | Sequence[Item]) -> list[Sequence[Any]]:
    """Entries or items field by field: a value each, or the one that all have."""
    return [values[:1] if all(_same(value, values[0]) for value in values) else values
            for values in zip(*records, strict=True)]


def _same(value: Any, other: Any) -> bool:
    """Whether both are the same in JSON, too: 1 and 1.0 are not."""
    return value is other or (type(value) is type(other) and value == other)


def read_entries(columns: Any, wanted: Container[str] | None = None) -> list[Entry]:
    """The entries of such columns, or those of the wanted ids."""
    return [Entry(*values) for values in _records(_ENTRY, columns, wanted)]


def read_items(columns: Any, wanted: Container[str] | None = None) -> list[Item]:
    """The items of such columns, or those of the wanted ids; Misshapen where one cannot be asked."""
    return [_asked(Item(*values)) for values in _records(_ITEM, columns, wanted)]


def _records(
    fields: Sequence[Read], columns: Any, wanted: Container[str] | None
) -> Iterator[tuple[Any, ...]]:
    """The values of each record, its id first; what all have in common is read and held once."""
    if len(as_list(columns)) != len(fields):
        raise Misshapen
    ids = list(map(as_text, as_list(columns[0])))
    if not {len(as_list(column)) for column in columns} <= {1, len(ids)}:
        raise Misshapen
    places = [at for at, name in enumerate(ids) if wanted is None or name in wanted]
    if len(places) == 1:  # a draw asks for one after the other
        at = places[0]
        return iter([tuple([read(column[at if len(column) > 1 else 0])
                            for read, column in zip(fields, columns, strict=True)])])
    taken = [[read(column[0])] * len(places) if len(column) == 1
             else [read(column[at]) for at in places]
             for read, column in zip(fields, columns, strict=True)]
    return zip(*taken, strict=True)


def _asked(item: Item) -> Item:
    """The item, if it can be asked at all."""
    shown = {"matching": [*(answer for _, answer in item.pairs), *(d.text for d in item.distractors)],
             "ordering": [*item.sequence]}.get(item.kind, [*item.options])
    least = 0 if item.kind in ("short-answer", "cloze", "numerical") else 2
    if len(set(shown)) < least or len(shown) > len(LETTERS):
        raise Misshapen
    return item
