"""What a walk says, as data: the screen and the plain mode only lay it out."""

from __future__ import annotations

from typing import Literal

from quizgen.editing.desk import BOM
from quizgen.editing.evidence_view import Rows, Seen, sentence_around, view
from quizgen.editing.fact_form import span_of
from quizgen.editing.state import LABELS, State, commands_now, parts_of

News = Literal["note", "help", "point", "offers", "value", "step", "rest"]
MOST_SHOWN = 24
_HELP = (
    ("a", "accept: the mark goes, the value stays"),
    ("c", "change a value; where there is a list, by number or a part of the name"),
    ("d", "drop the value, or what it lies in; asks which"),
    ("k", "make another kind of fact of it; what means the same is kept"),
    ("w", "word a question: its answer, its words, wrong answers"),
    ("f", "a new fact of this development, from the words in view"),
    ("n b", "the next point, and back; it stays open"),
    ("u", "take the last answer back, and the one before it"),
    ("q", "end; all that was answered is in the files, and edit goes on from there"),
)
_FILLING = (
    ("Enter", "keeps what stands there, and goes to the next"),
    ("-", "leaves out what is not needed"),
    ("+ Name, Type", "makes a new entity, where one is asked"),
    ("Esc", "one step back; in lines of text, <"),
)


def news(before: State | None, after: State) -> tuple[News, ...]:
    """What is to be shown when one state follows another."""
    shown: list[News] = ["note"] if after.note else []
    if before is not None and after.helped != before.helped:
        shown.append("help")
    moved = before is None or after.turn != before.turn
    if after.phase == "asking" and moved:
        shown.append("point")
    elif after.phase == "resting" and moved:
        shown.append("rest")
    elif after.phase in ("picking", "dropping") and (before is None or before.phase != after.phase):
        shown.append("offers")
    elif after.phase == "typing" and (before is None or before.phase != "typing"):
        shown.append("value")
    elif after.phase == "filling" and moved:
        shown.append("step")
    return tuple(shown)


def given(before: State | None, after: State) -> str:
    """The answer that a step of a form has just been given, to stand under what was asked."""
    if before is None or before.asked is None or before.form is None or after.form is None:
        return ""
    name = before.asked.name
    taken = before.phase == "filling" and name in after.form.done and name not in before.form.done
    if not taken:
        return ""
    value = after.form[name]
    meant = next((choice for choice in before.asked.choices if choice.value == value), None)
    return f"{meant.words} ({value})" if meant and meant.words else value or "–"


def title(state: State) -> tuple[str, str]:
    """Which point of how many, and where it stands."""
    what = "Open point" if state.stage == "open points" else "Problem"
    return (f"{what} {_settled(state) + state.at + 1} of {state.total}",
            f"{state.point.file}:{state.point.line}")


def progress(state: State) -> float:
    """How much of the points is behind, from 0 to 1."""
    return (_settled(state) + state.at) / max(state.total, 1)


def _settled(state: State) -> int:
    return state.total - len(state.points)


def help_rows(state: State) -> Rows:
    """What the keys do, at more length than the foot has room for."""
    if state.phase in ("typing", "filling"):
        return list(_FILLING)
    free = {key for key, _ in commands_now(state)}
    return [(key, words) for key, words in _HELP if free & {*key.split()}]


def matter(state: State) -> str:
    """What is open, or wrong, and of what."""
    point = state.point
    words = point.says or "left open, and not said why"
    return f"{point.about}: {words}" if point.about and point.mark else words


def in_view(state: State) -> Rows:
    """What stands there now, what it states, and what supports it."""
    name = state.point.file
    text = state.files[name].removeprefix(BOM)
    seen = Seen(name, text, parts_of(text), state.judged.deck, state.article)
    return view(seen, state.point.keys, state.point.says)


def offered(state: State) -> tuple[str, Rows]:
    """What is asked where there are several, and each under its label."""
    asked = "Drop which?" if state.phase == "dropping" else "Change which?"
    return asked, [(LABELS[number], offer.words) for number, offer in enumerate(state.offers)]


def choosable(state: State, most: int = MOST_SHOWN) -> tuple[str, Rows]:
    """What may stand in the place: where there is a list the first few and how many more, else the
    value as it is.
    """
    if not state.choices:
        return "The new value:", [("now", state.line.text)]
    return "Which? Its number, or a part of its name:", _shown(state, most)


def stepped(state: State, most: int = MOST_SHOWN) -> tuple[str, Rows]:
    """What is asked now of a form, and what fits there."""
    assert state.asked is not None  # the phase has one
    rows = _shown(state, most)
    return state.asked.words, rows


def made_from(state: State) -> str:
    """The words of the article that a fact is made from, once they are chosen."""
    span = span_of(state.form) if state.form else None
    return sentence_around(state.article, *span) if span and state.article else ""


def form_title(state: State) -> str:
    """What is being made, and which step of it this is, once it is known how many there are."""
    form = state.form
    assert form is not None  # the phase has one
    what = {"fact": "A new fact", "kind": "Another kind", "question": "A question"}[form.purpose]
    kind = form["kind"] and f": {form['kind']}"
    return f"{what}{kind}, step {len(form.done) + 1} of {state.steps}" if kind else what


def _shown(state: State, most: int) -> Rows:
    rows = [(str(number), f"{choice.value}  {choice.words}".strip())
            for number, choice in enumerate(state.choices[:most], 1)]
    more = len(state.choices) - len(rows)
    return rows + ([("…", f"and {more} more: type a part of the name")] if more > 0 else [])


def left_words(state: State) -> str:
    """What is left at the end."""
    count = len(state.points)
    if not count:
        return "Nothing is open, and `quizgen check` names no problem."
    if state.stage == "problems":
        noun = "problem is" if count == 1 else "problems are"
        return f"Nothing is open. {count} {noun} left, as `quizgen check` names them."
    noun = "open point is" if count == 1 else "open points are"
    return f"{count} {noun} left; `quizgen edit` goes on with them."
