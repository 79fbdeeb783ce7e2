"""What is printed beside a quiz: a sheet of feedback for each student, an erratum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen.formats.paper.data import short_name, short_title
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.ties import breakable
from quizgen.formats.paper.typeset import typeset


def print_feedback(data: Mapping[str, Any], layout: Layout) -> bytes:
    """A page or more for each student: what was answered, what is right, and why."""
    students = [{**_named(student), "marks": [
        {**mark, "given": [*map(breakable, mark["given"])]} for mark in student["marks"]]}
        | {"short": short_name(layout, student["student"], student["number"])}
        for student in data["students"]]
    return _set("feedback.typ", {**data, "students": students}, layout)


def print_erratum(data: Mapping[str, Any], layout: Layout) -> bytes:
    """The slip that says, form by form, what is no longer so."""
    return _set("erratum.typ", {**data, "slips": [*map(_named, data["slips"])]}, layout)


def _named(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A student's sheet, whose name and number may break."""
    return {**sheet, "student": breakable(sheet["student"]), "number": breakable(sheet["number"])}


def _set(template: str, data: Mapping[str, Any], layout: Layout) -> bytes:
    short = short_title(data["title"], layout)
    return typeset(template, {**data, "short": short, "look": layout.look})[0]
