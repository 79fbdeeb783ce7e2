"""A quiz from many items: a fair draw that keeps the rules of a whole test."""

from __future__ import annotations

import datetime
import random
from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, Protocol

from quizgen.items.independence import Tells, independent, tells_of
from quizgen.items.item import TRUE, Item
from quizgen.items.quiz import Origin, Posed, Quiz, pose
from quizgen.items.select import Known, select_items
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.items.library import Entry, Library

USUAL = 10
PER_DEVELOPMENT = 2
TRIES = 5  # a greedy draw can paint itself into a corner; the best of five counts,
STRICT = 3  # of which three keep apart what a reason tells, or half an answer, too
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
    return _quiz(deck, chosen, lambda item: item, count, seed)


def assemble_from(
    library: Library,
    *,
    count: int | None = None,
    topic: str | None = None,
    kinds: Sequence[str] = (),
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    seed: int = 0,
) -> Quiz:
    """The same quiz from a library, of whose items only those are read that the draw looks at."""
    read: dict[str, Item] = {}

    def fetch(entry: Entry) -> Item:
        if entry.id not in read:
            read.update((item.id, item) for item in library.items([entry.id]))
        return read[entry.id]

    chosen = select_items(list(library.entries()), topic=topic, kinds=kinds, since=since, until=until)
    origin = Origin(library.deck, library.title, library.version)
    return _quiz(origin, chosen, fetch, count, seed)


def _quiz(
    deck: Titled, chosen: Sequence[Known], fetch: Callable[[Known], Item], count: int | None, seed: int
) -> Quiz:
    if not chosen:
        raise TooFewItems("no item fits this choice of topic, kind and dates")
    if count is not None and count < 1:
        raise UsageError(f"a quiz of {count} questions")
    order = random.Random(seed)
    draw = _best_draw(chosen, fetch, count or USUAL, order)
    if count is not None and len(draw.items) < count:
        raise TooFewItems(draw.shortage(count))
    questions = list(draw.items)
    order.shuffle(questions)
    return Quiz(deck.id, deck.title, deck.version, seed, pose_all(questions, order))


class _Shuffle:
    """Numbers from 0 in random order, each drawn when it is asked for (Fisher and Yates)."""

    def __init__(self, count: int, order: random.Random) -> None:
        self.left = count
        self.order = order
        self.drawn: list[int] = []
        self._moved: dict[int, int] = {}  # what stands where another was drawn before

    def draw(self) -> int:
        """The next number; it is added to those that are drawn."""
        place = self.order.randrange(self.left)
        self.left -= 1
        number = self._moved.get(place, place)
        self._moved[place] = self._moved.get(self.left, self.left)
        self.drawn.append(number)
        return number

    def end(self) -> None:
        """Leave the rest, and the source of chance as if it were drawn: however far one looked."""
        for left in range(self.left, 0, -1):
            self.order.randrange(left)
        self.left = 0


class _Draw(Generic[Known]):
    """A draw under way: what is in, and why others stay out.

    Of each kind only the next that could be taken is looked at, and the pool is shuffled and fetched
    no further than that, so that a draw from very many items takes little longer than one from few.
    """

    def __init__(
        self, choice: Sequence[Known], fetch: Callable[[Known], Item], order: random.Random,
        strict: bool,
    ) -> None:
        self.choice = choice
        self.strict = strict  # whether half an answer may not be given away either
        self.fetch = fetch
        self.pool = _Shuffle(len(choice), order)  # of numbers of the choice
        self.items: list[Item] = []
        self.tells: list[Tells] = []
        self.facts: set[str] = set()
        self.developments: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.truths: Counter[str] = Counter()
        self.cleared: dict[int, int] = {}  # by place: how many of those that are in leave it free
        kinds = dict.fromkeys(known.kind for known in choice)
        self.waiting: dict[str, deque[int]] = {kind: deque() for kind in kinds}

    def take(self, item: Item) -> None:
        """Take an item in."""
        self.items.append(item)
        self.tells.append(tells_of(item))
        self.facts.update(item.facts)
        self.developments[item.development] += 1
        self.kinds[item.kind] += 1
        if item.kind == "true-false":
            self.truths[item.key] += 1

    def next(self, per_development: int) -> Item | None:
        """The first item that fits, of the kind that has been drawn least for its share."""
        shares = {kind: self.kinds[kind] / MIX[kind] for kind in self.waiting}
        for share in sorted(set(shares.values())):
            alike = (kind for kind in self.waiting if shares[kind] == share)
            places = [place for kind in alike
                      if (place := self._first(kind, per_development)) is not None]
            if places:
                return self._at(min(places))
        return None

    def _at(self, place: int) -> Item:
        return self.fetch(self.choice[self.pool.drawn[place]])

    def _first(self, kind: str, per_development: int) -> int | None:
        """The place of the first item of a kind that fits; what cannot stand beside what is in goes."""
        kept = []
        found = None
        while found is None and (place := self._after(kind)) is not None:
            known = self.choice[self.pool.drawn[place]]
            if known.fact in self.facts:
                continue
            full = self.developments[known.development] >= per_development  # both are known unread
            if full or self.is_free(place):
                kept.append(place)
                found = None if full or not self.fits(self._at(place)) else place
        self.waiting[kind].extendleft(reversed(kept))
        return found

    def _after(self, kind: str) -> int | None:
        """The next place of a kind; places go to their kinds no further than to the first of it."""
        waiting = self.waiting[kind]
        while not waiting:
            if not self.pool.left:
                return None
            self.waiting[self.choice[self.pool.draw()].kind].append(len(self.pool.drawn) - 1)
        return waiting.popleft()

    def is_free(self, place: int) -> bool:
        """Whether the item of a place can stand beside all that are in; asked once of each of them."""
        mine, since = tells_of(self._at(place)), self.cleared.get(place, 0)
        self.cleared[place] = len(self.items)
        return all(taken.is_independent(mine, self.strict) for taken in self.tells[since:])

    def fits(self, item: Item) -> bool:
        """Whether the item keeps truths in proportion."""
        if item.kind != "true-false":
            return True
        true, false = self.truths[TRUE], self.truths.total() - self.truths[TRUE]
        return (true <= false) if item.key == TRUE else (false <= true)

    def shortage(self, count: int) -> str:
        """Why there are not more, in words."""
        left = sum(all(independent(taken, self.fetch(known)) for taken in self.items)
                   for known in self.choice)
        if left:
            return (f"{count} questions were asked for, and {len(self.items)} can stand on one quiz: "
                    f"{left} more are true/false statements that would leave true and "
                    f"false out of balance; ask for --count {len(self.items)}, or for other kinds")
        return (f"{count} questions were asked for, and {len(self.items)} can stand on one quiz: "
                "every other item asks a fact again or gives an answer away; "
                f"ask for --count {len(self.items)}, or choose less narrowly")


def _best_draw(
    chosen: Sequence[Known], fetch: Callable[[Known], Item], count: int, order: random.Random
) -> _Draw[Known]:
    """The first draw that keeps every rule, or the best of a few."""
    draws = []
    for attempt in range(TRIES):
        draw = _Draw(chosen, fetch, order, strict=attempt < STRICT)
        most = _fill(draw, count)
        draw.pool.end()
        if most == PER_DEVELOPMENT and len(draw.items) == count:
            return draw
        draws.append(draw)
    return max(draws, key=lambda d: (len(d.items), -max(d.developments.values())))


def _fill(draw: _Draw[Known], count: int) -> int:
    """Take what fits until there are so many; from how many of a development it had to be taken."""
    per_development = PER_DEVELOPMENT
    while len(draw.items) < count:
        item = draw.next(per_development)
        if item is not None:
            draw.take(item)
        elif per_development < count:
            per_development += 1
        else:
            break
    return per_development


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
