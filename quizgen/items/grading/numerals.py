"""Numbers as people write them: 20,000 · 20k · 1.5 million · twenty-one · $3bn.

A text goes in; every way in which it can be read as one number comes out.
"""
# A list of words is easier to read and to mend as a text than as a list literal.
# ruff: noqa: SIM905

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.items.grading.normalise import unify

_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
         "fifteen sixteen seventeen eighteen nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ONES = {word: float(n) for n, word in enumerate(_ONES)}
TENS = {word: float(10 * n) for n, word in enumerate(_TENS, 2)}
SCALES = {
    "dozen": 12.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12,
}
NUMBER_WORDS = frozenset({*ONES, *TENS, *SCALES, "hundred", "half"})
_HEDGE = re.compile(
    r"^(?:about|around|approximately|approx\.?|circa|ca\.?|roughly|some|nearly|almost|just under|"
    r"just over|more than|at least|up to|over|under|~|≈)\s*"
)
_DIGITS = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)*")
_APOSTROPHE = re.compile(r"(?<=\d)'(?=\d{3}(?!\d))")  # 20'000, as the Swiss write it
_SIGN = re.compile(r"^(?:-|minus )\s*")
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "₴": "hryvnia", "₽": "rouble", "¥": "yen"}
_WORD = re.compile(r"[^\W\d_]+|%|[$€£₴₽¥]|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number, and the words after (or before) it as its unit."""

    value: float
    unit: tuple[str, ...] = ()


def read_number(text: str) -> tuple[Reading, ...]:
    """Every reading of a text as one number with a unit; none where it is no number.

    `20.000` is twenty and twenty thousand; `5m` is five million and five metres.
    """
    text = _HEDGE.sub("", _APOSTROPHE.sub("", unify(text)))
    money = next((_MONEY[c] for c in text if c in _MONEY), None)
    bare = "".join(" " if c in _MONEY else c for c in text).strip()
    sign = -1.0 if _SIGN.match(bare) else 1.0
    bare = _SIGN.sub("", bare)
    found: dict[Reading, None] = {}
    for plain in _digits(bare):
        words = _WORD.findall(re.sub(r"(?<=[^\W\d])-|-(?=[^\W\d])", " ", plain))
        for value, rest in _values(words):
            if math.isfinite(value) and not any(c.isdecimal() for word in rest for c in word):
                unit = (*rest, money) if money else tuple(rest)
                found[Reading(sign * value, unit)] = None
    return tuple(found)


def _digits(text: str) -> Iterator[str]:
    """The text with its digits written as Python does, in each way that they can be meant."""
    match = _DIGITS.search(text)
    if not match:
        yield text
        return
    number, front, rest = match.group(), text[: match.start()], text[match.end():]
    if re.match(r"\s*[-/:]\s*\d", rest):
        return  # a range, a date or a time
    if re.fullmatch(r"\d{1,3}([, ])\d{3}(?:\1\d{3})*(?:\.\d+)?", number):
        forms = [re.sub(r"[, ]", "", number)]
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", number):
        forms = [number.replace(".", "").replace(",", ".")]
    elif re.fullmatch(r"\d{1,3}\.\d{3}", number):
        forms = [number, number.replace(".", "")]
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", number):
        forms = [number.replace(",", ".")]
    else:
        forms = []
    for form in forms:
        yield f"{front}{form} {rest}"


def _values(words: list[str]) -> Iterator[tuple[float, list[str]]]:
    """The number that the words start with, and what is left; twice where a scale may be a unit."""
    total, current, at, smallest = 0.0, None, 0, math.inf
    if words[:2] == ["half", "a"] and words[2:] and words[2] in SCALES:
        yield 0.5 * SCALES[words[2]], words[3:]
        return
    while at < len(words):
        word = words[at]
        if word in SCALES and (current is not None or at):
            if SCALES[word] >= smallest:
                return
            if len(word) == 1:
                yield total + (current or 0.0), words[at:]
            smallest = SCALES[word]
            total, current = total + (1.0 if current is None else current) * smallest, None
        elif (joined := _joined(word, words[at:], current)) is not None:
            current, used = joined
            at += used - 1
        elif not (word in ("a", "an") and at == 0) and not (word == "and" and at):
            break
        at += 1
    if at and not (at == 1 and words[0] in ("a", "an")):
        yield total + (current or 0.0), words[at:]


def _joined(word: str, rest: list[str], current: float | None) -> tuple[float, int] | None:
    """The running number with one word more, and how many words it took; None if none belongs."""
    if word[0].isdecimal():
        return (float(word), 1) if current is None else None
    if word == "hundred":
        return (100 * (1.0 if current is None else current), 1)
    if rest[:3] == ["and", "a", "half"] and current is not None:
        return current + 0.5, 3
    if word in TENS and (current is None or current % 100 == 0):
        return (current or 0.0) + TENS[word], 1
    fits = current is None or current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20
                                                     and ONES.get(word, 10.0) < 10)
    return ((current or 0.0) + ONES[word], 1) if word in ONES and fits else None


# -- units ----------------------------------------------------------------------------------------

_SAME = {
    "%": "percent", "pct": "percent", "tonne": "ton", "t": "ton", "km": "kilometre",
    "kilometer": "kilometre", "kms": "kilometre", "m": "metre", "meter": "metre", "kg": "kilogram",
    "kilo": "kilogram", "usd": "dollar", "eur": "euro", "gbp": "pound", "person": "people",
    "ruble": "rouble", "mi": "mile", "hr": "hour", "h": "hour", "min": "minute", "ft": "foot",
    "feet": "foot", "men": "man", "women": "woman", "percentage": "percent", "yr": "year",
}
_SMALL = frozenset({"of", "the", "a", "an", "us", "u", "s", "metric", "american", "point", "cent"})


def unit_words(text: str | tuple[str, ...]) -> frozenset[str]:
    """A unit's words in one form each: singular, one spelling, no little words."""
    words = _WORD.findall(unify(text)) if isinstance(text, str) else text
    joined = ["percent" if w == "per" and "cent" in words else w for w in words]
    return frozenset(_one_form(w) for w in joined) - _SMALL


def _one_form(word: str) -> str:
    word = _SAME.get(word, _MONEY.get(word, word))
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return _SAME.get(word, word)


def scale_of(unit: str | None) -> tuple[float, str]:
    """A unit such as `billion dollars` as its scale and what is counted."""
    first, _, rest = (unit or "").partition(" ")
    if first.casefold() in SCALES and len(first) > 1:
        return SCALES[first.casefold()], rest
    return 1.0, unit or ""
