"""Writes into a deck's files where moved words stand now, and touches nothing else in them.

The YAML parser says where each number stands; only these characters are replaced. Comments, order,
line ends and layout stay to the byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank.deck import SourceText
from quizgen.bank.evidence import Evidence, fingerprint
from quizgen.bank.files import MAX_BYTES
from quizgen.bank.yaml_reader import parse_yaml
from quizgen.evidence.verify import Verification
from quizgen.problem import QuizgenError

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to change in one file: by source and span the new start, by source its new text."""

    starts: Mapping[tuple[str, Evidence], int]
    texts: Mapping[str, SourceText]

    def __bool__(self) -> bool:
        return bool(self.starts or self.texts)


def changes_of(verifications: Sequence[Verification]) -> dict[str, Changes]:
    """By file what an update writes: every moved span, and a source's text once nothing is gone."""
    starts: defaultdict[str, dict[tuple[str, Evidence], int]] = defaultdict(dict)
    texts: defaultdict[str, dict[str, SourceText]] = defaultdict(dict)
    for row in verifications:
        path, source = row.cited.path, row.cited.source
        for checked in row.spans:
            if checked.outcome == "moved":
                starts[path][source.id, _bare(checked.span.evidence)] = checked.start
        if source.text and row.whole is False and not row.count("gone"):
            texts[path][source.id] = SourceText(length=len(row.article.text),
                                                   sha256=fingerprint(row.article.text))
    return {path: Changes(starts[path], texts[path]) for path in sorted({*starts, *texts})}


def moved_file(path: str, changes: Changes) -> bytes:
    """The bytes of a digest's file with the changes made.

    QuizgenError, with nothing changed, where the file is not the one that was checked.
    """
    data = Path(path).read_bytes()
    if len(data) > MAX_BYTES:
        raise QuizgenError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; nothing was written")
    return moved_text(data.decode(), changes, path).encode()


def moved_text(text: str, changes: Changes, path: str = "the file") -> str:
    """The text of a digest with the changes made; see `moved_file`."""
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    if parse_yaml(body, path)[1]:
        raise QuizgenError(f"{path}: has changed since it was checked; nothing was written")
    edits = dict(_edits(_compose(body), changes))
    for (start, end), new in sorted(edits.items(), reverse=True):
        body = body[:start] + new + body[end:]
    _prove(text, body, changes, path)
    return mark + body


def _edits(top: yaml.Node, changes: Changes) -> Iterator[tuple[tuple[int, int], str]]:
    """The spans of characters to replace, each with the new ones."""
    for source, evidence, node in _evidence_in(top):
        if (source, evidence) in changes.starts:
            start = changes.starts[source, evidence]
            yield _inside(node["start"]), str(start)
            yield _inside(node["end"]), str(start + evidence.end - evidence.start)
    for source, text in _texts_in(top):
        if source in changes.texts:
            yield _inside(text["length"]), str(changes.texts[source].length)
            yield _inside(text["sha256"]), changes.texts[source].sha256


def _prove(before: str, after: str, changes: Changes, path: str) -> None:
    """QuizgenError unless the new text, read again, says what was wanted and nothing else."""
    old = list(_evidence_in(_compose(before.removeprefix(BOM))))
    new = [(source, evidence) for source, evidence, _ in _evidence_in(_compose(after))]
    wanted = [(source, _moved(evidence, changes.starts.get((source, evidence))))
              for source, evidence, _ in old]
    texts = {source: (text["length"].value, text["sha256"].value)
             for source, text in _texts_in(_compose(after))}
    missing = changes.starts.keys() - {(source, evidence) for source, evidence, _ in old}
    right = all(texts.get(source) == (str(text.length), text.sha256)
                for source, text in changes.texts.items())
    if new != wanted or missing or not right or parse_yaml(after, path)[1]:
        raise QuizgenError(f"{path}: has changed since it was checked; nothing was written")


def _moved(evidence: Evidence, start: int | None) -> Evidence:
    if start is None:
        return evidence
    end = start + evidence.end - evidence.start
    return Evidence(start=start, end=end, sha256=evidence.sha256)


def _bare(evidence: Evidence) -> Evidence:
    """The evidence without its source, which is known from where it stands."""
    return Evidence(start=evidence.start, end=evidence.end, sha256=evidence.sha256)


def _compose(text: str) -> yaml.Node:
    node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(node, yaml.Node)  # parse_yaml has read it
    return node


def _inside(node: yaml.ScalarNode) -> tuple[int, int]:
    """Where a scalar's characters stand, without its quotes."""
    quotes = 1 if node.style in ("'", '"') else 0
    return node.start_mark.index + quotes, node.end_mark.index - quotes


def _evidence_in(
    top: yaml.Node,
) -> Iterator[tuple[str, Evidence, dict[str, yaml.ScalarNode]]]:
    """Every piece of evidence with its source: its own, else that of what it stands in."""
    first = next(iter(_sources_in(top)), {})
    yield from _walk(top, first["id"].value if "id" in first else "")


def _walk(
    node: yaml.Node, source: str
) -> Iterator[tuple[str, Evidence, dict[str, yaml.ScalarNode]]]:
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _walk(entry, source)
    elif isinstance(node, yaml.MappingNode):
        fields = _fields(node)
        if "source" in fields and fields["source"].value:
            source = fields["source"].value
        if {"start", "end", "sha256"} <= fields.keys():
            yield source, Evidence(start=int(fields["start"].value), end=int(fields["end"].value),
                                   sha256=fields["sha256"].value), fields
        for _, value in node.value:
            yield from _walk(value, source)


def _sources_in(top: yaml.Node) -> Iterator[dict[str, Any]]:
    """The digest's sources, each with its values by key."""
    assert isinstance(top, yaml.MappingNode)
    for key, value in top.value:
        if key.value == "sources" and isinstance(value, yaml.SequenceNode):
            for entry in value.value:
                if isinstance(entry, yaml.MappingNode):
                    yield {name.value: node for name, node in entry.value}


def _texts_in(top: yaml.Node) -> Iterator[tuple[str, dict[str, yaml.ScalarNode]]]:
    for source in _sources_in(top):
        if "id" in source and isinstance(source.get("text"), yaml.MappingNode):
            yield source["id"].value, _fields(source["text"])


def _fields(node: yaml.MappingNode) -> dict[str, yaml.ScalarNode]:
    return {key.value: value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
