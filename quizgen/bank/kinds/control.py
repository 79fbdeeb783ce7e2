"""A change of control over a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, Where


class Control(Fact):
    """A party took, retook, left or annexed a place."""

    kind: Literal["control"]
    agent: Party
    place: Where
    change: Literal["captured", "retook", "left", "annexed"]
    near: Where | None = Field(None, description="A better known place close by.")
    previous: Party | None = Field(None, description="Who held it before.")

    sentence: ClassVar = (
        "{agent} <past> {place:kind}[ near {near}][ from {previous}][ {date:on}]"
    )
    asks: ClassVar = (
        Question("place", "{?place}[ near {near}] was <done> by {agent}[ {date:on}]?", closed=False),
        Question("agent", "{?agent} <past> {place:kind}[ near {near}][ {date:on}]?"),
        Question("near", "near {?near} is {place:kind}, <done> by {agent}[ {date:on}]?",
                 closed=False),
        Question("previous", "from whom did {agent} take {place:kind}[ {date:on}]?"),
        Question("date", "{?date} {place:be} {place:kind}[ near {near}] <done> by {agent}?",
                 routine=False),
    )

    def words(self) -> Mapping[str, str]:
        """The verb."""
        return {
            "past": self.change,
            "done": "retaken" if self.change == "retook" else self.change,
        }
