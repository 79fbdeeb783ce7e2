"""What a session asks to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.play.answer import Answer


@dataclass(frozen=True, slots=True)
class Commit:
    """Keep an answer."""

    position: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Amend:
    """Keep that an answer counts otherwise."""

    position: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Undo:
    """Keep that an answer was taken back."""

    position: int


@dataclass(frozen=True, slots=True)
class Flagged:
    """Keep that an item is called bad, or is so no longer; `note` is the question as it was put."""

    item: str
    note: str
    on: bool


Effect = Commit | Amend | Undo | Flagged
