"""JSON: every field of every item, for programs."""

from __future__ import annotations

import json

from quizgen.formats import Job
from quizgen.items.item import item_to_dict


def render(job: Job) -> bytes:
    """An object with the deck's id, version and title, and its items in order; UTF-8."""
    header = job.deck.header
    data = {
        "deck": header.id,
        "version": header.version,
        "title": header.title,
        "items": [item_to_dict(item) for item in job.items],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
