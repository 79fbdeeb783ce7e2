"""Whether two items can stand on one form."""

from __future__ import annotations

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
OTHER = WHERE._replace(id="b.who", fact="b", facts=("b",), stem="Who was it?", key="Maud Reed")


@pytest.mark.parametrize(("shown", "gives"), [
    ({"stem": "Who went to the old mill?"}, True),
    ({"explanation": "Maud Reed went to the OLD  MILL, she said."}, True),
    ({"pairs": (("The Old Mill", "Maud Reed"),), "kind": "matching"}, True),
    ({"sequence": ("The old mill burnt.", "It rained."), "kind": "ordering"}, True),
    ({"stem": "Who went to the old millpond?"}, False),
    ({"stem": "Who went to the mill of old?"}, False),
])
def test_what_shows_the_key_of_another_gives_it_away(shown: dict[str, Any], gives: bool) -> None:
    one = OTHER._replace(**shown)
    assert gives_away(one, WHERE) is gives
    assert independent(one, WHERE) is not gives
    assert independent(WHERE, one) is not gives


def test_a_reason_that_tells_the_key_of_another_is_kept_apart_where_it_can_be() -> None:
    one = OTHER._replace(distractors=(Distractor("Ann Lea", "She went to the old mill."),))
    assert independent(one, WHERE)
    assert not independent(one, WHERE, strict=True)
    assert not independent(WHERE, one, strict=True)


def test_no_fact_is_asked_twice() -> None:
    assert independent(WHERE, OTHER)
    assert not independent(WHERE, OTHER._replace(facts=("c", "a")))
    assert not independent(WHERE, WHERE)


@pytest.mark.parametrize("item", [
    WHERE._replace(kind="true-false", key="True"), WHERE._replace(family="standing"),
    WHERE._replace(kind="ordering"),
])
def test_true_standings_and_orders_are_not_given_away_by_their_words(item: Item) -> None:
    assert not gives_away(OTHER._replace(stem="Is it true of the Old Mill?"), item)


def test_a_response_of_a_matching_can_be_given_away() -> None:
    matching = WHERE._replace(kind="matching", key="x", pairs=(("A", "Elm Hall"), ("B", "Weir")))
    assert gives_away(OTHER._replace(stem="Who was in Elm Hall?"), matching)


def test_the_plain_form_has_no_marks_and_no_article() -> None:
    assert plain("  The “Old” Mill, 2023! ") == "old mill 2023"


JUDGED = WHERE._replace(
    kind="true-false", key="False",
    sentence="On 3 May, Ann Yoxall was representative of the mill’s water board.",
    stem="On 3 May, Ann Yoxall was spokesperson of the mill’s bakers.")


def tells_strictly(stem: str, item: Item) -> bool:
    """Whether a question that may stand beside an item helps with it, looked at strictly."""
    one = OTHER._replace(stem=stem)
    assert independent(one, item)
    return not independent(one, item, strict=True)


@pytest.mark.parametrize(("shown", "gives"), [
    ("According to the water board’s representative Ann Yoxall, what burst?", True),
    ("What did the water board of Elmbrook close?", True),
    ("What did Ann Yoxall see at the mill?", False),
])
def test_a_false_statement_is_given_away_by_what_is_true(shown: str, gives: bool) -> None:
    assert tells_strictly(shown, JUDGED) is gives


@pytest.mark.parametrize(("shown", "gives"), [
    ("According to Belgian mayor Ann Yoxall, what burst?", True),
    ("According to mayor Ann Yoxall, what burst?", False),
])
def test_a_true_statement_is_given_away_by_who_says_all_of_it(shown: str, gives: bool) -> None:
    told = JUDGED._replace(key="True", stem="On 3 May, Ann Yoxall was mayor of Belgi.")
    assert tells_strictly(shown, told) is gives


@pytest.mark.parametrize(("shown", "gives"), [
    ("How did CNN describe Wagner, which the kingdom proscribed?", True),
    ("Where did the plane of Wagner’s chief crash?", False),
])
def test_a_single_word_that_is_true_tells_beside_half_of_the_statement(shown: str, gives: bool) -> None:
    judged = JUDGED._replace(sentence="The kingdom proscribed the Wagner Group.",
                             stem="The kingdom proscribed the RSB Group.")
    assert tells_strictly(shown, judged) is gives


@pytest.mark.parametrize(("shown", "gives"), [
    ("According to Ukrainian minister Ann Yoxall, where was it?", True),
    ("According to Ukrainian minister Maud Reed, where was it?", False),
    ("According to Ann Yoxall, where was it?", False),
])
def test_a_part_of_a_response_tells_beside_its_premise(shown: str, gives: bool) -> None:
    posts = (("Ann Yoxall", "Infrastructure Minister of Ukraine"), ("Tom Lea", "Navy spokesman"))
    matching = WHERE._replace(kind="matching", key="x", pairs=posts)
    assert tells_strictly(shown, matching) is gives
