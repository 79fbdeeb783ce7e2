"""How soon quizgen is there, as ratios to what any program of its libraries needs.

    python benchmarks/startup.py            all, with a bank of 100,000 facts (minutes, once)
    python benchmarks/startup.py --quick    without it

Each figure is a median of whole processes on a terminal of 80×24, run in turn with what they are
compared to, from their start until what is looked for is on the screen. Trust the ratios.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from made_bank import make_bank  # noqa: E402

CLICK = """
import click
@click.group()
@click.option("--verbose", is_flag=True, help="Say more.")
def commands():
    "Commands."
@commands.command()
def one():
    "One."
@commands.command()
def two():
    "Two."
commands(["--help"])
"""
LIBRARIES = "import click, pydantic, rich; rich.print('one line')"
# The first question of a library, as the default command shows it once there is a store of progress.
FIRST = """
import random, sys
from itertools import islice
from pathlib import Path
import quizgen.cli.play
from quizgen.bank.find import find_deck
from quizgen.items.open_library import open_library
from quizgen.items.quiz import Quiz, pose
from quizgen.play.state import start
from quizgen.play.screen import Screen
from rich.console import Console
library = open_library(find_deck(sys.argv[1], Path()))
entries = list(islice(library.entries(), 20))
posed = [pose(item, random.Random(1)) for item in library.items([e.id for e in entries])]
quiz = Quiz(library.deck, library.title, library.version, 1, tuple(posed))
Screen(Console(highlight=False, markup=False, emoji=False)).show(None, start(quiz, None))
"""
PLAY = [sys.executable, "-m", "quizgen", "play"]
QUESTION = re.compile(rb"Question 1|\b1 of \d+|\b1/\d+")


def run_until(command: list[str], wanted: re.Pattern[bytes], folder: Path) -> float:
    """The seconds until a command has printed what is wanted; it is ended then."""
    begun = time.perf_counter()
    with terminal(command, folder) as screen:
        seen = read_until(screen, wanted, 3600)
        took = time.perf_counter() - begun
    if not wanted.search(seen):
        sys.exit(f"{' '.join(command[-4:])} did not print {wanted.pattern!r}:\n"
                 f"{seen[-2000:].decode(errors='replace')}")
    return took


@contextmanager
def terminal(command: list[str], folder: Path) -> Iterator[int]:
    """The other end of a terminal of 80×24 on which a command runs; it is ended then."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=folder,
                               env=environment(folder), start_new_session=True)
    os.close(slave)
    try:
        yield master
    finally:
        process.kill()
        process.wait()
        os.close(master)


def read_until(screen: int, wanted: re.Pattern[bytes], seconds: float) -> bytes:
    """What is printed until something is, or the end, or so many seconds without a word."""
    seen = b""
    while not wanted.search(seen) and select.select([screen], [], [], seconds)[0]:
        try:
            seen += os.read(screen, 65536)
        except OSError:
            break
    return seen


def answer(deck: str, folder: Path, answers: int) -> None:
    """Print how long it takes from an answer, line by line, to the next question."""
    waited: list[float] = []
    while len(waited) < answers:
        with terminal([*PLAY, "--plain", deck], folder) as screen:
            read_until(screen, QUESTION, 60)
            time.sleep(0.5)  # nobody has read the first question sooner
            for number in range(2, 11):
                begun = time.perf_counter()
                os.write(screen, b"1\n")
                following = re.compile(rb"Question %d\b|\b%d of \d+|\b%d/\d+" % ((number,) * 3))
                if not following.search(read_until(screen, following, 0.5)):
                    os.write(screen, b"s\n")  # an answer that can be read in two ways is asked again
                    if not following.search(read_until(screen, following, 5)):
                        break
                else:
                    waited.append(time.perf_counter() - begun)
    print(f"{'from an answer to the next question':<52} {statistics.median(waited) * 1000:6.1f} ms  "
          f"slowest of {len(waited)}: {max(waited) * 1000:.0f} ms  (at most 20 of work)")


def environment(folder: Path) -> dict[str, str]:
    """The environment with a cache and a home of its own: nobody's progress is touched.

    Bytecode is kept, as it is for what has been installed.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
            "QUIZGEN_CACHE": str(folder / "cache"), "QUIZGEN_HOME": str(folder / "progress"),
            "HOME": str(folder), "TERM": "xterm-256color"}


def compare(
    what: str, ours: list[str], wanted: re.Pattern[bytes], theirs: list[str],
    their_line: re.Pattern[bytes], folder: Path, runs: int, most: float,
) -> None:
    """Run two commands in turn and print the ratio of their medians."""
    mine, yours = [], []
    for turn in range(runs + 2):  # the first two fill the caches of the disk
        one = run_until(ours, wanted, folder)
        other = run_until(theirs, their_line, folder)
        if turn >= 2:
            mine.append(one)
            yours.append(other)
    left, right = statistics.median(mine), statistics.median(yours)
    print(f"{what:<52} {left * 1000:6.0f} ms  {right * 1000:6.0f} ms  {left / right:5.2f}  "
          f"(at most {most})", flush=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="without the bank of 100,000 facts")
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--facts", type=int, default=100_000, help="of the large bank")
    given = options.parse_args()
    python = [sys.executable, "-c"]
    libraries = ([*python, LIBRARIES], re.compile(rb"one line"))
    # Without a store of progress every session is a quiz, which looks at all items of a deck.
    study = find_spec("quizgen.play.store") is not None
    first = PLAY if study else [*python, FIRST]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':<52} {'ours':>9}  {'theirs':>9}  ratio")
        compare("quizgen --help : click", [*PLAY[:-1], "--help"], re.compile(rb"schema\b.*\n"),
                [*python, CLICK], re.compile(rb"two\b.*\n"), folder, given.runs, 1.3)
        run_until([*PLAY, "ukraine-war"], QUESTION, folder)
        compare("first question, a shipped deck : click, pydantic, rich",
                [*first, "ukraine-war"], QUESTION, *libraries, folder, given.runs, 1.3)
        if not study:
            compare("the same of a whole quiz : click, pydantic, rich",
                    [*PLAY, "ukraine-war"], QUESTION, *libraries, folder, given.runs, 1.3)
        answer("ukraine-war", folder, 50)
        if not given.quick:
            bank = str(make_bank(folder / "bank", given.facts))
            took = run_until([*first, bank], QUESTION, folder)
            print(f"a bank of {given.facts:,} facts is read for the first time in {took:.0f} s, "
                  f"into {size(folder / 'cache'):.0f} MB")
            compare(f"first question, {given.facts:,} facts : click, pydantic, rich",
                    [*first, bank], QUESTION, *libraries, folder, given.runs, 2)


def size(folder: Path) -> float:
    """The megabytes in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*")) / 1e6


if __name__ == "__main__":
    main()
