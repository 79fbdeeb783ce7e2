"""Which items a wish names."""

from __future__ import annotations

import datetime

import pytest

from quizgen.items.item import Citation, Item
from quizgen.items.select import select_items
from quizgen.problem import UsageError

ITEM = Item(
    id="a.q", kind="cloze", family="content", fact="a", facts=("a",), development="d1", topic="war",
    question="q", stem="", key="", accept=(), distractors=(), sorted=False, sentence="",
    explanation="", source=Citation("CNN", ""), as_of="2023-09-15", attribution="",
    standing="reported", perishable=False, tags=("sea", "ships"))
OTHER = ITEM._replace(id="b.q", kind="multiple-choice", family="standing", development="d2",
                      topic=None, tags=(), as_of="2023-10-01")
ITEMS = (ITEM, OTHER)


def ids(**wish: object) -> list[str]:
    return [item.id for item in select_items(ITEMS, **wish)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("topic", "chosen"), [
    ("war", ["a.q"]), ("d1", ["a.q"]), ("sea", ["a.q"]), ("d2", ["b.q"]), (None, ["a.q", "b.q"]),
])
def test_a_topic_is_a_topic_a_development_or_a_tag(topic: str | None, chosen: list[str]) -> None:
    assert ids(topic=topic) == chosen


def test_a_kind_is_a_kind_or_a_family() -> None:
    assert ids(kinds=["cloze"]) == ["a.q"]
    assert ids(kinds=["standing"]) == ["b.q"]
    assert ids(kinds=["cloze", "standing"]) == ["a.q", "b.q"]
    assert ids(kinds=["ordering"]) == []


@pytest.mark.parametrize(("since", "until", "chosen"), [
    ("2023-09-15", None, ["a.q", "b.q"]), ("2023-09-16", None, ["b.q"]),
    (None, "2023-09-15", ["a.q"]), (None, "2023-09-14", []),
    ("2023-09-15", "2023-09-15", ["a.q"]), ("2023-10-02", None, []),
])
def test_days_are_those_of_the_report_both_ends_included(
    since: str | None, until: str | None, chosen: list[str]
) -> None:
    read = datetime.date.fromisoformat
    assert ids(since=read(since) if since else None, until=read(until) if until else None) == chosen


@pytest.mark.parametrize("as_of", ["2023-09", "2023-09~"])
def test_what_was_reported_in_a_month_counts_from_its_first_day(as_of: str) -> None:
    """A source dated by its month may be of any day of it."""
    items = [ITEM._replace(as_of=as_of)]
    assert select_items(items, since=datetime.date(2023, 9, 1)) == tuple(items)
    assert select_items(items, until=datetime.date(2023, 9, 30)) == tuple(items)
    assert select_items(items, since=datetime.date(2023, 10, 1)) == ()
    assert select_items(items, until=datetime.date(2023, 8, 31)) == ()


def test_what_does_not_exist_is_told_with_what_does() -> None:
    with pytest.raises(UsageError, match="no topic “peace”; there are d1, d2, sea, ships, war"):
        ids(topic="peace")
    with pytest.raises(UsageError, match=r"no kind “essay”; there are multiple-choice, .*standing"):
        ids(kinds=["cloze", "essay"])
    with pytest.raises(UsageError, match="--since 2023-09-02 is after --until 2023-09-01"):
        ids(since=datetime.date(2023, 9, 2), until=datetime.date(2023, 9, 1))
