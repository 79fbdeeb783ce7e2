"""A session of five questions, one of each kind that is answered in its own way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from quizgen.items.grading.grade import NameIndex
from quizgen.items.item import Citation, Distractor, Item
from quizgen.items.quiz import Quiz, pose
from quizgen.play.session import State, start

BASE = Item(
    id="f.q", kind="multiple-choice", family="content", fact="f", facts=("f",), development="sochi",
    topic=None, question="q", stem="Where did they meet?", key="Sochi", accept=(),
    distractors=(Distractor("Omsk", "Not Omsk but Sochi."), Distractor("Yalta", "Not Yalta.")),
    sorted=False, sentence="They met in Sochi.", explanation="They met in Sochi.",
    source=Citation("CNN", "15 September 2023", "A title", "https://example.org/a"),
    as_of="2023-09-15", attribution="the Third Separate Assault Brigade, reported by CNN",
    standing="claimed", perishable=False, tags=())
PAIRS = (("one", "x"), ("two", "y"), ("three", "z"))
ITEMS = (
    BASE,
    replace(BASE, id="f.t", kind="short-answer", distractors=()),
    replace(BASE, id="f.f", kind="true-false", key="False", sorted=True,
            distractors=(Distractor("True", "It is false."),)),
    replace(BASE, id="f.m", kind="matching", pairs=PAIRS, key="one – x; two – y; three – z",
            distractors=(Distractor("w", "None."),), development="other"),
    replace(BASE, id="f.o", kind="ordering", sequence=("1st", "2nd", "3rd"), distractors=(),
            key="1st → 2nd → 3rd", development="other"),
)


def _session(*items: Item, pauses: bool = True) -> State:
    posed = tuple(pose(item, random.Random(1)) for item in items or ITEMS)
    return start(Quiz("d", "D", "1.0.0", 1, posed), NameIndex(), titles={"sochi": "Talks",
                 "other": "Others"}, pauses=pauses)


@pytest.fixture(scope="session")
def base() -> Item:
    """A choice with a source and a claim."""
    return BASE


@pytest.fixture(scope="session")
def items() -> tuple[Item, ...]:
    """One item of each kind."""
    return ITEMS


@pytest.fixture(scope="session")
def session() -> Callable[..., State]:
    """Start a session of some items, or of all."""
    return _session
