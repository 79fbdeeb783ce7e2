"""JSON: every field of every item, for programs."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats import Job
from quizgen.formats.parts import joined, json_text, list_texts
from quizgen.items.item import item_to_dict


def render(job: Job) -> Iterator[bytes]:
    """An object with the deck's id, version and title, and its items in order; UTF-8."""
    header = job.deck.header
    frame = {"deck": header.id, "version": header.version, "title": header.title, "items": []}
    items = ((json_text(item_to_dict(item)),) for item in job.each())
    return joined(list_texts(frame, items), end="\n")
