"""Ids from words, and ids that are not taken yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container


def slug(words: str, longest: int = 48) -> str:
    """Words as an id: small letters, digits and hyphens; nothing where none is left."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
    plain = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def fresh(wanted: str, taken: Container[str]) -> str:
    """The id, or the id with a number where it is taken."""
    wanted, number = wanted or "name", 2
    name = wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
