"""A file in plain form and without a fault in, what it holds out, quickly; of any other file nothing.

Nearly all files are such. What there is to say of the others is said by `quizgen.bank.read_file`, which
knows the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from quizgen.bank.deck import Digest
from quizgen.bank.entity import Entity
from quizgen.bank.kinds import KINDS
from quizgen.bank.plain_yaml import read_plain
from quizgen.bank.reading import Reading


def read_plain_entities(reading: Reading, text: str) -> dict[str, Entity] | None:
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
    if len(entities) < len(data):
        return None
    reading.positions.put_file([f"entity:{key}" for key in entities], reading.file)
    return entities


def read_plain_digest(reading: Reading, text: str) -> Digest | None:
    """The digest of a text in plain form without a fault, without its lines; else None, and nothing
    is noted.
    """
    data = read_plain(text)
    if data is None:
        return None
    try:
        for development in _list(data.get("developments")):
            # Each by its own kind's validator: a union of all kinds would be built for every deck.
            development["facts"] = tuple([
                KINDS[entry["kind"]].__pydantic_validator__.validate_python(entry)
                for entry in _list(development.get("facts"))])
        digest = Digest.model_validate({**data, **{
            name: _list(data.get(name)) for name in ("developments", "updates", "sets")}})
    except (ValidationError, AttributeError, KeyError, TypeError):
        return None
    keys = [*_keys(digest)]
    stories = [development.id for development in digest.developments]
    if len({*stories}) < len(stories) or not reading.positions.put_file(keys, reading.file):
        return None
    reading.take_in(digest)
    return digest


def _keys(digest: Digest) -> Iterator[str]:
    """The keys of the parts of a digest; see `Places`."""
    yield f"digest:{digest.date}"
    for development in digest.developments:
        yield from [f"fact:{fact.id}" for fact in development.facts]
    yield from (f"source:{digest.date}:{source.id}" for source in digest.sources)
    yield from (f"set:{group.id}" for group in digest.sets)
    yield from (f"update:{digest.date}:{update.fact}" for update in digest.updates)


def _list(value: Any) -> list[Any]:
    """A list that may be left out; TypeError for anything else."""
    if value is not None and not isinstance(value, list):
        raise TypeError
    return value or []
