"""Aid from one party to another."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question
from quizgen.bank.text import Text
from quizgen.bank.wording import Quantity


class Aid(Fact):
    """A donor gave or pledged something to a recipient."""

    kind: Literal["aid"]
    donor: Party
    recipient: Party
    what: Text = Field(description="What was given: “a fire engine”, “air defence systems”.")
    amount: Quantity | None = Field(None, description="How much it is worth, with its unit.")

    sentence: ClassVar = (
        "{donor} pledged {what}[ worth {amount}] to {recipient}[ {date:on}]"
    )
    asks: ClassVar = (
        Question("donor", "{?donor} pledged {what} to {recipient}[ {date:on}]?", closed=False),
        Question("recipient", "to {?recipient:whom} did {donor} pledge {what}[ {date:on}]?",
                 closed=False),
        Question("what", "what did {donor} pledge to {recipient}[ {date:on}]?", closed=False),
        Question("amount",
                 "how much was the aid worth that {donor} pledged to {recipient}[ {date:on}]?"),
    )
