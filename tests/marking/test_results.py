"""Results as spreadsheets export them; every line is read or named."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.items.forms import Student, make_forms
from quizgen.items.table import read_table
from quizgen.marking.results import read_results
from quizgen.marking.score import Rule, mark_papers
from quizgen.problem import QuizgenError
from tests.marking.conftest import class_rows, forms, right_answer


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


WIDE = ["Name", "Form", *(f"Q{n}" for n in range(1, 21))]


@pytest.mark.parametrize(("delimiter", "encoding"), [
    (",", "utf-8"), (";", "cp1252"), ("\t", "utf-16"), (";", "utf-8-sig")])
def test_the_usual_exports_are_understood(delimiter: str, encoding: str) -> None:
    rows = [["Zoë", "a", *map(right_answer, forms().quizzes[0].questions)],
            ["Ann", "Form C", *map(right_answer, forms().quizzes[2].questions)]]
    read, problems = read_results(table([WIDE, *rows], delimiter).encode(encoding), "r", forms())
    assert not problems
    assert [(a.student, a.quiz.form, a.line) for a in read] == [
        (Student("Zoë"), "A", 2), (Student("Ann"), "C", 3)]
    papers, _ = mark_papers(read, forms(), Rule(), "r")
    assert [paper.points for paper in papers] == [forms().total] * 2


def test_one_column_of_answers_and_no_header() -> None:
    quiz = forms().quizzes[1]
    letters = "|".join(map(right_answer, quiz.questions))
    for text in (f"Number;Form;Answers\n17;B;{letters}\n", f"17;B;{letters}\n"):
        read, problems = read_results(text.encode(), "r", forms())
        assert not problems
        assert mark_papers(read, forms(), Rule(), "r")[0][0].points == forms().total
        assert read[0].student == Student("", "17")


def test_parts_of_a_matching_may_have_columns_of_their_own() -> None:
    quiz = forms().quizzes[0]
    header, row = ["Name", "Form"], ["Ann", "A"]
    for number, posed in enumerate(quiz.questions, start=1):
        answer = right_answer(posed)
        if posed.item.kind == "matching":
            header += [f"{number}.{at + 1}" for at in range(len(answer))]
            row += list(answer)
        else:
            header.append(str(number))
            row.append(answer)
    read, problems = read_results(table([header, row]).encode(), "r", forms())
    assert not problems
    assert mark_papers(read, forms(), Rule(), "r")[0][0].points == forms().total


def test_a_personal_form_is_found_by_its_student() -> None:
    made = make_forms(forms().first, students=[Student("Zoë", "7"), Student("Ann")])
    answers = [",".join(map(right_answer, quiz.questions)) for quiz in made.quizzes]
    text = f'Name,Number,Answers\nann,,"{answers[1]}"\n,007,"{answers[0]}"\nBob,,"{answers[0]}"\n'
    read, problems = read_results(text.encode(), "r", made)
    assert [a.quiz.form for a in read] == ["2", "1"] and read[1].student.number == "7"
    assert [str(p) for p in problems] == [
        "r:4: no form was made for Bob; this row is not marked [results]"]
    assert [p.points for p in mark_papers(read, made, Rule(), "r")[0]] == [made.total] * 2
    read, _ = read_results(f'Form,Answers\n001,"{answers[0]}"\n'.encode(), "r", made)
    assert read[0].student == Student("Zoë", "7")
    read, problems = read_results(f'Name,Form,Answers\nAnn,1,"{answers[0]}"\n'.encode(), "r", made)
    assert read[0].quiz.form == "1"
    assert [str(p) for p in problems] == [
        "r:2: warning: form 1 was made for Zoë, and is marked for Ann [results]"]


def test_a_personal_form_is_found_by_a_name_turned_round() -> None:
    """Unless two are called so, or a number says who it is."""
    students = [Student("Zoë Müller", "7"), Student("Ben O’Brien"), Student("Ann Lee"),
                Student("Lee Ann"), Student("", "9")]
    made = make_forms(forms().first, students=students)
    names = ["Müller, Zoe\u0308", "OBrien Ben", "Lee Ann", "Ann, Lee", ""]
    rows = [["Name", "Number", "Q1"], *([name, "", "A"] for name in names), ["Müller, Zoë", "8", "A"]]
    read, problems = read_results(table(rows).encode(), "r", made)
    assert [a.quiz.form for a in read] == ["1", "2", "4"]
    assert [p.message.split(";")[0] for p in problems if p.level == "error"] == [
        f"no form was made for {who}" for who in ("Ann, Lee", "nobody", "Müller, Zoë")]


def test_rows_that_make_no_sense_are_named_with_their_lines() -> None:
    rows = [WIDE, ["Ann", "A", "A"], ["", "A", "B"], ["Ben", "", "B"], ["Cy", "Q", "B"],
            ["Ann", "B", "B"]]
    read, problems = read_results(table(rows).encode(), "r.csv", forms())
    assert [a.student.name for a in read] == ["Ann"]
    assert [str(p).removesuffix("; this row is not marked [results]") for p in problems] == [
        "r.csv:3: it names nobody", "r.csv:4: it names no form (A to C)",
        "r.csv:5: there is no form “Q”, but A to C", "r.csv:6: Ann stands in line 2 already"]


def test_a_row_with_more_cells_than_columns_is_named() -> None:
    """A comma too many moves every answer behind it."""
    for header in (WIDE, [*WIDE, ""]):  # as a spreadsheet fills it up
        rows = [header, ["Ann", "A", "b", "", *["a"] * 19], ["Ben", "A", *["a"] * 20, "", ""]]
        read, problems = read_results(table(rows).encode(), "r", forms())
        assert [a.student.name for a in read] == ["Ben"]
        assert [(p.line, p.message.split(" (")[0]) for p in problems] == [
            (2, "it goes on beyond the 22 columns that have a name")]


@pytest.mark.parametrize("header", [
    ["Name", "Form", "Q1", "Q1", "Q2"], ["Name", "Form", "1", "2", "1"], ["Name", "Form", "Q1", "1"]])
def test_a_question_that_two_columns_are_named_for_is_refused(header: list[str]) -> None:
    with pytest.raises(QuizgenError, match=r"^r:1: two columns are named for question 1"):
        read_results(table([header, ["Ann", "A", "a", "b", "c"]]).encode(), "r", forms())


@pytest.mark.parametrize("names", [["7.2", "7.1", "7.4", "7.3"], ["7b", "7a", "7d", "7c"]])
def test_parts_are_read_by_their_names(names: list[str]) -> None:
    rows = [["Name", "Form", *names], ["Ann", "A", *"BADC"]]
    read, _ = read_results(table(rows).encode(), "r", forms())
    assert read[0].answers[6] == "A B C D"


def test_single_questions_beside_all_answers_are_remarked() -> None:
    rows = [["Name", "Form", "Q1", "Answers"], ["Ann", "A", "b", ";".join("a" * 20)]]
    _, problems = read_results(table(rows).encode(), "r", forms())
    assert [p.message for p in problems] == [
        "the columns of single questions are not read beside “Answers”"]


@pytest.mark.parametrize(("name", "other"), [
    ("Zoë", "ZOË"), ("Zoë", "Zoe\u0308"), ("M", "m")])
def test_one_name_is_one_student_however_it_is_written(name: str, other: str) -> None:
    rows = [WIDE, [name, "A", "a"], [other, "A", "a"]]
    read, problems = read_results(table(rows).encode(), "r", forms())
    assert len(read) == 1 and [p.line for p in problems if p.level == "error"] == [3]
    rows = [["Name", "Number", "Form", "Q1"], ["Ann", "7", "A", "a"], ["Ben", "07", "A", "a"]]
    _, problems = read_results(table(rows).encode(), "r", forms())
    assert [p.line for p in problems if p.level == "error"] == [3]


@pytest.mark.parametrize("first", [["Ann", "A", "no"], ["Test", "A", "a"], ["Ann", "A", "no", "16"]])
def test_somebodys_answers_are_no_names_of_columns(first: list[str]) -> None:
    rows = [[*first, *["x"] * (22 - len(first))], ["Ben", "B", *["a"] * 20]]
    read, _ = read_results(table(rows).encode(), "r", forms())
    assert [a.line for a in read] == [1, 2]


def test_a_number_that_is_anothers_is_remarked() -> None:
    made = make_forms(forms().first, students=[Student("Zoë Müller", "7"), Student("Ann Lee", "8")])
    rows = [["Name", "Number", "Q1"], ["Zoe Muller", "007", "a"], ["Ben", "8", "a"]]
    _, problems = read_results(table(rows).encode(), "r", made)
    assert [(p.line, p.message) for p in problems if p.line > 1] == [
        (3, "the number 8 is that of Ann Lee, and the row names Ben: it is marked as form 2")]


def test_a_column_that_is_not_read_is_remarked() -> None:
    rows = [["Name", "Form", "Mood", "Q1", "Q99"], ["Ann", "A", "good", "A", "B"]]
    _, problems = read_results(table(rows).encode(), "r", forms())
    assert [(p.line, p.level, p.message.split(" is not")[0]) for p in problems] == [
        (1, "warning", "the column “Mood”"), (1, "warning", "the column “Q99”"),
        (1, "warning", "no column for questions 2 to 20: counted as not answered")]


def test_a_row_without_an_answer_is_marked_and_named() -> None:
    rows = [WIDE, ["Ann", "A", "-", "n/a"], ["Ben", "A", "A"], ["Cy", "A"]]
    read, problems = read_results(table(rows).encode(), "r", forms())
    assert [a.student.name for a in read] == ["Ann", "Ben", "Cy"]
    assert [(p.line, p.level, p.message.split(":")[0]) for p in problems] == [
        (2, "warning", "a row without an answer"), (4, "warning", "a row without an answer")]


@pytest.mark.parametrize(("header", "unread"), [
    (["Timestamp", "Your name", "Which form do you have?", *(f"{n}. Who?" for n in range(1, 21))], 1),
    (["Surname", "First name", "Form", *(f"Response {n}" for n in range(1, 21)), "Question 1"], 1)])
def test_the_exports_of_forms_and_platforms_are_understood(header: list[str], unread: int) -> None:
    """A title above, the columns as Google Forms and Moodle name them."""
    answers = [right_answer(posed) for posed in forms().quizzes[1].questions]
    rows = [["Week 37"], header, ["Ann", "Zoë", "Form B", *answers, "Who?"][: len(header)]]
    read, problems = read_results(table(rows).encode(), "r", forms())
    assert [(p.line, p.level) for p in problems] == [(1, "warning")] + [(2, "warning")] * unread
    assert mark_papers(read, forms(), Rule(), "r")[0][0].points == forms().total
    assert "Zoë" in read[0].student.name


def test_answers_with_a_comma_in_one_column_are_parted_by_semicolons() -> None:
    answers = [right_answer(posed) for posed in forms().quizzes[0].questions]
    text = f'Name,Form,Answers\nAnn,A,"{";".join(answers)}"\nBen,A,"1,000;{";".join(answers[1:])}"\n'
    read, problems = read_results(text.encode(), "r", forms())
    assert not problems and read[1].answers == ("1,000", *answers[1:])


@pytest.mark.parametrize(("text", "message"), [
    ("", "no rows"), ("Name,Form\nAnn,A\n", "no column of answers")])
def test_what_is_no_table_of_results(text: str, message: str) -> None:
    with pytest.raises(QuizgenError, match=message):
        read_results(text.encode(), "r", forms())


def test_a_result_that_the_page_saves_as_json_is_a_row() -> None:
    answers = [right_answer(posed) for posed in forms().quizzes[0].questions]
    saved = {"name": "Zoë", "form": "A", "answers": [
        {"question": at, "item": "x", "answer": answer} for at, answer in enumerate(answers, 1)]}
    read, problems = read_results(json.dumps(saved).encode(), "r", forms())
    assert not problems and read[0].student.name == "Zoë"
    assert mark_papers(read, forms(), Rule(), "r")[0][0].points == forms().total
    for text in ('{"name": 1}', "{", '{"answers": [{"question": 1e999, "answer": 1}]}', "{" * 99_999):
        with pytest.raises(QuizgenError, match="r is no result that the page has saved as JSON"):
            read_results(text.encode(), "r", forms())


CELLS = st.text(alphabet="ABCDTFabct1234 -*?+x;,.é\t", max_size=6)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS | st.sampled_from(["A", "B", "Form C", "Ann", "7"]), max_size=24),
                max_size=6), st.sampled_from([WIDE, [], ["Name", "Form", "Answers"]]),
       st.sampled_from(",;\t"))
def test_whatever_is_typed_every_line_is_marked_or_named(
    rows: list[list[str]], header: list[str], delimiter: str
) -> None:
    text = table([header, *rows] if header else rows, delimiter)
    try:
        read, problems = read_results(text.encode(), "r", forms())
    except QuizgenError as error:
        assert str(error).startswith("r")
        return
    mark_papers(read, forms(), Rule(-0.25), "r")
    lines = [a.line for a in read] + [p.line for p in problems if p.level == "error"]
    filled = [at for at, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1)
              if any(cell.split() for cell in row)]
    assert sorted(lines) == (filled[1:] if header else filled) or not header


@settings(max_examples=60)
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_results(data, "r", forms())
    except QuizgenError as error:
        assert str(error).startswith("r")


def test_a_class_of_answers_is_read_whole() -> None:
    rows = class_rows(forms(), 30, 1)
    read, problems = read_results(table([WIDE, *rows]).encode(), "r", forms())
    assert (len(read), problems) == (30, ())


def test_the_guard_against_formulas_is_no_part_of_an_answer() -> None:
    """As the page's own results and our tables write what begins like a formula."""
    (row,) = read_table(b"'=Zo\xc3\xab,A,'-5,'+,'@x,'tis\r\n", "r.csv")
    assert row.cells == ("=Zoë", "A", "-5", "+", "@x", "'tis")
