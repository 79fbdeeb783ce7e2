"""Opening the progress store, whatever has become of it: always a store, and a word on what is wrong.

A broken store is set aside under a new name; one of a newer quizgen, or one that cannot be written,
is left as it is, and the session works on a copy in memory: what is answered then goes into a file
(`recorder`). Nothing is ever deleted.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from quizgen.bank.files import path_of
from quizgen.play.schema import MIGRATIONS
from quizgen.play.store import PATIENCE, Store

HOME = "QUIZGEN_HOME"
FILE = "progress.sqlite"
_BROKEN = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB
_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
# A damaged name of a table comes into SQLite's own message, which Python then cannot decode.
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)


class Opened(NamedTuple):
    """A store to work with, whether it lasts, and what the learner is to be told.

    It is `whole` where it holds what was learned before, as far as anybody knows.
    """

    store: Store
    lasts: bool = True
    remark: str = ""
    whole: bool = True


def store_path() -> Path:
    """Where progress is kept: the folder that QUIZGEN_HOME names, or the user's data folder."""
    home = os.environ.get(HOME)
    if home:
        return path_of(home) / FILE
    from platformdirs import user_data_path

    return user_data_path("quizgen", appauthor=False) / FILE


def open_store(path: Path, stamp: str, patience: int = PATIENCE, aside: bool = True) -> Opened:
    """Open the store of a path, or begin it; `stamp` tells the names of copies apart.

    Not `aside`: a broken one stays where it is, for who only reads.
    """
    found = _identity(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _open(path, stamp, patience)
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        code = _code(error)
        if code in _BROKEN or (code is None and isinstance(error, _DAMAGE)):
            if not aside:
                return _in_memory(path, f"The progress in {path} cannot be read ({_reason(error)}).",
                                  copied=False)
            return _set_aside(path, stamp, error, found)
        return _in_memory(path, f"Progress cannot be saved in {path} ({_reason(error)}).")


def _open(path: Path, stamp: str, patience: int) -> Opened:
    store = Store(path, patience)
    try:
        if store.is_foreign:
            raise sqlite3.DatabaseError("it is no progress of quizgen")
        if store.version > len(MIGRATIONS):
            store.close()
            return _in_memory(path, f"{path} was written by a newer quizgen and is left as it is: "
                              "update quizgen to go on with it.", copied=False)
        if 0 < store.version < len(MIGRATIONS):
            _keep_copy(store, path.with_name(f"{path.stem}.v{store.version}-{stamp}{path.suffix}"))
        store.migrate()
        store.check()
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "it may only be read")
    except BaseException:
        store.close()
        raise
    return Opened(store)


def _keep_copy(store: Store, target: Path) -> None:
    """A copy of a store before it is changed, whole or not there."""
    half = target.with_name(f"{target.name}.part")
    copy = Store(half)
    try:
        store.copy_to(copy)
    finally:
        copy.close()
    half.replace(target)


def _identity(path: Path) -> int | None:
    """What tells a file from another that takes its name."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _set_aside(path: Path, stamp: str, error: Exception, found: int | None) -> Opened:
    """Rename a broken store with all that belongs to it, and begin a new one."""
    aside = path.with_name(f"{path.stem}.broken-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.broken-{stamp}-{number}{path.suffix}")
    try:
        if _identity(path) == found:  # else another session has done so
            path.rename(aside)
            for ending in ("-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
        opened = _open(path, stamp, PATIENCE)
    except (OSError, sqlite3.Error) as second:
        return _in_memory(path, f"{path} is broken ({_reason(error)}) and cannot be set aside "
                          f"({_reason(second)}).", copied=False)
    return Opened(opened.store, opened.lasts, f"The progress kept so far cannot be read "
                  f"({_reason(error)}). It was set aside, nothing of it is deleted: {aside}. A new one "
                  "is begun; `quizgen progress import` takes a backup in.", whole=False)


def _in_memory(path: Path, remark: str, copied: bool = True) -> Opened:
    """A store in memory with as much of the file's content as can be read."""
    store, whole = Store(None), False
    for way in ("mode=ro", "immutable=1") if copied else ():
        try:
            _read_into(store, path, way)
            whole = True
            break
        except (sqlite3.Error, OSError, ValueError) as error:
            if _code(error) in _BUSY:
                break
    try:
        store.migrate()
        store.check()
    except (sqlite3.Error, UnicodeDecodeError):
        store.close()
        store, whole = Store(None), False
        store.migrate()
    return Opened(store, False, remark, whole or (copied and not path.exists()))


def _read_into(store: Store, path: Path, way: str) -> None:
    place = f"{path.absolute().as_uri()}?{way}"
    with contextlib.closing(sqlite3.connect(place, uri=True, timeout=0.1)) as file:
        file.execute("SELECT 1 FROM sqlite_master").fetchall()  # a copy would wait for ever
        store.take_in(file)


def _code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def _reason(error: Exception) -> str:
    if _code(error) in _BUSY:
        return "another program holds it"
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
