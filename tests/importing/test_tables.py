"""Aiken, CSV and Anki's text in."""

from __future__ import annotations

import pytest

from quizgen.importing.question import Wrong
from quizgen.importing.written_dates import read_date
from tests.importing.made import read, told

AIKEN = """\
What is the capital
of France?
A. Lyon
B) Paris
ANSWER: B

Second?
A. x
B. y
answer: a
"""


def test_aiken() -> None:
    first, second = read("aiken", AIKEN).questions
    assert (first.stem, first.key, first.wrong) == (
        "What is the capital of France?", "Paris", (Wrong("Lyon"),))
    assert (second.line, second.key) == (7, "x")


@pytest.mark.parametrize("more", [3, 15_000])
def test_a_quotation_mark_that_does_not_close_costs_its_line_alone(more: int) -> None:
    rows = ["question,answer", "a,1", '"b,2', *(f"c{n},{n}" for n in range(more))]
    found = read("csv", "\n".join(rows))
    assert [(p.line, p.message) for p in found.problems] == [
        (3, "left out: a row that is no CSV: a quotation mark opens and does not close")]
    assert [q.line for q in found.questions] == [2, *range(4, more + 4)]
    assert found.questions[-1].key == str(more - 1)


def test_aiken_without_a_space_after_the_letter() -> None:
    first, second = read("aiken", "Which planet is largest?\nA.Earth\nB)Jupiter\nC. Mars\nANSWER:B\n\n"
                         "Who led the\nU.S. in 1862?\nA.A. Lincoln\nB.U. Grant\nANSWER: A").questions
    assert (first.stem, first.key, first.wrong) == (
        "Which planet is largest?", "Jupiter", (Wrong("Earth"), Wrong("Mars")))
    assert (second.stem, second.key, second.wrong) == (
        "Who led the U.S. in 1862?", "A. Lincoln", (Wrong("U. Grant"),))


@pytest.mark.parametrize(("text", "message"), [
    ("Q?\nA. x\nB. y\n\nR?\nA. x\nB. y\nANSWER: B", "1: left out: it has no line “ANSWER: ” with the "
     "letter of the right answer"),
    ("Q?\nA. x\nANSWER: C", "1: left out: “ANSWER: C” names none of its answers"),
    ("Q?\nA. x\nA. y\nANSWER: A", "1: left out: two answers have the same letter"),
    ("Q?\na. x\nb. y\nANSWER: A", "1: left out: its answers begin with small letters, and Aiken's with "
     "capitals: A. or A)"),
    ("\nA. x\nANSWER: A", "2: left out: no question with its answers: “A. x”"),
])
def test_aiken_that_cannot_be_read(text: str, message: str) -> None:
    assert told("aiken", text) == [message]


@pytest.mark.parametrize("header", [
    "Questions,Answers", "Question;Réponse", "Pregunta;Respuesta correcta", "Domanda;Risposta",
])
def test_columns_are_named_in_other_languages(header: str) -> None:
    (question,) = read("csv", f"{header}\nA?{',' if ',' in header else ';'}b\n").questions
    assert (question.stem, question.key) == ("A?", "b")


def test_our_own_table_as_a_spreadsheet_saves_it() -> None:
    """A German one: semicolons, other words for true and false, commas and dates of its own."""
    header = ["id", "kind", "stem", "key", "distractor_1", "distractor_1_why", "number", "tolerance",
              "source_publisher", "source_date", "as_of"]
    rows = (header, ["a.true-false", "true-false", "So?", "FALSCH", "WAHR", "No.", "", "0", "CNN",
                     "15.09.2023", "15.09.2023"],
            ["b.value", "numerical", "How many?", "5 months", "", "", "5", "0,25", "CNN",
             "September 2023", "2023-09"],
            ["c.true-false", "true-false", "So?", "maybe", "WAHR", "", "", "0", "CNN", "2023", "2023"])
    found = read("csv", "\r\n".join(map(";".join, rows)))
    assert [(p.line, p.message) for p in found.problems] == [
        (4, "left out: “maybe” is neither true nor false")]
    judged, number = found.questions
    assert (judged.key, judged.wrong) == ("False", (Wrong("True", "No."),))
    assert (judged.told.as_of, judged.told.source.date) == ("2023-09-15", "2023-09-15")
    assert (number.number, number.tolerance, number.told.source.date) == (5.0, 0.25, "2023-09")


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_by_its_header(between: str) -> None:
    rows = (["ID", "Question", "Correct Answer", "Wrong 1", "Wrong 2", "Explanation", "Date", "Source"],
            ["q1", '"What\nnow?"', "'=1+1", "2", "3", "So it is.", "15 September 2023", "CNN"])
    (question,) = read("csv", "\n".join(between.join(row) for row in rows)).questions
    assert (question.id, question.kind, question.stem, question.key) == (
        "q1", "choice", "What now?", "=1+1")
    assert (question.wrong, question.told.explanation) == ((Wrong("2"), Wrong("3")), "So it is.")
    assert (question.happened, question.told.source.publisher) == ("2023-09-15", "CNN")


@pytest.mark.parametrize(("text", "message"), [
    ("front,rear\na,b\n", "1: left out: the first row must name the columns, “question” and “answer” "
     "among them; it is: front, rear"),
    ("front\trear\nx\n", "1: left out: the first row must name the columns, “question” and “answer” "
     "among them; it is: front, rear"),
    ("", "1: left out: the first row must name the columns, “question” and “answer” among them; it "
     "is: "),
    ("question,answer,colour\na,b,red\n", "1: left out: the column “colour” is none that is known"),
    ("question,answer,Time limit (sec)\na,b,20\n", "1: the column “Time limit (sec)” is not kept"),
    ("Nr.,question,answer\n2,a,b\n1,c,d\n", "1: left out: the column “Nr.” is none that is known"),
    ("question,answer\na,b\n\nc,\n", "4: left out: the answer is empty"),
    ("question,answer\na,b,c\n", "2: left out: it has 3 cells, and the header 2"),
    ('question,answer\n"a"x,b\n', "2: left out: a row that is no CSV: ',' expected after '\"'"),
    ('question,answer\na,b\n"c,d\n', "3: left out: a row that is no CSV: a quotation mark opens and "
     "does not close"),
    ("question,answer,date\na,b,03/05/2023\n", "2: “03/05/2023” is no date, or could be two: the "
     "fact's date is left open; write 2023-09-15, 2023-09 or 2023"),
    ("question,option 1,option 2,correct\na,2,7,2\n", "2: left out: “2” is the number of one option "
     "and the words of another: name the right one by its letter, A or B …"),
    ("question,a,b,answer\na,x,y,C\n", "2: left out: the right answer “C” is none of its options, nor "
     "the number of one"),
    ("question,a,b,answer\na,x,y,\"1,2\"\n", "2: left out: a choice has one right answer, and this one "
     "has several: 1,2"),
])
def test_a_table_that_cannot_be_read(text: str, message: str) -> None:
    assert told("csv", text) == [message]


# The templates of Wayground, Kahoot and Blooket, and a German Excel's table.
TEMPLATES = """\
Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds
(what to ask),,,,,,
Where?,Multiple Choice,here,there,nowhere,2,30
---
Quiz template,,,,,,
Add questions,,,,,,
,Question - max 120 characters,Answer 1 - max 75 characters,Answer 2,Answer 3,Limit,Correct answer(s)
1,Where?,here,there,nowhere,20,2
---
"Blooket
Import Template",,,,,
Question #,Question Text,Answer 1,Answer 2,"Answer 3
(Optional)","Correct Answer(s)
(Only include Answer #)"
1,Where?,here,there,nowhere,2
---
Frage;Antwort;Falsche Antwort 1;Falsche Antwort 2;Datum
Where?;there;here;nowhere;15.09.2023
---
Fragentext;Antwort A;Antwort B;Antwort C;Lösung;Schlagwörter
Where?;here;nowhere;there;C;place
---
Nr.;Frage;Richtig;Falsch 1;Distraktor 2
1;Where?;there;here;nowhere
"""


@pytest.mark.parametrize("table", TEMPLATES.split("---\n"))
def test_templates_of_others(table: str) -> None:
    (question,) = read("csv", table).questions
    assert (question.stem, question.key, {wrong.text for wrong in question.wrong}) == (
        "Where?", "there", {"here", "nowhere"})
    assert question.happened in ("", "2023-09-15")
    assert not any("Nr." in line or "left out: the column “Time" in line for line in told("csv", table))


def test_cards_as_quizlet_exports_them_need_no_header() -> None:
    found = read("csv", 'Katze, die\tcat\n\n"Hund\tdog\n')
    assert [(q.line, q.kind, q.stem, q.key) for q in found.questions] == [
        (1, "typed", "Katze, die", "cat"), (3, "typed", '"Hund', "dog")]
    assert [p.message for p in found.problems] == [
        "no row names the columns: what stands before the tab is taken for the question, what stands "
        "behind it for the answer"]


@pytest.mark.parametrize(("text", "date"), [
    ("15.09.2023", "2023-09-15"), ("5.3.2023", "2023-03-05"), ("9/15/2023", "2023-09-15"),
    ("15/9/2023", "2023-09-15"), ("03/05/2023", ""), ("05/05/2023", "2023-05-05"),
    ("2023-09-15 00:00:00", "2023-09-15"), ("2023/9/5", "2023-09-05"), ("09/2023", "2023-09"),
    ("Sept. 15, 2023", "2023-09-15"), ("15th of September 2023", "2023-09-15"),
    ("15. März 2023", "2023-03-15"), ("Jui 2023", ""), ("mayonnaise 2023", ""),
    ("Dez. 2023", "2023-12"), ("1 mai 2023", "2023-05-01"), ("31.02.2023", ""), ("15.09.23", ""),
    ("about 2020", "2020~"),
])
def test_dates_as_they_are_written(text: str, date: str) -> None:
    assert read_date(text) == date


ANKI = """\
#separator:tab
#html:true
#guid column:1
#deck column:2
#tags column:5
abc\tGeo::Rivers\t<b>Longest</b> river&nbsp;of Africa?\tNile<br>(the)\tgeo river
def\tGeo\t{{c1::Paris::city}} is in {{c2::France}}\tso it is\t
"""


def test_anki() -> None:
    note, first, second = read("anki", ANKI).questions
    assert (note.stem, note.key, note.id) == ("Longest river of Africa?", "Nile (the)", "abc")
    assert (note.tags, note.development, note.line) == (("geo", "river"), "Rivers", 6)
    assert (first.stem, first.key, first.id) == ("_____ is in France", "Paris", "def.c1")
    assert (second.stem, second.key, second.told.explanation) == (
        "Paris is in _____", "France", "so it is")
    assert told("anki", ANKI) == ["7: the hint of the gap c1 is not kept: “city”"]


def test_a_note_that_is_left_out_keeps_its_pictures_to_itself() -> None:
    text = "#html:true\n<img src='a.png' alt='a leaf'>\tleaf\nb\tc[sound:x.mp3]\n"
    assert [question.embedded for question in read("anki", text).questions] == [("x.mp3",)]
    assert told("anki", text)[1] == (
        "2: left out: the front of the note is nothing but what is embedded: a.png (a leaf)")


@pytest.mark.parametrize(("text", "message"), [
    ("#separator:tab\n#html:false\na\t\n", "3: left out: the back of the note is empty"),
    ("#html:true\n<img src='a.png'>b\tc[sound:x.mp3]\n", "2: what is embedded is left out: a.png"),
    ("#html:true\n<img src='a.png'>b\tc[sound:x.mp3]\n", "2: what is embedded is left out: x.mp3"),
    ("#colour:red\na\tb\n", "1: the header “colour” is none that is known"),
    ("x {{c1::a}} in {{c2::{{c3::b}}}}\ty\n", "1: left out: a gap stands within another, or does not "
     "end"),
    ("{{c1::image-occlusion:rect:left=.1}}\tx\n", "1: left out: a picture with parts covered cannot "
     "be asked in words"),
    ("{{c1::Paris}}, {{c2::France}}\tx\n{{c1::Rome}}.\ty\n",
     "2: left out: the gap c1: nothing is told beside it"),
    ("#notetype:Cloze\na\tb\n", "2: left out: a note of gaps has none: {{c1::…}}"),
    ("#notetype column:1\nBasic (and reversed card)\ta\tb\n", "2: Anki asks this note backwards, too; "
     "here its front is asked alone"),
    ("#separator:pipe\n{{c1::a}} {{c1::b}}|x\n", "2: left out: the gap c1: it stands more than once"),
])
def test_notes_that_cannot_be_read(text: str, message: str) -> None:
    assert message in told("anki", text)


@pytest.mark.parametrize(("text", "tags", "explanation"), [
    ("#columns:Front,Back,Tags\na\tb\tgeo\n", ("geo",), ""),
    ("a\tb\tgeo::rivers\nc\td\t\n", ("geo::rivers",), ""),
    ("a\tb\tso it is\tgeo x\nc\td\t\tgeo\n", ("geo", "x"), "so it is"),
    ("a\tb\tBecause it is so.\nc\td\tit is\n", (), "Because it is so."),
    ("a\tb\tonce\nc\td\ttwice\n", (), "once"),
])
def test_tags_without_a_header_of_their_own(text: str, tags: tuple[str, ...], explanation: str) -> None:
    found = read("anki", text)
    assert (found.questions[0].tags, found.questions[0].told.explanation) == (tags, explanation)
    assert bool(found.problems) == (bool(tags) and not text.startswith("#"))
