"""A rule for a kind of fact, and the parts that its pattern is made of.

Patterns are tried on the shape of a clause, which is of bounded length, and each part is bounded.
Groups are named as the kind's slots; the group `v` is the verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.drafting.draft_fact import Asked
from quizgen.drafting.sayings import APPOSITION, NOUNS

__all__ = [
    "APPOSITION",
    "COUNT",
    "DONE",
    "OBJECT",
    "PHRASE",
    "SCORE",
    "WAS",
    "Rule",
    "party",
    "rule",
    "verbs",
    "where",
    "who",
]

_PRONOUN = rf"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b|\b[Tt]he (?:{NOUNS})\b"
_STOP = (
    r"(?!(?:that|which|who|whom|whose|and|but|or|as|after|before|when|while|said|says|is|"
    r"was|were|are|be|"
    r"been|had|has|have|to|because|if|where|than|by|at|in|on|from|for|until|since|with|without|will|"
    r"would|of|he|she|it|they|him|them)\b)"
)
_WORD = r"(?<![\w’'-])" + _STOP + r"[^\W_][\w’'-]{0,30}"
OBJECT = rf"(?:‹[polct]\d+›(?:’s?)?|{_WORD})"
# A short noun phrase: a few words, and one more after a preposition.
PHRASE = rf"(?:{OBJECT} ){{0,4}}{OBJECT}(?: (?:of|on|for|against|with) (?:{OBJECT} ){{0,3}}{OBJECT})?"
DONE = r"(?:,? (?:has|have|had|also|just|formally|officially|again|later|now|already|then|‹d\d+›)){0,3}"
WAS = r"(?:was|were|is|are|has been|have been|had been)"
SCORE = r"\d+[–-]\d+(?:, \d+[–-]\d+){0,4}"
COUNT = r"‹n\d+›"
# “fighters of the Front”, “Karsovia’s army”: told as of the Front, of Karsovia.
_THOSE = (
    r"(?:\b[A-Za-z]?[a-z]*(?:[Ff]ighters|[Tt]roops|[Ff]orces|[Ss]oldiers|[Mm]ilitants|"
    r"[Rr]ebels|[Uu]nits|"
    r"[Mm]embers|[Pp]layers|[Ll]awmakers) (?:of|from|loyal to) )?"
)
_ARM = (
    r"(?:’s? (?:[a-z]+ )?(?:space agency|army|armed forces|forces|military|troops|navy|air force|"
    r"government|parliament|"
    r"senate|lawmakers|cabinet|coast guard|supreme court|court))?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind, the pattern for it, and the values that go with the pattern itself.

    `words`: by the verb that was found (group `v`), the values that it gives to the slot `verb`.
    `text` and `ask` are an event's sentence and questions. `place`: whether a place is looked for
    beside it. `ahead`: whether what is only promised is meant, too. `accuses`: whether it speaks of
    a crime.
    """

    kind: str
    pattern: re.Pattern[str]
    verb: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    ask: Mapping[str, Asked] = field(default_factory=dict)
    place: bool = True
    ahead: bool = False
    accuses: bool = False


def rule(kind: str, pattern: str, *, ask: Mapping[str, str] | None = None, **more: object) -> Rule:
    """A rule; the questions of an event are given as their stems."""
    asked = {name: Asked(stem) for name, stem in (ask or {}).items()}
    return Rule(kind, re.compile(pattern), ask=asked, **more)  # type: ignore[arg-type]


def who(name: str) -> str:
    """Somebody or some body, or a pronoun for them."""
    return rf"{_THOSE}(?P<{name}>‹[poc]\d+›|{_PRONOUN}){_ARM}"


def party(name: str) -> str:
    """Somebody or some body that is named."""
    return rf"{_THOSE}(?P<{name}>‹[poc]\d+›){_ARM}"


def where(name: str) -> str:
    """A place that is named."""
    return rf"(?P<{name}>‹[lc]\d+›)"


def verbs(words: Mapping[str, str]) -> str:
    """The keys as alternatives, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
