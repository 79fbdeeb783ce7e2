"""Values as YAML in the bank's canonical form; a reader of it gets back what was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 100  # what fits on a line is written on one
# Plain in a block and in {…} or […]: begins with a letter, and has nothing that YAML would read.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ \-.’“”()/;!?…–—_+%&*'])*")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_PLAIN_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?~?|\d{4}~?")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_mapping(
    fields: Mapping[str, Any], indent: int, open_points: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """The lines of a mapping in a block; what is open stands as a comment above its key."""
    pad = " " * indent
    for key, value in fields.items():
        for concerned, words in open_points:
            if concerned == key:
                yield f"{pad}# open: {comment(words)}"
        yield from _entry(f"{pad}{key}:", value, indent)


def comment(words: str) -> str:
    """Words for a comment: on one line, and nothing in it that is not shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    if value is None:
        yield head
        return
    flow = flow_text(value)
    one_line = len(head) + len(flow) < WIDTH or not isinstance(value, (Mapping, list))
    if one_line:
        yield f"{head} {flow}"
    elif isinstance(value, Mapping):
        yield head
        for key, inner in value.items():
            yield from _entry(f"{' ' * (indent + 2)}{scalar(key)}:", inner, indent + 2)
    else:
        yield head
        for inner in value:
            yield f"{' ' * (indent + 2)}- {flow_text(inner)}"


def flow_text(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow_text(v)}" for key, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    return scalar(str(value))


def _number(value: float) -> str:
    text = repr(value)
    return f"{value:.15f}".rstrip("0") if "e" in text else text


def scalar(text: str) -> str:
    """A text as it is where YAML reads it so, else in quotes."""
    if text.lower() not in _WORDS and _PLAIN.fullmatch(text) and text[-1] != " " and " #" not in text:
        return text
    return text if _PLAIN_DATE.fullmatch(text) and "-" in text else f'"{"".join(map(_escape, text))}"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    category = unicodedata.category(character)
    if character == " " or category[0] not in "CZ":
        return character
    return f"\\U{ord(character):08x}" if ord(character) > 0xFFFF else f"\\u{ord(character):04x}"
