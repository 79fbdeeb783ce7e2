"""The sum of a session: how many were right, by kind and by development, and which were missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from quizgen.play.answer import Answer
from quizgen.play.state import State
from quizgen.play.wording import KIND_NAMES


class Score(NamedTuple):
    """How many of how many were right under a heading."""

    name: str
    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right} of {self.of}"


class Summary(NamedTuple):
    """What a session came to. `open` questions were not put or not answered.

    A question that was asked again, since it was missed, counts as it was answered first.
    """

    total: Score
    skipped: int
    open: int
    again: int
    by_kind: tuple[Score, ...]
    by_development: tuple[Score, ...]
    missed: tuple[Answer, ...]

    @property
    def headline(self) -> str:
        """The score in a line: `7 of 10 right · 1 skipped · 2 not asked`."""
        parts = [f"{self.total} right" if self.total.of else "No question answered"]
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        if self.open:
            parts.append(f"{self.open} not answered")
        if self.again:
            parts.append(f"{self.again} asked again")
        return " · ".join(parts)


def sum_up(state: State, titles: Mapping[str, str] | None = None) -> Summary:
    """Sum up the answers so far; skipped questions count as asked and not right.

    `titles` are those of the developments by their ids.
    """
    count = len(state.quiz.questions)
    answers = state.answers[:count]
    reached = sum(a.reached for a in answers)
    return Summary(
        Score("", sum(a.right for a in answers), len(answers)),
        sum(a.verdict is None and a.reached for a in answers),
        count - reached, len(state.answers) - len(answers),
        _scores(answers, lambda a: KIND_NAMES[a.posed.item.kind]),
        _scores(answers, lambda a: (titles or {}).get(a.posed.item.development, "")),
        tuple(a for a in answers if not a.right),
    )


def _scores(answers: Sequence[Answer], heading: Callable[[Answer], str]) -> tuple[Score, ...]:
    """The scores under each heading, in the order that they were met."""
    marks: dict[str, list[bool]] = {}
    for answer in answers:
        marks.setdefault(heading(answer), []).append(answer.right)
    return tuple(Score(name, sum(m), len(m)) for name, m in marks.items() if name)
