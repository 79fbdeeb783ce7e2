"""Every answer is kept before it is shown; what the disk will not take is kept otherwise."""

from __future__ import annotations

import datetime
import os
import random
import select
import signal
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from quizgen.items.grading.grade import NameIndex
from quizgen.items.item import Item
from quizgen.play.effects import Flagged
from quizgen.play.open_store import open_store
from quizgen.play.recorder import Recorder
from quizgen.play.run import run
from quizgen.play.schedule import replay, warm
from quizgen.play.session import step
from quizgen.play.state import State
from quizgen.play.store import Store
from quizgen.play.transfer import read_progress_file
from quizgen.terminal.events import End, Event, Key, Line
from tests.play.reviews import START, at


class Clock:
    """A clock that goes on a second each time that it is looked at, or back."""

    def __init__(self, step: float = 1) -> None:
        self.now, self.step = START, step

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(seconds=self.step)
        return self.now


def keeper(home: Path, *folders: Path, clock: Clock | None = None) -> Recorder:
    opened = open_store(home / "progress.sqlite", "now")
    return Recorder(opened, "d", clock or Clock(), {"f.q": "2027"}, folders)


def play(recorder: Recorder, state: State, *events: Event) -> list[str]:
    """The remarks on the events."""
    remarks = []
    for event in events:
        before, (state, effects) = state, step(state, event)
        remarks.append(recorder.perform(before, effects))
    return [remark for remark in remarks if remark]


def store(home: Path) -> Store:
    return Store(home / "progress.sqlite")


def test_an_answer_is_kept_with_all_about_it(session: Any, base: Item, home: Path) -> None:
    recorder = keeper(home)
    state = session(base)
    wrong = state.posed.options.index("Omsk")
    assert play(recorder, state, Key("abc"[wrong])) == []
    (kept,) = store(home).reviews()
    assert (kept.deck, kept.item, kept.fact, kept.mode) == ("d", "f.q", "f", "study")
    assert (kept.verdict, kept.rating, kept.choice, kept.expires) == ("wrong", 1, "Omsk", "2027")
    assert recorder.close() == ""


@pytest.mark.parametrize("step", [1, -3600])
def test_what_is_overruled_undone_and_answered_again(
    session: Any, base: Item, home: Path, step: float
) -> None:
    """Also where the clock is set back between."""
    recorder = keeper(home, clock=Clock(step))
    state = session(base, base)
    right = state.posed.key_letters[0].lower()
    play(recorder, state, Key("b" if right == "a" else "a"), Key("x"), Key("u"), Key(right), Key("e"))
    first, second = sorted(store(home).reviews(), key=lambda r: not r.undone)
    assert (first.undone, first.overruled, first.rating) == (True, True, 3)
    assert (second.undone, second.rating) == (False, 4)
    assert store(home).cards() == [replay([second])]


def test_flags_are_kept_and_taken_back(session: Any, base: Item, home: Path) -> None:
    recorder = keeper(home)
    play(recorder, session(base), Key("f"))
    assert [(flag.item, flag.on) for flag in store(home).flags()] == [("f.q", True)]
    recorder.perform(session(base), [Flagged("f.q", "", False)])
    assert [(flag.item, flag.on) for flag in store(home).flags()] == [("f.q", False)]


def test_a_full_disk_loses_no_answer(session: Any, items: Any, home: Path, tmp_path: Path) -> None:
    recorder = keeper(home, tmp_path / "not there", tmp_path)
    typed = [items[1]._replace(id=f"f{n}.q", fact=f"f{n}") for n in range(60)]
    connection = recorder._store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    lines = (Line("x" * 400 + str(n)) for n in range(60))
    remarks = play(recorder, session(*typed, pauses=False, names=lambda: NAMES), *lines)
    assert len(remarks) == 1
    assert "full" in remarks[0]
    (file,) = tmp_path.glob("quizgen-unsaved-*.json")
    assert str(file) in remarks[0]
    saved, held = store(home).reviews(), read_progress_file(file).reviews
    assert len(saved) + len(held) == 60
    connection.execute("PRAGMA max_page_count = 100000")  # somebody makes room
    assert recorder.perform(session(*typed), [Flagged("f.q", "", True)]) == "Everything is saved now."
    assert len(store(home).reviews()) == 60
    assert not file.exists()
    assert recorder.close() == ""


def test_what_stays_unsaved_is_in_a_file_that_can_be_taken_in(
    session: Any, base: Item, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    recorder = keeper(tmp_path / "file" / "below", tmp_path)
    assert play(recorder, session(base), Key("a"), Key("x")) == []  # it was said at the start
    told = recorder.close()
    (file,) = tmp_path.glob("quizgen-unsaved-*.json")
    assert f"`quizgen progress import {file}`" in told
    (kept,) = read_progress_file(file).reviews
    assert kept.overruled


def test_where_no_file_can_be_written_either_they_are_printed(
    session: Any, base: Item, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    recorder = keeper(tmp_path / "file" / "below", tmp_path / "nowhere")
    play(recorder, session(base), Key("a"))
    assert '"item": "f.q"' in recorder.close()


def test_an_answer_that_another_session_holds_up_is_tried_again(
    session: Any, base: Item, home: Path, tmp_path: Path
) -> None:
    opened = open_store(home / "progress.sqlite", "now", patience=20)
    recorder = Recorder(opened, "d", Clock(), {}, (tmp_path,))
    other = sqlite3.connect(home / "progress.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (remark,) = play(recorder, session(base), Key("a"))
    assert "locked" in remark
    other.execute("ROLLBACK")
    assert recorder.close() == ""
    assert len(store(home).reviews()) == 1
    assert not list(tmp_path.glob("*.json"))


KILLS = 200
NAMES = NameIndex()


def _answer_without_end(home: Path, state: State, out: int, name: str) -> None:
    """Answer as fast as possible, and say each answer only once its feedback would be shown."""
    recorder = keeper(home)

    def show(before: State | None, after: State, remark: str) -> None:
        if before is not None and after.answers:
            os.write(out, f"{after.answers[-1].given}\n".encode())

    lines = iter(Line(f"{name}-{n}") for n in range(400))
    for _ in run(state, lambda _: next(lines, End()), show, recorder.perform, time.monotonic):
        pass


def test_killed_at_any_moment_every_answer_that_was_shown_is_kept(
    session: Any, items: Any, home: Path
) -> None:
    """Hundreds of sessions on one store, each killed a few milliseconds after it began to answer."""
    warm()
    typed = [items[1]._replace(id=f"f{n % 7}.q", fact=f"f{n % 7}") for n in range(400)]
    state = session(*typed, pauses=False, names=lambda: NAMES)
    told: set[str] = set()
    when = random.Random(1)
    for number in range(KILLS):
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                _answer_without_end(home, state, write, f"s{number}")
            finally:
                os._exit(1)
        os.close(write)
        if number % 3:  # else it may not even have opened its store
            assert select.select([read], [], [], 20)[0]
        time.sleep(when.uniform(0, 0.006))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(read) as lines:
            told.update(line.strip() for line in lines if line.endswith("\n"))
    after = store(home)
    after.check()
    assert len(told) >= KILLS // 2
    assert told <= {r.given for r in after.reviews()}
    log = after.reviews()
    assert after.cards() == [replay(r for r in log if r.item == item)
                             for item in sorted({r.item for r in log})]
    assert at(0) <= log[0].time
    after.close()
