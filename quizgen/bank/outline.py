"""A YAML file as its parts: each with its place, so that one can be shown or replaced alone.

Marks count code points, as libyaml's do; a byte order mark is not part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from quizgen.bank.yaml_reader import MAX_DEPTH

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A value with the keys that lead to it, and the characters that it takes.

    `at` is where its key begins (of a list's entry, its value), `start` and `end` where the value
    does, without the blank lines and comments after it. `style` is a scalar's quote or block sign, or
    nothing where it is plain; `text` what it says, None of a mapping or list. `inside` tells what
    stands within the braces or brackets of another part, `flow` what has such ones itself.
    """

    keys: Keys
    line: int
    at: int
    start: int
    end: int
    text: str | None
    style: str = ""
    flow: bool = False
    inside: bool = False

    @property
    def name(self) -> str | int:
        """The last of the keys."""
        return self.keys[-1] if self.keys else ""


def outline(text: str) -> tuple[Part, ...]:
    """The parts of a YAML text in the order in which they stand; the whole first.

    yaml.YAMLError where it is no YAML, or holds what the bank does not read: see `parse_yaml`,
    which says so in words.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterator[Any] = yaml.parse(text, Loader=loader)
    parts: list[Part] = []
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            _add(text, parts, next(events), events, (), None, False)
    return tuple(parts)


def _add(
    text: str, parts: list[Part], event: Any, events: Iterator[Any], keys: Keys, at: Any,
    inside: bool,
) -> int:
    """Add a value, whose key stands at the mark `at`, and what it holds; where it ends."""
    if isinstance(event, yaml.AliasEvent) or event.anchor or len(keys) > MAX_DEPTH:
        raise yaml.YAMLError("an alias, an anchor, or nested too deep")
    own, start = len(parts), event.start_mark
    mark = start if at is None else at
    flow = bool(getattr(event, "flow_style", False))
    made = Part(keys, mark.line + 1, mark.index, start.index, event.end_mark.index, None, "", flow,
                inside)
    parts.append(made)
    if isinstance(event, yaml.ScalarEvent):
        end = _end_of(event)
        if event.style in ("|", ">"):  # it ends where the next thing begins
            end -= len(text[start.index : end]) - len(text[start.index : end].rstrip())
        parts[own] = replace(made, end=end, text=event.value, style=event.style or "")
        return end
    end = _add_inner(text, parts, events, made, isinstance(event, yaml.MappingStartEvent))
    parts[own] = replace(made, end=end)
    return end


def _add_inner(
    text: str, parts: list[Part], events: Iterator[Any], holder: Part, is_mapping: bool
) -> int:
    """Add what a mapping or list holds; where it ends."""
    end, number = holder.start, 0
    for event in events:
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            return _end_of(event) if holder.flow else end
        if not is_mapping:
            end = _add(text, parts, event, events, (*holder.keys, number), None, holder.flow)
            number += 1
            continue
        if not isinstance(event, yaml.ScalarEvent):
            raise yaml.YAMLError("a key that is no text")
        written = _add(text, parts, next(events), events, (*holder.keys, event.value),
                       event.start_mark, holder.flow)
        end = max(written, _end_of(event))
    return end


def _end_of(event: Any) -> int:
    return int(event.end_mark.index)
