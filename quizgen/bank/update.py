"""Updates: what a later day brings to a fact that was told before.

They stand in the digest of that later day, so that no earlier file is edited for them, and the
facts as they stood on any day are the digests up to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from quizgen.bank.dates import FactDate
from quizgen.bank.evidence import Evidence
from quizgen.bank.fact import SlotName
from quizgen.bank.standing import Assertion
from quizgen.bank.text import FieldFault, Frozen, Id, Text


class Update(Frozen):
    """New words on an older fact, or its end: superseded, corrected or retracted."""

    fact: Id = Field(description="The fact of an earlier digest.")
    source: Id | None = Field(None, description="The source's id; the digest's first if empty.")
    assertions: tuple[Assertion, ...] = Field((), description="Who else has spoken on the matter.")
    evidence: tuple[Evidence, ...] = ()
    status: Literal["superseded", "corrected", "retracted"] | None = Field(
        None, description="The fact's end; superseded where `superseded_by` stands alone."
    )
    superseded_by: Id | None = Field(None, description="The fact that stands in its place.")
    why: Text | None = Field(None, description="Why it was superseded, corrected or retracted.")
    valid_until: FactDate | None = None
    explanation: Text | None = Field(None, description="Replaces the fact's own from this day on.")
    questions: Mapping[SlotName, bool | Text] = Field(
        default_factory=dict, description="Takes the place of those choices and stems."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set - {"fact", "source"}:
            raise ValueError("an update needs something new: `assertions`, `superseded_by` …")
        if self.status == "retracted" and self.superseded_by:
            raise FieldFault("what is retracted has nothing in its place; it is `corrected`",
                             "superseded_by")
        if self.status in ("corrected", "retracted") and not self.why:
            raise FieldFault(f"learners are told why it is {self.status}: give the reason in `why`",
                             "status")
        return self
