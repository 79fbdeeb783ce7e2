"""Moodle XML, as moodle-xml-parser reads it, and by the elements that Moodle's importer asks for."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given
from moodle_xml_parser.parser import parse_bytes

from quizgen.formats import Job, left_out, render
from quizgen.items.item import Distractor
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE

# What import_headers and the importer of each type read (question/format/xml/format.php).
HEADERS = ["name/text", "questiontext/text", "generalfeedback/text", "defaultgrade", "penalty",
           "idnumber", "tags/tag/text"]
TYPES: dict[str, list[str]] = {
    "multichoice": ["single", "shuffleanswers", "answernumbering", "answer/text",
                    "answer/feedback/text", "correctfeedback/text"],
    "truefalse": ["answer/text", "answer/feedback/text"],
    "shortanswer": ["usecase", "answer/text", "answer/feedback/text"],
    "numerical": ["answer/text", "answer/tolerance", "units/unit/multiplier", "showunits"],
    "matching": ["shuffleanswers", "subquestion/text", "subquestion/answer/text"],
    "ordering": ["layouttype", "selecttype", "selectcount", "gradingtype", "answer/text"],
}


def questions(job: Job) -> list[ET.Element]:
    return ET.fromstring(render("moodle-xml", job)).findall("question")[1:]


def test_moodle_finds_all_that_it_asks_for(job: Job) -> None:
    found = questions(job._replace(items=EVERY_KIND))
    assert {q.get("type") for q in found} == set(TYPES)
    for question in found:
        for path in HEADERS + TYPES[question.get("type") or ""]:
            assert question.find(path) is not None, (question.get("type"), path)


def test_begins_with_the_decks_category(job: Job) -> None:
    titled = replace(job.deck, header=job.deck.header.model_copy(update={"title": "War/Peace"}))
    first = ET.fromstring(render("moodle-xml", job._replace(deck=titled)))[0]
    assert first.findtext("category/text") == "$course$/top/War//Peace"


def test_an_independent_parser_reads_the_choices(job: Job) -> None:
    parsed = parse_bytes(render("moodle-xml", job._replace(items=EVERY_KIND)))["multichoice"]
    assert [q.name for q in parsed] == ["talks.multiple-choice", "talks.sorted"]
    first, by_size = parsed
    assert first.text_pre_parse == "<p>Where did “A & B” meet, in {short}?</p>"
    assert {o.answer: o.score_fraction for o in first.options} == {
        "Minsk": 100, "Brest: the <city>": 0, "=Gomel": 0, "[html] ~Lida": 0}
    assert {o.feedback for o in first.options} >= {"=Gomel is wrong: no.", ""}
    assert (first.single, first.shuffle_answers, by_size.shuffle_answers) == (True, True, False)
    assert [o.answer for o in by_size.options] == ["-3", "5", "12"]
    assert "CNN, “Talks & <tea>”, 15 September 2023" in first.general_feedback
    assert "The BBC; claimed, as of 15 September 2023." in first.general_feedback


def test_true_is_before_false_and_the_key_counts(job: Job) -> None:
    (question,) = questions(one(job, "true-false"))
    assert [(a.findtext("text"), a.get("fraction"), a.findtext("feedback/text") or "")
            for a in question.iter("answer")] == [("true", "0", "True is wrong: no."),
                                                  ("false", "100", "")]


def test_typed_answers_are_plain_and_an_asterisk_is_one(job: Job) -> None:
    (question,) = questions(one(job, "short-answer"))
    assert [a.findtext("text") for a in question.iter("answer")] == ["Anna \\*", "A. B.", "[Anna]"]


def test_a_number_has_tolerance_and_unit(job: Job) -> None:
    (question,) = questions(one(job, "numerical"))
    assert question.findtext("answer/text") == "20000"
    assert question.findtext("answer/tolerance") == "0.5"
    assert question.findtext("units/unit/unit_name") == "tons"
    (bare,) = questions(one(job, "numerical", unit=None))
    assert bare.find("units") is None and bare.findtext("showunits") == "3"


def test_surplus_responses_have_no_premise(job: Job) -> None:
    (question,) = questions(one(job, "matching"))
    assert [(s.findtext("text") or "", s.findtext("answer/text"))
            for s in question.iter("subquestion")] == [
        ("It rains.", "Anna"), ("It &lt;snows&gt; -&gt; now.", "Boris"), ("", "Clara")]


def test_events_stand_in_their_order(job: Job) -> None:
    (question,) = questions(one(job, "ordering"))
    assert [(a.get("fraction"), a.findtext("text")) for a in question.iter("answer")] == [
        ("1", "They came."), ("2", "They talked: long."), ("3", "They went.")]


def test_an_id_that_moodle_would_cut_is_left_out(job: Job) -> None:
    (left,) = left_out("moodle-xml", one(job, "cloze", id="x" * 101))
    assert (left.reason, left.whole) == ("its id is longer than 100 characters", True)


def test_a_picture_goes_along_with_the_feedback(
    make_deck: Any, make_png: Callable[[int, int], bytes], tmp_path: Path
) -> None:
    (tmp_path / "minsk.png").write_bytes(make_png(4, 3))
    deck = make_deck("""
      - id: talks
        kind: meeting
        date: 2023-09
        host: putin
        guest: luka
        place: sochi
        picture: {file: minsk.png, alt: 'The "hall"', credit: N. N., licence: CC0}
""")
    (question,) = questions(one(Job(deck, EVERY_KIND), "cloze"))
    file = question.find("generalfeedback/file")
    assert file is not None and base64.b64decode(file.text or "") == make_png(4, 3)
    assert f'"@@PLUGINFILE@@/{file.get("name")}"' in (question.findtext("generalfeedback/text") or "")
    assert left_out("moodle-xml", Job(deck, EVERY_KIND)) == []
    assert [one.whole for one in left_out("gift", Job(deck, EVERY_KIND))] == [False] * len(EVERY_KIND)


@given(HOSTILE, HOSTILE)
def test_a_hostile_text_stays_text(plain: Job, stem: str, key: str) -> None:
    job = one(plain, "multiple-choice", stem=stem, key=key, distractors=(Distractor("x", stem),))
    (question,) = questions(job)
    shown = re.fullmatch(r"<p>(.*)</p>", question.findtext("questiontext/text") or "", re.S)
    assert shown and "<" not in shown[1] and html.unescape(shown[1]) == stem
    right = next(a for a in question.iter("answer") if a.get("fraction") == "100")
    assert html.unescape(right.findtext("text") or "") == key
