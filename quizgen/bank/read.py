"""A deck's folder in, a `Deck` and every problem out.

A file with a fault does not hide the others: whatever can be read is read and checked. Each file is
tried in its plain form first (`read_plain_file`), and else read with its lines (`read_file`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from quizgen.bank.as_of import with_updates
from quizgen.bank.check import check_deck
from quizgen.bank.collector import collector_off
from quizgen.bank.concerned import Concerned
from quizgen.bank.deck import Deck, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.find import HEADER, find_deck
from quizgen.bank.places import ENTITIES
from quizgen.bank.read_file import read_digest, read_entities, read_header
from quizgen.bank.read_plain_file import read_plain_digest, read_plain_entities
from quizgen.bank.reading import MOST_PROBLEMS, Reading
from quizgen.problem import DeckError, Problem

Progress = Callable[[int, int], None]


def read_deck(
    folder: Path, progress: Progress | None = None
) -> tuple[Deck | None, tuple[Problem, ...]]:
    """Read and check a deck's folder; `progress` is told how many digests of all have been read.

    Returns the deck, or None where its header or entities are too broken to go on, and every
    problem in order of file and line. The items' own rules are checked in `quizgen.items.lint`.
    """
    if not folder.is_dir():
        what = "is a file, not a deck's folder" if folder.exists() else "there is no such folder"
        return None, (Problem(str(folder), 0, what, "deck-missing"),)
    if not (folder / HEADER).exists():
        return None, (Problem(str(folder), 0, f"is no deck: it has no {HEADER}; "
                              "`quizgen init` makes a new one", "deck-missing"),)
    with collector_off():
        reading = Reading(folder)
        header = read_header(reading, reading.text(HEADER))
        entities = _read_entities(reading)
        concerned, read = Concerned(entities), []
        for digest in _read_digests(reading, progress):
            concerned.look_at(digest)
            read.append(digest)
        digests = tuple(sorted(read, key=lambda d: d.date.first_day))
        deck = None
        if header is not None and "deck" in reading.positions:
            facts = with_updates(reading.facts, digests)
            deck = Deck(header, entities, digests, facts, reading.homes, reading.positions, folder)
            reading.problems.extend(check_deck(deck, reading.broken, concerned))
    return deck, tuple(sorted(set(reading.problems)))


def load_deck(
    name: str | None = None, here: Path | None = None, progress: Progress | None = None
) -> Deck:
    """The deck of an id or in a folder (see `find_deck`); the shipped default without a name.

    DeckError with every problem where it has errors, UsageError where there is no such deck.
    """
    return load_folder(find_deck(name, here or Path()), progress)


def load_folder(folder: Path, progress: Progress | None = None) -> Deck:
    """The deck in a folder; see `read_deck`. DeckError with every problem where it has errors."""
    deck, problems = read_deck(folder, progress)
    errors = tuple(p for p in problems if p.level == "error")
    if errors or deck is None:
        raise DeckError(errors)
    return deck


def _read_entities(reading: Reading) -> dict[str, Entity]:
    text = reading.text(ENTITIES)
    plain = read_plain_entities(reading, text) if text else None
    entities = read_entities(reading, text) if plain is None else plain
    reading.entities = entities
    return entities


def _read_digests(reading: Reading, progress: Progress | None) -> Iterator[Digest]:
    names = sorted(p.name for p in reading.root.glob("*.yaml") if p.name not in (HEADER, ENTITIES))
    for stray in sorted(reading.root.glob("*.yml")):
        reading.note(str(stray), 0, "is not read: rename it to .yaml", "file-name")
    if not names:
        reading.note(str(reading.root), 0, "has no digest: a file such as 2023-09-15.yaml",
                     "deck-empty")
    for number, name in enumerate(names):
        if reading.is_full():
            reading.note(reading.shown(name), 0, f"more than {MOST_PROBLEMS:,} problems: this file and "
                         "those after it were not looked at", "too-many")
            break
        if progress:
            progress(number, len(names))
        text = reading.text(name)
        digest = (read_plain_digest(reading, text) if text else None) or read_digest(reading, text)
        if digest:
            yield digest
