"""Where the words of evidence stand now: found again by their length and fingerprint alone."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from quizgen.bank.evidence import Evidence

# How many spans to try that begin or end within a word: about four seconds. An article of 30 kB
# with a hundred lengths is searched whole, a longer one around the old places.
MOST_TRIALS = 3_000_000

Progress = Callable[[int, int], None]
Places = dict[tuple[int, str], tuple[int, ...]]  # by length and SHA-256: every start, in order

# A span begins and ends where a word does, or at a sign; never at a blank.
_STARTS = re.compile(r"(?:(?<!\w)|(?=\W))(?=\S)")
_ENDS = re.compile(r"(?<=\S)(?:(?!\w)|(?<=\W))")


def key_of(evidence: Evidence) -> tuple[int, str]:
    """What is known of the words: how many characters, and their fingerprint."""
    return evidence.end - evidence.start, evidence.sha256


def find_spans(
    text: str, wanted: Collection[Evidence], *, within_words: bool = True,
    progress: Progress | None = None,
) -> Places:
    """Every place in a normalised text with the words of each piece of evidence.

    Places at the bounds of words are tried first; the others only for what those do not have, and
    only with `within_words`. `progress` is called with the steps done and their number.
    """
    starts = [found.start() for found in _STARTS.finditer(text)]
    ends = bytearray(len(text) + 1)
    for found in _ENDS.finditer(text):
        ends[found.start()] = 1
    by_length = _by_length(wanted)
    places: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    steps = len(by_length) * (2 if within_words else 1)
    for done, (length, group) in enumerate(by_length.items()):
        last = len(text) - length
        _try(text, (i for i in starts if i <= last and ends[i + length]), length, group, places)
        if progress:
            progress(done + 1, steps)
    if within_words:
        missing = _by_length(e for e in wanted if key_of(e) not in places)
        for done, (length, group) in enumerate(missing.items(), len(by_length)):
            reach = MOST_TRIALS // len(missing)
            _try(text, _around(group, len(text) - length, reach), length, group, places)
            if progress:
                progress(done + 1, steps)
    return {key: tuple(found) for key, found in places.items()}


def choose_places(
    lost: Iterable[Evidence], places: Places, held: Iterable[Evidence]
) -> dict[Evidence, int]:
    """The start to take for each lost span that stands somewhere; `held` have not moved.

    Of several places that is the one which has moved as far as the nearest span that is sure.
    """
    found = [span for span in lost if key_of(span) in places]
    sure = {(span.start, places[key_of(span)][0] - span.start) for span in found
            if len(places[key_of(span)]) == 1}
    moves = sorted(sure | {(span.start, 0) for span in held})
    chosen = {}
    for span in found:
        expected = span.start + nearest_move(moves, span.start)
        chosen[span] = min(places[key_of(span)], key=lambda place: abs(place - expected))
    return chosen


def nearest_move(moves: list[tuple[int, int]], at: int) -> int:
    """How far the text around an old position has moved; `moves` are (old start, by), sorted."""
    index = bisect_left(moves, (at, 0))
    near = moves[max(index - 1, 0) : index + 1]
    return min(near, key=lambda move: abs(move[0] - at))[1] if near else 0


def _by_length(wanted: Iterable[Evidence]) -> dict[int, dict[bytes, Evidence]]:
    groups: defaultdict[int, dict[bytes, Evidence]] = defaultdict(dict)
    for evidence in wanted:
        groups[evidence.end - evidence.start][bytes.fromhex(evidence.sha256)] = evidence
    return groups


def _around(group: Mapping[bytes, Evidence], last: int, reach: int) -> range:
    """The positions to try: all, or as many as `reach` around the old places."""
    if last <= reach:
        return range(last + 1)
    middle = sum(evidence.start for evidence in group.values()) // len(group)
    first = min(max(0, middle - reach // 2), last - reach)
    return range(first, first + reach)


def _try(
    text: str, starts: Iterable[int], length: int, group: Mapping[bytes, Evidence],
    places: Mapping[tuple[int, str], list[int]],
) -> None:
    digest_of = hashlib.sha256
    for start in starts:
        digest = digest_of(text[start : start + length].encode()).digest()
        if digest in group:
            places[length, group[digest].sha256].append(start)
