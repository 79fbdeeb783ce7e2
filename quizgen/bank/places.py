"""Where each part of a deck stands: kept by file, and looked for in it when somebody asks.

Few of a bank's lines are ever asked for: those of its faults. So of a file that was read without its
lines no more is kept than which parts it holds; asked for one, it is read again, with them.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterator
from collections.abc import Mapping as Mappable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen.bank.find import HEADER
from quizgen.bank.yaml_reader import Mapping, Sequence, parse_yaml, read_text

ENTITIES = "entities.yaml"
KEPT = 4  # files whose fields' lines are kept: faults are told file by file


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: its file and line."""

    path: str
    line: int


class Places(Mappable[str, Position]):
    """The place of each part by its key (see `Deck`), and of what stands in it: `fact:ID.FIELD`,
    `fact:ID.assertions.0.by`.

    A file that is another by the time it is read again has no lines any more: they are 0.
    """

    def __init__(self) -> None:
        self._known: dict[str, Position] = {}
        self._files: dict[str, tuple[Path, str, int]] = {}   # by part: its file
        self._fields: OrderedDict[str, dict[str, Position]] = OrderedDict()  # by file: all in it

    def put(self, key: str, position: Position, file: tuple[Path, str, int]) -> None:
        """Remember a part whose line is known."""
        self._known[key] = position
        self._files[key] = file

    def put_file(self, keys: list[str], file: tuple[Path, str, int]) -> bool:
        """Remember that parts stand in a file: its path, the path to show, and its checksum.

        False, and nothing is remembered, where one of them is known already, or stands twice.
        """
        found = dict.fromkeys(keys, file)
        if len(found) < len(keys) or not self._files.keys().isdisjoint(found):
            return False
        self._files.update(found)
        return True

    def __getitem__(self, key: str) -> Position:
        if key in self._known:
            return self._known[key]
        file = self._files.get(key) or self._files[key.partition(".")[0]]
        found = self._read(file).get(key)
        if found is None:
            if key not in self._files:
                raise KeyError(key)
            found = Position(file[1], 0)
        return found

    def __contains__(self, key: object) -> bool:
        if key in self._files:
            return True
        if not isinstance(key, str) or key.partition(".")[0] not in self._files:
            return False
        return key in self._read(self._files[key.partition(".")[0]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _read(self, file: tuple[Path, str, int]) -> dict[str, Position]:
        """Every place in a file."""
        path, shown, checksum = file
        if shown in self._fields:
            self._fields.move_to_end(shown)
            return self._fields[shown]
        text, problem = read_text(path, shown)
        data = None
        if not problem and checksum_of(text) == checksum:
            data, _ = parse_yaml(text, shown)
        found = dict(places_in(path.name, data, shown)) if data else {}
        for key, position in found.items():  # each file is read once for these
            if self._files.get(key) == file:
                self._known.setdefault(key, position)
        self._fields[shown] = found
        if len(self._fields) > KEPT:
            self._fields.popitem(last=False)
        return found


def checksum_of(text: str) -> int:
    """What tells one text of a file from another."""
    return zlib.crc32(text.encode())


def places_in(name: str, data: Mapping, shown: str) -> Iterator[tuple[str, Position]]:
    """Every part of a file of that name, with its place; of two with the same id the first."""
    if name == HEADER:
        yield "deck", Position(shown, data.line)
        yield from _fields("deck", shown, data)
        return
    if name == ENTITIES:
        for key in data:
            yield f"entity:{key}", Position(shown, data.lines[key])
            if isinstance(data[key], Mapping):
                yield from _fields(f"entity:{key}", shown, data[key])
        return
    seen: set[str] = set()
    for key, entry in _parts(data):
        if key not in seen:
            seen.add(key)
            yield key, Position(shown, entry.line)
            if key.startswith(("fact:", "update:", "set:")):
                yield from _fields(key, shown, entry)


def _parts(data: Mapping) -> Iterator[tuple[str, Mapping]]:
    """The parts of a digest."""
    yield f"digest:{data.get('date')}", data
    for source in _entries(data, "sources"):
        yield f"source:{data.get('date')}:{source.get('id')}", source
    for development in _entries(data, "developments"):
        for fact in _entries(development, "facts"):
            yield f"fact:{fact.get('id')}", fact
    for update in _entries(data, "updates"):
        yield f"update:{data.get('date')}:{update.get('fact')}", update
    for group in _entries(data, "sets"):
        yield f"set:{group.get('id')}", group


def _entries(data: Mapping, key: str) -> Iterator[Mapping]:
    value = data.get(key)
    if isinstance(value, Sequence):
        yield from (entry for entry in value if isinstance(entry, Mapping))


def _fields(key: str, shown: str, entry: Mapping | Sequence) -> Iterator[tuple[str, Position]]:
    """The lines of an entry's fields, and of what stands in them by name or, in a list, by number."""
    inner = entry.items() if isinstance(entry, Mapping) else enumerate(entry)
    lines: dict[Any, int] = {**entry.lines}
    for name, value in inner:
        yield f"{key}.{name}", Position(shown, lines[name])
        if isinstance(value, (Mapping, Sequence)):
            yield from _fields(f"{key}.{name}", shown, value)
