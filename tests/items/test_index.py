"""The index: what is read back is what was written, or nothing."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_deck
from quizgen.items.index import LARGEST, SCHEMA, Broken, DeckIndex, Head, write_index
from quizgen.items.item import Item
from quizgen.items.library import entry_of, titles_of
from quizgen.items.make import make_items

DECKS = ["ukraine-war", "space-2023", str(Path(__file__).parent.parent / "decks" / "school")]
KEY = "0123456789"
Change = Callable[[sqlite3.Connection], object]


def write(path: Path, deck: Deck, items: tuple[Item, ...]) -> Path:
    head = Head(KEY, deck.id, deck.title, deck.version, "en", 0, 0)
    write_index(path, head, items, deck.entities, titles_of(deck))
    return path


@pytest.fixture(scope="module")
def school() -> tuple[Deck, tuple[Item, ...]]:
    deck = load_deck(DECKS[-1])
    return deck, make_items(deck)


@pytest.fixture(scope="module")
def written(school: tuple[Deck, tuple[Item, ...]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("index") / "school", *school)


def read_all(path: Path) -> tuple[Item, ...]:
    """All items that there are in an index, by way of its entries."""
    index = DeckIndex(path, KEY)
    try:
        entries = list(index.entries())
        index.titles({entry.development for entry in entries})
        return tuple(index.items([entry.id for entry in entries]))
    finally:
        index.close()


@pytest.mark.parametrize("name", DECKS, ids=["ukraine-war", "space-2023", "school"])
def test_items_and_entries_come_back_as_they_were_made(name: str, tmp_path: Path) -> None:
    deck = load_deck(name)
    items = make_items(deck)
    index = DeckIndex(write(tmp_path / "index", deck, items), KEY)
    assert tuple(index.entries()) == tuple(map(entry_of, items))
    assert tuple(index.items([item.id for item in items])) == items
    assert tuple(index.find(item.id for item in items)) == tuple(map(entry_of, items))
    assert index.titles(titles_of(deck)) == titles_of(deck)
    assert (index.deck, index.title, index.version) == (deck.id, deck.title, deck.version)


def test_items_come_in_the_order_asked_entries_in_that_of_the_deck(
    written: Path, school: tuple[Deck, tuple[Item, ...]]
) -> None:
    items = school[1]
    index = DeckIndex(written, KEY)
    ids = [items[200].id, "gone.question", items[3].id, "", items[100].id]
    assert index.items(ids) == [items[200], items[3], items[100]]
    assert [entry.id for entry in index.find(ids)] == [items[n].id for n in (3, 100, 200)]
    assert index.titles(["no-such-development"]) == {}


def test_every_field_of_an_item_is_kept_exactly(
    school: tuple[Deck, tuple[Item, ...]], tmp_path: Path
) -> None:
    """None and empty, whole and broken numbers, other alphabets."""
    deck, items = school
    odd = items[0]._replace(
        topic=None, number=-0.1, tolerance=1e15, unit="µ\u0660 “”\u202f", date="2023-09~",
        further=(items[0].source,), status="superseded", notice="n", valid_until="2024",
        accept=("", " "))
    assert read_all(write(tmp_path / "index", deck, (odd,))) == (odd,)


def test_an_empty_deck_has_an_empty_index(
    school: tuple[Deck, tuple[Item, ...]], tmp_path: Path
) -> None:
    index = DeckIndex(write(tmp_path / "index", school[0], ()), KEY)
    assert (list(index.entries()), index.items(["a.b"]), index.find(["a.b"])) == ([], [], [])


def test_grading_by_the_index_is_grading_by_the_deck(
    written: Path, school: tuple[Deck, tuple[Item, ...]]
) -> None:
    from quizgen.items.grading.grade import NameIndex, grade

    deck, items = school
    kept, made = DeckIndex(written, KEY).names(), NameIndex(deck.entities)
    answers = [name for entity in deck.entities.values() for name in entity.names]
    for item in [item for item in items if item.kind == "short-answer"][:10]:
        for answer in answers:
            assert grade(item, answer, kept) == grade(item, answer, made)


# -- whatever else lies in the cache -----------------------------------------------------------

def test_an_index_that_was_cut_off_is_broken(written: Path, tmp_path: Path) -> None:
    data = written.read_bytes()
    path = tmp_path / "cut"
    for end in [0, 1, 15, 16, 99, 100, *range(512, len(data), 2503), len(data) - 1]:
        path.write_bytes(data[:end])
        with pytest.raises(Broken):
            read_all(path)


def test_a_flipped_bit_is_found_or_does_no_harm(
    written: Path, school: tuple[Deck, tuple[Item, ...]], tmp_path: Path
) -> None:
    """Never other items, never fewer: the same, or Broken. Some bytes of a page are used by nothing."""
    data, path, order = written.read_bytes(), tmp_path / "flipped", random.Random(1)
    outcomes = set()
    for at in [*range(0, 100, 4), *(order.randrange(len(data)) for _ in range(75))]:
        flipped = bytearray(data)
        flipped[at] ^= 1 << order.randrange(8)
        path.write_bytes(flipped)
        try:
            same = read_all(path) == school[1]
        except Broken:
            outcomes.add("broken")
        else:
            assert same, f"byte {at}"
            outcomes.add("same")
    assert outcomes == {"broken", "same"}


def test_pages_of_rubbish_are_broken(written: Path, tmp_path: Path) -> None:
    data, path, order = written.read_bytes(), tmp_path / "rubbish", random.Random(2)
    for start in range(0, len(data), 4096):
        path.write_bytes(data[:start] + order.randbytes(4096) + data[start + 4096:])
        with pytest.raises(Broken):
            read_all(path)
            DeckIndex(path, KEY).names()


def pack(value: Any) -> bytes:
    return zlib.compress(json.dumps(value).encode())


def put(table: str, n: int, data: Any) -> Change:
    return lambda file: file.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (n, data))


def item_with(**changes: Any) -> Change:
    """An index whose first fact has items with other fields."""
    def change(file: sqlite3.Connection) -> None:
        data, = file.execute("SELECT data FROM items WHERE n = 0").fetchone()
        value = json.loads(zlib.decompress(data))
        names = Item._fields
        for name, new in changes.items():
            value[2][names.index(name)] = [new]
        file.execute("UPDATE items SET data = ? WHERE n = 0", (pack(value),))
    return change


@pytest.mark.parametrize("change", [
    lambda file: file.execute("DELETE FROM items WHERE n = 5"),
    lambda file: file.execute("DELETE FROM entries"),
    lambda file: file.execute("UPDATE items SET data = (SELECT data FROM items WHERE n = 1)"),
    lambda file: file.execute("PRAGMA user_version = 99"),
    lambda file: file.execute("PRAGMA application_id = 0"),
    lambda file: file.execute("CREATE VIEW more AS SELECT * FROM items"),
    lambda file: file.execute("DROP TABLE names"),
    put("items", 0, None or b""),
    put("items", 0, "text"),
    put("items", 0, 17),
    put("items", 0, b"no zlib"),
    put("items", 0, zlib.compress(b"no json")),
    put("items", 0, zlib.compress(b"\xff\xfe")),
    put("items", 0, zlib.compress(b"[" * 100_000)),
    put("items", 0, zlib.compress(b'["items", 0, [' + b"9" * 5000 + b"]]")),
    put("items", 0, zlib.compress(bytes(LARGEST + 1))),
    put("items", 0, zlib.compress(b'["items", 0, []]') + b"more"),
    put("items", 0, pack(["items", 1, []])),
    put("items", 0, pack(["items", 0, [["too", "short"]]])),
    put("items", 0, pack({"items": 0})),
    put("items", 0, pack(None)),
    put("entries", 0, pack(["entries", 0, [[1] * 10]])),
    put("names", 0, pack(["names", 0, [["id", "named", "names", "thing", None, None]]])),
    put("facts", 0, pack(["facts", 0, {"a": "b"}])),
    put("head", 0, pack(["head", 0, [KEY, "d", "t", "v", "en", -1, 0]])),
    put("head", 0, pack(["head", 0, [KEY, "d", "t", "v", "en", 10**30, 0]])),
    put("head", 0, pack(["head", 0, ["another key", "d", "t", "v", "en", 0, 0]])),
    item_with(kind="essay"),
    item_with(stem=["a"]),
    item_with(stem=None),
    item_with(sorted=1),
    item_with(accept="text"),
    item_with(as_of="some day"),
    item_with(as_of="2023-02-31"),
    item_with(number=float("nan")),
    item_with(number=float("inf")),
    item_with(number=10**400),
    item_with(source=["a", "b", "c", "d", {}]),
    item_with(pairs=[["a"]]),
    item_with(kind="ordering", sequence=["a", "a", "a"]),
    item_with(kind="ordering", sequence=[str(n) for n in range(11)]),
    item_with(kind="multiple-choice", distractors=[[str(n), "why"] for n in range(20)]),
    item_with(kind="true-false", distractors=[]),
])
def test_what_is_hostile_is_broken(change: Change, written: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(written.read_bytes())
    file = sqlite3.connect(path)
    change(file)
    file.commit()
    file.close()
    with pytest.raises(Broken):
        read_all(path)
        DeckIndex(path, KEY).names()


def test_another_database_is_no_index(tmp_path: Path) -> None:
    file = sqlite3.connect(tmp_path / "other")
    file.execute("CREATE TABLE head (n, data)")
    file.commit()
    file.close()
    (tmp_path / "text").write_text("no database\n" * 100, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("other", "text", "folder", "missing"):
        with pytest.raises(Broken):
            DeckIndex(tmp_path / name, KEY)


def test_a_number_of_entries_is_read_without_the_rest(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "half"
    path.write_bytes(written.read_bytes())
    file = sqlite3.connect(path)
    file.execute("DELETE FROM entries WHERE n > 0")
    file.commit()
    file.close()
    assert len(list(islice(DeckIndex(path, KEY).entries(), 20))) == 20


def test_the_file_is_not_written_by_reading(written: Path) -> None:
    index = DeckIndex(written, KEY)
    with pytest.raises(sqlite3.OperationalError):
        index._file.execute(SCHEMA[0].replace("head", "more"))
