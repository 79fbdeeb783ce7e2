"""A session as a pure function: a state, an event and the time in; the next state and what is to be
kept out. No clock, no I/O.

On a terminal a key answers and the feedback waits for another (`pauses`); in line mode the next
question follows at once, so that each line is an answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from quizgen.items.quiz import LETTERS, Posed, Quiz
from quizgen.play.answer import CHOSEN, LETTERED, Answer
from quizgen.play.commands import (
    LEAD,
    Command,
    command_of_key,
    command_of_line,
    option_of_key,
)
from quizgen.play.edit import EMPTY, Edit, edit
from quizgen.play.events import (
    Amend,
    Commit,
    Effect,
    End,
    Event,
    Flagged,
    Key,
    Line,
    Tick,
    Undo,
)
from quizgen.play.records import Mode

if TYPE_CHECKING:  # the first question need not wait for what grades its answer
    from quizgen.items.grading.grade import NameIndex, Verdict

Phase = Literal["asking", "told", "done"]
ONWARD = ("enter", " ", "")
LONGEST_TIME = 3_600_000  # milliseconds that an answer is counted at the most


def _no_names() -> NameIndex:
    from quizgen.items.grading.grade import NameIndex

    return NameIndex()


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands.

    `ends` is when its time is over, `shown` when the question was put (seconds of one clock).
    `hints`, `looks`, `struck`, `chosen`, `line` and `leading` (a command's stroke was typed) belong
    to the question that is asked; `note` says what the last event came to.
    """

    quiz: Quiz
    mode: Mode = "quiz"
    names: Callable[[], NameIndex] = field(default=_no_names, compare=False, repr=False)
    pauses: bool = True
    ends: float | None = None
    new: frozenset[str] = frozenset()
    shown: float = 0.0
    position: int = 0
    phase: Phase = "asking"
    answers: tuple[Answer, ...] = ()
    flagged: frozenset[str] = frozenset()
    note: str = ""
    hints: int = 0
    looks: int = 0
    struck: frozenset[int] = frozenset()
    chosen: tuple[int, ...] = ()
    line: Edit = EMPTY
    leading: bool = False
    timed_out: bool = False

    @property
    def posed(self) -> Posed:
        """The question that is asked, or was answered last."""
        return self.quiz.questions[self.position]

    @property
    def last(self) -> Answer | None:
        """The answer before."""
        return self.answers[-1] if self.answers else None

    @property
    def by_line(self) -> bool:
        """Whether the answer is typed letter by letter."""
        return self.phase == "asking" and self.posed.item.kind not in (*CHOSEN, *LETTERED)

    @property
    def wanted(self) -> int:
        """How many options are to be chosen."""
        ordering = self.posed.item.kind == "ordering"
        return len(self.posed.options if ordering else self.posed.premises) or 1


Step = tuple[State, tuple[Effect, ...]]


def start(state: State, now: float = 0.0) -> State:
    """The state when the first question is put; of an empty quiz, the end."""
    return replace(state, shown=now, phase="asking" if state.quiz.questions else "done")


def step(state: State, event: Event, now: float = 0.0) -> Step:
    """What an event makes of a state. What means nothing changes nothing."""
    if state.phase == "done":
        return state, ()
    if state.ends is not None and now >= state.ends:
        return _time_out(state), ()
    match event:
        case Tick():
            return state, ()
        case End():
            return replace(state, phase="done", note=""), ()
        case Key():
            command: Command | Literal["idle"] | None = command_of_key(event.name, state)
        case Line():
            command = command_of_line(event.text, state)
    quiet = replace(state, note="", leading=False)
    if command == "idle":
        return (replace(quiet, note="That does nothing now.") if state.phase == "asking" else state), ()
    if command:
        return _obey(quiet, command, now)
    text = event.name if isinstance(event, Key) else event.text
    if state.phase == "told":
        return (_next(quiet, now), ()) if text in ONWARD else (state, ())
    if isinstance(event, Line):
        return _answer(quiet, text, now)
    return _press(state, quiet, text, now)


# -- commands -------------------------------------------------------------------------------------

def _obey(state: State, command: Command, now: float) -> Step:
    match command:
        case "next":
            return _next(state, now), ()
        case "quit":
            return replace(state, phase="done"), ()
        case "source":
            return replace(state, looks=state.looks + 1), ()
        case "hint":
            return _hint(state), ()
        case "skip":
            return _told(state, Answer(state.posed, "", hints=state.hints), now)
        case "flag":
            return _flag(state)
        case "undo":
            return _undo(state, now)
        case "overrule":
            return _amend(state, lambda a: replace(a, overruled=not a.overruled, easy=False))
        case "easy":
            amended, effects = _amend(state, lambda a: replace(a, easy=True))
            return (_next(amended, now) if state.phase == "told" else amended), effects


def _amend(state: State, change: Callable[[Answer], Answer]) -> Step:
    answer = change(state.answers[-1])
    if answer == state.last:
        return state, ()
    amended = replace(state, answers=(*state.answers[:-1], answer))
    return amended, (Amend(len(state.answers) - 1, answer),)


def _undo(state: State, now: float) -> Step:
    at, last = len(state.answers) - 1, state.answers[-1]
    asked = _cleared(replace(state, position=at, answers=state.answers[:-1], phase="asking"), now)
    return replace(asked, hints=last.hints, struck=_struck(asked.posed, last.hints),
                   note="Your answer was taken back."), (Undo(at),)


def _flag(state: State) -> Step:
    item = state.posed.item
    on = item.id not in state.flagged
    flagged = state.flagged | {item.id} if on else state.flagged - {item.id}
    note = "Flagged as bad." if on else "No longer flagged."
    return replace(state, flagged=flagged, note=note), (Flagged(item.id, item.stem, on),)


def _hint(state: State) -> State:
    hints = state.hints + 1
    return replace(state, hints=hints, struck=_struck(state.posed, hints))


def _struck(posed: Posed, hints: int) -> frozenset[int]:
    """The wrong options that a hint takes away: half of all, always the same."""
    if posed.item.kind != "multiple-choice" or not hints:
        return frozenset()
    wrong = [n for n in range(len(posed.options)) if n != posed.key_index]
    return frozenset(random.Random(posed.item.id).sample(wrong, len(posed.options) // 2))


# -- answers --------------------------------------------------------------------------------------

def _press(state: State, quiet: State, key: str, now: float) -> Step:
    """A key that is no command."""
    if state.by_line:
        return _type(state, quiet, key, now)
    at = option_of_key(key, state.posed) if len(key) == 1 else None
    if state.posed.item.kind in CHOSEN:
        if len(key) > 1 or not key.isprintable() or key == " ":
            return state, ()
        return _answer(quiet, key, now) if at is not None else (
            replace(quiet, note=_wanted(state.posed)), ())
    if key == "backspace":
        return replace(quiet, chosen=state.chosen[:-1]), ()
    if key == "enter" and len(state.chosen) == state.wanted:
        return _answer(quiet, chosen_text(state), now)
    if at is None or len(state.chosen) == state.wanted:
        return state, ()
    if state.posed.item.kind == "ordering" and at in state.chosen:
        return replace(quiet, note="That one has its place already: Backspace takes it back."), ()
    return replace(quiet, chosen=(*state.chosen, at)), ()


def _type(state: State, quiet: State, key: str, now: float) -> Step:
    """A key of an answer that is typed; a stroke on an empty line leads a command."""
    if state.leading:
        if key == LEAD:
            return replace(quiet, line=edit(state.line, LEAD)), ()
        return quiet, ()
    if key == LEAD and not state.line.text:
        return replace(quiet, leading=True), ()
    if key == "enter":
        return _answer(quiet, state.line.text, now)
    line = edit(state.line, key)
    return (state, ()) if line == state.line else (replace(quiet, line=line), ())


def chosen_text(state: State) -> str:
    """What was chosen so far, as it is graded: letters, or numbers for an ordering."""
    if state.posed.item.kind == "ordering":
        return " ".join(str(at + 1) for at in state.chosen)
    return " ".join(LETTERS[at].lower() for at in state.chosen)


def _answer(state: State, text: str, now: float) -> Step:
    from quizgen.items.grading.grade_letters import find_choice, grade_choice

    posed, choice = state.posed, None
    if posed.item.kind in CHOSEN:
        verdict, choice = grade_choice(posed, text), find_choice(posed, text)
        if choice in state.struck:
            return replace(state, note="That one is out."), ()
    else:
        verdict = _grade(state, text)
    if verdict.verdict == "again":
        return replace(state, note=verdict.reason), ()
    spent = max(0, min(round((now - state.shown) * 1000), LONGEST_TIME))
    return _told(state, Answer(posed, text, verdict, choice, state.hints, milliseconds=spent), now)


def _grade(state: State, text: str) -> Verdict:
    from quizgen.items.grading.grade import grade
    from quizgen.items.grading.grade_letters import grade_matching, grade_ordering

    match state.posed.item.kind:
        case "matching":
            return grade_matching(state.posed, text)
        case "ordering":
            return grade_ordering(state.posed, text)
    return grade(state.posed.item, text, state.names())


def _wanted(posed: Posed) -> str:
    from quizgen.items.grading.grade_letters import grade_choice

    return grade_choice(posed, "").reason


# -- onward ---------------------------------------------------------------------------------------

def _told(state: State, answer: Answer, now: float) -> Step:
    told = replace(state, phase="told", answers=(*state.answers, answer))
    waits = state.pauses and state.mode != "exam"
    return told if waits else _next(told, now), (Commit(state.position, answer),)


def _next(state: State, now: float) -> State:
    if state.position + 1 >= len(state.quiz.questions):
        return replace(state, phase="done")
    return _cleared(replace(state, position=state.position + 1, phase="asking"), now)


def _cleared(state: State, now: float) -> State:
    """The state with a question newly put."""
    return replace(state, shown=now, hints=0, looks=0, struck=frozenset(), chosen=(), line=EMPTY,
                   leading=False)


def _time_out(state: State) -> State:
    """The end of an exam whose time is over: what was not answered counts as skipped."""
    open_ = state.quiz.questions[len(state.answers):]
    return replace(state, phase="done", timed_out=True, note="The time is over.",
                   answers=(*state.answers, *(Answer(posed, "") for posed in open_)))
