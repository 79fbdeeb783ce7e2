"""Canvas: the same elements as text2qti writes for the same questions; matching by Canvas's exports."""

from __future__ import annotations

import html
import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from quizgen.formats import Job, render
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE

NS = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
# The questions of EVERY_KIND that text2qti knows, in its own words.
TEXT2QTI = """Quiz title: Mini
Quiz description: A small test.

1. Where did they meet?
... general
*a) Minsk
b) Brest
... wrong
c) Lida
... wrong
d) Gomel
... wrong

1. How many?
... general
a) 3
... wrong
*b) 5
c) 12
... wrong

1. They met in Lida.
... general
a) True
... wrong
*b) False

1. Who came?
... general
* Anna
* A. B.
* [Anna]

1. They met in ____ in May.
... general
* Minsk
* Mensk

1. How many tons?
... general
= 20000 +- 0.5
"""


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def theirs() -> dict[str, bytes]:
    config = pytest.importorskip("text2qti.config").Config()
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    return members(QTI(Quiz(TEXT2QTI, config=config)).zip_bytes())


@pytest.fixture
def ours(job: Job) -> dict[str, bytes]:
    return members(render("canvas", job._replace(items=EVERY_KIND)))


IDS = ("ident", "title", "identifier", "identifierref", "href", "linkrefid", "respident")


def skeleton(node: ET.Element) -> Any:
    """The element with its fixed attributes and children, without texts and identifiers."""
    fixed = {name: value for name, value in node.attrib.items()
             if name not in IDS and "schemaLocation" not in name}
    return node.tag, fixed, sorted(set(node.attrib) & set(IDS)), [skeleton(child) for child in node]


def file(package: dict[str, bytes], ending: str) -> ET.Element:
    (data,) = (data for name, data in package.items() if name.endswith(ending) and data)
    return ET.fromstring(data)


def assessment(package: dict[str, bytes]) -> ET.Element:
    (data,) = (data for name, data in package.items()
               if name.count("/") == 1 and name.endswith(".xml") and "assessment_meta" not in name)
    return ET.fromstring(data)


def test_the_package_holds_the_same_files(
    theirs: dict[str, bytes], ours: dict[str, bytes]
) -> None:
    assert [name.rpartition("/")[2] for name in theirs][:3] == [
        name.rpartition("/")[2] for name in ours][:3]
    assert "non_cc_assessments/" in ours and len(ours) == len(theirs)


@pytest.mark.parametrize("name", ["imsmanifest.xml", "assessment_meta.xml"])
def test_the_files_around_the_quiz_are_built_alike(
    theirs: dict[str, bytes], ours: dict[str, bytes], name: str
) -> None:
    assert skeleton(file(ours, name)) == skeleton(file(theirs, name))


def test_the_settings_are_the_same(theirs: dict[str, bytes], ours: dict[str, bytes]) -> None:
    def values(package: dict[str, bytes]) -> list[tuple[str, str]]:
        settings = file(package, "assessment_meta.xml")
        return [(node.tag, (node.text or "").strip()) for node in settings.iter()
                if not node.tag.endswith(("ref", "description", "points_possible"))]

    assert values(ours) == values(theirs)


@pytest.mark.parametrize("at", range(6), ids=[item.id for item in EVERY_KIND[:6]])
def test_a_question_is_built_as_text2qti_builds_it(
    theirs: dict[str, bytes], ours: dict[str, bytes], at: int
) -> None:
    mine, other = (assessment(package).findall(f".//{NS}item")[at] for package in (ours, theirs))
    assert skeleton(mine) == skeleton(other)
    kind = f"{NS}itemmetadata//{NS}fieldentry"
    assert mine.findtext(kind) == other.findtext(kind)


def test_what_is_around_the_questions_is_the_same(
    theirs: dict[str, bytes], ours: dict[str, bytes]
) -> None:
    roots = [assessment(package) for package in (ours, theirs)]
    for root in roots:
        section = root.find(f".//{NS}section")
        assert section is not None
        section[:] = []
    assert skeleton(roots[0]) == skeleton(roots[1])


def item_of(job: Job) -> ET.Element:
    found = assessment(members(render("canvas", job))).find(f".//{NS}item")
    assert found is not None
    return found


def test_every_reference_has_its_aim(ours: dict[str, bytes]) -> None:
    for item in assessment(ours).iter(f"{NS}item"):
        idents = {node.get("ident") for node in item.iter()}
        assert {n.get("linkrefid") for n in item.iter(f"{NS}displayfeedback")} <= idents
        assert {n.get("respident") for n in item.iter(f"{NS}varequal")} <= idents
        if item.find(f".//{NS}render_choice") is not None:
            assert {n.text for n in item.iter(f"{NS}varequal")} <= idents


def test_matching_is_as_canvas_exports_it(job: Job) -> None:
    item = item_of(one(job, "matching"))
    lists = item.findall(f"{NS}presentation/{NS}response_lid")
    assert [n.findtext(f"{NS}material/{NS}mattext") for n in lists] == [
        "It rains.", "It &lt;snows&gt; -&gt; now."]
    labels = {n.get("ident"): n.findtext(f".//{NS}mattext")
              for n in lists[0].iter(f"{NS}response_label")}
    assert set(labels.values()) == {"Anna", "Boris", "Clara"}
    right = item.findall(f"{NS}resprocessing/{NS}respcondition")[1:]
    assert [labels[c.findtext(f"{NS}conditionvar/{NS}varequal")] for c in right] == ["Anna", "Boris"]
    assert [c.findtext(f"{NS}setvar") for c in right] == ["50.00", "50.00"]


def test_an_order_is_a_matching_and_its_points_are_whole(job: Job) -> None:
    item = item_of(one(job, "ordering"))
    entries = [node.text for node in item.iter(f"{NS}fieldentry")]
    assert entries[:2] == ["matching_question", "3"]


def test_a_number_lies_within_its_tolerance(job: Job) -> None:
    item = item_of(one(job, "numerical"))
    assert [item.findtext(f".//{NS}{tag}") for tag in ("varequal", "vargte", "varlte")] == [
        "20000", "19999.5", "20000.5"]


def test_an_id_gives_the_question_its_identifier(job: Job) -> None:
    assert item_of(one(job, "cloze")).get("ident") == "quizgen_mini_talks.cloze"


@given(HOSTILE, HOSTILE)
def test_a_hostile_text_stays_text(plain: Job, stem: str, key: str) -> None:
    if key == "x":
        return
    wrong = (Distractor("x", "no"),)
    item = item_of(one(plain, "multiple-choice", stem=stem, key=key, distractors=wrong))
    assert html.unescape(item.findtext(f"{NS}presentation/{NS}material/{NS}mattext") or "") == stem
    shown = {html.unescape(node.findtext(f".//{NS}mattext") or "")
             for node in item.iter(f"{NS}response_label")}
    assert shown == {key, "x"}
    assert all("<" not in (node.text or "") for node in item.iter(f"{NS}mattext")
               if "<p>" not in (node.text or ""))
