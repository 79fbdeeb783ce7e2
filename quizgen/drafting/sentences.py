"""Sentences of a block: not cut at abbreviations, initials and numbers, nor within quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting.lexicon import COMMON

LONGEST = 700   # characters; a longer one is cut there, so that no pattern meets more

_TITLES = frozenset("Mr Mrs Ms Mx Dr Prof Gen Lt Col Sgt Capt Maj Cpl Adm Cmdr St Sen Rep Gov Hon Rev "
                    "Msgr Sr Fr Mt Ft No Nos Art vs v cf e.g i.e approx ca fig est".split())
_MONTHS = frozenset("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
_MAYBE = frozenset("Inc Ltd Co Corp Jr Bros etc a.m p.m U.S U.K U.N E.U D.C".split())
_STOP = re.compile(r"[.!?…]+[”’\"')\]]*(?= |$)")
_NEXT = re.compile(r" +[“\"‘'(\[]*([^\W_][\w’'-]*)")
_WORD_BEFORE = re.compile(r"[\w.]+$")
LONGEST_QUOTE = 400   # a quote that is not closed by then is none


def cut_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a span of a text, as spans of the text."""
    begun = start
    for found in _STOP.finditer(text, start, end):
        at = found.end()
        if at - begun > LONGEST or (_ends(text, begun, found, end)):
            yield from _pieces(text, begun, at)
            begun = at
            while begun < end and text[begun] == " ":
                begun += 1
    yield from _pieces(text, begun, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, cut at blanks where it is too long."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    if end > start:
        yield start, end


def _ends(text: str, begun: int, found: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at these marks."""
    following = _NEXT.match(text, found.end(), end)
    if found.end() >= end or following is None:
        return True
    word = following[1]
    if word[:1].islower() or _within_quote(text, begun, found.end()):
        return False
    if found.group()[0] != "." or found.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, max(begun, found.start() - 20), found.start())
    last = before.group() if before else ""
    if last in _TITLES:
        return last in ("No", "v", "est", "fig") and not word[:1].isdigit()
    if last in _MONTHS:
        return not word[:1].isdigit()
    if last in _MAYBE or re.fullmatch(r"[A-Z](\.[A-Z])*", last):
        return word.lower() in COMMON
    return True


def _within_quote(text: str, begun: int, at: int) -> bool:
    """Whether a quotation that began in this sentence is still open."""
    opened = text.rfind("“", begun, at)
    if opened >= 0:
        return text.find("”", opened, at) < 0 and at - opened < LONGEST_QUOTE
    if at - begun > LONGEST_QUOTE:
        return False
    return text.count('"', begun, at) % 2 == 1
