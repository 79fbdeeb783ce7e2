"""Whether the pictures that facts name are there and can be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizgen.bank.deck import Deck
from quizgen.bank.picture import read_picture
from quizgen.problem import Problem


def check_pictures(deck: Deck, broken: Collection[str]) -> Iterator[Problem]:
    """A picture is a file of the deck's folder of a known kind and bounded size, spelled one way."""
    spelled: dict[str, str] = {}
    for fact in deck.facts.values():
        if fact.picture is None:
            continue
        file = fact.picture.file
        place = deck.position(f"fact:{fact.id}.picture.file")
        first = spelled.setdefault(file.casefold(), file)
        if first != file:
            yield Problem(place.path, place.line, f"{fact.id}: `{file}` and `{first}` differ in "
                          "capitals alone: some systems hold them for one file", "picture")
        try:
            read_picture(deck.folder, file)
        except ValueError as error:
            yield Problem(place.path, place.line, f"{fact.id}: {file} {error}", "picture")
