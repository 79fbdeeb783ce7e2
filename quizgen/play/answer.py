"""What was answered, how it was graded, and what it counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.items.quiz import Posed
from quizgen.play.records import AGAIN, EASY, GOOD, HARD, Mark

if TYPE_CHECKING:
    from quizgen.items.grading.grade import Verdict

CHOSEN = ("multiple-choice", "true-false")
LETTERED = ("matching", "ordering")


class Answer(NamedTuple):
    """An answer and its verdict; without one the question was skipped.

    `choice` is the option's position where one was chosen; `hints` how many were given before;
    `overruled`: the learner counts it the other way; `easy`: it was too easy; not `reached`: an
    exam ended before the question was put.
    """

    posed: Posed
    given: str
    verdict: Verdict | None = None
    choice: int | None = None
    hints: int = 0
    overruled: bool = False
    easy: bool = False
    milliseconds: int = 0
    reached: bool = True

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.verdict is not None and self.verdict.counts != self.overruled

    @property
    def mark(self) -> Mark:
        """How it was graded."""
        if self.verdict is None or self.verdict.verdict == "again":
            return "skipped"
        return self.verdict.verdict

    @property
    def rating(self) -> int | None:
        """What it counts as for the schedule: with a slip or after a hint it was hard."""
        if self.verdict is None:
            return None
        if not self.right:
            return AGAIN
        if self.easy:
            return EASY
        hard = self.hints or (self.verdict.verdict == "near" and not self.overruled)
        return HARD if hard else GOOD
