"""The Anki note type: its fields, its cards' templates and its style. Frozen.

Learners keep what is written here: a field or template that is added, removed or moved later
conflicts with every note that they have, or forces a full sync. So there are spare fields and a
spare slot, every field and template has an id of its own, and after a release only three things
may change, each with a newer `MODIFIED`: the templates' text, the style, and a spare's name.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import genanki

# Constants for ever: Anki knows the note type, its fields and its templates by these numbers.
MODEL_ID = 1_694_736_000_201
FIELD_ID = 7_106_000_000_000  # and the field's place
TEMPLATE_ID = 7_107_000_000_000  # and the slot
MODIFIED = 1_694_736_000  # seconds; raise it when a template, the style or a name changes

NAME = "quizgen fact"
SLOTS = range(1, 13)
SLOT_FIELDS = (
    "Question", "Answer",
    "Choices",  # a list, behind a fold on the front
    "Typed",  # what is to be typed, where the deck asks for typing
    "Marked sentence",  # the sentence with this answer marked
    "More",  # what else to say of this answer: other right forms
)
FIELDS = (
    "Fact",  # the fact's id: Anki tells notes apart by their first field
    "First question",  # what the browser shows and sorts by
    "My notes",
    "Sentence", "Explanation", "Attribution", "Standing", "As of", "Date", "Source", "Link",
    "Banner",  # a few words above the question, which give no answer away: “Superseded on …”
    "Notice",  # the same in full, below the answer
    "Picture", "Picture credit",
    "Development", "Release",
    "Language", "Direction", "Classes",  # attributes of the card: en, ltr, standing-claimed
    "Choices open",  # filled: the choices stand open on the front
    *(f"Spare {number}" for number in range(1, 9)),
    *(f"{field} {slot}" for slot in SLOTS for field in SLOT_FIELDS),
)
SORT_FIELD = FIELDS.index("First question")

# Shown in an empty field of the editor.
DESCRIPTIONS = {
    "My notes": "Yours, on the back of every card. An update that changes this fact empties it.",
    "Explanation": "What else there is to know.",
}
# Unfolded in the editor; the others open at a click.
OPEN = {"Fact", "First question", "My notes", "Sentence", "Explanation", "Question 1", "Answer 1"}
# Of no use in a search, or misleading: a wrong choice would be found as if the card were about it.
UNSEARCHED = ("Choices", "Language", "Direction", "Classes")

# Bank texts are no mathematics: the classes keep MathJax from reading “\\(” in them.
_FRONT = """\
{{#Question N}}
<div class="quizgen {{Classes}} mathjax_ignore tex2jax_ignore" lang="{{Language}}" dir="{{Direction}}">
{{#Banner}}<p class="banner">{{Banner}}</p>{{/Banner}}
<p class="question">{{Question N}}</p>
{{#Typed N}}<div class="typed">{{type:Typed N}}</div>{{/Typed N}}
{{#Choices N}}<details class="choices"{{#Choices open}} open{{/Choices open}}>\
<summary lang="en">Choices</summary>{{Choices N}}</details>{{/Choices N}}
</div>{{/Question N}}"""

_BACK = """\
{{FrontSide}}
<hr id="answer">
<div class="quizgen {{Classes}} mathjax_ignore tex2jax_ignore" lang="{{Language}}" dir="{{Direction}}">
<p class="answer">{{Answer N}}</p>
{{#More N}}<p class="more">{{More N}}</p>{{/More N}}
{{#Notice}}<p class="notice">{{Notice}}</p>{{/Notice}}
<p class="sentence">{{#Marked sentence N}}{{Marked sentence N}}{{/Marked sentence N}}\
{{^Marked sentence N}}{{Sentence}}{{/Marked sentence N}}</p>
{{#Explanation}}<p class="explanation">{{Explanation}}</p>{{/Explanation}}
{{#Picture}}<figure>{{Picture}}<figcaption>{{Picture credit}}</figcaption></figure>{{/Picture}}
<dl class="origin">
<div><dt lang="en">Who says so</dt><dd><bdi>{{Attribution}}</bdi></dd></div>
<div><dt lang="en">Standing</dt><dd class="standing"><bdi>{{Standing}}</bdi></dd></div>
<div><dt lang="en">As of</dt><dd><bdi>{{As of}}</bdi></dd></div>
{{#Date}}<div><dt lang="en">Happened</dt><dd><bdi>{{Date}}</bdi></dd></div>{{/Date}}
<div><dt lang="en">Source</dt><dd><bdi>{{#Link}}<a href="{{Link}}">{{Source}}</a>{{/Link}}\
{{^Link}}{{Source}}{{/Link}}</bdi></dd></div>
</dl>
<p class="origin-id"><bdi>{{Development}}</bdi> · <bdi>{{Fact}}</bdi>\
{{#Release}} · <bdi>{{Release}}</bdi>{{/Release}}</p>
</div>
{{#My notes}}<div class="quizgen own" dir="auto">{{My notes}}</div>{{/My notes}}"""


class NoteType(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """The one note type: a fact, with a card for each question slot that is filled."""

    def __init__(self) -> None:
        super().__init__(
            MODEL_ID, NAME,
            fields=[_field(at, name) for at, name in enumerate(FIELDS)],
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


def _field(at: int, name: str) -> dict[str, Any]:
    """A field as Anki keeps it; genanki passes on the keys that it does not know."""
    return {"name": name, "id": FIELD_ID + at, "font": "Arial", "collapsed": name not in OPEN,
            "description": DESCRIPTIONS.get(name, ""),
            "excludeFromSearch": name.startswith(UNSEARCHED)}
