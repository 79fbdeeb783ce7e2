"""Standing: how a matter was reported as of a day, derived from who said what about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from quizgen.bank.dates import FactDate
from quizgen.bank.evidence import Evidence
from quizgen.bank.text import Frozen, Id, Text

Polarity = Literal["asserts", "denies", "declines"]
Stance = Literal["asserts", "denies", "declines", "supports"]
Standing = Literal["reported", "claimed", "denied", "disputed", "corroborated", "no comment"]

PUBLISHER = "publisher"  # stands in `by` where a source says it in its own voice


class Assertion(Frozen):
    """Somebody said something about a matter: asserted it, denied it or declined to comment.

    Who `supports` it said something in its favour, but not the same: less, or of a part only. What
    that was stands in `content`; it is told in the explanation and leaves the standing alone.
    """

    by: Id = Field(description="The speaker's entity, or “publisher” for the source's own voice.")
    polarity: Stance = Field(
        "asserts", description="asserts, denies, declines (to comment), or supports with less."
    )
    content: Text | None = Field(
        None, description="For `supports`: what was said, as a clause that fits after “said that”."
    )
    cue: Text | None = Field(None, description="The verb that the source used.")
    date: FactDate | None = Field(
        None, description="When it was said; in an update, the day of its report if empty."
    )
    independent: Annotated[bool, Field(strict=True)] = Field(
        False, description="True for a body that is no party to the matter."
    )
    source: Id | None = Field(None, description="The source's id, where not the fact's own.")
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _own_words(self) -> Self:
        if self.polarity == "supports" and not self.content:
            raise ValueError("what supports a matter with less than it says needs its `content`")
        if self.polarity != "supports" and self.content:
            raise ValueError("`content` goes with `polarity: supports`; else it is the fact's own")
        return self


def known_by(assertions: Iterable[Assertion], day: datetime.date | None) -> tuple[Assertion, ...]:
    """The assertions made up to a day; all of them without a day."""
    return tuple(
        a for a in assertions if day is None or a.date is None or a.date.first_day <= day
    )


def derive_standing(assertions: Iterable[Assertion]) -> Standing:
    """How the matter stands when these are all that was said; a denial never makes a claim false."""
    said = tuple(a for a in assertions if a.polarity != "supports")
    asserting = [a for a in said if a.polarity == "asserts"]
    denied = any(a.polarity == "denies" for a in said)
    if not said or (not denied and any(a.by == PUBLISHER for a in asserting)):
        return "reported"
    if asserting and denied:
        return "disputed"
    if denied:
        return "denied"
    if not asserting:
        return "no comment"
    if any(a.independent for a in asserting):
        return "corroborated"
    return "claimed"
