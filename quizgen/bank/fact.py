"""What every fact has, whatever its kind, and how a kind says what it can be asked."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import Entity, Family
from quizgen.bank.evidence import Evidence
from quizgen.bank.picture import Picture
from quizgen.bank.standing import Assertion
from quizgen.bank.text import Frozen, Id, Text
from quizgen.bank.wording import EntityValue, Quantity, Value, needed_slots

Flag = Annotated[bool, Field(strict=True)]
SlotName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
# Of its own, beside who said so and how it stands: a question's place among them is its place in
# an Anki note, which cannot grow once learners have it (quizgen/formats/anki_note_type.py).
MOST_QUESTIONS = 8
Status = Literal["current", "superseded", "corrected", "retracted"]


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a slot that holds an entity's id, and which entities fit.

    `doer` marks the slot of whoever is said to have attacked: no person is offered there as a
    wrong option.
    """

    families: tuple[Family, ...]
    types: tuple[str, ...] = ()
    doer: bool = False

    def fits(self, entity: Entity) -> bool:
        """Whether the entity may stand in the slot."""
        return entity.family in self.families or entity.type in self.types


Who = Annotated[str, Refers(("person",))]
Party = Annotated[str, Refers(("person", "organisation"), ("Country",))]
Doer = Annotated[str, Refers(("person", "organisation"), ("Country",), doer=True)]
Body = Annotated[str, Refers(("organisation",), ("Country",))]
Where = Annotated[str, Refers(("place",))]
What = Annotated[str, Refers(("thing", "place", "organisation"))]
Anything = Annotated[str, Refers(("person", "organisation", "place", "thing"))]


@dataclass(frozen=True, slots=True)
class Question:
    """The question that a slot answers.

    `closed`: the slot can hold one value only, so that another value is false. An open one is
    asked “according to” whoever says so. `routine`: asked unless the fact says otherwise; the
    others are asked where the fact lists them under `questions`.
    """

    slot: str
    stems: str | tuple[str, ...]
    name: str = ""
    closed: bool = True
    routine: bool = True

    @property
    def id(self) -> str:
        """The question's name: the slot's, where none is given."""
        return self.name or self.slot


class Foil(Frozen):
    """A wrong answer that an author wrote, with the reason why it is wrong."""

    text: Text
    why: Text | None = None


class Fact(Frozen):
    """The base of every kind of fact."""

    sentence: ClassVar[str | tuple[str, ...]]
    asks: ClassVar[tuple[Question, ...]]
    speaks: ClassVar[bool] = False  # the sentence names its own speaker
    passes: ClassVar[bool] = False  # an act of a day: told with its date, it needs no other

    id: Id
    date: FactDate = Field(description="When it happened, as precisely as the source says.")
    source: Id | None = Field(None, description="The source's id; the digest's first if empty.")
    assertions: tuple[Assertion, ...] = Field(
        (), description="Who says so; empty where the source says it in its own voice."
    )
    evidence: tuple[Evidence, ...] = ()
    perishable: Flag = Field(
        False, description="True for what time overtakes: a toll, an office, control of a place."
    )
    valid_until: FactDate | None = Field(None, description="Not asked after this day.")
    status: Status = "current"
    superseded_by: Id | None = None
    why: Text | None = Field(None, description="Why it was superseded, corrected or retracted.")
    accuses: Flag = Field(
        False, description="True where the fact speaks of a crime: nobody else is offered as doer."
    )
    explanation: Text | None = Field(None, description="What a learner should also know.")
    tags: tuple[Id, ...] = ()
    picture: Picture | None = Field(None, description="Shown beside the answer.")
    questions: Mapping[SlotName, bool | Text] = Field(
        default_factory=dict,
        description="By question: false (do not ask), true (ask), or a better stem.",
    )
    foils: Mapping[SlotName, tuple[Text | Foil, ...]] = Field(
        default_factory=dict, description="By slot: wrong answers, as text or entity ids; [] for no "
        "number or date that nobody gave."
    )
    accept: Mapping[SlotName, tuple[Text, ...]] = Field(
        default_factory=dict, description="By slot: other right answers."
    )

    if typing.TYPE_CHECKING:

        @property
        def kind(self) -> str:
            """The kind's name, a Literal in every subclass."""

    @classmethod
    def slots(cls) -> Mapping[str, Refers | None]:
        """The kind's own slots in order; `Refers` for those that hold an entity."""
        return _slots_of(cls)

    def slot_names(self) -> set[str]:
        """Every slot that the fact can have, the date included."""
        return {*self.slots(), "date"}

    def filled(self) -> set[str]:
        """The slots that have a value, the date included."""
        return {"date", *(name for name in self.slots() if getattr(self, name) is not None)}

    def refers(self, slot: str) -> Refers | None:
        """What a slot may refer to; None for text, numbers and dates."""
        return self.slots().get(slot)

    def references(self) -> dict[str, str]:
        """Each filled entity slot with its entity id, as written."""
        return {name: value for name in _reference_slots(type(self))
                if (value := getattr(self, name))}

    def values(self, entities: Mapping[str, Entity]) -> dict[str, Value]:
        """Every filled slot with its value, the date included."""
        values: dict[str, Value] = {"date": self.date}
        for name, refers in self.slots().items():
            value: Any = getattr(self, name)
            if value is None:
                continue
            values[name] = EntityValue(entities[value]) if refers else value
        return values

    def words(self) -> Mapping[str, str]:
        """Words of the kind that stand in its templates as `<name>`: a verb in its forms."""
        return {}

    def worded(self, templates: str | tuple[str, ...]) -> tuple[str, ...]:
        """Templates with the kind's own words put in."""
        chosen = (templates,) if isinstance(templates, str) else templates
        for name, word in self.words().items():
            chosen = tuple(template.replace(f"<{name}>", word) for template in chosen)
        return chosen

    def templates(self) -> tuple[str, ...]:
        """The kind's sentence, or sentences to choose from."""
        return self.worded(self.sentence)

    def is_complete(self) -> bool:
        """Whether enough is filled in for one of the sentences."""
        values = vars(self)  # plain loops: every fact of a bank is asked
        for template in self.templates():
            for name in needed_slots(template):
                if values[name] is None:
                    break
            else:
                return True
        return False

    def clause(self) -> tuple[str, ...]:
        """The matter itself, without whoever speaks: the sentence, unless the kind is speech."""
        return self.templates()

    def asked(self) -> tuple[Question, ...]:
        """The questions to ask of this fact, with the author's choices and stems."""
        chosen = []
        for question in self.asks:
            wish = self.questions.get(question.id, question.routine)
            if wish:
                stems = wish if isinstance(wish, str) else self.worded(question.stems)
                chosen.append(replace(question, stems=stems))
        return tuple(chosen)

    def question_names(self) -> set[str]:
        """Every question that could be asked, and the two that any fact has."""
        return with_forms(question.id for question in self.asks)

    def foils_of(self, slot: str) -> tuple[Text | Foil, ...]:
        """The author's wrong answers for a slot; its name may be written with hyphens."""
        return self.foils.get(slot) or self.foils.get(slot.replace("_", "-"), ())

    def lists_foils(self, slot: str) -> bool:
        """Whether the author gave a list of wrong answers for a slot, be it empty."""
        return slot in self.foils or slot.replace("_", "-") in self.foils

    def accepted(self, slot: str) -> tuple[Text, ...]:
        """The author's other right answers for a slot."""
        return self.accept.get(slot) or self.accept.get(slot.replace("_", "-"), ())

    def names_speaker(self) -> bool:
        """Whether the sentence itself says whose words they are."""
        return self.speaks

    def dates_itself(self, text: str) -> bool:
        """Whether a text on a passing act has its date, so that time cannot make it false."""
        return self.passes and self.date.words() in text

    def said(self) -> tuple[Assertion, ...]:
        """Everything that was said on the matter."""
        return self.assertions


def with_forms(names: Iterable[str]) -> set[str]:
    """All that `questions` may name: each question and its forms, and what any fact is asked."""
    return {"speaker", "denier", "standing", "true-false"} | {
        f"{name}{form}" for name in (*names, "speaker", "denier") for form in ("", "-typed", "-cloze")
    }


@lru_cache(maxsize=256)
def _slots_of(kind: type[Fact]) -> dict[str, Refers | None]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return {
        name: _find_refers(hints[name])
        for name in kind.model_fields
        if name not in Fact.model_fields and name != "kind"
        and _is_slot(hints[name])
    }


@lru_cache(maxsize=256)
def _reference_slots(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(name for name, refers in _slots_of(kind).items() if refers)


def _is_slot(hint: Any) -> bool:
    """Text, references, quantities and dates are slots; enumerations are words of the kind."""
    flat = _flatten(hint)
    return not any(typing.get_origin(part) is Literal for part in flat) and any(
        part in (str, Quantity, FactDate) for part in flat
    )


def _find_refers(hint: Any) -> Refers | None:
    return next((part for part in _flatten(hint) if isinstance(part, Refers)), None)


def _flatten(hint: Any) -> list[Any]:
    if typing.get_origin(hint) is Literal or not typing.get_args(hint):
        return [hint]
    return [part for argument in typing.get_args(hint) for part in _flatten(argument)]
