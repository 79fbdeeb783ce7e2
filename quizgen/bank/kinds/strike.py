"""A strike or an attack."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Doer, Fact, Question, What, Where
from quizgen.bank.text import Text


class Strike(Fact):
    """Somebody struck something: where, and with what."""

    kind: Literal["strike"]
    attacker: Doer | None = None
    target: What | None = Field(None, description="The entity that was struck.")
    aim: Text | None = Field(None, description="What was struck, where it is no entity.")
    place: Where | None = None
    weapon: Text | None = Field(None, description="Fits after “with”: “drones”.")

    sentence: ClassVar = (
        "{attacker} struck {target:kind}[ {place:in}][ with {weapon}][ {date:on}]",
        "{attacker} struck {aim}[ {place:in}][ with {weapon}][ {date:on}]",
        "{attacker} struck targets {place:in}[ with {weapon}][ {date:on}]",
        "{target:waskind} struck[ {place:in}][ with {weapon}][ {date:on}]",
        "{aim} was struck[ {place:in}][ with {weapon}][ {date:on}]",
    )
    asks: ClassVar = (
        Question("attacker", ("{?attacker} struck {target:kind}[ {place:in}][ {date:on}]?",
                              "{?attacker} struck {aim}[ {place:in}][ {date:on}]?",
                              "{?attacker} struck targets {place:in}[ with {weapon}][ {date:on}]?")),
        Question("target", ("{?target} did {attacker} strike[ {place:in}][ {date:on}]?",
                            "{?target} was struck[ {place:in}][ with {weapon}] {date:on}?"),
                 closed=False),
        Question("aim", ("what did {attacker} strike[ {place:in}][ with {weapon}][ {date:on}]?",
                         "what was struck[ {place:in}][ with {weapon}] {date:on}?"),
                 closed=False),
        Question("place", ("in {?place} did {attacker} strike {target:kind}[ {date:on}]?",
                           "in {?place} did {attacker} strike {aim}[ {date:on}]?",
                           "{?place} did {attacker} strike[ with {weapon}][ {date:on}]?",
                           "in {?place} {target:be} {target:kind} struck[ {date:on}]?",
                           "in {?place} was {aim} struck[ {date:on}]?"),
                 closed=False),
        Question("weapon", ("with what did {attacker} strike {target:kind}[ {place:in}]"
                            "[ {date:on}]?",
                            "with what did {attacker} strike {aim}[ {place:in}][ {date:on}]?",
                            "with what did {attacker} strike targets {place:in}[ {date:on}]?",
                            "with what {target:be} {target:kind} struck[ {place:in}][ {date:on}]?",
                            "with what was {aim} struck[ {place:in}][ {date:on}]?"),
                 closed=False),
    )
