"""The deck that `init` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.read import read_deck
from quizgen.bank.starter_deck import starter_files
from quizgen.items.lint import lint_items
from quizgen.items.make import make_items


@pytest.mark.parametrize(("name", "deck_id"), [
    ("my-town", "my-town"), ("My Town 2!", "my-town-2"), ("---", "my-deck"), ("Ö", "my-deck"),
    ("x" * 100, "x" * 64),
])
def test_it_has_no_fault_whatever_it_is_called(tmp_path: Path, name: str, deck_id: str) -> None:
    for path, text in starter_files(name).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    deck, problems = read_deck(tmp_path)
    assert problems == ()
    assert deck is not None
    assert deck.id == deck_id
    assert lint_items(deck, make_items(deck)) == ()
