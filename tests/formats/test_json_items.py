from __future__ import annotations

import json

from quizgen.formats import Job, render
from quizgen.items.item import item_to_dict


def test_holds_every_field_of_every_item(job: Job) -> None:
    data = json.loads(render("json", job))
    assert (data["deck"], data["version"], data["title"]) == ("mini", "1.2.0", "Mini")
    plain = json.loads(json.dumps([item_to_dict(item) for item in job.items]))
    assert data["items"] == plain


def test_is_readable_text_that_ends_with_a_line_end(job: Job) -> None:
    """Quotation marks stay as they are: “according to” is not \\u201caccording."""
    text = render("json", job).decode("utf-8")
    assert "’s own voice" in text
    assert text.endswith("}\n")
    assert text.startswith('{\n  "deck": "mini"')
