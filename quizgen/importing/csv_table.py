"""CSV in: our own export by its header, and tables of questions and answers by theirs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice, repeat

from quizgen.importing.plain import shorten, wanted
from quizgen.importing.question import (
    Cited,
    Imported,
    Kind,
    Notes,
    Question,
    Told,
    Unreadable,
    Wrong,
    within_reason,
)
from quizgen.importing.table_question import BETWEEN, Columns, make_question, parts
from quizgen.importing.told import cited
from quizgen.importing.values import parse_truth, parse_words
from quizgen.importing.written_dates import read_date

OURS = frozenset(("id", "kind", "stem", "key", "source_publisher"))  # columns of our own export
BETWEEN_CELLS = ",;\t"
# What Python's reader says at the end of a file, or far from the mark, and how often it begins anew.
_UNCLOSED = "unexpected end of data|field larger than field limit"
MOST_UNCLOSED = 100
HEADER_WITHIN = 12  # rows: templates have their instructions above the header
# What the templates of games ask for beside the question.
_OF_GAMES = re.compile(r"time limit|time in seconds|question type|image link", re.I)
CARD = Columns(("question", "answer"))

Row = Mapping[str, str]


def read_csv(text: str, path: str) -> Imported:
    """The questions of a table with a row that names its columns; comma, semicolon or tab."""
    notes = Notes(path)
    between, at, columns = _find_header(text)
    if columns is None and (cards := list(within_reason(_cards(text), path))):
        notes.warn(cards[0][0], "no row names the columns: what stands before the tab is taken for the "
                   "question, what stands behind it for the answer")
        return _read(cards, 2, notes, lambda line, row: make_question(line, row, CARD, notes))
    rows = list(within_reason(csv_rows(text, between, notes), path))
    line, header = rows[at] if rows else (1, [])
    names = _names(header)
    if set(names) >= OURS:
        return _read(rows[1:], len(header), notes, lambda line, row: _our_question(
            line, dict(zip(names, row, strict=False))))
    if columns is None:
        notes.left_out(line, "the first row must name the columns, “question” and “answer” among them; "
                       f"it is: {shorten(', '.join(header))}")
        return Imported((), tuple(notes.problems))
    for column, (name, kind) in enumerate(zip(header, columns.kinds, strict=True)):
        cells = [row[column].strip() if column < len(row) else "" for _, row in rows[at + 1 :]]
        if kind or not name.strip() or not any(cells) or _counts(name, cells):
            continue
        if _OF_GAMES.match(name.strip()):
            notes.warn(line, f"the column “{shorten(name)}” is not kept")
        else:
            notes.left_out(line, f"the column “{shorten(name)}” is none that is known")
    return _read(rows[at + 1 :], len(header), notes,
                 lambda line, row: make_question(line, row, columns, notes))


def _find_header(text: str) -> tuple[str, int, Columns | None]:
    """What parts the cells, and which row names the columns: the first that does, however parted."""
    for between in BETWEEN_CELLS:
        first = islice(csv_rows(text, between, Notes("")), HEADER_WITHIN)
        for at, (_, row) in enumerate(first):
            columns = Columns.of(row)
            if columns or (at == 0 and set(_names(row)) >= OURS):
                return between, at, columns
    return max(BETWEEN_CELLS, key=text.partition("\n")[0].count), 0, None


def _counts(name: str, cells: list[str]) -> bool:
    """Whether a column numbers the rows from 1 and tells nothing else."""
    named = re.fullmatch(r"(?:question\s*)?(?:#|no\.?|number)|(?:lfd\.?\s*)?nr\.?|nummer", name.strip(),
                         re.I)
    return bool(named) and cells == [str(at + 1) for at in range(len(cells))]


def has_header(text: str) -> bool:
    """Whether a text begins with the names of columns, a question and an answer among them."""
    first = text.lstrip("\ufeff \n").partition("\n")[0]
    return any(Columns.of([cell.strip('" ') for cell in first.split(between)])
               for between in BETWEEN_CELLS if between in first)


def _cards(text: str) -> list[tuple[int, list[str]]]:
    """The lines of cards as Quizlet exports them, a tab between the sides; none where one is other."""
    lines = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
    return [(at, line.split("\t")) for at, line in lines] if all(
        line.count("\t") == 1 for _, line in lines) else []


def _names(header: list[str]) -> list[str]:
    return [" ".join(name.split()).lower() for name in header]


def csv_rows(text: str, between: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line that it begins on.

    A quotation mark that does not close costs its own line, and not all that follows.
    """
    lines = list(io.StringIO(text, newline=""))
    reader, before, unclosed = csv.reader(lines, delimiter=between, strict=True), 0, 0
    while True:
        line = before + reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not re.match(_UNCLOSED, str(error)) or unclosed == MOST_UNCLOSED:
                notes.left_out(line, f"a row that is no CSV: {error}")
                continue
            notes.left_out(line, "a row that is no CSV: a quotation mark opens and does not close")
            reader, before = csv.reader(islice(lines, line, None), delimiter=between, strict=True), line
            unclosed += 1
            continue
        if any(cell.strip() for cell in row):
            yield line, row


def _read(
    rows: list[tuple[int, list[str]]], width: int, notes: Notes,
    make: Callable[[int, list[str]], Question],
) -> Imported:
    """A question a row; `make` is given its line and cells."""
    questions = []
    for line, row in rows:
        cells = [_unguard(cell) for cell in row]
        try:
            if any(cells[width:]):
                raise Unreadable(f"it has {len(cells)} cells, and the header {width}")
            questions.append(make(line, cells))
        except Unreadable as why:
            notes.left_out(line, str(why))
    return Imported(tuple(questions), tuple(notes.problems))


def _unguard(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it; on one line."""
    return " ".join(re.sub(r"(?:^|(?<=[;\t]))'(?=[=+\-@])|^'(?=[\t\r])", "", cell).split())


_KINDS: dict[str, Kind] = {
    "multiple-choice": "choice", "true-false": "true-false", "short-answer": "typed",
    "cloze": "typed", "numerical": "number", "matching": "matching", "ordering": "ordering"}


def _our_question(line: int, row: Row) -> Question:
    """A row of our own export."""
    def cell(name: str) -> str:
        return row.get(name, "")

    kind = _KINDS.get(cell("kind"))
    if kind is None:
        raise Unreadable(f"no kind of question: “{shorten(cell('kind'))}”")
    numbers = [re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", cell(name) or "0")
               for name in ("number", "tolerance")]
    if not all(re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?(e[-+]?\d{1,2})?", number) for number in numbers):
        raise Unreadable(f"“{shorten(' ± '.join(numbers))}” is no number")
    wrong = tuple(Wrong(text, cell(f"distractor_{at}_why")) for at in range(1, 30)
                  if (text := cell(f"distractor_{at}")))
    key = cell("key")
    if kind == "true-false":  # TRUE, or in another language, once a spreadsheet has saved the file
        key = parse_truth(key)
        if not key:
            raise Unreadable(f"“{shorten(cell('key'))}” is neither true nor false")
        wrong = tuple(replace(one, text="False" if key == "True" else "True") for one in wrong[:1])
    pairs = [pair.rpartition(" = ") for pair in parts(cell("pairs"))]
    sentence, explanation = _told_apart(cell("sentence"), cell("explanation"))
    day = parse_words(cell("source_date")) or read_date(cell("source_date"))
    further, uncited = cited(cell("further").replace(BETWEEN, "; "))
    addresses = re.split(r"(?:^| )\|(?: |$)", cell("further_url"))  # that of each, empty for none
    later = tuple(replace(one, url=url) for one, url in zip(
        further, chain(addresses, repeat("")), strict=False))
    told = Told(sentence, explanation, cell("attribution"), cell("standing"), read_date(cell("as_of")),
                Cited(cell("source_publisher"), cell("source_title"), str(day), cell("source_url"),
                      cell("source_note")),
                later, uncited)
    return Question(
        line, kind, wanted(cell("stem"), "the question"), cell("id"),
        key, parts(cell("accept")), wrong if kind in ("choice", "true-false") else (),
        float(numbers[0]) if kind == "number" else None, float(numbers[1]), cell("unit"),
        tuple((premise, response) for premise, _, response in pairs),
        tuple(one.text for one in wrong) if kind == "matching" else (), parts(cell("sequence")),
        told=told, topic=cell("topic"), development=cell("development"), tags=parts(cell("tags")))


def _told_apart(sentence: str, explanation: str) -> tuple[str, str]:
    """The sentence, and the explanation without it, where it begins with it."""
    if explanation.startswith(sentence):
        return sentence, explanation[len(sentence):].strip()
    return "", explanation
