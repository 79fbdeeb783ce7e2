"""Who published an article, where its text says so: a byline, a dateline, a line beside the date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quizgen.drafting.blocks import Block
from quizgen.drafting.dates import written_date
from quizgen.drafting.lexicon import type_words

_BODY = r"(?:[Tt]he )?[A-Z][\w’&.-]*(?: (?:of |the |and |& )?[A-Z][\w’&.-]*){0,4}"
_PUBLISHERS = tuple(re.compile(pattern) for pattern in (
    rf"^\W{{0,2}}[Bb][Yy] [^,|/–—]{{3,70}}(?:,| for| of| \||/| [–—-]) ?(?P<who>{_BODY})"
    r"(?=[\W_]*$|[,|.*_]| [–—|-] )",
    rf"^[A-Z][A-Z .’-]{{2,30}}(?:, [^()]{{3,40}})? \((?P<who>{_BODY})\) ?[–—-]",
    rf"^(?:Source|Publisher|Published (?:by|in)|From|Copyright|©(?: \d{{4}})?):? (?P<who>{_BODY})"
    r"[\W_]*(?:\d{4})?$",
    rf"^[A-Z][\w’-]+(?: [A-Z][\w’-]+){{1,2}} \| (?P<who>{_BODY}) \| ",
))
_NO_PUBLISHER = re.compile(
    r"\b(?:Editor|Correspondent|Reporter|Staff|Updated|Photo|Jr|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b"
)


def find_publisher(text: str, blocks: Sequence[Block]) -> str | None:
    """The publisher that a byline or dateline names: “By Ann Li, Northwire”, “VIENNA (Northwire) —”."""
    near = [text[b.start : min(b.end, b.start + 160)] for b in (*blocks[:7], *blocks[-3:])]
    for line in near:
        for pattern in _PUBLISHERS:
            found = pattern.search(line)
            if found and not written_date(found["who"]) and not _NO_PUBLISHER.search(found["who"]):
                return found["who"].strip(" .*_")
    lines = [text[block.start : block.end] for block in blocks[:5]]
    return _beside_date(lines) or _before_date(lines)


def _beside_date(lines: Sequence[str]) -> str | None:
    """A publisher on a line of its own before or after that of the date: “The Harbour Post”."""
    for first, second in pairwise(lines):
        for line, other in ((first, second), (second, first)):
            if re.fullmatch(_BODY, line) and line.startswith("The ") and len(line.split()) <= 4 and (
                    written_date(other[:40])):
                return line
    return None


def _before_date(lines: Sequence[str]) -> str | None:
    """A publisher on the date's own line, by a name of the press: “Halden Wire, 14 May 2025”."""
    press = {word for word, kind in type_words()[0].items() if kind == "NewsMediaOrganization"}
    for line in lines:
        found = re.match(rf"(?P<who>{_BODY})(?:,| [|/·–—-]) ", line)
        if found and press & {*found["who"].split()} and (
                (dated := written_date(line)) and dated[1] >= found.end() and len(line) < 80):
            return found["who"]
    return None
