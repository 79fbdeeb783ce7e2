"""From the bank to a file and back: the second file has the bytes of the first."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_deck, load_folder
from quizgen.formats import Job, left_out, render
from quizgen.importing.told import read_told
from quizgen.items.item import Citation, Item
from quizgen.items.make import make_items
from tests.formats.every_kind import make_item
from tests.formats.hostile import HOSTILE
from tests.hostile.bank import bank_of, write_bank
from tests.importing.made import KNOWN, make_deck, read

DECKS = ("ukraine-war", "space-2023")
ROUNDS = [(name, "space-2023") for name in ("moodle-xml", "aiken", "csv")]  # GIFT is the same at once


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


@pytest.mark.parametrize("name", DECKS)
def test_gift_comes_back_as_it_was(name: str) -> None:
    """Byte for byte: ids, reasons, sources, standing, tags; sets and later reports too."""
    assert returned("gift", name)[1] == render("gift", Job(*shipped(name)))


def test_gift_of_every_kind_of_fact_comes_back_as_it_was(tmp_path: Path) -> None:
    """But for what a fact is asked beyond the eighth question: an event has no room for more."""
    count = itertools.count(1)
    files = bank_of(lambda: f"{('Alpha', 'bravo', 'The Chair')[next(count) % 3]} {next(count)}")
    for fact in files["2023-09-15.yaml"]["developments"][0]["facts"]:
        fact.pop("picture", None)
        fact.pop("questions", None) if fact["id"] in ("f-agreement", "f-launch") else None
        fact.pop("assertions", None) if fact["id"] in ("f-agreement", "f-launch") else None
    deck = load_folder(write_bank(tmp_path / "mini", files))
    first = export("gift", deck)
    assert len(re.findall("^::", first.decode(), re.M)) > 200
    assert export("gift", make_deck(tmp_path / "again", "gift", first)) == first


def test_every_question_comes_back_with_its_answers() -> None:
    back = {item.id: item for item in make_items(returned("moodle-xml", "space-2023")[0])}
    for item in shipped("space-2023")[1]:
        mine = back[item.id]
        assert (mine.stem, mine.key if item.kind != "ordering" else "") == (
            item.stem, item.key if item.kind != "ordering" else "")
        assert {d.text: d.why for d in mine.distractors} == {d.text: d.why for d in item.distractors}
        assert mine.pairs == item.pairs and set(mine.sequence) == set(item.sequence)


@pytest.mark.parametrize("format_name", ["gift", "moodle-xml", "csv"])
def test_every_source_comes_back_with_its_address(format_name: str) -> None:
    """Sources cited after the first, and one that is cited in the same words as another."""
    first = Citation("CNN", "15 September 2023", "Talks & <tea>", "https://example.org/a?b=1&c=2")
    further = (Citation("the BBC", "16 September 2023"),
               Citation("NASA", "September 2023", None, "https://x.org/n?1", "no date; by its news"),
               Citation("NASA", "September 2023", None, "https://x.org/n?2", "no date; by its news"))
    item = make_item("short-answer", "Who came?", "Anna", source=first, further=further)
    found = read(format_name, render(format_name, Job(shipped("space-2023")[0], (item,))).decode())
    assert found.problems == ()
    assert found.questions[0].told.addresses() == [source.url or "" for source in (first, *further)]


def test_one_link_behind_all_sources_is_the_first_ones_address() -> None:
    """As quizgen's files of before have it."""
    told = read_told(["It is.", "CNN; reported, as of 2023.", "Source: CNN, 2023; the BBC, 2023"],
                     '<a href="https://x.org/1">Source: CNN, 2023; the BBC, 2023</a>')
    assert told.addresses() == ["https://x.org/1", ""]


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
