"""Numbers with their units in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SMALL = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split())}
_SMALL |= {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_BOUNDS = {
    "about": "about", "around": "about", "some": "about", "roughly": "about",
    "approximately": "about", "nearly": "nearly", "almost": "almost", "more than": "more than",
    "over": "more than", "at least": "at least", "up to": "up to",
}
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_NO_UNITS = frozenset("was is has as this its his does says times across less plus minus besides "
                      "towards years-old and or of in on at to for per the".split())
_NUMBER = re.compile(
    rf"(?<![\w.,/:–-])(?:(?P<bound>{'|'.join(_BOUNDS)}) )?(?P<money>[$€£¥])?"
    rf"(?P<value>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,6}})?|\d{{1,12}}(?:\.\d{{1,6}})?|"
    rf"(?:{'|'.join(_SMALL)})(?:-(?:{'|'.join(_SMALL)}))?)(?![\w,/:–-]{{0,20}}\d)(?!\.\d)"
    r"(?!(?:st|nd|rd|th)\b)(?! ?[ap]\.?m\b)"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion|bn|m)\b)?"
    r"(?P<percent> ?%| per ?cent\b)?(?: (?P<unit>(?:(?:Canadian|Australian|US|Singapore|Swiss|"
    r"Jamaican) )?[a-z]{2,20})\b)?", re.I)
# “$7.12 a bushel”, “181 kilometres an hour”: without it the number would be another.
_EACH = re.compile(r" (?:an?|per) (?:second|minute|hour|day|night|week|month|year|season|bushel|barrel|"
                   r"tonne|ton|ounce|pound|kilogram|kilo|litre|liter|gallon|share|head|person|household|"
                   r"game|mile|square metre|(?:kilo|mega)watt[ -]hour)\b"
                   r"(?! (?:ago|earlier|later|before|after|and a half)\b)")
_SINGULAR_UNITS = frozenset("people men women children police troops staff per cent km kg euro yen "
                            "metre meter yuan rand baht won".split())


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in the text with its unit and what limits it; `end` is after the unit."""

    start: int
    end: int
    value: int | float
    unit: str | None
    bound: str | None


def find_numbers(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Iterator[NumberMention]:
    """The numbers in a span of a text that do not stand within the spans `taken`."""
    for match in _NUMBER.finditer(text, start, end):
        at = match.start("value")
        if any(a < match.end("value") and at < b for a, b in taken):
            continue
        value = _value(match["value"].lower())
        scale = (match["scale"] or "").lower()
        if scale == "hundred" or value is None or (value == 1 and not (match["percent"] or scale)):
            continue
        unit, last = _unit(match, scale)
        if unit and (each := _EACH.match(text, last, end)):
            unit, last = f"{unit}{each[0]}", each.end()
        bound = _BOUNDS.get((match["bound"] or "").lower())
        first = match.start() if bound else match.start("money") if match["money"] else at
        yield NumberMention(first, last, value, unit, bound)


def _value(written: str) -> int | float | None:
    if written[0].isdigit():
        bare = written.replace(",", "")
        return float(bare) if "." in bare else int(bare)
    tens, _, ones = written.partition("-")
    if ones and (_SMALL[tens] < 20 or not 0 < _SMALL[ones] < 10):
        return None
    return _SMALL[tens] + (_SMALL[ones] if ones else 0)


def _unit(match: re.Match[str], scale: str) -> tuple[str | None, int]:
    """The unit as it stands after the number, and where it ends."""
    scale = {"bn": "billion", "m": "million"}.get(scale, scale)
    if match["percent"]:
        return "per cent", match.end("percent")
    if match["money"]:
        return f"{scale} {_MONEY[match['money']]}".strip(), match.end("scale" if scale else "value")
    word = match["unit"] or ""
    last_word = word.rsplit(maxsplit=1)[-1] if word else ""
    countable = last_word.islower() and (last_word in _SINGULAR_UNITS or (
        word.endswith("s") and not word.endswith("ss"))) and last_word not in _NO_UNITS
    if countable:
        return f"{scale} {word}".strip(), match.end("unit")
    return scale or None, match.end("scale" if scale else "value")
