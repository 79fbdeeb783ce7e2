"""A fact as it is drafted: values with the places in the article where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.bank.dates import FactDate
from quizgen.bank.standing import Polarity
from quizgen.drafting.dates import DateMention
from quizgen.drafting.numbers import NumberMention


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity in a slot; `named` is where it is named, `doubt` what an editor should look at."""

    entity: str
    named: tuple[int, int]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the article in a slot: a short noun phrase, or a quotation."""

    start: int
    end: int
    text: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says that a fact is so, or denies it."""

    by: Reference
    polarity: Polarity
    cue: str
    date: FactDate | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a slot of an event; `closed` as in the bank: no other answer could be right."""

    stem: str
    closed: bool = False


Slot = Reference | Phrase | NumberMention | DateMention


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A fact to be written: its kind, what fills it, and where all of that stands.

    `date` is None where the words name no day. `day_named`: whether its sentence
    names some day. `words` are the kind's own choices, such as a
    control's `change`; `text` is an event's sentence with `{slot}` in place of its values.
    """

    kind: str
    slots: Mapping[str, Slot]
    evidence: tuple[tuple[int, int], ...]
    date: FactDate | None = None
    words: Mapping[str, str | bool] = field(default_factory=dict)
    text: str = ""
    voices: tuple[Voice, ...] = ()
    doubt: str = ""
    ask: Mapping[str, Asked] = field(default_factory=dict)
    day_named: bool = False
