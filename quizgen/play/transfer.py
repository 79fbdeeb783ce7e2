"""Progress as JSON and back: for backups, for another machine, and for answers that found no store.

Taking a file in merges it: reviews, flags and decks by their ids, the later form of each; cards
follow from the reviews. Taking it in twice changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from quizgen.play.records import Flag, Progress, Review, Seen, from_utc, storable
from quizgen.problem import Problem, QuizgenError

FORMAT = "quizgen-progress"
VERSION = 1
MAX_BYTES = 500_000_000
R = TypeVar("R", Review, Flag, Seen)


class TransferError(QuizgenError):
    """A file that is no progress; the message says where and why."""


def progress_text(progress: Progress) -> str:
    """Progress as JSON, a record a line. Cards are for readers: they are never taken in."""
    head = {"format": FORMAT, "version": VERSION}
    parts = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
    for name in ("decks", "flags", "reviews", "cards"):
        rows = [json.dumps(record._asdict(), ensure_ascii=False)
                for record in getattr(progress, name)]
        parts.append(f"{json.dumps(name)}: [" + ",".join(f"\n  {row}" for row in rows) + "]")
    return "{" + ",\n ".join(parts) + "}\n"


def read_progress(data: bytes, path: str) -> Progress:
    """The progress of a file, checked field by field; TransferError with the first fault."""
    from quizgen.bank.record_json import load_records  # whose validation takes time to import

    try:
        if len(data) > MAX_BYTES:
            raise ValueError(f"is larger than {MAX_BYTES // 1_000_000} MB")
        whole = load_records(data)
    except json.JSONDecodeError as error:
        raise _fault(path, f"is no JSON: {error.msg}", error.lineno) from None
    except (ValueError, RecursionError) as error:
        raise _fault(path, f"cannot be read ({error})") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _fault(path, "is no progress of quizgen, as `quizgen progress export` writes it")
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _fault(path, f"version: {version!r} is no version")
    if version > VERSION:
        raise _fault(path, f"was written by a newer quizgen (format {version}, known is {VERSION}): "
                     "update quizgen")
    return Progress(tuple(_records(whole, "reviews", Review, path)), (),
                    tuple(_records(whole, "flags", Flag, path)),
                    tuple(_records(whole, "decks", Seen, path)))


def read_progress_file(path: Path) -> Progress:
    """The progress in a file; OSError where it cannot be opened."""
    return read_progress(path.read_bytes(), str(path))


def _records(whole: dict[str, Any], name: str, kind: type[R], path: str) -> Iterable[R]:
    rows = whole.get(name, [])
    if not isinstance(rows, list):
        raise _fault(path, f"{name}: is no list")
    for number, row in enumerate(rows):
        try:
            yield _record(kind, row)
        except ValueError as error:
            raise _fault(path, f"{name}[{number}]: {error}") from None


def _record(kind: type[R], row: object) -> R:
    if not isinstance(row, dict):
        raise ValueError("is no record")
    values: dict[str, Any] = {}
    for name, wanted in get_type_hints(kind).items():
        if name not in row:
            raise ValueError(f"{name} is missing")
        value, allowed = row[name], get_args(wanted)
        if get_origin(wanted) is Literal:
            if value not in allowed:
                raise ValueError(f"{name}: {value!r} is none of {', '.join(allowed)}")
        elif not any(_is(value, one) for one in allowed or (wanted,)):
            raise ValueError(f"{name}: {value!r} is not what stands there")
        values[name] = storable(value) if isinstance(value, str) else value
    for name in ("time", "changed"):
        # A machine whose clock was never set answers in 1970: its reviews are some all the same.
        if name in values and not 1970 <= from_utc(values[name]).year <= 2999:
            raise ValueError(f"{name}: {values[name]} is outside 1970 to 2999")
    if "rating" in values and values["rating"] not in (None, 1, 2, 3, 4):
        raise ValueError(f"rating: {values['rating']} is none of 1 to 4")
    _check_numbers(values)
    return kind(**values)


def _check_numbers(values: dict[str, Any]) -> None:
    for name in ("hints", "milliseconds"):
        if name in values and not 0 <= values[name] < 2**53:
            raise ValueError(f"{name}: {values[name]} is out of range")
    if values.get("expires") is not None:
        from quizgen.bank.dates import FactDate

        FactDate.parse(values["expires"])


def _is(value: object, kind: type) -> bool:
    """Whether a value is of a type; a truth is no number."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _fault(path: str, what: str, line: int = 0) -> TransferError:
    return TransferError(str(Problem(path, line, what, "progress")))
