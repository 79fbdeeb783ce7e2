"""A new deck to start from: small, on an invented town, and without a fault."""

from __future__ import annotations

import re
from importlib.resources import files

from quizgen.bank.json_schema import FILES, schema_text


def starter_files(name: str) -> dict[str, str]:
    """The files of a new deck by their paths within it; `name` becomes its id as far as it can."""
    deck_id = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64] or "my-deck"
    root = files("quizgen.bank") / "starter"
    texts = {  # the digest, the article that it cites, the deck and its entities
        entry.name: entry.read_text(encoding="utf-8").replace("DECK_ID", deck_id)
        for entry in sorted(root.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith((".yaml", ".md"))
    }
    return {**texts, **{f"schema/{file}.json": schema_text(file) for file in FILES}}
