"""Evidence: where in a source the words stand, without the words.

A source's text is somebody's property and is not kept. What is kept is a position and a
fingerprint, as in the W3C's TextPositionSelector: `start` and `end` count code points, from 0,
the end exclusive, in the normalised text (NFC, each run of white space one blank, ends trimmed).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Annotated, Self

from pydantic import Field, model_validator

from quizgen.bank.text import Frozen, Id, Sha256

Position = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]


class Evidence(Frozen):
    """A span of a source's normalised text and the SHA-256 of its UTF-8 bytes."""

    start: Position
    end: Position
    sha256: Sha256
    source: Id | None = Field(None, description="The source's id, where not the fact's own.")

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"the span ends ({self.end}) where it starts ({self.start}) or before")
        return self


def normalise(text: str) -> str:
    """A source's text in the form that positions count in."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def fingerprint(span: str) -> str:
    """The SHA-256 of a span of normalised text, in hexadecimal."""
    return hashlib.sha256(span.encode()).hexdigest()


def evidence_at(text: str, start: int, end: int) -> Evidence:
    """The evidence for a span of a text that is normalised."""
    return Evidence(start=start, end=end, sha256=fingerprint(text[start:end]))


def holds_in(evidence: Evidence, text: str) -> bool:
    """Whether a text that is normalised has the span in its place."""
    return fingerprint(text[evidence.start : evidence.end]) == evidence.sha256


def flow_entry(evidence: Evidence) -> str:
    """The evidence as decks write it: `{start: 147, end: 241, sha256: …}`."""
    # YAML would read a fingerprint of digits, or of digits and one e, as a number.
    quote = '"' if re.fullmatch(r"[0-9]+(e[0-9]+)?", evidence.sha256) else ""
    source = f", source: {evidence.source}" if evidence.source else ""
    return (f"{{start: {evidence.start}, end: {evidence.end}, "
            f"sha256: {quote}{evidence.sha256}{quote}{source}}}")
