"""A discovery."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, Where
from quizgen.bank.text import Text


class Discovery(Fact):
    """Somebody found something: what, where."""

    kind: Literal["discovery"]
    finder: Party
    find: Text = Field(description="What was found, with its article: “a Roman mosaic”.")
    place: Where | None = None

    sentence: ClassVar = "{finder} discovered {find}[ {place:in}][ {date:on}]"
    asks: ClassVar = (
        Question("finder", "{?finder} discovered {find}[ {place:in}][ {date:on}]?"),
        Question("find", "what did {finder} discover[ {place:in}][ {date:on}]?", closed=False),
        Question("place", "where did {finder} discover {find}[ {date:on}]?"),
    )
