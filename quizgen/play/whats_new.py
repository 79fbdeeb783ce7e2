"""What a newer version of a deck changed, for someone who has learned the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.bank.history import Change, ChangeKind

MOST = 6  # facts that are named
# What each change is called when counted; and, where it touches what was learned, what it means.
_COUNTED: dict[ChangeKind, str] = {
    "added": "new", "answered": "answered otherwise", "standing": "standing otherwise",
    "superseded": "superseded", "corrected": "corrected", "retracted": "taken back",
    "restored": "asked again", "reworded": "reworded", "question-added": "with more questions",
    "question-retired": "with fewer questions", "retired": "gone",
}
_MEANS: dict[ChangeKind, str] = {
    "answered": "the answer is another one now",
    "standing": "it stands otherwise now",
    "superseded": "no longer asked: time has overtaken it",
    "corrected": "no longer asked: it was wrong",
    "retracted": "no longer asked: its source took it back",
    "restored": "asked again, with the progress that you had",
    "retired": "gone from the deck",
}


def whats_new(deck: str, folder: Path, old: str, new: str, learned: Collection[str]) -> tuple[str, ...]:
    """A few lines: what changed between two versions, first in numbers, then of facts `learned`.

    The deck's history is read here alone. Nothing is lost by any change: progress goes by ids.
    """
    from quizgen.bank.history import read_history

    history, _ = read_history(folder)
    changes = history.changes_since(old) if history else ()
    head = f"{deck} is {new} now; you last played {old}. Your progress is all there."
    return (head, *_counts(changes), *_named(changes, learned)) if changes else (head,)


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    facts = {(change.kind, change.fact) for change in changes if change.kind in _COUNTED}
    counts = Counter(kind for kind, _ in facts)
    if counts:
        yield "Facts: " + ", ".join(f"{counts[k]} {name}" for k, name in _COUNTED.items() if counts[k])


def _named(changes: Sequence[Change], learned: Collection[str]) -> Iterator[str]:
    """What touches facts that were learned, the latest word on each."""
    latest = {change.fact: change for change in changes
              if change.kind in _MEANS and change.fact in learned}
    if latest:
        yield "Of what you have learned:"
    for change in list(latest.values())[:MOST]:
        yield f"  {_what(change)}: {_MEANS[change.kind]}."
    if len(latest) > MOST:
        yield f"  and {len(latest) - MOST} more"


def _what(change: Change) -> str:
    """The fact in its words; an answer or a standing, as it was and is."""
    if change.kind in ("answered", "standing"):
        return f"{change.fact} ({change.before} → {change.after})"
    return (change.before or change.after or change.fact).rstrip(".")
