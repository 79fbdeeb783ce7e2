from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from quizgen.bank.starter_deck import starter_files
from quizgen.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended: its exit code, standard output and standard error."""

    code: object
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `quizgen` in an empty folder, as from a shell."""
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as leave:
            main(list(arguments))
        return Ran(leave.value.code, *capfd.readouterr())

    return go


@cache
def town_texts() -> dict[str, str]:
    """The starter deck's own files; its schemas take time to make and are not read."""
    return {name: text for name, text in starter_files("town").items()
            if not name.startswith("schema/")}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The starter deck in the folder `town` where commands are run."""
    folder = tmp_path / "town"
    folder.mkdir()
    for name, text in town_texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def broken(town: Path) -> Path:
    """The same deck with an unknown entity in line 15 of its digest."""
    digest = town / "2024-05-04.yaml"
    text = digest.read_text(encoding="utf-8")
    digest.write_text(text.replace("body: council", "body: counsel"), encoding="utf-8")
    return town
