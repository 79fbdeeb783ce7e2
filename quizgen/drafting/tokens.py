"""The words of a sentence, each with what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_](?:[\w&]|[’'.-](?=\w)){0,40}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text; `core` is it without a possessive ending, `gap` what stands before it."""

    start: int
    end: int
    core: str
    gap: str
    possessive: bool = False

    @property
    def stop(self) -> int:
        """Where the core ends."""
        return self.start + len(self.core)

    @property
    def capital(self) -> bool:
        """Whether it could belong to a name."""
        return self.core[0].isupper() or (
            self.core[0].isdigit() and bool(re.fullmatch(r"\d+(?:st|nd|rd|th)", self.core))
        )


def find_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of a span of a text."""
    tokens, last = [], start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        core = re.sub(r"[’']s?$", "", word) if re.search(r"[’']s$", word) else word
        plural = (
            text[match.end() : match.end() + 1] in ("’", "'")
            and word.endswith("s")
            and (text[match.end() + 1 : match.end() + 2] == " ")
        )
        tokens.append(
            Token(match.start(), match.end() + plural, core, text[last : match.start()], core != word)
        )
        last = match.end() + plural
    return tokens
