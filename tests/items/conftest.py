from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_deck

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
reed: {name: Maud Reed, type: Person, subtype: officer, title: Mayor, surname: Reed}
sole: {name: Hugo Sole, type: Person, subtype: officer, surname: Sole}
moss: {name: Peter Moss, type: Person, subtype: officer, surname: Moss}
varga: {name: Ilse Varga, type: Person, subtype: officer, surname: Varga}
ito: {name: Ken Ito, type: Person, subtype: teacher, aliases: [K. Ito]}
council: {name: town council, type: GovernmentOrganization, subtype: council, article: the}
county: {name: county council, type: GovernmentOrganization, subtype: council, article: the}
parish: {name: parish council, type: GovernmentOrganization, subtype: council, article: the}
audit: {name: Audit Office, type: GovernmentOrganization, subtype: office, article: the}
vale: {name: Vale, type: Country}
ashford: {name: Ashford, type: City, subtype: town, country: vale}
weir: {name: Weir, type: City, subtype: town, country: vale}
oakham: {name: Oakham, type: City, subtype: town, country: vale}
elm: {name: Elm, type: City, subtype: town, country: vale}
delta: {name: Delta, type: City, subtype: capital, country: vale}
sofia: {name: Sofia Bay, type: City}
"""

DeckOf = Callable[..., Deck]


@pytest.fixture
def deck_of(tmp_path: Path) -> DeckOf:
    """A deck whose one development, `d` of topic `t`, has the given facts (two blanks, a dash).

    It is reported by The Echo on 15 September 2023; `more` follows the developments, `later` is
    the text of a second digest, `waivers` ends the header.
    """

    def make(facts: str, *, entities: str = "", more: str = "", later: str = "",
             waivers: str = "", date: str = "2023-09-15") -> Deck:
        digest = (f"date: 2023-09-15\nsources: [{{id: echo, publisher: The Echo, date: {date}}}, "
                  "{id: post, publisher: Post, date: 2023-09-14}]\n"
                  f"developments:\n- id: d\n  title: D\n  topic: t\n  facts:\n{facts}\n{more}")
        texts = {"deck.yaml": HEADER + waivers, "entities.yaml": ENTITIES + entities,
                 "2023-09-15.yaml": digest, "later.yaml": later}
        for name, text in texts.items():
            if text:
                (tmp_path / name).write_text(text, encoding="utf-8")
        return load_deck(str(tmp_path))

    return make
