"""QTI 2.1: a package of assessment items, for the many systems that take the standard itself.

An item a file, its identifier from the item's id; answers are marked by the item's own response
processing, so no template has to be known. Texts are text, never markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from xml.etree import ElementTree as ET

from quizgen.bank.deck import Deck
from quizgen.bank.picture import is_device
from quizgen.formats import Job
from quizgen.formats.feedback import cited_links, feedback_lines, tags_of
from quizgen.formats.qti21_marking import add_declarations, add_processing
from quizgen.formats.shown import (
    answers_of,
    mix,
    number_text,
    options_of,
    pairs_of,
    responses_of,
    why_wrong,
)
from quizgen.formats.xml_text import add, xml_bytes, xml_parts
from quizgen.formats.zip_package import zip_parts
from quizgen.items.item import BLANK, Item

ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
METADATA = "http://ltsc.ieee.org/xsd/LOM"


def render(job: Job) -> Iterator[bytes]:
    """The manifest, and a file for each item."""
    language = job.deck.header.language
    items = ((file_of(item), (xml_bytes(_item(item, language)),)) for item in job.each())
    return zip_parts(chain((("imsmanifest.xml", _manifest(job.deck, job.items)),), items))


def identifier(item: Item) -> str:
    """The item's id; XML wants a letter or an underscore first."""
    return item.id if item.id[:1].isalpha() else f"_{item.id}"


def file_of(item: Item) -> str:
    """The item's file. On Windows `aux.x.xml` would be a device, whatever its ending."""
    name = identifier(item)
    return f"items/{'_' if is_device(name) else ''}{name}.xml"


def _manifest(deck: Deck, items: Sequence[Item]) -> Iterator[bytes]:
    root = ET.Element("manifest", identifier=f"quizgen-{deck.id}", xmlns=PACKAGE)
    metadata = add(root, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    _add_lom(metadata, f"{deck.header.title}, {deck.version}", [])
    add(root, "organizations")
    resources = add(root, "resources")
    return xml_parts(root, resources, map(_resource, items), depth=1)


def _resource(item: Item) -> ET.Element:
    resource = ET.Element("resource", identifier=f"resource-{identifier(item)}",
                          type="imsqti_item_xmlv2p1", href=file_of(item))
    _add_lom(add(resource, "metadata"), item.id, tags_of(item))
    add(resource, "file", href=file_of(item))
    return resource


def _add_lom(metadata: ET.Element, title: str, tags: list[str]) -> None:
    """Title and keywords, as IEEE's metadata has them."""
    general = add(add(metadata, "lom", xmlns=METADATA), "general")
    add(add(general, "title"), "string", title)
    for tag in tags:
        add(add(general, "keyword"), "string", tag)


def _item(item: Item, language: str) -> ET.Element:
    root = ET.Element("assessmentItem", {
        "xmlns": ITEM, "identifier": identifier(item), "title": item.id, "adaptive": "false",
        "timeDependent": "false", "xml:lang": language})
    body = ET.Element("itemBody")
    add_right = {"matching": _add_match, "ordering": _add_order}.get(item.kind, (
        _add_choice if item.distractors else _add_entry))
    right = add_right(body, item)
    add_declarations(root, item, right)
    root.append(body)
    add_processing(root, item)
    _add_feedback(root, item)
    return root


def _add_choice(body: ET.Element, item: Item) -> list[str]:
    choices = add(body, "choiceInteraction", responseIdentifier="RESPONSE", maxChoices="1",
                  shuffle="false" if item.sorted else "true")
    add(choices, "prompt", item.stem)
    options = options_of(item)
    for at, option in enumerate(options):
        add(choices, "simpleChoice", option, identifier=f"option-{at + 1}")
    return [f"option-{options.index(item.key) + 1}"]


def _add_match(body: ET.Element, item: Item) -> list[str]:
    pairs, responses = pairs_of(item), responses_of(item)
    match = add(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true",
                maxAssociations=str(len(pairs)))
    add(match, "prompt", item.stem)
    left, right = add(match, "simpleMatchSet"), add(match, "simpleMatchSet")
    for at, (premise, _) in enumerate(pairs, start=1):
        add(left, "simpleAssociableChoice", premise, identifier=f"premise-{at}", matchMax="1")
    for at, response in enumerate(responses, start=1):
        add(right, "simpleAssociableChoice", response, identifier=f"response-{at}",
            matchMax=str(len(pairs)))
    return [f"premise-{at} response-{responses.index(response) + 1}"
            for at, (_, response) in enumerate(pairs, start=1)]


def _add_order(body: ET.Element, item: Item) -> list[str]:
    order = add(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
    add(order, "prompt", item.stem)
    shown = mix(item, item.sequence)
    for at, event in enumerate(shown, start=1):
        add(order, "simpleChoice", event, identifier=f"event-{at}")
    return [f"event-{shown.index(event) + 1}" for event in item.sequence]


def _add_entry(body: ET.Element, item: Item) -> list[str]:
    """A field to type into: at the sentence's blank, or after the question."""
    before, blank, after = item.stem.partition(BLANK)
    text = add(body, "p", before)
    field = add(text if blank else add(body, "p"), "textEntryInteraction",
                responseIdentifier="RESPONSE", expectedLength=str(max(len(item.key), 10)))
    field.tail = after
    return [number_text(item.number or 0)] if item.kind == "numerical" else answers_of(item)


def _add_feedback(root: ET.Element, item: Item) -> None:
    """Why an option is wrong, where it was chosen; then explanation and source, always."""
    if item.kind in ("multiple-choice", "true-false"):
        for at, option in enumerate(options_of(item), start=1):
            if why := why_wrong(item, option):
                add(_feedback(root, "CHOSEN", f"option-{at}"), "p", why)
    told = _feedback(root, "TOLD", "told")
    for line in feedback_lines(item)[:-1]:
        add(told, "p", line)
    _add_sources(add(told, "p"), item)


def _add_sources(line: ET.Element, item: Item) -> None:
    """Each source, linked if it has an address."""
    for at, (text, url) in enumerate(cited_links(item)):
        if at:
            line[-1].tail = "; "
        add(line, "a" if url else "span", text, **({"href": url} if url else {}))


def _feedback(root: ET.Element, outcome: str, name: str) -> ET.Element:
    return add(root, "modalFeedback", outcomeIdentifier=outcome, identifier=name, showHide="show")
