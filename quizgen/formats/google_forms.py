"""Google Forms: a script for script.google.com that makes the quiz in one's own account.

The quiz reaches the script as one JSON value in ASCII; none of its texts is ever code.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from quizgen.formats import Job
from quizgen.formats.feedback import addresses_of, feedback_lines
from quizgen.formats.parts import joined, json_text, list_texts
from quizgen.formats.shown import options_of, why_wrong
from quizgen.items.item import Item

SCRIPT = """\
// Paste this into a new project on script.google.com and run makeQuiz.
const QUIZ = {quiz};

function makeQuiz() {
  const form = FormApp.create(QUIZ.title);
  form.setIsQuiz(true);
  form.setDescription(QUIZ.description);
  QUIZ.items.forEach(function (item) {
    const question = form.addMultipleChoiceItem();
    question.setTitle(item.stem);
    question.setPoints(1);
    question.setChoices(item.options.map(function (option) {
      return question.createChoice(option.text, option.right);
    }));
    question.setFeedbackForCorrect(feedback(item.feedback, item.urls));
    question.setFeedbackForIncorrect(feedback(item.why + item.feedback, item.urls));
  });
  Logger.log(form.getEditUrl());
}

function feedback(text, urls) {
  const told = FormApp.createFeedback().setText(text);
  urls.forEach(function (url) {
    told.addLink(url);
  });
  return told.build();
}
"""


def render(job: Job) -> Iterator[bytes]:
    """The script; feedback says which options are wrong and why, then explanation and source."""
    header = job.deck.header
    frame = {"title": header.title, "description": header.description, "items": []}
    items = ((json_text(_item(item), ascii_alone=True),) for item in job.each())
    before, _, after = SCRIPT.partition("{quiz}")
    return joined(chain((before,), map(_literal, list_texts(frame, items, ascii_alone=True)), (after,)))


def _item(item: Item) -> dict[str, Any]:
    options = options_of(item)
    reasons = [why if why.startswith(f"{option}:") else f"{option}: {why}"
               for option in options if (why := why_wrong(item, option))]
    return {
        "id": item.id, "stem": item.stem, "urls": addresses_of(item),
        "options": [{"text": option, "right": option == item.key} for option in options],
        "why": "".join(f"{reason}\n" for reason in reasons),
        "feedback": "\n".join(feedback_lines(item)),
    }


def _literal(text: str) -> str:
    """JSON in ASCII that is the same in JavaScript and in a page: without `<`, `>`, `&`."""
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
