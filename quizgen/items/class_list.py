"""A class: students with a name, a number or both, from a spreadsheet's export."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.items.forms import MOST_STUDENTS, Student
from quizgen.items.table import Row, header_of, read_table
from quizgen.problem import DeckError, Problem, QuizgenError

FIRST = {"firstname", "givenname", "forename", "vorname", "prénom", "nombre"}
LAST = {"lastname", "surname", "familyname", "nachname", "nom", "apellidos"}
NAMES = {"name", "student", "studentname", "fullname", "pupil", "schüler", "élève", "alumno"}
NUMBERS = {"number", "no", "nr", "id", "studentid", "studentnumber", "studentno", "idnumber",
           "nummer", "numéro", "número"}
LONGEST = 80
LEAD = 5  # rows that may stand above the names of the columns


def read_class(data: bytes, path: str) -> tuple[Student, ...]:
    """The students in their order.

    A row of column names is understood, also below a title; without one, a cell of digits is the
    number and the other cells are the name. DeckError with a problem for each row that names
    nobody, or somebody again.
    """
    rows = read_table(data, path)
    if not rows:
        raise QuizgenError(f"{path} names nobody")
    columns, listed = _header(rows)
    students: list[Student] = []
    problems = []
    for row in listed if len(listed) <= MOST_STUDENTS else ():
        student = _student(row, columns)
        fault = _fault(student, students)
        if fault:
            problems.append(Problem(path, row.line, fault, "class"))
        students.append(student)
    if not 1 <= len(listed) <= MOST_STUDENTS:
        raise QuizgenError(f"{path} names {len(listed)} students; there can be 1 to {MOST_STUDENTS}")
    if problems:
        raise DeckError(tuple(problems))
    return tuple(students)


def _header(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    """Where the columns are, and the rows below their names; a title has one cell a row.

    Below a title only a name's column makes a header: “No” alone may well be somebody.
    """
    for at, row in enumerate(rows[:LEAD]):
        columns = name_columns(row)
        if columns and (at == 0 or columns.keys() != {"number"}):
            return columns, rows[at + 1 :]
        if sum(map(bool, row.cells)) > 1:
            break
    return {}, rows


def name_columns(row: Row) -> dict[str, int]:
    """Where a row of column names has name, first, last and number; nothing where it is none."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        for part, names in (("first", FIRST), ("last", LAST), ("name", NAMES), ("number", NUMBERS)):
            if header_of(cell) in names:
                found.setdefault(part, at)
    return found


def student_of(row: Row, columns: dict[str, int]) -> Student:
    """The student whom a row's columns name."""
    name = row.cell(columns.get("name"))
    if "first" in columns or "last" in columns:
        name = name or f"{row.cell(columns.get('first'))} {row.cell(columns.get('last'))}".strip()
    return Student(name, row.cell(columns.get("number")))


def _student(row: Row, columns: dict[str, int]) -> Student:
    if columns:
        return student_of(row, columns)
    number = next((cell for cell in row.cells if cell.isdecimal()), "")
    return Student(" ".join(c for c in row.cells if c and c != number), number)


def _fault(student: Student, before: Sequence[Student]) -> str:
    if not student.name and not student.number:
        return "neither a name nor a number"
    if len(student.name) > LONGEST or len(student.number) > 20:
        return f"a name of over {LONGEST} characters, or a number of over 20"
    if any(not letter.isprintable() for letter in student.name + student.number):
        return "a name with a character that cannot be printed"
    if student in before:
        return f"{student.name or student.number} stands in the list twice"
    if student.number and student.number in {other.number for other in before}:
        return f"the number {student.number} stands in the list twice"
    return ""
