"""A statement: somebody said, denied or would not say something."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from quizgen.bank.fact import Fact, Party, Question
from quizgen.bank.standing import Assertion, Polarity
from quizgen.bank.text import FieldFault, Text


class Statement(Fact):
    """What a speaker asserted, denied or declined to comment on; the content stays theirs."""

    kind: Literal["statement"]
    speaker: Party
    polarity: Polarity = "asserts"
    cue: Text | None = Field(None, description="The verb that the source used.")
    content: Text | None = Field(
        None, description="A clause that fits after “said that” or “denied that”."
    )
    topic: Text | None = Field(
        None, description="A noun phrase that fits after “about” or “comment on”."
    )
    occasion: Text | None = Field(None, description="Fits after “said”: “in a call with …”.")

    speaks: ClassVar = True
    asks: ClassVar = (
        Question("speaker", "", closed=False),
        Question("content", "", closed=False),
        Question("topic", "", closed=False, routine=False),
        Question("occasion", "", closed=False, routine=False),
        Question("date", "", routine=False),
    )

    @model_validator(mode="after")
    def _has_content(self) -> Self:
        if self.polarity == "declines" and not self.topic:
            raise FieldFault("a refusal to comment needs its topic", "polarity")
        if self.polarity != "declines" and not self.content:
            raise ValueError("a statement needs its content")
        return self

    def templates(self) -> tuple[str, ...]:
        """The sentence by polarity; always the neutral verb."""
        return _SENTENCES[self.polarity]

    def clause(self) -> tuple[str, ...]:
        """What was said, bare."""
        return ("{topic}",) if self.polarity == "declines" else ("{content}",)

    def asked(self) -> tuple[Question, ...]:
        """The questions, with stems by polarity where the author gave none."""
        stems = _STEMS[self.polarity]
        return tuple(
            replace(q, stems=(any(q.stems) and q.stems) or stems[q.id])
            for q in super().asked() if any(q.stems) or q.id in stems
        )

    def said(self) -> tuple[Assertion, ...]:
        """The speaker's own assertion first."""
        own = Assertion.model_construct(  # a wrong speaker is told by a check
            by=self.speaker, polarity=self.polarity, cue=self.cue, date=self.date)
        return (own, *self.assertions)


_WHEN = "[ {date:on}]"
_SENTENCES = {polarity: (f"{{speaker:full}} {said}[ {{occasion}}]{_WHEN}{rest}",)
              for polarity, said, rest in (("asserts", "said", " that {content}"),
                                           ("denies", "denied", " that {content}"),
                                           ("declines", "declined", " to comment on {topic}"))}
_STEMS = {
    "asserts": {
        "speaker": f"{{?speaker}} said{_WHEN} that {{content}}?",
        "content": f"what did {{speaker}} say[ {{occasion}}]{_WHEN} about {{topic}}?",
        "occasion": f"on what occasion did {{speaker}} say{_WHEN} that {{content}}?",
        "date": "{?date} did {speaker} say that {content}?",
    },
    "denies": {
        "speaker": f"{{?speaker}} denied{_WHEN} that {{content}}?",
        "topic": f"on what matter did {{speaker}} issue a denial[ {{occasion}}]{_WHEN}?",
        "occasion": f"on what occasion did {{speaker}} deny{_WHEN} that {{content}}?",
        "date": "{?date} did {speaker} deny that {content}?",
    },
    "declines": {
        "speaker": f"{{?speaker}} declined{_WHEN} to comment on {{topic}}?",
        "topic": f"on what did {{speaker}} decline to comment[ {{occasion}}]{_WHEN}?",
        "occasion": f"on what occasion did {{speaker}} decline to comment on {{topic}}{_WHEN}?",
        "date": "{?date} did {speaker} decline to comment on {topic}?",
    },
}
