"""A figure: an indicator and its value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Anything, Fact, Question
from quizgen.bank.text import Text
from quizgen.bank.wording import Quantity


class Figure(Fact):
    """The value of an indicator, for somebody or something, at a date."""

    kind: Literal["figure"]
    indicator: Text = Field(description="What is counted, with its article: “the number of …”.")
    subject: Anything | None = Field(None, description="Whose figure; fits after “of”.")
    value: Quantity

    sentence: ClassVar = "{indicator}[ of {subject}] was {value}[ {date:on}]"
    asks: ClassVar = (
        Question("value", "<what>[ {date:on}]?"),
    )

    def words(self) -> Mapping[str, str]:
        """The question's beginning: “how many …” where the indicator is a number of something."""
        counted = self.indicator.removeprefix("the number of ")
        if counted == self.indicator:
            return {"what": "what was {indicator}[ of {subject}]"}
        return {"what": f"how many {counted}[ of {{subject}}] were there"}
