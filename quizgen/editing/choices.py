"""What may stand in a place of a deck's files, where there is a list of it."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from quizgen.bank.check import SPEAKER
from quizgen.bank.deck import Deck, DeckHeader, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact, Refers
from quizgen.bank.find import HEADER
from quizgen.bank.kinds import KINDS
from quizgen.bank.open_points import ENTITIES
from quizgen.bank.outline import Keys, Part
from quizgen.bank.standing import PUBLISHER
from quizgen.editing.evidence_view import source_words, stated

_OF_ENTITIES = ("title", "surname", "subtype", "description", "article", "country", "within",
                "preposition")
_OF_FACTS = ("perishable", "explanation")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as it is written, and what it means to a reader."""

    value: str
    words: str = ""


def choices_at(
    file: str, parts: Sequence[Part], keys: Keys, deck: Deck | None
) -> tuple[Choice, ...]:
    """The values that fit at `keys` in a file of that name; none where any text may stand."""
    if not keys:
        return ()
    by_keys = {part.keys: part for part in parts}
    if file == ENTITIES:
        return _of_field(Entity, keys[1:], by_keys, keys[:1], deck)
    return _of_field(DeckHeader if file == HEADER else Digest, keys, by_keys, (), deck)


def addable(file: str, keys: Keys, parts: Sequence[Part]) -> tuple[str, ...]:
    """The single values that a fact or an entity may have and has not: slots, and what explains."""
    there = {str(part.name) for part in parts if part.keys[:-1] == keys and part.keys}
    if file == ENTITIES and len(keys) == 1:
        known: Iterable[str] = _OF_ENTITIES
    elif len(keys) == 4 and keys[2] == "facts":
        kind = KINDS.get(next((p.text or "" for p in parts if p.keys == (*keys, "kind")), ""))
        known = (*(name for name in kind.slots() if "text" not in kind.model_fields),
                 *_OF_FACTS) if kind else ()
    else:
        known = ()
    return tuple(name for name in known if name not in there)


def find_choice(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The choice that was meant: its number, the value or its meaning, or the only one that has the
    words.
    """
    if typed.isdecimal() and len(typed) < 5 and 0 < int(typed) <= len(choices):
        return choices[int(typed) - 1]
    found = next((choice for choice in choices if typed in (choice.value, choice.words)), None)
    alike = matching(choices, typed)
    return found or (alike[0] if len(alike) == 1 else None)


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that have the words, in their own or in what they mean."""
    wanted = typed.casefold()
    return [c for c in choices if wanted in c.value.casefold() or wanted in c.words.casefold()]


def _of_field(
    model: type[BaseModel], rest: Keys, parts: dict[Keys, Part], done: Keys, deck: Deck | None
) -> tuple[Choice, ...]:
    """Follow the keys through the models to the field, and list what fits there."""
    if not rest or not isinstance(rest[0], str):
        return ()
    name, here = rest[0], (*done, rest[0])
    if issubclass(model, Fact) and name == "kind":
        return tuple(Choice(kind) for kind in KINDS)
    hint = typing.get_type_hints(model, include_extras=True).get(name)
    if hint is None:
        return ()
    if name == "foils" and len(rest) > 1 and issubclass(model, Fact):
        refers = model.slots().get(str(rest[1]).replace("-", "_")) if len(rest) == 3 else None
        return entities_that_fit(deck, refers) if refers else ()
    flat = _flatten(hint)
    inner = next((t for t in flat if isinstance(t, type) and issubclass(t, BaseModel)), None)
    after = rest[1:]
    while after and isinstance(after[0], int):
        here, after = (*here, after[0]), after[1:]
    if inner is not None and after:
        return _of_field(_kind_of(inner, parts, here), after, parts, here, deck)
    return _of_hint(name, flat, parts, deck) if not after else ()


def _kind_of(model: type[BaseModel], parts: dict[Keys, Part], at: Keys) -> type[BaseModel]:
    kind = parts.get((*at, "kind"))
    return KINDS.get(kind.text or "", model) if kind and model is Fact else model


def _of_hint(
    name: str, flat: list[Any], parts: dict[Keys, Part], deck: Deck | None
) -> tuple[Choice, ...]:
    refers = next((part for part in flat if isinstance(part, Refers)), None)
    if refers:
        return entities_that_fit(deck, refers)
    match name:
        case "by":
            return (Choice(PUBLISHER, "the source in its own voice"), *entities_that_fit(deck, SPEAKER))
        case "country" | "within":
            return entities_that_fit(deck, Refers(("place",) if name == "country" else
                                          ("place", "organisation")))
        case "source":
            return tuple(Choice(part.text or "", source_words(parts, keys[1]))
                         for keys, part in parts.items()
                         if keys[:1] == ("sources",) and part.name == "id" and part.text)
        case "superseded_by" | "fact":
            facts = deck.facts.values() if deck else ()
            return tuple(Choice(fact.id, next(stated(fact, deck), "")) for fact in facts)
    words = [value for part in flat if typing.get_origin(part) is Literal
             for value in typing.get_args(part)]
    if words:
        return tuple(Choice(word) for word in dict.fromkeys(words))
    return (Choice("true"), Choice("false")) if flat[:1] == [bool] else ()


def entities_that_fit(deck: Deck | None, refers: Refers) -> tuple[Choice, ...]:
    """The deck's entities that may stand in a slot."""
    found: Iterable[Entity] = deck.entities.values() if deck else ()
    return tuple(Choice(one.id, one.name) for one in found if refers.fits(one))


def _flatten(hint: Any) -> list[Any]:
    """A type with all that it is made of; literals whole."""
    if typing.get_origin(hint) is Literal or not typing.get_args(hint):
        return [hint]
    return [part for argument in typing.get_args(hint) for part in _flatten(argument)]
