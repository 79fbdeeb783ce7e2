"""What stands between a learner and the first question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from quizgen.bank.starter_deck import starter_files

HEAVY = {"pydantic", "yaml", "genanki", "typst", "fsrs", "quizgen.bank.read", "quizgen.bank.fact"}
ASK = """
import sys
from quizgen.cli import main
try:
    main(["play", "--plain", sys.argv[1]])
finally:
    print("MODULES", *sys.modules)
"""


def test_the_first_question_of_a_deck_read_before_imports_nothing_heavy(tmp_path: Path) -> None:
    deck = tmp_path / "deck"
    deck.mkdir()
    for name, text in starter_files("small").items():
        if name.endswith(".yaml"):
            (deck / name).write_text(text, encoding="utf-8")
    for turn in range(2):
        done = subprocess.run(
            [sys.executable, "-c", ASK, str(deck)], input="q\n", text=True, check=False,
            capture_output=True, encoding="utf-8", env={
                **os.environ, "QUIZGEN_CACHE": str(tmp_path / "cache"),
                "QUIZGEN_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8",
                "PYTHONPATH": os.pathsep.join(sys.path)})
        asked, _, modules = done.stdout.partition("MODULES")
        assert "1 of " in asked, done.stderr
        assert bool(HEAVY & set(modules.split())) is (turn == 0)
