"""The figures, held against scipy's and against the formulas of the books."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from quizgen.marking.analyse import analyse_class, analyse_items, correlation, reliability
from quizgen.marking.results import read_results
from quizgen.marking.score import Paper, Rule, mark_papers
from tests.marking.conftest import class_rows, forms, right_answer
from tests.marking.test_results import WIDE, table


def papers(students: int = 40, seed: int = 2, rule: Rule | None = None) -> tuple[Paper, ...]:
    text = table([WIDE, *class_rows(forms(), students, seed)])
    read, problems = read_results(text.encode(), "r", forms())
    assert not problems
    return mark_papers(read, forms(), rule or Rule(), "r")[0]


def matrix(marked: tuple[Paper, ...]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Students down, items across in the order of form A, whatever each one's form."""
    return np.array([[next(m.read.share for m in p.marks if m.item == item)
                      for item in forms().items] for p in marked])


@pytest.mark.parametrize("partial", [True, False])
def test_the_same_figures_as_a_statistics_library(partial: bool) -> None:
    marked = papers(rule=Rule(partial=partial))
    shares = matrix(marked)
    for at, found in enumerate(analyse_items(marked, forms())):
        rest = shares.sum(axis=1) - shares[:, at]
        assert found.difficulty == pytest.approx(shares[:, at].mean())
        assert found.discrimination is not None
        if set(shares[:, at]) <= {0.0, 1.0}:
            expected = stats.pointbiserialr(shares[:, at], rest).statistic
        else:
            expected = stats.pearsonr(shares[:, at], rest).statistic
        assert found.discrimination == pytest.approx(expected)
    whole = analyse_class(marked, forms())
    count = shares.shape[1]
    covariance = np.cov(shares, rowvar=False, ddof=0)
    alpha = count / (count - 1) * (1 - np.trace(covariance) / covariance.sum())
    assert whole.reliability == pytest.approx(alpha)
    assert whole.is_kr20 == (not partial)
    if not partial:
        right = shares.mean(axis=0)
        kr20 = count / (count - 1) * (1 - (right * (1 - right)).sum() / shares.sum(axis=1).var())
        assert whole.reliability == pytest.approx(kr20)
    points = np.array([p.points for p in marked])
    assert (whole.mean, whole.median, whole.deviation) == pytest.approx(
        (points.mean(), np.median(points), stats.tstd(points)))


def test_kr20_of_a_worked_example() -> None:
    """Three items, four students: Σpq = 0.625, the totals' variance 1.25 of totals 3, 2, 1, 0."""
    rows = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]
    assert reliability(rows) == pytest.approx(3 / 2 * (1 - 0.625 / 1.25))
    assert reliability([[1, 1], [1, 1]]) is None and reliability([[1, 0]]) is None
    assert correlation([1, 1], [0, 1]) is None


def test_options_are_counted_by_their_text_across_forms() -> None:
    rows = [[f"S{n}", quiz.form, *map(right_answer, quiz.questions)]
            for n, quiz in enumerate(forms().quizzes)]
    read, _ = read_results(table([WIDE, *rows]).encode(), "r", forms())
    for found in analyse_items(mark_papers(read, forms(), Rule(), "r")[0], forms()):
        if found.item.kind == "multiple-choice":
            assert found.chosen[0] == (found.item.key, 3)
            assert [count for _, count in found.chosen[1:]] == [0] * (len(found.chosen) - 1)
        if found.item.kind in ("matching", "ordering"):
            assert {count for _, count in found.chosen} == {3}
            assert len(found.chosen) == (len(found.item.pairs) or 1)
        assert found.difficulty == 1 and found.discrimination is None and not found.remarks


def test_wrong_choices_cost_and_blanks_do_not() -> None:
    free, strict = papers(), papers(rule=Rule(wrong=-0.25))
    for one, other in zip(free, strict, strict=True):
        missed = sum(m.item.kind in ("multiple-choice", "true-false")
                     and m.read.outcome in ("wrong", "double", "unread") for m in one.marks)
        assert other.points == pytest.approx(one.points - 0.25 * missed)


def test_an_item_whose_wrong_option_was_taken_more_is_looked_at() -> None:
    quiz = forms().quizzes[0]
    at, posed = next((n, p) for n, p in enumerate(quiz.questions) if p.item.kind == "multiple-choice")
    wrong = next(n for n, text in enumerate(posed.options) if text != posed.item.key)
    rows = []
    for n in range(12):
        answers = [right_answer(p) for p in quiz.questions]
        answers[at] = "ABCD"[wrong] if n else right_answer(posed)
        rows.append([f"S{n}", "A", *answers])
    read, _ = read_results(table([WIDE, *rows]).encode(), "r", forms())
    marked = mark_papers(read, forms(), Rule(), "r")[0]
    found = next(f for f in analyse_items(marked, forms()) if f.item == posed.item)
    assert any("taken more often than the key" in remark for remark in found.remarks)
    assert any("hardly anyone had it right" in remark for remark in found.remarks)


def test_points_follow_the_form_file() -> None:
    worth = {item.id: 2.0 for item in forms().items}
    dear = forms()._replace(points=worth)
    rows = [["Ann", "A", *map(right_answer, forms().first.questions)]]
    read, _ = read_results(table([WIDE, *rows]).encode(), "r", dear)
    assert mark_papers(read, dear, Rule(), "r")[0][0].points == 40
