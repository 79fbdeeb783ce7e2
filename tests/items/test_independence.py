"""Whether two items can stand on one form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quizgen.items.independence import gives_away, independent, plain
from quizgen.items.item import Citation, Distractor, Item

WHERE = Item(
    id="a.place", kind="multiple-choice", family="content", fact="a", facts=("a",),
    development="d", topic=None, question="place", stem="Where was it?", key="The Old Mill",
    accept=(), distractors=(), sorted=False, sentence="", explanation="It was there.",
    source=Citation("CNN", ""), as_of="2023-09-15", attribution="", standing="reported",
    perishable=False, tags=())
OTHER = replace(WHERE, id="b.who", fact="b", facts=("b",), stem="Who was it?", key="Maud Reed")


@pytest.mark.parametrize(("shown", "gives"), [
    ({"stem": "Who went to the old mill?"}, True),
    ({"explanation": "Maud Reed went to the OLD  MILL, she said."}, True),
    ({"pairs": (("The Old Mill", "Maud Reed"),), "kind": "matching"}, True),
    ({"sequence": ("The old mill burnt.", "It rained."), "kind": "ordering"}, True),
    ({"stem": "Who went to the old millpond?"}, False),
    ({"stem": "Who went to the mill of old?"}, False),
])
def test_what_shows_the_key_of_another_gives_it_away(shown: dict[str, Any], gives: bool) -> None:
    one = replace(OTHER, **shown)
    assert gives_away(one, WHERE) is gives
    assert independent(one, WHERE) is not gives
    assert independent(WHERE, one) is not gives


def test_a_reason_that_tells_the_key_of_another_is_kept_apart_where_it_can_be() -> None:
    one = replace(OTHER, distractors=(Distractor("Ann Lea", "She went to the old mill."),))
    assert independent(one, WHERE)
    assert not independent(one, WHERE, reasons=True)
    assert not independent(WHERE, one, reasons=True)


def test_no_fact_is_asked_twice() -> None:
    assert independent(WHERE, OTHER)
    assert not independent(WHERE, replace(OTHER, facts=("c", "a")))
    assert not independent(WHERE, WHERE)


@pytest.mark.parametrize("item", [
    replace(WHERE, kind="true-false", key="True"), replace(WHERE, family="standing"),
    replace(WHERE, kind="ordering"),
])
def test_true_standings_and_orders_are_not_given_away_by_their_words(item: Item) -> None:
    assert not gives_away(replace(OTHER, stem="Is it true of the Old Mill?"), item)


def test_a_response_of_a_matching_can_be_given_away() -> None:
    matching = replace(WHERE, kind="matching", key="x", pairs=(("A", "Elm Hall"), ("B", "Weir")))
    assert gives_away(replace(OTHER, stem="Who was in Elm Hall?"), matching)


def test_the_plain_form_has_no_marks_and_no_article() -> None:
    assert plain("  The “Old” Mill, 2023! ") == "old mill 2023"
