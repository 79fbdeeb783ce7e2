"""An index of a deck's items: one SQLite file in parts, of which a session reads the few it needs.

Each part is a list of JSON, packed by zlib, whose checksum tells a flipped bit; it names its own
place, and the head says how many parts of a kind there are. So whatever is damaged, cut off or
foreign is `Broken` when it is read, and never taken for a deck that has fewer items. Nothing in the
file is run: no pickle, no SQL but a table's, read-only.

    head     one: the key that the file was made for, and what the deck is
    items    by a fact's number in the order of the deck: the items of the fact (or set)
    entries  by block of facts: their entries
    facts    by bucket of ids: the numbers of facts
    titles   by bucket of ids: the titles of developments
    names    one: the entities, as grading needs them
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, groupby, islice
from json import JSONDecoder
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quizgen.items.item import Item
from quizgen.items.library import Entry, entry_of
from quizgen.items.stored import (
    Misshapen,
    as_count,
    as_text,
    each,
    mapping,
    maybe,
    read_entries,
    read_items,
    record,
    to_columns,
    to_json,
)

if TYPE_CHECKING:
    from quizgen.items.grading.names import Named, NameIndex

T = TypeVar("T")
APPLICATION = 0x517A4749  # “QzGI”
FORMAT = 2                # of the parts below; another number is another format
TABLES = ("head", "items", "entries", "facts", "titles", "names")
SCHEMA = [f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, data BLOB NOT NULL)" for name in TABLES]
BLOCK = 16                # facts in a block, ids in a bucket
LARGEST = 20_000_000      # bytes of a part, unpacked: the names of a bank's 8 MB of entities fit

# All that a damaged or hostile file can raise on the way from its bytes to a checked value.
_FAULTS = (sqlite3.Error, zlib.error, ValueError, TypeError, LookupError, OverflowError,
           RecursionError, MemoryError)


class Broken(Exception):
    """The file is no index, not of this deck as it is now, or damaged."""


class Head(NamedTuple):
    """What the file was made for and of, and how many facts, blocks and buckets it has."""

    key: str
    deck: str
    title: str
    version: str
    language: str
    facts: int
    titles: int


class Name(NamedTuple):
    """An entity as grading needs it; see `Named`."""

    id: str
    named: str
    names: tuple[str, ...]
    family: str
    title: str | None
    surname: str | None


_read_head = record(Head, *[as_text] * 5, as_count, as_count)
_read_name = record(Name, as_text, as_text, each(as_text), as_text, maybe(as_text), maybe(as_text))


# -- writing --------------------------------------------------------------------------------------

def write_index(
    path: Path, head: Head, items: Iterable[Item], entities: "Mapping[str, Named]",
    titles: Mapping[str, str], progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Write an index into a new file; `head` need not know how many there are of what.

    The items of a fact follow each other. `progress` is told how many facts are done. OSError or
    sqlite3.Error where it cannot be written.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for line in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", *SCHEMA, "BEGIN"):
            file.execute(line)
        facts: dict[str, int] = {}
        rest = [
            *(("titles", n, bucket) for n, bucket in enumerate(_buckets(titles))),
            ("names", 0, [Name(key, e.named, e.names, e.family, e.title, e.surname)
                          for key, e in entities.items()]),
        ]
        for table, n, value in chain(_of_facts(items, facts, progress), rest):
            _put(file, table, n, value)
        for n, bucket in enumerate(_buckets(facts)):
            _put(file, "facts", n, bucket)
        _put(file, "head", 0, head._replace(facts=len(facts), titles=len(titles)))
        for line in ("COMMIT", f"PRAGMA application_id = {APPLICATION}",
                     f"PRAGMA user_version = {FORMAT}"):
            file.execute(line)


def _of_facts(
    items: Iterable[Item], facts: dict[str, int], progress: Callable[[int], None]
) -> Iterator[tuple[str, int, Any]]:
    """The parts with items and entries; numbers the facts on the way."""
    entries: list[Entry] = []
    for fact, group in groupby(items, lambda item: item.fact):
        number = len(facts)
        if facts.setdefault(fact, number) != number:
            raise ValueError(f"the items of {fact} do not follow each other")
        made = list(group)
        yield "items", number, to_columns(made)
        entries += map(entry_of, made)
        if len(facts) % BLOCK == 0:
            yield "entries", number // BLOCK, to_columns(entries)
            entries = []
        progress(len(facts))
    if entries:
        yield "entries", len(facts) // BLOCK, to_columns(entries)


def _put(file: sqlite3.Connection, table: str, n: int, value: Any) -> None:
    data = zlib.compress(to_json([table, n, value]), 1)
    file.execute(f"INSERT INTO {table} VALUES (?, ?)", (n, data))


def _buckets(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    buckets: list[dict[str, Any]] = [{} for _ in range(_count(len(values)))]
    for name, value in values.items():
        buckets[_bucket(name, len(values))][name] = value
    return buckets


def _count(things: int) -> int:
    """How many blocks or buckets hold so many things."""
    return -(-things // BLOCK)


def _bucket(name: str, things: int) -> int:
    return zlib.crc32(name.encode("utf-8", "replace")) % _count(things)


# -- reading --------------------------------------------------------------------------------------

class DeckIndex:
    """The library in an index file. Every method raises Broken where what it needs is damaged."""

    def __init__(self, path: Path, key: str) -> None:
        self._file = _open(path)
        self._buckets: dict[tuple[str, int], dict[str, Any]] = {}  # those read so far
        self.head = self._part("head", 0, _read_head)
        if self.head.key != key:
            raise Broken(f"{path} is of another deck")
        self.deck, self.title = self.head.deck, self.head.title
        self.version, self.language = self.head.version, self.head.language

    def entries(self) -> Iterator[Entry]:
        """All entries, read block by block."""
        for n in range(_count(self.head.facts)):
            yield from self._part("entries", n, read_entries)

    def find(self, ids: Iterable[str]) -> list[Entry]:
        """The entries of some ids in the order of the deck."""
        wanted = set(ids)
        read = partial(read_entries, wanted=wanted)
        blocks = sorted({number // BLOCK for number in self._numbers(wanted)})
        return [entry for block in blocks for entry in self._part("entries", block, read)]

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items of some ids, in the order given."""
        read = partial(read_items, wanted=set(ids))
        known = {item.id: item for number in self._numbers(ids)
                 for item in self._part("items", number, read)}
        return [known[name] for name in ids if name in known]

    def names(self) -> "NameIndex":
        """The names of all its entities."""
        from quizgen.items.grading.names import NameIndex

        return NameIndex({name.id: name for name in self._part("names", 0, each(_read_name))})

    def titles(self, developments: Iterable[str]) -> dict[str, str]:
        """The titles of some developments, by id."""
        return self._look_up("titles", self.head.titles, developments, as_text)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of some items' facts; an item's id begins with its fact's, and a dot."""
        facts = {name.partition(".")[0] for name in ids}
        return sorted(self._look_up("facts", self.head.facts, facts, as_count).values())

    def _look_up(
        self, table: str, things: int, names: Iterable[str], read: Callable[[Any], T]
    ) -> dict[str, T]:
        """What a table of buckets has of some names; each bucket is read once."""
        wanted: dict[int, list[str]] = {}
        for name in names if things else ():
            wanted.setdefault(_bucket(name, things), []).append(name)
        found = {}
        for n, some in wanted.items():
            known = self._buckets.get((table, n))
            if known is None:
                known = self._buckets[table, n] = self._part(table, n, mapping(read))
            found.update({name: known[name] for name in some if name in known})
        return found

    def _part(self, table: str, n: int, read: Callable[[Any], Any]) -> Any:
        """A part's value; Broken where it is missing, damaged or misshapen."""
        try:
            row = self._file.execute(f"SELECT data FROM {table} WHERE n = ?", (n,)).fetchone()
            own_table, own_n, value = _JSON.decode(_unpack(row[0]).decode())
            if (own_table, own_n) != (table, n):
                raise Misshapen
            return read(value)
        except _FAULTS as error:
            raise Broken(f"{table} {n} cannot be read") from error


def _open(path: Path) -> sqlite3.Connection:
    """The file, opened so that nothing in it is run, written or waited for."""
    try:
        file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True,
                               isolation_level=None, check_same_thread=False)
    except _FAULTS as error:
        raise Broken(f"{path} cannot be opened") from error
    try:
        file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        file.execute("PRAGMA trusted_schema = OFF")
        file.execute("PRAGMA query_only = ON")
        numbers = [file.execute(f"PRAGMA {name}").fetchone()[0]
                   for name in ("application_id", "user_version")]
        schema = [sql for (sql,) in islice(file.execute("SELECT sql FROM sqlite_schema"), 100)]
    except _FAULTS as error:
        file.close()
        raise Broken(f"{path} is no database") from error
    if numbers != [APPLICATION, FORMAT] or schema != SCHEMA:
        file.close()
        raise Broken(f"{path} is no index")
    return file


def _unpack(data: Any) -> bytes:
    if type(data) is not bytes:
        raise Misshapen
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(data, LARGEST)
    if not unpacker.eof or unpacker.unused_data:
        raise Misshapen
    return text


def _refuse(constant: str) -> None:
    raise Misshapen(constant)


_JSON = JSONDecoder(parse_constant=_refuse)
