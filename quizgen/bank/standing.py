"""Standing: how a matter was reported as of a day, derived from who said what about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from quizgen.bank.dates import FactDate
from quizgen.bank.evidence import Evidence
from quizgen.bank.text import Frozen, Id, Text

Polarity = Literal["asserts", "denies", "declines"]
Standing = Literal["reported", "claimed", "denied", "disputed", "corroborated", "no comment"]

PUBLISHER = "publisher"  # stands in `by` where a source says it in its own voice


class Assertion(Frozen):
    """Somebody said something about a matter: asserted it, denied it or declined to comment."""

    by: Id = Field(description="The speaker's entity, or “publisher” for the source's own voice.")
    polarity: Polarity = Field("asserts", description="asserts, denies or declines (to comment).")
    cue: Text | None = Field(None, description="The verb that the source used.")
    date: FactDate | None = Field(None, description="When it was said; the fact's date if empty.")
    independent: Annotated[bool, Field(strict=True)] = Field(
        False, description="True for a body that is no party to the matter."
    )
    source: Id | None = Field(None, description="The source's id, where not the fact's own.")
    evidence: tuple[Evidence, ...] = ()


def known_by(assertions: Iterable[Assertion], day: datetime.date | None) -> tuple[Assertion, ...]:
    """The assertions made up to a day; all of them without a day."""
    return tuple(
        a for a in assertions if day is None or a.date is None or a.date.first_day <= day
    )


def derive_standing(assertions: Iterable[Assertion]) -> Standing:
    """How the matter stands when these are all that was said; a denial never makes a claim false."""
    said = tuple(assertions)
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
