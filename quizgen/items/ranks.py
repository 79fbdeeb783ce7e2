"""Where the key stands among sorted options: its rank is drawn, so that no place gives it away."""

from __future__ import annotations

import datetime
import random
from typing import TypeVar

WANTED = 3  # wrong options; two or three suffice (Rodriguez 2005); never padded

Rank = TypeVar("Rank", float, datetime.date)


def around(key: Rank, others: list[Rank], seed: str) -> list[Rank]:
    """Three of the others, ascending, so that the key's rank among them is drawn by the seed.

    Of those below and of those above the key, the first given are taken.
    """
    below = [other for other in others if other < key]
    above = [other for other in others if other > key]
    drawn = min(random.Random(seed).randint(0, WANTED), len(below))
    rank = max(drawn, min(WANTED - len(above), len(below)))
    chosen = below[:rank]
    chosen.extend(above[: WANTED - rank])
    return sorted(chosen)
