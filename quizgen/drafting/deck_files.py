"""The files of a new deck from a draft, and what a draft adds to the files of a deck that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank.deck import Deck
from quizgen.bank.find import HEADER
from quizgen.bank.json_schema import FILES, schema_text
from quizgen.bank.places import ENTITIES
from quizgen.drafting.build import Built
from quizgen.drafting.ids import fresh, slug
from quizgen.drafting.write_yaml import (
    OPEN,
    SourceEntry,
    development_lines,
    digest_text,
    entity_lines,
    scalar,
    source_lines,
)
from quizgen.problem import QuizgenError

_MODELINE = re.compile(r"\ufeff?(# yaml-language-server: [^\r\n]+)")


def new_deck(built: Built, name: str) -> dict[str, str]:
    """The files of a new deck by their paths within it, with the schemas for editors."""
    return {**deck_texts(built, name), **{f"schema/{file}.json": schema_text(file) for file in FILES}}


def deck_texts(built: Built, name: str) -> dict[str, str]:
    """What is read of a new deck, by file; `name` becomes its id as far as it can."""
    deck_id = slug(name, 64) or "my-deck"
    title = built.source.title or name
    header = (
        "\n".join(
            (
                _modeline("deck"),
                f"id: {deck_id}",
                f"title: {scalar(title)}",
                f"{OPEN}what the deck covers, in a sentence of your own",
                f"description: {scalar(f'Drafted from one article of {built.source.date}.')}",
                "language: en",
                "version: 0.1.0",
                f"{OPEN}under which licence your facts may be used",
                "licence: CC-BY-4.0",
                f"{OPEN}who wrote it",
                "authors: [The author's name]",
            )
        )
        + "\n"
    )
    named = list(entity_lines(built.entries.entities)) or ["{}"]
    entities = "\n".join([_modeline("entities"), *named]) + "\n"
    return {
        HEADER: header.replace("[The author's name]", '["The author’s name"]'),
        ENTITIES: entities,
        f"{built.source.date}.yaml": digest_text(built.source, built.entries, _modeline("digest")),
    }


def digest_alone(built: Built) -> str:
    """The digest in one text, with the entities that it needs as comments at its end."""
    lines = list(entity_lines(built.entries.entities))
    needed = (
        ["", "# New entities, for entities.yaml:", *(f"# {line}" for line in lines)] if lines else []
    )
    return digest_text(built.source, built.entries, "") + "".join(f"{line}\n" for line in needed)


def merged_files(built: Built, deck: Deck) -> dict[Path, bytes]:
    """The deck's files with the draft added; what stands in them stays as it is, to the byte.

    QuizgenError where a file is laid out so that nothing can be put into it.
    """
    files: dict[Path, bytes] = {}
    path = deck.folder / ENTITIES
    lines = list(entity_lines(built.entries.entities))
    if lines:
        head = f"# -- drafted from {built.source.id}, {built.source.date}"
        files[path] = _appended(_unclosed(path.read_bytes()), ["", head, *lines])
    digest = next((d for d in deck.digests if str(d.date) == str(built.source.date)), None)
    if digest is None:
        target = deck.folder / fresh_name(deck.folder, str(built.source.date))
        modeline = _own_modeline(deck)
        files[target] = digest_text(built.source, built.entries, modeline).encode()
        return files
    place = Path(deck.position(f"digest:{digest.date}").path)
    target = place if place.exists() else deck.folder / place.name
    sources = {source.id for source in digest.sources}
    name = fresh(built.source.id, sources)
    source = SourceEntry(
        name,
        built.source.publisher,
        built.source.title,
        built.source.date,
        built.source.text,
        built.source.url,
    )
    ids = {development.id for development in digest.developments}
    files[target] = _inserted(target, source, built, ids)
    return files


def fresh_name(folder: Path, date: str) -> str:
    """The name of a digest's file: its date, or with a number where that is taken."""
    taken = {path.stem for path in folder.glob("*.yaml")}
    return f"{fresh(date, taken)}.yaml"


def _modeline(name: str) -> str:
    return f"# yaml-language-server: $schema=schema/{name}.json"


def _own_modeline(deck: Deck) -> str:
    """The first line of the deck's last digest, where it tells an editor the schema."""
    if not deck.digests:
        return ""
    path = Path(deck.position(f"digest:{deck.digests[-1].date}").path)
    path = path if path.exists() else deck.folder / path.name
    found = _MODELINE.match(path.read_text(encoding="utf-8-sig")[:300])
    return found[1].rstrip() if found else ""


def _unclosed(data: bytes) -> bytes:
    """Entities without the `{}` that stands for none."""
    return re.sub(rb"(?m)^\{\}[ \t]*\r?\n?", b"", data)


def _appended(data: bytes, lines: Sequence[str]) -> bytes:
    """The file with lines at its end, in its own line ends."""
    end = b"\r\n" if b"\r\n" in data else b"\n"
    start = data if not data or data.endswith(b"\n") else data + end
    return start + b"".join(line.encode() + end for line in lines)


def _inserted(path: Path, source: SourceEntry, built: Built, ids: set[str]) -> bytes:
    """A digest's file with one more source and its developments, each put after the last there is."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    lines = body.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in body else "\n"
    developments = []
    for development in built.entries.developments:
        name = fresh(development.id, ids)
        ids.add(name)
        developments.append(
            type(development)(name, development.title, development.facts, development.opens)
        )
    new = {
        "sources": list(source_lines(source)),
        "developments": ["", *development_lines(developments, source.id)],
    }
    found = dict(_places(body, path))
    if "developments" not in found:
        new["developments"].insert(0, "developments:")
        found["developments"] = (len(lines), 2)
    for key, (line, column) in sorted(found.items(), key=lambda row: -row[1][0]):
        shown = [_shifted(row, column - 2) for row in new[key]]
        while shown and not shown[-1]:
            shown.pop()
        if line and not lines[line - 1].endswith(("\n", "\r")):
            lines[line - 1] += end
        lines[line:line] = [row + end for row in shown]
    return (mark + "".join(lines)).encode()


def _places(body: str, path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """After which line each list of a digest ends, and in which column its entries begin."""
    top: Any = yaml.compose(body, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for key, value in top.value:
        if key.value not in ("sources", "developments"):
            continue
        if not isinstance(value, yaml.SequenceNode) or value.flow_style or not value.value:
            raise QuizgenError(
                f"{path}: `{key.value}` is not written as a list of `- ` entries; write the "
                "draft to a file with -o and put it in by hand"
            )
        yield key.value, (_last(value).end_mark.line + 1, value.start_mark.column)


def _last(node: Any) -> Any:
    """The last scalar or flow of a node: where its own text ends."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        node.end_mark.line -= 1  # a block's mark stands on the line after it
    return node


def _shifted(line: str, by: int) -> str:
    if not line or not by:
        return line
    return " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip())) :]
