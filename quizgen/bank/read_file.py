"""A file of a deck in, what it holds and every fault in it out, with its line.

What is broken is left out, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizgen.bank.deck import DeckHeader, Development, Digest, FactSet, Source
from quizgen.bank.entity import Entity
from quizgen.bank.examples import EACH
from quizgen.bank.fact import Fact
from quizgen.bank.kinds import KINDS
from quizgen.bank.reading import Reading
from quizgen.bank.suggest import suggest
from quizgen.bank.text import check_text
from quizgen.bank.update import Update
from quizgen.bank.validate import validate
from quizgen.bank.yaml_reader import Mapping, Sequence


def read_header(reading: Reading, text: str | None) -> DeckHeader | None:
    """The header in a text, or None where there is none."""
    path, data = reading.file[1], reading.parsed(text)
    if data is None:
        return None
    reading.place("deck", path, data.line)
    return validate(DeckHeader, data, path, data.line, reading.problems)


def read_entities(reading: Reading, text: str | None) -> dict[str, Entity]:
    """The entities in a text that are whole; the others, or all, are among what is broken."""
    data = reading.parsed(text)
    if data is None:
        reading.broken.add("entities")  # whoever names one is not to blame
        return {}
    entities = {}
    reading.named = {key: (value["name"],) for key, value in data.items()
                     if isinstance(value, Mapping) and isinstance(value.get("name"), str)}
    for key, value in data.items():
        if reading.is_full():
            reading.broken.add("entities")
            break
        entity = _read_entity(reading, key, value, data.lines[key])
        if entity:
            entities[key] = entity
        else:
            reading.broken.update((f"entity:{key}", f"entity:{key.lower()}"))
    return entities


def _read_entity(reading: Reading, key: str, value: Any, line: int) -> Entity | None:
    path = reading.file[1]
    reading.place(f"entity:{key}", path, line)
    if not isinstance(value, Mapping):
        reading.note(path, line, f"the entity `{key}` must be `key: value` pairs", "type")
        return None
    if "id" in value:
        reading.note(path, value.lines["id"], "unknown key `id`: the entity's key is its id",
                     "unknown-key")
    filled = _copy(value, id=key)
    filled.line, filled.lines = line, {**value.lines, "id": line}
    return validate(Entity, filled, path, line, reading.problems, reading.suggest_entity)


def read_digest(reading: Reading, text: str | None) -> Digest | None:
    """The digest in a text without what is broken in it; None where it is no digest."""
    path, data = reading.file[1], reading.parsed(text)
    if data is None:
        return None
    before = len(reading.problems)
    sources = _read_list(reading, data, "sources", Source, "source", path)
    sets = _read_list(reading, data, "sets", FactSet, "set", path)
    developments = tuple(_read_developments(reading, data, path))
    updates = tuple(_read_updates(reading, data, path))
    outer = _copy(data, developments=developments, sets=sets, updates=updates)
    if sources:
        outer["sources"] = sources
    if not sources and len(reading.problems) > before and data.get("sources"):
        return None  # its faults have been told
    digest = validate(Digest, outer, path, data.line, reading.problems)
    if digest and reading.place(f"digest:{digest.date}", path, data.line):
        for source in digest.sources:
            place = reading.positions[f"source:{path}:{source.id}"]
            reading.positions.put(f"source:{digest.date}:{source.id}", place, reading.file)
        reading.take_in(digest)
        return digest
    return None


def _copy(data: Mapping, **values: Any) -> Mapping:
    """A mapping with other values, on the same lines."""
    copy = Mapping(data.line)
    copy.update(data)
    copy.update(values)
    copy.lines, copy.raw = data.lines, data.raw
    return copy


def _read_list(
    reading: Reading, data: Mapping, key: str, model: Any, what: str, path: str
) -> tuple[Any, ...]:
    entries = _entries(reading, data, key, path)
    read = []
    for entry in entries:
        value = validate(model, entry, path, entry.line, reading.problems, reading.suggest_entity)
        scope = f"{path}:" if what == "source" else ""  # each digest has sources of its own
        if value and reading.place(f"{what}:{scope}{value.id}", path, entry.line):
            read.append(value)
        elif isinstance(entry.get("id"), str):
            reading.broken.add(f"{what}:{entry['id']}")
    return tuple(read)


def _entries(reading: Reading, data: Mapping, key: str, path: str) -> list[Mapping]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, Sequence):
        reading.note(path, data.lines[key], f"`{key}` must be a list: {EACH}", "type")
        return []
    entries = []
    for index, entry in enumerate(value):
        if isinstance(entry, Mapping):
            entries.append(entry)
        else:
            reading.note(path, value.lines[index], f"`{key}.{index}` must be `key: value` pairs",
                         "type")
    return entries


def _read_developments(reading: Reading, data: Mapping, path: str) -> Iterator[Development]:
    for entry in _entries(reading, data, "developments", path):
        filled = _copy(entry, facts=tuple(_read_facts(reading, entry, path)))
        development = validate(Development, filled, path, entry.line, reading.problems)
        if development and reading.place(
            f"development:{path}:{development.id}", path, entry.line
        ):
            yield development


def _read_updates(reading: Reading, data: Mapping, path: str) -> Iterator[Update]:
    for entry in _entries(reading, data, "updates", path):
        update = validate(Update, entry, path, entry.line, reading.problems, reading.suggest_entity)
        key = f"update:{data.get('date')}:{update.fact if update else ''}"
        if update and reading.place(key, path, entry.line):
            yield update


def _read_facts(reading: Reading, development: Mapping, path: str) -> Iterator[Fact]:
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
            fact = validate(model, entry, path, entry.line, reading.problems,
                            reading.suggest_entity)
        if fact and reading.place(f"fact:{fact.id}", path, entry.line):
            yield fact
        elif isinstance(name, str):
            reading.broken.add(f"fact:{name}")


def _plain(value: object) -> str:
    try:
        return check_text(str(value))[:60]
    except ValueError:
        return "…"
