"""history.json: read as it was written, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen.bank.history import (
    HISTORY,
    Change,
    History,
    ItemRecord,
    NoteRecord,
    Release,
    history_text,
    read_history,
)

ITEM = ItemRecord(kind="short-answer", answer="Weir", words="0" * 16, hash="1" * 16,
                  changed="2023-09-15T00:00:00Z")
NOTE = NoteRecord(kind="meeting", standing="reported", status="current", sentence="They met.",
                  hash="2" * 16, changed="2023-09-15T00:00:00Z", items={"met.place": ITEM})
BOTH = History(
    deck="mini", header="3" * 16, facts={"met": NOTE},
    releases=(Release(version="1.0.0", time="2023-09-14T00:00:00Z"),
              Release(version="1.0.1", time="2023-09-15T00:00:00Z",
                      changes=(Change(kind="reworded", fact="met", items=("met.place",)),))))


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / HISTORY).write_text(history_text(BOTH), encoding="utf-8")
    assert read_history(tmp_path) == (BOTH, ())


def test_every_record_has_a_line_of_its_own() -> None:
    lines = history_text(BOTH).splitlines()
    assert sum('"met.place": {' in line for line in lines) == 1
    assert sum('"kind": "reworded"' in line for line in lines) == 1
    assert json.loads(history_text(BOTH))["facts"]["met"]["items"]["met.place"]["answer"] == "Weir"


def test_a_deck_that_was_never_released_has_none(tmp_path: Path) -> None:
    assert read_history(tmp_path) == (None, ())


@pytest.mark.parametrize(("edit", "message", "line"), [
    (lambda text: text.replace("Weir", "Elm"), "was edited by hand: its seal does not fit", 0),
    (lambda text: text.replace('"seal"', '"zeal"'), "is damaged (zeal: Extra inputs", 0),
    (lambda text: text.replace("meeting", "met", 1).replace('"kind"', '"kid"', 1), "is damaged", 0),
    (lambda text: text[:-9], "cannot be read", 19),
    (lambda text: "<<<<<<< ours\n" + text, "cannot be read (Expecting value", 1),
    (lambda text: "[]", "is damaged", 0),
    (lambda text: "[" * 100_000, "cannot be read", 0),
    (lambda text: "", "cannot be read", 1),
])
def test_a_damaged_history_is_refused_with_a_way_on(
    tmp_path: Path, edit: object, message: str, line: int
) -> None:
    assert callable(edit)
    (tmp_path / HISTORY).write_text(edit(history_text(BOTH)), encoding="utf-8")
    history, (problem,) = read_history(tmp_path)
    assert history is None
    assert problem.message.startswith(message)
    assert problem.message.endswith("(git checkout), since learners' progress hangs on it")
    assert (problem.path, problem.rule) == (str(tmp_path / HISTORY), "history")
    assert problem.line in (line, problem.line if line else 0)


def test_a_history_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / HISTORY).write_bytes(b"\xff\xfe\x00")
    assert read_history(tmp_path)[1][0].message.startswith("cannot be read")
