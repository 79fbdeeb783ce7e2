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
        "<happened>[ {place:in}][ {date:on}][ at {time}][, bound for {target}]",
    )
    asks: ClassVar = (
        Question("object", ("{?object} did {agent} <do>[ {place:in}] {date:on}?",
                            "{?object} <was_done>[ {place:in}] {date:on}?")),
        Question("agent", "{?agent} <done> {object}[ {place:in}][ {date:on}]?"),
        Question("place", "where <did>[ {date:on}]?"),
        Question("time", "at what time <did>[ {place:in}][ {date:on}]?"),
        Question("target", "where {object:be} {object} bound for when <done>[ {date:on}]?"),
        Question("date", "{?date} <did>[ {place:in}]?"),
    )

    def words(self) -> Mapping[str, str]:
        """The milestone as a verb; what lands, lands by itself."""
        own = self.milestone == "landed"
        return {
            "done": self.milestone,
            "do": _BASE[self.milestone],
            "happened": "{object} landed" if own else f"{{object:was}} {self.milestone}",
            "was_done": "landed" if own else f"was {self.milestone}",
            "did": "did {object} land" if own else f"{{object:be}} {{object}} {self.milestone}",
        }


_BASE = {"launched": "launch", "landed": "land", "opened": "open", "recovered": "recover"}
