"""Which of many texts are alike."""

from __future__ import annotations

import pytest

from quizgen.items import alike
from quizgen.items.alike import alike_pairs

TEXTS = ["where did Ada meet Bo in May?", "what is new?", "where did Ada meet Bo in June?",
         "who sold the bridge?", "Who sold the bridge?"]


@pytest.mark.parametrize("few", [alike.FEW, 1])
def test_every_two_that_are_alike_are_found_whatever_their_number(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "FEW", few)
    assert sorted(pair[:2] for pair in alike_pairs(TEXTS, 85)) == [(0, 2), (3, 4)]


def test_of_very_many_texts_the_work_grows_with_their_number() -> None:
    texts = [f"what happened in district {number}?" for number in range(4_000)]
    compared = [sum(map(len, alike._compared(some))) for some in (texts[:2_000], texts)]
    assert compared[1] < 2.1 * compared[0] < 4_000 * 4 * alike.NEIGHBOURS
