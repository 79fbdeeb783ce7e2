"""QTI 2.1, as onyx2moodle reads it, and by the standard's schema where that is to hand.

The schema is 1EdTech's and not shipped: QUIZGEN_QTI_XSD names one's own copy of imsqti_v2p1.xsd.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from quizgen.formats import Job, render
from quizgen.formats.shown import options_of
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE

NS = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"


def members(job: Job) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render("qti21", job))) as package:
        return {name: package.read(name) for name in package.namelist()}


def item_of(job: Job) -> ET.Element:
    (data,) = (data for name, data in members(job).items() if name.startswith("items/"))
    return ET.fromstring(data)


@pytest.fixture
def read(job: Job, tmp_path: Path) -> dict[str, Any]:
    """Every kind of item as the independent reader sees it, by its id."""
    parser = pytest.importorskip("onyx2moodle.parser")
    found = {}
    for name, data in members(job._replace(items=EVERY_KIND)).items():
        if name.startswith("items/"):
            file = tmp_path / Path(name).name
            file.write_bytes(data)
            found[file.stem] = parser.parse_item(file)
    return found


def test_the_manifest_lists_every_file(job: Job) -> None:
    files = members(job._replace(items=EVERY_KIND))
    manifest = ET.fromstring(files["imsmanifest.xml"])
    resources = manifest.findall(f"{CP}resources/{CP}resource")
    assert {resource.get("type") for resource in resources} == {"imsqti_item_xmlv2p1"}
    assert ["imsmanifest.xml", *(str(resource.get("href")) for resource in resources)] == [*files]
    assert [node.text for node in resources[0].iter(f"{LOM}string")] == [
        "talks.multiple-choice", "diplomacy", "front", "summit [2023]", "standing claimed",
        "as of 2023-09-15"]


def test_an_independent_reader_finds_the_interactions(read: dict[str, Any]) -> None:
    kinds = {"matching": "match", "multiple-choice": "choice", "true-false": "choice"}
    for item in EVERY_KIND:
        if item.kind != "ordering":  # it does not look at orders
            (found,) = read[item.id].interactions
            assert found.kind == kinds.get(item.kind, "textEntry")
    choice = read["talks.multiple-choice"].interactions[0]
    assert [option.html for option in choice.choices] == options_of(EVERY_KIND[0])
    assert (choice.shuffle, choice.max_choices) == (True, 1)
    assert not read["talks.sorted"].interactions[0].shuffle


def test_an_independent_reader_finds_what_is_right(read: dict[str, Any]) -> None:
    def right(name: str) -> Any:
        return read[name].response_decls["RESPONSE"]

    options = options_of(EVERY_KIND[0])
    assert right("talks.multiple-choice").correct_values == [f"option-{options.index('Minsk') + 1}"]
    assert right("talks.true-false").correct_values == ["option-2"]
    assert right("talks.short-answer").mapping == {"Anna *": 1.0, "A. B.": 1.0, "[Anna]": 1.0}
    assert (right("talks.numerical").base_type, right("talks.numerical").correct_values) == (
        "float", ["20000"])
    assert (right("talks.ordering").cardinality, len(right("talks.ordering").correct_values)) == (
        "ordered", 3)
    match = read["talks.matching"].interactions[0]
    left = {choice.identifier: choice.html for choice in match.match_sources}
    across = {choice.identifier: choice.html for choice in match.match_targets}
    pairs = [pair.split() for pair in right("talks.matching").correct_values]
    assert [(left[a], across[b]) for a, b in pairs] == [
        ("It rains.", "Anna"), ("It <snows> -> now.", "Boris")]
    assert set(across.values()) == {"Anna", "Boris", "Clara"}


def test_feedback_says_why_and_tells_the_source(read: dict[str, Any]) -> None:
    told = read["talks.multiple-choice"].feedback
    assert [f.identifier for f in told][-1] == "told" and len(told) == 4
    assert 'href="https://example.org/a?b=1&amp;c=2"' in told[-1].html
    assert "Brest: the &lt;city&gt; is wrong: no." in "".join(f.html for f in told)


def test_an_answer_is_typed_where_the_blank_is(job: Job) -> None:
    (paragraph,) = item_of(one(job, "cloze")).findall(f"{NS}itemBody/{NS}p")
    field = paragraph.find(f"{NS}textEntryInteraction")
    assert field is not None
    assert (paragraph.text, field.tail) == ("They met in ", " in May.")


def test_a_number_has_its_tolerance_and_a_typed_answer_its_capitals_free(job: Job) -> None:
    equal = item_of(one(job, "numerical")).find(f".//{NS}equal")
    assert equal is not None
    assert (equal.get("toleranceMode"), equal.get("tolerance")) == ("absolute", "0.5 0.5")
    entries = item_of(one(job, "cloze")).findall(f".//{NS}mapEntry")
    assert {entry.get("caseSensitive") for entry in entries} == {"false"}


def test_an_identifier_begins_as_xml_wants(job: Job) -> None:
    assert item_of(one(job, "cloze", id="14-votes.number")).get("identifier") == "_14-votes.number"


@pytest.mark.skipif("QUIZGEN_QTI_XSD" not in os.environ, reason="no copy of the standard's schema")
def test_every_item_is_valid_by_the_standards_schema(job: Job) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(os.environ["QUIZGEN_QTI_XSD"]))
    for name, data in members(job._replace(items=EVERY_KIND)).items():
        if name.startswith("items/"):
            schema.assertValid(etree.fromstring(data))


@given(HOSTILE, HOSTILE)
def test_a_hostile_text_stays_text(plain: Job, stem: str, key: str) -> None:
    item = item_of(one(plain, "multiple-choice", stem=stem, key=key,
                       distractors=(Distractor("x y", stem),)))
    assert item.findtext(f".//{NS}prompt") == stem
    assert {choice.text for choice in item.iter(f"{NS}simpleChoice")} == {key, "x y"}
    assert item.findtext(f"{NS}modalFeedback/{NS}p") == stem
