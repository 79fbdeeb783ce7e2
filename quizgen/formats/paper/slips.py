"""What is printed beside a quiz: a sheet of feedback for each student, an erratum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen.formats.paper.data import short_title
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.typeset import typeset


def print_feedback(data: Mapping[str, Any], layout: Layout) -> bytes:
    """A page or more for each student: what was answered, what is right, and why."""
    return _set("feedback.typ", data, layout)


def print_erratum(data: Mapping[str, Any], layout: Layout) -> bytes:
    """The slip that says, form by form, what is no longer so."""
    return _set("erratum.typ", data, layout)


def _set(template: str, data: Mapping[str, Any], layout: Layout) -> bytes:
    short = short_title(data["title"], layout)
    return typeset(template, {**data, "short": short, "look": layout.look})[0]
