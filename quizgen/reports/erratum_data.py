"""What an erratum slip says: form by form, which question no longer holds, and what does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.items.forms import Forms
from quizgen.releases.form_changes import SERIOUS, FormChange


def erratum_data(forms: Forms, changes: Sequence[FormChange]) -> dict[str, Any]:
    """The serious changes as plain values for `formats.paper.slips`; no slips where there are none."""
    first = forms.first
    slips = []
    for quiz in forms.quizzes:
        mine = [change for change in changes
                if change.form == quiz.form and change.change.what in SERIOUS]
        if mine:
            slips.append({"form": quiz.form, "student": quiz.student, "number": quiz.number,
                          "changes": [_change(change) for change in mine]})
    return {
        "title": first.title, "language": forms.language.partition("-")[0],
        "deck": f"{first.deck} {first.version}", "seed": str(first.seed),
        "personal": forms.personal, "sources": [], "slips": slips,
    }


def _change(found: FormChange) -> dict[str, Any]:
    change = found.change
    return {"number": found.number, "stem": change.item.stem, "text": change.text,
            "printed": change.item.key, "now": change.after, "note": change.note}
