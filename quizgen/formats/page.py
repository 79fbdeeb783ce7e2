"""A quiz as one HTML page that needs no network: a learner answers in any browser, or on paper.

The page is whole without its script: questions with their options, each with its key behind a
fold. The script puts the same elements one after the other and grades. All text of the bank is
escaped by the template, or stands as JSON in a block that is never run; the page's own policy
allows the one script and the one style by their hash and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from quizgen.formats import Job
from quizgen.formats.anki_text import direction
from quizgen.formats.page_data import grading_data, question_data, source_data
from quizgen.problem import UsageError

if TYPE_CHECKING:
    from jinja2 import Template

# How the answers are told: as the reader chooses, after each, at the end, or not at all, since a
# sealed page does not hold them.
MODES = ("choose", "practice", "exam", "sealed")
GRADING = ("words.js", "numbers.js", "dates.js", "names.js", "same_words.js",
           "grade.js")
STYLES = ("page.css", "questions.css", "media.css")
SCRIPTS = (*GRADING, "answers.js", "result.js", "keep.js", "show.js", "page.js")


def render(job: Job) -> bytes:
    """The page, in UTF-8; the option `mode` is one of MODES."""
    mode = job.options.get("mode", "choose")
    if mode not in MODES:
        raise UsageError(f"no mode “{mode}”; there are {', '.join(MODES)}")
    if job.quiz is None:
        raise UsageError("a page takes a quiz: assemble one first")
    language = job.deck.header.language
    sources = source_data(job.quiz) if mode != "sealed" else {}
    questions = question_data(job.quiz, sources)
    data = grading_data(job.quiz, job.deck, mode)
    shown = {"questions": questions, "data": data, "title": job.quiz.title, "language": language}
    check = hashlib.sha256(_json(shown).encode()).hexdigest()[:12]
    style, script = page_style(), page_script()
    page = _template().render(
        quiz=job.quiz, questions=questions, sources=list(sources.values()),
        data=_json({"check": check, **data}), mode=mode,
        language=language, direction=direction(language),
        ui="" if language.partition("-")[0] == "en" else "en",
        style=style, style_hash=_hash(style), script=script, script_hash=_hash(script),
    )
    return page.encode()


def page_style() -> str:
    """The page's whole style; what holds for narrow windows and paper comes last."""
    return "".join(_dense(_read(name)) for name in STYLES)


def page_script() -> str:
    """The page's whole script: its parts in a function of their own."""
    parts = "".join(_dense(_read(name)) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _dense(source: str) -> str:
    """A script or style without its comments, which stand on lines of their own, and indentation."""
    return re.sub(r"^\s*(?://[^\n]*\n|/\*[\s\S]*?\*/\n)|^\s+", "", source, flags=re.MULTILINE)


def _json(value: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    return (files("quizgen.formats") / "web" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True,
                              undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_read("page.html"))
