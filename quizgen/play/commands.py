"""The commands of a session: which make sense now, and by which key. The foot shows just these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from quizgen.items.grading.normalise import unify
from quizgen.items.item import TRUE
from quizgen.items.quiz import LETTERS, Posed
from quizgen.play.answer import CHOSEN, LETTERED

if TYPE_CHECKING:
    from quizgen.play.state import State

Command = Literal["next", "hint", "skip", "source", "easy", "overrule", "undo", "flag", "quit"]
KEYS: dict[Command, str] = {
    "next": "Enter", "overrule": "x", "easy": "e", "hint": "h", "skip": "s", "source": "?",
    "flag": "f", "undo": "u", "quit": "q",
}
LEAD = "/"  # what a command begins with where letters are typed


def commands_now(state: State) -> tuple[Command, ...]:
    """The commands that make sense now, in the order in which they are shown."""
    exam, told, last = state.mode == "exam", state.phase == "told", state.last
    amendable = bool(last and last.verdict) and (told or not state.pauses)
    may: dict[Command, bool] = {
        "next": told,
        "hint": not told and not exam and state.hints < most_hints(state.posed),
        "skip": not told,
        "source": not told and not exam,
        "overrule": amendable and not exam,
        "easy": amendable and state.mode == "study" and bool(last and last.right and not last.hints),
        "flag": True,
        "undo": bool(last),
        "quit": True,
    }
    return tuple(command for command, now in may.items() if now)


def key_of(command: Command, state: State) -> str:
    """The key of a command now: its letter; a capital where the letter names an option."""
    key = KEYS[command]
    if state.phase == "asking" and key in option_keys(state.posed):
        return key.upper() if state.pauses else LEAD + key
    return key


def command_of_key(key: str, state: State) -> Command | None:
    """The command that a single key means now, if any."""
    if state.phase == "asking":
        if state.by_line and not state.leading:
            empty = key == KEYS["source"] and not state.line.text
            return "source" if empty and "source" in commands_now(state) else None
        if key in option_keys(state.posed) and not state.leading:
            return None
    return _named(key.lower(), state)


def command_of_line(text: str, state: State) -> Command | Literal["idle"] | None:
    """The command that a line means now: a letter that is no answer, or any after a stroke.

    `idle` is one that makes no sense now: no answer either.
    """
    typed = unify(text)
    if not typed.startswith(LEAD):
        item = state.posed.item
        if typed in option_keys(state.posed) or typed in map(unify, (item.key, *item.accept)):
            return None
    letter = typed.removeprefix(LEAD)
    return _named(letter, state) or ("idle" if letter in KEYS.values() else None)


def _named(key: str, state: State) -> Command | None:
    return next((c for c in commands_now(state) if KEYS[c] == key), None)


def option_keys(posed: Posed) -> tuple[str, ...]:
    """The single keys that name an option, in small letters."""
    if posed.item.kind not in (*CHOSEN, *LETTERED):
        return ()
    count = len(posed.options)
    digits = tuple(str((n + 1) % 10) for n in range(min(count, 10)))
    if posed.item.kind == "ordering":
        return digits
    letters = tuple(LETTERS[:count].lower())
    return (*digits, *letters, *(("t", "f") if posed.item.kind == "true-false" else ()))


def option_of_key(key: str, posed: Posed) -> int | None:
    """The position of the option that a key names."""
    key = key.lower()
    if key not in option_keys(posed):
        return None
    if posed.item.kind == "true-false" and key in "tf":
        return posed.options.index(TRUE) if key == "t" else 1 - posed.options.index(TRUE)
    return (int(key) or 10) - 1 if key.isdigit() else LETTERS.lower().index(key)


def most_hints(posed: Posed) -> int:
    """How many hints there are: letters of what is typed, then half of it; half the options."""
    match posed.item.kind:
        case "true-false":
            return 0
        case "multiple-choice":
            return int(len(posed.options) > 2)
        case "matching" | "ordering":
            return 1
    return 1 if len(posed.item.key) < 4 else 2
