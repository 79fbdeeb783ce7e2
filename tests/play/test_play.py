"""`quizgen play` as people run it: in a terminal of two sizes, in a pipe, cut short."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli import main

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

DECK = """\
id: mini
title: Mini
description: A small test.
version: 1.0.0
licence: CC-BY-4.0
authors: [me]
"""
ENTITIES = """\
putin: {name: Vladimir Putin, type: Person, title: Russian President, surname: Putin}
kim: {name: Kim Jong Un, type: Person}
luka: {name: Alexander Lukashenko, type: Person, surname: Lukashenko}
xi: {name: Xi Jinping, type: Person}
sochi: {name: Sochi, type: City}
yalta: {name: Yalta, type: City}
omsk: {name: Omsk, type: City}
"""
DIGEST = """\
date: 2023-09-15
sources:
  - {id: cnn, publisher: CNN, date: 2023-09-15, url: "https://example.org/a"}
developments:
  - id: sochi
    title: Sochi
    facts:
      - id: sochi-meeting
        kind: meeting
        date: 2023-09
        host: putin
        guest: luka
        place: sochi
        subject: the state of their economies
        foils: {subject: [a new pipeline, a customs union]}
  - id: yalta
    title: Yalta
    facts:
      - {id: yalta-meeting, kind: meeting, date: 2023-08, host: kim, guest: xi, place: yalta}
"""
CHOICE = ("--kind", "multiple-choice", "--count", "1")
TYPED = ("--kind", "short-answer", "--count", "1")
SIZES = [(24, 80), (20, 40)]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "mini"
    folder.mkdir()
    for name, text in (("deck", DECK), ("entities", ENTITIES), ("2023-09-15", DIGEST)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def piped(deck: Path, typed: bytes, *options: str) -> tuple[int, str, str]:
    """Run as in a pipe: exit code, standard output, standard error."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (typed, b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    try:
        sys.stdin, sys.stdout, sys.stderr = streams
        with pytest.raises(SystemExit) as leave:
            main(["play", "--deck", str(deck), *options])
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    for stream in streams[1:]:
        stream.seek(0)
    code = leave.value.code
    assert isinstance(code, int)
    return code, streams[1].read(), streams[2].read()


def kept(home: Path, what: str) -> list[tuple[Any, ...]]:
    """Rows of the progress store."""
    with contextlib.closing(sqlite3.connect(home / "progress.sqlite")) as store:
        return store.execute(f"SELECT {what}").fetchall()


class Terminal:
    """`quizgen play` (or another command) in a terminal of a size, and what stands on its screen."""

    command: tuple[str, ...] = ("play", "--deck")

    def __init__(self, deck: Path, *options: str, size: tuple[int, int] = (24, 80),
                 **environment: str) -> None:
        variables = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self.child: Any = pexpect.spawn(
            sys.executable, ["-m", "quizgen", *self.command, str(deck), *options],
            env={**variables, "TERM": "xterm-256color", **environment},
            dimensions=size, timeout=20, encoding="utf-8")
        self.child.delaybeforesend = None
        self.screen = pyte.HistoryScreen(size[1], size[0], history=500)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""

    def wait(self, text: str) -> str:
        """The screen once a text stands on it (or in what scrolled away)."""
        end = time.monotonic() + 20
        while text not in self.text:
            running = self._read()
            assert running or text in self.text, f"no {text!r} in\n{self.text}"
            assert time.monotonic() < end, f"no {text!r} in\n{self.text}"
        return self.text

    def send(self, typed: str) -> None:
        self.child.send(typed)

    def resize(self, rows: int, columns: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def leave(self) -> int:
        """The exit code once the program has ended."""
        end = time.monotonic() + 20
        while self._read():
            assert time.monotonic() < end, self.text
        self.child.close()
        return int(self.child.exitstatus)

    def _read(self) -> bool:
        try:
            new = self.child.read_nonblocking(65536, 0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += new
        self.stream.feed(new)
        return True

    @property
    def text(self) -> str:
        width = self.screen.columns
        gone = ["".join(line[n].data for n in range(width)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in (*gone, *self.screen.display))


@pytest.mark.parametrize("size", SIZES)
def test_a_key_answers_at_once_and_is_kept_before_it_is_shown(
    deck: Path, home: Path, size: tuple[int, int]
) -> None:
    terminal = Terminal(deck, *CHOICE, size=size)
    terminal.wait("q quit")
    terminal.send("y")
    terminal.wait("Choose A to C.")
    terminal.send("a")
    text = terminal.wait("Enter ")
    assert kept(home, "count(*) FROM reviews WHERE mode = 'study'") == [(1,)]
    assert "Right" in text or "Wrong" in text
    assert "Reported, as of 15 September 2023" in text
    assert text.count("q quit") == 1  # the old foot is gone
    terminal.send("q")
    terminal.wait("due")
    assert terminal.leave() == 0
    assert "of 1 right" in terminal.text


@pytest.mark.parametrize("size", SIZES)
def test_an_answer_is_typed_edited_and_overruled(deck: Path, home: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(deck, *TYPED, size=size)
    terminal.wait("Enter answer")
    terminal.send("owhereX")
    terminal.wait("> owhereX")
    terminal.send("\x7f\x1b[H")
    terminal.send("N")
    terminal.wait("> Nowhere")
    terminal.send("\r")
    terminal.wait("x count it right")
    terminal.send("x")
    terminal.wait("Counted as right.")
    terminal.send("\r")
    terminal.wait("1 of 1 right")
    assert terminal.leave() == 0
    assert kept(home, "given, verdict, rating, overruled FROM reviews") == [("Nowhere", "wrong", 3, 1)]


def test_an_answer_is_taken_back_and_the_item_flagged(deck: Path, home: Path) -> None:
    terminal = Terminal(deck, *CHOICE)
    terminal.wait("q quit")
    terminal.send("a")
    terminal.wait("Enter ")
    terminal.send("u")
    terminal.wait("Your answer was taken back.")
    terminal.send("f")
    terminal.wait("Flagged as bad.")
    terminal.send("bq")
    assert terminal.leave() == 0
    assert kept(home, "undone, count(*) FROM reviews GROUP BY undone") == [(0, 1), (1, 1)]
    assert kept(home, "count(*) FROM cards") == [(1,)]
    assert kept(home, '"on" FROM flags') == [(1,)]


def test_a_terminal_that_is_resized_shows_the_question_anew(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE, size=(24, 80))
    terminal.wait("q quit")
    terminal.resize(20, 40)
    text = terminal.wait("1–3 a–c answer · h hint · s skip\n? source")
    assert text.count("Question 1 of 1") == 1
    assert all(len(line) <= 40 for line in text.splitlines())
    terminal.send("a")
    terminal.wait("Enter ")
    terminal.resize(24, 100)
    terminal.wait("Enter ")
    terminal.send("q")
    assert terminal.leave() == 0
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("options", [CHOICE, TYPED])
def test_ctrl_c_leaves_with_130_and_one_line(deck: Path, options: tuple[str, ...]) -> None:
    terminal = Terminal(deck, *options)
    terminal.wait("f flag")
    terminal.send("\x03")
    assert terminal.leave() == 130
    assert "Stopped: No question answered · 1 not answered" in terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("options", [CHOICE, TYPED])
def test_ctrl_d_sums_up(deck: Path, options: tuple[str, ...]) -> None:
    terminal = Terminal(deck, *options)
    terminal.wait("f flag")
    terminal.send("\x04")
    assert terminal.leave() == 0
    assert "1 not answered" in terminal.text
    assert "Traceback" not in terminal.text


def test_an_end_from_outside_keeps_the_answers_and_the_terminal(deck: Path, home: Path) -> None:
    terminal = Terminal(deck, "--kind", "multiple-choice", "--count", "2")
    terminal.wait("q quit")
    terminal.send("a")
    terminal.wait("Enter next")
    terminal.child.kill(15)
    assert terminal.leave() == 143
    assert "Traceback" not in terminal.text
    assert kept(home, "count(*) FROM cards") == [(1,)]


def test_an_arrow_key_is_no_answer(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE)
    terminal.wait("q quit")
    terminal.send("\x1b[B\x1b[15~\x1bOP")
    terminal.send("q")
    assert terminal.leave() == 0
    assert "Choose" not in terminal.text


def test_the_terminal_is_never_taken_over(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE, NO_COLOR="1")
    terminal.wait("q quit")
    terminal.send("aq")
    assert terminal.leave() == 0
    assert "\x1b[?1049h" not in terminal.raw
    assert "\x1b[2J" not in terminal.raw
    assert not re.search(r"\x1b\[[\d;]*3\dm", terminal.raw)


def test_a_dumb_terminal_is_given_plain_lines(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE, TERM="dumb")
    terminal.wait("Keys:")
    terminal.send("q\r")
    assert terminal.leave() == 0
    assert "\x1b" not in terminal.raw


def test_an_exam_ends_when_its_time_is_over(deck: Path, home: Path) -> None:
    terminal = Terminal(deck, "--exam", "--time", "1s", "--seed", "1", "--count", "2")
    terminal.wait("0:0")
    text = terminal.wait("The time is over.")
    assert terminal.leave() == 0
    assert "1 skipped · 1 not answered" in terminal.text.replace("\n", " ")
    assert "Question 2 of 2" in text


# -- in a pipe ------------------------------------------------------------------------------------

def test_in_a_pipe_each_line_is_an_answer(deck: Path, home: Path) -> None:
    code, out, err = piped(deck, b"1\nb\n", "--plain", "--kind", "multiple-choice", "--count", "2")
    assert (code, err) == (0, "")
    assert out.count("Source: CNN, 15 September 2023") == 2
    assert "of 2 right" in out
    assert " due " in out.splitlines()[-1]
    assert "\x1b" not in out
    assert kept(home, "count(*) FROM cards") == [(2,)]


def test_a_drawn_quiz_is_kept_but_moves_no_schedule(deck: Path, home: Path) -> None:
    code, out, err = piped(deck, b"1\nb\n", "--plain", "--kind", "multiple-choice", "--seed", "2",
                           "--count", "2")
    assert (code, err) == (0, "")
    assert (f"The same quiz again: quizgen play {deck} --count 2 --kind multiple-choice --seed 2"
            in out)
    assert kept(home, "mode, count(*) FROM reviews") == [("quiz", 2)]
    assert kept(home, "count(*) FROM cards") == [(0,)]


def test_an_exam_tells_all_at_its_end(deck: Path, home: Path) -> None:
    code, out, _ = piped(deck, b"1\nb\n", "--exam", "--kind", "multiple-choice", "--count", "2")
    assert code == 0
    assert out.index("Question 2 of 2") < out.index("Source: CNN") < out.index("of 2 right")
    assert kept(home, "mode, count(*) FROM reviews") == [("exam", 2)]


def test_who_has_learned_all_of_today_is_told_when_to_come_again(deck: Path) -> None:
    assert piped(deck, b"1\n" * 30, "--count", "30")[0] == 0
    code, out, err = piped(deck, b"")
    assert (code, err) == (0, "")
    assert out.startswith("Nothing of mini is to be studied now.")
    assert "due tomorrow." in out or " due on " in out
    assert "quizgen play --quiz" in out


def test_a_renamed_folder_keeps_its_progress(deck: Path, home: Path) -> None:
    piped(deck, b"1\n", *CHOICE)
    (known,) = kept(home, "item FROM cards")
    deck = deck.rename(deck.parent / "another")
    piped(deck, b"1\n", *CHOICE)
    assert known in kept(home, "item FROM cards")
    assert kept(home, "count(DISTINCT fact), count(*) FROM cards") == [(2, 2)]


def test_a_learner_halfway_is_told_of_a_newer_version_and_loses_nothing(
    deck: Path, home: Path
) -> None:
    piped(deck, b"1\n", *CHOICE)
    before = kept(home, "* FROM cards")
    header = deck / "deck.yaml"
    header.write_text(header.read_text("utf-8").replace("1.0.0", "1.1.0"), "utf-8")
    code, _, err = piped(deck, b"q\n")
    assert (code, err.strip()) == (
        0, "mini is 1.1.0 now; you last played 1.0.0. Your progress is all there.")
    assert kept(home, "* FROM cards") == before
    assert piped(deck, b"q\n")[2] == ""  # it is said once


def test_a_broken_store_is_set_aside_and_play_goes_on(deck: Path, home: Path) -> None:
    home.mkdir()
    (home / "progress.sqlite").write_bytes(b"no database at all, whatever its name says" * 99)
    code, out, err = piped(deck, b"1\n", *CHOICE)
    assert (code, "of 1 right" in out) == (0, True)
    assert "set aside" in err and "Traceback" not in err
    assert kept(home, "count(*) FROM reviews") == [(1,)]
    assert len(list(home.glob("progress.broken-*.sqlite"))) == 1


def test_what_cannot_be_saved_is_in_a_file_that_is_named(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("HOME", str(tmp_path))
    code, out, err = piped(deck, b"1\n", *CHOICE)
    assert (code, "of 1 right" in out) == (0, True)
    (file,) = tmp_path.glob("quizgen-unsaved-*.json")
    assert f"quizgen progress import {file}" in err
    assert file.stat().st_mode & 0o077 == 0


def test_the_end_of_a_pipe_sums_up(deck: Path) -> None:
    code, out, _ = piped(deck, b"", *CHOICE)
    assert code == 0
    assert "1 not answered" in out


def test_bytes_that_are_no_text_do_no_harm(deck: Path, home: Path) -> None:
    typed = b"\xff\xfe\x00\n" + b"x" * 100_000 + b"\n\x1b[2J\n"
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "play", "--deck", str(deck), *TYPED],
        input=typed, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Wrong." in done.stdout
    assert kept(home, "count(*) FROM reviews") == [(3,)]  # missed, and asked again


def test_the_same_seed_asks_the_same(deck: Path) -> None:
    options = ("--seed", "5", "--count", "2")
    first = piped(deck, b"s\ns\n", *options)
    assert first[0] == 0
    assert first == piped(deck, b"s\ns\n", *options)


def test_a_seed_is_drawn_and_told(deck: Path) -> None:
    assert "--seed" in piped(deck, b"q\n", "--quiz", "--count", "2")[1]


@pytest.mark.parametrize("options", [
    ("--topic", "nothing-of-the-kind"), ("--kind", "essay"), ("--time", "10m"),
    ("--quiz", "--new", "3"), ("--exam", "--time", "soon"), ("--since", "2024-01-01"),
    ("--since", "2024-01-01", "--until", "2023-01-01")])
def test_wrong_usage_is_told_in_a_line(deck: Path, options: tuple[str, ...]) -> None:
    code, out, err = piped(deck, b"", *options)
    assert (code, out) == (2, "")
    assert len([line for line in err.splitlines() if not line.startswith(("Usage:", "Try", ))]) <= 2
    assert "Traceback" not in err


def test_a_deck_that_is_not_there_is_wrong_usage(deck: Path) -> None:
    assert piped(deck, b"", "other-deck")[0] == 2
