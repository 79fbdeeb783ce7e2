"""Deaths and injuries."""

from __future__ import annotations

from collections.abc import Mapping
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
        "{killed} <killed> killed and {injured} injured in {cause}[ {place:in}][ {date:on}]",
        "{killed} <killed> killed in {cause}[ {place:in}][ {date:on}]",
        "{injured} <injured> injured in {cause}[ {place:in}][ {date:on}]",
    )
    asks: ClassVar = (
        Question("killed", "how many people were killed in {cause}[ {place:in}][ {date:on}]?"),
        Question("injured", "how many people were injured in {cause}[ {place:in}][ {date:on}]?"),
        Question("place", ("where <were_killed> killed in {cause}[ {date:on}]?",
                           "where <were_injured> injured in {cause}[ {date:on}]?")),
        Question("cause", ("in what <were_killed> killed {place:in}[ {date:on}]?",
                           "in what <were_injured> injured {place:in}[ {date:on}]?"),
                 closed=False),
    )

    def words(self) -> Mapping[str, str]:
        """One person was, two people were; and the same in a question."""
        words = {}
        for name, count in (("killed", self.killed), ("injured", self.injured)):
            one = count is not None and count.value == 1
            words[name] = "person was" if one else "people were"
            words[f"were_{name}"] = f"was {{{name}}} person" if one else f"were {{{name}}} people"
        return words
