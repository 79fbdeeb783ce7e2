"""Where a session stands, as a value: what the question on the screen is drawn from.

What a key or a line makes of it is in `session`, which the first question need not wait for.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizgen.items.quiz import Posed, Quiz, pose
from quizgen.play.answer import CHOSEN, LETTERED, Answer
from quizgen.play.records import Mode
from quizgen.terminal.line import EMPTY, Edit

if TYPE_CHECKING:
    from quizgen.items.grading.grade import NameIndex

Phase = Literal["asking", "told", "done"]


def _no_names() -> NameIndex:
    from quizgen.items.grading.grade import NameIndex

    return NameIndex()


class State(NamedTuple):
    """Where a session stands.

    `ends` is when its time is over, `shown` when the question was put (seconds of one clock).
    `leaving` an exam was asked for, and is asked again.
    `hints`, `looks`, `struck`, `chosen`, `line` and `leading` (a command's stroke was typed) belong
    to the question that is asked; `note` says what the last event came to.
    """

    quiz: Quiz
    mode: Mode = "quiz"
    names: Callable[[], NameIndex] = _no_names
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
    leaving: bool = False
    timed_out: bool = False

    @property
    def total(self) -> int:
        """How many questions there are: those of the quiz, then those that are asked again."""
        return len(self.quiz.questions) + len(self._missed)

    @property
    def posed(self) -> Posed:
        """The question that is asked, or was answered last."""
        return self.question(self.position)

    def question(self, at: int) -> Posed:
        """The question at a position; one that is asked again has its options drawn anew."""
        first = len(self.quiz.questions)
        if at < first:
            return self.quiz.questions[at]
        return pose(self._missed[at - first].item, random.Random(f"{self.quiz.seed} {at}"))

    @property
    def again(self) -> bool:
        """Whether the question was put before in this session, and missed."""
        return self.position >= len(self.quiz.questions)

    @property
    def _missed(self) -> tuple[Posed, ...]:
        """What is asked again at the end: in study, all that was answered wrong."""
        if self.mode != "study":
            return ()
        return tuple(a.posed for a in self.answers if a.verdict is not None and not a.right)

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


def start(state: State, now: float = 0.0) -> State:
    """The state when the first question is put; of an empty quiz, the end."""
    return state._replace(shown=now, phase="asking" if state.quiz.questions else "done")
