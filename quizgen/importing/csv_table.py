"""CSV in: our own export by its header, and tables of questions and answers by theirs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizgen.importing.plain import shorten, wanted
from quizgen.importing.question import Cited, Imported, Kind, Notes, Question, Told, Unreadable, Wrong
from quizgen.importing.told import cited
from quizgen.importing.values import parse_day, parse_words

BETWEEN = " | "   # between the entries of a list in a cell, as our export joins them
# What a column may be called, by what it holds.
NAMES: dict[str, tuple[str, ...]] = {
    "question": ("question", "question text", "stem", "front", "term", "prompt"),
    "answer": ("answer", "correct answer", "right answer", "correct", "back", "definition", "key"),
    "id": ("id", "idnumber", "question id"),
    "explanation": ("explanation", "feedback", "comment", "answer explanation"),
    "accept": ("accept", "also accepted", "other answers"),
    "tags": ("tags", "tag"),
    "topic": ("topic", "category"),
    "source": ("source", "publisher"),
    "date": ("date",),
}
_WRONG = re.compile(
    r"(?:wrong|incorrect|distractor|foil)(?: answer| option)?[ _]?\d*(?: \(optional\))?")

Row = Mapping[str, str]


def read_csv(text: str, path: str) -> Imported:
    """The questions of a table whose first row names its columns; comma, semicolon or tab."""
    notes = Notes(path)
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    rows = csv_rows(text, between, notes)
    line, header = next(rows, (1, []))
    names = [" ".join(name.split()).lower().replace("\n", " ") for name in header]
    if {"id", "kind", "stem", "key", "source_publisher"} <= set(names):
        return _read(rows, names, notes, _our_question)
    known = {name: kind for kind, others in NAMES.items() for name in others}
    columns = [known.get(name) or ("wrong" if _WRONG.fullmatch(name) else "") for name in names]
    if "question" not in columns or "answer" not in columns:
        notes.left_out(line, "the first row must name the columns, “question” and “answer” among them; "
                       f"it is: {shorten(', '.join(header))}")
        return Imported((), tuple(notes.problems))
    for name, column in zip(header, columns, strict=True):
        if not column and name.strip():
            notes.left_out(line, f"the column “{shorten(name)}” is none that is known")
    return _read(rows, columns, notes, _their_question)


def csv_rows(text: str, between: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            notes.left_out(line, f"a row that is no CSV: {error}")
            continue
        if any(cell.strip() for cell in row):
            yield line, row


def _read(
    rows: Iterator[tuple[int, list[str]]], columns: Sequence[str], notes: Notes,
    make: Callable[[int, Row, list[str]], Question],
) -> Imported:
    """A question a row; `make` is given its cells by column, and those of the wrong answers."""
    questions = []
    for line, row in rows:
        cells = [_unguard(cell) for cell in row]
        named = dict(zip(columns, cells, strict=False))
        wrong = [cell for name, cell in zip(columns, cells, strict=False) if name == "wrong" and cell]
        try:
            if any(cells[len(columns):]):
                raise Unreadable(f"it has {len(cells)} cells, and the header {len(columns)}")
            questions.append(make(line, named, wrong))
        except Unreadable as why:
            notes.left_out(line, str(why))
    return Imported(tuple(questions), tuple(notes.problems))


def _unguard(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it; on one line."""
    cell = cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell
    return " ".join(cell.split())


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(BETWEEN)))


def _their_question(line: int, row: Row, wrong: list[str]) -> Question:
    stem, key = wanted(row["question"], "the question"), wanted(row.get("answer", ""), "the answer")
    told = Told(explanation=row.get("explanation", ""), source=Cited(row.get("source", "")))
    happened = row.get("date", "")
    if happened and not parse_day(happened):
        raise Unreadable(f"“{shorten(happened)}” is no date: write 2023-09-15, 2023-09 or 2023")
    tags = tuple(filter(None, re.split(r"[,;|\s]+", row.get("tags", ""))))
    return Question(line, "choice" if wrong else "typed", stem, id=row.get("id", ""), key=key,
                    accept=_parts(row.get("accept", "")), wrong=tuple(map(Wrong, wrong)), told=told,
                    topic=row.get("topic", ""), tags=tags, happened=parse_day(happened))


_KINDS: dict[str, Kind] = {
    "multiple-choice": "choice", "true-false": "true-false", "short-answer": "typed",
    "cloze": "typed", "numerical": "number", "matching": "matching", "ordering": "ordering"}


def _our_question(line: int, row: Row, _: list[str]) -> Question:
    """A row of our own export."""
    def cell(name: str) -> str:
        return row.get(name, "")

    kind = _KINDS.get(cell("kind"))
    if kind is None:
        raise Unreadable(f"no kind of question: “{shorten(cell('kind'))}”")
    numbers = [cell("number") or "0", cell("tolerance") or "0"]
    if not all(re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?(e[-+]?\d{1,2})?", number) for number in numbers):
        raise Unreadable(f"“{shorten(' ± '.join(numbers))}” is no number")
    wrong = tuple(Wrong(text, cell(f"distractor_{at}_why")) for at in range(1, 30)
                  if (text := cell(f"distractor_{at}")))
    pairs = [pair.rpartition(" = ") for pair in _parts(cell("pairs"))]
    sentence, explanation = _told_apart(cell("sentence"), cell("explanation"))
    date = parse_words(cell("source_date"))
    told = Told(sentence, explanation, cell("attribution"), cell("standing"), parse_day(cell("as_of")),
                Cited(cell("source_publisher"), cell("source_title"), str(date) if date else "",
                      cell("source_url"), cell("source_note")),
                *cited(cell("further").replace(BETWEEN, "; ")))
    return Question(
        line, kind, wanted(cell("stem"), "the question"), cell("id"),
        cell("key"), _parts(cell("accept")), wrong if kind in ("choice", "true-false") else (),
        float(numbers[0]) if kind == "number" else None, float(numbers[1]), cell("unit"),
        tuple((premise, response) for premise, _, response in pairs),
        tuple(one.text for one in wrong) if kind == "matching" else (), _parts(cell("sequence")),
        told=told, topic=cell("topic"), development=cell("development"), tags=_parts(cell("tags")))


def _told_apart(sentence: str, explanation: str) -> tuple[str, str]:
    """The sentence, and the explanation without it, where it begins with it."""
    if explanation.startswith(sentence):
        return sentence, explanation[len(sentence):].strip()
    return "", explanation
