"""A learner's progress in SQLite: one connection, one transaction an answer, on disk before it ends.

The log of reviews is the truth; cards are worked out from it within the same transaction, so that
sessions side by side, answers taken back and logs of another machine come to the same.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from quizgen.play.records import Card, Flag, Progress, Review, Seen
from quizgen.play.schedule import Day, replay
from quizgen.play.schema import APPLICATION_ID, MIGRATIONS, TABLES, columns, upsert

R = TypeVar("R", Review, Card, Flag, Seen)
PATIENCE = 5000  # milliseconds to wait for another session's transaction


class Store:
    """An open store; sqlite3.Error where the disk or the file fails, with nothing half done."""

    def __init__(self, path: Path | None, patience: int = PATIENCE) -> None:
        """Open or begin the store of a path; without one, in memory. It is not yet migrated."""
        self.path = path
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        try:
            self._connection.execute(f"PRAGMA busy_timeout = {patience}")
            self._connection.execute("PRAGMA synchronous = FULL")
        except (sqlite3.Error, UnicodeDecodeError):
            self.close()
            raise

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    # -- its form ---------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """How many migrations it has had; 0 for a new one."""
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def is_foreign(self) -> bool:
        """Whether it is a database of something else."""
        name = int(self._connection.execute("PRAGMA application_id").fetchone()[0])
        has_tables = self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        return bool(has_tables) and name != APPLICATION_ID

    def check(self) -> None:
        """sqlite3.DatabaseError where its pages or tables are damaged."""
        found = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError("its pages are damaged")
        for kind, table in TABLES.items():
            try:
                self._connection.execute(f"SELECT {columns(kind)} FROM {table} LIMIT 0")
            except sqlite3.OperationalError as error:
                raise sqlite3.DatabaseError(str(error)) from None

    def migrate(self) -> None:
        """Bring it up to date: each step whole or not at all, whoever else does the same."""
        if self.version < len(MIGRATIONS):
            self._connection.execute("PRAGMA journal_mode = WAL")
        for number, statements in enumerate(MIGRATIONS, 1):
            if self.version < number:
                with self._transaction():
                    if self.version < number:  # another session may have been quicker
                        for statement in statements:
                            self._connection.execute(statement)
                        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                        self._connection.execute(f"PRAGMA user_version = {number}")

    def copy_to(self, other: Store) -> None:
        """Copy everything into another store, in its place."""
        other.take_in(self._connection)

    def take_in(self, connection: sqlite3.Connection) -> None:
        """Take over the whole content of another database, in place of its own."""
        connection.backup(self._connection)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, and the only writer while it lasts."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                self._connection.execute("ROLLBACK")
            raise

    # -- writing ----------------------------------------------------------------------------------

    def put(self, *records: Review | Flag | Seen) -> None:
        """Keep records; what is there already, in a later form or the same, stays as it is."""
        with self._transaction():
            for record in records:
                self._put(record)
            reviews = (r for r in records if isinstance(r, Review))
            for deck, item in dict.fromkeys((r.deck, r.item) for r in reviews):
                self._work_out(deck, item)

    def _put(self, record: Review | Card | Flag | Seen) -> None:
        self._connection.execute(upsert(type(record)), record)

    def _work_out(self, deck: str, item: str) -> None:
        """Make the card of an item anew from its reviews."""
        card = replay(self._select(Review, "deck = ? AND item = ?", deck, item))
        if card:
            self._put(card)
        else:
            self._connection.execute("DELETE FROM cards WHERE deck = ? AND item = ?", (deck, item))

    # -- reading ----------------------------------------------------------------------------------

    def due(self, deck: str, day: Day) -> list[tuple[str, str]]:
        """Items with their facts that are due on a day, the most overdue first.

        Not those of facts that were reviewed on that day: siblings stand a day apart.
        """
        return self._connection.execute(
            "SELECT item, fact FROM cards WHERE deck = ? AND due < ? AND fact NOT IN"
            " (SELECT fact FROM cards WHERE deck = ? AND last_review >= ?) ORDER BY due, item",
            (deck, day.ends, deck, day.begins)).fetchall()

    def studied(self, deck: str) -> dict[str, tuple[str, str]]:
        """Of every item that has a card, its fact and the time of its last review."""
        rows = self._connection.execute(
            "SELECT item, fact, last_review FROM cards WHERE deck = ?", (deck,))
        return {item: (fact, time) for item, fact, time in rows}

    def dues(self, deck: str, after: str = "") -> list[tuple[str, str]]:
        """When each item comes due, from a time on, with the item; the next first."""
        return self._connection.execute(
            "SELECT due, item FROM cards WHERE deck = ? AND due >= ? ORDER BY due, item",
            (deck, after)).fetchall()

    def seen(self, deck: str) -> str | None:
        """The version in which a deck was last played."""
        row = self._connection.execute("SELECT version FROM decks WHERE deck = ?", (deck,)).fetchone()
        return row[0] if row else None

    def reviews(self, deck: str | None = None) -> list[Review]:
        """The log, with what was taken back; of one deck or of all."""
        return self._all(Review, deck)

    def cards(self, deck: str | None = None) -> list[Card]:
        """The cards of one deck or of all."""
        return self._all(Card, deck)

    def flags(self, deck: str | None = None) -> list[Flag]:
        """What was flagged, also what is so no longer."""
        return self._all(Flag, deck)

    def everything(self) -> Progress:
        """All that there is, as of one moment."""
        with self._transaction():
            return Progress(tuple(self._all(Review)), tuple(self._all(Card)), tuple(self._all(Flag)),
                            tuple(self._all(Seen)))

    def _all(self, kind: type[R], deck: str | None = None) -> list[R]:
        return self._select(kind, "deck = ?", deck) if deck else self._select(kind, "1")

    def _select(self, kind: type[R], where: str, *values: str) -> list[R]:
        rows = self._connection.execute(
            f"SELECT {columns(kind)} FROM {TABLES[kind]} WHERE {where} ORDER BY {_ORDER[kind]}", values)
        return [_record(kind, row) for row in rows]


_ORDER = {Review: "time, id", Card: "deck, item", Flag: "time, deck, item", Seen: "deck"}
_TRUTHS = {Review: ("overruled", "undone"), Card: (), Flag: ("on",), Seen: ()}


def _record(kind: type[R], row: tuple[object, ...]) -> R:
    truths = _TRUTHS[kind]
    return kind(*(bool(value) if name in truths else value  # type: ignore[arg-type]
                  for name, value in zip(kind._fields, row, strict=True)))
