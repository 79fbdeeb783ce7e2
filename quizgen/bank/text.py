"""The texts that a bank may hold: plain, on one line, without anything that could break an output."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

MAX_TEXT = 1000
ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"

# Bidirectional overrides and isolates can make a text read otherwise than it is (Unicode TR 36).
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Frozen(BaseModel):
    """The base of every model of the bank: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FieldFault(ValueError):
    """What is wrong with one field of a model, found when the whole is looked at."""

    def __init__(self, message: str, *field: str) -> None:
        super().__init__(message)
        self.field = field


def check_text(text: str) -> str:
    """Refuse what no output could show harmlessly: control and direction characters."""
    if text.isascii() and text.isprintable():
        return text
    for character in () if text.isprintable() else text:  # what is printable is none of these
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or character in _BIDI:
            raise ValueError(f"the character U+{ord(character):04X} may not stand in a text")
    return unicodedata.normalize("NFC", text)


def _one_line(value: object) -> object:
    if isinstance(value, str) and value.isprintable() and "  " not in value:
        return value.strip()
    return (re.sub(r"[ \t\r\n\u2028\u2029]+", " ", value).strip() if isinstance(value, str)
            else value)


def check_url(url: str) -> str:
    """Only http and https, with a host, no blanks and nothing that misleads: `cnn.com@evil.org`."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ValueError(f"no address: {error}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"]", url):
        raise ValueError("an address starts with https:// or http:// and has no blanks")
    if "@" in parts.netloc or "\\" in url:
        raise ValueError("an address has no user's name (…@) and no backslash")
    return check_text(url)


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT),  # first: of the text, not of a function
    BeforeValidator(_one_line),
    AfterValidator(check_text),
]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(check_url)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
