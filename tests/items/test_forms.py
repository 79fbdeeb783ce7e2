"""Forms: permutations of one quiz that keep its rules and differ from their neighbours."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.read import load_deck
from quizgen.items.assemble import assemble
from quizgen.items.form_file import stored_options, stored_premises
from quizgen.items.forms import LONGEST_RUN, Forms, Student, key_runs, make_forms, set_points
from quizgen.items.item import FALSE, KINDS, TRUE
from quizgen.items.make import make_items
from quizgen.items.quiz import Posed, Quiz, sort_options
from quizgen.problem import UsageError


@cache
def quiz_of(deck: str, count: int, seed: int) -> Quiz:
    bank = load_deck(deck)
    return assemble(bank, make_items(bank), count=count, seed=seed)


@settings(max_examples=40)
@given(deck=st.sampled_from(["ukraine-war", "space-2023"]), count=st.integers(1, 18),
       seed=st.integers(0, 3), forms=st.integers(1, 26), sections=st.booleans())
def test_every_form_is_a_permutation_by_the_rules(
    deck: str, count: int, seed: int, forms: int, sections: bool
) -> None:
    quiz = quiz_of(deck, count, seed)
    made = make_forms(quiz, forms, sections=sections)
    assert made == make_forms(quiz, forms, sections=sections)
    assert [form.form for form in made.quizzes] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:forms])
    for form in made.quizzes:
        assert {p.item for p in form.questions} == {p.item for p in quiz.questions}
        for posed in form.questions:
            assert sorted(posed.options) == sorted(stored_options(posed.item))
            assert sorted(posed.premises) == sorted(stored_premises(posed.item))
            if posed.item.kind == "true-false":
                assert posed.options == (TRUE, FALSE)
            elif posed.item.sorted:
                assert posed.options == sort_options(posed.item)
            if posed.item.kind == "ordering":
                assert posed.options != posed.item.sequence
        kinds = [KINDS.index(p.item.kind) for p in form.questions]
        assert not sections or kinds == sorted(kinds)
        assert balanced(form)


def balanced(form: Quiz) -> bool:
    """At most ceil(n/k)+1 keys at one position, and no long run, per number of options."""
    drawn = [p for p in form.questions if p.item.kind == "multiple-choice" and not p.item.sorted]
    for size in {len(p.options) for p in drawn}:
        places = Counter(p.key_index for p in drawn if len(p.options) == size)
        if max(places.values()) > -(-places.total() // size) + 1:
            return False
    return all(run <= LONGEST_RUN for run in key_runs(form.questions))


@pytest.mark.parametrize(("deck", "count", "seed"), [
    ("ukraine-war", 20, 1), ("ukraine-war", 20, 9), ("space-2023", 20, 1), ("ukraine-war", 40, 2),
    ("space-2023", 5, 3)])
@pytest.mark.parametrize("forms", [2, 3, 26])
def test_neighbours_differ(forms: int, deck: str, count: int, seed: int) -> None:
    """In places, in options, and in the letter that one would copy from question to question."""
    made = make_forms(quiz_of(deck, count, seed), forms).quizzes
    for one, other in zip(made, [*made[1:], made[0]], strict=True):
        pairs = list(zip(one.questions, other.questions, strict=True))
        assert not any(a.item.id == b.item.id for a, b in pairs)
        assert sum(mark(a) == mark(b) != () for a, b in pairs) <= 3
        shown = {posed.item.id: posed.options for posed in other.questions}
        assert not any(posed.options == shown[posed.item.id] for posed in one.questions
                       if posed.item.kind == "multiple-choice" and len(posed.options) > 3
                       and not posed.item.sorted)


def test_neighbours_differ_within_sections() -> None:
    """A question that is alone of its kind stays where it is: the others do not."""
    made = make_forms(quiz_of("ukraine-war", 20, 5), 3, sections=True).quizzes
    for one, other in itertools.pairwise(made):
        kinds = Counter(posed.item.kind for posed in one.questions)
        assert all(kinds[a.item.kind] == 1 for a, b in zip(one.questions, other.questions, strict=True)
                   if a.item == b.item)


def mark(posed: Posed) -> tuple[str, ...]:
    return (posed.item.key,) if posed.item.kind == "true-false" else posed.key_letters


def test_a_form_for_each_student() -> None:
    students = [Student("Zoë Müller", "3"), Student("", "4"), Student("Ann Lee")]
    made = make_forms(quiz_of("space-2023", 8, 0), students=students)
    assert [(q.form, q.student, q.number) for q in made.quizzes] == [
        ("1", "Zoë Müller", "3"), ("2", "", "4"), ("3", "Ann Lee", "")]
    assert made.personal and not make_forms(quiz_of("space-2023", 8, 0), 3).personal


@pytest.mark.parametrize("count", [0, -1, 27])
def test_no_more_forms_than_letters(count: int) -> None:
    with pytest.raises(UsageError, match="1 to 26"):
        make_forms(quiz_of("space-2023", 8, 0), count)


def test_points_by_kind_and_for_all() -> None:
    quiz = quiz_of("ukraine-war", 20, 1)
    kinds = {p.item.id: p.item.kind for p in quiz.questions}
    usual = set_points(quiz, ())
    assert all(usual[p.item.id] == (len(p.premises) or 1) for p in quiz.questions)
    set_ = set_points(quiz, ("2", "true-false=0.5"))
    assert all(worth == (0.5 if kinds[name] == "true-false" else 2) for name, worth in set_.items())
    assert Forms((quiz,), set_).total == sum(set_.values())
    assert set_points(quiz, ("true-false=0.5", "2")) == set_


@pytest.mark.parametrize("wish", ["", "x", "0", "-1", "nan", "inf", "1e9", "0.1", "essay=2", "=2"])
def test_points_that_cannot_be(wish: str) -> None:
    with pytest.raises(UsageError, match="--points"):
        set_points(quiz_of("space-2023", 8, 0), (wish,))


def test_the_quiz_itself_is_not_changed() -> None:
    quiz = quiz_of("space-2023", 8, 0)
    before = quiz._replace()
    make_forms(quiz, 5, sections=True)
    assert quiz == before
