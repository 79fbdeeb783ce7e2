"""Tables as spreadsheets export them: bytes in, rows with their line numbers out.

Comma, semicolon or tab; UTF-8 with or without its mark, UTF-16 with one, or Windows-1252. A quotation
mark that is never closed, or that closes rows further down, is a fault: whoever stands between would
be a part of somebody's answer.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from quizgen.problem import QuizgenError

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_CELLS = 10_000  # of a row: 500 questions of some parts
MAX_CELL = 2_000    # characters
DELIMITERS = "\t;,"  # in doubt an earlier one: a name or an answer may have a comma
LOOKED_AT = 50      # lines, to see which mark parts their cells
MANY = 10           # marks in a cell of several lines: it holds other rows


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row without blanks at their ends; `line` is where it begins, from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, at: int | None) -> str:
        """The cell at a position, empty where the row has none."""
        return self.cells[at] if at is not None and at < len(self.cells) else ""


def read_table(data: bytes, name: str) -> list[Row]:
    """The rows that have anything in them; QuizgenError where the file is no such table."""
    if len(data) > MAX_BYTES:
        raise QuizgenError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise QuizgenError(f"{name} is a workbook: save its sheet as CSV and give that")
    text = _decode(data)
    if "\0" in text:
        raise QuizgenError(f"{name} is no text: save the table as CSV")
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) in (4, 5):
        delimiter = first.strip()[4:] or "\t"  # Excel's own way to name the delimiter
        text = "\n" + rest
    else:
        delimiter = _find_delimiter(text)
    rows, line = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            stripped = tuple(" ".join(_unguarded(cell).split()) for cell in cells)
            if any(stripped):
                rows.append(Row(line, stripped))
            usual = max(MANY, len(rows[0].cells) - 1) if rows else MANY
            if any(cell.count(delimiter) >= usual and re.search(r"[\r\n]", cell) for cell in cells):
                raise QuizgenError(f"{name}:{line}: a quotation mark opens a cell that takes in other "
                                   'rows: close it, or write it twice ("")')
            if (len(rows) > MAX_ROWS or len(stripped) > MAX_CELLS
                    or any(len(cell) > MAX_CELL for cell in stripped)):
                raise QuizgenError(f"{name}:{line}: too long for a table of students")
            line = reader.line_num + 1
    except csv.Error as error:
        told = ('a quotation mark opens a cell and does not close it: close it, or write it twice ("")'
                if re.search("unexpected end|expected after|field limit", str(error)) else str(error))
        raise QuizgenError(f"{name}:{line}: {told}") from None
    return rows


def _find_delimiter(text: str) -> str:
    """What parts the cells: the mark that the lines have most of, whatever a title has.

    Of `Zoe;A;b,c,d` it is the one that comes first, where every line has it as often.
    """
    bare = (re.sub(r'"[^"]*"', "", line) for line in re.split(r"[\r\n]+", text) if line.strip())
    lines = list(islice(bare, LOOKED_AT))
    votes: Counter[str] = Counter()
    for line in lines:
        mark = max(DELIMITERS, key=line.count)
        votes[mark] += line.count(mark)
    last = lines[-1] if lines else ""
    leading = [mark for mark in DELIMITERS
               if last.count(mark) > 1 and {line.count(mark) for line in lines} == {last.count(mark)}]
    most = votes.most_common(1)[0][0] if votes.total() else ","
    return min(leading, key=last.find, default=most)


def _decode(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def printable(text: str) -> str:
    """A text without what cannot be printed: control and direction characters, halves of others.

    The joiners of Persian and Indic scripts stay: they belong to words.
    """
    return text if text.isprintable() else "".join(
        c if c.isprintable() or c in "\u200c\u200d" else "\ufffd" for c in text)


def header_of(cell: str) -> str:
    """A column's name as it is compared: small letters and digits alone."""
    return "".join(letter for letter in cell.casefold() if letter.isalnum())


def _unguarded(cell: str) -> str:
    """A cell as it was before it was guarded, by us or by a page's result."""
    return re.sub(r"(?:^|(?<=[;\t]))'(?=[=+\-@])|^'(?=[\t\r])", "", cell)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before what begins like one.

    Also behind a semicolon or tab: a spreadsheet that parts cells there begins another.
    """
    return re.sub(r"(?:^|(?<=[;\t]))(?=[=+\-@])|^(?=[\t\r])", "'", cell)
