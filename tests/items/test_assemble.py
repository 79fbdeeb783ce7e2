"""A quiz from many items keeps the rules of a whole test."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from itertools import combinations, groupby
from math import ceil
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.bank.deck import Deck
from quizgen.bank.read import load_deck
from quizgen.items.assemble import TooFewItems, assemble, key_places
from quizgen.items.independence import gives_away, independent
from quizgen.items.item import KINDS, Distractor, Item
from quizgen.items.make import make_items
from quizgen.items.quiz import Quiz, pose


@cache
def ukraine() -> tuple[Deck, tuple[Item, ...]]:
    deck = load_deck("ukraine-war")
    return deck, make_items(deck)


def draw(**wish: Any) -> Quiz:
    return assemble(*ukraine(), **wish)


SEEDS = st.integers(0, 2**32)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.sampled_from([1, 2, 7, 10, 15]))
def test_any_seed_gives_a_fair_quiz(seed: int, count: int) -> None:
    """No fact twice, nothing given away, at most two of a development, truths in balance."""
    quiz = draw(seed=seed, count=count)
    items = [posed.item for posed in quiz.questions]
    assert len(items) == count
    assert len({fact for item in items for fact in item.facts}) == sum(len(i.facts) for i in items)
    for one, other in combinations(items, 2):
        assert not gives_away(one, other)
        assert not gives_away(other, one)
    if count <= 10:
        assert max(Counter(item.development for item in items).values()) <= 2
    truths = Counter(item.key for item in items if item.kind == "true-false")
    assert abs(truths["True"] - truths["False"]) <= 1


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_key_stands_at_every_position_about_as_often(seed: int) -> None:
    """At most ceil(n/k) + 1 at one position, and never more than three in a row."""
    quiz = draw(seed=seed, count=15, kinds=["multiple-choice"])
    drawn = [posed for posed in quiz.questions if not posed.item.sorted]
    by_size: dict[int, list[int]] = {}
    for posed in drawn:
        assert posed.options[posed.key_index] == posed.item.key
        by_size.setdefault(len(posed.options), []).append(posed.key_index)
    for size, places in by_size.items():
        assert max(Counter(places).values()) <= ceil(len(places) / size) + 1
    if len(by_size) == 1 and len(drawn) == len(quiz.questions):
        assert max(len([*run]) for _, run in groupby(p.key_index for p in drawn)) <= 3


@given(SEEDS, st.integers(2, 5), st.integers(1, 40))
@example(11, 2, 10)
@example(157, 4, 15)
def test_positions_are_even_and_have_no_long_run(seed: int, size: int, number: int) -> None:
    places = key_places(size, number, random.Random(seed))
    assert len(places) == number
    assert max(Counter(places).values()) <= ceil(number / size) + 1
    assert max(len([*run]) for _, run in groupby(places)) <= 3


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_the_same_seed_gives_the_same_quiz(seed: int) -> None:
    assert draw(seed=seed) == draw(seed=seed)


def test_other_seeds_give_other_quizzes() -> None:
    assert len({tuple(p.item.id for p in draw(seed=seed).questions) for seed in range(8)}) >= 7


def test_the_order_of_the_items_given_is_all_that_counts_beside_the_seed() -> None:
    deck, items = ukraine()
    assert assemble(deck, list(items), seed=3) == assemble(deck, items, seed=3)


def test_kinds_are_mixed() -> None:
    kinds = Counter(p.item.kind for seed in range(5) for p in draw(seed=seed).questions)
    assert {"multiple-choice", "true-false", "short-answer", "cloze"} <= set(kinds)
    assert kinds["multiple-choice"] == max(kinds.values())


def test_only_what_was_chosen_is_drawn() -> None:
    quiz = draw(seed=1, count=3, kinds=["true-false"], topic="north-korea")
    assert {(p.item.kind, p.item.topic) for p in quiz.questions} == {("true-false", "north-korea")}


def test_more_of_a_development_are_drawn_where_there_are_no_others() -> None:
    development = Counter(i.development for i in ukraine()[1]).most_common(1)[0][0]
    quiz = draw(seed=1, count=4, topic=development)
    assert [p.item.development for p in quiz.questions] == [development] * 4


@pytest.mark.parametrize("seed", range(4))
def test_too_few_items_say_how_many_there_are_and_that_many_can_be_had(seed: int) -> None:
    with pytest.raises(TooFewItems, match=r"400 questions were asked for, and \d+ can stand on "
                                          r"one quiz: .* ask for --count \d+, or") as caught:
        draw(seed=seed, count=400)
    most = int(str(caught.value).split("--count ")[1].split(",")[0])
    assert len(draw(seed=seed, count=most).questions) == most


def test_a_choice_that_fits_nothing_is_told() -> None:
    deck, items = ukraine()
    with pytest.raises(TooFewItems, match="no item fits this choice"):
        assemble(deck, [i for i in items if i.kind == "cloze"], kinds=["ordering"])
    with pytest.raises(TooFewItems):
        assemble(deck, [])


def test_too_few_false_statements_are_named_as_the_reason() -> None:
    """Where truths must balance, the message does not blame facts that are asked twice."""
    deck, items = ukraine()
    true = [i for i in items if i.kind == "true-false" and i.key == "True"]
    with pytest.raises(TooFewItems, match="true"):
        assemble(deck, true, count=5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_every_kind_is_posed_with_its_key_among_its_options(kind: str, seed: int) -> None:
    for item in ukraine()[1]:
        if item.kind != kind:
            continue
        posed = pose(item, random.Random(seed))
        if kind in ("multiple-choice", "true-false"):
            assert sorted(posed.options) == sorted(item.options)
            assert posed.options[posed.key_index] == item.key
            assert posed.key_letters == ("ABCDE"[posed.key_index],)
        elif kind == "matching":
            right = dict(item.pairs)
            shown = [posed.options["ABCDEFGHIJ".index(letter)] for letter in posed.key_letters]
            assert shown == [right[premise] for premise in posed.premises]
            assert len(posed.options) > len(posed.premises)
        elif kind == "ordering":
            assert posed.options != item.sequence
            assert tuple(posed.options["ABCDEFGHIJ".index(c)] for c in posed.key_letters) \
                == item.sequence
        else:
            assert (posed.options, posed.key_index, posed.key_letters) == ((), -1, ())


def test_numbers_and_dates_ascend() -> None:
    item = next(i for i in ukraine()[1] if i.kind == "multiple-choice")
    numbers = item._replace(sorted=True, key="1,000", distractors=tuple(
        Distractor(text, "") for text in ("20", "300", "9")))
    assert pose(numbers, random.Random(1)).options == ("9", "20", "300", "1,000")
    dates = numbers._replace(key="2 May 2023", distractors=tuple(
        Distractor(text, "") for text in ("1 June 2023", "30 April 2023", "3 May 2022")))
    assert pose(dates, random.Random(1)).options == (
        "3 May 2022", "30 April 2023", "2 May 2023", "1 June 2023")


@pytest.mark.parametrize("seed", range(6))
def test_on_a_sheet_of_twenty_no_question_helps_with_another(seed: int) -> None:
    asked = [posed.item for posed in assemble(*ukraine(), count=20, seed=seed).questions]
    assert all(independent(one, other, strict=True) for one, other in combinations(asked, 2))
