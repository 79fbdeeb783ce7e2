"""Notes in, the bytes of an .apkg out: a zip of an SQLite database and its media.

genanki writes the tables, the note type and the deck; the notes go past it, since it holds all of
them at once and looks at each field several times. They stream into a file, not into memory, and
the indexes come last. Nothing depends on the clock: the same notes give the same bytes.
"""

from __future__ import annotations

import io
import itertools
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import genanki

from quizgen.formats.parts import on_disk

CHUNK = 200  # notes that are in memory at once
DEFLATE_LEVEL = 1  # level 6 takes twice as long for a tenth less
LARGE = 1 << 31  # bytes; a larger member needs the zip format's 64-bit fields

# genanki's rows, with what is the same in each of them: not yet synced, no flags, a new card.
_NOTE = "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')"
_CARD = "INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note as Anki keeps it: texts are HTML, tags hold no spaces, `cards` are templates' places.

    `changed` is when its content last changed, in seconds; `due` its place among the new cards.
    """

    guid: str
    changed: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: tuple[int, ...]
    due: int


def write_package(
    model: genanki.Model, deck: genanki.Deck, notes: Iterable[PackedNote], first_id: int,
    media: Mapping[str, Callable[[], bytes]] | None = None,
) -> bytes:
    """The package of a deck whose notes are all of one type; ids count from `first_id`.

    `media` gives each file's name in the learner's folder and how to read it. OSError names the
    folder for temporary files where that has no room.
    """
    deck.add_model(model)
    out = io.BytesIO()
    with on_disk(), tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        database = Path(folder) / "collection.anki2"
        _write_database(database, model, deck, notes, first_id)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=DEFLATE_LEVEL) as package:
            _add(package, "collection.anki2", database)
            database.unlink()
            names = dict(enumerate(media or {}))
            _add(package, "media", json.dumps(names).encode())
            for number, name in names.items():
                _add(package, str(number), (media or {})[name]())
            for member in package.infolist():  # alike on any system
                member.create_system, member.external_attr = 3, 0o644 << 16
    return out.getvalue()


def _write_database(
    path: Path, model: genanki.Model, deck: genanki.Deck, notes: Iterable[PackedNote], first_id: int
) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        genanki.Package(deck).write_to_db(connection.cursor(), 0, iter(()))
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name").fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        _insert(connection, notes, model, deck.deck_id, first_id)
        for _, sql in indexes:
            connection.execute(sql)
        connection.commit()
    finally:
        connection.close()


def _insert(
    connection: sqlite3.Connection, notes: Iterable[PackedNote], model: genanki.Model, deck_id: int,
    first_id: int,
) -> None:
    ids = itertools.count(first_id)
    coming = iter(notes)
    sort = model.sort_field_index
    while chunk := list(itertools.islice(coming, CHUNK)):
        rows, cards = [], []
        for note in chunk:
            number = next(ids)
            rows.append((number, note.guid, model.model_id, note.changed, f" {' '.join(note.tags)} ",
                         "\x1f".join(note.fields), note.fields[sort]))
            cards += [(next(ids), number, deck_id, place, note.changed, note.due)
                      for place in note.cards]
        connection.executemany(_NOTE, rows)
        connection.executemany(_CARD, cards)


def _add(package: zipfile.ZipFile, name: str, data: Path | bytes) -> None:
    """A member without a time; opened by its name, it has that of the format's beginning."""
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    source = data.open("rb") if isinstance(data, Path) else io.BytesIO(data)
    with source, package.open(name, "w", force_zip64=size >= LARGE) as member:
        shutil.copyfileobj(source, member, 1 << 20)
