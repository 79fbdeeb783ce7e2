"""Answers that are dates or numbers: read only where they are written as the bank writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizgen.bank.dates import FactDate
from quizgen.bank.wording import Quantity

_MONTHS = {FactDate(2000, month).words().split()[0]: month for month in range(1, 13)}
_WORDS = re.compile(r"(about )?(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})")
_DECIMAL = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][-+]?\d{1,2})?")
_MOST = 10**15  # more digits than a number of the bank keeps exactly
_TRUTHS = {word: truth for truth, words in (
    ("True", "true t wahr richtig vrai verdadero vero"),
    ("False", "false f falsch faux falso")) for word in words.split()}
_NUMBER = re.compile(r"(-?\d{1,3}(?:,\d{3})+|-?\d{1,15})(\.\d{1,10})?(?: (\S.{0,100}))?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: its value and unit, and whether thousands are set apart."""

    value: int | float
    unit: str
    grouped: bool


def parse_truth(text: str) -> str:
    """True or False, as people and spreadsheets of several languages write it; empty for neither."""
    return _TRUTHS.get(text.strip().casefold(), "")


def decimal(text: str) -> str:
    """A number of a program, as .5 or 1.0E-5, with all its digits: 0.5, 0.000010; empty for none."""
    text = text.strip()
    value = Decimal(text) if _DECIMAL.fullmatch(text) else None
    return "" if value is None or abs(value) >= _MOST else f"{value:f}"


def parse_day(text: str) -> str:
    """A date as the bank writes it, from that form or from words; empty where it is none."""
    try:
        return str(FactDate.parse(text.strip()))
    except ValueError:
        found = parse_words(text.strip())
        return str(found) if found else ""


def parse_words(text: str) -> FactDate | None:
    """A date in the words that the bank gives it: 15 September 2023, September 2023, about 2023."""
    found = _WORDS.fullmatch(text)
    if not found or (found[3] and found[3] not in _MONTHS):
        return None
    parts = [f"{int(found[4]):04}"]
    parts += [f"{_MONTHS[found[3]]:02}"] if found[3] else []
    parts += [f"{int(found[2]):02}"] if found[2] else []
    try:
        date = FactDate.parse("-".join(parts) + ("~" if found[1] else ""))
    except ValueError:
        return None
    return date if date.words() == text else None


def as_dates(texts: Sequence[str], years: bool = False) -> list[FactDate] | None:
    """All texts as dates of one precision; None where they are not.

    A year alone could be any number, unless it is known that `years` may be meant.
    """
    dates = [parse_words(text[:1].lower() + text[1:] if text.startswith("About") else text)
             for text in texts]
    known = [date for date in dates if date and (years or date.month)]
    alike = len(known) == len(texts) and len({date.precision for date in known}) == 1
    return known if alike else None


def as_numbers(texts: Sequence[str]) -> list[Number] | None:
    """All texts as numbers of one unit, written alike; None where they are not."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    units = {match[3] for match in found if match}
    if not all(found) or len(units) != 1:
        return None
    grouped = not any(re.match(r"-?\d{4}", text) for text in texts)
    unit = units.pop() or ""
    numbers = []
    for match, text in zip(found, texts, strict=True):
        assert match is not None
        whole = match[1].replace(",", "")
        number = Number(float(whole + match[2]) if match[2] else int(whole), unit, grouped)
        if quantity(number).words() != text:
            return None
        numbers.append(number)
    return numbers


def quantity(number: Number, bound: str | None = None) -> Quantity:
    """The number as the bank holds it."""
    return Quantity.model_validate({"value": number.value, "unit": number.unit or None,
                                    "bound": bound, "grouped": number.grouped})
