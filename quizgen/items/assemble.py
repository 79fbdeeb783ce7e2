"""A quiz from many items: a fair draw that keeps the rules of a whole test."""

from __future__ import annotations

import datetime
import random
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from quizgen.items.independence import independent
from quizgen.items.item import TRUE, Item
from quizgen.items.quiz import Posed, Quiz, pose
from quizgen.items.select import select_items
from quizgen.problem import QuizgenError, UsageError

USUAL = 10
PER_DEVELOPMENT = 2
TRIES = 3  # a greedy draw can paint itself into a corner; the best of three counts
# How often each kind is drawn where all are to be had.
MIX = {"multiple-choice": 5, "short-answer": 2, "true-false": 2, "cloze": 2, "numerical": 1,
       "matching": 1, "ordering": 1}


class Titled(Protocol):
    """What a quiz has to know of its deck: a `Deck`, or an `Origin`."""

    @property
    def id(self) -> str:
        """The deck's id."""

    @property
    def title(self) -> str:
        """The deck's title."""

    @property
    def version(self) -> str:
        """The deck's version."""


class TooFewItems(QuizgenError):
    """The wish cannot be met; the message says which rule ran short and how many there are."""


def assemble(
    deck: Titled,
    items: Sequence[Item],
    *,
    count: int | None = None,
    topic: str | None = None,
    kinds: Sequence[str] = (),
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    seed: int = 0,
) -> Quiz:
    """Draw `count` items into a quiz; the same items and seed give the same quiz.

    Without a count: ten, or as many as the rules allow.

    No fact is asked twice and no item gives another away; at most two come from a development
    where there are enough; kinds are mixed; the key stands at every position about as often.
    TooFewItems where the rules leave fewer than `count`.
    """
    chosen = select_items(items, topic=topic, kinds=kinds, since=since, until=until)
    if not chosen:
        raise TooFewItems("no item fits this choice of topic, kind and dates")
    if count is not None and count < 1:
        raise UsageError(f"a quiz of {count} questions")
    order = random.Random(seed)
    wanted = count or USUAL
    draw = _best_draw(chosen, wanted, [order.getrandbits(64) for _ in range(TRIES)])
    if count is not None and len(draw.items) < count:
        raise TooFewItems(draw.shortage(count))
    questions = list(draw.items)
    order.shuffle(questions)
    return Quiz(deck.id, deck.title, deck.version, seed, pose_all(questions, order))


@dataclass(slots=True)
class _Draw:
    """A draw under way: what is in, and why others stay out.

    Of each kind only the next that could be taken is looked at, so that a draw from very many items
    takes little longer than one from few. What is shuffled are numbers: items lie all over the memory.
    """

    choice: Sequence[Item]
    pool: list[int]  # the numbers of the items of the choice, shuffled
    items: list[Item] = field(default_factory=list)
    developments: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    truths: Counter[str] = field(default_factory=Counter)
    waiting: dict[str, deque[int]] = field(default_factory=dict)  # by kind: places looked at before
    coming: dict[str, Iterator[int]] = field(default_factory=dict)  # by kind: the places after them

    def __post_init__(self) -> None:
        kinds = [item.kind for item in self.choice]
        for kind in dict.fromkeys(kinds):
            self.waiting[kind] = deque()
            self.coming[kind] = _places_of(kind, kinds, self.pool)

    def take(self, item: Item) -> None:
        """Take an item in."""
        self.items.append(item)
        self.developments[item.development] += 1
        self.kinds[item.kind] += 1
        if item.kind == "true-false":
            self.truths[item.key] += 1

    def next(self, per_development: int) -> Item | None:
        """The first item that fits, of the kind that has been drawn least for its share."""
        places = {kind: place for kind in self.waiting
                  if (place := self._first(kind, per_development)) is not None}
        if not places:
            return None
        kind = min(places, key=lambda k: (self.kinds[k] / MIX[k], places[k]))
        return self._at(places[kind])

    def _at(self, place: int) -> Item:
        return self.choice[self.pool[place]]

    def _first(self, kind: str, per_development: int) -> int | None:
        """The place of the first item of a kind that fits; what cannot stand beside what is in goes."""
        waiting, kept = self.waiting[kind], []
        found = None
        while found is None:
            place = waiting.popleft() if waiting else next(self.coming[kind], None)
            if place is None:
                break
            if self.is_free(self._at(place)):
                kept.append(place)
                found = place if self.fits(self._at(place), per_development) else None
        waiting.extendleft(reversed(kept))
        return found

    def is_free(self, item: Item) -> bool:
        """Whether the item can stand beside all that are in."""
        return all(independent(taken, item) for taken in self.items)

    def fits(self, item: Item, per_development: int) -> bool:
        """Whether the item keeps developments and truths in proportion."""
        if self.developments[item.development] >= per_development:
            return False
        if item.kind != "true-false":
            return True
        true, false = self.truths[TRUE], self.truths.total() - self.truths[TRUE]
        return (true <= false) if item.key == TRUE else (false <= true)

    def worth(self) -> tuple[int, int]:
        """What tells the better of two draws; it is the greater."""
        return len(self.items), -max(self.developments.values())

    def shortage(self, count: int) -> str:
        """Why there are not more, in words."""
        left = sum(self.is_free(item) for item in self.choice)
        if left:
            return (f"{count} questions were asked for, and {len(self.items)} can stand on one quiz: "
                    f"{left} more are true/false statements that would leave true and "
                    f"false out of balance; ask for --count {len(self.items)}, or for other kinds")
        return (f"{count} questions were asked for, and {len(self.items)} can stand on one quiz: "
                "every other item asks a fact again or gives an answer away; "
                f"ask for --count {len(self.items)}, or choose less narrowly")


def _places_of(kind: str, kinds: Sequence[str], pool: Sequence[int]) -> Iterator[int]:
    return (place for place, number in enumerate(pool) if kinds[number] == kind)


def _best_draw(items: Sequence[Item], count: int, seeds: Sequence[int]) -> _Draw:
    """The draw with the most items, and of these the one with the fewest from a development."""
    draws = []
    for seed in seeds:
        draws.append(_draw(items, count, random.Random(seed)))
        if draws[-1].worth() == (count, -1):  # no other can be better
            break
    return max(draws, key=_Draw.worth)


def _draw(items: Sequence[Item], count: int, order: random.Random) -> _Draw:
    pool = [*range(len(items))]
    order.shuffle(pool)
    draw = _Draw(items, pool)
    per_development = PER_DEVELOPMENT
    while len(draw.items) < count:
        item = draw.next(per_development)
        if item is not None:
            draw.take(item)
        elif per_development < count:
            per_development += 1
        else:
            break
    return draw


def pose_all(items: Sequence[Item], order: random.Random) -> tuple[Posed, ...]:
    """Every item with its options in order, the key's position balanced and without long runs."""
    sizes = Counter(len(i.options) for i in items if i.kind == "multiple-choice" and not i.sorted)
    places = {size: key_places(size, number, order) for size, number in sizes.items()}
    posed = []
    for item in items:
        drawn = item.kind == "multiple-choice" and not item.sorted
        posed.append(pose(item, order, places[len(item.options)].pop() if drawn else None))
    return tuple(posed)


def key_places(size: int, number: int, order: random.Random) -> list[int]:
    """Key positions for `number` items of `size` options: even, and no run over three."""
    places: list[int] = []
    while len(places) < number:
        block = list(range(size))
        order.shuffle(block)
        places.extend(block)  # of two blocks that meet, no place stands more than twice in a row
    return places[:number]
