"""Decks made of imported texts, as an author gets and completes them."""

from __future__ import annotations

import re
from pathlib import Path

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_folder
from quizgen.importing import File, Imported, import_files, read_questions
from quizgen.importing.plan import Known

KNOWN = Known("mini", "mini", publisher="CNN", date="2023-09-15", author="us", licence="CC0-1.0")


def read(name: str, text: str) -> Imported:
    """What a reader gives for a text."""
    return read_questions(File(name, "file", text.encode()))


def told(name: str, text: str) -> list[str]:
    """What a reader has to say of a text, line and message."""
    return [f"{p.line}: {p.message}" for p in read(name, text).problems]


def write_deck(folder: Path, name: str, data: str | bytes, known: Known = KNOWN) -> tuple[str, ...]:
    """Import a text into a folder; what was said of it."""
    folder.mkdir()
    raw = data.encode() if isinstance(data, str) else data
    _, files, problems = import_files([File(name, "file", raw)], known)
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    return tuple(map(str, problems))


def make_deck(folder: Path, name: str, data: str | bytes, known: Known = KNOWN) -> Deck:
    """The deck of a text, once an author has said of which type its speakers are."""
    write_deck(folder, name, data, known)
    complete(folder)
    return load_folder(folder)


def complete(folder: Path) -> None:
    """What an author does to a deck whose lacks were all given but the speakers' types."""
    entities = folder / "entities.yaml"
    text = re.sub(r"^  # open: .*\n  type:$", "  type: Person", entities.read_text("utf-8"), flags=re.M)
    entities.write_text(text, encoding="utf-8")
