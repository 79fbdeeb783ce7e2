"""Quizlet: a card a line, question and answer with a tab between them, to paste or import."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats import Job
from quizgen.formats.parts import joined
from quizgen.items.item import Item

BREAKS = ("\t", "\n", "\r")  # they would begin another side or another card


def fits(item: Item) -> str | None:
    """One line and two sides."""
    breaks = any(mark in side for side in card(item) for mark in BREAKS)
    return "a tab or line end in it would make another card" if breaks else None


def render(job: Job) -> Iterator[bytes]:
    """The lines, in UTF-8; nothing but question and answer has a place on them."""
    return joined(f"{front}\t{back}\n" for front, back in map(card, job.each()))


def card(item: Item) -> tuple[str, str]:
    """Question and answer; a question that is asked with options and typed makes the same card."""
    return (f"True or false? {item.stem}" if item.kind == "true-false" else item.stem), item.key
