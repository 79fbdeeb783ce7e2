"""`quizgen play` as people run it: in a terminal of two sizes, in a pipe, cut short."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

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
CHOICE = ("--kind", "multiple-choice", "--seed", "1", "--count", "1")
TYPED = ("--kind", "short-answer", "--seed", "1", "--count", "1")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "mini"
    folder.mkdir()
    for name, text in (("deck", DECK), ("entities", ENTITIES), ("2023-09-15", DIGEST)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def piped(deck: Path, typed: bytes, *options: str) -> tuple[int, str, str]:
    """Run in a pipe: exit code, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "play", "--deck", str(deck), *options],
        input=typed, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Terminal:
    """`quizgen play` in a terminal of a size, and what stands on its screen."""

    def __init__(self, deck: Path, *options: str, size: tuple[int, int] = (24, 80),
                 **environment: str) -> None:
        variables = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self.child: Any = pexpect.spawn(
            sys.executable, ["-m", "quizgen", "play", "--deck", str(deck), *options],
            env={**variables, "TERM": "xterm-256color", **environment},
            dimensions=size, timeout=20, encoding="utf-8")
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


@pytest.mark.parametrize("size", [(24, 80), (20, 40)])
def test_a_key_answers_at_once(deck: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(deck, *CHOICE, size=size)
    terminal.wait("q quit")
    terminal.send("x")
    terminal.wait("Choose A to C.")
    terminal.send("a")
    text = terminal.wait("Enter summary")
    assert "Right" in text or "Wrong" in text
    assert "Reported, as of 15 September 2023" in text
    assert "q quit" not in text.split("Enter summary")[0]  # the old foot is gone
    terminal.send("\r")
    terminal.wait("--seed 1")
    assert terminal.leave() == 0
    assert "of 1 right" in terminal.text


@pytest.mark.parametrize("size", [(24, 80), (20, 40)])
def test_an_answer_is_typed_and_overruled(deck: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(deck, *TYPED, size=size)
    terminal.wait("type the answer")
    terminal.wait(">")
    terminal.send("Nowhere\r")
    terminal.wait("count it as right")
    terminal.send("o")
    terminal.wait("Counted as right.")
    terminal.send("\r")
    terminal.wait("1 of 1 right")
    assert terminal.leave() == 0


@pytest.mark.parametrize("options", [CHOICE, TYPED])
def test_ctrl_c_leaves_with_130_and_one_line(deck: Path, options: tuple[str, ...]) -> None:
    terminal = Terminal(deck, *options)
    terminal.wait("q quit")
    time.sleep(0.3)
    terminal.send("\x03")
    assert terminal.leave() == 130
    assert "Stopped: No question answered · 1 not answered" in terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("options", [CHOICE, TYPED])
def test_ctrl_d_sums_up(deck: Path, options: tuple[str, ...]) -> None:
    terminal = Terminal(deck, *options)
    terminal.wait("q quit")
    time.sleep(0.3)
    terminal.send("\x04")
    assert terminal.leave() == 0
    assert "1 not answered" in terminal.text
    assert "Traceback" not in terminal.text


def test_an_arrow_key_is_no_answer(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE)
    terminal.wait("q quit")
    time.sleep(0.3)
    terminal.send("\x1b[B")
    terminal.send("q")
    assert terminal.leave() == 0
    assert "Choose" not in terminal.text


def test_the_terminal_is_never_taken_over(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE, NO_COLOR="1")
    terminal.wait("q quit")
    terminal.send("q")
    assert terminal.leave() == 0
    for taken in ("\x1b[?1049h", "\x1b[2J", "\x1b[31m", "\x1b[1;32m"):
        assert taken not in terminal.raw


def test_a_dumb_terminal_is_given_plain_lines(deck: Path) -> None:
    terminal = Terminal(deck, *CHOICE, TERM="dumb")
    terminal.wait("Keys:")
    terminal.send("q\r")
    assert terminal.leave() == 0
    assert "\x1b" not in terminal.raw


def test_in_a_pipe_each_line_is_an_answer(deck: Path) -> None:
    code, out, err = piped(deck, b"1\nb\n", "--plain", "--kind", "multiple-choice", "--seed", "2",
                           "--count", "2")
    assert (code, err) == (0, "")
    assert out.count("Source: CNN, 15 September 2023") == 2
    assert "of 2 right" in out
    assert (f"The same quiz again: quizgen play {deck} --count 2 --kind multiple-choice --seed 2"
            in out)
    assert "\x1b" not in out


def test_the_end_of_a_pipe_sums_up(deck: Path) -> None:
    code, out, _ = piped(deck, b"", *CHOICE)
    assert code == 0
    assert "1 not answered" in out


def test_bytes_that_are_no_text_do_no_harm(deck: Path) -> None:
    code, out, err = piped(deck, b"\xff\xfe\x00\n" + b"x" * 100_000 + b"\n\x1b[2J\n", *TYPED)
    assert (code, err) == (0, "")
    assert "Wrong." in out


def test_the_same_seed_asks_the_same(deck: Path) -> None:
    options = ("--seed", "5", "--count", "2")
    first = piped(deck, b"s\ns\n", *options)
    assert first[0] == 0
    assert first == piped(deck, b"s\ns\n", *options)


def test_a_seed_is_drawn_and_told(deck: Path) -> None:
    assert "--seed" in piped(deck, b"q\n", "--count", "2")[1]


def test_wrong_usage_is_told_in_a_line(deck: Path) -> None:
    code, out, err = piped(deck, b"", "--topic", "nothing-of-the-kind")
    assert code in (1, 2)
    assert (out, len(err.splitlines())) == ("", 1)
    assert piped(deck, b"", "other-deck")[0] == 2
