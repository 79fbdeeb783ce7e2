"""Deaths and injuries."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Question, Where
from quizgen.bank.text import Text
from quizgen.bank.wording import Quantity


class Casualties(Fact):
    """How many people were killed or injured, as counted on a day."""

    kind: Literal["casualties"]
    cause: Text = Field(description="Fits after “in”: “a fire at a warehouse”.")
    place: Where | None = None
    killed: Quantity | None = None
    injured: Quantity | None = None

    sentence: ClassVar = (
        "{killed} people were killed and {injured} injured in {cause}[ {place:in}][ {date:on}]",
        "{killed} people were killed in {cause}[ {place:in}][ {date:on}]",
        "{injured} people were injured in {cause}[ {place:in}][ {date:on}]",
    )
    asks: ClassVar = (
        Question("killed", "how many people were killed in {cause}[ {place:in}][ {date:on}]?"),
        Question("injured", "how many people were injured in {cause}[ {place:in}][ {date:on}]?"),
        Question("place", ("where were {killed} people killed in {cause}[ {date:on}]?",
                           "where were {injured} people injured in {cause}[ {date:on}]?"),
                 why="one event has one place"),
        Question("cause", ("in what were {killed} people killed {place:in}[ {date:on}]?",
                           "in what were {injured} people injured {place:in}[ {date:on}]?"),
                 closed=False),
    )
