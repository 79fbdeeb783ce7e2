"""A launch, a landing or another milestone of a mission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, What, Where
from quizgen.bank.text import Text

class Launch(Fact):
    """An agent launched, landed or opened something."""

    kind: Literal["launch"]
    agent: Party | None = None
    object: What
    milestone: Literal["launched", "landed", "opened", "recovered"] = "launched"
    place: Where | None = None
    time: Text | None = Field(None, description="The time of day with its zone: “14:52 UTC”.")
    target: Text | None = Field(None, description="Where to; fits after “bound for”.")

    sentence: ClassVar = (
        "{agent} <done> {object}[ {place:in}][ {date:on}][ at {time}][, bound for {target}]",
        "{object:was} <done>[ {place:in}][ {date:on}][ at {time}][, bound for {target}]",
    )
    asks: ClassVar = (
        Question("object", "{?object} was <done>[ by {agent}][ {place:in}][ {date:on}]?",
                 closed=False),
        Question("agent", "{?agent} <done> {object}[ {place:in}][ {date:on}]?", closed=False),
        Question("place", "where was {object} <done>[ {date:on}]?"),
        Question("time", "at what time was {object} <done>[ {place:in}][ {date:on}]?"),
        Question("target", "where was {object} bound when it was <done>[ {date:on}]?"),
        Question("date", "when was {object} <done>[ {place:in}][ by {agent}]?"),
    )

    def words(self) -> Mapping[str, str]:
        """The verb."""
        return {"done": self.milestone}
