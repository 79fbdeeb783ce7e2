"""An entity that an author names while writing a fact: “+ Ada Quill, Person, scientist”."""

from __future__ import annotations

import re
import unicodedata

from quizgen.bank.deck import Deck
from quizgen.bank.entity import Entity
from quizgen.bank.validate import validate
from quizgen.bank.yaml_reader import parse_yaml
from quizgen.editing.insert import scalar
from quizgen.problem import Problem


def new_entity(typed: str, deck: Deck) -> tuple[str, str, str]:
    """The id of an entity typed as “+ Name, Type, noun”, its YAML, and what is wrong with it."""
    name, _, rest = (part.strip() for part in typed.removeprefix("+").partition(","))
    type_, _, noun = (part.strip() for part in rest.partition(","))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    own = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")[:64]
    if not own or not type_:
        return "", "", "write a new entity as “+ Name, Type” or “+ Name, Type, its common noun”"
    if own in deck.entities:
        return "", "", f"the entity {own} is there already"
    data = {"name": name, "type": type_} | ({"subtype": noun} if noun else {})
    yaml = ", ".join(f"{key}: {scalar(value)}" for key, value in data.items())
    problems: list[Problem] = []
    validate(Entity, parse_yaml(f"{{id: {own}, {yaml}}}", "")[0], "", 0, problems)
    return own, f"{{{yaml}}}", problems[0].message if problems else ""
