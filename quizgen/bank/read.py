"""A deck's folder in, a `Deck` and every problem out.

A file with a fault does not hide the others: whatever can be read is read and checked.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizgen.bank.as_of import with_updates
from quizgen.bank.check import check_deck
from quizgen.bank.deck import Deck, DeckHeader, Development, Digest, FactSet, Position, Source
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.find import HEADER, find_deck
from quizgen.bank.kinds import KINDS
from quizgen.bank.suggest import suggest
from quizgen.bank.text import check_text
from quizgen.bank.update import Update
from quizgen.bank.validate import validate
from quizgen.bank.yaml_reader import Mapping, Sequence, read_yaml
from quizgen.problem import DeckError, Problem

ENTITIES = "entities.yaml"
MOST_PROBLEMS = 10_000
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    positions: dict[str, Position] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    homes: dict[str, tuple[Digest, Development | None]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def shown(self, name: str) -> str:
        return str(self.root / name)

    def note(self, path: str, line: int, message: str, rule: str) -> None:
        self.problems.append(Problem(path, line, message, rule))

    def is_full(self) -> bool:
        """Whether there is more wrong than anybody reads; the rest is not looked at."""
        return len(self.problems) > MOST_PROBLEMS

    def place(self, key: str, path: str, line: int) -> bool:
        """Remember where something stands; False, and a problem, if its id is taken."""
        before = self.positions.get(key)
        if before:
            what, name = key.split(":", maxsplit=1)[0], key.rsplit(":", maxsplit=1)[-1]
            if what == "digest":
                self.note(path, line, f"a second digest of {name} (first in {before.path}): put "
                          "them into one file", "duplicate-id")
                return False
            self.note(path, line, f"duplicate {what} id `{name}` (first at {before.path}:"
                                  f"{before.line})", "duplicate-id")
            return False
        self.positions[key] = Position(path, line)
        return True

    def place_fields(self, key: str, path: str, entry: Mapping) -> None:
        """Remember the lines of a fact's fields, and of what stands in them by name."""
        for name, line in entry.lines.items():
            self.positions[f"{key}.{name}"] = Position(path, line)
            if isinstance(entry.get(name), Mapping):
                self.place_fields(f"{key}.{name}", path, entry[name])


@contextmanager
def _collector_off() -> Iterator[None]:
    """Reading makes many objects and no garbage: the collector would only take time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
    with _collector_off():
        reading = _Reading(folder)
        header = _read_header(reading)
        entities = _read_entities(reading)
        digests = tuple(sorted(_read_digests(reading, progress), key=lambda d: d.date.first_day))
        deck = None
        if header is not None and "deck" in reading.positions:
            facts = with_updates(reading.facts, digests)
            deck = Deck(header, entities, digests, facts, reading.homes, reading.positions, folder)
            reading.problems.extend(check_deck(deck, reading.broken))
    return deck, tuple(sorted(set(reading.problems)))


def load_deck(name: str | None = None, here: Path | None = None) -> Deck:
    """The deck of an id or in a folder (see `find_deck`); the shipped default without a name.

    DeckError with every problem where it has errors, UsageError where there is no such deck.
    """
    return load_folder(find_deck(name, here or Path()))


def load_folder(folder: Path, progress: Progress | None = None) -> Deck:
    """The deck in a folder; see `read_deck`. DeckError with every problem where it has errors."""
    deck, problems = read_deck(folder, progress)
    errors = tuple(p for p in problems if p.level == "error")
    if errors or deck is None:
        raise DeckError(errors)
    return deck


def _read_header(reading: _Reading) -> DeckHeader | None:
    path = reading.shown(HEADER)
    data, problems = read_yaml(reading.root / HEADER, path)
    reading.problems += problems
    if data is None:
        return None
    reading.positions["deck"] = Position(path, data.line)
    reading.place_fields("deck", path, data)
    return validate(DeckHeader, data, path, data.line, reading.problems)


def _read_entities(reading: _Reading) -> dict[str, Entity]:
    path = reading.shown(ENTITIES)
    data, problems = read_yaml(reading.root / ENTITIES, path)
    reading.problems += problems
    if data is None:
        reading.broken.add("entities")  # whoever names one is not to blame
    entities = {}
    for key, value in (data or {}).items():
        line = data.lines[key] if data else 0
        if reading.is_full():
            reading.broken.add("entities")
            break
        reading.place(f"entity:{key}", path, line)
        if not isinstance(value, Mapping):
            reading.note(path, line, f"the entity `{key}` must be `key: value` pairs", "type")
            reading.broken.add(f"entity:{key}")
            continue
        if "id" in value:
            reading.note(path, value.lines["id"], "unknown key `id`: the entity's key is its id",
                         "unknown-key")
        filled = Mapping(line)
        filled.update(value)
        filled["id"] = key
        filled.lines, filled.raw = {**value.lines, "id": line}, value.raw
        entity = validate(Entity, filled, path, line, reading.problems)
        if entity:
            entities[key] = entity
        else:
            reading.broken.add(f"entity:{key}")
    return entities


def _read_digests(reading: _Reading, progress: Progress | None) -> Iterator[Digest]:
    names = sorted(p.name for p in reading.root.glob("*.yaml") if p.name not in (HEADER, ENTITIES))
    for stray in sorted(reading.root.glob("*.yml")):
        reading.note(str(stray), 0, "is not read: rename it to .yaml", "file-name")
    if not names:
        reading.note(str(reading.root), 0, "has no digest: a file such as 2023-09-15.yaml",
                     "deck-empty")
    for number, name in enumerate(names):
        path = reading.shown(name)
        if reading.is_full():
            reading.note(path, 0, f"more than {MOST_PROBLEMS:,} problems: this file and those after it "
                                  "were not looked at", "too-many")
            break
        if progress:
            progress(number, len(names))
        data, problems = read_yaml(reading.root / name, path)
        reading.problems += problems
        if data is not None:
            digest = _read_digest(reading, data, path)
            if digest:
                yield digest


def _read_digest(reading: _Reading, data: Mapping, path: str) -> Digest | None:
    """The digest without what is broken in it."""
    before = len(reading.problems)
    sources = _read_list(reading, data, "sources", Source, "source", path)
    sets = _read_list(reading, data, "sets", FactSet, "set", path)
    developments = tuple(_read_developments(reading, data, path))
    updates = tuple(_read_updates(reading, data, path))
    outer = Mapping(data.line)
    outer.update(data)
    outer.lines, outer.raw = data.lines, data.raw
    outer.update(developments=developments, sets=sets, updates=updates)
    if sources:
        outer["sources"] = sources
    if not sources and len(reading.problems) > before and data.get("sources"):
        return None  # its faults have been told
    digest = validate(Digest, outer, path, data.line, reading.problems)
    if digest and reading.place(f"digest:{digest.date}", path, data.line):
        for source in digest.sources:
            key = f"source:{digest.date}:{source.id}"
            reading.positions[key] = reading.positions[f"source:{path}:{source.id}"]
        for development in digest.developments:
            for fact in development.facts:
                reading.facts[fact.id] = fact
                reading.homes[fact.id] = (digest, development)
        for group in digest.sets:
            reading.homes[group.id] = (digest, None)
        return digest
    return None


def _read_list(
    reading: _Reading, data: Mapping, key: str, model: Any, what: str, path: str
) -> tuple[Any, ...]:
    entries = _entries(reading, data, key, path)
    read = []
    for entry in entries:
        value = validate(model, entry, path, entry.line, reading.problems)
        scope = f"{path}:" if what == "source" else ""  # each digest has sources of its own
        if value and reading.place(f"{what}:{scope}{value.id}", path, entry.line):
            read.append(value)
        elif isinstance(entry.get("id"), str):
            reading.broken.add(f"{what}:{entry['id']}")
    return tuple(read)


def _entries(reading: _Reading, data: Mapping, key: str, path: str) -> list[Mapping]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, Sequence):
        reading.note(path, data.lines[key], f"`{key}` must be a list", "type")
        return []
    entries = []
    for index, entry in enumerate(value):
        if isinstance(entry, Mapping):
            entries.append(entry)
        else:
            reading.note(path, value.lines[index], f"`{key}.{index}` must be `key: value` pairs",
                         "type")
    return entries


def _read_developments(reading: _Reading, data: Mapping, path: str) -> Iterator[Development]:
    for entry in _entries(reading, data, "developments", path):
        facts = tuple(_read_facts(reading, entry, path))
        outer = Mapping(entry.line)
        outer.update(entry)
        outer["facts"], outer.lines, outer.raw = facts, entry.lines, entry.raw
        development = validate(Development, outer, path, entry.line, reading.problems)
        if development and reading.place(
            f"development:{path}:{development.id}", path, entry.line
        ):
            yield development


def _read_updates(reading: _Reading, data: Mapping, path: str) -> Iterator[Update]:
    for entry in _entries(reading, data, "updates", path):
        update = validate(Update, entry, path, entry.line, reading.problems)
        key = f"update:{data.get('date')}:{update.fact if update else ''}"
        if update and reading.place(key, path, entry.line):
            reading.place_fields(key, path, entry)
            yield update


def _read_facts(reading: _Reading, development: Mapping, path: str) -> Iterator[Fact]:
    for entry in _entries(reading, development, "facts", path):
        name = entry.get("id")
        line = entry.lines.get("kind", entry.line)
        kind = entry.get("kind")
        model = KINDS.get(kind) if isinstance(kind, str) else None
        fact = None
        if model is None:
            reason = (f"unknown kind `{_plain(kind)}`{suggest(str(kind), KINDS)}; kinds are "
                      + ", ".join(KINDS)) if kind is not None else "missing `kind`"
            reading.note(path, line, reason, "kind")
        else:
            fact = validate(model, entry, path, entry.line, reading.problems)
        if fact and reading.place(f"fact:{fact.id}", path, entry.line):
            reading.place_fields(f"fact:{fact.id}", path, entry)
            yield fact
        elif isinstance(name, str):
            reading.broken.add(f"fact:{name}")


def _plain(value: object) -> str:
    try:
        return check_text(str(value))[:60]
    except ValueError:
        return "…"
