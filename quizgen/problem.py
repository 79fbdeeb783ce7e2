"""Faults as values: what is wrong in a user's data, and every other failure that is expected.

Used by every layer; imports nothing of ours.
"""

import re
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]
LONGEST = 1000  # characters of a message that are shown; names in it can be as long as a file

# What steers a terminal, breaks a line or turns one around (C0, C1, Unicode TR 36), and halves of
# characters; a line's end aside, which some messages have.
_STEERING = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def plain(text: str) -> str:
    """A text that can do nothing to a terminal: what would steer it is written out."""
    return re.sub(_STEERING, lambda found: f"\\u{ord(found[0]):04x}", text)


class Problem(NamedTuple):
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
        message = self.message if len(self.message) <= LONGEST else f"{self.message[:LONGEST]}…"
        return plain(f"{place}: {kind}{message} [{self.rule}]").replace("\n", " ")


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
