from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from quizgen.bank.deck import Deck
from quizgen.bank.read import read_deck

settings.register_profile("steady", deadline=None)  # a slow machine is no fault
settings.load_profile("steady")

HEADER = """\
id: mini
title: Mini
description: A small test.
version: 1.0.0
licence: CC0-1.0
authors: [us]
"""
ENTITIES = """\
reed: {name: Maud Reed, type: Person}
lind: {name: Eva Lind, type: Person}
weir: {name: Weir, type: City}
"""
DIGEST = """\
date: 2023-09-15
sources: [{id: cnn, publisher: CNN, date: 2023-09-15}]
developments:
- id: d
  title: D
  facts:
"""
FACT = "  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: lind}\n"

Read = Callable[..., tuple[Deck | None, list[str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a small deck with some of its texts replaced: the deck, and its problems as text.

    `facts` is put under a digest's first development (its first line is line 7); `None` for a
    file leaves it out. Paths in problems are relative to the deck.
    """

    def run(
        facts: str = FACT, *, header: str | bytes | None = HEADER,
        entities: str | None = ENTITIES, digest: str | None = None, more: str = "",
    ) -> tuple[Deck | None, list[str]]:
        texts = {"deck.yaml": header, "entities.yaml": entities,
                 "2023-09-15.yaml": DIGEST + facts + more if digest is None else digest}
        for name, text in texts.items():
            if text is not None:
                data = text if isinstance(text, bytes) else text.encode()
                (tmp_path / name).write_bytes(data)
        deck, problems = read_deck(tmp_path)
        return deck, [str(p).replace(f"{tmp_path}/", "") for p in problems]

    return run
