"""The general kind: a sentence with its slots marked in place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact, Question, Refers, SlotName, with_forms
from quizgen.bank.standing import Assertion
from quizgen.bank.text import FieldFault, Frozen, Id, Text
from quizgen.bank.wording import EntityValue, Group, Phrase, Quantity, Value, parse_template

_MARKED = re.compile(r"\{([a-z_]+)(:[a-z]+)?=([^{}]+)\}")
_ENTITY = re.compile(r"@([a-z0-9][a-z0-9-]*)$")
_USED = re.compile(r"\{\??([a-z_]+)")
_RESERVED = {"date"}


class Ask(Frozen):
    """A question that an author wrote for a marked slot."""

    stem: Text = Field(description="The question; other slots may stand in it as {slot}.")
    slot: SlotName | None = Field(None, description="The slot it asks; the question's name if empty.")
    closed: bool = Field(True, description="False where other answers could be right as well.")


class Event(Fact):
    """Anything that no other kind fits: “{who=@council} closed {what=the old bridge}”.

    A marked slot is `{name=text}` or, for an entity of the deck, `{name=@id}`; a number with its
    unit is given under `numbers`, a date under `dates`, and stands in the sentence as `{name}`;
    so can a phrase under `phrases`, which is also where an answer goes that is not in the sentence.
    """

    kind: Literal["event"]
    text: Text = Field(description="The sentence, lower-case at the start, slots marked in place.")
    ask: Mapping[Id, Ask] = Field(default_factory=dict)
    spoken_by: SlotName | None = Field(
        None, description="The slot of whoever says so, where the sentence reports their words."
    )
    numbers: Mapping[SlotName, Quantity] = Field(default_factory=dict)
    dates: Mapping[SlotName, FactDate] = Field(default_factory=dict)
    phrases: Mapping[SlotName, Text] = Field(
        default_factory=dict, description="By slot: words that stand as they are, and need not be "
        "in the sentence. “True” or “False” is asked as a statement to judge."
    )

    sentence: ClassVar = ""
    asks: ClassVar = ()

    @model_validator(mode="after")
    def _slots_exist(self) -> Self:
        known = self.slot_names()
        for group in _parsed(_bare(self.text), "text"):
            for name in group.needs if not known.issuperset(group.needs) else ():
                if name not in known:
                    raise FieldFault(f"{{{name}}} is no slot: mark it as {{{name}=…}}", "text")
        for name, value in _marked(self.text).items():
            if value.startswith("@") and not _ENTITY.match(value):
                raise FieldFault(f"{{{name}={value}}}: after @ stands an entity's id and nothing "
                                 f"else; a filter goes before the sign: {{{name}:kind=@…}}", "text")
        if self.spoken_by and self.spoken_by not in self.references():
            raise FieldFault(f"names {self.spoken_by}, which is no slot with an entity", "spoken_by")
        for name, ask in self.ask.items():
            if (ask.slot or name.replace("-", "_")) not in known:
                raise FieldFault(f"the question {name} asks no slot of the sentence; "
                                 f"there are {', '.join(sorted(known))}", "ask", name)
            for used in _USED.findall(ask.stem):
                if used not in known:
                    raise FieldFault(f"{{{used}}} in the question {name} is no slot; there are "
                                     f"{', '.join(sorted(known))}", "ask", name, "stem")
            _parsed(ask.stem, "ask", name, "stem")
        return self

    def marked(self) -> dict[str, str]:
        """Each slot marked in the sentence with what stands there, as written."""
        return {**_marked(self.text)}

    def templates(self) -> tuple[str, ...]:
        """The sentence with bare slots."""
        return (_bare(self.text),)

    def is_complete(self) -> bool:
        """Always: a sentence without one of its slots has been refused."""
        return True

    def slot_names(self) -> set[str]:
        """The slots of the sentence, the date included."""
        return {*_marked(self.text), *self.phrases, *self.numbers, *self.dates, "date"}

    def filled(self) -> set[str]:
        """The same: what is marked has a value."""
        return self.slot_names()

    def refers(self, slot: str) -> Refers | None:
        """An entity slot may hold anything."""
        return _ANYTHING if slot in _references(self.text) else None

    def references(self) -> dict[str, str]:
        """The slots marked with @id."""
        return {**_references(self.text)}

    def values(self, entities: Mapping[str, Entity]) -> dict[str, Value]:
        """Every slot with its value, the date included."""
        values: dict[str, Value] = {"date": self.date}
        for name, text in _marked(self.text).items():
            match = _ENTITY.match(text)
            values[name] = EntityValue(entities[match.group(1)]) if match else text
        phrases = {name: Phrase(text) for name, text in self.phrases.items()}
        return {**values, **phrases, **self.numbers, **self.dates}

    def asked(self) -> tuple[Question, ...]:
        """The author's questions."""
        return tuple(
            Question(ask.slot or name.replace("-", "_"), ask.stem, name, ask.closed)
            for name, ask in self.ask.items() if self.questions.get(name, True)
        )

    def names_speaker(self) -> bool:
        """Where the sentence reports somebody's words."""
        return self.spoken_by is not None

    def clause(self) -> tuple[str, ...]:
        """The sentence; none where it reports words, whose standing it tells itself."""
        return () if self.spoken_by else self.templates()

    def said(self) -> tuple[Assertion, ...]:
        """The speaker's own assertion first, where the sentence reports their words.

        A denial, or that they declined to comment, stands among the assertions with its polarity.
        """
        if not self.spoken_by:
            return self.assertions
        speaker = self.references()[self.spoken_by]
        if any(said.by == speaker for said in self.assertions):
            return self.assertions
        return (Assertion.model_construct(by=speaker, date=self.date), *self.assertions)

    def question_names(self) -> set[str]:
        """The author's questions, and the two that any fact has."""
        return with_forms(self.ask)


def _parsed(template: str, *field: str) -> tuple[Group, ...]:
    """A template's groups; FieldFault for one that is none."""
    try:
        return parse_template(template)
    except ValueError as error:
        hint = "; a slot is {name=words}, in small letters, without blanks round the =" * (
            field == ("text",) and "brace" in str(error))
        raise FieldFault(f"{error}{hint}", *field) from None


_ANYTHING = Refers(("person", "organisation", "place", "thing"))


@lru_cache(maxsize=1024)  # the same sentence is looked at many times in a row
def _marked(text: str) -> dict[str, str]:
    return {name: value.strip() for name, _, value in _MARKED.findall(text)
            if name not in _RESERVED}


@lru_cache(maxsize=1024)
def _references(text: str) -> dict[str, str]:
    return {name: match.group(1) for name, value in _marked(text).items()
            if (match := _ENTITY.match(value))}


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    parts = _MARKED.split(text)  # between two slots their name, filter and value
    parts[3::4] = ["}"] * (len(parts) // 4)
    parts[1::4] = [f"{{{name}" for name in parts[1::4]]
    return "".join([part or "" for part in parts])
