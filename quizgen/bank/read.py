"""A deck's folder in, a `Deck` and every problem out.

A file with a fault does not hide the others: whatever can be read is read and checked.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizgen.bank.as_of import with_updates
from quizgen.bank.check import check_deck
from quizgen.bank.deck import Deck, DeckHeader, Development, Digest, FactSet, Source
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.find import HEADER, find_deck
from quizgen.bank.kinds import KINDS
from quizgen.bank.places import ENTITIES, Places, Position, checksum_of
from quizgen.bank.plain_yaml import read_plain
from quizgen.bank.suggest import suggest
from quizgen.bank.text import check_text
from quizgen.bank.update import Update
from quizgen.bank.validate import validate
from quizgen.bank.yaml_reader import Mapping, Sequence, parse_yaml, read_text
from quizgen.problem import DeckError, Problem

MOST_PROBLEMS = 10_000
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    positions: Places = field(default_factory=Places)
    file: tuple[Path, str, int] = (Path(), "", 0)  # that is being read; see `Places`
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
        self.positions.put(key, Position(path, line), self.file)
        return True

    def text(self, name: str) -> str | None:
        """The text of a file of the deck; None, and a problem, where it cannot be read."""
        shown = self.shown(name)
        text, problem = read_text(self.root / name, shown)
        if problem:
            self.problems.append(problem)
            return None
        self.file = (self.root / name, shown, checksum_of(text))
        return text

    def parsed(self, text: str | None) -> Mapping | None:
        """What a text of the deck holds, with its lines; every problem in it is noted."""
        if text is None:
            return None
        data, problems = parse_yaml(text, self.file[1])
        self.problems += problems
        return data


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


def _read_header(reading: _Reading) -> DeckHeader | None:
    path = reading.shown(HEADER)
    data = reading.parsed(reading.text(HEADER))
    if data is None:
        return None
    reading.place("deck", path, data.line)
    return validate(DeckHeader, data, path, data.line, reading.problems)


def _read_entities(reading: _Reading) -> dict[str, Entity]:
    path = reading.shown(ENTITIES)
    text = reading.text(ENTITIES)
    plain = _plain_entities(text) if text else None
    if plain is not None:
        for key in plain:
            reading.positions.put_file(f"entity:{key}", reading.file)
        return plain
    data = reading.parsed(text)
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
        text = reading.text(name)
        digest = _plain_digest(reading, text) if text else None
        if digest is None:
            data = reading.parsed(text)
            digest = _read_digest(reading, data, path) if data is not None else None
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
            place = reading.positions[f"source:{path}:{source.id}"]
            reading.positions.put(f"source:{digest.date}:{source.id}", place, reading.file)
        _take_in(reading, digest)
        return digest
    return None


def _list(value: Any) -> list[Any]:
    """A list that may be left out; TypeError for anything else."""
    if value is not None and not isinstance(value, list):
        raise TypeError
    return value or []


def _take_in(reading: _Reading, digest: Digest) -> None:
    for development in digest.developments:
        home = (digest, development)
        for fact in development.facts:
            reading.facts[fact.id] = fact
            reading.homes[fact.id] = home
    for group in digest.sets:
        reading.homes[group.id] = (digest, None)


def _plain_entities(text: str) -> dict[str, Entity] | None:
    """The entities of a text in plain form without a fault, without their lines; else None."""
    data = read_plain(text)
    if data is None:
        return None
    entities = {}
    for key, value in data.items():
        if not isinstance(value, dict) or "id" in value:
            return None
        with suppress(ValidationError):
            entities[key] = Entity.model_validate({**value, "id": key})
    return entities if len(entities) == len(data) else None


def _plain_digest(reading: _Reading, text: str) -> Digest | None:
    """The digest of a text in plain form without a fault, without its lines; else None, and nothing
    is noted.
    """
    data = read_plain(text)
    if data is None:
        return None
    try:
        for development in _list(data.get("developments")):
            development["facts"] = tuple([KINDS[entry["kind"]].model_validate(entry)
                                          for entry in _list(development.get("facts"))])
        digest = Digest.model_validate({**data, **{
            name: _list(data.get(name)) for name in ("developments", "updates", "sets")}})
    except (ValidationError, AttributeError, KeyError, TypeError):
        return None
    keys = [f"digest:{digest.date}", *(f"fact:{fact.id}" for fact in digest.facts()),
            *(f"source:{digest.date}:{source.id}" for source in digest.sources),
            *(f"set:{group.id}" for group in digest.sets),
            *(f"update:{digest.date}:{update.fact}" for update in digest.updates)]
    stories = [development.id for development in digest.developments]
    if len({*keys}) < len(keys) or len({*stories}) < len(stories) or any(
            key in reading.positions for key in keys):
        return None
    for key in keys:
        reading.positions.put_file(key, reading.file)
    _take_in(reading, digest)
    return digest


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
            yield fact
        elif isinstance(name, str):
            reading.broken.add(f"fact:{name}")


def _plain(value: object) -> str:
    try:
        return check_text(str(value))[:60]
    except ValueError:
        return "…"
