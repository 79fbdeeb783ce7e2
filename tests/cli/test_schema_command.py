"""`quizgen schema`: the schema that ships with the decks."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.bank.find import shipped_decks


@pytest.mark.parametrize("file", ["deck", "entities", "digest"])
def test_the_schema_is_printed_as_it_is_shipped(run: Any, file: str) -> None:
    ran = run("schema", file)
    shipped = (shipped_decks() / "schema" / f"{file}.json").read_text(encoding="utf-8")
    assert (ran.code, ran.out, ran.err) == (0, shipped, "")


def test_the_digests_schema_is_the_default(run: Any) -> None:
    assert run("schema").out == run("schema", "digest").out


def test_an_unknown_file_leaves_with_2(run: Any) -> None:
    ran = run("schema", "fact")
    assert (ran.code, ran.out) == (2, "")
    assert "'fact' is not one of" in ran.err
