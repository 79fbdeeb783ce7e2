"""`quizgen init`: a new deck that passes, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_a_new_deck_passes_check_and_can_be_exported(run: Any, tmp_path: Path) -> None:
    ran = run("init", "decks/my-town")
    assert ran.code == 0
    assert ran.out.splitlines() == [f"decks/my-town/{name}" for name in (
        "2024-05-04.yaml", "article.md", "deck.yaml", "entities.yaml", "schema/deck.json",
        "schema/entities.json", "schema/digest.json")]
    assert "quizgen check decks/my-town" in ran.err
    assert run("check", "my-town", "--strict").code == 0
    assert run("export", "x.json", "--deck", "my-town").code == 0


def test_an_empty_folder_is_filled(run: Any, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert run("init", "new").code == 0
    assert "id: new\n" in (tmp_path / "new" / "deck.yaml").read_text()


def test_a_folder_that_holds_anything_is_left_alone(run: Any, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "x").write_text("mine")
    ran = run("init", "old")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing was written" in ran.err
    assert [p.name for p in (tmp_path / "old").iterdir()] == ["x"]


def test_a_file_in_the_way_is_left_alone(run: Any, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("mine")
    ran = run("init", "old")
    assert ran.code == 2
    assert (tmp_path / "old").read_text() == "mine"


def test_a_folder_has_to_be_named(run: Any) -> None:
    ran = run("init")
    assert (ran.code, ran.out) == (2, "")
    assert "Missing argument 'DIR'" in ran.err
