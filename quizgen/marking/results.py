"""Results as they were typed from the sheets: a row a student, with form and answers.

A row or an answer that makes no sense is a problem with its line; the others are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.items.class_list import name_columns, student_of
from quizgen.items.forms import Forms, Student
from quizgen.items.quiz import Quiz
from quizgen.items.table import Row, header_of, printable, read_table
from quizgen.marking.answers import BLANKS, split_answers
from quizgen.marking.page_result import is_page_result, page_rows
from quizgen.problem import Problem, QuizgenError

FORM = {"form", "version", "variant", "set", "formular", "test"}
STRING = {"answers", "answer", "responses", "response", "antworten", "réponses", "respuestas"}
QUESTION = re.compile(r"(?:q|question|answer|response|item|frage|antwort|aufgabe|réponse|pregunta"
                      r"|respuesta|nr|no)?\s*\.?\s*(\d{1,3})(?:\s*[.:]?\s*([a-j]|\d{1,2}))?",
                      re.IGNORECASE)
TITLED = re.compile(r"(\d{1,3})[.)]\s+\S.*")  # the question itself, as Google Forms has it
RESPONSE = "response"  # Moodle's: beside it, “Question 1” is the question's text
WORDED = ({"name", "last", "student"}, {"form", "version", "variant"})  # in “Your name”, “Which form?”
LEAD = 5  # rows that may stand above the names of the columns


@dataclass(frozen=True, slots=True)
class Answered:
    """A student's answers, one text for each question of the form in its order."""

    line: int
    student: Student
    quiz: Quiz
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table with a header has what; `questions` by number, with their parts in order.

    `width` is how many cells there are up to the last that names a column.
    """

    width: int
    names: Mapping[str, int]
    form: int | None
    string: int | None
    questions: Mapping[int, Sequence[int]]


def read_results(
    data: bytes, path: str, forms: Forms
) -> tuple[tuple[Answered, ...], tuple[Problem, ...]]:
    """What each student answered, and the rows and columns that make no sense."""
    rows = page_rows(data, path) if is_page_result(data) else read_table(data, path)
    if not rows:
        raise QuizgenError(f"{path} has no rows")
    columns, lead, problems = _header(rows, path, forms)
    read: list[Answered] = []
    before: dict[Student | str, int] = {}  # lines by student, and by number
    for row in rows[lead:]:
        try:
            read.append(_row(row, columns, forms, before))
        except ValueError as error:
            problems.append(Problem(path, row.line, f"{error}; this row is not marked", "results"))
            continue
        problems += [Problem(path, row.line, told, "results", "warning") for told in _doubts(read[-1])]
    return tuple(read), tuple(problems)


def _doubts(answered: Answered) -> Iterator[str]:
    """What the teacher should look at, though the row is marked."""
    if all(answer.casefold() in BLANKS for answer in answered.answers):
        yield "a row without an answer: it is marked as an empty sheet; leave out who was absent"
    quiz, student = answered.quiz, answered.student
    if not _is_of(quiz, student):
        yield (f"form {quiz.form} was made for {quiz.student or quiz.number}, and is marked for "
               f"{student.name or student.number}")
    elif not _is_named(quiz, student):
        yield (f"the number {quiz.number} is that of {quiz.student}, and the row names {student.name}: "
               f"it is marked as form {quiz.form}")


def _is_of(quiz: Quiz, student: Student) -> bool:
    """Whether the form is for this student or for anybody; the number says so, else the name."""
    if quiz.number and student.number:
        return _unpadded(quiz.number) == _unpadded(student.number)
    return not student.name or not quiz.student or _words(quiz.student) == _words(student.name)


def _is_named(quiz: Quiz, student: Student) -> bool:
    """Whether the row's name is the form's, or a part of it; a name that is not given is."""
    theirs, own = (set(_words(_bare(name))) for name in (student.name, quiz.student))
    return not theirs or not own or theirs <= own or own <= theirs


def _bare(name: str) -> str:
    """A name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _header(
    rows: Sequence[Row], path: str, forms: Forms
) -> tuple[_Columns | None, int, list[Problem]]:
    """The columns, how many rows that takes, and what is not read: a title may stand above them."""
    for at, row in enumerate(rows[:LEAD]):
        if any(len(list(filter(None, other.cells))) > 2 for other in rows[:at]):
            break  # more than a title: somebody's answers
        columns, problems = _columns(row, path, forms)
        if columns:
            above = [Problem(path, other.line, "above the names of the columns: not read", "results",
                             "warning") for other in rows[:at]]
            return columns, at + 1, [*above, *problems]
    return None, 0, []


def _columns(row: Row, path: str, forms: Forms) -> tuple[_Columns | None, list[Problem]]:
    """What the columns of a row are; None where it is no header. Others are remarked."""
    if _is_answered(row):
        return None, []
    names = dict(name_columns(row))
    form = next((at for at, cell in enumerate(row.cells) if header_of(cell) in FORM), None)
    string = next((at for at, cell in enumerate(row.cells) if header_of(cell) in STRING), None)
    if not names and form is None and string is None and not any(map(TITLED.fullmatch, row.cells)):
        return None, []
    if not names and (at := _worded(row, WORDED[0], forms)) is not None:
        names["name"] = at
    form = _worded(row, WORDED[1], forms) if form is None else form
    questions: dict[int, list[tuple[str, int]]] = {}
    problems = []
    responses = any(QUESTION.fullmatch(cell) and _is_response(cell) for cell in row.cells)
    for at, cell in enumerate(row.cells):
        if not cell or at in (*names.values(), form, string):
            continue
        match = QUESTION.fullmatch(cell) or TITLED.fullmatch(cell)
        if match and 1 <= int(match[1]) <= len(forms.items) and _is_response(cell) >= responses:
            part = match[2].rjust(2) if match.re is QUESTION and match[2] else ""
            questions.setdefault(int(match[1]), []).append((part.casefold(), at))
        else:
            problems.append(Problem(path, row.line, f"the column “{cell}” is not read: it is no "
                                    f"question from 1 to {len(forms.items)}", "results", "warning"))
    if string is None and not questions:
        raise QuizgenError(f"{path}:{row.line}: no column of answers: name it Answers, or Q1, Q2 …")
    if double := [n for n, parts in questions.items() if [name for name, _ in parts].count("") > 1
                  and not any(TITLED.fullmatch(row.cells[at]) for _, at in parts)]:
        raise QuizgenError(f"{path}:{row.line}: two columns are named for question {double[0]}: which "
                           f"is it? Parts are {double[0]}a, {double[0]}b …")
    if string is not None and questions:
        problems.append(Problem(path, row.line, "the columns of single questions are not read beside "
                                f"“{row.cells[string]}”", "results", "warning"))
    missing = [n for n in range(1, len(forms.items) + 1) if n not in questions]
    if string is None and missing:
        told = f"question{'s' * (len(missing) > 1)} {_in_words(missing)}"
        problems.append(Problem(path, row.line, f"no column for {told}: counted as not answered",
                                "results", "warning"))
    placed = {n: [at for _, at in sorted(parts)] for n, parts in questions.items()}
    width = max(at for at, cell in enumerate(row.cells, start=1) if cell)
    return _Columns(width, names, form, string, placed), problems


def _is_answered(row: Row) -> bool:
    """Whether a row that seems to name columns is somebody's answers: a “no” is no number's column,
    a student may be called Test, and a 16 be an answer.
    """
    told = [cell for cell in row.cells if cell]
    numbers = sum(map(str.isdecimal, told))
    sure = name_columns(row).keys() - {"number"} or any(
        header_of(cell) in STRING or TITLED.fullmatch(cell)
        or (QUESTION.fullmatch(cell) and not cell[0].isdecimal()) for cell in told)
    return not sure and 3 * numbers < len(told)


def _in_words(numbers: Sequence[int]) -> str:
    """Numbers that rise, in runs: 1, 4 to 20."""
    ends = [n for n in numbers if n + 1 not in numbers]
    starts = [n for n in numbers if n - 1 not in numbers]
    return ", ".join(f"{start} to {end}" if start < end else f"{start}"
                     for start, end in zip(starts, ends, strict=True))


def _worded(row: Row, words: set[str], forms: Forms) -> int | None:
    """The column whose name has one of these words and is neither a question nor a form itself."""
    known = {quiz.form.casefold() for quiz in forms.quizzes}
    return next((at for at, cell in enumerate(row.cells)
                 if words & set(re.findall(r"\w+", cell.casefold())) and not TITLED.fullmatch(cell)
                 and _bare_form(cell) not in known), None)


def _is_response(cell: str) -> bool:
    return cell.casefold().startswith(RESPONSE)


def _row(
    row: Row, columns: _Columns | None, forms: Forms, before: dict[Student | str, int]
) -> Answered:
    """A row's student, form and answers; ValueError where it makes no sense."""
    if columns is None:
        student, named, cells = _without_header(row, forms)
    else:
        if any(row.cells[columns.width :]):
            raise ValueError(f"it goes on beyond the {columns.width} columns that have a name (an "
                             "answer with a comma in it belongs in quotation marks)")
        student = student_of(row, dict(columns.names))
        named, cells = row.cell(columns.form), []
    quiz = _form(named, student, forms)
    if columns is None:
        answers = _from_cells(quiz, cells)
    elif columns.string is not None:
        answers = split_answers(quiz, row.cell(columns.string))
    else:
        wanted = range(1, len(quiz.questions) + 1)
        answers = [_joined(row, columns.questions.get(number, ())) for number in wanted]
    if _is_of(quiz, student):
        student = Student(student.name or quiz.student, quiz.number or student.number)
    if not student.name and not student.number:
        raise ValueError("it names nobody")
    if not (student.name + student.number).isprintable():
        raise ValueError("a name with a character that cannot be printed")
    number = _unpadded(student.number)
    same = Student(unicodedata.normalize("NFC", student.name).casefold(), number)
    keys: list[Student | str] = [same, *filter(None, [number])]
    for known in keys:
        if known in before:
            raise ValueError(f"{student.name or student.number} stands in line {before[known]} already")
        before[known] = row.line
    return Answered(row.line, student, quiz, tuple(map(printable, answers)))


def _joined(row: Row, columns: Sequence[int]) -> str:
    """The cell of a question, or those of its parts with `-` for an empty one."""
    cells = [row.cell(at) for at in columns]
    return " ".join(cell or "-" for cell in cells) if len(cells) > 1 and any(cells) else "".join(cells)


def _from_cells(quiz: Quiz, cells: Sequence[str]) -> list[str]:
    count = len(quiz.questions)
    if len(cells) == 1 and count > 1:
        return split_answers(quiz, cells[0])
    if len(cells) > count and any(cells[count:]):
        raise ValueError(f"it has {len(cells)} answers, and the form has {count} questions")
    return [*cells[:count], *[""] * (count - len(cells))]


def _without_header(row: Row, forms: Forms) -> tuple[Student, str, list[str]]:
    """Name and number, form, answers of a row without column names: the form divides them."""
    known = {quiz.form.casefold() for quiz in forms.quizzes}
    places = [at for at, cell in enumerate(row.cells[:4]) if _bare_form(cell) in known and at]
    if places and not forms.personal:
        at = places[0]
        named, lead, cells = row.cells[at], row.cells[:at], list(row.cells[at + 1 :])
    else:
        start = max(1, len(row.cells) - len(forms.items)) if len(row.cells) > 2 else 1
        named, lead, cells = "", row.cells[:start], list(row.cells[start:])
    number = next((cell for cell in lead if cell.isdecimal()), "")
    return Student(" ".join(c for c in lead if c and c != number), number), named, cells


def _form(named: str, student: Student, forms: Forms) -> Quiz:
    """The form of that name, or that was made for the student, or the only one."""
    if named:
        for quiz in forms.quizzes:
            if quiz.form.casefold() == _bare_form(named):
                return quiz
        known = forms.quizzes
        raise ValueError(f"there is no form “{named}”, but {known[0].form} to {known[-1].form}"
                         if len(known) > 1 else f"there is no form “{named}”, but {known[0].form}")
    if forms.personal:
        number = _unpadded(student.number)
        for quiz in forms.quizzes:
            same = _unpadded(quiz.number) == number if number and quiz.number else (
                quiz.student.casefold() == student.name.casefold() != "")
            if same:
                return quiz
        alike = [quiz for quiz in forms.quizzes if _words(quiz.student) == _words(student.name)]
        if student.name and not student.number and len(alike) == 1:
            return alike[0]
        raise ValueError(f"no form was made for {student.name or student.number or 'nobody'}")
    if len(forms.quizzes) > 1:
        raise ValueError(f"it names no form ({forms.first.form} to {forms.quizzes[-1].form})")
    return forms.first


def _words(name: str) -> list[str]:
    """A name's words in any order: “Müller, Zoë” is Zoë Müller, O’Brien is OBrien."""
    plain = unicodedata.normalize("NFC", re.sub("['’ʼ]", "", name.casefold()))
    return sorted(re.findall(r"\w+", plain))


def _bare_form(cell: str) -> str:
    return _unpadded(cell.casefold().removeprefix("form").strip(" .:"))


def _unpadded(number: str) -> str:
    """A number without the noughts that an answer sheet has before it: 007 is 7."""
    return number.lstrip("0") or "0" if number.isdecimal() else number
