"""What has been gathered of a deck while its files are read: facts, where they stand, problems."""

from __future__ import annotations

from collections.abc import Mapping as Mappable
from dataclasses import dataclass, field
from pathlib import Path

from quizgen.bank.deck import Development, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact
from quizgen.bank.places import Places, Position, checksum_of
from quizgen.bank.suggest import by_name, suggest_entity
from quizgen.bank.yaml_reader import Mapping, parse_yaml, read_text
from quizgen.problem import Problem

MOST_PROBLEMS = 10_000
FEW_PROBLEMS = 100   # for more it is not looked whom each may mean


@dataclass(slots=True)
class Reading:
    """What has been gathered so far, and the file that is being read."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    positions: Places = field(default_factory=Places)
    file: tuple[Path, str, int] = (Path(), "", 0)  # that is being read; see `Places`
    facts: dict[str, Fact] = field(default_factory=dict)
    homes: dict[str, tuple[Digest, Development | None]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)  # entities of which one has a fault
    entities: Mappable[str, Entity] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        """A file's path for messages."""
        return str(self.root / name)

    def note(self, path: str, line: int, message: str, rule: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, line, message, rule))

    def suggest_entity(self, word: str) -> str:
        """Which entity may be meant by a word that is no id; see `quizgen.bank.suggest`."""
        if len(self.problems) > FEW_PROBLEMS:
            return ""
        names = self.named | {key: entity.called for key, entity in self.entities.items()}
        return suggest_entity(word, names, by_name(names))

    def is_full(self) -> bool:
        """Whether there is more wrong than anybody reads; the rest is not looked at."""
        return len(self.problems) > MOST_PROBLEMS

    def place(self, key: str, path: str, line: int) -> bool:
        """Remember where something stands; False, and a problem, if its id is taken."""
        before = self.positions.get(key)
        if before:
            what, name = key.split(":", maxsplit=1)[0], key.rsplit(":", maxsplit=1)[-1]
            if what == "digest":
                self.note(path, line, f"a second digest of {name} (first in {before.path}): put "
                          "them into one file", "duplicate-id")
                return False
            self.note(path, line, f"duplicate {what} id `{name}` (first at {before.path}:"
                                  f"{before.line})", "duplicate-id")
            return False
        self.positions.put(key, Position(path, line), self.file)
        return True

    def text(self, name: str) -> str | None:
        """The text of a file of the deck; None, and a problem, where it cannot be read."""
        shown = self.shown(name)
        text, problem = read_text(self.root / name, shown)
        if problem:
            self.problems.append(problem)
            return None
        self.file = (self.root / name, shown, checksum_of(text))
        return text

    def parsed(self, text: str | None) -> Mapping | None:
        """What a text of the deck holds, with its lines; every problem in it is noted."""
        if text is None:
            return None
        data, problems = parse_yaml(text, self.file[1])
        self.problems += problems
        return data

    def take_in(self, digest: Digest) -> None:
        """Take in the facts and sets of a digest."""
        for development in digest.developments:
            home = (digest, development)
            for fact in development.facts:
                self.facts[fact.id] = fact
                self.homes[fact.id] = home
        for group in digest.sets:
            self.homes[group.id] = (digest, None)
