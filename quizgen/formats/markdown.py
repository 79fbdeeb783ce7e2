"""Markdown: every field of every item, to read and to review (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from quizgen.formats import Job
from quizgen.formats.parts import joined
from quizgen.items.item import Item, item_to_dict

_MARK = re.compile(r"[\\`*_{}\[\]<>&|~!$^]")
_AT_START = re.compile(r"^(?:[#+=>-]|\d+(?=[.)]))")


def render(job: Job) -> Iterator[bytes]:
    """The deck's title, and for each item its question and a list of its fields; UTF-8."""
    header = job.deck.header
    head = (f"# {escape(header.title)}", escape(header.description),
            f"Version {header.version}, {len(job.items)} items. {escape(header.licence)}, by "
            f"{escape(', '.join(header.authors))}.")
    blocks = (block for item in job.each()
              for block in (f"## {escape(item.id)}", escape(item.stem), "\n".join(_fields(item))))
    return joined(chain(head, blocks), "\n\n", "\n")


def escape(text: str) -> str:
    """A text that Markdown shows literally, on one line."""
    line = _MARK.sub(r"\\\g<0>", re.sub(r"\s*[\r\n]+\s*", " ", text))
    return _AT_START.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", line)


def _fields(item: Item) -> Iterator[str]:
    for name, value in item_to_dict(item).items():
        if name in ("id", "stem") or value in (None, "", (), []):
            continue
        if not isinstance(value, (tuple, list)):
            yield f"- **{name}:** {_value(value)}"
            continue
        yield f"- **{name}:**"
        yield from (f"  - {_value(one)}" for one in value)


def _value(value: Any) -> str:
    """A field's value in words: parts of a citation, a pair or a distractor with what they are."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_value(part)}" for name, part in value.items() if part)
    if isinstance(value, (tuple, list)):
        return " → ".join(map(_value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else escape(str(value))
