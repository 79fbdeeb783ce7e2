"""A draft as the text of a deck's files, in the form in which decks are written.

What is open is a comment, `# open: …`, above the key or entry that it concerns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.bank.evidence import fingerprint
from quizgen.drafting.entries import DevelopmentEntry, Entries, Entry, Flow

OPEN = "# open: "
_PLAIN = re.compile(r"[^\W\d_“‘(][^\n:#{}\[\],&*!|>'\"%@`\\]*[^\W_”’).%]$|[^\W\d_]$")
_MARKED = re.compile(r"[“‘][^\n:#{}\[\],&*!|>'\"%@`\\]*[”’\w.]$")
_WORDS = frozenset("true false yes no on off null y n".split())


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """The source of a digest: who published the article, and its whole text's fingerprint."""

    id: str
    publisher: str | None
    title: str | None
    date: FactDate
    text: str
    url: str | None = None


def digest_text(source: SourceEntry, entries: Entries, modeline: str) -> str:
    """A whole digest file."""
    lines = [*([modeline] if modeline else []), f"date: {source.date}", "sources:",
             *source_lines(source), "", "developments:"]
    return "\n".join([*lines, *development_lines(entries.developments)]).rstrip("\n") + "\n"


def source_lines(source: SourceEntry) -> Iterator[str]:
    """The entry of a digest's source."""
    yield f"  - id: {source.id}"
    if source.publisher is None:
        yield f"    {OPEN}who published it?"
    yield f"    publisher: {scalar(source.publisher or 'the publisher')}"
    if source.title:
        yield f"    title: {scalar(source.title)}"
    yield f"    date: {source.date}"
    if source.url:
        yield f"    url: {scalar(source.url)}"
    yield f"    text: {{length: {len(source.text)}, sha256: {_sha(source.text)}}}"


def development_lines(developments: Sequence[DevelopmentEntry], source: str = "") -> Iterator[str]:
    """The developments; with `source`, that id stands at each fact."""
    for development in developments:
        yield "  # " + "-" * 93
        yield from _open(development.opens.get("id"), 2)
        yield f"  - id: {development.id}"
        yield from _open(development.opens.get("title"), 4)
        yield f"    title: {scalar(development.title)}"
        if development.facts:
            yield from _open(development.opens.get("facts"), 4)
            yield "    facts:"
        for fact in development.facts:
            yield from _fact_lines(fact, source)
        if not development.facts:
            yield ""


def entity_lines(entities: Sequence[Entry]) -> Iterator[str]:
    """The entities, a line each."""
    for entity in entities:
        yield from _open(entity.opens.get("id"), 0)
        yield f"{entity.id}: {flow(entity.data)}"


def _fact_lines(fact: Entry, source: str) -> Iterator[str]:
    """A fact and a blank line."""
    data = dict(fact.data)
    if source:
        data = {"id": data.pop("id"), "kind": data.pop("kind"), "date": data.pop("date"),
                "source": source, **data}
    for key, value in data.items():
        yield from _open(fact.opens.get(key), 6 if key == "id" else 8)
        if key == "id":
            yield f"      - id: {value}"
        elif isinstance(value, list):
            yield f"        {key}:"
            yield from (f"          - {entry.text}" for entry in value)
        elif key == "date":
            yield f"        date: {value}"
        elif key in ("ask", "numbers", "dates"):
            yield f"        {key}:"
            yield from (f"          {name}: {_value(entry)}" for name, entry in value.items())
        else:
            yield f"        {key}: {_value(value)}"
    yield ""


def _open(message: str | None, indent: int) -> Iterator[str]:
    if message:
        yield " " * indent + OPEN + " ".join(message.split())


def _value(value: Any) -> str:
    if isinstance(value, Flow):
        return value.text
    if isinstance(value, Mapping):
        return flow(value)
    return scalar(value)


def flow(data: Mapping[str, Any]) -> str:
    """A mapping on one line."""
    parts = []
    for key, value in data.items():
        shown = ("[" + ", ".join(scalar(v) for v in value) + "]" if isinstance(value, list)
                 else _value(value))
        parts.append(f"{key}: {shown}")
    return "{" + ", ".join(parts) + "}"


def scalar(value: Any) -> str:
    """A value as YAML, with quotes where a reader would take it for something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value}"
    text = str(value)
    plain = (_PLAIN.match(text) or _MARKED.match(text)) and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _sha(text: str) -> str:
    value = fingerprint(text)
    return f'"{value}"' if re.fullmatch(r"[0-9]+(e[0-9]+)?", value) else value
