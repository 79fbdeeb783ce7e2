"""The benchmarks still run; their figures are in benchmarks/README.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).resolve().parent.parent / "benchmarks" / "anki.py"


def measure(writer: str, count: int) -> dict[str, float]:
    out = subprocess.run([sys.executable, str(BENCHMARK), "--one", writer, "--count", str(count)],
                         check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(out)
    return measured


def test_quizgen_writes_smaller_files_than_plain_genanki() -> None:
    plain, ours = measure("genanki", 300), measure("quizgen", 300)
    assert ours["size"] < plain["size"] / 4
    assert min(*plain.values(), *ours.values()) > 0


@pytest.mark.parametrize("writer", ["quizgen, from items", "official backend"])
def test_every_writer_writes(writer: str) -> None:
    assert measure(writer, 60)["size"] > 1000
