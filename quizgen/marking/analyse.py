"""The item analysis: how hard each item was, how well it told students apart, what was chosen.

Items are followed by their id across forms. The figures are those of classical test theory, as in
Crocker & Algina, Introduction to Classical and Modern Test Theory (1986), ch. 5, 7 and 14.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.items.forms import Forms
from quizgen.items.item import Item
from quizgen.marking.answers import ARROW, PAIR
from quizgen.marking.score import Paper

FEW = 10  # students: below that, figures say little and only the plainest are remarked
FEW_CHOICES = 3  # of one option: fewer are chance in any class
CHOSEN = 0.05  # a wrong option that fewer take does no work (ITEMS: under 5 %)
HARD, EASY = 0.2, 0.95
FLAT = 0.1  # a discrimination below that hardly tells students apart


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The figures of an item over all papers.

    `difficulty` is the mean share that was right: 1 is easiest. `discrimination` is the correlation
    of that share with the rest of the test (for right or wrong: the corrected point-biserial), None
    where all did alike. `chosen` counts options by their text, the key first: of a matching
    the pairs, of an ordering the orders; blanks and doubles stand beside it.
    """

    item: Item
    count: int
    difficulty: float
    discrimination: float | None
    chosen: tuple[tuple[str, int], ...]
    blank: int
    double: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """The figures of the class: points, and the reliability of the test.

    `reliability` is KR-20 where every answer is right or wrong, otherwise Cronbach's alpha, of
    which KR-20 is that case; None where it cannot be computed.
    """

    count: int
    total: float
    mean: float
    median: float
    deviation: float
    lowest: float
    highest: float
    reliability: float | None
    is_kr20: bool


def analyse_items(papers: Sequence[Paper], forms: Forms) -> tuple[ItemFigures, ...]:
    """The figures of every item, in the order of the first form."""
    shares = _shares(papers, forms)
    totals = [sum(column) for column in zip(*shares, strict=True)]
    return tuple(_figures(item, row, totals, papers)
                 for item, row in zip(forms.items, shares, strict=True))


def analyse_class(papers: Sequence[Paper], forms: Forms) -> ClassFigures:
    """The figures of the class; QuizgenError is for the caller where there are no papers."""
    points = sorted(paper.points for paper in papers)
    count = len(points)
    shares = _shares(papers, forms)
    return ClassFigures(
        count, forms.total, _mean(points), (points[(count - 1) // 2] + points[count // 2]) / 2,
        math.sqrt(_variance(points, 1)) if count > 1 else 0.0, points[0], points[-1],
        reliability(shares), all(share in (0, 1) for row in shares for share in row))


def reliability(shares: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of items (rows) over students: k/(k−1) · (1 − Σ item variances / variance).

    For shares of 0 and 1 it is KR-20, in which p·(1−p) is an item's variance.
    """
    count = len(shares)
    totals = [sum(column) for column in zip(*shares, strict=True)]
    spread = _variance(totals)
    if count < 2 or spread < 1e-12:
        return None
    return count / (count - 1) * (1 - sum(map(_variance, shares)) / spread)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; None where either does not vary."""
    mean, other_mean = _mean(one), _mean(other)
    both = sum((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True))
    spread = math.sqrt(sum((a - mean) ** 2 for a in one) * sum((b - other_mean) ** 2 for b in other))
    return both / spread if spread > 1e-12 else None


def _shares(papers: Sequence[Paper], forms: Forms) -> list[list[float]]:
    """By item, the share of it that each student had right; penalties do not enter."""
    by_item = [{mark.item.id: mark.read.share for mark in paper.marks} for paper in papers]
    return [[shares[item.id] for shares in by_item] for item in forms.items]


def _figures(
    item: Item, shares: Sequence[float], totals: Sequence[float], papers: Sequence[Paper]
) -> ItemFigures:
    reads = [mark.read for paper in papers for mark in paper.marks if mark.item.id == item.id]
    rest = [total - share for total, share in zip(totals, shares, strict=True)]
    counted: Counter[str] = Counter(
        text for read in reads if read.outcome != "double" for text in read.chosen)
    known = dict.fromkeys(_options(item), 0)
    chosen = tuple((known | counted).items())
    outcomes = Counter(read.outcome for read in reads)
    difficulty, discrimination = _mean(shares), correlation(shares, rest)
    return ItemFigures(item, len(reads), difficulty, discrimination, chosen, outcomes["blank"],
                       outcomes["double"], tuple(_remarks(item, difficulty, discrimination, counted,
                                                          len(reads))))


def _options(item: Item) -> tuple[str, ...]:
    """What can be chosen, as `answers.Read` has it, and is told also where nobody did."""
    match item.kind:
        case "matching":
            return tuple(PAIR.format(premise, response) for premise, response in item.pairs)
        case "ordering":
            return (ARROW.join(item.sequence),)
    return item.options


def _remarks(
    item: Item, difficulty: float, discrimination: float | None, counted: Counter[str], count: int
) -> Iterator[str]:
    """Why an item should be looked at, in words."""
    if item.kind in ("multiple-choice", "true-false"):
        for wrong in item.distractors:
            if counted[wrong.text] > counted[item.key] and counted[wrong.text] >= FEW_CHOICES:
                yield (f"“{wrong.text}” was taken more often than the key: is the key right, and "
                       "the question clear?")
    if count < FEW:
        return
    if discrimination is not None and discrimination < 0:
        yield "those who did well on the rest did worse here"
    elif discrimination is not None and discrimination < FLAT:
        yield "it hardly tells apart who knows much and who knows little"
    if difficulty < HARD:
        yield "hardly anyone had it right"
    elif difficulty > EASY:
        yield "nearly everyone had it right"
    idle = [wrong.text for wrong in item.distractors
            if item.kind == "multiple-choice" and counted[wrong.text] < CHOSEN * count]
    if idle and difficulty <= EASY:
        yield f"hardly anyone took {', '.join(f'“{text}”' for text in idle)}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _variance(values: Sequence[float], less: int = 0) -> float:
    mean = _mean(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - less)
