"""The JSON Schema of a deck's files agrees with the reader."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from quizgen.bank.find import shipped_decks
from quizgen.bank.json_schema import FILES, make_schema, schema_text
from quizgen.bank.kinds import KINDS
from quizgen.bank.starter_deck import starter_files

SCHOOL = Path(__file__).parent.parent / "decks" / "school"


class Loader(yaml.CSafeLoader):
    """Reads dates as text, as our reader does."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@cache
def validator(file: str) -> Draft7Validator:
    return Draft7Validator(make_schema(file))


@cache
def starter_texts() -> dict[str, str]:
    return {name: text for name, text in starter_files("mine").items() if name.endswith(".yaml")}


def faults(name: str, text: str) -> list[str]:
    file = {"deck.yaml": "deck", "entities.yaml": "entities"}.get(name, "digest")
    data = yaml.load(text, Loader=Loader)
    return [e.message for e in validator(file).iter_errors(data)]


@pytest.mark.parametrize("file", FILES)
def test_a_schema_is_valid_draft_07(file: str) -> None:
    schema = make_schema(file)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in json.dumps(schema)


@pytest.mark.parametrize("file", FILES)
def test_every_reference_of_a_schema_leads_somewhere(file: str) -> None:
    schema = make_schema(file)

    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [r for v in value.values() for r in references(v)]
        return [r for v in value for r in references(v)] if isinstance(value, list) else []

    for reference in references(schema):
        assert reference.removeprefix("#/definitions/") in schema["definitions"]


@pytest.mark.parametrize("file", FILES)
def test_the_shipped_schema_is_up_to_date(file: str) -> None:
    """Renew it with `quizgen schema NAME > decks/schema/NAME.json`."""
    shipped = shipped_decks() / "schema" / f"{file}.json"
    assert shipped.read_text(encoding="utf-8") == schema_text(file)


@pytest.mark.parametrize("folder", [shipped_decks() / "ukraine-war", shipped_decks() / "space-2023",
                                    SCHOOL], ids=lambda folder: folder.name)
def test_the_schema_takes_every_file_of_a_deck(folder: Path) -> None:
    files = sorted(folder.glob("*.yaml"))
    assert len(files) >= 3
    for file in files:
        assert faults(file.name, file.read_text(encoding="utf-8")) == [], file


def test_the_schema_takes_the_starter_deck() -> None:
    assert len(starter_texts()) == 3
    for name, text in starter_texts().items():
        assert faults(name, text) == [], name


@pytest.mark.parametrize(("name", "before", "after"), [
    ("deck.yaml", "licence:", "license:"), ("deck.yaml", "version: 0.1.0", "version: '1'"),
    ("entities.yaml", "subtype: councillor", "subtyp: councillor"),
    ("entities.yaml", "type: Person", "type: Human"),
    ("2024-05-04.yaml", "kind: vote", "kind: votes"), ("2024-05-04.yaml", "matter:", "mater:"),
    ("2024-05-04.yaml", "developments:", "development:"),
    ("2024-05-04.yaml", "outcome: adopted", "outcome: passed"),
    ("2024-05-04.yaml", "date: 2024-05-02", "date: last week"),
    ("2024-05-04.yaml", "speaker: hale", "spaeker: hale"),
])
def test_the_schema_refuses_a_misspelt_key_or_word(name: str, before: str, after: str) -> None:
    text = starter_texts()[name]
    assert before in text
    assert faults(name, text.replace(before, after, 1))


def test_every_kind_of_fact_has_its_own_branch() -> None:
    definitions = make_schema("digest")["definitions"]
    assert {f"kind-{kind}" for kind in KINDS} <= set(definitions)
    assert definitions["Fact"]["properties"]["kind"]["enum"] == list(KINDS)
