"""The Anki note type: its fields, its cards' templates and its style.

Learners keep what is written here: a field or template that is added, removed or moved later
conflicts with every note that they have (see `MODEL_ID`). So there are spare fields and question
slots, every field and template has an id of its own, and only wording and style may change, with
a newer `MODIFIED`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import genanki

# Constants for ever: Anki knows the note type, its fields and its templates by these numbers.
MODEL_ID = 1_694_736_000_101
FIELD_ID = 7_104_000_000_000
TEMPLATE_ID = 7_105_000_000_000
MODIFIED = 1_694_736_000  # seconds; raise it when a template or the style changes

NAME = "quizgen fact"
SLOTS = range(1, 11)
SLOT_FIELDS = ("Question", "Answer", "Choices", "Marked sentence")
FIELDS = (
    "Fact",  # the fact's id: Anki tells notes apart by their first field
    "First question",  # what the browser shows and sorts by
    "Sentence", "Explanation", "Attribution", "Standing", "As of", "Source", "Link",
    "Notice", "Picture", "Picture credit", "My notes",
    "Spare 1", "Spare 2", "Spare 3", "Spare 4",
    *(f"{field} {slot}" for slot in SLOTS for field in SLOT_FIELDS),
)
SORT_FIELD = FIELDS.index("First question")

# Bank texts are no mathematics: the classes keep MathJax from reading “\\(” in them.
_FRONT = """\
{{#Question N}}<div class="quizgen mathjax_ignore tex2jax_ignore" dir="auto">
{{#Notice}}<p class="notice">{{Notice}}</p>{{/Notice}}
<p class="question">{{Question N}}</p>
{{#Choices N}}<details class="choices"><summary>Choices</summary>{{Choices N}}</details>\
{{/Choices N}}
</div>{{/Question N}}"""

_BACK = """\
{{FrontSide}}
<hr id="answer">
<div class="quizgen mathjax_ignore tex2jax_ignore" dir="auto">
<p class="answer">{{Answer N}}</p>
<p class="sentence">{{#Marked sentence N}}{{Marked sentence N}}{{/Marked sentence N}}\
{{^Marked sentence N}}{{Sentence}}{{/Marked sentence N}}</p>
{{#Explanation}}<p class="explanation">{{Explanation}}</p>{{/Explanation}}
{{#Picture}}<figure>{{Picture}}<figcaption>{{Picture credit}}</figcaption></figure>{{/Picture}}
<dl class="origin">
<div><dt>Who says so</dt><dd>{{Attribution}}</dd></div>
<div><dt>Standing</dt><dd>{{Standing}}</dd></div>
<div><dt>As of</dt><dd>{{As of}}</dd></div>
<div><dt>Source</dt><dd>{{#Link}}<a href="{{Link}}">{{Source}}</a>{{/Link}}\
{{^Link}}{{Source}}{{/Link}}</dd></div>
</dl>
</div>
{{#My notes}}<div class="quizgen own" dir="auto">{{My notes}}</div>{{/My notes}}"""


class NoteType(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """The one note type: a fact, with a card for each question slot that is filled."""

    def __init__(self) -> None:
        super().__init__(
            MODEL_ID, NAME,
            fields=[{"name": name, "id": FIELD_ID + at, "collapsed": _is_later(name)}
                    for at, name in enumerate(FIELDS)],
            templates=[{"name": f"Question {slot}", "id": TEMPLATE_ID + slot,
                        "qfmt": _FRONT.replace(" N}}", f" {slot}}}}}"),
                        "afmt": _BACK.replace(" N}}", f" {slot}}}}}")} for slot in SLOTS],
            css=Path(__file__).with_name("anki_card.css").read_text(encoding="utf-8"),
            sort_field_index=SORT_FIELD,
        )

    @cached_property
    def _req(self) -> list[list[Any]]:
        """A card wants its question; genanki would find that out by rendering every template."""
        return [[at, "all", [FIELDS.index(f"Question {slot}")]] for at, slot in enumerate(SLOTS)]

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """As genanki writes it, with the time when the note type changed, not the build's."""
        data: dict[str, Any] = super().to_json(MODIFIED, deck_id)
        return data


def _is_later(name: str) -> bool:
    """Whether the editor shows a field folded: the second and later questions, and the spare."""
    return name.startswith("Spare") or (name[-1].isdigit() and not name.endswith(" 1"))
