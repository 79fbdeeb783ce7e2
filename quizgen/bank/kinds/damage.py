"""Damage or loss."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Question, What, Where
from quizgen.bank.text import Text


class Damage(Fact):
    """Something was damaged, destroyed or lost."""

    kind: Literal["damage"]
    object: What
    effect: Text = Field(description="Fits after “was”: “destroyed”, “damaged beyond repair”.")
    cause: Text | None = Field(None, description="What did it; fits after “in”: “an attack on …”.")
    place: Where | None = None

    asks: ClassVar = (
        Question("object", "{?object} was {effect}[ in {cause}][ {place:in}][ {date:on}]?",
                 closed=False),
        Question("effect", "what happened to {object:kind}[ in {cause}][ {place:in}][ {date:on}]?",
                 closed=False),
        Question("cause", "in what incident {object:be} {object:kind} {effect}[ {place:in}]"
                          "[ {date:on}]?", closed=False),
        Question("place", "where {object:be} {object:kind} {effect}[ in {cause}][ {date:on}]?"),
    )

    sentence: ClassVar = "{object:waskind} {effect}[ in {cause}][ {place:in}][ {date:on}]"
