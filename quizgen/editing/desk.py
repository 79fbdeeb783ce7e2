"""A deck's files as they lie on an author's desk, and what the bank says of them as they stand.

Reads and judges; writes nothing but a copy in a temporary folder, which the bank reads.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.bank.check_pictures import check_pictures
from quizgen.bank.deck import Deck
from quizgen.bank.files import MAX_BYTES
from quizgen.bank.find import HEADER
from quizgen.bank.places import Position
from quizgen.bank.read import read_deck
from quizgen.problem import Problem, UsageError

BOM = "\ufeff"
# A digest without a deck around it is judged as part of one that has nothing else.
_NO_DECK = ("id: draft\ntitle: A draft\ndescription: A draft.\nversion: 0.0.0\nlicence: none\n"
            "authors: [nobody]\n")

_UNTOLD: dict[bool, tuple[str, ...]] = {True: (), False: ("unknown-entity", "unknown-fact")}

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The deck that the files make, as far as they do, and every problem in order of the files."""

    files: Files
    deck: Deck | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A deck's folder, and the one file to be walked through where the author named one."""

    folder: Path
    only: str | None = None

    def read(self) -> dict[str, str]:
        """The deck's YAML files by name, as text; those that are no UTF-8 are left alone."""
        texts = {}
        for file in sorted(self.folder.glob("*.yaml")):
            if file.is_file() and file.stat().st_size <= MAX_BYTES:
                try:
                    texts[file.name] = file.read_bytes().decode()
                except UnicodeDecodeError:
                    continue
        return texts

    def judge(self, files: Files) -> Judgement:
        """What the bank says of the files; problems name the paths of the desk's own folder."""
        with tempfile.TemporaryDirectory(prefix="quizgen-") as temporary:
            copy = Path(temporary)
            for name, text in {HEADER: _NO_DECK, **files}.items():
                (copy / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            deck, problems = read_deck(copy)
            positions = {key: Position(self._own(place.path, temporary), place.line)
                         for key, place in deck.positions.items()} if deck is not None else {}
        told = [p._replace(path=self._own(p.path, temporary)) for p in problems
                if p.rule not in ("picture", *_UNTOLD[HEADER in files])]  # the copy has no pictures
        if deck is not None:
            deck = replace(deck, folder=self.folder, positions=positions)
            told += check_pictures(deck, ())
        return Judgement(files, deck, tuple(sorted(told)))

    def _own(self, path: str, copy: str) -> str:
        """The path in the desk's folder of one in its copy."""
        return str(self.folder / Path(path).relative_to(copy))


def problems_of(judged: Judgement) -> tuple[Problem, ...]:
    """What `check` names: the bank's own problems, and without errors among them the items'."""
    from quizgen.items.lint import lint_deck
    from quizgen.items.make import make_items

    deck, problems = judged.deck, judged.problems
    if deck is None or any(p.level == "error" for p in problems):
        return problems
    return tuple(sorted((*problems, *lint_deck(deck, make_items(deck)))))


def lint_of(deck: Deck, fact: str) -> tuple[Problem, ...]:
    """What the items' lint says of one fact's questions."""
    from quizgen.items.lint import lint_items
    from quizgen.items.lint.across import check_asked
    from quizgen.items.make import make_items

    items = make_items(deck)
    own = [item for item in items if item.fact == fact]
    where = deck.position(f"fact:{fact}")
    return tuple(p for p in (*lint_items(deck, own), *check_asked(deck, items))
                 if (p.path, p.line) == (where.path, where.line))


def open_desk(path: Path) -> Desk:
    """The desk of a deck's folder, or of one of its files."""
    if path.is_dir():
        return Desk(path)
    if path.suffix != ".yaml":
        raise UsageError(f"{path} is no file of a deck: name a folder or a .yaml file")
    return Desk(path.parent, path.name)


def new_errors(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """The errors that were not there before, wherever the lines are now."""
    known = Counter((p.path, p.message) for p in before)
    found = []
    for problem in after:
        key = (problem.path, problem.message)
        if known[key]:
            known[key] -= 1
        elif problem.level == "error":
            found.append(problem)
    return found
