"""A hostile text in every field of a bank, and every format: plain text in what its reader sees."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from quizgen.bank.read import load_deck
from quizgen.formats import Job, left_out, render
from quizgen.formats.table import FORMATS
from quizgen.items.item import BLANK, Item
from quizgen.items.make import make_items
from quizgen.items.quiz import Quiz, pose
from tests.bank.test_picture import png
from tests.hostile.bank import bank_of, write_bank
from tests.hostile.corpus import BRACES, SHARP
from tests.hostile.read_back import READERS, Seen

# Too long to be told by what they hold, or whose text is written otherwise: judged by their own tests.
QUOTED = {"gift", "aiken", "blackboard", "quizlet"}


@dataclass(frozen=True)
class Bank:
    """All items of a bank, and a quiz of some of every kind."""

    job: Job
    quiz: Job

    def of(self, name: str) -> Job:
        if name == "kahoot":   # which takes short texts alone
            return self.job._replace(items=tuple(map(shorten, self.job.items)))
        return self.quiz if FORMATS[name].takes == "quiz" else self.job


def shorten(item: Item) -> Item:
    wrong = tuple(d._replace(text=f"{d.text[:60]} {n}") for n, d in enumerate(item.distractors))
    key = item.key if item.key in ("True", "False") else f"{item.key[:60]} k"
    wrong = wrong if key != item.key else item.distractors
    return item._replace(stem=item.stem[:110], key=key, distractors=wrong)


def make_bank(folder: Path, words: list[str], braces: str) -> Bank:
    number = itertools.count()
    turn = itertools.cycle(words)
    # In a sentence with slots, braces and brackets have a meaning: there they are refused, with a line.
    bare = itertools.cycle([re.sub(r"[][{}]", "", word) for word in words])
    write_bank(folder, bank_of(lambda: f"{next(bare)} {next(number)}",
                               lambda: f"{next(turn)} {braces} {next(number)}"))
    (folder / "x.png").write_bytes(png(2, 2))
    deck = load_deck(str(folder))
    items = make_items(deck)
    chosen = [item for kind in dict.fromkeys(i.kind for i in items)
              for item in [i for i in items if i.kind == kind][::6]]   # of each kind, and each text
    some = [item for kind in dict.fromkeys(i.kind for i in items)
            for item in [i for i in items if i.kind == kind][:2]]
    posed = tuple(pose(item, random.Random(1)) for item in some)
    quiz = Quiz("mini", deck.title, "1.0.0", 1, posed)
    return Bank(Job(deck, tuple(chosen), now=1), Job(deck, (), quiz))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return make_bank(tmp_path_factory.mktemp("hostile"), list(SHARP.values()), BRACES)


@pytest.fixture(scope="module")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return make_bank(tmp_path_factory.mktemp("tame"), ["apple", "pear", "plum"], "and so on")


def read_back(bank: Bank, name: str, folder: Path) -> Seen:
    return READERS[name](render(name, bank.of(name)), folder)


def asked(bank: Bank, name: str) -> Iterator[Item]:
    job = bank.of(name)
    gone = {one.item for one in left_out(name, job) if one.whole}
    of = [posed.item for posed in job.quiz.questions] if job.quiz else job.items
    return (item for item in of if item.id not in gone and item.kind in FORMATS[name].kinds)


def test_every_format_has_a_reader_that_judges_it() -> None:
    assert READERS.keys() == FORMATS.keys()


def test_the_bank_asks_in_every_text_that_is_hostile(hostile: Bank) -> None:
    said = "".join(i.stem + i.key + i.sentence + i.explanation for i in hostile.job.items)
    assert [name for name, text in SHARP.items() if text not in said] == []
    assert BRACES in said


@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_text_is_text(hostile: Bank, tame: Bank, name: str, tmp_path: Path) -> None:
    """No element, attribute or link that a harmless bank does not bring, and every stem to be read."""
    found = read_back(hostile, name, tmp_path / "a")
    usual = read_back(tame, name, tmp_path / "b")
    assert found.elements - usual.elements == set()
    assert found.attributes - usual.attributes == set()
    for link in found.links - usual.links:
        assert urlsplit(link).scheme in ("", "https", "data"), link
        assert "qz" not in link
    if name not in QUOTED:
        stems = [part for item in asked(hostile, name)   # a gap may be a field
                 for part in re.sub(r"\s", "", item.stem).split(BLANK)]
        words = found.words
        assert stems
        assert [stem for stem in stems if stem not in words][:1] == []
