"""Remarks at a terminal and in a pipe."""

from __future__ import annotations

import io
import sys

import pytest

from quizgen.cli.remarks import remark

IDS = ", ".join(f"osiris-rex-landing-{n}.date-typed" for n in range(9))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_pipe_a_remark_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert remark(f"left out, 9: too long: {IDS}") == f"  left out, 9: too long: {IDS}"


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("20", 40), ("300", 100)])
def test_at_a_terminal_no_id_is_broken(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", columns)
    first, *others = remark(f"left out, 9: too long: {IDS}").split("\n")
    assert first.startswith("  left out, 9: ") and all(line.startswith("    osiris") for line in others)
    assert max(map(len, (first, *others))) <= width
    assert " ".join(line.strip() for line in (first, *others)) == f"left out, 9: too long: {IDS}"
