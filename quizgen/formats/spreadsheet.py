"""Cells and sheets: no text that begins as a formula does is run as one."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from quizgen.formats.parts import on_disk
from quizgen.items.table import guarded

MANY = 1_000  # rows of a workbook, beyond what any game takes
SOME_DAY = datetime.datetime(2000, 1, 1)
Row = Sequence[str | int]
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")


def guard_shown(cell: str) -> str:
    """As `guarded` for what players read: a plain number, -3, is harmless and stays as it is."""
    return cell if _NUMBER.fullmatch(cell) else guarded(cell)


def csv_parts(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Rows as CSV (RFC 4180) in UTF-8; the cells are guarded already."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def workbook_bytes(sheet: str, rows: Iterable[tuple[int, Row]], most: int) -> bytes:
    """A workbook of one sheet; texts stay texts, and are marked so.

    `rows` come with their numbers, counted from 1, in their order; there are about `most`. Where
    those are many, each text stands in its cell, and not in a list of all that are kept in memory.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True} if most > MANY else {"in_memory": True})
    book.set_properties({"created": SOME_DAY})
    page, as_text = book.add_worksheet(sheet), book.add_format({"quote_prefix": True})
    for number, row in rows:
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(number - 1, column, cell)
            elif cell:
                page.write_string(number - 1, column, cell, as_text)
    with on_disk():
        book.close()
    return out.getvalue()
