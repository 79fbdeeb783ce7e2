"""JSON that may come from anybody and holds records of ours: read in memory that grows with its size.

Three bytes can say “an empty list” and take sixty: 50 MB of them would fill 1.3 GB. And to tell what
is wrong with each of a million records takes more than all of them: the first fault is enough.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BeforeValidator, ValidationError, WrapValidator

DENSEST = 10       # bytes a list or mapping, of a file of ours; the densest are forms' orders
FREE = 100_000     # of them in any file
MOST_PARTS = 2000  # of a list or mapping in a record


class FirstFault(Exception):
    """A record is none; `error` says why. No ValueError: nothing after it is looked at."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__(str(error))
        self.error = error


def load_records(data: bytes) -> Any:
    """The value of JSON. ValueError where it is none, or holds more than records of ours can."""
    if data.count(b"[") + data.count(b"{") > FREE + len(data) // DENSEST:
        raise ValueError("holds nothing but brackets")
    return json.loads(data)


def _first(value: Any, handler: Any) -> Any:
    try:
        return handler(value)
    except ValidationError as error:
        raise FirstFault(error) from None


def _few(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)) and len(value) > MOST_PARTS:
        raise ValueError(f"there are more than {MOST_PARTS:,} of them")
    return value


ENDS_AT_A_FAULT = WrapValidator(_first)  # of a record: reading ends with the first that is none
FEW = BeforeValidator(_few)              # of a list or mapping in a record


def fault_of(error: ValidationError | FirstFault) -> str:
    """Where the first fault is and what, in a few words."""
    found = error.error if isinstance(error, FirstFault) else error
    first = found.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"][:6])) or "it"
    return f"{where}: {first['msg']}"
