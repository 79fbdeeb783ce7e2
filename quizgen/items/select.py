"""Which items, or entries of items, a wish names: by topic, kind and day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Protocol, TypeVar

from quizgen.bank.dates import FactDate
from quizgen.items.item import FAMILIES, KINDS, Family, Kind
from quizgen.problem import UsageError


class Selectable(Protocol):
    """What a wish goes by: an `Item`, or its `Entry`."""

    @property
    def fact(self) -> str:
        """The fact or the set that it asks of."""

    @property
    def kind(self) -> Kind:
        """How it asks."""

    @property
    def family(self) -> Family:
        """What it asks after."""

    @property
    def development(self) -> str:
        """The development that it is of."""

    @property
    def topic(self) -> str | None:
        """Its topic."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""

    @property
    def as_of(self) -> str:
        """The date that its fact is of."""


Known = TypeVar("Known", bound=Selectable)


def select_items(
    items: Sequence[Known],
    *,
    topic: str | None = None,
    kinds: Sequence[str] = (),
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> tuple[Known, ...]:
    """The items of a topic (or development, or tag), of the kinds, reported from `since` to `until`.

    UsageError names what there is where the topic or a kind does not exist.
    """
    for kind in kinds:
        if kind not in (*KINDS, *FAMILIES):
            raise UsageError(f"no kind “{kind}”; there are {', '.join((*KINDS, *FAMILIES))}")
    if topic is not None:
        known = {name for item in items for name in _topics(item)}
        if topic not in known:
            raise UsageError(f"no topic “{topic}”; there are {', '.join(sorted(known)) or 'none'}")
    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}")
    if topic is None and not kinds and since is None and until is None:
        return tuple(items)
    return tuple(
        item for item in items
        if (topic is None or topic in _topics(item))
        and (not kinds or item.kind in kinds or item.family in kinds)
        and (since is None or FactDate.parse(item.as_of).last_day >= since)
        and (until is None or FactDate.parse(item.as_of).first_day <= until)
    )


def _topics(item: Selectable) -> set[str]:
    return {name for name in (item.topic, item.development, *item.tags) if name}
