"""What somebody said, as a clause that fits after “said that”: short, and as the article has it."""

from __future__ import annotations

import re

from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.draft_fact import Phrase
from quizgen.drafting.sayings import Saying
from quizgen.drafting.wording import taken

OWN_WORDS = "the clause is the article’s: put it into your own words"
_AS_A_DATE = ", with its day as a date"
_DAY = re.compile(
    r"\b(?:today|tomorrow|tonight|yesterday|(?:next|this|last|coming) (?:week|month|year|weekend)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_WHERE = (
    r"(?:,? (?:in|on|at|during|after|late|early|to) (?:an? |the |his |her |their |its )"
    r"?[^,;“”‹]{0,40}?"
    r"(?:‹[polct]\d+›)?,?)?"
)
_TO = (
    r"(?: (?:‹[polc]\d+›|reporters|journalists|parliament|lawmakers|analysts|investors|fans|"
    r"viewers|them|him|her|"
    r"an? [a-z]+|the [a-z]+))"
)
_THAT = re.compile(rf"(?:{_TO}?{_WHERE}),? that ")
_REPORTS = re.compile(
    r" (?:any |the |all )?(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?) that ")
_DOING = re.compile(r"[a-z]{3,}ing\b")  # “denied taking it”
_BARE = re.compile(r",? ")
_BARE_TO = re.compile(rf"{_TO},? ")  # after “told”
# These take a clause without “that”; after the others a noun may follow.
_CLAUSE_VERBS = frozenset(
    "said says claimed claims added adds insisted insists argued believes thinks predicted "
    "estimated told "
    "denied denies stressed suggested warned".split()
)
_FINITE = re.compile(
    r"\b(?:will|would|can|could|may|might|must|should|is|are|was|were|be|has|have|had|do|does|did|[a-z]{2,}ed|"
    r"went|came|took|made|gave|got|saw|left|lost|won|met|held|kept|put|led|fell|rose|began|grew|stood|ran|paid|"
    r"sent|sold|told|knew|felt|found|brought|bought|built|broke|shot|hit|cut|set|spent|wants?|needs?|hopes?|"
    r"plans?|expects?|remains?|shows?|sees|means|works|knows|believes)\b|\bwon’t\b|n’t\b"
)
# A clause that speaks of something outside it says nothing by itself.
_POINTS_BACK = re.compile(
    r"(?:this|that|these|those|such|there|so|to|in|on|at|by|with|for|of|"
    r"about|as)\b",
    re.I,
)
_TAIL = re.compile(
    r", (?:which|who|where|while|but|and|adding|saying|with|after|according|‹[polct]\d+›)\b|"
    r" (?:because|although|though|while|whereas) "
)
# “a deal he said would come”: the words are no clause of their own.
_WITHIN = re.compile(
    r"(?<!and)(?<!but)(?<!while)(?<!as)(?<!when) (?<=[a-z] )(?:he|she|it|they) "
    r"(?:has |had )?$"
)
# “denied that it had lied and said it would sue”: what follows is the speaker's next word.
_CLAUSE_END = re.compile(
    r"[.;:](?= |$)|$|,? (?:and|but) (?:then |also |later )?(?:said|says|added|told|denied|claimed|"
    r"insisted|warned|announced|promised|demanded|urged|called|declined|refused|accused)\b"
)


def content_of(
    clause: Clause, saying: Saying, analysis: Analysis, speaks_for_it: bool
) -> Phrase | None:
    """What was said, where it is a clause of few words of the article's own.

    `speaks_for_it`: whether the speaker is a body, so that “it” means the speaker.
    """
    span = _before(clause, saying) if saying.trailing else _after(clause, saying)
    if span is None:
        return None
    start, end = span
    words = clause.shape.text
    tail = _TAIL.search(words, start, end)
    for cut in (tail.start(), end) if tail else (end,):
        span = taken(clause.shape, start, cut, analysis.text)
        if span and _is_clause(words[start:cut], speaks_for_it):
            text = _fitted(analysis.text[slice(*span)], words[start:cut])
            return Phrase(*span, text, OWN_WORDS + (_AS_A_DATE if _DAY.search(text) else ""))
    return None


def _after(clause: Clause, saying: Saying) -> tuple[int, int] | None:
    words = clause.shape.text
    if _WITHIN.search(words[: saying.start]):
        return None
    found = _THAT.match(words, saying.end) or (
        _REPORTS.match(words, saying.end) if saying.sort == "denies" else None)
    if found is None and saying.cue in _CLAUSE_VERBS:
        found = (_BARE_TO if saying.cue == "told" else _BARE).match(words, saying.end)
    if found is None or (saying.sort == "denies" and _DOING.match(words, found.end())):
        return None
    stop = _CLAUSE_END.search(words, found.end())
    return found.end(), stop.start() if stop else len(words)


def _before(clause: Clause, saying: Saying) -> tuple[int, int] | None:
    """What stands before “…, the company said”, or before “…, according to …”."""
    end = clause.shape.text.rfind(",", 0, saying.start + 1)
    start = max((clause.shape.text.rfind(sign, 0, max(end, 0)) + 2 for sign in (";", ":")), default=0)
    return (start if start > 1 else 0, end) if end > 12 else None


def _is_clause(words: str, speaks_for_it: bool) -> bool:
    subject = re.match(r"\s*(it|they)\b", words, re.I)
    return (
        len(words.split()) > 2
        and bool(_FINITE.search(words))
        and not _POINTS_BACK.match(words.strip())
        and (subject is None or speaks_for_it)
        and not re.search(r"\b(?:I|we|my|our|you)\b", words)
        and words.count("‹q") <= 1
        and not re.search(r"‹q\d+› [a-z]", words[:12])
    )


def _fitted(text: str, words: str) -> str:
    """Small at its start where no name stands there; a quotation with its marks, without the stop."""
    text = re.sub(r"[.,]+(?=”)", "", text)
    if not re.match(r"\s*‹[^n]", words) or re.match(r"(?:The|A|An) ", text):
        text = text[0].lower() + text[1:]
    return text
