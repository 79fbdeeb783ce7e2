"""Canvas: a quiz as a QTI 1.2 package, in the dialect that Canvas reads.

Canvas says nothing of what it does not understand; so the elements are those that text2qti writes,
and for matching those of Canvas's own exports. Identifiers come from ids, by which Canvas knows a
question that is imported again.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

from quizgen.bank.deck import Deck
from quizgen.formats import Job
from quizgen.formats.canvas_files import assessment_meta, manifest
from quizgen.formats.feedback import feedback_html
from quizgen.formats.shown import (
    answers_of,
    number_text,
    options_of,
    pairs_of,
    responses_of,
    why_wrong,
)
from quizgen.formats.xml_text import add, html_text, xml_parts
from quizgen.formats.zip_package import zip_parts
from quizgen.items.item import Item, Kind

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
TYPES: dict[Kind, str] = {
    "multiple-choice": "multiple_choice_question", "true-false": "true_false_question",
    "short-answer": "short_answer_question", "cloze": "short_answer_question",
    "numerical": "numerical_question", "matching": "matching_question",
    "ordering": "matching_question",
}


def render(job: Job) -> Iterator[bytes]:
    """Manifest, the quiz's settings, and the quiz; a point for each answer."""
    name = f"quizgen_{job.deck.id}"
    points = sum(map(points_of, job.items))
    return zip_parts((
        ("imsmanifest.xml", (manifest(job.deck, name),)),
        ("non_cc_assessments/", ()),
        (f"{name}/assessment_meta.xml", (assessment_meta(job.deck, name, points),)),
        (f"{name}/{name}.xml", _assessment(job, name)),
    ))


def points_of(item: Item) -> int:
    """One, or one for each pair."""
    return len(item.pairs) or len(item.sequence) or 1


def _assessment(job: Job, name: str) -> Iterator[bytes]:
    root = ET.Element("questestinterop", xmlns=NAMESPACE)
    assessment = add(root, "assessment", ident=name, title=job.deck.header.title)
    _add_fields(add(assessment, "qtimetadata"), {"cc_maxattempts": "1"})
    section = add(assessment, "section", ident="root_section")
    return xml_parts(root, section, (_item(job.deck, item) for item in job.each()), depth=2)


def _item(deck: Deck, item: Item) -> ET.Element:
    ident = f"quizgen_{deck.id}_{item.id}"
    node = ET.Element("item", ident=ident, title=item.id)
    idents = _option_idents(item)
    _add_fields(add(add(node, "itemmetadata"), "qtimetadata"), {
        "question_type": TYPES[item.kind], "points_possible": str(points_of(item)),
        "original_answer_ids": ",".join(idents.values()),
        "assessment_question_identifierref": f"{ident}_ref"})
    shown = add(node, "presentation")
    _add_text(shown, html_text(item.stem))
    processing = ET.Element("resprocessing")
    outcome = add(processing, "outcomes")
    add(outcome, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    _add_condition(processing, "general_fb")
    match item.kind:
        case "multiple-choice" | "true-false":
            _add_choices(shown, processing, item, idents)
        case "matching" | "ordering":
            _add_pairs(shown, processing, item, idents)
        case _:
            _add_typed(shown, processing, item)
    node.append(processing)
    _add_feedback(node, "general_fb", feedback_html(item))
    if item.kind in ("multiple-choice", "true-false"):
        for option, at in idents.items():
            if why := why_wrong(item, option):
                _add_feedback(node, f"{at}_fb", html_text(why))
    return node


def _option_idents(item: Item) -> dict[str, str]:
    """What can be chosen and its identifier, in the order that is shown."""
    if item.kind in ("multiple-choice", "true-false"):
        texts = options_of(item)
    elif item.kind in ("matching", "ordering"):
        texts = responses_of(item)
    else:
        texts = [item.key]
    return {text: f"answer_{at}" for at, text in enumerate(texts, start=1)}


def _add_choices(
    shown: ET.Element, processing: ET.Element, item: Item, idents: dict[str, str]
) -> None:
    _add_options(add(shown, "response_lid", ident="response1", rcardinality="Single"), idents)
    for option, ident in idents.items():
        if why_wrong(item, option):
            _add_condition(processing, f"{ident}_fb", ident)
    condition = add(processing, "respcondition", **{"continue": "No"})
    add(add(condition, "conditionvar"), "varequal", idents[item.key], respident="response1")
    add(condition, "setvar", "100", action="Set", varname="SCORE")


def _add_pairs(
    shown: ET.Element, processing: ET.Element, item: Item, idents: dict[str, str]
) -> None:
    """A list of responses for each premise; each right one adds its share of the points."""
    pairs = pairs_of(item)
    for at, (premise, response) in enumerate(pairs, start=1):
        name = f"response_{at}"
        answer = add(shown, "response_lid", ident=name)
        _add_text(answer, html_text(premise))
        _add_options(answer, idents, plain=True)
        condition = add(processing, "respcondition")
        add(add(condition, "conditionvar"), "varequal", idents[response], respident=name)
        add(condition, "setvar", f"{100 / len(pairs):.2f}", varname="SCORE", action="Add")


def _add_typed(shown: ET.Element, processing: ET.Element, item: Item) -> None:
    answer = add(shown, "response_str", ident="response1", rcardinality="Single")
    condition = add(processing, "respcondition", **{"continue": "No"})
    right = add(condition, "conditionvar")
    if item.kind == "numerical":
        add(add(answer, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
        _add_number(right, item)
    else:
        add(add(answer, "render_fib"), "response_label", ident="answer1", rshuffle="No")
        for text in answers_of(item):
            add(right, "varequal", text, respident="response1")
    add(condition, "setvar", "100", action="Set", varname="SCORE")


def _add_number(right: ET.Element, item: Item) -> None:
    """The number itself, or what lies within its tolerance."""
    either = add(right, "or")
    exact = number_text(item.number or 0)
    low, high = (Decimal(exact) + sign * Decimal(number_text(item.tolerance)) for sign in (-1, 1))
    add(either, "varequal", exact, respident="response1")
    between = add(either, "and")
    add(between, "vargte", f"{low:f}", respident="response1")
    add(between, "varlte", f"{high:f}", respident="response1")


def _add_options(answer: ET.Element, idents: dict[str, str], plain: bool = False) -> None:
    choice = add(answer, "render_choice")
    for text, ident in idents.items():
        label = add(choice, "response_label", ident=ident)
        _add_text(label, text if plain else html_text(text), plain)


def _add_text(parent: ET.Element, text: str, plain: bool = False) -> None:
    add(add(parent, "material"), "mattext", text, texttype="text/plain" if plain else "text/html")


def _add_condition(processing: ET.Element, feedback: str, chosen: str = "") -> None:
    """Feedback that is shown for what was chosen, or for whatever was."""
    condition = add(processing, "respcondition", **{"continue": "Yes"})
    when = add(condition, "conditionvar")
    if chosen:
        add(when, "varequal", chosen, respident="response1")
    else:
        add(when, "other")
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _add_feedback(node: ET.Element, ident: str, text: str) -> None:
    _add_text(add(add(node, "itemfeedback", ident=ident), "flow_mat"), text)


def _add_fields(parent: ET.Element, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        entry = add(parent, "qtimetadatafield")
        add(entry, "fieldlabel", name)
        add(entry, "fieldentry", value)
