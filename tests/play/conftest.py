"""A session of five questions, one of each kind that is answered in its own way; a home of its own."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizgen.items.item import Citation, Distractor, Item
from quizgen.items.quiz import Quiz, pose
from quizgen.play.records import Mode
from quizgen.play.state import State, start

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
    BASE._replace(id="f.t", kind="short-answer", distractors=()),
    BASE._replace(id="f.f", kind="true-false", key="False", sorted=True,
                  distractors=(Distractor("True", "It is false."),)),
    BASE._replace(id="f.m", kind="matching", pairs=PAIRS, key="one – x; two – y; three – z",
                  distractors=(Distractor("w", "None."),), development="other"),
    BASE._replace(id="f.o", kind="ordering", sequence=("1st", "2nd", "3rd"), distractors=(),
                  key="1st → 2nd → 3rd", development="other"),
)


TITLES = {"sochi": "Talks", "other": "Others"}


def _session(*items: Item, pauses: bool = True, mode: Mode = "study", **more: Any) -> State:
    posed = tuple(pose(item, random.Random(1)) for item in items or ITEMS)
    return start(State(Quiz("d", "D", "1.0.0", 1, posed), mode, pauses=pauses, **more))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the progress store, for each test its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUIZGEN_HOME", str(folder))
    return folder


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
