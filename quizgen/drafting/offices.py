"""The office or role that stands before a person's name: “Belarusian President”, “coach”."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.drafting.lexicon import COMMON, DAYS, MONTHS, adjectives, countries, offices, type_words
from quizgen.drafting.tokens import Token

QUALIFIERS = frozenset(
    "prime deputy vice foreign finance defence defense interior health justice transport "
    "energy trade environment education first former acting interim senior top chief "
    "high state federal head general opposition party rebel team club second third "
    "national economy culture labour labor agriculture home housing sport sports science research "
    "social digital climate rural regional industry tourism cabinet security intelligence police "
    "army general vice deputy executive chief managing technical assistant".split()
)
CALENDAR = frozenset(word.title() for word in (*DAYS, *MONTHS))


def is_telling(title: str) -> bool:
    """Whether one person holds an office of that name: “Belarusian President”, not “envoy”."""
    if re.search(r"\b(?:of|for) (?:the )?[A-Z]", title):
        return True
    words = re.findall(r"[^\W\d_][\w’-]*", title)
    return len(words) > 1 and any(
        word[0].isupper() and word.lower() not in offices() and word.lower() not in QUALIFIERS
        for word in words
    )


def office_end(run: list[Token]) -> int:
    """Where the person's name begins in “Ukrainian President Volodymyr Zelensky”; 0 without office."""
    within, _ = type_words()
    if run[-1].core in within and len(run) > 1:
        return 0
    last = 0
    for number, token in enumerate(run):
        if token.core.lower() in offices():
            last = number + 1
        if token.core.lower() == "secretary" and number + 2 < len(run) and run[number + 1].core == "of":
            last = number + 3
    return last


def title_before(text: str, tokens: list[Token], at: int) -> tuple[str | None, int]:
    """The office before a name: “Ukrainian President”, “coach”; and where it stands."""
    begin = at
    while (
        begin > 0
        and tokens[begin].gap in (" ", ". ")
        and not tokens[begin - 1].possessive
        and (_is_office(tokens[begin - 1].core, begin < at) and at - begin < 5)
    ):
        begin -= 1
    if begin and f"{tokens[begin - 1].core} {tokens[begin].core}" in countries():
        begin -= 1  # “New Zealand captain”
    if begin == at or not any(t.core.lower() in offices() for t in tokens[begin:at]):
        if at > 1 and tokens[at].gap == ", " and tokens[at - 1].core.lower() in offices():
            return title_before(text, [*tokens[:at], replace(tokens[at], gap=" ")], at)
        return None, 0
    while begin < at and tokens[begin].core.lower() in ("st",):
        begin += 1
    return text[tokens[begin].start : tokens[at - 1].end].rstrip(","), tokens[begin].start


def _is_office(word: str, inner: bool) -> bool:
    low = word.lower()
    return low in offices() or (
        inner
        and (
            low in QUALIFIERS
            or word in adjectives()
            or (
                word[0].isupper()
                and low not in COMMON
                and (len(word) > 2 or word.isupper())
                and word not in CALENDAR
            )
        )
    )
