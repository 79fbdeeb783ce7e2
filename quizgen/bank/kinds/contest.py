"""The result of a contest."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, Where
from quizgen.bank.text import Text


class Contest(Fact):
    """Somebody beat somebody else, or won an event."""

    kind: Literal["contest"]
    event: Text = Field(description="The contest with its article: “the final of …”.")
    winner: Party
    loser: Party | None = None
    score: Text | None = Field(None, description="The score as written: “3–1”.")
    place: Where | None = None

    sentence: ClassVar = (
        "{winner} beat {loser}[ {score}] in {event}[ {place:in}][ {date:on}]",
        "{winner} won {event}[ {place:in}][ {date:on}][ with a score of {score}]",
    )
    asks: ClassVar = (
        Question("winner", "{?winner} won {event}[ {place:in}][ {date:on}]?"),
        Question("loser", "{?loser} lost to {winner} in {event}[ {place:in}][ {date:on}]?"),
        Question("score", "with what result did {winner} win {event}[ {place:in}][ {date:on}]?"),
        Question("place", "where did {winner} win {event}[ {date:on}]?"),
    )
