"""A release: the version that the changes need, and the history that remembers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from quizgen.bank.fact import MOST_QUESTIONS
from quizgen.bank.history import (
    Change,
    History,
    ItemRecord,
    NoteRecord,
    Release,
    RetiredItem,
    RetiredNote,
    Snapshot,
)
from quizgen.problem import Problem, QuizgenError, UsageError
from quizgen.releases.compare import (
    as_numbers,
    compare,
    is_same_answer,
    level_of,
    next_version,
)
from quizgen.releases.snapshot import Version


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release does; where none `is_needed`, what the last one did."""

    version: str
    changes: tuple[Change, ...]
    history: History
    is_first: bool
    is_needed: bool


def plan_release(
    now: Version, history: History | None, time: str, version: str | None = None,
    same: Sequence[str] = (),
) -> Plan:
    """The release of a deck as it is: `time` in UTC (`2023-09-16T12:00:00Z`), `version` if wished.

    `same` names items whose answer is the same in other words, as the author attests.
    QuizgenError where the version is too small or the time not later than the last release's.
    The deck's own problems are the caller's: see `check_history` and `quizgen check`.
    """
    written = now.deck.version
    if history is None:
        if not any(item.status == "current" for item in now.items.values()):
            raise QuizgenError(f"nothing is asked in {now.deck.id} yet: there is nothing to release")
        chosen = version or written
        first = History(deck=now.deck.id, header=now.snapshot.header,
                        facts=_stamped(now.snapshot, None, time),
                        releases=(Release(version=chosen, time=time),))
        return Plan(chosen, (), first, True, True)
    changes = compare(history, now.snapshot, same)
    # A lower version than the last release's is of a release that was cut off.
    ahead = as_numbers(written) > as_numbers(history.last.version)
    wished = version or (written if ahead else None)
    known = {name for note in now.snapshot.facts.values() for name in note.items}
    unknown = set(same) - known - now.snapshot.facts.keys()
    if unknown:
        raise UsageError(f"no fact or item {', '.join(sorted(unknown))} in {now.deck.id}")
    chosen = _choose(wished, history.last, changes)
    if not changes:
        return Plan(chosen, history.last.changes, history, len(history.releases) == 1, False)
    if time <= history.last.time:
        raise QuizgenError(f"the time {time} is not after that of the last release, "
                           f"{history.last.version} ({history.last.time}): outputs could not tell "
                           "what is newer")
    return Plan(chosen, changes, _next(history, now.snapshot, changes, chosen, time), False, True)


def _choose(wished: str | None, last: Release, changes: Sequence[Change]) -> str:
    level = level_of(changes)
    least = next_version(last.version, level)
    if wished is None:
        return least
    if not changes and wished != last.version:
        raise QuizgenError(f"nothing has changed since {last.version}: there is nothing to release "
                           f"as {wished}")
    if as_numbers(wished) < as_numbers(least):
        raise QuizgenError(
            f"{wished} is too small: these changes are {level} ones and need {least} at least "
            f"(the last release is {last.version}); quizgen release --dry-run lists them")
    return wished


def _next(
    history: History, snapshot: Snapshot, changes: tuple[Change, ...], version: str, time: str
) -> History:
    retired_facts = {name: note for name, note in history.retired_facts.items()
                     if name not in snapshot.facts}
    retired_items = {name: item for name, item in history.retired_items.items()
                     if name not in snapshot.facts.get(item.fact, _NOTHING).items}
    for name, note in history.facts.items():
        now = snapshot.facts.get(name)
        if now is None:
            retired_facts[name] = RetiredNote(**dict(note), version=version)
            continue
        retired_items |= {
            item: RetiredItem(**dict(record), version=version, fact=name)
            for item, record in note.items.items() if item not in now.items
        }
    return History(
        deck=history.deck, header=snapshot.header, facts=_stamped(snapshot, history, time),
        releases=(*history.releases, Release(version=version, time=time, changes=changes)),
        retired_facts=retired_facts, retired_items=retired_items,
    )


_NOTHING = NoteRecord(kind="", standing="", status="", sentence="", hash="0" * 16, items={})


def _stamped(snapshot: Snapshot, history: History | None, time: str) -> dict[str, NoteRecord]:
    """The records with the time of their last change: this release's where they are not as before."""
    before: Mapping[str, NoteRecord] = history.facts if history else {}
    stamped = {}
    for name, note in snapshot.facts.items():
        old = before.get(name, _NOTHING)
        items = {
            item: record.model_copy(update={"changed": _when(old.items.get(item), record, time)})
            for item, record in note.items.items()
        }
        stamped[name] = note.model_copy(update={
            "items": items, "changed": _when(old, note, time), "asks": ever_asked(old, note.asks)})
    return stamped


def ever_asked(before: NoteRecord | None, asks: Sequence[str]) -> tuple[str, ...]:
    """An event's questions in the order in which they first came, those that went among them."""
    known = before.asks if before else ()
    return (*known, *(name for name in asks if name not in known))


def _when(
    old: NoteRecord | ItemRecord | None, new: NoteRecord | ItemRecord, time: str
) -> str:
    return old.changed if old is not None and old.hash == new.hash else time


def with_version(header: str, version: str) -> str:
    """The text of `deck.yaml` with another version; nothing else in it changes."""
    node = yaml.compose(header, Loader=yaml.CSafeLoader)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "version":
            start, end = value.start_mark.index, value.end_mark.index
            return f"{header[:start]}{version}{header[end:]}"
    raise AssertionError("a header that was read has a version")


def check_history(now: Version, history: History) -> list[Problem]:
    """A deck keeps its id, a fact its cards, and no retired id comes back as something else.

    Learners would meet a stranger where their progress hangs. An id may come back as what it was:
    of the same kind, and with the same answers.
    """
    problems = []
    if now.deck.id != history.deck:
        place = now.deck.position("deck.id")
        problems.append(Problem(place.path, place.line, f"the id was `{history.deck}` in every "
                                "release so far, and learners' progress hangs on it", "deck-id"))
    for name, note in now.snapshot.facts.items():
        asks = ever_asked(history.facts.get(name), note.asks)
        if len(asks) > MOST_QUESTIONS:
            place = now.deck.position(f"fact:{name}.ask")
            problems.append(Problem(place.path, place.line, f"{name}: with those that were asked in "
                                    f"earlier releases it has {len(asks)} questions, and there is "
                                    f"room for {MOST_QUESTIONS}: split it", "questions"))
    for name, note in history.retired_facts.items():
        back = now.snapshot.facts.get(name)
        if back is not None and not _is_same(note, back):
            problems.append(_returned(now, name, f"the id `{name}`", note.version, note.sentence))
    for name, item in history.retired_items.items():
        again = now.snapshot.facts.get(item.fact, _NOTHING).items.get(name)
        if again is not None and not is_same_answer(item, again):
            problems.append(_returned(now, item.fact, f"the item `{name}`", item.version, item.answer))
    return problems


def _is_same(old: NoteRecord, new: NoteRecord) -> bool:
    both = old.items.keys() & new.items.keys()
    alike = (old.kind, old.says, old.sentence) == (new.kind, new.says, new.sentence)
    return alike and bool(both or old.hash == new.hash) and all(
        is_same_answer(old.items[name], new.items[name]) for name in both)


def _returned(now: Version, fact: str, what: str, version: str, was: str) -> Problem:
    key = f"fact:{fact}" if fact in now.deck.facts else f"set:{fact}"
    place = now.deck.position(key)
    return Problem(place.path, place.line, f"{what} was retired in {version} (it was: {was}) and "
                   "can't come back as something else: take a new id", "retired-id")
