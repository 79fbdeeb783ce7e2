"""Moodle XML: a category of questions for Moodle's question bank, pictures and all.

As Moodle's own `question/format/xml` reads it. Texts are HTML, escaped for XML (to a reader the
same as CDATA); what is typed or chosen from a list is plain. Moodle makes new questions of what it
imports; the `idnumber` is the item's id, by which they are found again.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from quizgen.bank.deck import Deck
from quizgen.formats import Job
from quizgen.formats.anki_note import picture_bytes, picture_name
from quizgen.formats.feedback import feedback_html, tags_of
from quizgen.formats.shown import answers_of, number_text, options_of, why_wrong
from quizgen.formats.xml_text import add, html_text, quoted, xml_parts
from quizgen.items.item import FALSE, TRUE, Item, Kind

TYPES: dict[Kind, str] = {
    "multiple-choice": "multichoice", "true-false": "truefalse", "short-answer": "shortanswer",
    "cloze": "shortanswer", "numerical": "numerical", "matching": "matching", "ordering": "ordering",
}
MOST_ID = 100  # characters of an idnumber in Moodle's database


def fits(item: Item) -> str | None:
    """Everything does but a longer id than Moodle keeps."""
    return f"its id is longer than {MOST_ID} characters" if len(item.id) > MOST_ID else None


def render(job: Job) -> Iterator[bytes]:
    """The deck's category and a question an item."""
    quiz = ET.Element("quiz")
    category = add(quiz, "question", type="category")
    title = job.deck.header.title.replace("/", "//")  # a single one would begin a category below
    add(add(category, "category"), "text", f"$course$/top/{title}")
    add(add(category, "info", format="html"), "text", html_text(job.deck.header.description))
    return xml_parts(quiz, quiz, (_question(job.deck, item) for item in job.each()), depth=0)


def _question(deck: Deck, item: Item) -> ET.Element:
    question = ET.Element("question", type=TYPES[item.kind])
    add(add(question, "name"), "text", item.id)
    _add_html(question, "questiontext", f"<p>{html_text(item.stem)}</p>")
    _add_picture(_add_html(question, "generalfeedback", feedback_html(item)), deck, item)
    add(question, "defaultgrade", str(len(item.pairs) or 1))
    add(question, "penalty", "1" if item.kind == "true-false" else "0.3333333")
    add(question, "hidden", "0")
    add(question, "idnumber", item.id)
    match item.kind:
        case "multiple-choice":
            _add_choices(question, item)
        case "true-false":
            for option in (TRUE, FALSE):
                _add_answer(question, option.lower(), 100 if option == item.key else 0,
                            why_wrong(item, option), "moodle_auto_format")
        case "short-answer" | "cloze":
            add(question, "usecase", "0")
            for text in answers_of(item):
                _add_answer(question, text.replace("*", "\\*"))  # a bare one stands for anything
        case "numerical":
            _add_number(question, item)
        case "matching":
            _add_pairs(question, item)
        case "ordering":
            _add_order(question, item)
    tags = add(question, "tags")
    for tag in tags_of(item):
        add(add(tags, "tag"), "text", tag)
    return question


def _add_choices(question: ET.Element, item: Item) -> None:
    add(question, "single", "true")
    add(question, "shuffleanswers", "false" if item.sorted else "true")
    add(question, "answernumbering", "abc")
    _add_combined(question)
    for option in options_of(item):
        _add_answer(question, html_text(option), 100 if option == item.key else 0,
                    why_wrong(item, option), "html")


def _add_number(question: ET.Element, item: Item) -> None:
    """The number with its tolerance; the unit may be typed or not."""
    answer = _add_answer(question, number_text(item.number or 0))
    add(answer, "tolerance", number_text(item.tolerance))
    if item.unit:
        unit = add(add(question, "units"), "unit")
        add(unit, "multiplier", "1")
        add(unit, "unit_name", item.unit)
    for name in ("unitgradingtype", "unitpenalty", "showunits", "unitsleft"):
        add(question, name, "3" if name == "showunits" and not item.unit else "0")


def _add_pairs(question: ET.Element, item: Item) -> None:
    """The pairs, and surplus responses as pairs without a premise."""
    add(question, "shuffleanswers", "true")
    _add_combined(question)
    for premise, response in (*item.pairs, *(("", d.text) for d in item.distractors)):
        pair = add(question, "subquestion", format="html")
        add(pair, "text", html_text(premise))
        add(add(pair, "answer"), "text", response)


def _add_order(question: ET.Element, item: Item) -> None:
    """The events in their right order, each graded by its place; Moodle shows them mixed."""
    for name, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"),
                        ("selectcount", str(len(item.sequence))), ("numberingstyle", "none"),
                        ("gradingtype", "ABSOLUTE_POSITION"), ("showgrading", "SHOW")):
        add(question, name, value)
    _add_combined(question)
    for place, event in enumerate(item.sequence, start=1):
        _add_answer(question, html_text(event), place, "", "html")


def _add_answer(
    question: ET.Element, text: str, fraction: int = 100, why: str = "", form: str = "plain_text"
) -> ET.Element:
    answer = add(question, "answer", fraction=str(fraction), format=form)
    add(answer, "text", text)
    _add_html(answer, "feedback", html_text(why))
    return answer


def _add_combined(question: ET.Element) -> None:
    """Feedback that Moodle wants to be there where answers have several parts."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _add_html(question, name, "")


def _add_html(parent: ET.Element, name: str, text: str) -> ET.Element:
    field = add(parent, name, format="html")
    add(field, "text", text)
    return field


def _add_picture(field: ET.Element, deck: Deck, item: Item) -> None:
    """The fact's picture with its credit, in the feedback: before, it could tell the answer."""
    fact = deck.facts.get(item.fact)
    if fact is None or fact.picture is None:
        return
    name, picture = picture_name(deck, fact.id), fact.picture
    field[0].text = (f'{field[0].text}<p><img src="@@PLUGINFILE@@/{name}" '
                     f'alt={quoted(picture.alt)}><br>'
                     f"{html_text(f'{picture.credit}, {picture.licence}')}</p>")
    add(field, "file", base64.b64encode(picture_bytes(deck, fact.id)).decode(),
        name=name, path="/", encoding="base64")
