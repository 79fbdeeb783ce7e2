"""What a deck's files say, part by part, and problems at the place of a part."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizgen.bank.deck import Deck, Digest
from quizgen.bank.fact import Fact
from quizgen.bank.update import Update
from quizgen.problem import Level, Problem

Told = tuple[str, Fact | Update, Digest]  # what is told, where, and in which digest


def fault(deck: Deck, key: str, message: str, rule: str, level: Level = "error") -> Problem:
    """A problem at the place of a key (see `Deck.position`)."""
    position = deck.position(key)
    return Problem(position.path, position.line, message, rule, level)


def exists(deck: Deck, entity: str, broken: Collection[str]) -> bool:
    """Whether there is such an entity, readable or not."""
    return entity in deck.entities or f"entity:{entity}" in broken or "entities" in broken


def key_of(digest: Digest, update: Update) -> str:
    """The key of the place of a digest's update."""
    return f"update:{digest.date}:{update.fact}"


def told_updates(deck: Deck) -> Iterator[tuple[str, Update, Digest]]:
    """Each update as it stands in its digest, with the key of its place."""
    for digest in deck.digests:
        for update in digest.updates:
            yield key_of(digest, update), update, digest
