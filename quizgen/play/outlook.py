"""What is to come: how much is left for today, and when the next items come due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.items.library import Library
from quizgen.play.schedule import Day, date_of, day_on, is_over
from quizgen.play.store import Store

LOOKED_AT = 2000  # items to come that are looked at, to say when


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is still due today, and how many items come due on the next day that has any."""

    today: int
    date: datetime.date | None = None
    count: int = 0

    def words(self, now: datetime.date) -> str:
        """When to come again: `3 come due tomorrow.`; nothing where nothing was learned."""
        if self.today:
            return f"{self.today} more {_are(self.today)} due today."
        if self.date is None:
            return ""
        days = (self.date - now).days
        when = "tomorrow" if days == 1 else f"on {self.date:%A} {self.date.day} {self.date:%B %Y}"
        return f"{self.count} come{'s' * (self.count == 1)} due {when}."


def outlook(library: Library, store: Store, day: Day, zone: datetime.tzinfo | None) -> Outlook:
    """What is to come, of the items that the deck still asks."""
    left = store.due(library.deck, day)
    asked = _asked(library, (item for item, _ in left), day)
    today = {fact for item, fact in left if item in asked}
    rows = store.dues(library.deck, day.ends)[:LOOKED_AT]
    asked = _asked(library, (item for _, item in rows), day)
    times = [due for due, item in rows if item in asked]
    if not times:
        return Outlook(len(today))
    date = date_of(times[0], zone)
    ends = day_on(date, zone).ends
    return Outlook(len(today), date, sum(due < ends for due in times))


def _asked(library: Library, items: Iterable[str], day: Day) -> set[str]:
    return {e.id for e in library.find(items) if not is_over(e.valid_until, day.date)}


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
