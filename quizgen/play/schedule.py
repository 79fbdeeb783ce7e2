"""When an item is asked again: reviews in, a card out; and when a learner's day begins.

A card is nothing but what its reviews come to (`replay`). There are no steps of minutes and no
random spread: an item returns after whole days, and the same log gives the same cards on every
machine.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.play.records import AGAIN, Card, Review, from_utc, utc

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9  # how many of the items that come due should still be known
LONGEST_DAYS = 3650
DAY_BEGINS = datetime.time(4)  # as in Anki: who learns past midnight is still in the same day


class Day(NamedTuple):
    """A learner's day: from four in the morning, local time, to the next. Bounds are UTC texts."""

    date: datetime.date
    begins: str
    ends: str


class LocalZone(datetime.tzinfo):
    """The machine's own zone, which knows when its clocks change."""

    def utcoffset(self, time: datetime.datetime | None) -> datetime.timedelta | None:
        """The offset that holds at a local time."""
        return _local(time.replace(tzinfo=None)).utcoffset() if time else None

    def dst(self, time: datetime.datetime | None) -> None:
        """Not told apart from the offset."""

    def tzname(self, time: datetime.datetime | None) -> str:
        """Its name is of no interest."""
        return "local"

    def fromutc(self, time: datetime.datetime) -> datetime.datetime:
        """The local time of a time in UTC."""
        return _local(time.replace(tzinfo=datetime.UTC)).replace(tzinfo=self)


def _local(time: datetime.datetime) -> datetime.datetime:
    """A time in the machine's zone; in UTC where that is none, as more than a day from it."""
    try:
        return time.astimezone()
    except (ValueError, OverflowError, OSError):
        return time.replace(tzinfo=datetime.UTC)


def local_now() -> datetime.datetime:
    """The time on this machine's clock: the one place where play reads it."""
    return datetime.datetime.now(LocalZone())


def day_of(now: datetime.datetime) -> Day:
    """The learner's day in which a time falls; the time's zone is the learner's."""
    date = now.date() if now.time() >= DAY_BEGINS else now.date() - datetime.timedelta(days=1)
    return day_on(date, now.tzinfo)


def day_on(date: datetime.date, zone: datetime.tzinfo | None) -> Day:
    """The learner's day of a date."""
    begins, ends = (utc(datetime.datetime.combine(date + datetime.timedelta(days=n), DAY_BEGINS, zone))
                    for n in (0, 1))
    return Day(date, begins, ends)


def date_of(time: str, zone: datetime.tzinfo | None) -> datetime.date:
    """The learner's date of a time that was kept."""
    return day_of(from_utc(time).astimezone(zone)).date


def replay(reviews: Iterable[Review]) -> Card | None:
    """The card that the reviews of one item come to; None where none counts."""
    counted = sorted((r for r in reviews if r.counts), key=lambda r: (r.time, r.id))
    if not counted:
        return None
    from fsrs import Card as FsrsCard
    from fsrs import Rating

    times = [from_utc(review.time) for review in counted]
    card = FsrsCard(card_id=1, due=times[0])
    for review, time in zip(counted, times, strict=True):
        card, _ = _scheduler().review_card(card, Rating(review.rating or AGAIN), time)
    last = counted[-1]
    assert card.stability is not None and card.difficulty is not None
    return Card(
        last.deck, last.item, last.fact, _capped(utc(card.due), last), card.stability,
        card.difficulty, int(card.state), card.step, last.time, len(counted),
        sum(r.rating == AGAIN for r in counted[1:]),
    )


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(),
                     maximum_interval=LONGEST_DAYS, enable_fuzzing=False)


def _capped(due: str, last: Review) -> str:
    """No later than the item's last day, while that is still to come."""
    if last.expires is None:
        return due
    end = f"{last_day(last.expires)}T00:00:00.000Z"
    return min(due, end) if end > last.time else due


def last_day(date: str) -> datetime.date:
    """The last day that a date of the bank can mean."""
    from quizgen.bank.dates import FactDate

    return FactDate.parse(date).last_day


def is_over(valid_until: str | None, today: datetime.date) -> bool:
    """Whether an item is past its last day and not asked any more."""
    return valid_until is not None and last_day(valid_until) < today


def warm() -> None:
    """Import what the first review needs, while there is time."""
    _scheduler()
