"""A session as a pure function: a state, an event and the time in; the next state and what is to be
kept out. No clock, no I/O.

On a terminal a key answers and the feedback waits for another (`pauses`); in line mode the next
question follows at once, so that each line is an answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from quizgen.items.quiz import LETTERS, Posed
from quizgen.play.answer import CHOSEN, LETTERED, Answer
from quizgen.play.commands import (
    KEYS,
    LEAD,
    Command,
    command_of_key,
    command_of_line,
    key_of,
    option_of_key,
)
from quizgen.play.effects import Amend, Commit, Effect, Flagged, Undo
from quizgen.play.state import State
from quizgen.terminal.events import End, Event, Key, Line, Tick
from quizgen.terminal.line import EMPTY, edit

if TYPE_CHECKING:
    from quizgen.items.grading.grade import Verdict

ONWARD = ("enter", " ", "")
LONGEST_TIME = 3_600_000  # milliseconds that an answer is counted at the most
Step = tuple[State, tuple[Effect, ...]]


def step(state: State, event: Event, now: float = 0.0) -> Step:
    """What an event makes of a state. What means nothing changes nothing."""
    if state.phase == "done":
        return state, ()
    if state.ends is not None and now >= state.ends:
        return _time_out(state, now)
    match event:
        case Tick():
            return state, ()
        case End():
            return _leave(state._replace(note="")), ()
        case Key():
            command: Command | Literal["idle"] | None = command_of_key(event.name, state)
        case Line():
            command = command_of_line(event.text, state)
    quiet = state._replace(note="", leading=False, leaving=False)
    if command == "idle":
        return (quiet._replace(note="That does nothing now.") if state.phase == "asking" else state), ()
    if command:
        if command == "quit" and not state.leaving and _open(state):
            return quiet._replace(leaving=True, note=_leaving(state)), ()
        return _obey(quiet, command, now)
    text = event.name if isinstance(event, Key) else event.text
    if state.phase == "told":
        return (_next(quiet, now), ()) if text in ONWARD else (state, ())
    if isinstance(event, Line):
        return _answer(quiet, text, now)
    return _press(state, quiet, text, now)


def _open(state: State) -> int:
    """How many questions of an exam would be left without an answer."""
    return state.total - len(state.answers) if state.mode == "exam" else 0


def _leaving(state: State) -> str:
    left = _open(state)
    return (f"{left} question{'s are' if left > 1 else ' is'} not answered yet: "
            f"{key_of('quit', state)} again ends the exam.")


# -- commands -------------------------------------------------------------------------------------

def _obey(state: State, command: Command, now: float) -> Step:
    match command:
        case "next":
            return _next(state, now), ()
        case "quit":
            return _leave(state), ()
        case "source":
            return state._replace(looks=state.looks + 1), ()
        case "hint":
            return _hint(state), ()
        case "skip":
            return _told(state, Answer(state.posed, "", hints=state.hints), now)
        case "flag":
            return _flag(state)
        case "undo":
            return _undo(state, now)
        case "overrule":
            return _amend(state, lambda a: a._replace(overruled=not a.overruled, easy=False))
        case "easy":
            amended, effects = _amend(state, lambda a: a._replace(easy=True))
            return (_next(amended, now) if state.phase == "told" else amended), effects


def _amend(state: State, change: Callable[[Answer], Answer]) -> Step:
    answer = change(state.answers[-1])
    if answer == state.last:
        return state, ()
    amended = state._replace(answers=(*state.answers[:-1], answer))
    if amended.position >= amended.total:  # it was to be asked again, and is not any more
        amended = amended._replace(position=len(amended.answers) - 1, phase="told")
    return amended, (Amend(len(state.answers) - 1, answer),)


def _undo(state: State, now: float) -> Step:
    at, last = len(state.answers) - 1, state.answers[-1]
    asked = _cleared(state._replace(position=at, answers=state.answers[:-1], phase="asking"), now)
    return asked._replace(hints=last.hints, struck=_struck(asked.posed, last.hints),
                   note="Your answer was taken back."), (Undo(at),)


def _flag(state: State) -> Step:
    item = state.posed.item
    on = item.id not in state.flagged
    flagged = state.flagged | {item.id} if on else state.flagged - {item.id}
    note = "Flagged as bad." if on else "No longer flagged."
    return state._replace(flagged=flagged, note=note), (Flagged(item.id, item.stem, on),)


def _hint(state: State) -> State:
    hints = state.hints + 1
    return state._replace(hints=hints, struck=_struck(state.posed, hints))


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
        if at is not None:
            return _answer(quiet, key, now)
        spent = key.lower() == KEYS["hint"] and state.hints
        note = "There are no more hints." if spent else _wanted(state.posed)
        return quiet._replace(note=note), ()
    if key == "backspace":
        return quiet._replace(chosen=state.chosen[:-1]), ()
    if key == "enter" and len(state.chosen) == state.wanted:
        return _answer(quiet, chosen_text(state), now)
    if at is None or len(state.chosen) == state.wanted:
        return state, ()
    if state.posed.item.kind == "ordering" and at in state.chosen:
        return quiet._replace(note="That one has its place already: Backspace takes it back."), ()
    return quiet._replace(chosen=(*state.chosen, at)), ()


def _type(state: State, quiet: State, key: str, now: float) -> Step:
    """A key of an answer that is typed; a stroke on an empty line leads a command."""
    if state.leading:
        if key == LEAD:
            return quiet._replace(line=edit(state.line, LEAD)), ()
        return quiet, ()
    if key == LEAD and not state.line.text:
        return quiet._replace(leading=True), ()
    if key == "enter":
        return _answer(quiet, state.line.text, now)
    line = edit(state.line, key)
    return (state, ()) if line == state.line else (quiet._replace(line=line), ())


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
            return state._replace(note="That one is out."), ()
    else:
        verdict = _grade(state, text)
    if verdict.verdict == "again":
        return state._replace(note=verdict.reason), ()
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
    """The state after an answer: its feedback waits, in lines only where no question follows."""
    told = state._replace(phase="told", answers=(*state.answers, answer))
    last = told.position + 1 == told.total
    waits = (state.pauses or last) and state.mode != "exam"
    return told if waits else _next(told, now), (Commit(state.position, answer),)


def _next(state: State, now: float) -> State:
    if state.position + 1 >= state.total:
        return state._replace(phase="done")
    return _cleared(state._replace(position=state.position + 1, phase="asking"), now)


def _cleared(state: State, now: float) -> State:
    """The state with a question newly put."""
    return state._replace(shown=now, hints=0, looks=0, struck=frozenset(), chosen=(), line=EMPTY,
                   leading=False)


def _time_out(state: State, now: float) -> Step:
    """The end of an exam whose time is over: what stands in the line counts as an answer."""
    after, effects = state, tuple[Effect, ...]()
    text = state.line.text if state.by_line else _lettered(state)
    if state.phase == "asking" and text.strip():
        after, effects = _answer(state, text, now)
    return _leave(after)._replace(timed_out=True, note="The time is over."), effects


def _lettered(state: State) -> str:
    """What was chosen of a matching or an ordering, where nothing is left to choose."""
    full = state.posed.item.kind in LETTERED and len(state.chosen) == state.wanted
    return chosen_text(state) if full else ""


def _leave(state: State) -> State:
    """The end, before the last question or after it; an exam counts what it did not come to."""
    ended = state._replace(phase="done")
    if state.mode != "exam":
        return ended
    at = len(state.answers)
    put = state.phase == "asking" and at == state.position
    rest = (Answer(posed, "", reached=put and n == 0)
            for n, posed in enumerate(state.quiz.questions[at:]))
    return ended._replace(answers=(*state.answers, *rest))
