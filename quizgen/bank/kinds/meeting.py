"""A meeting of two."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, Where
from quizgen.bank.text import Text


class Meeting(Fact):
    """Two people or bodies met: where, and what about."""

    kind: Literal["meeting"]
    host: Party = Field(description="Who received the other, or either of the two.")
    guest: Party
    place: Where | None = None
    subject: Text | None = Field(None, description="One thing they discussed: a noun phrase.")

    sentence: ClassVar = (
        "{host:full} met {guest:full}[ {place:in}][ {date:on}][ and discussed {subject}]"
    )
    asks: ClassVar = (
        Question("place", "where did {host} meet {guest}[ {date:on}]?"),
        Question("guest", "{?guest:whom} did {host} meet[ {place:in}][ {date:on}]?"),
        Question("host", "{?host} met {guest}[ {place:in}][ {date:on}]?", routine=False),
        Question("subject", "what did {host} and {guest} discuss when they met[ {place:in}]"
                            "[ {date:on}]?", closed=False),
        Question("date", "{?date} did {host} meet {guest}[ {place:in}]?", routine=False),
    )
