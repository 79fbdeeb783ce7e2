"""A designation: a body declares something to be something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Anything, Body, Fact, Question
from quizgen.bank.text import Text


class Designation(Fact):
    """A body proscribed, sanctioned, listed or otherwise designated somebody or something."""

    kind: Literal["designation"]
    body: Body
    subject: Anything
    label: Text = Field(description="Fits after “as”: “a terrorist organisation”.")
    verb: Literal["designated", "proscribed", "sanctioned", "listed", "recognised"] = "designated"

    sentence: ClassVar = "{body} <verb> {subject} as {label}[ {date:on}]"
    asks: ClassVar = (
        Question("subject", "{?subject} was <verb> as {label} by {body}[ {date:on}]?", closed=False),
        Question("body", "{?body} <verb> {subject} as {label}[ {date:on}]?", closed=False),
        Question("label", "as what {subject:be} {subject} <verb> by {body}[ {date:on}]?", closed=False),
        Question("date", "{?date} {subject:be} {subject} <verb> as {label} by {body}?", routine=False),
    )

    def words(self) -> Mapping[str, str]:
        """The verb."""
        return {"verb": self.verb}
