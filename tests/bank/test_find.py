"""Where a deck is, by its id or its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.find import DEFAULT_DECK, deck_folders, find_deck, shipped_decks
from quizgen.problem import UsageError


def make_deck(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text("id: x\n")
    return folder


def test_without_a_name_it_is_the_shipped_default(tmp_path: Path) -> None:
    assert find_deck(None, tmp_path) == shipped_decks() / DEFAULT_DECK


def test_an_id_is_looked_for_here_before_the_shipped_decks(tmp_path: Path) -> None:
    assert find_deck("ukraine-war", tmp_path) == shipped_decks() / "ukraine-war"
    own = make_deck(tmp_path / "decks" / "ukraine-war")
    assert find_deck("ukraine-war", tmp_path) == own
    assert deck_folders(tmp_path)["ukraine-war"] == own


def test_a_folder_without_a_header_is_no_deck(tmp_path: Path) -> None:
    (tmp_path / "decks" / "schema").mkdir(parents=True)
    assert "schema" not in deck_folders(tmp_path)


def test_a_folder_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder here wins over a shipped deck of the same name."""
    monkeypatch.chdir(tmp_path)
    own = make_deck(tmp_path / "ukraine-war")
    assert find_deck("ukraine-war", Path()).resolve() == own
    assert find_deck(str(own), Path()) == own
    assert find_deck("./ukraine-war", Path()).resolve() == own


def test_a_path_is_taken_from_here(tmp_path: Path) -> None:
    """`here` is an argument: a relative path means a folder of it, whatever the working directory."""
    own = make_deck(tmp_path / "mine")
    assert find_deck("mine", tmp_path).resolve() == own


@pytest.mark.parametrize(("name", "message"), [
    ("nowhere", "no deck “nowhere”; there are .*ukraine-war"),
    ("a/b", "no folder a/b"), ("~/no-such-deck-here", "no folder"),
])
def test_what_is_nowhere_is_told(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find_deck(name, tmp_path)
