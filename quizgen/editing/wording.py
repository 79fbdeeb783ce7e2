"""What a walk says, as data: the screen and the plain mode only lay it out."""

from __future__ import annotations

from typing import Literal

from quizgen.editing.desk import BOM
from quizgen.editing.evidence_view import Rows, Seen, view
from quizgen.editing.session import MOST_SHOWN
from quizgen.editing.state import LABELS, State, parts_of
from quizgen.evidence.article import Article

News = Literal["note", "point", "offers", "value", "rest"]


def news(before: State | None, after: State) -> tuple[News, ...]:
    """What is to be shown when one state follows another."""
    shown: list[News] = ["note"] if after.note else []
    moved = before is None or after.turn != before.turn
    if after.phase == "asking" and moved:
        shown.append("point")
    elif after.phase == "resting" and moved:
        shown.append("rest")
    elif after.phase in ("picking", "dropping") and (before is None or before.phase != after.phase):
        shown.append("offers")
    elif after.phase == "typing" and (before is None or before.phase != "typing"):
        shown.append("value")
    return tuple(shown)


def title(state: State) -> tuple[str, str]:
    """Which point of how many, and where it stands."""
    what = "Open point" if state.stage == "open points" else "Problem"
    return (f"{what} {state.at + 1} of {len(state.points)}",
            f"{state.point.file}:{state.point.line}")


def matter(state: State) -> str:
    """What is open, or wrong, and of what."""
    point = state.point
    words = point.says or "left open, and not said why"
    return f"{point.about}: {words}" if point.about and point.mark else words


def in_view(state: State, article: Article | None) -> Rows:
    """What stands there now, what it states, and what supports it."""
    name = state.point.file
    text = state.files[name].removeprefix(BOM)
    seen = Seen(name, text, parts_of(text), state.judged.deck, article)
    return view(seen, state.point.keys, state.point.says)


def offered(state: State) -> tuple[str, Rows]:
    """What is asked where there are several, and each under its label."""
    asked = "Drop which?" if state.phase == "dropping" else "Change which?"
    return asked, [(LABELS[number], offer.words) for number, offer in enumerate(state.offers)]


def choosable(state: State) -> tuple[str, Rows]:
    """What may stand in the place: where there is a list the first few and how many more, else the
    value as it is.
    """
    if not state.choices:
        return "The new value:", [("now", state.line.text)]
    rows = [(str(number), f"{choice.value}  {choice.words}".strip())
            for number, choice in enumerate(state.choices[:MOST_SHOWN], 1)]
    more = len(state.choices) - len(rows)
    rows += [("…", f"and {more} more: type a part of the name")] if more > 0 else []
    return "Which? Its number, or a part of its name:", rows


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
