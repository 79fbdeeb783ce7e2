"""From the bank to a file and back: the second file has the bytes of the first."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_deck
from quizgen.formats import Job, left_out, render
from quizgen.items.item import Item
from quizgen.items.make import make_items
from tests.formats.every_kind import make_item
from tests.formats.hostile import HOSTILE
from tests.importing.made import KNOWN, make_deck

DECKS = ("ukraine-war", "space-2023")
ROUNDS = [*(("gift", deck) for deck in DECKS), *((name, "space-2023") for name in (
    "moodle-xml", "aiken", "csv"))]


@cache
def shipped(name: str) -> tuple[Deck, tuple[Item, ...]]:
    deck = load_deck(name)
    return deck, make_items(deck)


@cache
def returned(format_name: str, name: str) -> tuple[Deck, bytes]:
    """A shipped deck that went out and came in again, and the file that it makes then."""
    with TemporaryDirectory() as folder:
        deck = make_deck(Path(folder) / "deck", format_name, render(format_name, Job(*shipped(name))))
    return deck, export(format_name, deck)


def export(format_name: str, deck: Deck) -> bytes:
    return render(format_name, Job(deck, make_items(deck)))


@pytest.mark.parametrize(("format_name", "name"), ROUNDS)
def test_the_second_file_has_the_bytes_of_the_first(
    tmp_path: Path, format_name: str, name: str
) -> None:
    """What a foreign file may lack is made up once: from the first import on, nothing changes."""
    once, first = returned(format_name, name)
    twice = make_deck(tmp_path / "twice", format_name, first, replace(KNOWN, title=once.title))
    assert export(format_name, twice) == first


def blocks(gift: bytes) -> dict[str, str]:
    """The questions of a GIFT file by their ids."""
    return {re.findall(r"^::(.*?)::", block, re.M)[0]: block
            for block in gift.decode().split("\n\n")[1:]}


@pytest.mark.parametrize("name", DECKS)
def test_gift_comes_back_as_it_was(name: str) -> None:
    """Question for question, byte for byte, with ids, reasons, sources, standing and tags.

    Not so sets, whose facts a file does not tell, what later digests reported again, and a dispute
    of which it does not tell who denies.
    """
    deck, items = shipped(name)
    before, (_, after) = render("gift", Job(deck, items)), returned("gift", name)
    assert blocks(before).keys() == blocks(after).keys()
    usual = [item for item in items if not item.further and len(item.facts) == 1
             and item.standing != "disputed"]
    assert len(usual) > 0.85 * len(items)
    changed = [item.id for item in usual if blocks(before)[item.id] != blocks(after)[item.id]]
    assert changed == []


def test_every_question_comes_back_with_its_answers() -> None:
    back = {item.id: item for item in make_items(returned("moodle-xml", "space-2023")[0])}
    for item in shipped("space-2023")[1]:
        mine = back[item.id]
        assert (mine.stem, mine.key if item.kind != "ordering" else "") == (
            item.stem, item.key if item.kind != "ordering" else "")
        assert {d.text: d.why for d in mine.distractors} == {d.text: d.why for d in item.distractors}
        assert mine.pairs == item.pairs and set(mine.sequence) == set(item.sequence)


SHORT = HOSTILE.filter(lambda text: len(text) < 300)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHORT, SHORT, st.lists(SHORT, min_size=2, max_size=3, unique=True), SHORT)
@pytest.mark.parametrize("format_name", ["gift", "moodle-xml", "csv"])
def test_hostile_questions_go_round(
    tmp_path_factory: pytest.TempPathFactory, format_name: str, stem: str, key: str,
    wrong: list[str], why: str,
) -> None:
    items = (make_item("multiple-choice", stem, key, tuple(wrong), explanation=why),
             make_item("short-answer", f"{stem} 2", key, accept=(why,), id="typed.place"))
    job = Job(shipped("space-2023")[0], items)
    if left_out(format_name, job):
        return
    root = tmp_path_factory.mktemp("round")
    first = export(format_name, make_deck(root / "one", format_name, render(format_name, job)))
    again = make_deck(root / "two", format_name, first,
                      replace(KNOWN, title=job.deck.title if format_name == "csv" else ""))
    second = export(format_name, again)
    assert second == first or format_name == "csv"
    third = export(format_name, make_deck(root / "three", format_name, second))
    assert third == second
