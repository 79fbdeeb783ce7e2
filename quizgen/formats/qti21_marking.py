"""How a QTI 2.1 item marks itself: what is right, what it counts, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from quizgen.formats.shown import number_text
from quizgen.formats.xml_text import add
from quizgen.items.item import Item, Kind

# Cardinality and base type of a response.
RESPONSES: dict[Kind, tuple[str, str]] = {
    "multiple-choice": ("single", "identifier"), "true-false": ("single", "identifier"),
    "short-answer": ("single", "string"), "cloze": ("single", "string"),
    "numerical": ("single", "float"), "matching": ("multiple", "directedPair"),
    "ordering": ("ordered", "identifier"),
}


MAPPED: tuple[Kind, ...] = ("short-answer", "cloze", "matching")  # several answers count


def add_declarations(root: ET.Element, item: Item, right: Sequence[str]) -> None:
    """The response with what is right, and the outcomes: score, what was chosen, what is told."""
    cardinality, base = RESPONSES[item.kind]
    response = add(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality,
                   baseType=base)
    correct = add(response, "correctResponse")
    for value in right[:1] if base == "string" else right:
        add(correct, "value", value)
    if item.kind in MAPPED:
        _add_mapping(response, right, base == "string")
    score = add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single",
                baseType="float")
    add(add(score, "defaultValue"), "value", "0")
    for name in ("CHOSEN", "TOLD"):
        add(root, "outcomeDeclaration", identifier=name, cardinality="single",
            baseType="identifier")


def add_processing(root: ET.Element, item: Item) -> None:
    """From the response to the outcomes."""
    processing = add(root, "responseProcessing")
    if item.kind in MAPPED:
        add(_outcome(processing, "SCORE"), "mapResponse", identifier="RESPONSE")
    else:
        _add_condition(processing, item)
    if item.kind in ("multiple-choice", "true-false"):
        add(_outcome(processing, "CHOSEN"), "variable", identifier="RESPONSE")
    add(_outcome(processing, "TOLD"), "baseValue", "told", baseType="identifier")


def _add_mapping(response: ET.Element, right: Sequence[str], typed: bool) -> None:
    """What each answer counts: any right one typed a point, whatever its capitals; a pair a point."""
    bounds = {"upperBound": "1"} if typed else {}
    mapping = add(response, "mapping", defaultValue="0", **bounds)
    case = {"caseSensitive": "false"} if typed else {}
    for value in right:
        add(mapping, "mapEntry", mapKey=value, mappedValue="1", **case)


def _add_condition(processing: ET.Element, item: Item) -> None:
    """A point where the response is the right one, or within a number's tolerance."""
    when = add(add(processing, "responseCondition"), "responseIf")
    if item.kind == "numerical":
        tolerance = number_text(item.tolerance)
        test = add(when, "equal", toleranceMode="absolute", tolerance=f"{tolerance} {tolerance}")
    else:
        test = add(when, "match")
    add(test, "variable", identifier="RESPONSE")
    add(test, "correct", identifier="RESPONSE")
    add(_outcome(when, "SCORE"), "baseValue", "1", baseType="float")


def _outcome(parent: ET.Element, name: str) -> ET.Element:
    return add(parent, "setOutcomeValue", identifier=name)
