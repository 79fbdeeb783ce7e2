"""`quizgen form check`: printed forms against the bank as it is now."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest


@pytest.fixture
def printed(run: Any, town: Path) -> Path:
    """Two forms of the starter deck, printed."""
    ran = run("export", "quiz.pdf", "--deck", "town", "--count", "4", "--forms", "2")
    assert ran.code == 0
    return town


CHECK = ("form", "check", "quiz.form.json", "--deck", "town")


def test_nothing_changed(run: Any, printed: Path, tmp_path: Path) -> None:
    ran = run(*CHECK, "--erratum", "e.pdf")
    assert (ran.code, ran.out) == (0, "")
    assert "every answer still holds; no erratum is needed" in ran.err
    assert not (tmp_path / "e.pdf").exists()


def test_an_answer_that_no_longer_holds_has_its_slip(
    run: Any, printed: Path, tmp_path: Path
) -> None:
    content = json.loads((tmp_path / "quiz.form.json").read_text(encoding="utf-8"))
    fact = content["items"][0]["fact"]
    digest = printed / "2024-05-04.yaml"
    text = digest.read_text(encoding="utf-8")
    taken_back = r"\g<0>\n\1  status: retracted\n\1  why: The report was withdrawn."
    digest.write_text(re.sub(rf"( *)- id: {fact}$", taken_back, text, flags=re.M), encoding="utf-8")
    ran = run(*CHECK, "--erratum", "e.pdf")
    assert ran.code == 1, ran.err
    lines = ran.out.splitlines()
    assert any(line.startswith("form A, question 1: its source took it back") for line in lines)
    assert any(line.startswith("form B, question ") for line in lines)
    assert ran.err.startswith("e.pdf: 2 slips to hand out\n")
    assert ran.err.endswith(": 1 answer no longer holds\n")  # of one question, in two forms
    pages = pypdf.PdfReader(tmp_path / "e.pdf").pages
    shown = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Erratum" in shown and "Form A" in shown and "Form B" in shown
    assert "The report was withdrawn" in shown
    values = json.loads(run(*CHECK, "--json").out)
    assert {value["change"] for value in values} >= {"retracted"}


def test_another_deck_and_no_file(run: Any, printed: Path) -> None:
    ran = run("form", "check", "quiz.form.json", "--deck", "space-2023")
    assert (ran.code, "is of the deck town, not of space-2023" in ran.err) == (2, True)
    assert run("form", "check", "none.json").code == 2
    assert run(*CHECK, "--erratum", "e.docx").code == 2
    assert run(*CHECK, "--erratum", "-").code == 2
    assert run("form", "chek", "x").code == 2
