"""Two versions of a deck compared: every change, what it means, and the version that it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, get_args

from quizgen.bank.history import Change, ChangeKind, ItemRecord, NoteRecord, Snapshot
from quizgen.items.grading.normalise import ARTICLES, unify

Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = get_args(Level)

# What each change asks of the version: whether learners lose something (major), get something new
# to know (minor) or see other words (patch).
LEVEL_OF: dict[ChangeKind, Level] = {
    "added": "minor", "altered": "major", "answered": "major", "standing": "minor", "further": "minor",
    "superseded": "minor", "corrected": "minor", "retracted": "minor", "restored": "minor",
    "reworded": "patch",
    "question-added": "minor", "question-retired": "major", "retired": "major", "deck": "patch",
}
# What it means for someone who has learned the old one.
MEANING: dict[ChangeKind, str] = {
    "added": "New to learn.",
    "altered": "The fact says something else now: learn it anew.",
    "answered": "What you learned is no longer the answer: learn it anew.",
    "standing": "The questions stay yours; how far the matter is confirmed has changed.",
    "further": "The questions stay yours; more has been said on the matter.",
    "superseded": "No longer asked: time has overtaken it. It stays true of its own day.",
    "corrected": "No longer asked: it was wrong. Unlearn it.",
    "retracted": "No longer asked: its source took it back. Unlearn it.",
    "restored": "Asked again, with the progress that you had.",
    "reworded": "The same answer in other words; your progress stays.",
    "question-added": "A new question about a fact that you know.",
    "question-retired": "This question is gone, and its progress with it; the fact stays.",
    "retired": "Gone, and its progress with it.",
    "deck": "The deck is described in other words.",
}


def compare(old: Snapshot, new: Snapshot, same: Collection[str] = ()) -> tuple[Change, ...]:
    """Every change from one snapshot to another, fact by fact, in the order of the new one.

    `same` are items, or facts with all their items, that say the same as before in other words, as an
    author attests.
    """
    changes = [] if old.header == new.header else [Change(kind="deck")]
    for name, note in new.facts.items():
        before = old.facts.get(name)
        if before is None:
            changes.append(Change(kind="added", fact=name, items=tuple(note.items),
                                  after=note.sentence))
        elif before.hash != note.hash:
            changes += list(_compare_notes(name, before, note, same)) or [_unasked(name)]
    changes += [
        Change(kind="retired", fact=name, items=tuple(note.items), before=note.sentence)
        for name, note in old.facts.items() if name not in new.facts
    ]
    return tuple(changes)


def _compare_notes(
    name: str, old: NoteRecord, new: NoteRecord, same: Collection[str]
) -> Iterator[Change]:
    both = [item for item in new.items if item in old.items]
    gone = tuple(item for item in old.items if item not in new.items)
    come = tuple(item for item in new.items if item not in old.items)
    moved = old.standing != new.standing
    if old.status != new.status:
        ended: ChangeKind = "restored" if new.status == "current" else new.status  # type: ignore[assignment]
        yield Change(kind=ended, fact=name, before=old.sentence, after=new.sentence)
    if moved:
        yield Change(kind="standing", fact=name, before=old.standing, after=new.standing)
    elif new.said > old.said:
        yield Change(kind="further", fact=name, after=new.sentence)
    other = [item for item in both if not (moved and is_about_standing(item))
             and not {item, name} & set(same) and not is_same_answer(old.items[item], new.items[item])]
    yield from _answered(name, old, new, other)
    if not other and name not in same:
        yield from _altered(name, old, new)
    if gone:
        yield Change(kind="question-retired", fact=name, items=gone,
                     before=" ".join(filter(None, (old.items[item].stem for item in gone))))
    if come:
        yield Change(kind="question-added", fact=name, items=come)
    restated = moved or new.said != old.said or old.status != new.status
    reworded = tuple(_reworded(old, new, both, other, restated))
    taken_back = old.status != new.status and new.status in ("corrected", "retracted")
    if reworded and not taken_back:  # nobody is told to go on with what was wrong
        yield Change(kind="reworded", fact=name, items=reworded,
                     before=_if_other(old, new), after=_if_other(new, old))


def _unasked(name: str) -> Change:
    """A change that no question shows: of a fact that is asked nothing."""
    return Change(kind="reworded", fact=name)


def _altered(name: str, old: NoteRecord, new: NoteRecord) -> Iterator[Change]:
    """Other data than before: of a slot that is not asked, it changes what the others are about."""
    for slot, was in old.says.items():
        now = new.says.get(slot, "")
        if old.kind == new.kind and was != now and not (slot == "date" and _refines(was, now)):
            yield Change(kind="altered", fact=name, before=f"{slot} {was}", after=f"{slot} {now}")


def _refines(one: str, other: str) -> bool:
    """Whether one date is within the other: told more, or less, precisely."""
    return one.startswith(other) or other.startswith(one)


def _answered(
    name: str, old: NoteRecord, new: NoteRecord, other: Sequence[str]
) -> Iterator[Change]:
    """A change for each other answer, with all the forms in which it is asked."""
    forms: dict[tuple[str, str], list[str]] = {}
    for item in other:
        both = _bare(old.items[item].answer), _bare(new.items[item].answer)
        forms.setdefault(both, []).append(item)
    for items in forms.values():
        yield Change(kind="answered", fact=name, items=tuple(items),
                     before=old.items[items[0]].answer, after=new.items[items[0]].answer)


def _reworded(
    old: NoteRecord, new: NoteRecord, both: Sequence[str], other: Collection[str], restated: bool
) -> Iterator[str]:
    """The items in other words; where the fact stands otherwise, what follows from that is not."""
    for item in both:
        before, after = old.items[item], new.items[item]
        if is_about_standing(item) and old.standing != new.standing:
            continue
        if item not in other and before.hash != after.hash and (
                not restated or before.words != after.words):
            yield item


def _if_other(one: NoteRecord, another: NoteRecord) -> str:
    return one.sentence if one.sentence != another.sentence else ""


def is_about_standing(item: str) -> bool:
    """Whether an item asks how a matter stands: its answer changes with the standing."""
    return item.endswith(".standing")


def is_same_answer(old: ItemRecord, new: ItemRecord) -> bool:
    """Whether the answer is the same but for spelling, or each accepts the other's: an alias.

    An old answer that is still accepted is not enough: an editor may have left it behind.
    """
    before, after = _bare(old.answer), _bare(new.answer)
    return before == after or (
        before in map(_bare, new.accept) and after in map(_bare, old.accept))


def _bare(answer: str) -> str:
    """An answer without what no answer hangs on: capitals, typography, an article, a full stop."""
    first, _, rest = unify(answer).rstrip(".").partition(" ")
    return rest if rest and first in ARTICLES else f"{first} {rest}".strip()


def level_of(changes: Collection[Change]) -> Level:
    """The part of the version that these changes raise, at the least."""
    return max((LEVEL_OF[change.kind] for change in changes), key=LEVELS.index, default="none")


def next_version(version: str, level: Level) -> str:
    """The least version after this one for changes of that level; the same for none."""
    major, minor, patch = (int(part) for part in version.split("."))
    match level:
        case "major":
            return f"{major + 1}.0.0"
        case "minor":
            return f"{major}.{minor + 1}.0"
        case "patch":
            return f"{major}.{minor}.{patch + 1}"
    return version


def as_numbers(version: str) -> tuple[int, ...]:
    """A version in an order."""
    return tuple(int(part) for part in version.split("."))
