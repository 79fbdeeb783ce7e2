"""A visit or a journey."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Fact, Party, Question, Where, Who
from quizgen.bank.text import Text


class Visit(Fact):
    """Somebody visited a place, or went there: with whom, to see what."""

    kind: Literal["visit"]
    visitor: Party
    place: Where
    site: Text | None = Field(None, description="What was visited there: “an aircraft plant”.")
    companion: Who | None = Field(None, description="Who went along or showed the visitor round.")
    purpose: Text | None = Field(None, description="What for; fits after “for”: “talks with …”.")

    sentence: ClassVar = (
        "{visitor:full} visited {site} {place:in}[ {date:on}][, in the company of {companion:full}]",
        "{visitor:full} travelled to {place}[ {date:on}][ for {purpose}]"
        "[, in the company of {companion:full}]",
    )
    asks: ClassVar = (
        Question("place", ("in {?place} did {visitor} visit {site}[ {date:on}]?",
                           "{?place} did {visitor} travel to[ {date:on}][ for {purpose}]?")),
        Question("visitor", ("{?visitor} visited {site} {place:in}[ {date:on}]?",
                             "{?visitor} travelled to {place}[ {date:on}][ for {purpose}]?")),
        Question("companion", ("{?companion} accompanied {visitor} on a visit to {site} {place:in}"
                               "[ {date:on}]?",
                               "{?companion} accompanied {visitor} to {place}[ {date:on}]?"),
                 closed=False),
        Question("site", "what did {visitor} visit {place:in}[ {date:on}]?", closed=False),
        Question("purpose", "for what did {visitor} travel to {place}[ {date:on}]?", closed=False),
        Question("date", ("{?date} did {visitor} visit {site} {place:in}?",
                          "{?date} did {visitor} travel to {place}[ for {purpose}]?"), routine=False),
    )
