"""The same deck and seed give the same bytes, whatever Python's hash seed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from quizgen.formats.table import FORMATS

# Prints the sum of each format, so that one start of Python tries them all.
EVERY_FORMAT = """
import hashlib, quizgen
from quizgen.formats.table import FORMATS
deck = quizgen.load_deck("space-2023")
items = quizgen.make_items(deck)
quiz = quizgen.assemble(deck, items, count=6, seed=3)
for name, row in FORMATS.items():
    asked = {"items": items} if row.takes == "items" else {"quiz": quiz}
    print(name, hashlib.sha256(quizgen.export(name, deck, **asked)).hexdigest())
"""


def output(seed: str, *arguments: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *arguments], capture_output=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed}).stdout


@pytest.mark.parametrize("arguments", [
    ("export", "-", "--format", "json"),
    ("export", "-", "--format", "csv", "--count", "10", "--seed", "3"),
    ("export", "-", "--format", "apkg", "--choices", "shown", "--type-in"),
    ("export", "-", "--format", "json", "--deck", "space-2023", "--count", "8"),
])
def test_an_export_is_the_same_for_every_hash_seed(arguments: tuple[str, ...]) -> None:
    outputs = {output(seed, *arguments) for seed in ("0", "1", "2")}
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000


def test_every_format_is_the_same_for_every_hash_seed() -> None:
    outputs = {
        subprocess.run([sys.executable, "-c", EVERY_FORMAT], capture_output=True, check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("0", "1")}
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(FORMATS)
