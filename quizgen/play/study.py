"""What is asked today: what has come due, then new facts; few items are asked of the library."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from quizgen.items.independence import independent
from quizgen.items.item import FAMILIES, KINDS, Item
from quizgen.items.library import Entry, Library
from quizgen.items.quiz import Quiz, pose
from quizgen.play.schedule import Day, is_over
from quizgen.play.store import Store
from quizgen.problem import UsageError

USUAL, USUAL_NEW = 20, 10
CHUNK = 50  # due items that are looked up at a time
FRESH = 2  # new facts, before a further question is put on one that is known
SPARE = 3  # candidates for each new item, since one may give another away


@dataclass(frozen=True, slots=True)
class Wish:
    """How much is to be asked, and of what; without a number, the usual one."""

    count: int | None = None
    due: int | None = None
    new: int | None = None
    topic: str | None = None
    kinds: Sequence[str] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def most(self) -> int:
        """How many items in all."""
        if self.count is not None:
            return self.count
        return max(USUAL, (self.due or 0) + (self.new or 0))

    @property
    def most_new(self) -> int:
        """How many new items; a wish for a count alone is filled up with new ones."""
        if self.new is not None:
            return self.new
        return self.most if self.count is not None else USUAL_NEW

    def fits(self, entry: Entry) -> bool:
        """Whether an item is of the topic, kinds and days that are wished for."""
        return ((self.topic is None or self.topic in _topics(entry))
                and (not self.kinds or bool({entry.kind, entry.family} & set(self.kinds)))
                and self._is_reported(entry.as_of))

    def _is_reported(self, as_of: str) -> bool:
        if self.since is None and self.until is None:
            return True
        from quizgen.bank.dates import FactDate

        date = FactDate.parse(as_of)
        return ((self.since is None or date.last_day >= self.since)
                and (self.until is None or date.first_day <= self.until))


class Drawn(NamedTuple):
    """The items of a session, the due ones first, and which are new."""

    items: tuple[Item, ...]
    new: frozenset[str]

    def posed(self, library: Library, seed: int) -> Quiz:
        """The items as they are put, their options drawn."""
        order = random.Random(seed)
        return Quiz(library.deck, library.title, library.version, seed,
                    tuple(pose(item, order) for item in self.items))


def draw(library: Library, store: Store, day: Day, wish: Wish) -> Drawn:
    """What is asked on a day. UsageError where nothing in the whole deck fits the wish."""
    _check(wish)
    due = _due(library, store, day, wish)
    room = min(wish.most - len(due), wish.most_new)
    new = _new(library, store, day, wish, due, room) if room > 0 else []
    if not due and not new:
        _explain(library, wish)
    return Drawn((*due, *new), frozenset(item.id for item in new))


def _check(wish: Wish) -> None:
    for kind in wish.kinds:
        if kind not in (*KINDS, *FAMILIES):
            raise UsageError(f"no kind “{kind}”; there are {', '.join((*KINDS, *FAMILIES))}")
    if wish.since and wish.until and wish.since > wish.until:
        raise UsageError(f"--since {wish.since} is after --until {wish.until}")


def _due(library: Library, store: Store, day: Day, wish: Wish) -> list[Item]:
    """What is due, the most overdue first; of a fact, one item."""
    most = min(wish.most, wish.most if wish.due is None else wish.due)
    rows, found = iter(store.due(library.deck, day)), list[Item]()
    while len(found) < most and (chunk := [item for item, _ in islice(rows, CHUNK)]):
        asked = {e.id for e in library.find(chunk) if _is_asked(e, day, wish)}
        for item in library.items([name for name in chunk if name in asked]):
            if len(found) < most and not any(_shares(item, other) for other in found):
                found.append(item)
    return found


def _new(
    library: Library, store: Store, day: Day, wish: Wish, due: Sequence[Item], room: int
) -> list[Item]:
    """New items in the order of the deck: facts never asked, then more of those that were.

    Those that another gives away, or that give one away, are left for another day if they can be.
    """
    studied = store.studied(library.deck)
    names = list(islice(_candidates(library, studied, day, wish), room * SPARE))
    chosen, left = list(due), list[Item]()
    for item in library.items(names):
        if len(chosen) - len(due) == room:
            break
        free = all(independent(item, other) for other in chosen)
        (chosen if free else left).append(item)
    for item in left:
        if len(chosen) - len(due) < room and not any(_shares(item, other) for other in chosen):
            chosen.append(item)
    return sorted(chosen[len(due):], key=lambda item: names.index(item.id))


def _candidates(
    library: Library, studied: dict[str, tuple[str, str]], day: Day, wish: Wish
) -> Iterator[str]:
    """Items never asked, of each fact one: of two new facts, then a further one of a known fact.

    So other kinds of question come as soon as there are facts to ask them of. The deck is read only
    as far as items are taken.
    """
    known = {fact for fact, _ in studied.values()}
    today = {fact for fact, time in studied.values() if time >= day.begins}
    used = set[str]()
    more: dict[str, str] = {}  # further items of known facts, by fact
    fresh = 0
    for entry in library.entries():
        if entry.id in studied or entry.fact in today or not _is_asked(entry, day, wish):
            continue
        if entry.fact not in known:
            known.add(entry.fact)
            today.add(entry.fact)
            yield entry.id
            fresh += 1
            if more and fresh % FRESH == 0:
                yield more.pop(next(iter(more)))
        elif entry.fact not in used:
            used.add(entry.fact)
            more[entry.fact] = entry.id
    yield from more.values()


def _is_asked(entry: Entry, day: Day, wish: Wish) -> bool:
    return wish.fits(entry) and not is_over(entry.valid_until, day.date)


def _shares(one: Item, other: Item) -> bool:
    return not {one.fact, *one.facts}.isdisjoint((other.fact, *other.facts))


def _topics(entry: Entry) -> set[str]:
    return {name for name in (entry.topic, entry.development, *entry.tags) if name}


def _explain(library: Library, wish: Wish) -> None:
    """UsageError where the wish fits nothing at all; else nothing is due, which is no fault."""
    topics: set[str] = set()
    for entry in library.entries():
        if wish.fits(entry):
            return
        topics |= _topics(entry)
    if wish.topic is not None and wish.topic not in topics:
        raise UsageError(f"no topic “{wish.topic}”; there are {', '.join(sorted(topics)) or 'none'}")
    raise UsageError("no item fits this choice of topic, kind and dates")
