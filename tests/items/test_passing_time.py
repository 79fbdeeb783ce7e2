"""What a second day does to the items of the first: it adds, and leaves what learners know."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from quizgen.bank.deck import Deck
from quizgen.items.item import Item
from quizgen.items.make import every_item, make_items

FACTS = """\
  - {id: met, kind: meeting, date: 2023-09-14, host: reed, guest: sole, place: weir}
  - {id: stays, kind: event, date: 2023-09-15, text: "{who=@reed} was in {where=@weir}", ask: {where: {stem: "where was {who}?"}}}
  - {id: debt, kind: figure, date: 2023-09, indicator: the debt, value: {value: 40}, assertions: [{by: reed, date: 2023-09-15}]}
  - {id: rain, kind: event, date: 2023-09-15, text: "it rained in {where=@weir}", ask: {where: {stem: "where did it rain?"}}}
"""  # noqa: E501
LATER = """\
date: 2023-09-16
sources: [{id: post, publisher: The Post, date: 2023-09-16}]
developments:
- id: e
  title: E
  facts:
  - {id: left, kind: event, date: 2023-09-16, text: "{who=@reed} went to {where=@thorn} with {whom=@abel}", ask: {where: {stem: "where did {who} go {date:on}?"}}}
updates:
- fact: debt
  assertions:
  - {by: council, polarity: denies}
  - {by: sole, polarity: supports, content: there was a debt}
- {fact: stays, superseded_by: left}
- {fact: rain, status: retracted, why: the paper took its report back}
"""  # noqa: E501
MORE = """\
thorn: {name: Thorn, type: City, subtype: town, country: vale}
abel: {name: Jan Abel, type: Person, subtype: officer, surname: Abel}
"""
FIRST_DAY = datetime.date(2023, 9, 15)


@pytest.fixture
def both(deck_of: Any) -> tuple[Deck, Deck]:
    """The deck of the first day, and that of the second."""
    first = deck_of(FACTS)
    return first, deck_of(FACTS, entities=MORE, later=LATER)


def by_id(items: tuple[Item, ...]) -> dict[str, Item]:
    return {item.id: item for item in items}


def test_as_of_the_first_day_the_quiz_is_that_days(both: tuple[Deck, Deck]) -> None:
    first, second = both
    assert make_items(second, FIRST_DAY) == make_items(first)
    assert make_items(second, datetime.date(2023, 9, 16)) == make_items(second)


def test_what_no_update_names_is_asked_as_before(both: tuple[Deck, Deck]) -> None:
    """New people and places are not offered to the facts of the day before."""
    before, after = (by_id(every_item(deck)) for deck in both)
    same = [name for name in before if name.startswith("met.")]
    assert len(same) > 3
    assert [after[name] for name in same] == [before[name] for name in same]


def test_no_item_goes(both: tuple[Deck, Deck]) -> None:
    before, after = (by_id(every_item(deck)) for deck in both)
    assert set(before) <= set(after)
    assert {name for name in before if before[name].key != after[name].key} == {"debt.standing"}


def test_a_denial_makes_a_claim_disputed_and_is_cited(both: tuple[Deck, Deck]) -> None:
    item = by_id(make_items(both[1]))["debt.value"]
    assert (item.standing, item.as_of) == ("disputed", "2023-09-16")
    assert item.explanation.endswith(
        "The town council denied it. As reported on 16 September 2023, Hugo Sole said that there "
        "was a debt.")
    assert item.cited == "The Echo, 15 September 2023; The Post, 16 September 2023"
    assert item.attribution == "Mayor Maud Reed, reported by the Echo"


def test_what_is_superseded_is_asked_as_of_its_own_day_or_not_at_all(
    both: tuple[Deck, Deck]
) -> None:
    first, second = both
    assert not {"stays.where", "rain.where"} & set(by_id(make_items(second)))
    assert {"stays.where", "rain.where"} <= set(by_id(make_items(second, FIRST_DAY)))
    kept = by_id(every_item(second))["stays.where"]
    assert kept.stem == "As of 15 September 2023, where was Maud Reed?"
    assert kept.status == "superseded"
    assert kept.notice == ("Superseded by the report of 16 September 2023. Maud Reed went to Thorn "
                           "with Jan Abel.")
    assert by_id(make_items(first))["stays.where"].notice == ""


def test_what_is_retracted_says_why(both: tuple[Deck, Deck]) -> None:
    kept = by_id(every_item(both[1]))["rain.where"]
    assert (kept.status, kept.notice) == (
        "retracted",
        "Retracted by the report of 16 September 2023. The paper took its report back.")


def test_before_the_first_report_nothing_is_asked(both: tuple[Deck, Deck]) -> None:
    assert make_items(both[1], datetime.date(2023, 9, 13)) == ()


def test_a_report_stays_a_report_when_somebody_denies_it(deck_of: Any) -> None:
    """The paper said so in its own voice; a denial makes it disputed, and takes no question."""
    facts = "  - {id: met, kind: meeting, date: 2023-09-14, host: reed, guest: sole, place: weir}\n"
    later = ("date: 2023-09-16\nsources: [{id: post, publisher: The Post, date: 2023-09-16}]\n"
             "updates: [{fact: met, assertions: [{by: council, polarity: denies, "
             "date: 2023-09-14}]}]\n")
    before, after = by_id(every_item(deck_of(facts))), by_id(every_item(deck_of(facts, later=later)))
    assert before.keys() < after.keys()
    place = after["met.place"]
    assert (place.standing, place.attribution) == ("disputed", "the Echo")
    assert place.stem.startswith("According to the Echo, ")
    assert after["met.standing"].key == "As a statement that another side denied"
    assert place.as_of == "2023-09-16"


def test_who_said_so_too_is_no_wrong_answer(deck_of: Any) -> None:
    facts = ("  - {id: said, kind: statement, date: 2023-09-14, speaker: reed, content: it was safe, "
             "topic: it}\n")
    later = ("date: 2023-09-16\nsources: [{id: post, publisher: The Post, date: 2023-09-16}]\n"
             "updates: [{fact: said, assertions: [{by: sole}]}]\n")
    item = by_id(every_item(deck_of(facts, later=later)))["said.speaker"]
    assert "Hugo Sole" not in item.options
    assert len(item.options) == 4
