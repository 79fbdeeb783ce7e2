"""Sentences and stems from templates, so that a kind of fact can write its own in one line.

A template is lower-case English with `{slot}` for values. `{slot:filter}` says how:

    {who}          the name with its article           {who:full}   with its title
    {place:in}     with the place's preposition        {thing:kind} the submarine Rostov-on-Don
    {date:on}      on 15 September 2023                {who:was}    with was or were
    {thing:waskind}  the submarine Rostov-on-Don was   {thing:be}   was or were
    {who:of}       Russia's                            {?who}       who, or which brigade
    {?who:whom}    whom, or which brigade              {?date}      when, or in which year
    {votes:bare}   14, a number without its unit

`[…]` is left out where a slot in it is empty. A template whose other slots are not all filled
does not apply. Where several are given, the first that applies is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StrictFloat, StrictInt

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import Entity
from quizgen.bank.text import Frozen, Text

_RANGE = Field(ge=-1e15, le=1e15)


class Quantity(Frozen):
    """A number with its unit, and whether it is exact."""

    value: Annotated[StrictInt, _RANGE] | Annotated[StrictFloat, _RANGE]
    unit: Text | None = Field(None, description="The unit as it stands after the number: tons.")
    bound: Literal["about", "nearly", "almost", "more than", "at least", "up to"] | None = Field(
        None, description="How the source qualifies the number; typed answers may be 5 % off."
    )
    grouped: Annotated[bool, Field(strict=True)] = Field(
        True, description="False for numbers that are names, such as years."
    )

    def number(self, value: float | None = None) -> str:
        """The bare number (or another in its place), with commas for thousands."""
        shown = self.value if value is None else value
        return f"{shown:,}" if self.grouped else f"{shown}"

    def words(self, value: float | None = None) -> str:
        """The number with its unit: `20,000 tons`."""
        return f"{self.number(value)} {self.unit}" if self.unit else self.number(value)


@dataclass(frozen=True, slots=True)
class EntityValue:
    """A slot's value that is an entity of the deck."""

    entity: Entity


class Phrase(str):
    """Words that stand as their author wrote them, also where an answer has a capital."""

    __slots__ = ()


Value = EntityValue | FactDate | Quantity | str
Values = Mapping[str, Value]


class Piece(NamedTuple):
    """A run of rendered text, and the slot that it fills, if any."""

    text: str
    slot: str | None = None


def value_text(value: Value) -> str:
    """A value as an answer: a name with its article, a date in words, a number with its unit."""
    if isinstance(value, EntityValue):
        return value.entity.named
    if isinstance(value, FactDate):
        return value.words()
    if isinstance(value, Quantity):
        return value.words()
    return str(value)


def _question_word(value: Value, person: str) -> str:
    if isinstance(value, EntityValue):
        entity = value.entity
        return person if entity.family == "person" else f"which {entity.noun}"
    if isinstance(value, FactDate):
        return "when" if value.day else f"in which {value.precision}"
    return "what"


def _kind(value: Value) -> tuple[str, str]:
    before = value.entity.kind_before if isinstance(value, EntityValue) else ""
    return before, value_text(value)


def _full(value: Value) -> tuple[str, str]:
    return "", value.entity.full if isinstance(value, EntityValue) else value_text(value)


def _before(value: Value) -> tuple[str, str]:
    if isinstance(value, EntityValue):
        return f"{value.entity.preposition} ", value.entity.named
    if isinstance(value, FactDate):
        return f"{value.preposition} ".lstrip(), value.words()
    return "", value_text(value)


def _bounded(value: Value) -> tuple[str, str]:
    if isinstance(value, Quantity) and value.bound:
        return f"{value.bound} ", value.words()
    return "", value_text(value)


def _bare(value: Value) -> tuple[str, str]:
    if not isinstance(value, Quantity):
        return "", value_text(value)
    return f"{value.bound} " if value.bound else "", value.number()


# A filter gives what stands before the value and the value itself.
FILTERS: dict[str, Callable[[Value], tuple[str, str]]] = {
    "": _bounded,
    "full": _full,
    "bare": _bare,
    "kind": _kind,
    "in": _before,
    "on": _before,
}


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    filter: str = ""
    asked: bool = False  # {?name}: the question word, not the value


_Part = Piece | _Slot


class Group(NamedTuple):
    """A part of a template that stands or falls as one."""

    optional: bool
    needs: tuple[str, ...]  # the slots that must be filled
    parts: tuple[_Part, ...]


_SLOT = re.compile(r"\{(\??)([a-z_]+)(?::([a-z]+))?\}")


@lru_cache(maxsize=4096)
def parse_template(template: str) -> tuple[Group, ...]:
    """The template as groups. ValueError on a malformed one."""
    if re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", template)):
        raise ValueError(f"a bracket that is not paired in “{template}”")
    groups: list[Group] = []
    for optional, text in re.findall(r"\[([^\[\]]*)\]|([^\[\]]+)", template):
        source = optional or text
        parts: list[_Part] = []
        end = 0
        for match in _SLOT.finditer(source):
            parts.append(Piece(source[end : match.start()]))
            asked, name, how = match.groups()
            if how and how not in (*FILTERS, "was", "waskind", "be", "of", "whom"):
                raise ValueError(f"unknown filter :{how} in {match.group()}")
            parts.append(_Slot(name, how or "", bool(asked)))
            end = match.end()
        parts.append(Piece(source[end:]))
        if any(isinstance(part, Piece) and re.search(r"[{}]", part.text) for part in parts):
            raise ValueError(f"a brace that belongs to no slot in “{template}”")
        groups.append(Group(
            bool(optional), tuple(part.name for part in parts if isinstance(part, _Slot)),
            tuple(part for part in parts if isinstance(part, _Slot) or part.text)))
    return tuple(groups)


def template_slots(template: str) -> set[str]:
    """The names of all slots in a template, the asked one included."""
    return {name for group in parse_template(template) for name in group.needs}


@lru_cache(maxsize=4096)
def needed_slots(template: str) -> frozenset[str]:
    """The slots without which a template does not apply."""
    return frozenset(name for group in parse_template(template) if not group.optional
                     for name in group.needs)


def render(
    templates: str | Sequence[str], values: Values, replace: Mapping[str, str] | None = None
) -> tuple[Piece, ...] | None:
    """Fill the first template that applies; None where none does.

    `replace` gives other words for a slot (a blank, or a false value); prepositions stay.
    """
    for template in (templates,) if isinstance(templates, str) else templates:
        pieces: list[Piece] = []
        for optional, needs, parts in parse_template(template):
            if all(map(values.__contains__, needs)):
                for part in parts:
                    if isinstance(part, Piece):
                        pieces.append(part)
                    else:
                        pieces += _fill(part, values[part.name], replace or {})
            elif not optional:
                break
        else:
            return tuple(pieces)
    return None


def _fill(part: _Slot, value: Value, replace: Mapping[str, str]) -> list[Piece]:
    if part.asked:
        return [Piece(_question_word(value, "whom" if part.filter == "whom" else "who"))]
    if part.filter in ("was", "waskind"):
        kind = _kind(value)[0] if part.filter == "waskind" else ""
        text = replace.get(part.name) or value_text(value)
        return [Piece(kind), Piece(text, part.name), Piece(f" {_be(value)}")]
    if part.filter == "be":
        return [Piece(_be(value))]
    if part.filter == "of":
        text = replace.get(part.name) or value_text(value)
        return [Piece(text, part.name), Piece("’" if text.endswith("s") else "’s")]
    before, text = FILTERS[part.filter](value)
    core = Piece(replace.get(part.name) or text, part.name)
    return [Piece(before), core] if before else [core]


def _be(value: Value) -> str:
    return "were" if isinstance(value, EntityValue) and value.entity.plural else "was"


def join(pieces: Sequence[Piece]) -> str:
    """The bare clause: lower-case start, no full stop."""
    return "".join([piece[0] for piece in pieces])


def as_sentence(text: str, end: str = ".") -> str:
    """A clause as a sentence: capital at the start, one mark at the end."""
    at = len(text) - len(text.lstrip("“\"‘'("))
    text = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”")) else text + end
