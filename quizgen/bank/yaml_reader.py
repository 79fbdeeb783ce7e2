"""YAML text in, plain values with their line numbers and all problems out.

Reads libyaml's events itself: so anchors, aliases, tags and duplicate keys are refused instead of
resolved, every mapping and list knows its lines, and nothing is ever constructed but `str`, `int`,
`float`, `bool`, `None`, `Mapping` and `Sequence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank.explain_yaml import explain_yaml
from quizgen.bank.files import MAX_BYTES
from quizgen.bank.open_marks import MARK
from quizgen.problem import Problem

MAX_DEPTH = 24
MAX_VALUES = 500_000    # in a file; one of 8 MB that people write has fewer
MAX_ENTRIES = 20_000    # of a list or mapping, those at the top of the file aside
LONGEST_NUMBER = 100    # characters; what is longer is none, and cheap to tell

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?$")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?([Tt ].*)?$")
_HASH = re.compile(rf" +#(?!{MARK})\w")  # `#open: who?` is a comment that was meant
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
# What YAML 1.1 readers turn into numbers and we do not: octal, hex, 1_000, 14:52, .5, .inf.
_ODD = re.compile(
    r"[-+]?(0[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*_[0-9_]*|[0-9][0-9_]*(:[0-5]?[0-9])+"
    r"(\.[0-9_]*)?|\.[0-9]+|[0-9]+\.|\.(inf|Inf|INF|nan|NaN|NAN)|[0-9.]+[eE][-+]?[0-9]+)$"
)


ODD = object()


class Mapping(dict[str, Any]):
    """A YAML mapping: `line` of its start, and of each key in `lines`.

    `raw` holds, for unquoted values that are not text, what the author wrote.
    """

    __slots__ = ("line", "lines", "raw")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.raw: dict[str | int, str] = {}


class Sequence(list[Any]):
    """A YAML list: `line` of its start, and of each entry in `lines`."""

    __slots__ = ("line", "lines", "raw")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[int, int] = {}
        self.raw: dict[str | int, str] = {}


@dataclass(slots=True)
class _Refused(Exception):
    """Something that ends the reading of a file."""

    line: int
    message: str
    rule: str = "yaml"


@dataclass(slots=True)
class _Builder:
    """Builds values from events and collects what is wrong on the way."""

    path: str
    rows: list[str]
    events: Iterator[Any]
    problems: list[Problem] = field(default_factory=list)
    values: int = 0

    def problem(self, line: int, message: str, rule: str) -> None:
        self.problems.append(Problem(self.path, line, message, rule))

    def value(self, event: Any, depth: int, holder: Mapping | Sequence | None, key: Any) -> Any:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, f"alias *{event.anchor}: write the value out; "
                                 "anchors and aliases are not read, and a text that begins with * "
                                 "stands in quotes", "yaml-alias")
        if event.anchor is not None:
            raise _Refused(line, f"anchor &{event.anchor}: anchors and aliases are not read; a text "
                                 "that begins with & stands in quotes", "yaml-alias")
        if event.tag is not None and event.tag != "!":
            raise _Refused(line, f"tag {event.tag}: tags are not read; a text that begins with ! "
                                 "stands in quotes", "yaml-tag")
        if depth > MAX_DEPTH:
            raise _Refused(line, f"nested more than {MAX_DEPTH} deep", "yaml-depth")
        self.values += 1
        if self.values > MAX_VALUES:
            raise _Refused(line, f"more than {MAX_VALUES:,} values in one file", "yaml-size")
        if depth > 1 and holder is not None and len(holder) >= MAX_ENTRIES:
            raise _Refused(line, f"more than {MAX_ENTRIES:,} entries", "yaml-size")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line, holder, key)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(line, depth)
        return self.sequence(line, depth)

    def scalar(self, event: Any, line: int, holder: Mapping | Sequence | None, key: Any) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        end = event.end_mark
        if text and end.line < len(self.rows) and _HASH.match(self.rows[end.line], end.column):
            self.problem(end.line + 1, "what follows “ #” is a comment to YAML: put the whole text "
                                       "in quotes", "yaml-comment")
        for row in range(line, min(end.line + 1, len(self.rows))):  # rarely any
            if self.rows[row].lstrip().startswith("- "):
                self.problem(row + 1, "a line that begins with a dash, and stands further in than what "
                                      "is above it, is taken for a part of that: to be an entry of its "
                                      "own it begins in the same column", "yaml-entry")
        value = plain_scalar(text)
        if value is ODD:
            value = text
            self.problem(line, f"{_short(text)} without quotes is a number to some readers of "
                               'YAML: put it in quotes ("…") or write plain decimals', "yaml-number")
        if holder is not None and (value is not text or _DATE.match(text)):
            holder.raw[key] = text
        return value

    def mapping(self, line: int, depth: int) -> Mapping:
        result = Mapping(line)
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            at = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(at, "a key must be plain text; a text that holds a brace or a "
                                   "bracket is put in quotation marks (\"…\")", "yaml-key")
            key: str = event.value
            if key == "<<":
                raise _Refused(at, "merge keys (<<) are not read", "yaml-alias")
            if event.anchor is not None or event.tag not in (None, "!"):
                raise _Refused(at, f"anchor or tag on the key {key}", "yaml-alias")
            value = self.value(next(self.events), depth + 1, result, key)
            if key in result:
                entry = ": where a new entry begins, a dash is missing" if key == "id" else ""
                self.problem(at, f"duplicate key {_short(key)} (first on line {result.lines[key]})"
                                 f"{entry}", "yaml-duplicate")
                continue
            result[key] = value
            result.lines[key] = at
        return result

    def sequence(self, line: int, depth: int) -> Sequence:
        result = Sequence(line)
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            index = len(result)
            result.lines[index] = event.start_mark.line + 1
            result.append(self.value(event, depth + 1, result, index))
        return result


def plain_scalar(text: str) -> Any:
    """The value of a scalar without quotes; ODD for a number that not every reader takes for one."""
    lower = text.lower()
    if lower in ("", "~", "null"):
        return None
    if lower in _TRUE or lower in _FALSE:
        return lower in _TRUE
    if _INT.match(text) and len(text) < 20:
        return int(text)
    if _FLOAT.match(text) and len(text) < 30:
        return float(text)
    if _INT.match(text):
        return ODD
    # Within reason: to tell a long text from a number takes longer than its length.
    return ODD if len(text) <= LONGEST_NUMBER and (_ODD.match(text) or _FLOAT.match(text)) else text


def parse_yaml(text: str, shown: str) -> tuple[Mapping | None, list[Problem]]:
    """Read YAML text whose top is a mapping; `shown` is the path for messages.

    Returns the mapping, or None where nothing could be built, and every problem found.
    """
    builder = _Builder(shown, text.split("\n"), iter(()))
    try:
        top = _first_document(text, builder)
    except _Refused as refused:
        builder.problem(refused.line, refused.message, refused.rule)
        return None, builder.problems
    except yaml.MarkedYAMLError as error:
        builder.problem(*explain_yaml(error, text), "yaml")
        return None, builder.problems
    except yaml.YAMLError as error:  # a character that YAML forbids
        builder.problem(_line_of_forbidden(text), f"no YAML: {_short(str(error))}", "yaml")
        return None, builder.problems
    if not isinstance(top, Mapping):
        message = "the file is empty" if top is None else "the top of the file must be `key: value`"
        builder.problem(1, message, "yaml-empty" if top is None else "yaml")
        return None, builder.problems
    return top, builder.problems


def _first_document(text: str, builder: _Builder) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterator[Any] = yaml.parse(text, Loader=loader)
    builder.events = events
    top: Any = None
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            if top is not None:
                raise _Refused(line, "a second document (---) in one file")
            first = next(events)
            top = builder.value(first, 0, None, None)
    return top


def read_text(path: Path, shown: str) -> tuple[str, Problem | None]:
    """The text of a file, or why it cannot be read; `shown` is the path for messages."""
    try:
        if not path.is_file():
            what = "is a folder, not a file" if path.is_dir() else "there is no such file"
            return "", Problem(shown, 0, what, "file-missing")
        if path.stat().st_size > MAX_BYTES:
            return "", Problem(shown, 0, f"larger than {MAX_BYTES // 1_000_000} MB", "file-size")
        if path.is_symlink() and path.resolve().parent != path.parent.resolve():
            return "", Problem(shown, 0, "is a link that leads out of the deck's folder: put the "
                                         "file itself there", "file-link")
        data = path.read_bytes()
    except OSError as error:
        return "", Problem(shown, 0, f"cannot be read: {error.strerror}", "file-missing")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = data[error.start]
        return "", Problem(shown, line, f"byte 0x{byte:02x} is no UTF-8; save the file as UTF-8",
                           "file-encoding")


def _line_of_forbidden(text: str) -> int:
    bad = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text[: bad.start()].count("\n") + 1 if bad else 1


def _short(text: str, length: int = 60) -> str:
    text = "".join(c if c.isprintable() else "�" for c in text)
    return text if len(text) <= length else text[: length - 1] + "…"
