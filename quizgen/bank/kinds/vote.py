"""A vote of a body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Body, Fact, Question
from quizgen.bank.text import Text
from quizgen.bank.wording import Quantity


class Vote(Fact):
    """A body voted on a matter, and how the vote ended."""

    kind: Literal["vote"]
    body: Body
    matter: Text = Field(description="What it voted on: “a ban on …”.")
    outcome: Literal["adopted", "rejected"]
    ayes: Quantity | None = None
    noes: Quantity | None = None

    sentence: ClassVar = "{body} <verb> {matter}[ {date:on}][ by {ayes} to <noes>]"
    asks: ClassVar = (
        Question("body", "{?body} <verb> {matter}[ {date:on}]?", closed=False),
        Question("matter", "what did {body} <do>[ {date:on}]?", closed=False),
        Question("ayes", "how many votes were cast for {matter}, which {body} <verb>[ {date:on}]?"),
        Question("noes", "how many votes were cast against {matter}, which {body} <verb>"
                         "[ {date:on}]?"),
    )

    def words(self) -> Mapping[str, str]:
        """The verb; and the noes, whose unit is told once: 14 votes to 9."""
        alike = self.ayes and self.noes and self.ayes.unit == self.noes.unit
        return {"verb": self.outcome, "do": self.outcome.removesuffix("ed"),
                "noes": "{noes:bare}" if alike else "{noes}"}
