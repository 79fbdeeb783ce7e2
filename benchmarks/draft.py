"""How good and how fast drafts are: recall and precision on the articles of the tests.

`python benchmarks/draft.py [ARTICLE GOLD]…`: a row an article; the held-out ones, for which no rule was
made, apart. `--wrong` lists what differs from what a careful editor wants.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tests.drafting.score import MEASURES, Score, articles, draft_of, gold_of, score  # noqa: E402

ROUNDS = 5


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="what differs, article by article")
    wrong = parser.parse_args().wrong
    for held_out in (False, True):
        print(f"\n{'held out' if held_out else 'rules were mended on these'}\n")
        print(
            "| article | "
            + " | ".join(MEASURES)
            + " | time |\n|---" * 1
            + "|---" * (len(MEASURES) + 1)
            + "|"
        )
        total: dict[str, Score] = {}
        for path in articles(held_out):
            scores = score(draft_of(path), gold_of(path))
            total = {m: total.get(m, Score(0, 0, 0)) + scores[m] for m in MEASURES}
            _row(path.name, scores, _time(path))
            if wrong:
                _tell_wrong(path)
        _row("**all**", total, None)


def _row(name: str, scores: dict[str, Score], seconds: float | None) -> None:
    cells = [f"{100 * scores[m].recall:.0f} / {100 * scores[m].precision:.0f}" for m in MEASURES]
    print(f"| {name} | " + " | ".join(cells) + f" | {f'{1000 * seconds:.0f} ms' if seconds else ''} |")


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
            for s in sentence.sayings
            if (found := sentence.subject(s.subject, s.start))
            for cast in [built.draft.analysis.cast.members[found.entity]]
        ],
    )


if __name__ == "__main__":
    main()
