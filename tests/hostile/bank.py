"""A whole bank whose every free text is a given one: made from the models, so that a new kind of fact,
or a new field of one, stands in it without being named here.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact, Refers
from quizgen.bank.kinds import KINDS
from quizgen.bank.wording import Quantity
from tests.hostile.fields import hints, is_text, leaves

# Of every family one that fits, and two more to be wrong options.
TYPES = {"person": "Person", "organisation": "Organization", "place": "City", "thing": "Vehicle"}
# What the kind's own rules want beside: who declines has no content.
OWN: dict[str, dict[str, Any]] = {"statement": {"topic": None}}
DAY = "2023-09-15"
EVENTS = ("con", "nul", "com1", "e3")   # names that Windows keeps to itself
Say = Callable[[], str]


def bank_of(say: Say, brace: Say | None = None) -> dict[str, Any]:
    """The files of a deck by name, as plain data; `say` gives each text, `brace` those where braces
    are text.
    """
    brace = brace or say
    facts = [_fact(kind, model, say, brace) for kind, model in KINDS.items() if kind != "event"]
    facts += [_event(n, say, brace) for n in range(4)]
    facts += [{"id": "gone", "kind": "event", "date": DAY, "text": "it rained",
               "status": "retracted", "why": brace()},
              {"id": "aux", "kind": "statement", "date": DAY, "speaker": "person0",
               "polarity": "declines", "topic": brace()}]
    day = {
        "date": DAY,
        "sources": [{"id": "cnn", "publisher": brace(), "title": brace(), "date": DAY,
                     "url": "https://example.org/?a=1&b='x'", "note": brace()}],
        "developments": [{"id": "d", "title": brace(), "topic": "t", "facts": facts}],
        "sets": [{"id": "s-order", "kind": "ordering", "facts": list(EVENTS),
                  "stem": brace(), "labels": {name: brace() for name in EVENTS},
                  "explanation": brace()},
                 {"id": "s-match", "kind": "matching", "facts": list(EVENTS),
                  "response": "what", "surplus": [brace(), brace()], "stem": brace(),
                  "labels": {name: brace() for name in EVENTS}, "explanation": brace()}],
    }
    later = {"date": "2023-09-16",
             "sources": [{"id": "cnn", "publisher": brace(), "date": "2023-09-16"}],
             "updates": [{"fact": "e3", "status": "corrected", "why": brace(), "explanation": brace(),
                          "questions": {"what": say()}}]}
    return {"deck.yaml": _header(brace), "entities.yaml": _entities(brace), "2023-09-15.yaml": day,
            "2023-09-16.yaml": later}


def write_bank(folder: Path, files: dict[str, Any]) -> Path:
    """Write the files, as JSON, which is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        text = json.dumps(data, indent=1, ensure_ascii=False)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _header(say: Say) -> dict[str, Any]:
    return {"id": "mini", "title": say(), "description": say(), "version": "1.0.0", "licence": say(),
            "authors": [say()],
            "waivers": [{"rule": say(), "items": [say()], "why": say()}]}


def _entities(say: Say) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for family, kind in TYPES.items():
        for n in range(4):
            made[f"{family}{n}"] = {
                "name": say(), "type": kind, "title": say(), "description": say(),
                "aliases": [say()], "surname": say()}
            if family != "person":
                made[f"{family}{n}"] |= {"subtype": "sort"}
    made["person0"] |= {"side": say(), "subtype": say()}
    return made


def _fact(kind: str, model: type[Fact], say: Say, brace: Say) -> dict[str, Any]:
    fact: dict[str, Any] = {"id": f"f-{kind}", "kind": kind, "date": DAY}
    used: dict[str, int] = {}
    for name, hint in hints(model).items():
        if name not in Fact.model_fields and name != "kind":
            fact[name] = _value(hint, brace, used)
    fact = {name: value for name, value in (fact | OWN.get(kind, {})).items() if value is not None}
    fact["assertions"] = [{"by": "organisation3", "cue": brace()},
                          {"by": "publisher", "polarity": "supports", "content": brace()}]
    slot = next((name for name, refers in model.slots().items()
                 if not refers and isinstance(fact.get(name), str) and fact[name] != DAY), "date")
    wrong = [brace(), {"text": brace(), "why": brace()}] if slot != "date" else []
    return fact | {"explanation": brace(), "accept": {slot: [brace()]}, "foils": {slot: wrong},
                   "picture": {"file": "x.png", "alt": brace(), "credit": brace(), "licence": brace()}}


def _value(hint: Any, say: Say, used: dict[str, int]) -> Any:
    parts = list(_flat(hint))
    refers = next((part for part in parts if isinstance(part, Refers)), None)
    if refers:
        family = refers.families[0]
        used[family] = used.get(family, -1) + 1
        return f"{family}{used[family]}"
    if Quantity in parts:
        return {"value": 12, "unit": say()}
    if FactDate in parts:
        return DAY
    if any(leaf is str and is_text(metadata) for leaf, metadata in leaves(hint)):
        return say()
    chosen = next((part for part in parts if typing.get_origin(part) is Literal), None)
    return typing.get_args(chosen)[0] if chosen else None


def _flat(hint: Any) -> list[Any]:
    inner = typing.get_args(hint)
    if typing.get_origin(hint) is Literal or not inner:
        return [hint]
    return [part for one in inner for part in _flat(one)]


def _event(n: int, say: Say, brace: Say) -> dict[str, Any]:
    return {"id": EVENTS[n], "kind": "event", "date": f"2023-09-{n + 1:02}",
            "text": f"it was {{what={say()}}} in {{where=@place{n}}} {say()}",
            "ask": {"what": {"stem": say()}, "where": {"stem": say(), "closed": True},
                    "said": {"stem": say()}},
            "phrases": {"said": brace()},
            "questions": {"what-typed": say()}, "explanation": brace()}
