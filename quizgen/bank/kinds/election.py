"""An election and who won it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, Where
from quizgen.bank.text import Text
from quizgen.bank.wording import Quantity


class Election(Fact):
    """Somebody won an election: which, with what share."""

    kind: Literal["election"]
    contest: Text = Field(description="The election: “the council election in …”.")
    winner: Party
    share: Quantity | None = Field(None, description="The winner's share or votes, with unit.")
    runner_up: Party | None = None
    place: Where | None = None

    sentence: ClassVar = (
        "{winner} won {contest}[ {place:in}][ {date:on}][ with {share}][, ahead of {runner_up}]"
    )
    asks: ClassVar = (
        Question("winner", "{?winner} won {contest}[ {place:in}][ {date:on}]?"),
        Question("share", "with what result did {winner} win {contest}[ {place:in}][ {date:on}]?"),
        Question("runner_up", "{?runner_up} came second in {contest}[ {place:in}][ {date:on}]?",
                 name="runner-up"),
        Question("contest", "what did {winner} win[ {place:in}][ {date:on}]?", closed=False),
    )
