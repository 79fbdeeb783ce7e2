"""A deck's folder in, its items out: from the index where nothing has changed, else from the bank.

The index lies in the user's cache folder, or in that of the environment's QUIZGEN_CACHE. It is named
by the deck and by a key: what the deck's files hold, and by which code items are made. Where there
is none, or a broken one, it is made; where it cannot be written, the items are held in memory.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quizgen import __version__
from quizgen.bank.files import digest_of, fingerprint_files
from quizgen.items.index import Broken, DeckIndex, Head, write_index
from quizgen.items.item import Item
from quizgen.items.library import Entry, Library

if TYPE_CHECKING:
    from quizgen.bank.deck import Deck
    from quizgen.items.grading.names import NameIndex

SUFFIX = ".index"
KEPT = 2  # of a deck: as it is, and the one before, for who plays two versions in turn
MAKERS = ("bank", "items")  # the parts of the package that items depend on
# What is done, how much of it, and of how much: for who waits.
Progress = Callable[[str, int, int], None]
T = TypeVar("T")


def open_library(
    folder: Path, cache: Path | None = None, progress: Progress | None = None
) -> Library:
    """The items of the deck in a folder. DeckError where the deck has errors.

    A deck that was read before is not read again until one of its files, or the code, is another.
    """
    kept = cache or cache_folder()
    key = deck_key(folder)
    path = _find(kept, key) if key else None
    if key and path:
        with contextlib.suppress(Broken):
            return Mending(DeckIndex(path, key), folder, path)
    return _build(folder, key, kept, progress or _tell_nobody)


def cache_folder() -> Path:
    """Where indexes are kept."""
    chosen = os.environ.get("QUIZGEN_CACHE")
    if chosen:
        return Path(chosen)
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and os.path.isabs(home) and "XDG_CACHE_HOME" not in os.environ:  # noqa: PTH117
        return Path(home, ".cache", "quizgen")  # the usual case
    from platformdirs import user_cache_dir  # knows all others; longer to import than to draw a quiz

    return Path(user_cache_dir("quizgen", appauthor=False))


def deck_key(folder: Path) -> str | None:
    """What an index is of: the deck's files and the code; None where the files cannot be read."""
    files = fingerprint_files(folder)
    return files and digest_of(f"{files} {code_of(MAKERS)}")


def code_of(folders: tuple[str, ...]) -> str:
    """The version, and the names, sizes and times of the sources of some parts of the package."""
    return f"{__version__} {sys.version_info.major}.{sys.version_info.minor} {_sources(folders)}"


@cache  # code that runs is not read again
def _sources(folders: tuple[str, ...]) -> str:
    told = []
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    for folder, inside, names in chain(*(os.walk(f"{package}{os.sep}{part}") for part in folders)):
        inside.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                about = os.stat(f"{folder}{os.sep}{name}")  # noqa: PTH116 - a Path each takes longer
                told.append(f"{name}:{about.st_size}:{about.st_mtime_ns}")
    return " ".join(told)


def _find(cache: Path, key: str) -> Path | None:
    """The index of a key, whatever its deck is called: that stands in a file of the deck."""
    try:
        return next((path for path in cache.iterdir() if path.name.endswith(f"-{key}{SUFFIX}")), None)
    except OSError:
        return None


def _build(folder: Path, key: str | None, cache: Path, progress: Progress) -> Library:
    from quizgen.bank.read import load_folder
    from quizgen.items.in_memory import hold_items
    from quizgen.items.make import make_items

    deck = load_folder(folder, lambda done, of: progress("Reading", done, of))
    if key and key == deck_key(folder):  # else it was edited while it was read
        with contextlib.suppress(OSError, sqlite3.Error, ValueError, Broken):
            path = _write(deck, key, cache, progress)
            return Mending(DeckIndex(path, key), folder, path)
    return hold_items(deck, make_items(deck))


def _write(deck: Deck, key: str, cache: Path, progress: Progress) -> Path:
    """Write an index whole, under another name first; then older ones of the deck can go."""
    import secrets

    from quizgen.bank.collector import collector_off
    from quizgen.items.library import titles_of
    from quizgen.items.make import asked_items

    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = cache / f"{deck.id}-{key}{SUFFIX}"
    half = cache / f"{deck.id}-{secrets.token_hex(4)}.part"
    head = Head(key, deck.id, deck.header.title, deck.version, deck.header.language, 0, 0)
    try:
        with collector_off():
            write_index(half, head, asked_items(deck), deck.entities, titles_of(deck),
                        lambda done: progress("Making questions", done, len(deck.facts)))
        _settle(half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    remove_older(path)
    return path


def _settle(path: Path) -> None:
    """Wait until the disk has it, so that a power cut leaves either the whole file or none."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def remove_older(path: Path) -> None:
    """Remove the deck's files of the kind from before, and what a process that was killed left."""
    deck = path.name.rpartition("-")[0]
    with contextlib.suppress(OSError):
        others = [p for p in path.parent.iterdir() if p.name.rpartition("-")[0] == deck and p != path]
        finished = [p for p in others if p.suffix == path.suffix]
        finished.sort(key=lambda p: p.stat().st_mtime, reverse=True)
        begun = [p for p in others if p.suffix == ".part"
                 and p.stat().st_mtime < path.stat().st_mtime - 3600]  # nobody's any more
        for old in (*finished[KEPT - 1 :], *begun):
            old.unlink(missing_ok=True)


def _tell_nobody(what: str, done: int, of: int) -> None:
    """For who does not ask."""


class Mending:
    """The library in an index; of an index that turns out broken, the items from the bank."""

    def __init__(self, index: DeckIndex, folder: Path, path: Path) -> None:
        self._library: Library = index
        self._folder = folder
        self._path = path
        self.deck, self.title = index.deck, index.title
        self.version, self.language = index.version, index.language

    def entries(self) -> Iterator[Entry]:
        """All entries, read only as far as they are taken."""
        taken = 0
        try:
            for entry in self._library.entries():
                yield entry
                taken += 1
        except Broken:
            self._mend()
            yield from islice(self._library.entries(), taken, None)

    def find(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of some ids in the order of the deck."""
        wanted = list(ids)
        return self._ask(lambda library: library.find(wanted))

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items of some ids, in the order given."""
        return self._ask(lambda library: library.items(ids))

    def names(self) -> NameIndex:
        """The names of all its entities."""
        return self._ask(lambda library: library.names())

    def titles(self, developments: Iterable[str]) -> dict[str, str]:
        """The titles of some developments, by id."""
        wanted = list(developments)
        return self._ask(lambda library: library.titles(wanted))

    def _ask(self, question: Callable[[Library], T]) -> T:
        try:
            return question(self._library)
        except Broken:
            self._mend()
            return question(self._library)

    def _mend(self) -> None:
        """Take the items from the bank; the next session makes a new index."""
        from quizgen.bank.read import load_folder
        from quizgen.items.in_memory import hold_items
        from quizgen.items.make import make_items

        if isinstance(self._library, DeckIndex):
            self._library.close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        deck = load_folder(self._folder)
        self._library = hold_items(deck, make_items(deck))
