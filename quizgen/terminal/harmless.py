"""Texts of a bank, an article or a learner, made so that they can do nothing to a terminal."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """A text that can do nothing to a terminal: control and direction characters written out."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _BIDI
        else c for c in text
    )


def as_text(lines: list[str]) -> str:
    """Lines that can do nothing to a terminal."""
    return "".join(f"{harmless(line)}\n" for line in lines)
