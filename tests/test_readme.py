"""What the README says is so: its commands run, its Python runs, its figures and pictures are there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen
from quizgen.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
LINES = [line for block in BLOCKS[2:] for line in block.strip().splitlines()]


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = line.replace("quizgen ", f"{shlex.quote(sys.executable)} -m quizgen ", 1)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1",
                   "QUIZGEN_HOME": str(folder / "home")}
    return subprocess.run(["/bin/sh", "-c", command], cwd=folder, input="q\n", text=True,
                          capture_output=True, check=False, env=environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's commands are run one after the other."""
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize("line", LINES)
def test_every_command_of_the_readme_runs(line: str, folder: Path) -> None:
    done = run(line, folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr


def test_every_command_stands_in_the_readme() -> None:
    used = {word for line in LINES for word in re.findall(r"quizgen ([a-z]+)", line)}
    assert used == set(COMMANDS)


def test_the_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    names: dict[str, object] = {}
    exec(code, names)
    pdf = names["pdf"]
    assert isinstance(pdf, bytes) and pdf.startswith(b"%PDF")


def test_the_figures_of_the_readme_are_those_of_the_decks() -> None:
    rows = re.findall(r"\| `([a-z0-9-]+)` ([\d.]+) \|.*\| (\d+) facts, (\d+) items \|", README)
    assert len(rows) == 2
    for name, version, facts, items in rows:
        deck = quizgen.load_deck(name)
        assert (deck.version, len(deck.facts)) == (version, int(facts))
        assert len(quizgen.make_items(deck)) == int(items)


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    pictures += re.findall(r'<img src="([^"]+)" width="\d+%" alt="[^"]{40,}">', README)
    assert len(pictures) >= 4
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)


def test_nothing_that_was_made_lies_at_the_top() -> None:
    """A quiz that somebody exported here to try it is no part of the project."""
    made = {"build", "dist"}
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "quizgen."))}
    assert names - made == {"CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "benchmarks",
                            "decks", "docs", "pyproject.toml", "quizgen", "tests"}
