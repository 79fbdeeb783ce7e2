"""A learner with a real Anki collection: what they import, do to their cards, and see afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from quizgen.formats.anki_note import make_guid

Update = Literal["if newer", "always", "never"]
UPDATES: tuple[Update, ...] = ("if newer", "always", "never")


@dataclass(frozen=True)
class CardSeen:
    """A card as its learner has it: where it is, how it is scheduled, and every review of it."""

    id: int
    deck: str
    queue: int
    due: int
    interval: int
    reps: int
    reviews: tuple[int, ...]

    @property
    def suspended(self) -> bool:
        return self.queue == -1


@dataclass(frozen=True)
class NoteSeen:
    """A note as its learner has it; `waiting` tells that it would be sent at the next sync."""

    id: int
    fields: dict[str, str]
    tags: frozenset[str]
    changed: int
    waiting: bool
    cards: dict[int, CardSeen]  # by slot


class Learner:
    """Wraps the official backend. Facts are named by their ids, cards by their slots."""

    def __init__(self, folder: Path, deck: str = "mini") -> None:
        from anki.collection import Collection

        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.deck = folder, deck
        self.collection: Any = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        self.collection.close()

    def bring_in(self, package: bytes, update: Update = "if newer", merge: bool = False) -> Any:
        """Import a package as Anki's dialog does; the log of what was new, updated and so on.

        `update` is the dialog's choice for notes and for note types; `merge` its "merge note types".
        """
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        path = self.folder / "in.apkg"
        path.write_bytes(package)
        mode: Any = UPDATES.index(update)
        options = ImportAnkiPackageOptions(
            update_notes=mode, update_notetypes=mode, merge_notetypes=merge)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()  # which an import forgets
        return log

    def sync(self) -> None:
        """Leave the collection as a finished sync does: nothing waits to be sent."""
        for table in ("notes", "cards", "revlog", "notetypes", "decks", "tags", "graves"):
            self.collection.db.execute(f"update {table} set usn = 0")
        self.collection.db.execute("update col set ls = mod, scm = mod - 1")

    def waiting(self) -> dict[str, int]:
        """How many rows of each table would be sent at the next sync."""
        tables = ("notes", "cards", "revlog", "notetypes", "decks", "graves")
        return {table: self.collection.db.scalar(f"select count() from {table} where usn = -1")
                for table in tables}

    def needs_full_sync(self) -> bool:
        return bool(self.collection.schema_changed())

    def note(self, fact: str) -> Any:
        number = self.collection.db.scalar(
            "select id from notes where guid = ?", make_guid(self.deck, fact))
        return self.collection.get_note(number)

    def cards(self, fact: str) -> list[Any]:
        return sorted(self.note(fact).cards(), key=lambda card: card.ord)

    def edit(self, fact: str, field: str, text: str) -> None:
        note = self.note(fact)
        note[field] = text
        self.collection.update_note(note)

    def tag(self, fact: str, tag: str) -> None:
        self.collection.tags.bulk_add([self.note(fact).id], tag)

    def review(self, fact: str, times: int, rating: int = 3) -> None:
        """Answer the fact's first card; 1 again, 2 hard, 3 good, 4 easy."""
        for _ in range(times):
            card = self.cards(fact)[0]
            card.start_timer()
            self.collection.sched.answerCard(card, rating)

    def suspend(self, fact: str) -> None:
        self.collection.sched.suspend_cards([card.id for card in self.cards(fact)])

    def move(self, fact: str, deck: str) -> None:
        target = self.collection.decks.id(deck)
        self.collection.set_deck([card.id for card in self.cards(fact)], target)

    def see(self, fact: str) -> NoteSeen:
        """Everything of a note that an import could spoil."""
        note = self.note(fact)
        return NoteSeen(note.id, dict(note.items()), frozenset(note.tags), note.mod, note.usn == -1,
                        {card.ord + 1: self._card(card) for card in self.cards(fact)})

    def see_all(self) -> dict[str, NoteSeen]:
        return {fact: self.see(fact) for fact in self.facts()}

    def facts(self) -> list[str]:
        """The ids of all facts that have a note, each as often as it has one."""
        flds = self.collection.db.list("select flds from notes order by id")
        return [fields.split("\x1f")[0] for fields in flds]

    def _card(self, card: Any) -> CardSeen:
        reviews = self.collection.db.list("select id from revlog where cid = ? order by id", card.id)
        return CardSeen(card.id, self.collection.decks.name(card.did), card.queue, card.due,
                        card.ivl, card.reps, tuple(reviews))

    def front(self, fact: str, at: int = 0) -> str:
        return without_style(self.cards(fact)[at].question())

    def back(self, fact: str, at: int = 0) -> str:
        return without_style(self.cards(fact)[at].answer())

    def repairs(self) -> str:
        """What "Check Database" says."""
        text, fine = self.collection.fix_integrity()
        assert fine
        return str(text)


def without_style(html: str) -> str:
    """A rendered side without the note type's style sheet."""
    return re.sub(r"<style>.*?</style>", "", html, count=1, flags=re.DOTALL)
