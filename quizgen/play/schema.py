"""The tables of the progress store and how an older store is brought up to them.

A step of `MIGRATIONS` is never changed once it was released: a later one is added. The number of
steps that a store has had is its `user_version`.
"""

from __future__ import annotations

from quizgen.play.records import Card, Flag, Review, Seen

APPLICATION_ID = 0x71756967  # “quig”: tells our store from any other SQLite file
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE reviews (id TEXT PRIMARY KEY, session TEXT NOT NULL, deck TEXT NOT NULL,"
        " item TEXT NOT NULL, fact TEXT NOT NULL, time TEXT NOT NULL, mode TEXT NOT NULL,"
        " verdict TEXT NOT NULL, rating INTEGER, given TEXT NOT NULL, choice TEXT,"
        " hints INTEGER NOT NULL, milliseconds INTEGER NOT NULL, overruled INTEGER NOT NULL,"
        " undone INTEGER NOT NULL, expires TEXT, changed TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX reviews_of_item ON reviews (deck, item)",
        "CREATE TABLE cards (deck TEXT NOT NULL, item TEXT NOT NULL, fact TEXT NOT NULL,"
        " due TEXT NOT NULL, stability REAL NOT NULL, difficulty REAL NOT NULL,"
        " state INTEGER NOT NULL, step INTEGER, last_review TEXT NOT NULL,"
        " reviews INTEGER NOT NULL, lapses INTEGER NOT NULL, PRIMARY KEY (deck, item)) WITHOUT ROWID",
        "CREATE INDEX cards_due ON cards (deck, due)",
        "CREATE TABLE flags (deck TEXT NOT NULL, item TEXT NOT NULL, time TEXT NOT NULL,"
        " note TEXT NOT NULL, \"on\" INTEGER NOT NULL, PRIMARY KEY (deck, item)) WITHOUT ROWID",
        "CREATE TABLE decks (deck TEXT PRIMARY KEY, version TEXT NOT NULL, time TEXT NOT NULL)"
        " WITHOUT ROWID",
    ),
)
TABLES = {Review: "reviews", Card: "cards", Flag: "flags", Seen: "decks"}
_KEYS = {Review: "id", Card: "deck, item", Flag: "deck, item", Seen: "deck"}
_CLOCKS = {Review: "changed", Flag: "time", Seen: "time"}  # of two rows, the later holds


def columns(kind: type[Review | Card | Flag | Seen]) -> str:
    """The columns of a kind of record, in the order of its fields."""
    return ", ".join(f'"{name}"' for name in kind._fields)


def upsert(kind: type[Review | Card | Flag | Seen]) -> str:
    """The statement that puts a record: anew, or over an older row of the same key."""
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in kind._fields)
    clock = _CLOCKS.get(kind)
    later = f' WHERE excluded."{clock}" > "{TABLES[kind]}"."{clock}"' if clock else ""
    places = ", ".join("?" * len(kind._fields))
    return (f"INSERT INTO {TABLES[kind]} ({columns(kind)}) VALUES ({places})"
            f" ON CONFLICT ({_KEYS[kind]}) DO UPDATE SET {changes}{later}")
