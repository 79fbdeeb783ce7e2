"""A session as a pure function: a state and an event in, the next state out. No clock, no I/O.

The quiz is asked question by question. On a terminal the answer's feedback waits for a key
(`pauses`); in line mode the next question follows at once, so that each line is an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from quizgen.items.grading.grade import NameIndex, Verdict, grade
from quizgen.items.grading.grade_letters import (
    find_choice,
    grade_choice,
    grade_matching,
    grade_ordering,
)
from quizgen.items.grading.normalise import unify
from quizgen.items.quiz import Posed, Quiz

Phase = Literal["asking", "told", "done"]
SKIP, SOURCE, QUIT, OVERRULE = "s", "?", "q", "o"
ONWARD = ("\r", "\n", " ", "")
CHOSEN = ("multiple-choice", "true-false")


@dataclass(frozen=True, slots=True)
class Key:
    """One key was pressed."""

    char: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line was entered."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """The input is over: the end of a pipe, or Ctrl-D."""


Event = Key | Line | End


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered and how it was graded; without a verdict it was skipped.

    `choice` is the option's position where one was chosen; `hinted`: the source was looked at
    first; `overruled`: the learner counts it as right against the verdict.
    """

    posed: Posed
    given: str
    verdict: Verdict | None = None
    choice: int | None = None
    hinted: bool = False
    overruled: bool = False

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.overruled or (self.verdict is not None and self.verdict.counts)

    @property
    def can_be_overruled(self) -> bool:
        """Whether the learner may count it as right: a typed answer that was found wrong."""
        return (self.verdict is not None and not self.right
                and self.posed.item.kind not in (*CHOSEN, "matching", "ordering"))


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands. `note` says why the question is asked again;
    `hints` how often its source was looked at.
    """

    quiz: Quiz
    names: NameIndex = field(default_factory=NameIndex, compare=False, repr=False)
    titles: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    pauses: bool = True
    position: int = 0
    phase: Phase = "asking"
    answers: tuple[Answer, ...] = ()
    note: str = ""
    hints: int = 0

    @property
    def posed(self) -> Posed:
        """The question that is asked, or was answered last."""
        return self.quiz.questions[self.position]

    @property
    def last(self) -> Answer | None:
        """The answer before."""
        return self.answers[-1] if self.answers else None

    @property
    def by_key(self) -> bool:
        """Whether a single key answers now."""
        return self.phase == "told" or self.posed.item.kind in CHOSEN


def start(
    quiz: Quiz, names: NameIndex, titles: Mapping[str, str] | None = None, pauses: bool = True
) -> State:
    """The state before the first question; of an empty quiz, the end."""
    return State(quiz, names, titles or {}, pauses, phase="asking" if quiz.questions else "done")


def step(state: State, event: Event) -> State:
    """What an event makes of a state. What means nothing changes nothing."""
    if state.phase == "done":
        return state
    if isinstance(event, End):
        return _ended(state)
    text = event.char if isinstance(event, Key) else event.text
    command = unify(text)
    if command == OVERRULE and _may_overrule(state) and state.last:
        return replace(state, answers=(*state.answers[:-1], replace(state.last, overruled=True)))
    if state.phase == "told":
        return _onward(state, text, command)
    if command in (SKIP, QUIT, SOURCE) and _free(state, command):
        return _commanded(state, command)
    if isinstance(event, Key) and not text.isprintable():
        return state
    return _answered(state, text)


def _free(state: State, command: str) -> bool:
    """Whether a letter is a command: always, but where it is itself a right typed answer."""
    item = state.posed.item
    return state.phase == "told" or command not in map(unify, (item.key, *item.accept))


def _may_overrule(state: State) -> bool:
    """Whether the answer before can be overruled now: while it is shown, or in line mode later."""
    shown = state.phase == "told" or not state.pauses
    return bool(state.last and state.last.can_be_overruled) and shown and _free(state, OVERRULE)


def _commanded(state: State, command: str) -> State:
    if command == QUIT:
        return _ended(state)
    if command == SOURCE:
        return replace(state, hints=state.hints + 1, note="")
    return _told(state, Answer(state.posed, "", hinted=state.hints > 0))


def _ended(state: State) -> State:
    return replace(state, phase="done")


def _onward(state: State, text: str, command: str) -> State:
    if command == QUIT:
        return _ended(state)
    return _next(state) if text in ONWARD else state


def _answered(state: State, text: str) -> State:
    posed, choice = state.posed, None
    if posed.item.kind in CHOSEN:
        verdict, choice = grade_choice(posed, text), find_choice(posed, text)
    elif posed.item.kind == "matching":
        verdict = grade_matching(posed, text)
    elif posed.item.kind == "ordering":
        verdict = grade_ordering(posed, text)
    else:
        verdict = grade(posed.item, text, state.names)
    if verdict.verdict == "again":
        return replace(state, note=verdict.reason)
    return _told(state, Answer(posed, text, verdict, choice, state.hints > 0))


def _told(state: State, answer: Answer) -> State:
    told = replace(state, phase="told", answers=(*state.answers, answer), note="", hints=0)
    return told if state.pauses else _next(told)


def _next(state: State) -> State:
    if state.position + 1 >= len(state.quiz.questions):
        return _ended(state)
    return replace(state, position=state.position + 1, phase="asking")
