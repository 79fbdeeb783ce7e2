"""A deck as learners see it, in fingerprints: what two versions are compared by."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.history import ItemRecord, NoteRecord, Snapshot
from quizgen.bank.kinds.event import Event
from quizgen.bank.standing import derive_standing
from quizgen.bank.wording import Quantity, value_text
from quizgen.items.item import Item, as_values
from quizgen.items.make import Progress, every_item, items_of, make_sentences

# Asked openly, with a stem that needs no options beside it.
OPEN_KINDS = ("multiple-choice", "short-answer", "numerical")
# What a learner sees of an item. A field that is new to items joins here where they see it. Why an
# option is wrong does not: it is told once, stands on no card, and gets better with the bank around it.
_WORDS = ("kind", "stem", "key", "pairs", "sequence", "unit")
_REST = ("accept", "number", "tolerance", "date", "sentence", "explanation", "source", "further",
         "as_of", "attribution", "standing", "status", "notice", "topic", "development", "tags",
         "perishable", "sorted")


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """A deck at one time: the bank, its items by id, and their snapshot."""

    deck: Deck
    items: Mapping[str, Item]
    snapshot: Snapshot


def take_version(deck: Deck, progress: Progress | None = None) -> Version:
    """The deck with all items that it ever asks and the snapshot of them."""
    items = every_item(deck, progress)
    return Version(deck, {item.id: item for item in items}, take_snapshot(deck, items))


def take_versions(
    old: Deck, new: Deck, progress: tuple[Progress | None, Progress | None] = (None, None)
) -> tuple[Version, Version]:
    """Two decks as far as they differ: what is the same in both is in neither snapshot.

    To compare them as whole versions would be; but of large decks little is held at once.
    """
    hashes = [_hashes(deck, tell) for deck, tell in zip((old, new), progress, strict=True)]
    names = {name for name, _ in hashes[0].items() ^ hashes[1].items()}
    before, after = (_take_part(deck, names) for deck in (old, new))
    return before, after


def _hashes(deck: Deck, progress: Progress | None) -> dict[str, str]:
    """The fingerprint of each fact and set, as its record has it."""
    kinds, hashes = _kinds(deck), {}
    for name, group in groupby(items_of(deck, lambda _: True, progress), lambda item: item.fact):
        hashes[name] = _note_hash(deck, name, kinds[name], {i.id: record_item(i) for i in group})
    return hashes | {name: _note_hash(deck, name, kind, {})
                     for name, kind in kinds.items() if name not in hashes}


def _take_part(deck: Deck, names: Collection[str]) -> Version:
    """The version of a deck that has some of its facts and sets alone."""
    facts = {name for group in deck.sets if group.id in names for name in group.facts}.union(names)
    items = [item for item in items_of(deck, lambda fact: fact.id in facts) if item.fact in names]
    kinds = {name: kind for name, kind in _kinds(deck).items() if name in names}
    return Version(deck, {item.id: item for item in items}, _snapshot(deck, items, kinds))


def take_snapshot(deck: Deck, items: Iterable[Item]) -> Snapshot:
    """The records of a deck's facts and sets; `items` are all of them (`every_item`)."""
    return _snapshot(deck, items, _kinds(deck))


def _snapshot(deck: Deck, items: Iterable[Item], kinds: Mapping[str, str]) -> Snapshot:
    """The records of the facts and sets that have these kinds."""
    header = deck.header.model_dump(mode="json", exclude={"version", "waivers"})
    by_fact: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_fact[item.fact].append(item)
    unasked = make_sentences(deck, kinds.keys() & deck.facts.keys() - by_fact.keys())
    return Snapshot(header=_hash(header), facts={
        name: _note(deck, name, kind, by_fact.get(name, []), unasked.get(name, ""))
        for name, kind in kinds.items()
    })


def _kinds(deck: Deck) -> dict[str, str]:
    """The kind of every fact and set by its id."""
    kinds: dict[str, str] = {fact.id: fact.kind for fact in deck.facts.values()}
    return kinds | {group.id: group.kind for group in deck.sets}


def _note(deck: Deck, name: str, kind: str, items: list[Item], unasked: str) -> NoteRecord:
    fact = deck.facts.get(name)
    asked: set[str] = set()
    records = {}
    for item in items:
        is_open = asks_openly(item, fact) and item.question not in asked
        records[item.id] = record_item(item, item.stem if is_open else "")
        asked.update({item.question} if is_open else ())
    shown = items[0] if items else None
    standing = derive_standing(fact.said()) if fact else shown.standing if shown else ""
    return NoteRecord(
        kind=kind, says=_says(fact) if fact else {}, standing=standing,
        said=len({(a.by, a.polarity, a.content) for a in fact.said()}) if fact else 0,
        sentence=shown.sentence if shown else unasked,
        attribution=shown.attribution if shown else "", as_of=shown.as_of if shown else "",
        cited=shown.cited if shown else "",
        asks=tuple(fact.ask) if isinstance(fact, Event) else (),
        status=fact.status if fact else shown.status if shown else "current",
        hash=_note_hash(deck, name, kind, records), items=records,
    )


def _note_hash(deck: Deck, name: str, kind: str, records: Mapping[str, ItemRecord]) -> str:
    """The fingerprint of a fact or set: of its items, or of what a learner may read where none is."""
    fact = deck.facts.get(name)
    content: Any = [[item, record.hash] for item, record in sorted(records.items())]
    if fact and not records:  # asked nothing, and yet a learner may read it
        content = fact.model_dump(mode="json", exclude={"evidence"})
    return _hash([kind, content])


def asks_openly(item: Item, fact: Fact | None) -> bool:
    """Whether an item is a question of its own, to be asked without options.

    So is what an author wrote as a statement or a text with a gap; what is made of a fact's
    sentence asks one of its questions again.
    """
    authored = isinstance(fact, Event) and item.question in fact.ask and (
        item.id == f"{item.fact}.{item.question}")
    return item.kind in OPEN_KINDS or authored


def _says(fact: Fact) -> dict[str, str]:
    """The data of a fact by slot: entities, dates, numbers, words of choice; phrases are wording."""
    said = {"date": str(fact.date), **fact.references()}
    own = type(fact).model_fields.keys() - Fact.model_fields.keys() - {"kind"}
    for name in sorted(own):
        value = getattr(fact, name)
        if name not in said and value is not None and not isinstance(value, Mapping) and (
                not isinstance(value, str) or name not in fact.slots()):
            said[name] = value_text(value) if isinstance(value, Quantity) else str(value)
    if isinstance(fact, Event):
        said |= {name: value_text(value) for name, value in fact.numbers.items()}
        said |= {name: str(value) for name, value in fact.dates.items()}
        said = {name: value for name, value in said.items() if name not in ("text", "spoken_by")}
    return said


def record_item(item: Item, stem: str = "") -> ItemRecord:
    """What is kept of an item to compare it by."""
    words = _hash([[getattr(item, name) for name in _WORDS], [d.text for d in item.distractors]])
    rest = [as_values(getattr(item, name)) for name in _REST]
    return ItemRecord(kind=item.kind, stem=stem, answer=_answer(item), accept=item.accept,
                      words=words, hash=_hash([words, rest]))


def _answer(item: Item) -> str:
    """The key; a matching's pairs in an order of their own, since a set may list them anyhow."""
    return "; ".join(sorted(f"{a} – {b}" for a, b in item.pairs)) if item.pairs else item.key


def _hash(value: Any) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the value as JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
