from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_deck
from quizgen.formats import Job
from quizgen.items.make import make_items

settings.register_profile("steady", deadline=None)  # a slow machine is no fault
settings.load_profile("steady")

HEADER = """
id: mini
title: {title}
description: A small test.
version: 1.2.0
licence: CC-BY-4.0
authors: [the authors]
"""
ENTITIES = """
putin: {name: Vladimir Putin, type: Person, title: Russian President, surname: Putin}
kim: {name: Kim Jong Un, type: Person}
luka: {name: Alexander Lukashenko, type: Person}
xi: {name: Xi Jinping, type: Person}
sochi: {name: Sochi, type: City}
yalta: {name: Yalta, type: City}
omsk: {name: Omsk, type: City}
andriivka: {name: Andriivka, type: Place, subtype: village}
forces: {name: Ukrainian forces, type: Organization, plural: true}
brigade: {name: Third Brigade, article: the, type: Organization, subtype: brigade}
"""
FACTS = """
      - id: sochi-meeting
        kind: meeting
        date: 2023-09
        host: putin
        guest: luka
        place: sochi
      - id: andriivka-retaken
        kind: control
        date: 2023-09-15
        agent: forces
        place: andriivka
        change: retook
        assertions: [{by: brigade, cue: announced, date: 2023-09-15}]
"""
DIGEST = """
date: 2023-09-15
sources: [{id: cnn, publisher: CNN, date: 2023-09-15, url: "https://example.org/a?b=1&c=2"}]
developments:
  - id: front
    title: The front
    facts:
"""

MakeDeck = Callable[..., Deck]


@pytest.fixture
def make_deck(tmp_path: Path) -> MakeDeck:
    """A deck of one digest, from the YAML of its facts."""

    def make(facts: str = FACTS, title: str = "Mini") -> Deck:
        files = {"deck.yaml": HEADER.replace("{title}", title), "entities.yaml": ENTITIES,
                 "2023-09-15.yaml": DIGEST + facts}
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return load_deck(str(tmp_path))

    return make


@pytest.fixture
def job(make_deck: MakeDeck) -> Job:
    """The small deck and all its items."""
    deck = make_deck()
    return Job(deck, make_items(deck))


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """A job without items that Hypothesis may use again and again."""
    folder = tmp_path_factory.mktemp("plain")
    for name, text in (("deck.yaml", HEADER.replace("{title}", "Mini")), ("entities.yaml", ENTITIES),
                       ("2023-09-15.yaml", DIGEST + FACTS)):
        (folder / name).write_text(text, encoding="utf-8")
    return Job(load_deck(str(folder)))


@pytest.fixture(scope="session")
def make_png() -> Callable[[int, int], bytes]:
    """A grey PNG of a width and height."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    def make(width: int, height: int) -> bytes:
        size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        rows = zlib.compress((b"\0" + b"\x80" * width) * height)
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows)
                + chunk(b"IEND", b""))

    return make


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium; without it the test is skipped, but where it is required it fails."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        word = "no Chromium here: the page is not tried (apt install chromium)"
        pytest.fail(word) if os.environ.get("QUIZGEN_NEEDS_CHROMIUM") else pytest.skip(word)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
