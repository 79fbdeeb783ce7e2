"""`quizgen edit` as people run it: in terminals of two sizes, in a pipe, cut short at any moment."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from quizgen.cli import main
from tests.editing.conftest import DIGEST
from tests.play.test_play import SIZES, Terminal

HOSTILE = "\x1b]0;owned\x07\u202e"


class Walk(Terminal):
    """`quizgen edit` in a terminal."""

    command = ("edit",)


class Done(NamedTuple):
    """What a run printed, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


def piped(folder: Path, typed: str, *options: str) -> Done:
    """Run as in a pipe, without a process of its own."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
               for data in (typed.encode(), b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    try:
        sys.stdin, sys.stdout, sys.stderr = streams
        with pytest.raises(SystemExit) as left:
            main(["edit", str(folder), *options])
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    for stream in streams[1:]:
        stream.flush()
        stream.seek(0)
    return Done(streams[1].read(), streams[2].read(), int(left.value.code or 0))


@pytest.mark.parametrize("size", SIZES)
def test_one_key_answers_and_the_file_has_it_before_the_next_is_asked(
    town: Path, size: tuple[int, int]
) -> None:
    before = (town / DIGEST).read_text().splitlines()
    walk = Walk(town, "--article", str(town / "article.md"), size=size, NO_COLOR="1")
    walk.wait("Open point 1 of 4")
    walk.wait("q quit")
    walk.send("x")
    walk.wait("Choose one of the keys.")
    walk.send("a")
    walk.wait("Open point 2 of 4")
    assert (town / DIGEST).read_text().splitlines() == [
        row for row in before if "the council, or a committee?" not in row]
    walk.send("c")
    walk.wait("6  content:")
    walk.wait("Esc back")
    walk.send("5")
    walk.wait("> promised")
    walk.send("\x15vowed\r")
    walk.wait("Changed; accept when all is right.")
    assert "        cue: vowed\n" in (town / DIGEST).read_text()
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", walk.raw)  # NO_COLOR
    walk.send("\x03")
    assert walk.leave() == 130
    assert walk.text.count("q quit") == 0  # the foot is gone
    assert "3 open points are left; `quizgen edit` goes on with them." in " ".join(walk.text.split())


def test_a_choice_is_made_by_its_number_and_undone(town: Path) -> None:
    before = (town / DIGEST).read_bytes()
    walk = Walk(town)
    walk.wait("q quit")
    walk.send("c")
    walk.wait("2  county  county council of Ashford")
    walk.send("2\r")
    walk.wait("Open point 2 of 4")
    assert b"body: county\n" in (town / DIGEST).read_bytes()
    walk.send("u")
    walk.wait("Taken back: Changed.")
    assert (town / DIGEST).read_bytes() == before
    walk.resize(20, 40)
    walk.wait("Open point 1 of 4")
    walk.send("\x04")
    assert walk.leave() == 0


def test_a_file_that_somebody_else_changed_is_read_again_and_not_written_over(town: Path) -> None:
    walk = Walk(town)
    walk.wait("q quit")
    digest = town / DIGEST
    changed = digest.read_text().replace("cue: promised", "cue: announced")
    digest.write_text(changed)
    walk.send("a")
    walk.wait("was changed by somebody else")
    assert digest.read_text() == changed
    walk.send("a")
    walk.wait("Open point 2 of 4")
    assert "cue: announced" in digest.read_text()
    before = digest.read_bytes()
    walk.send("f")
    walk.wait("What kind of fact is it?")
    walk.send("vote\r")
    walk.wait("A new fact: vote, step 2 of ")
    walk.child.kill(signal.SIGTERM)     # within a form: what was not whole was not written
    assert walk.leave() == 128 + signal.SIGTERM
    assert digest.read_bytes() == before


def test_in_a_pipe_lines_answer(town: Path) -> None:
    done = piped(town, "a\nn\nc\ntold\na\nb\nd\n3\n")
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert ("Keys: a accept; c change; d drop; k kind; w word a question; f new fact; n next; ? help; "
            "q quit") in done.stdout
    assert done.stdout.endswith("1 open point is left; `quizgen edit` goes on with them.\n")
    text = (town / DIGEST).read_text()
    assert "# open:" in text and "            cue: told\n" in text


def test_a_deck_without_a_point_says_so(town: Path) -> None:
    for file in town.glob("*.yaml"):
        file.write_text("".join(row for row in file.read_text().splitlines(keepends=True)
                                if "# open:" not in row))
    done = piped(town, "")
    assert done.stdout == "Nothing is open, and `quizgen check` names no problem.\n"


def test_hostile_words_of_a_deck_and_an_article_do_nothing_to_a_terminal(town: Path) -> None:
    digest = town / DIGEST
    digest.write_text(digest.read_text().replace("or a committee?", f"or {HOSTILE}?")
                      .replace("title: The council’s week", 'title: "x\\e]0;owned\\a"'))
    article = town / "evil.txt"
    article.write_text((town / "article.md").read_text().replace("adopted", HOSTILE))
    done = piped(town, "", "--article", str(article))
    assert "\\u001b]0;owned" in done.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)


def test_what_is_no_deck_is_told(tmp_path: Path) -> None:
    assert "no folder" in piped(tmp_path / "none", "").stderr
    (tmp_path / "a.txt").write_text("x")
    assert "no file of a deck" in piped(tmp_path / "a.txt", "").stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(town: Path) -> None:
    town.chmod(0o555)
    done = piped(town, "a\n")
    town.chmod(0o755)
    assert "could not be written: Permission denied" in done.stdout


def test_killed_at_any_moment_a_file_is_old_or_new_and_whole(town: Path) -> None:
    """Accept, undo and accept again until the end comes; whatever was on the disk is one of two."""
    digest = town / DIGEST
    old = digest.read_bytes()
    new = old.replace(b"        # open: the council, or a committee?\n", b"")
    seen = set()
    for seed in range(2):
        with subprocess.Popen([sys.executable, "-m", "quizgen", "edit", str(town)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
            assert child.stdin and child.stdout
            child.stdin.write(b"a\nu\n" * 400)
            child.stdin.flush()
            child.stdout.readline()
            time.sleep(random.Random(seed).uniform(0.02, 0.3))
            child.send_signal(signal.SIGKILL)
        seen.add(digest.read_bytes())
        digest.write_bytes(old)
    assert seen <= {old, new}


def test_nothing_is_written_through_a_link_out_of_the_folder(town: Path, tmp_path: Path) -> None:
    outside = tmp_path / "other.yaml"
    (town / DIGEST).rename(outside)
    (town / DIGEST).symlink_to(outside)
    before = outside.read_bytes()
    assert "leads out of the deck's folder" in piped(town, "a\n").stdout
    assert outside.read_bytes() == before


def test_what_a_file_may_be_read_by_stays(town: Path) -> None:
    (town / DIGEST).chmod(0o600)
    piped(town, "a\n")
    assert (town / DIGEST).stat().st_mode & 0o777 == 0o600
    assert [p.name for p in town.iterdir() if p.name.startswith(".")] == []
