"""An appointment or a departure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from quizgen.bank.fact import Body, Fact, Question, Who
from quizgen.bank.text import Text


class Appointment(Fact):
    """Somebody took up or left an office."""

    kind: Literal["appointment"]
    person: Who
    office: Text = Field(description="The office with its article: “the mayor of …”.")
    change: Literal["appointed", "elected", "dismissed", "resigned"] = "appointed"
    body: Body | None = Field(None, description="Who appointed or dismissed them.")
    predecessor: Who | None = None

    passes: ClassVar = True
    asks: ClassVar = (
        Question("person", ""),
        Question("office", "", closed=False),
        Question("body", "", closed=False),
        Question("predecessor", ""),
        Question("date", "", routine=False),
    )

    def templates(self) -> tuple[str, ...]:
        """The sentence by change."""
        return (_SENTENCES[self.change],)

    def asked(self) -> tuple[Question, ...]:
        """The questions, with stems by change, where the author gave none."""
        stems = _STEMS["resigned" if self.change == "resigned" else "passive"]
        return tuple(
            replace(q, stems=(any(q.stems) and q.stems) or self.worded(stems[q.id]))
            for q in super().asked() if any(q.stems) or q.id in stems
        )

    def words(self) -> Mapping[str, str]:
        """The participle, with what belongs to it."""
        dismissed = self.change == "dismissed"
        return {"done": "dismissed as" if dismissed else self.change, "past": self.change,
                "to": "from" if dismissed else "to"}


_SENTENCES = {
    "appointed": "{person} was appointed {office}[ by {body}][ {date:on}]"
                 "[, succeeding {predecessor}]",
    "elected": "{person} was elected {office}[ by {body}][ {date:on}][, succeeding {predecessor}]",
    "dismissed": "{person} was dismissed as {office}[ by {body}][ {date:on}]",
    "resigned": "{person} resigned as {office}[ {date:on}]",
}
_STEMS = {
    "passive": {
        "person": "{?person} was <done> {office}[ by {body}][ {date:on}]?",
        "office": "<to> which office was {person} <past>[ {date:on}]?",
        "body": "by {?body:whom} was {person} <done> {office}[ {date:on}]?",
        "predecessor": "{?predecessor:whom} did {person} succeed as {office}[ {date:on}]?",
        "date": "{?date} was {person} <done> {office}?",
    },
    "resigned": {
        "person": "{?person} resigned as {office}[ {date:on}]?",
        "office": "from which office did {person} resign[ {date:on}]?",
        "date": "{?date} did {person} resign as {office}?",
    },
}
