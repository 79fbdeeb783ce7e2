"""Cells and sheets: no text that begins as a formula does is run as one."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet may run a cell that begins so
SOME_DAY = datetime.datetime(2000, 1, 1)
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")


def guard(cell: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def guard_shown(cell: str) -> str:
    """As `guard` for what players read: a plain number, -3, is harmless and stays as it is."""
    return cell if _NUMBER.fullmatch(cell) else guard(cell)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8; the cells are guarded already."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def workbook_bytes(sheet: str, rows: Mapping[int, Sequence[str | int]]) -> bytes:
    """A workbook of one sheet, rows by their number from 1; texts stay texts, and are marked so."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": SOME_DAY})
    page, as_text = book.add_worksheet(sheet), book.add_format({"quote_prefix": True})
    for number, row in rows.items():
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(number - 1, column, cell)
            elif cell:
                page.write_string(number - 1, column, cell, as_text)
    book.close()
    return out.getvalue()
