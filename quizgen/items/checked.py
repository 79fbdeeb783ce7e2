"""What a check of a deck found, kept in the cache: a deck that is as it was is not checked again.

One file of JSON beside the indexes, named by a key of everything that a check looks at: the folder as
it was named, the deck's files, what lies beside them, and the code. Whatever in it is not as it was
written is taken for nothing, and the deck is checked.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import zlib
from pathlib import Path
from typing import NamedTuple

from quizgen.bank.files import digest_of, fingerprint_files, fingerprint_rest
from quizgen.items.open_library import code_of, remove_older
from quizgen.items.stored import Misshapen, as_count, as_text, each, record
from quizgen.problem import Problem

SUFFIX = ".checked"
PARTS = ("bank", "items", "releases")  # of the package, on which a check depends
MOST = 10_000          # problems that are kept
LARGEST = 16_000_000   # bytes of such a file


class Checked(NamedTuple):
    """The deck's id (empty where it could not be read), how many facts and items it has, and every
    problem.
    """

    deck: str
    facts: int
    items: int
    problems: tuple[Problem, ...]


def check_key(folder: Path, day: str = "") -> str | None:
    """What a check of a folder as of a day depends on; None where the files cannot be read."""
    files, rest = fingerprint_files(folder), fingerprint_rest(folder)
    if files is None or rest is None:
        return None
    return digest_of(f"{folder} {day} {files} {rest} {code_of(PARTS)}")


def find_checked(cache: Path, key: str | None) -> Checked | None:
    """What the check of that key found; None where there was none, or what is kept is not whole."""
    try:
        path = next(p for p in cache.iterdir() if key and p.name.endswith(f"-{key}{SUFFIX}"))
        if path.stat().st_size > LARGEST:
            return None
        checksum, _, text = path.read_bytes().partition(b"\n")
        if int(checksum) != zlib.crc32(text):
            return None
        own, value = json.loads(text)
        return _read(value) if own == key else None
    except (StopIteration, OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def keep_checked(cache: Path, key: str | None, checked: Checked) -> None:
    """Keep what a check found, and let go of what the one before did; quietly not, where it cannot be
    written.
    """
    if key is None or len(checked.problems) > MOST:
        return
    rows = [[p.path, p.line, p.message, p.rule, p.level] for p in checked.problems]
    text = json.dumps([key, [checked.deck, checked.facts, checked.items, rows]]).encode()
    name = checked.deck or "unread"
    path, half = cache / f"{name}-{key}{SUFFIX}", cache / f"{name}-{secrets.token_hex(4)}.part"
    with contextlib.suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with half.open("xb") as file:
                file.write(b"%d\n%s" % (zlib.crc32(text), text))
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        remove_older(path)


def _as_shown(value: object) -> str:
    """A text that can go to a terminal."""
    text = as_text(value)
    if not text.isprintable():
        raise Misshapen
    return text


def _level(value: object) -> str:
    if value not in ("error", "warning"):
        raise Misshapen
    return str(value)


_read = record(
    Checked, _as_shown, as_count, as_count,
    each(record(Problem, _as_shown, as_count, _as_shown, _as_shown, _level)))
