"""Something that is asked step by step before it is written: a fact, another kind, a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from quizgen.bank.outline import Keys
from quizgen.editing.choices import Choice

Purpose = Literal["fact", "kind", "question"]
SKIP = "-"   # entered alone, it leaves out what is not needed
# What people write where they mean to come back.
_PLACEHOLDERS = frozenset((
    "todo", "tbd", "tba", "tbc", "fixme", "xxx", "n/a", "asdf", "placeholder",
    "the publisher", "the author’s name", "the author's name", "your name"))
_NOTHING = frozenset(".…?!-–—_~*# ")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked: the name of its answer, in words what it is, and what fits there.

    `now` stands under edit, and is kept by Enter. `many` takes several, parted by semicolons.
    """

    name: str
    words: str
    choices: tuple[Choice, ...] = ()
    now: str = ""
    needed: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What was answered so far, under the names of its steps; `done` in the order of asking.

    `holder` are the keys of the fact or development that it is for, `spans` the characters of the
    article that a new fact may be made from.
    """

    purpose: Purpose
    holder: Keys
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    done: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def __getitem__(self, name: str) -> str:
        """The answer of that name; nothing where there is none."""
        return self.answers.get(name, "") if name in self.done else ""


def answered(form: Form, name: str, value: str) -> Form:
    """The form with one more answer."""
    done = (*(one for one in form.done if one != name), name)
    return replace(form, answers={**form.answers, name: value}, done=done)


def back(form: Form) -> Form:
    """The form without its last answer, which is kept to be changed."""
    return replace(form, done=form.done[:-1])


def back_to(form: Form, steps: Sequence[Step], words: str) -> Form:
    """The form from the step that is named in a message on; from its last one where none is."""
    named = [step.name for step in steps if step.name in form.done and f"`{step.name}`" in words]
    named += [step.name for step in steps if step.name in form.done and step.name in words.split()]
    name = named[0] if named else form.done[-1]
    return replace(form, done=form.done[: form.done.index(name)])


def step_of(form: Form, steps: Sequence[Step]) -> Step | None:
    """The step that is to be answered now, with what was answered before; None after the last."""
    step = next((step for step in steps if step.name not in form.done), None)
    before = form.answers.get(step.name, "") if step else ""
    return replace(step, now=before) if step and before else step


def is_placeholder(value: str) -> bool:
    """Whether a value stands for one that is still to be found."""
    return value.casefold() in _PLACEHOLDERS or not set(value) - _NOTHING


def parted(value: str) -> tuple[str, ...]:
    """Several values that are parted by semicolons."""
    return tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))
