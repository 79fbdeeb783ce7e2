"""A small bank as plain values, so that a test can edit it and read it again as a deck."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.bank.read import load_deck
from quizgen.releases.snapshot import Version, take_version

Bank = dict[str, Any]
BANK: Bank = {
    "deck": {"id": "mini", "title": "Mini", "description": "A small test.", "version": "1.0.0",
             "licence": "CC0-1.0", "authors": ["us"]},
    "entities": {
        **{name: {"name": f"{full} {name.title()}", "type": "Person", "subtype": "officer"}
           for name, full in (("reed", "Maud"), ("sole", "Hugo"), ("moss", "Peter"),
                              ("varga", "Ilse"), ("lind", "Eva"))},
        **{name: {"name": name.title(), "type": "City", "subtype": "town"}
           for name in ("weir", "ashford", "oakham", "elmbrook", "thorn")},
    },
    "facts": {
        "met": {"kind": "meeting", "date": "2023-09-14", "host": "reed", "guest": "sole",
                "place": "weir"},
        "debt": {"kind": "figure", "date": "2023-09", "indicator": "the debt",
                 "value": {"value": 40}, "assertions": [{"by": "lind", "date": "2023-09-14"}]},
        "rain": {"kind": "event", "date": "2023-09-15", "text": "it rained in {where=@oakham}",
                 "ask": {"where": {"stem": "where did it rain?"}}},
        "said": {"kind": "statement", "date": "2023-09-13", "speaker": "moss",
                 "content": "the bridge was safe", "topic": "the bridge"},
    },
}


def read_bank(folder: Path, bank: Bank) -> Version:
    """The version of a deck that a bank's values make, by way of its files."""
    digest = {
        "date": "2023-09-15",
        "sources": [{"id": "echo", "publisher": "The Echo", "date": "2023-09-15"}],
        "developments": [{"id": "d", "title": "What happened", "facts": [
            {"id": name, **fact} for name, fact in bank["facts"].items()]}],
        "sets": bank.get("sets", []),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in (("deck", bank["deck"]), ("entities", bank["entities"]),
                         ("2023-09-15", digest)):
        text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return take_version(load_deck(str(folder)))


Make = Callable[..., Version]


@pytest.fixture
def version(tmp_path: Path) -> Make:
    """Make a version of the small bank after some edits: `version(lambda bank: …)`."""

    def make(edit: Callable[[Bank], Any] = lambda bank: None) -> Version:
        bank = copy.deepcopy(BANK)
        edit(bank)
        return read_bank(tmp_path, bank)

    return make
