"""Dates as the news has them: a day, a month or a year, and sometimes only about then.

The written form is the useful part of EDTF level 1 (ISO 8601-2): `2023-09-15`, `2023-09`, `2023`,
and `~` at the end for "approximately".
"""

from __future__ import annotations

import datetime
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

Precision = Literal["day", "month", "year"]
PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?$"
_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # whatever the locale
EARLIEST, LATEST = 1000, 2999  # four-digit years that strftime and every reader agree on


class _Parts(NamedTuple):
    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False


class FactDate(_Parts):
    """A date with its precision; parsed from text, printed by `str` in the same form."""

    @classmethod
    def parse(cls, value: object) -> FactDate:
        """Read a date as YAML gives it (text, a date or a bare year); ValueError says why not."""
        if isinstance(value, cls):
            return value
        short = type(value) is str and len(value) < 20
        return _parse_text(value) if short else cls._parse(value)

    @classmethod
    def _parse(cls, value: object) -> FactDate:
        text = str(value).strip() if isinstance(value, (str, datetime.date)) else ""
        if isinstance(value, int) and not isinstance(value, bool):
            text = str(value)
        if not re.match(PATTERN, text):
            what = "it is empty" if value is None else f"{value!r} is no date"
            raise ValueError(f"{what}; write 2023-09-15, 2023-09 or 2023 "
                             "(with ~ at the end for “about”)")
        numbers = [int(part) for part in text.rstrip("~").split("-")]
        if not EARLIEST <= numbers[0] <= LATEST:
            raise ValueError(f"the year {numbers[0]} is outside {EARLIEST} to {LATEST}")
        try:
            datetime.date(*[*numbers, 1, 1][:3])
        except ValueError as error:
            raise ValueError(f"{text} is no day of the calendar ({error})") from None
        _, month, day = (*numbers, None, None)[:3]
        return cls(numbers[0], month, day, text.endswith("~"))

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @cached_property
    def first_day(self) -> datetime.date:
        """The earliest day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last_day(self) -> datetime.date:
        """The latest day that the date can mean."""
        month = self.month or 12
        if self.day:
            return datetime.date(self.year, month, self.day)
        after = datetime.date(self.year + month // 12, month % 12 + 1, 1)
        return after - datetime.timedelta(days=1)

    def overlaps(self, other: FactDate) -> bool:
        """Whether both could be the same day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def words(self) -> str:
        """The date for a reader: `15 September 2023`, `September 2023`, `about 2023`."""
        return self._words

    @cached_property
    def _words(self) -> str:
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, _MONTHS[self.month])
        if self.day:
            parts.insert(0, str(self.day))
        return ("about " if self.approximate else "") + " ".join(parts)

    @property
    def preposition(self) -> str:
        """What stands before the date in a sentence."""
        return "on" if self.day and not self.approximate else "in" if not self.approximate else ""

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + ("~" if self.approximate else "")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema  # a session shows dates and validates none

        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": ["string", "integer"],
            "pattern": PATTERN,
            "description": "A day (2023-09-15), a month (2023-09) or a year; ~ for about.",
        }


@lru_cache(maxsize=16_384)  # a digest names the same few days again and again
def _parse_text(text: str) -> FactDate:
    return FactDate._parse(text)
