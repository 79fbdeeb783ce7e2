"""From one kind of fact to another: which slots keep their value, and which kinds are near."""

from __future__ import annotations

import typing
from collections.abc import Mapping

from pydantic.fields import FieldInfo

from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.kinds import KINDS
from quizgen.bank.kinds.event import Event
from quizgen.editing.choices import Choice

# Slots that mean the same in kinds that name them otherwise: who does it, to whom, what it is done to.
_ALIKE = (
    ("speaker", "host", "visitor", "agent", "attacker", "donor", "finder", "first"),
    ("guest", "recipient", "second"),
    ("loser", "runner_up"),
    ("object", "target"),
)


def fields_of(kind: type[Fact]) -> dict[str, FieldInfo]:
    """What a fact of a kind has beside what every fact has, in order."""
    return {name: one for name, one in kind.model_fields.items()
            if name not in Fact.model_fields and name != "kind"}


def carried(fact: Fact, kind: type[Fact], entities: Mapping[str, Entity]) -> dict[str, str]:
    """By slot of the kind, the slot of a fact whose value has the same meaning there and fits.

    Of an event, that is the slot of whoever speaks or acts, and numbers of the same name.
    """
    if isinstance(fact, Event):
        return _of_event(fact, kind, entities)
    old = fields_of(type(fact))
    found = {name: name for name in fields_of(kind)
             if name in old and getattr(fact, name) is not None
             and _type(type(fact), name) == _type(kind, name)
             and _fits(getattr(fact, name), kind, name, entities)}
    for group in _ALIKE:
        ours = [name for name in group if name in type(fact).slots() and getattr(fact, name)]
        theirs = [name for name in group if name in kind.slots()]
        if (len(ours) == len(theirs) == 1 and theirs[0] not in found
                and ours[0] not in found.values()
                and _fits(getattr(fact, ours[0]), kind, theirs[0], entities)):
            found[theirs[0]] = ours[0]
    return found


def _of_event(fact: Event, kind: type[Fact], entities: Mapping[str, Entity]) -> dict[str, str]:
    slot = fact.spoken_by or "who"
    actor = fact.references().get(slot)
    doers = [name for name in _ALIKE[0] if name in kind.slots()]
    counts = {name: name for name in fields_of(kind) if name in fact.numbers}
    if actor and len(doers) == 1 and _fits(actor, kind, doers[0], entities):
        return {doers[0]: slot, **counts}
    return counts


def value_of(fact: Fact, slot: str) -> str:
    """What stands in a slot, as it is written; of a number of people the number, its kind says who."""
    count = fact.numbers.get(slot) if isinstance(fact, Event) else None
    if count:
        unit = None if count.unit == "people" else count.unit
        return " ".join(filter(None, (count.bound, f"{count.value}", unit)))
    return fact.references().get(slot) or str(getattr(fact, slot))


def kinds_near(fact: Fact, entities: Mapping[str, Entity]) -> tuple[Choice, ...]:
    """The other kinds, those first that keep most and ask least, with what they keep and ask."""
    rows = []
    for name, kind in KINDS.items():
        if name == fact.kind:
            continue
        kept = list(carried(fact, kind, entities))
        asked = [slot for slot, one in fields_of(kind).items()
                 if one.is_required() and slot not in kept]
        said = f"keeps {', '.join(kept)}; " if kept else ""
        needs = f"asks {', '.join(asked)}" if asked else "asks no more"
        words = f"{_doc(kind)} ({said}{needs})"
        rows.append(((not kept, len(asked) - 2 * len(kept) if kept else 0), Choice(name, words)))
    return tuple(choice for _, choice in sorted(rows, key=lambda row: row[0]))


def all_kinds() -> tuple[Choice, ...]:
    """Every kind with what it is for."""
    return tuple(Choice(name, _doc(kind)) for name, kind in KINDS.items())


def _doc(kind: type[Fact]) -> str:
    """The first sentence of a kind's docstring, without its example."""
    first = (kind.__doc__ or "").split("\n")[0]
    return first.split(": “")[0].rstrip(".")


def _type(kind: type[Fact], name: str) -> str:
    """A field's type as far as values of one fit another: entities are told apart by `_fits`."""
    if kind.slots().get(name):
        return "entity"
    hints = typing.get_type_hints(kind)
    return str(hints[name]).replace("typing.Optional", "").replace(" | None", "").strip("[]")


def _fits(value: object, kind: type[Fact], slot: str, entities: Mapping[str, Entity]) -> bool:
    """Whether a value may stand in a slot; of an entity, whether it is of a family that may."""
    refers = kind.slots().get(slot)
    entity = entities.get(value) if isinstance(value, str) else None
    return not refers or (entity is not None and refers.fits(entity))
