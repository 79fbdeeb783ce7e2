"""A bank of any size that no editor wrote: digests of a hundred facts, names that recur.

    python benchmarks/made_bank.py FOLDER 100000

The same size gives the same bytes. A digest a day; its names are mostly those of the news of these
weeks, some are met again after years.
"""

from __future__ import annotations

import datetime
import itertools
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000)
A_DIGEST = 100        # facts
A_DEVELOPMENT = 5     # facts
FACTS_A_NAME = 40     # a bank of 100,000 facts has 2,500 names
FIRST_DAY = datetime.date(1980, 1, 1)
HEADER = """\
id: made-{size}
title: A made bank of {size:,} facts
description: Nothing in it ever happened.
version: 1.0.0
licence: CC0-1.0
authors: [benchmarks]
"""
HEADS = ("Al Bar Cor Del Er Fal Gor Hal Ir Jor Kel Lor Mar Nor Or Pel Quin Ros Sal Tor Ul Ver Wil "
         "Yor Zan")
TAILS = ("den vik mont bury ford ton dale mere stead wick holm gate field wood minster hurst by thorpe "
         "ham ley combe worth bourne well")
# How many of ten names are of a type, with its subtypes.
TYPES = {"Person": (4, ("politician", "officer", "judge")),
         "City": (3, ("town", "village", "port")),
         "Organization": (2, ("brigade", "party", "union")),
         "Country": (1, ("republic",))}
THINGS = ("a new bridge", "the price of bread", "the harvest", "a harbour", "the school reform",
          "a railway line", "the water supply", "a hospital")

Names = dict[str, list[str]]
Entry = dict[str, Any]
Hosts = set[str]  # who received somebody on a day: nobody does so twice, or questions have two answers


def make_bank(folder: Path, size: int) -> Path:
    """Write a bank of `size` facts into a folder, and return it."""
    order = random.Random(size)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.yaml").write_text(HEADER.format(size=size), encoding="utf-8")
    hosts: dict[str, Hosts] = defaultdict(set)
    names, rows = _entities(max(size // FACTS_A_NAME, 60))
    (folder / "entities.yaml").write_text("".join(rows), encoding="utf-8")
    for number, start in enumerate(range(0, size, A_DIGEST)):
        day = FIRST_DAY + datetime.timedelta(days=number)
        near = {kind: _of_the_day(some, start / size, order) for kind, some in names.items()}
        lines = _digest(day, range(start, min(start + A_DIGEST, size)), near, order, hosts)
        (folder / f"{day}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _entities(count: int) -> tuple[Names, list[str]]:
    names: Names = {kind: [] for kind in TYPES}
    rows = []
    words = itertools.product(HEADS.split(), TAILS.split(), ("", "er", "in", "a", "o", "is"))
    stems = ["".join(parts) for parts in words]
    random.Random(0).shuffle(stems)
    kinds = [kind for kind, (share, _) in TYPES.items() for _ in range(share)]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        stem = stems[number % len(stems)] + ("" if number < len(stems) else f" {number}")
        name = f"{chr(65 + number % 26)}. {stem}" if kind == "Person" else stem
        key = name.lower().replace(" ", "-").replace(".", "")
        fields = {"name": name, "type": kind, "subtype": TYPES[kind][1][number % len(TYPES[kind][1])]}
        if kind == "Person":
            fields["surname"] = stem
        elif kind == "City":
            fields["aliases"] = f"[Old {stem}]"
        names[kind].append(key)
        rows.append(f"{key}: {{{', '.join(f'{k}: {v}' for k, v in fields.items())}}}\n")
    return names, rows


def _of_the_day(names: list[str], at: float, order: random.Random) -> list[str]:
    """The names of a day's news: a window that moves along, and some from anywhere."""
    width = min(len(names), 40)
    first = int(at * (len(names) - width))
    return [*names[first : first + width], *order.sample(names, min(len(names), 5))]


def _digest(
    day: datetime.date, numbers: range, names: Names, order: random.Random, hosts: dict[str, Hosts]
) -> Iterator[str]:
    yield f"date: {day}"
    yield f"sources: [{{id: echo, publisher: The Echo, date: {day}, url: https://example.org/{day}}}]"
    yield "developments:"
    for number in numbers:
        if number % A_DEVELOPMENT == 0 or number == numbers.start:
            development = number // A_DEVELOPMENT
            yield f"- id: story-{development}"
            yield f"  title: Story {development:,}"
            yield f"  topic: topic-{development % 12}"
            yield "  facts:"
        kind = KINDS[number % len(KINDS)]
        when = str(day - datetime.timedelta(days=order.randint(0, 3)))
        fact = {"id": f"fact-{number}", "kind": kind.__name__.strip("_"), "date": when,
                **kind(number, names, order)}
        if kind is _meeting:
            free = [name for name in names["Person"]
                    if name not in hosts[when] and name != fact["guest"]]
            fact["host"] = fact["host"] if fact["host"] in free else order.choice(free)
            hosts[when].add(fact["host"])
        fields = [f"{name}: {_yaml(value)}" for name, value in fact.items()]
        yield f"  - {fields[0]}"
        yield from (f"    {field}" for field in fields[1:])


def _yaml(value: Any) -> str:
    """A value in YAML's flow style; only texts with a blank need quotes here."""
    if isinstance(value, str) and " " not in value:
        return value
    return json.dumps(value, ensure_ascii=False)


def _two(names: list[str], order: random.Random) -> tuple[str, str]:
    one, other = order.sample(sorted(set(names)), 2)
    return one, other


def _thing(order: random.Random) -> str:
    return f"{order.choice(THINGS)} of district {order.randrange(1, 1000)}"


def _meeting(number: int, names: Names, order: random.Random) -> Entry:
    host, guest = _two(names["Person"], order)
    return {"host": host, "guest": guest, "place": order.choice(names["City"]),
            "subject": _thing(order), "perishable": number % 7 == 0}


def _statement(number: int, names: Names, order: random.Random) -> Entry:
    return {"speaker": order.choice(names["Person"]), "topic": _thing(order),
            "content": f"{_thing(order)} would cost {number % 900 + 3} million crowns"}


def _appointment(number: int, names: Names, order: random.Random) -> Entry:
    person, speaker = _two(names["Person"], order)
    said = [{"by": speaker}, {"by": order.choice(names["Country"]), "polarity": "denies"}]
    return {"person": person, "office": f"the head of district {number:,}",
            "body": order.choice(names["Organization"]), "assertions": said[: number // 6 % 3],
            "explanation": f"It was attempt number {number % 30 + 1}."}


def _figure(number: int, names: Names, order: random.Random) -> Entry:
    return {"indicator": "the number of houses", "subject": order.choice(names["City"]),
            "value": {"value": order.randint(20, 9000), "bound": "about"}}


def _aid(number: int, names: Names, order: random.Random) -> Entry:
    donor, recipient = _two(names["Country"], order)
    return {"donor": donor, "recipient": recipient, "what": _thing(order),
            "amount": {"value": number % 97 + 3, "unit": "million crowns"}}


def _event(number: int, names: Names, order: random.Random) -> Entry:
    who, place = order.choice(names["Organization"]), order.choice(names["City"])
    return {"text": f"{{who=@{who}}} opened {{what={_thing(order)}}} in {{place=@{place}}}",
            "ask": {"who": {"stem": "who opened {what} in {place}[ {date:on}]?"},
                    "place": {"stem": "where did {who} open {what}[ {date:on}]?"}},
            "tags": [f"tag-{number % 5}"]}


KINDS: tuple[Callable[[int, Names, random.Random], Entry], ...] = (
    _meeting, _statement, _appointment, _figure, _aid, _event)

if __name__ == "__main__":
    make_bank(Path(sys.argv[1]), int(sys.argv[2]))
