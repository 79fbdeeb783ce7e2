"""An agreement."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact, Party, Question, Where
from quizgen.bank.text import Text


class Agreement(Fact):
    """Two parties agreed on something."""

    kind: Literal["agreement"]
    first: Party
    second: Party
    subject: Text = Field(description="Fits after “agreed on”: “a grain corridor”.")
    place: Where | None = None
    until: FactDate | None = Field(None, description="When the agreement ends.")

    sentence: ClassVar = (
        "{first} and {second} agreed on {subject}[ {place:in}][ {date:on}][, to run until {until}]"
    )
    asks: ClassVar = (
        Question("second", "with {?second:whom} did {first} agree on {subject}[ {date:on}]?",
                 closed=False),
        Question("first", "{?first} agreed with {second} on {subject}[ {date:on}]?",
                 closed=False),
        Question("subject", ("what did {first} and {second} agree on {place:in}[ {date:on}]?",
                             "on what did {first} and {second} agree[ {date:on}]?"),
                 closed=False),
        Question("place", "where did {first} and {second} agree on {subject}[ {date:on}]?"),
        Question("until", "until when does the agreement of {first} and {second} on {subject} run?"),
    )
