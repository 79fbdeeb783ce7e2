"""GIFT in, as Moodle's documentation and people's editors write it."""

from __future__ import annotations

import pytest

from quizgen.importing.question import Question, Wrong
from tests.importing.made import read, told


def one(text: str) -> Question:
    found = read("gift", text)
    assert not found.problems
    (question,) = found.questions
    return question


def test_a_choice_with_its_feedback() -> None:
    question = one("// [id:capital-1] [tag:europe]\n::Q1:: What is the capital of France?{\n"
                   "  =Paris#Right\n  ~Lyon # a city, not the capital\n  ~Nice }\n")
    assert (question.kind, question.stem, question.key) == ("choice", "What is the capital of France?",
                                                            "Paris")
    assert question.wrong == (Wrong("Lyon", "a city, not the capital"), Wrong("Nice"))
    assert (question.id, question.tags, question.line) == ("capital-1", ("europe",), 2)


def test_a_missing_word_is_a_blank() -> None:
    assert one("Grant is {~buried =entombed ~living} in Grant's tomb.").stem == (
        "Grant is _____ in Grant's tomb.")


@pytest.mark.parametrize(("text", "stem"), [
    ('He said "{=hi ~ho ~hu}" twice.', 'He said "_____" twice.'),
    ("It is{=hi ~ho ~hu}now.", "It is _____ now."), ("[html]<b>{=hi ~ho ~hu}</b> .", "_____."),
])
def test_a_blank_stands_where_the_word_did(text: str, stem: str) -> None:
    assert one(text).stem == stem


@pytest.mark.parametrize(("answer", "key", "why"), [
    ("{T}", "True", ""), ("{FALSE#It is not.}", "False", "It is not."), ("{ true }", "True", ""),
])
def test_a_statement(answer: str, key: str, why: str) -> None:
    question = one(f"The sun rises in the east.{answer}")
    assert (question.kind, question.key, question.wrong[0].why) == ("true-false", key, why)


def test_what_is_typed() -> None:
    question = one("Who teaches Porky Pig?{=%100%Mister \\\\* Smith =[plain][Jones] =a\\=b}")
    assert (question.kind, question.key, question.accept) == (
        "typed", "Mister * Smith", ("[Jones]", "a=b"))


def test_a_number_with_its_tolerance() -> None:
    question = one("When was Grant born?{#1822:5}")
    assert (question.kind, question.number, question.tolerance) == ("number", 1822.0, 5.0)


def test_numbers_as_moodle_itself_writes_them() -> None:
    text = "::n::[html]How many?{#\n\t=%100%{}:{}#\n\t~#\n}\n"
    for written, within, number, tolerance in (
            ("46", "0", 46.0, 0.0), (".5", "0.025", 0.5, 0.025), ("1.0E-5", "1.0E-6", 1e-5, 1e-6)):
        question = one(text.replace("{}", written, 1).replace("{}", within, 1))
        assert (question.kind, question.number, question.tolerance) == ("number", number, tolerance)
    assert one(text.replace("{}", "1.0E-5", 1).replace("{}", "0", 1)).key == "0.000010"
    several = read("gift", "How many?{#\n=%100%46:0#Yes.\n=%50%45:1#\n~#Count again.\n}")
    assert [q.number for q in several.questions] == [46.0]
    assert [problem.message for problem in several.problems] == [
        "left out: the answer 45:1: a number has one answer, right or wrong",
        "left out: any other answer with its feedback “Count again.”: a number has one answer, right "
        "or wrong"]


def test_pairs_and_surplus() -> None:
    question = one("Match.{=a -> 1 =b -> 2 = -> 3}")
    assert (question.pairs, question.surplus) == ((("a", "1"), ("b", "2")), ("3",))


def test_formats_escapes_and_lines_of_other_editors() -> None:
    found = read("gift", "\ufeff$CATEGORY: $course$/top/One/A//B\r\n\r\n::x::[html]<p>a &lt; b \\{c\\}"
                 "</p>{T}\r\n\t\r\n[plain]<p> is a tag{T}\r\n \r\na<b or a < b?{T}")
    assert [q.stem for q in found.questions] == ["a < b {c}", "<p> is a tag", "a<b or a < b?"]
    assert {q.development for q in found.questions} == {"A/B"} and found.title == "A/B"


def test_powers_and_markdown_keep_their_meaning() -> None:
    found = read("gift", "[html]<ul><li>10<sup>3</sup></li><li>H<sub>2</sub>O"
                 " on the 1<sup>st</sup>?</li></ul>{T}\n\n"
                 "[markdown]What is **bold**, `x` and 2 * 3?{T}")
    assert [q.stem for q in found.questions] == [
        "• 10³ • H₂O on the 1st?", "What is bold, x and 2 * 3?"]


@pytest.mark.parametrize(("text", "message"), [
    ("Write!{}", "1: left out: an essay has no answer to check"),
    ("\nJust words.", "2: left out: a description asks nothing: it has no answers in braces"),
    ("a{=b", "1: left out: its braces do not match: one pair holds the answers; write \\{ for others"),
    ("::x a{T}", "1: left out: its name begins with :: and does not end so"),
    ("a{~%50%b ~%50%c ~d}", "1: left out: a choice has one right answer that is worth all points, "
     "and this one has an answer that is worth 50 %"),
    ("a{=b =c ~d}", "1: left out: a choice has one right answer, and this one has 2"),
    ("a{=b ~%-50%c}", "1: points taken off for a wrong answer are not kept"),
    ("a{=b =%50%c}", "1: left out: the answer “c”: it is worth 50 % of the points, and an answer is "
     "right or wrong"),
    ("a{=b =c*}", "1: left out: the answer “c*”: * stands for anything"),
    ("a{#1..5}", "1: left out: a range, 1..5, has no number that is the answer"),
    ("a{#x}", "1: left out: “x” is no number"),
    ("a{b =c}", "1: left out: its answers begin with neither = nor ~ nor #, and are not TRUE or FALSE"),
    ("{T}", "1: left out: the question is empty"),
    ("[html]a <img src='@@PLUGINFILE@@/x.png'>{T}", "1: what is embedded is left out: x.png"),
    ("a\x07{T}", "1: the character U+0007 cannot be kept"),
])
def test_what_cannot_be_read_is_named_with_its_line(text: str, message: str) -> None:
    assert message in told("gift", text)


def test_feedback_of_right_answers_is_kept_and_braces_need_no_blank_line() -> None:
    text = ("::a::One?{=1x#So it is. ~2x#No. ~3x}\n::b::It is{T#Wrong.#So it is.}\n"
            "Third?{=%100%x#So it is. =y}\n// [id:d]\nHow many?{#5#So it is.}\n")
    found = read("gift", text)
    assert found.problems == ()
    assert [(q.line, q.told.explanation) for q in found.questions] == [
        (1, "So it is."), (2, "So it is."), (3, "So it is."), (5, "So it is.")]
    assert [q.id for q in found.questions] == ["a", "b", "", "d"]


def test_mere_praise_is_no_explanation() -> None:
    """It would be told to who was wrong, too."""
    text = "[html]Who?{{=Ann#<p>{}</p> ~Ben#No. ~Cleo}}"
    for praise in ("Right!", "Correct.", "Well done!!", "Richtig."):
        assert one(text.format(praise)).told.explanation == ""
    assert one(text.format("Right, since 1990.")).told.explanation == "Right, since 1990."


@pytest.mark.parametrize(("text", "message"), [
    ("a {b} c {=d}", "1: left out: it has more than one pair of braces: a blank line ends a question; "
     "write \\{ and \\} for braces in a text"),
    ("a{=b =%0%c#Not so.}", "1: left out: the answer “c” with its feedback “Not so.”: it is wrong, and "
     "a wrong answer that is typed has no feedback of its own"),
    ("[html]a{T####<p>See <a href\\=\"https\\://x.org/3\">chapter 3</a>.</p>}",
     "1: the address of a link is not kept: https://x.org/3"),
    ("a{#3,5}", "1: left out: “3,5” is no number: GIFT writes a point for the comma"),
])
def test_what_is_lost_of_a_question_is_named(text: str, message: str) -> None:
    assert told("gift", text) == [message]
