"""What a session says, as data: the screen and the plain mode only lay it out.

Texts of a bank or a learner pass through `harmless` before they are shown.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from quizgen.items.grading.normalise import normalise
from quizgen.items.item import FALSE, Item
from quizgen.items.quiz import LETTERS, Posed
from quizgen.play.answer import CHOSEN, LETTERED, Answer
from quizgen.play.commands import LEAD, Command, commands_now, key_of
from quizgen.play.state import State

Mark = Literal["Right", "Nearly", "Wrong", "Skipped", "Not reached"]
Part = Literal["question", "help", "source", "note", "feedback", "amended"]
KIND_NAMES = {
    "multiple-choice": "Multiple choice", "true-false": "True or false",
    "short-answer": "Short answer", "cloze": "Gap", "numerical": "Number",
    "matching": "Matching", "ordering": "Ordering",
}
SHOWN = 200  # characters of a learner's answer that are shown again


def news(before: State | None, after: State) -> tuple[Part, ...]:
    """What is to be shown when one state follows another."""
    if after is before:
        return ()
    parts: list[Part] = []
    again = before is not None and len(after.answers) < len(before.answers)
    if before and len(after.answers) > len(before.answers) and after.mode != "exam":
        parts.append("feedback")
    elif before and not again and after.answers != before.answers and after.mode != "exam":
        parts.append("amended")
    if before and after.hints > before.hints and not again:
        parts.append("help")
    if before and after.looks > before.looks:
        parts.append("source")
    if after.note:
        parts.append("note")
    if after.phase == "asking" and (before is None or again or after.position != before.position):
        parts.append("question")
        if again and after.hints:
            parts.append("help")
    return tuple(parts)


def asides(state: State) -> tuple[str, ...]:
    """What is said beside a question's number: that it is new, is asked again, or was flagged."""
    item = state.posed.item.id
    said = {"again": state.again, "new": item in state.new and not state.again,
            "flagged": item in state.flagged}
    return tuple(word for word, so in said.items() if so)


def labels(posed: Posed) -> tuple[str, ...]:
    """What the options are called: letters, or for an ordering, numbers."""
    count = len(posed.options)
    if posed.item.kind == "ordering":
        return tuple(str(n + 1) for n in range(count))
    return tuple(LETTERS[:count])


def keys_now(state: State) -> tuple[tuple[str, str], ...]:
    """The keys that work now, each with what it does."""
    commands = [(key_of(c, state), _words_of(c, state)) for c in commands_now(state)]
    if state.phase == "told":
        return tuple(commands)
    if state.leading:
        return *commands, ("Esc", "back")
    if state.by_line and state.pauses:
        names = " ".join(f"{key} {words}" for key, words in commands if key != "?")
        source = [("?", "source")] if ("?", "source") in commands and not state.line.text else []
        return ("Enter", "answer"), *source, *([] if state.line.text else [(LEAD, f"then {names}")])
    return *_answering(state), *commands


def _words_of(command: Command, state: State) -> str:
    match command:
        case "next":
            return "summary" if state.position + 1 == state.total else "next"
        case "overrule":
            it = "it" if state.phase == "told" else "the last"
            return f"count {it} {'wrong' if state.last and state.last.right else 'right'}"
        case "flag":
            return "unflag" if state.posed.item.id in state.flagged else "flag"
        case "easy":
            return "easy" if state.phase == "told" else "the last was easy"
    return command


def _answering(state: State) -> tuple[tuple[str, str], ...]:
    posed, count = state.posed, len(state.posed.options)
    match posed.item.kind:
        case "multiple-choice" if state.struck:
            left = (LETTERS[at].lower() for at in range(count) if at not in state.struck)
            return (" ".join(left), "answer"),
        case "multiple-choice":
            return (f"1–{count} a–{LETTERS[count - 1].lower()}", "answer"),
        case "true-false":
            return ("t f", "answer"),
        case "matching" | "ordering" if state.pauses:
            keys = f"1–{count}" if posed.item.kind == "ordering" else f"a–{LETTERS[count - 1].lower()}"
            full = len(state.chosen) == state.wanted
            first = ("Enter", "answer") if full else (keys, _place(state))
            return first, *((("Backspace", "take back"),) if state.chosen else ())
        case "matching":
            return ("type", "one letter for each number"),
        case "ordering":
            return ("type", "all numbers, the earliest first"),
    return ("type", "the answer"),


def _place(state: State) -> str:
    """What the next key chooses."""
    at = len(state.chosen)
    if state.posed.item.kind == "matching":
        return f"for {at + 1}"
    return "earliest" if not at else "then" if at + 1 < state.wanted else "latest"


def chosen_words(state: State) -> str:
    """What was chosen so far of a matching or an ordering: `1 C  2 A  3 _`."""
    names = [labels(state.posed)[at] for at in state.chosen]
    names += ["_"] * (state.wanted - len(names))
    if state.posed.item.kind == "ordering":
        return " → ".join(names)
    return "   ".join(f"{n} {name}" for n, name in enumerate(names, 1))


def help_line(state: State) -> str:
    """The hint that was asked for."""
    posed, key = state.posed, state.posed.item.key
    match posed.item.kind:
        case "multiple-choice":
            out = [labels(posed)[at] for at in sorted(state.struck)]
            return f"Not {' and not '.join(out)}."
        case "matching":
            at = _not_right_yet(state)
            return f"{at + 1} is {posed.key_letters[at]}."
        case "ordering":
            return f"The earliest is {LETTERS.index(posed.key_letters[0]) + 1}."
    shown = key[:1] if state.hints == 1 else key[: (len(key) + 1) // 2]
    return f"It begins with “{shown}”; {len(key)} characters in all."


def _not_right_yet(state: State) -> int:
    """The first place of a matching that has no answer yet, or a wrong one."""
    letters = state.posed.key_letters
    chosen = [LETTERS[at] for at in state.chosen]
    return next((n for n, letter in enumerate(letters) if chosen[n : n + 1] != [letter]), 0)


# -- standing and source --------------------------------------------------------------------------

def date_words(date: str) -> str:
    """A date of the bank for a reader: 15 September 2023."""
    from quizgen.bank.dates import FactDate

    return FactDate.parse(date).words()


def standing_line(item: Item) -> str:
    """How the matter stands, as of when and by whose word.

    `Claimed, as of 15 September 2023 · the Third Separate Assault Brigade, reported by CNN`
    """
    return f"{_standing(item)}, as of {date_words(item.as_of)} · {item.attribution}"


def _standing(item: Item) -> str:
    return "Reported in several ways" if item.standing == "mixed" else item.standing.capitalize()


def source_lines(item: Item) -> tuple[str, ...]:
    """Source and standing before the answer: all of it that does not give the answer away."""
    secrets = [normalise(text) for text in (item.key, *item.accept, *(r for _, r in item.pairs))]
    said = [_standing(item)] if item.family != "standing" else []
    said.append(f"as of {date_words(item.as_of)}")
    if item.family != "attribution":
        said.append(item.attribution)
    cited = [item.source.publisher, f"“{item.source.title}”" if item.source.title else "",
             item.source.date]
    lines = []
    for name, parts in (("Standing", said), ("Source", cited)):
        kept = [p for p in parts if p and not any(s and s in normalise(p) for s in secrets)]
        if kept:
            lines.append(f"{name}: {', '.join(kept)}")
    return tuple(lines) or ("Nothing can be said without giving the answer away.",)


# -- feedback -------------------------------------------------------------------------------------

class Feedback(NamedTuple):
    """An answer's feedback in its parts; what is empty is not shown.

    `parts` are those of a matching or an ordering: whether each was right, its
    label and what is right. `sources` are each cited in words, with the address.
    """

    mark: Mark
    given: str
    reason: str
    answer: str
    parts: tuple[tuple[bool, str, str], ...]
    why: str
    explanation: str
    standing: str
    sources: tuple[tuple[str, str], ...]


def feedback(answer: Answer) -> Feedback:
    """What there is to say on an answer."""
    item = answer.posed.item
    mark = _mark(answer)
    parts = _parts(answer)
    return Feedback(
        mark, _given(answer)[:SHOWN], answer.verdict.reason if answer.verdict else "",
        "" if parts else _full_answer(answer.posed), parts, _why(answer), item.explanation,
        standing_line(item), tuple((str(s), s.url or "") for s in (item.source, *item.further)),
    )


def amended_words(answer: Answer) -> str:
    """What an answer counts as after its learner had a word."""
    return f"Counted as {'easy' if answer.easy else 'right' if answer.right else 'wrong'}."


def _mark(answer: Answer) -> Mark:
    if answer.verdict is None:
        return "Skipped" if answer.reached else "Not reached"
    if answer.verdict.verdict == "near":
        return "Nearly"
    return "Right" if answer.verdict.counts else "Wrong"


def _given(answer: Answer) -> str:
    if answer.choice is None:
        return " ".join(answer.given.split())
    return _option(answer.posed, answer.choice)


def _option(posed: Posed, at: int) -> str:
    if posed.item.kind == "true-false":
        return posed.options[at]
    return f"{labels(posed)[at]}  {posed.options[at]}"


def _full_answer(posed: Posed) -> str:
    return _option(posed, posed.key_index) if posed.item.kind in CHOSEN else posed.item.key


def _why(answer: Answer) -> str:
    """Why the choice is false; on a false statement, always what is true instead."""
    item = answer.posed.item
    if item.kind == "true-false" and item.key == FALSE:
        return item.distractors[0].why if item.distractors else ""
    if answer.choice is None or answer.right:
        return ""
    chosen = answer.posed.options[answer.choice]
    return next((d.why for d in item.distractors if d.text == chosen), "")


def _parts(answer: Answer) -> tuple[tuple[bool, str, str], ...]:
    posed = answer.posed
    if posed.item.kind not in LETTERED:
        return ()
    from quizgen.items.grading.grade_letters import read_letters

    matching = posed.item.kind == "matching"
    wanted = len(posed.premises) if matching else len(posed.options)
    chosen = read_letters(answer.given, len(posed.options), wanted) or (-1,) * wanted
    parts = []
    for n, letter in enumerate(posed.key_letters):
        at = LETTERS.index(letter)
        label, text = labels(posed)[at], posed.options[at]
        if matching:
            label, text = f"{n + 1} {label}", f"{text} – {posed.premises[n]}"
        if chosen[n] not in (at, -1):
            text = f"{text} (you said {labels(posed)[chosen[n]]})"
        parts.append((chosen[n] == at, label, text))
    return tuple(parts)


def clock_words(seconds: float) -> str:
    """Time as on a clock: `9:05`."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}"
