"""Which of many texts are alike: pairs that the same learner would confuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

FEW = 400        # texts of which every pair is looked at; a development of the news has fewer
NEIGHBOURS = 40  # of more texts: how many on either side each is compared with


def alike_pairs(texts: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """The places of every two texts whose ratio is at least so much of 100, and the ratio, in order.

    Of more than FEW texts those are compared that stand near each other in the order of their letters,
    from the front or from the back, so that the work grows with the texts and not with their square;
    two that differ both early and late can then be missed.
    """
    from rapidfuzz import fuzz, process

    for at, others in enumerate(_compared(texts)):
        rest = [texts[place] for place in others]
        found = process.extract(texts[at], rest, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        for _, score, index in found:
            yield at, others[index], score


def _compared(texts: Sequence[str]) -> Iterator[Sequence[int]]:
    """For each text the places of later ones that it is compared with."""
    everywhere = range(len(texts))
    if len(texts) <= FEW:
        yield from (everywhere[at + 1 :] for at in everywhere)
        return
    orders = (sorted(everywhere, key=lambda at: texts[at]),
              sorted(everywhere, key=lambda at: texts[at][::-1]))
    ranks = [{at: rank for rank, at in enumerate(order)} for order in orders]
    for at in everywhere:
        near = {other for order, rank in zip(orders, ranks, strict=True)
                for other in order[max(rank[at] - NEIGHBOURS, 0) : rank[at] + NEIGHBOURS + 1]}
        yield sorted(other for other in near if other > at)
