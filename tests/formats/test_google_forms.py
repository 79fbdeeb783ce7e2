"""The script for Google Forms, run in V8 against a stand-in for what Google gives a script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from quizgen.formats import Job, left_out, render
from quizgen.formats.shown import options_of
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE

STAND_IN = """
const made = {items: []};
const Logger = {log: () => {}};
const FormApp = {
  create: title => { made.title = title; return {
    setIsQuiz: yes => { made.quiz = yes; },
    setDescription: text => { made.description = text; },
    getEditUrl: () => "",
    addMultipleChoiceItem: () => { const item = {}; made.items.push(item); return {
      setTitle: text => { item.title = text; },
      setPoints: points => { item.points = points; },
      createChoice: (text, right) => ({text, right}),
      setChoices: choices => { item.choices = choices; },
      setFeedbackForCorrect: told => { item.correct = told; },
      setFeedbackForIncorrect: told => { item.incorrect = told; },
    }; },
  }; },
  createFeedback: () => { const told = {}; const builder = {
    setText: text => { told.text = text; return builder; },
    addLink: url => { (told.links ??= []).push(url); return builder; },
    build: () => told,
  }; return builder; },
};
"""


def run(job: Job) -> dict[str, Any]:
    py_mini_racer = pytest.importorskip("py_mini_racer")
    script = render("google-forms", job).decode("ascii")
    made = py_mini_racer.MiniRacer().eval(f"{STAND_IN}{script}makeQuiz(); JSON.stringify(made)")
    result: dict[str, Any] = json.loads(made)
    return result


def test_the_script_makes_a_quiz_of_what_is_chosen(job: Job) -> None:
    made = run(job._replace(items=EVERY_KIND))
    choices = [item for item in EVERY_KIND if item.kind in ("multiple-choice", "true-false")]
    assert (made["title"], made["quiz"]) == ("Mini", True)
    for shown, item in zip(made["items"], choices, strict=True):
        assert (shown["title"], shown["points"]) == (item.stem, 1)
        assert shown["choices"] == [{"text": o, "right": o == item.key} for o in options_of(item)]
        assert shown["correct"]["text"].startswith(item.explanation)
        assert shown["correct"]["links"] == [item.source.url]
        assert all(wrong.why in shown["incorrect"]["text"] for wrong in item.distractors)
        assert not any(f"{o}: {o}:" in shown["incorrect"]["text"] for o in options_of(item))
        assert "Source: CNN" in shown["incorrect"]["text"]


def test_what_is_typed_is_left_out(job: Job) -> None:
    left = left_out("google-forms", job._replace(items=EVERY_KIND))
    assert "google-forms has no cloze items" in {one.reason for one in left}


@settings(max_examples=25)
@given(HOSTILE)
def test_a_hostile_text_is_never_code(plain: Job, text: str) -> None:
    job = one(plain, "multiple-choice", stem=text, key=text, distractors=(Distractor("x y", text),))
    assert b"</" not in render("google-forms", job)
    (shown,) = run(job)["items"]
    assert shown["title"] == text
    assert {"text": text, "right": True} in shown["choices"]


@pytest.mark.parametrize("text", ["\u2028", "\u2029x", "'; throw 1; '", "${x}", "{quiz}", "*/"])
def test_nor_is_a_line_end_of_javascript(job: Job, text: str) -> None:
    assert run(one(job, "multiple-choice", stem=text))["items"][0]["title"] == text
