"""Moodle XML in, as Moodle writes it."""

from __future__ import annotations

import pytest

from quizgen.importing.question import Question, Wrong
from tests.importing.made import read, told


def quiz(kind: str, inside: str) -> str:
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<!-- question: 7 -->\n<question '
            f'type="{kind}">\n<name><text>A name</text></name>\n<questiontext format="html"><text>'
            f"<![CDATA[<p>What<br>now?</p>]]></text></questiontext>\n{inside}</question></quiz>")


def one(kind: str, inside: str) -> Question:
    found = read("moodle-xml", quiz(kind, inside))
    assert not found.problems
    (question,) = found.questions
    return question


def answer(fraction: float, text: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{more}</answer>'


def test_a_choice() -> None:
    why = '<feedback format="html"><text><![CDATA[<p>No: <b>not</b> this.</p>]]></text></feedback>'
    question = one("multichoice", answer(100, "<![CDATA[<p>A &amp; B</p>]]>") + answer(0, "C", why)
                   + answer(0, "D") + "<tags><tag><text>x y</text></tag></tags><idnumber>q7</idnumber>")
    assert (question.stem, question.key, question.id) == ("What now?", "A & B", "q7")
    assert question.wrong == (Wrong("C", "No: not this."), Wrong("D"))
    assert (question.tags, question.line) == (("x y",), 4)


def test_a_statement_and_a_number() -> None:
    assert one("truefalse", answer(0, "true") + answer(100, "false")).key == "False"
    number = one("numerical", answer(100, "20000", "<tolerance>5</tolerance>")
                 + "<units><unit><multiplier>1</multiplier><unit_name>tons</unit_name></unit></units>")
    assert (number.number, number.tolerance, number.unit) == (20000.0, 5.0, "tons")


def test_what_is_typed_matched_and_ordered() -> None:
    assert one("shortanswer", answer(100, "a\\*") + answer(100, "b")).accept == ("b",)
    pairs = one("matching", "".join(
        f'<subquestion format="html"><text>{p}</text><answer><text>{r}</text></answer></subquestion>'
        for p, r in (("x", "1"), ("y", "2"), ("", "3"))))
    assert (pairs.pairs, pairs.surplus) == ((("x", "1"), ("y", "2")), ("3",))
    assert one("ordering", answer(2, "late") + answer(1, "early")).sequence == ("early", "late")


@pytest.mark.parametrize(("kind", "inside", "message"), [
    ("essay", "", "4: left out: an essay has no answer to check"),
    ("cloze", "", "4: left out: gaps in Moodle's embedded form are not read"),
    ("ddimageortext", "", "4: left out: a question of the type “ddimageortext” is not read"),
    ("multichoice", answer(50, "a") + answer(50, "b"), "4: left out: a choice has one right answer "
     "that is worth all points, and this one has an answer that is worth 50 %"),
    ("shortanswer", answer(100, "a") + "\n" + answer(50, "b"), "8: left out: the answer “b”: it is "
     "worth 50 % of the points, and an answer is right or wrong"),
    ("matching", '<subquestion format="html"><text>&lt;img src="a.png"&gt;</text><answer><text>b</text>'
     "</answer></subquestion>", "7: left out: the pair of “b”: it is nothing but what is embedded: "
     "a.png"),
    ("truefalse", "", "4: left out: which of true and false is right does not stand there"),
    ("", "", "4: left out: it names no type"),
    ("multichoice", answer(100, "&lt;img src='a.png'&gt;"),
     "4: left out: an answer is nothing but what is embedded: a.png"),
    ("truefalse", answer(100, "true") + "<hidden>1</hidden>", "4: it is hidden in Moodle (hidden); "
     "here it is asked"),
    ("multichoice", answer(100, "a")
     + answer(0, "&lt;a href='https://x.org/?a&amp;amp;b'&gt;b&lt;/a&gt;"),
     "7: the address of a link is not kept: https://x.org/?a&b"),
    ("multichoice", answer(100, "a") + answer(-50, "b"),
     "7: points taken off for a wrong answer are not kept"),
    ("truefalse", answer(100, "true") + '\n<generalfeedback format="html"><text>'
     '&lt;img src="@@PLUGINFILE@@/a.png"&gt;</text><file name="a.png">eA==</file></generalfeedback>',
     "8: what is embedded is left out: a.png"),
    ("truefalse", answer(100, "true") + '\n<generalfeedback format="html"><text>x</text>'
     '<file name="b.pdf">eA==</file></generalfeedback>', "8: the file “b.pdf” is left out"),
    ("truefalse", answer(100, "true") + '\n<generalfeedback format="html"><text>&lt;a '
     'href="https://x.org/3"&gt;chapter 3&lt;/a&gt;</text></generalfeedback>',
     "8: the address of a link is not kept: https://x.org/3"),
    ("numerical", answer(100, "5") + "\n<units><unit><multiplier>1</multiplier><unit_name>m</unit_name>"
     "</unit>\n<unit><multiplier>x</multiplier><unit_name>miles</unit_name></unit></units>",
     "9: another unit is not kept: miles"),
])
def test_what_cannot_be_read_is_named_with_its_line(kind: str, inside: str, message: str) -> None:
    assert message in told("moodle-xml", quiz(kind, inside))


def test_a_picture_with_a_space_in_its_name_is_named_once_and_numbers_are_read_as_written() -> None:
    shown = ('<quiz><question type="numerical"><questiontext format="html"><text>How far?&lt;img '
             'src="@@PLUGINFILE@@/gold%20bar.png"&gt;</text><file name="gold bar.png">eA==</file>'
             '</questiontext><answer fraction="100"><text>.5</text><tolerance>1.0E-5</tolerance>'
             "</answer>"
             '<answer fraction="0"><text>*</text><feedback><text></text></feedback></answer>'
             "</question></quiz>")
    assert told("moodle-xml", shown) == ["1: what is embedded is left out: gold bar.png"]
    (question,) = read("moodle-xml", shown).questions
    assert (question.key, question.number, question.tolerance) == ("0.5", 0.5, 1e-5)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(20))


@pytest.mark.parametrize(("text", "message"), [
    (f"<!DOCTYPE q [{LAUGHS}]>\n<quiz>&l19;</quiz>", "1: left out: a DTD or an entity of its own is "
     "not read"),
    ('<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>', "1: left out: a DTD or an entity of its own is "
     "not read"),
    ("<quiz>" + "<a>" * 5000, "1: left out: nested more than 40 deep"),
    ("<quiz>\n<question></quiz>", "2: left out: no XML: mismatched tag"),
    ("<html/>", "1: left out: Moodle XML begins with <quiz>, not with <html>"),
    ("", "1: left out: no XML: no element found"),
])
def test_what_could_harm_is_refused(text: str, message: str) -> None:
    assert told("moodle-xml", text) == [message]


def test_what_has_no_place_is_named_and_feedback_of_the_right_answer_kept() -> None:
    text = """<quiz><question type="shortanswer"><questiontext><text>What?</text></questiontext>
<defaultgrade>2.0</defaultgrade><usecase>1</usecase>
<answer fraction="100"><text>x</text><feedback><text>So it is.</text></feedback></answer>
<answer fraction="0"><text>*</text><feedback><text>Try y.</text></feedback></answer>
<hint><text>It begins with x.</text></hint>
<correctfeedback><text>Your answer is correct.</text></correctfeedback>
<incorrectfeedback><text>Read it again.</text></incorrectfeedback></question></quiz>"""
    found = read("moodle-xml", text)
    assert found.questions[0].told.explanation == "So it is."
    assert sorted(told("moodle-xml", text)) == [
        "1: its points (2) are not kept: each question counts one",
        "1: the answer's capitals have to be right in Moodle (usecase); here any will do",
        "4: left out: any other answer with its feedback “Try y.”: it is wrong, and a wrong answer "
        "that is typed has no feedback of its own",
        "5: what Moodle gives as hints is not kept (1)",
        "7: the feedback for any answer is not kept: “Read it again.”"]
