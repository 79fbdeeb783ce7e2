"""GIFT: questions as plain text for Moodle and what else reads its format.

As Moodle's own `question/format/gift` reads it. Texts are HTML, so that `<` stays a `<`; what is
typed or chosen from a list is plain. Comments above each question give its id and tags, and what
the format has no place for (`gift_comment`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from quizgen.bank.deck import Deck
from quizgen.formats import Job
from quizgen.formats.feedback import feedback_html
from quizgen.formats.gift_comment import comment_lines
from quizgen.formats.parts import joined
from quizgen.formats.shown import (
    answers_of,
    number_text,
    options_of,
    pairs_of,
    responses_of,
    why_wrong,
)
from quizgen.formats.xml_text import html_text
from quizgen.items.item import FALSE, TRUE, Item

ARROW = "->"  # between premise and response; the format has no way to write it otherwise
_SPECIAL = re.compile(r"[\\~=#{}:]")
_BREAK = re.compile(r"\s*[\r\n]+\s*")


def fits(item: Item) -> str | None:
    """An arrow in what is typed or chosen from a list would be taken for a pair's."""
    plain = (item.key, *item.accept) if item.kind in ("short-answer", "cloze") else (
        responses_of(item) if item.kind == "matching" else ())
    if any(ARROW in text for text in plain):
        return f"“{ARROW}” in an answer would be taken for a pair"
    return None


def render(job: Job) -> Iterator[bytes]:
    """The deck's category, and the questions with a blank line between them; UTF-8."""
    title = _escape(job.deck.header.title.replace("/", "//"))
    blocks = chain((f"$CATEGORY: $course$/top/{title}",),
                   (_question(job.deck, item) for item in job.each()))
    return joined(blocks, "\n\n", "\n")


def _question(deck: Deck, item: Item) -> str:
    head = f"::{_escape(item.id)}::[html]{_html(item.stem)}"
    general = f"####{_escape(feedback_html(item))}"
    return "\n".join([*comment_lines(deck, item), f"{head}{{{_opening(item)}",
                      *(f"\t{line}" for line in _answers(item)), f"\t{general}", "}"])


def _opening(item: Item) -> str:
    """What stands right after the brace: whether it is true, or that a number is wanted."""
    if item.kind == "true-false":
        why = why_wrong(item, FALSE if item.key == TRUE else TRUE)
        return f"{item.key.upper()}{f'#{_html(why)}' if why else ''}"
    return f"#{number_text(item.number or 0)}:{number_text(item.tolerance)}" if (
        item.kind == "numerical") else ""


def _answers(item: Item) -> Iterator[str]:
    match item.kind:
        case "multiple-choice":
            for option in options_of(item):
                why = why_wrong(item, option)
                yield ("=" if option == item.key else "~") + _html(option) + (
                    f"#{_html(why)}" if why else "")
        case "short-answer" | "cloze":
            for text in answers_of(item):
                yield f"=%100%{_plain(text.replace('*', chr(92) + '*'))}"  # bare: for anything
        case "matching" | "ordering":
            pairs = pairs_of(item)
            for premise, response in pairs:
                yield f"={_html(premise)} {ARROW} {_plain(response)}"
            used = {response for _, response in pairs}
            for surplus in responses_of(item):
                if surplus not in used:
                    yield f"= {ARROW} {_plain(surplus)}"


def _html(text: str) -> str:
    """A text as escaped HTML; a weight or a format at its beginning is neither."""
    shown = html_text(text)
    if shown[:1] in ("%", "["):
        shown = f"&#{ord(shown[0])};{shown[1:]}"
    return _escape(shown)


def _plain(text: str) -> str:
    """A text that is no HTML; a bracket at its beginning would name a format, so the right one does."""
    return ("[plain]" if text.startswith("[") else "") + _escape(text)


def _escape(text: str) -> str:
    """The format's own characters with a backslash; on one line, since a blank one ends a question."""
    return _BREAK.sub(" ", _SPECIAL.sub(r"\\\g<0>", text)).strip()
