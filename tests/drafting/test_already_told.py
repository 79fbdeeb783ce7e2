"""A page that is read again adds what has come since: facts, and sentences that gave none."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_folder
from quizgen.drafting.build import Built, Given, build
from quizgen.drafting.deck_files import new_deck

PAGE = """\
Live: the harbour strike

The Selby Wire, 14 March 2024

- Dockers walk out. Mayor Ann Li visited Rome on Monday. It was a long and rather rainy day for
 all of them. Eva Holm met Ann Li in Rome on Tuesday.

- Ferries stop. Eva Holm visited Lima on Wednesday. Nobody could say for how long this would go on.
"""
CALM = " The mood among those at the gate was calm and friendly by then."
SHIFT = " A second shift of workers then left the yard as well."
BANKS = "- Banks close. Eva Holm visited Oslo on Thursday. The rest of the town was quite as usual.\n\n"


def read(page: str, deck: Deck | None = None) -> Built:
    return build(page.encode(), "a.txt", Given(), deck)


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    for name, text in new_deck(read(PAGE), "d").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return load_folder(tmp_path)


def unread(page: str, deck: Deck) -> dict[str, list[str]]:
    """The sentences without a fact that are listed, by the development that tells the rest."""
    built = read(page, deck)
    return {d.more_of: [built.source.text[a:b] for a, b in d.unread] for d in built.draft.developments}


def test_a_page_that_is_as_it_was_adds_nothing(deck: Deck) -> None:
    assert unread(PAGE, deck) == {}


@pytest.mark.parametrize("after, new", [
    ("all of them.", CALM), ("on Tuesday.", CALM), ("would go on.", SHIFT),
])
def test_a_sentence_that_has_come_since_is_listed_though_it_gives_no_fact(
    deck: Deck, after: str, new: str
) -> None:
    """And no other: what gave no fact before has been seen."""
    (listed,) = unread(PAGE.replace(after, after + new), deck).values()
    assert listed == [new.strip()]


def test_what_is_new_in_one_development_is_not_laid_to_another(deck: Deck) -> None:
    page = PAGE.replace("- Ferries", f"{BANKS}- Ferries").replace("go on.", f"go on.{SHIFT}")
    found = unread(page, deck)
    assert found.pop("") == ["The rest of the town was quite as usual."]
    assert list(found.values()) == [[SHIFT.strip()]]
