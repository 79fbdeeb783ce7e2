"""A law or a ruling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Body, Fact, Question
from quizgen.bank.text import Text


class Law(Fact):
    """A body passed a law or gave a ruling, and what it does."""

    kind: Literal["law"]
    body: Body
    act: Text = Field(description="The law, order or ruling with its article: “an order on …”.")
    effect: Text | None = Field(None, description="What it does; fits after “which”: “makes …”.")
    verb: Literal["passed", "issued", "overturned", "upheld"] = "passed"
    in_force: FactDate | None = Field(None, description="When it takes effect.")

    sentence: ClassVar = (
        "{date:on} {body} <verb> {act}[, which {effect}][; it was to take effect {in_force:on}]"
    )
    asks: ClassVar = (
        Question("body", "{?body} <verb> {act}[ {date:on}]?", closed=False),
        Question("act", "what was <verb> by {body}[ {date:on}]?", closed=False),
        Question("effect", "{body} <verb> {act}[ {date:on}]: what does that do?", closed=False),
        Question("in_force", "{body} <verb> {act}[ {date:on}]: {?in_force} was it to take effect?",
                 name="in-force"),
    )

    def words(self) -> Mapping[str, str]:
        """The verb."""
        return {"verb": self.verb}
