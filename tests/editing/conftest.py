"""The starter deck with open points of each sort."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quizgen.bank.starter_deck import starter_files

DIGEST = "2024-05-04.yaml"
MARKS = (
    (DIGEST, "        body: council", "the council, or a committee?"),
    (DIGEST, "      - id: hale-opening", "one fact or two?"),
    (DIGEST, "            cue: said", "said or told?"),
    ("entities.yaml", "okoye:", "is the title right?"),
)


def marked(files: dict[str, str]) -> dict[str, str]:
    """The files with an open point above each of those lines."""
    for name, line, says in MARKS:
        indent = line[: len(line) - len(line.lstrip())]
        files[name] = files[name].replace(f"\n{line}", f"\n{indent}# open: {says}\n{line}", 1)
    return files


@cache
def starter() -> dict[str, str]:
    """The starter deck's own files; its schemas take time to make and are not read."""
    return {name: text for name, text in starter_files("town").items() if "/" not in name}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A folder with the starter deck and four open points."""
    folder = tmp_path / "town"
    folder.mkdir()
    for name, text in marked(dict(starter())).items():
        (folder / name).write_text(text, "utf-8")
    return folder
