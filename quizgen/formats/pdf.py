"""A printed quiz: facts to study, each form's questions and answer sheet, and the keys."""

from __future__ import annotations

from typing import Any

from quizgen.formats import Job, Printing
from quizgen.formats.paper.answer_rows import answer_sheet
from quizgen.formats.paper.data import crosswalk, forms_of, sheet_data, short_name
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.pictures import picture_values
from quizgen.formats.paper.ties import breakable
from quizgen.formats.paper.typeset import begin_to_set
from quizgen.items.forms import Forms

__all__ = ["begin_to_print", "remarks", "render", "sheet"]


def render(job: Job) -> bytes:
    """A quiz as one form, by the options of `Layout`."""
    return begin_to_print(forms_of(job), Layout.parse(job.options))()[0]


def remarks(job: Job) -> list[str]:
    """What no font can show."""
    return begin_to_print(forms_of(job), Layout.parse(job.options))()[1]


def begin_to_print(forms: Forms, layout: Layout) -> Printing:
    """The forms as PDF/UA-1, and what no font can show; the same forms give the same bytes."""
    begun = begin_to_set("sheet.typ", sheet(forms, layout))

    def printed() -> tuple[bytes, list[str]]:
        made, missing = begun()
        return made, [*map(_tell_missing, missing)]
    return printed


def _tell_missing(letter: str) -> str:
    from unicodedata import name

    return (f"no font here has “{letter}” (U+{ord(letter):04X} {name(letter, 'without a name')}): "
            "it is printed as �")


def sheet(forms: Forms, layout: Layout) -> dict[str, Any]:
    """Everything that the template shows, as plain values."""
    data = sheet_data(forms, layout)
    for file, words in data["pictures"].items():
        words.update(picture_values(file, forms.pictures[file], layout.greyscale))
    if data["answer_sheets"]:
        for shown, quiz in zip(data["forms"], forms.quizzes, strict=True):
            shown.update(answer_sheet(quiz, data["code"], forms.personal, layout))
    for shown in data["forms"]:
        shown["short"] = short_name(layout, shown["student"])
        shown["student"] = breakable(shown["student"])
    if data["keys"] and not data["personal"]:
        data["crosswalk"] = crosswalk(forms)
    return data
