"""How good and how fast drafts are: recall and precision on the articles of the tests.

`python benchmarks/draft.py`: a row an article; the held-out ones, for which no rule was made, apart. A
second table counts the facts that can be asked once the open points are accepted as they stand
(`askable`), the facts that an editor wants and that are drafted as a kind that fits and can be asked
(`facts`), the facts of a special kind that fit (`kinds`), and their values (`slots`). `--wrong` lists
what differs from what a careful editor wants.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tests.drafting.score import MEASURES, Score, articles, draft_of, gold_of, score  # noqa: E402
from tests.drafting.score_facts import FACT_MEASURES, deck_of, items_by_fact, missing_facts, score_facts  # noqa: E402

ROUNDS = 5


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="what differs, article by article")
    wrong = parser.parse_args().wrong
    for held_out in (False, True):
        print(f"\n{'held out' if held_out else 'rules were mended on these'}")
        _table_of_reading(articles(held_out))
        _table_of_facts(articles(held_out))
        for path in articles(held_out) if wrong else ():
            print(f"\n{path.name}")
            _tell_wrong(path)


def _table_of_reading(paths: Sequence[Path]) -> None:
    """What is found in the articles: recall and precision in per cent."""
    _head("article", *MEASURES, "time")
    total: dict[str, Score] = {}
    for path in paths:
        scores = score(draft_of(path), gold_of(path))
        total = {m: total.get(m, Score(0, 0, 0)) + scores[m] for m in MEASURES}
        _row(path.name, *(_both(scores[m]) for m in MEASURES), f"{1000 * _time(path):.0f} ms")
    _row("**all**", *map(_both, total.values()), "")


def _table_of_facts(paths: Sequence[Path]) -> None:
    """What can be asked of the drafts, as counts and per cent, and by which kinds of items."""
    _head("article", *FACT_MEASURES, "items by kind")
    total: dict[str, Score] = {}
    every: Counter[str] = Counter()
    for path in paths:
        built = draft_of(path)
        scores = score_facts(built, gold_of(path))
        total = {m: total.get(m, Score(0, 0, 0)) + scores[m] for m in FACT_MEASURES}
        kinds = sum(items_by_fact(deck_of(built)).values(), Counter[str]())
        every += kinds
        _row(path.name, *map(_share, scores.values()), _listed(kinds))
    _row("**all**", *map(_share, total.values()), _listed(every))


def _head(*names: str) -> None:
    print()
    _row(*names)
    print("|---" * len(names) + "|")


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |")


def _both(found: Score) -> str:
    return f"{100 * found.recall:.0f} / {100 * found.precision:.0f}"


def _share(found: Score) -> str:
    return f"{found.right}/{found.wanted} ({100 * found.recall:.0f} %)"


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def _time(path: Path) -> float:
    def once() -> float:
        begun = time.perf_counter()
        draft_of(path)
        return time.perf_counter() - begun

    return statistics.median(once() for _ in range(ROUNDS))


def _tell_wrong(path: Path) -> None:
    built, gold = draft_of(path), gold_of(path)
    members = built.draft.analysis.cast.members.values()
    names = {name: m for m in members for name in (m.name, *m.names)}
    kinds = {n: k if isinstance(k, list) else [k] for n, k in gold["entities"].items()}
    for line in missing_facts(built, gold):
        print(f"   {line}")
    print("   missing:", [n for n in kinds if n not in names])
    print("   surplus:", [m.name for m in members if not kinds.keys() & {m.name, *m.names}])
    print(
        "   type:", [(n, names[n].type) for n in kinds if n in names and names[n].type not in kinds[n]]
    )
    text = built.source.text
    print(
        "   dates:",
        [
            (text[d.start : d.end], str(d.value))
            for x in built.draft.developments
            for s in x.passage.sentences
            for d in s.shape.dates
        ],
    )
    print(
        "   said:",
        [
            (cast.name, s.polarity, s.cue)
            for x in built.draft.developments
            for sentence in x.passage.sentences
            for clause in sentence.clauses
            for s in clause.sayings
            if (found := clause.subject(s.subject, s.start))
            for cast in [built.draft.analysis.cast.members[found.entity]]
        ],
    )


if __name__ == "__main__":
    main()
