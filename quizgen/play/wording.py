"""What a session says, as data: the screen and the plain mode only lay it out.

Texts of a bank or a learner pass through `harmless` before they are shown.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from quizgen.items.grading.normalise import normalise
from quizgen.items.item import FALSE, Item
from quizgen.items.quiz import LETTERS, Posed
from quizgen.play.session import CHOSEN, Answer, State

Mark = Literal["Right", "Nearly", "Wrong", "Skipped"]
Part = Literal["question", "hint", "note", "feedback", "overruled", "summary"]
KIND_NAMES = {
    "multiple-choice": "Multiple choice", "true-false": "True or false",
    "short-answer": "Short answer", "cloze": "Gap", "numerical": "Number",
    "matching": "Matching", "ordering": "Ordering",
}
SHOWN = 200  # characters of a learner's answer that are shown again
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """A text that can do nothing to a terminal: control and direction characters written out."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _BIDI
        else c for c in text
    )


def news(before: State | None, after: State) -> tuple[Part, ...]:
    """What is to be shown when one state follows another."""
    if after is before:
        return ()
    parts: list[Part] = []
    fresh = before is None or len(after.answers) > len(before.answers)
    if before and fresh:
        parts.append("feedback")
    elif before and after.answers != before.answers:
        parts.append("overruled")
    if before and after.hints > before.hints:
        parts.append("hint")
    if after.note:
        parts.append("note")
    if after.phase == "asking" and (before is None or after.position != before.position):
        parts.append("question")
    if after.phase == "done":
        parts.append("summary")
    return tuple(parts)


def labels(posed: Posed) -> tuple[str, ...]:
    """What the options are called: letters, or for an ordering, numbers."""
    count = len(posed.options)
    if posed.item.kind == "ordering":
        return tuple(str(n + 1) for n in range(count))
    return tuple(LETTERS[:count])


def keys_now(state: State) -> tuple[tuple[str, str], ...]:
    """The keys that work now, each with what it does."""
    last = state.last
    overrule = (("o", "count it as right"),) if last and last.can_be_overruled else ()
    if state.phase == "told":
        end = state.position + 1 == len(state.quiz.questions)
        return ("Enter", "summary" if end else "next"), *overrule, ("q", "quit")
    if overrule:
        overrule = () if state.pauses else (("o", "count the last as right"),)
    return _answering(state.posed), ("s", "skip"), ("?", "source"), *overrule, ("q", "quit")


def _answering(posed: Posed) -> tuple[str, str]:
    count = len(posed.options)
    match posed.item.kind:
        case "multiple-choice":
            return f"1–{count} a–{LETTERS[count - 1].lower()}", "answer"
        case "true-false":
            return "t f", "answer"
        case "matching":
            return "type", "one letter for each number"
        case "ordering":
            return "type", "all numbers, the earliest first"
    return "type", "the answer"


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


def hint_lines(item: Item) -> tuple[str, ...]:
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

@dataclass(frozen=True, slots=True)
class Feedback:
    """An answer's feedback in its parts; what is empty is not shown.

    `parts` are those of a matching or an ordering: whether each was right, its
    label and what is right.
    """

    mark: Mark
    given: str
    reason: str
    answer: str
    parts: tuple[tuple[bool, str, str], ...]
    why: str
    explanation: str
    standing: str
    source: str
    url: str


def feedback(answer: Answer) -> Feedback:
    """What there is to say on an answer."""
    item = answer.posed.item
    mark = _mark(answer)
    parts = _parts(answer)
    return Feedback(
        mark, _given(answer)[:SHOWN], answer.verdict.reason if answer.verdict else "",
        "" if parts else _full_answer(answer.posed), parts, _why(answer), item.explanation,
        standing_line(item), item.cited, item.source.url or "",
    )


def _mark(answer: Answer) -> Mark:
    if answer.verdict is None:
        return "Skipped"
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
    if posed.item.kind not in ("matching", "ordering"):
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
        parts.append((chosen[n] == at, label, text))
    return tuple(parts)
