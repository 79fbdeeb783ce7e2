"""A characterisation: X called Y something."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Anything, Fact, Party, Question
from quizgen.bank.standing import Assertion
from quizgen.bank.text import Text


class Characterisation(Fact):
    """A speaker called somebody or something by a label; the label stays the speaker's."""

    kind: Literal["characterisation"]
    speaker: Party
    subject: Anything
    label: Text = Field(description="The label; in quotation marks where it is a quotation.")
    context: Text | None = Field(None, description="What follows the label: “in …”.")

    speaks: ClassVar = True
    sentence: ClassVar = "[{date:on} ]{speaker:full} called {subject} {label}[ {context}]"
    asks: ClassVar = (
        Question("speaker", "{?speaker} called {subject} {label}[ {context}][ {date:on}]?",
                 closed=False),
        Question("subject", "{?subject:whom} did {speaker} call {label}[ {context}][ {date:on}]?",
                 closed=False),
        Question("label", "what did {speaker} call {subject}[ {date:on}]?", closed=False),
    )

    def clause(self) -> tuple[str, ...]:
        """None: a label has no standing of its own."""
        return ()

    def said(self) -> tuple[Assertion, ...]:
        """The speaker's own assertion first."""
        own = Assertion.model_construct(by=self.speaker, cue="called", date=self.date)
        return (own, *self.assertions)
