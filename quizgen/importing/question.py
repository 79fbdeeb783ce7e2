"""What a reader of a foreign file gives: questions as the file has them, and what it could not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from quizgen.problem import Level, Problem, QuizgenError

MOST_ENTRIES = 20_000   # of a file: no list of the bank is longer
MOST_PROBLEMS = 10_000  # nobody reads more
T = TypeVar("T")

Kind = Literal["choice", "true-false", "typed", "number", "matching", "ordering"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer, with the reason where the file gives one."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as a file cites it, its date as the bank has it; what it does not tell is empty."""

    publisher: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """That somebody said something of the matter: asserts it, denies it, declines, or supports it.

    `by` is their name with its title, or the publisher's. `source` is its number among those that the
    question cites, from 1. `content` is what supports it.
    """

    polarity: str
    by: str
    source: int = 1
    date: str = ""
    independent: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells after the answer; each part empty where it does not.

    `sentence` is the fact in words, where it can be told from the rest. `who` says so and
    `standing` is how, in words; `said` is the same as data, None where the file has none. `further`
    are later reports; `uncited` is what follows the source and could not be taken apart.
    """

    sentence: str = ""
    explanation: str = ""
    who: str = ""
    standing: str = ""
    as_of: str = ""
    source: Cited = Cited()
    further: tuple[Cited, ...] = ()
    uncited: str = ""
    said: tuple[Said, ...] | None = None

    def addresses(self) -> list[str]:
        """Those of its sources."""
        return [one.url for one in (self.source, *self.further)]


@dataclass(frozen=True, slots=True)
class Member:
    """A fact of a matching or an order, as our own export tells of it: when, and who says so."""

    id: str
    source: int
    date: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a file, beginning on `line`; texts are plain.

    `id` is the file's own. `key` is the right answer, of a true/false question `True` or `False`;
    `number` its value, with the absolute `tolerance` and `unit`. `pairs` are matched, and `surplus`
    fits nothing; `sequence` is the right order; `members` are the facts of either. `topic` and
    `development` say where it belongs, `happened` when it was. `embedded` are the names of pictures
    and the like that it shows, and that are not imported; `path` is the file that it comes from.
    """

    line: int
    kind: Kind
    stem: str
    id: str = ""
    key: str = ""
    accept: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    unit: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    surplus: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    told: Told = field(default=Told())
    topic: str = ""
    development: str = ""
    tags: tuple[str, ...] = ()
    happened: str = ""
    embedded: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was read of a file: its title if it has one, its questions, and what is the matter."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    title: str = ""


@dataclass(slots=True)
class Notes:
    """Gathers what a reader finds wrong in a file, and what the question at hand embeds."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)

    def left_out(self, line: int, message: str) -> None:
        """Something that is not imported."""
        self._add(line, f"left out: {message}", "error")

    def warn(self, line: int, message: str) -> None:
        """Something of what is imported that gets lost."""
        self._add(line, message, "warning")

    def embeds(self, line: int, name: str) -> None:
        """A picture, sound or the like that is not imported."""
        self.warn(line, f"what is embedded is left out: {name}")
        self.embedded.append(name)

    def take_embedded(self) -> tuple[str, ...]:
        """What has been embedded since this was last asked."""
        names = tuple(dict.fromkeys(self.embedded))
        self.embedded.clear()
        return names

    @property
    def is_full(self) -> bool:
        """Whether there is more wrong than anybody reads."""
        return len(self.problems) > MOST_PROBLEMS

    def _add(self, line: int, message: str, level: Level) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.path, line, message, "import", level))
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(self.path, line, f"more than {MOST_PROBLEMS:,} problems: the "
                                         "rest is not named", "too-many"))


class Unreadable(Exception):
    """A question that cannot be imported; the message says why."""


def within_reason(entries: Iterable[T], path: str) -> Iterator[T]:
    """The entries of a file one by one; QuizgenError where there are more than a deck can hold."""
    for number, entry in enumerate(entries):
        if number == MOST_ENTRIES:
            raise QuizgenError(f"{path}: more than {MOST_ENTRIES:,} entries; split it")
        yield entry
