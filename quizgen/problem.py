"""Faults as values: what is wrong in a user's data, and every other failure that is expected.

Used by every layer; imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in a user's data: where it stands, what is wrong and which rule says so.

    `line` counts from 1; 0 means the file as a whole. A warning does not stop a release.
    """

    path: str
    line: int
    message: str
    rule: str
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        kind = "warning: " if self.level == "warning" else ""
        return f"{place}: {kind}{self.message} [{self.rule}]"


class QuizgenError(Exception):
    """An expected failure with a message for the user; caught once, in the CLI.

    `exit_code` is 1 for trouble with data, 2 for wrong usage.
    """

    exit_code = 1


class UsageError(QuizgenError):
    """The user asked for something that does not exist or does not fit together."""

    exit_code = 2


class DeckError(QuizgenError):
    """A deck has problems; all of them are in `problems`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
