"""The JSON Schema of a deck's files, for editors' YAML servers; made from the models, never by hand."""

from __future__ import annotations

import copy
import json
from typing import Any

from pydantic import BaseModel

from quizgen.bank.deck import DeckHeader, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.kinds import KINDS

FILES = ("deck", "entities", "digest")
_DRAFT = "http://json-schema.org/draft-07/schema#"


def make_schema(file: str) -> dict[str, Any]:
    """The schema (draft-07) of `deck`, `entities` or `digest` files."""
    if file == "deck":
        return _finish(DeckHeader.model_json_schema(), "A deck's header: deck.yaml")
    if file == "entities":
        entity = Entity.model_json_schema()
        definitions = entity.pop("$defs", {})
        entity["properties"].pop("id")
        entity["required"].remove("id")
        return _finish({"type": "object", "additionalProperties": entity, "$defs": definitions},
                       "A deck's entities, by id: entities.yaml")
    schema = Digest.model_json_schema()
    definitions = schema["$defs"]
    definitions["Fact"] = _any_kind(definitions)
    return _finish(schema, "A digest: 2023-09-15.yaml and the like")


def schema_text(file: str) -> str:
    """The schema as the text of a file."""
    return json.dumps(make_schema(file), indent=1, ensure_ascii=False) + "\n"


def _any_kind(definitions: dict[str, Any]) -> dict[str, Any]:
    """A fact of any kind: `kind` decides which of the kinds' schemas holds."""
    branches = []
    for name, model in KINDS.items():
        own = _own_schema(model, definitions)
        definitions[f"kind-{name}"] = own
        branches.append({
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/kind-{name}"},
        })
    return {
        "type": "object",
        "required": ["id", "kind", "date"],
        "properties": {"kind": {"enum": list(KINDS)}},
        "allOf": branches,
    }


def _own_schema(model: type[BaseModel], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = copy.deepcopy(model.model_json_schema())
    definitions.update(schema.pop("$defs", {}))
    return schema


def _finish(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Draft-07 spells `$defs` as `definitions`."""
    text = json.dumps(schema).replace('"#/$defs/', '"#/definitions/')
    finished = json.loads(text)
    if "$defs" in finished:
        finished["definitions"] = finished.pop("$defs")
    return {"$schema": _DRAFT, **finished, "title": title}
