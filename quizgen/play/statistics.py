"""What a learner's log says: numbers alone; `charts` draws them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.items.item import Item
from quizgen.items.library import Library
from quizgen.play.records import AGAIN, Card, Flag, Review
from quizgen.play.schedule import RETENTION, Day, date_of, is_over

WEEKS_AHEAD = 4
HARDEST = 5
FEW = 10  # answers under which a share says nothing
ENOUGH = 5  # answers to a question until an option that nobody chose says something


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many under a name."""

    name: str
    right: int
    of: int

    @property
    def part(self) -> float:
        """Between 0 and 1; of nothing, 0."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Listed:
    """An item that is named, with what there is to say of it."""

    item: str
    stem: str
    right: int = 0
    of: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stats:
    """All numbers on one deck. `ahead` counts what comes due by day, what is overdue with today."""

    deck: str
    title: str
    version: str
    date: datetime.date
    items: int
    learned: int
    due: int
    answered_today: int
    answers: int
    ahead: tuple[int, ...]
    later: int
    retention: Share
    wanted: float
    days: Mapping[datetime.date, int]
    streak: int
    by_topic: tuple[Share, ...]
    by_kind: tuple[Share, ...]
    by_standing: tuple[Share, ...]
    hardest: tuple[Listed, ...]
    unpicked: tuple[Listed, ...]
    flagged: tuple[Listed, ...]


def count_up(
    library: Library, reviews: Sequence[Review], cards: Sequence[Card], flags: Sequence[Flag],
    today: Day, zone: datetime.tzinfo | None,
) -> Stats:
    """The numbers of a day. Answers that were taken back, and skipped questions, do not count."""
    answered = [r for r in reviews if not r.undone and r.rating is not None]
    names = dict.fromkeys([*(r.item for r in answered), *(flag.item for flag in flags)])
    items = {item.id: item for item in library.items(list(names))}
    entries = list(library.entries())
    asked = {e.id for e in entries if not is_over(e.valid_until, today.date)}
    dues = [(date_of(card.due, zone) - today.date).days for card in cards if card.item in asked]
    ahead = Counter(max(n, 0) for n in dues)
    days = Counter(date_of(r.time, zone) for r in answered)
    known = [r for r in answered if r.item in items]
    return Stats(
        library.deck, library.title, library.version, today.date, len(entries), _learned(answered),
        ahead[0], days[today.date], len(answered), tuple(ahead[n] for n in range(7 * WEEKS_AHEAD)),
        sum(n >= 7 * WEEKS_AHEAD for n in dues), _retention(answered, zone), RETENTION, days,
        _streak(days, today.date),
        _shares(known, lambda r: items[r.item].topic or items[r.item].development),
        _shares(known, lambda r: items[r.item].kind),
        _shares(known, lambda r: items[r.item].standing),
        _hardest(known, items), _unpicked(known, items),
        tuple(Listed(f.item, items[f.item].stem if f.item in items else f.note) for f in flags if f.on))


def _learned(answered: Iterable[Review]) -> int:
    """How many items were known when they were last studied."""
    last = {review.item: review.rating for review in answered if review.mode == "study"}
    return sum(rating != AGAIN for rating in last.values())


def _retention(answered: Iterable[Review], zone: datetime.tzinfo | None) -> Share:
    """Of the items that came again on a later day, how many were still known."""
    last: dict[str, datetime.date] = {}
    right = of = 0
    for review in answered:
        if review.mode != "study":
            continue
        date = date_of(review.time, zone)
        if review.item in last and last[review.item] < date:
            of += 1
            right += review.rating != AGAIN
        last[review.item] = date
    return Share("retention", right, of)


def _streak(days: Mapping[datetime.date, int], today: datetime.date) -> int:
    """Days in a row up to today, or up to yesterday where today is still to come."""
    day = today if days.get(today) else today - datetime.timedelta(days=1)
    count = 0
    while days.get(day):
        count += 1
        day -= datetime.timedelta(days=1)
    return count


def _shares(reviews: Iterable[Review], name: Callable[[Review], str]) -> tuple[Share, ...]:
    """Right answers under each name, the most answered first."""
    marks: dict[str, list[bool]] = {}
    for review in reviews:
        marks.setdefault(name(review), []).append(review.rating != AGAIN)
    shares = [Share(heading, sum(found), len(found)) for heading, found in marks.items()]
    return tuple(sorted(shares, key=lambda share: (-share.of, share.name)))


def _hardest(reviews: Iterable[Review], items: Mapping[str, Item]) -> tuple[Listed, ...]:
    """Items that were missed more than once, by how often they were."""
    shares = [s for s in _shares(reviews, lambda r: r.item) if s.of - s.right > 1]
    shares.sort(key=lambda s: (s.part, -s.of, s.name))
    return tuple(Listed(s.name, items[s.name].stem, s.right, s.of) for s in shares[:HARDEST])


def _unpicked(reviews: Iterable[Review], items: Mapping[str, Item]) -> tuple[Listed, ...]:
    """Wrong options that were never chosen, of questions that were answered often enough."""
    chosen: dict[str, list[str | None]] = {}
    for review in reviews:
        if items[review.item].kind == "multiple-choice" and not review.hints:
            chosen.setdefault(review.item, []).append(review.choice)
    found = []
    for name, choices in chosen.items():
        idle = tuple(d.text for d in items[name].distractors if d.text not in choices)
        if len(choices) >= ENOUGH and idle:
            found.append(Listed(name, items[name].stem, 0, len(choices), idle))
    return tuple(sorted(found, key=lambda one: (-one.of, one.item)))
