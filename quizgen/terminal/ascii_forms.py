"""What a terminal is shown that has no typography: `'` for `’`, `-` for `–`, `o` for `ø`."""

from __future__ import annotations

import codecs
import unicodedata

HANDLER = "quizgen-ascii"  # the name by which streams know it
_FORMS = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "...", "·": "|",
          "→": "->", "≈": "~", "✓": "+", "✗": "x", "\u00a0": " ", "\u202f": " ", "−": "-"}


def use_ascii_forms() -> str:
    """Make the handler known to streams; its name."""
    codecs.register_error(HANDLER, _replaced)
    return HANDLER


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """What stands for the characters that an encoding has not; a letter without its accent, or `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_FORMS.get(char) or _bare(char) for char in text), error.end


def _bare(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii()) or "?"
