"""`history.json`: what each release gave to learners, by the ids that their progress hangs on.

Written by `quizgen release` alone. For every fact (a note) and every item it has a fingerprint of
the content and the time of its last change, which outputs need to say what is newer; and every id
that was ever retired, so that none comes back as something else. A seal tells an edit by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from quizgen.bank.deck import Version
from quizgen.bank.record_json import ENDS_AT_A_FAULT, FEW, FirstFault, fault_of, load_records
from quizgen.bank.text import Frozen
from quizgen.problem import Problem, plain

HISTORY = "history.json"
CHANGELOG = "CHANGELOG.md"
MAX_BYTES = 200_000_000

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Time = Annotated[str, StringConstraints(
    pattern=r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$")]
ChangeKind = Literal[
    "added", "altered", "answered", "standing", "further", "superseded", "corrected", "retracted",
    "restored", "reworded", "question-added", "question-retired", "retired", "deck",
]
NEVER = "1970-01-01T00:00:00Z"  # the time of what no release has held


def _check_said(text: str) -> str:
    """What was released is shown to learners again: nothing that could steer an output."""
    if plain(text) != text or "\n" in text:
        raise ValueError("a control or direction character may not stand in a text")
    return text


Said = Annotated[str, AfterValidator(_check_said)]
Some = Annotated[tuple[Said, ...], FEW]


class ItemRecord(Frozen):
    """An item as released: its answer, fingerprints of its words and of the whole, its change.

    `words` is of what is asked (stem and options), `hash` of everything that a learner may see.
    `stem` is kept of what is asked openly, for those who have its card when it is retired.
    """

    kind: Said
    stem: Said = ""
    answer: Said
    accept: Some = ()
    words: Hash
    hash: Hash
    changed: Time = NEVER


class NoteRecord(Frozen):
    """A fact (or set) as released, with its items by id; `changed` is the time of a release.

    `asks` are the questions of an event in the order in which they first came, with those that
    went: cards are told apart by their place in it.
    """

    kind: Said
    # Its data by slot: ids, dates, numbers.
    says: Annotated[Mapping[Said, Said], FEW] = Field(default_factory=dict)
    standing: Said
    status: Said
    said: int = 0  # in how many ways, by whom
    sentence: Said
    attribution: Said = ""
    as_of: Said = ""
    cited: Said = ""
    asks: Some = ()
    hash: Hash
    changed: Time = NEVER
    items: Annotated[Mapping[Said, ItemRecord], FEW]


class Change(Frozen):
    """One thing that a release changed: of a fact, or of the named items of it."""

    kind: ChangeKind
    fact: Said = ""
    items: Some = ()
    before: Said = ""
    after: Said = ""


class Release(Frozen):
    """A version, when it was made (UTC), and what it changed; nothing is listed of the first."""

    version: Version
    time: Time
    changes: tuple[Annotated[Change, ENDS_AT_A_FAULT], ...] = ()


class RetiredNote(NoteRecord):
    """A fact that went, and the release that took it."""

    version: Version


class RetiredItem(ItemRecord):
    """An item that went from a fact that stayed, and the release that took it."""

    version: Version
    fact: Said


class Snapshot(Frozen):
    """What learners see of a deck: a fingerprint of its header, its facts with their items."""

    header: Hash
    facts: Mapping[Said, Annotated[NoteRecord, ENDS_AT_A_FAULT]]


class History(Snapshot):
    """The whole file."""

    deck: Said
    releases: tuple[Annotated[Release, ENDS_AT_A_FAULT], ...] = Field(min_length=1)
    retired_facts: Mapping[Said, Annotated[RetiredNote, ENDS_AT_A_FAULT]] = Field(default_factory=dict)
    retired_items: Mapping[Said, Annotated[RetiredItem, ENDS_AT_A_FAULT]] = Field(default_factory=dict)

    @property
    def last(self) -> Release:
        """The latest release."""
        return self.releases[-1]

    def changes_since(self, version: str) -> tuple[Change, ...]:
        """What later releases changed, in their order; nothing for a version never released."""
        versions = [release.version for release in self.releases]
        if version not in versions:
            return ()
        later = self.releases[versions.index(version) + 1 :]
        return tuple(change for release in later for change in release.changes)


def read_history(folder: Path) -> tuple[History | None, tuple[Problem, ...]]:
    """A deck's history; None without a problem where the deck was never released.

    A file that is broken, of another form or sealed otherwise is a problem: it is never guessed.
    """
    path = folder / HISTORY
    if not path.exists():
        return None, _find_lost(folder)
    try:
        if not path.is_file():  # a pipe would wait for ever
            raise ValueError("is no file")
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"is larger than {MAX_BYTES // 1_000_000} MB")
        data = load_records(path.read_bytes())
        seal = data.pop("seal", None) if isinstance(data, dict) else None
        history = History.model_validate(data)
    except (ValidationError, FirstFault) as error:
        return None, (_damaged(path, f"is damaged ({fault_of(error)})"),)
    except (ValueError, RecursionError, OSError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        return None, (_damaged(path, f"cannot be read ({error})", line),)
    if seal != make_seal(data):
        return None, (_damaged(path, "was edited by hand: its seal does not fit"),)
    return history, ()


def _find_lost(folder: Path) -> tuple[Problem, ...]:
    """A changelog that tells of releases proves that there was a history."""
    changelog = folder / CHANGELOG
    if not changelog.is_file() or changelog.stat().st_size > MAX_BYTES:
        return ()
    text = changelog.read_text(encoding="utf-8", errors="replace")
    if not re.search(r"^## [0-9]+\.[0-9]+\.[0-9]+ \(", text, re.M):
        return ()
    return (_damaged(folder / HISTORY, f"is missing, though {CHANGELOG} tells of releases"),)


def _damaged(path: Path, what: str, line: int = 0) -> Problem:
    return Problem(str(path), line, f"{what}; take back the file as `quizgen release` wrote it "
                   "(git checkout), since learners' progress hangs on it", "history")


def history_text(history: History) -> str:
    """The file's text: a line for each fact, item and change, so that diffs stay small."""
    data = history.model_dump(mode="json", exclude_defaults=True)
    data["seal"] = make_seal(data)
    data = {name: data.pop(name) for name in ("seal", "deck", "releases")} | data
    return _lines(data, 0) + "\n"


def make_seal(data: Any) -> str:
    """A fingerprint of the file's content without the seal, whatever the order of its keys."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _lines(value: Any, depth: int) -> str:
    """JSON with what holds records opened over lines, and a record on one."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not any((isinstance(part, dict) and part) or _holds_records(part) for part in parts):
        return json.dumps(value, ensure_ascii=False)
    inner = ([f"{json.dumps(name)}: {_lines(part, depth + 1)}" for name, part in value.items()]
             if isinstance(value, dict) else [_lines(part, depth + 1) for part in value])
    left, right = "{}" if isinstance(value, dict) else "[]"
    joined = f",\n{' ' * (depth + 1)}".join(inner)
    return f"{left}\n{' ' * (depth + 1)}{joined}\n{' ' * depth}{right}"


def _holds_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(part, dict) for part in value)
