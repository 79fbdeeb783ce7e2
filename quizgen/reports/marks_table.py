"""Marks as tables: the students, the class and the items, for CSV, for XLSX and for a terminal."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import dataclass

from quizgen.items.forms import Forms
from quizgen.items.table import guarded
from quizgen.marking.analyse import FEW, ClassFigures, ItemFigures
from quizgen.marking.score import Paper

Cell = str | float | int | None
Table = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that was found out."""

    forms: Forms
    papers: tuple[Paper, ...]
    items: tuple[ItemFigures, ...]
    whole: ClassFigures


def student_table(marks: Marks) -> Table:
    """A row a student: points, percent, how many right, wrong and blank, and each item's points.

    Figures have six places, so that sums agree; a workbook shows two of them. The items stand in the
    order of the first form, whatever the student's own.
    """
    items = marks.forms.items
    table: Table = [["name", "number", "form", "points", "of", "percent", "right", "partly", "wrong",
                     "blank", "double", *(item.id for item in items)]]
    for paper in marks.papers:
        points = {mark.item.id: mark.points for mark in paper.marks}
        table.append([
            paper.student.name, paper.student.number, paper.form, _round(paper.points),
            _round(marks.whole.total), _round(100 * paper.points / marks.whole.total),
            paper.count("right"), paper.count("part"), paper.count("wrong", "unread"),
            paper.count("blank"), paper.count("double"),
            *(_round(points[item.id]) for item in items)])
    return table


def class_table(marks: Marks) -> Table:
    """The figures of the class, a row each."""
    whole = marks.whole
    name = "reliability (KR-20)" if whole.is_kr20 else "reliability (Cronbach's alpha)"
    return [["figure", "value"], ["students", whole.count], ["points in all", _round(whole.total)],
            ["mean", _round(whole.mean)], ["median", _round(whole.median)],
            ["standard deviation", _round(whole.deviation)], ["lowest", _round(whole.lowest)],
            ["highest", _round(whole.highest)], [name, _round(whole.reliability)]]


def item_table(marks: Marks) -> Table:
    """A row an item: difficulty, discrimination, what was chosen how often, what to look at."""
    table: Table = [["item", "question", "key", "students", "difficulty", "discrimination", "blank",
                     "double", "chosen", "look at"]]
    for found in marks.items:
        chosen = "; ".join(f"{text}: {count}" for text, count in found.chosen)
        table.append([found.item.id, found.item.stem, found.item.key, found.count,
                      _round(found.difficulty), _round(found.discrimination), found.blank,
                      found.double, chosen, "; ".join(found.remarks)])
    return table


def csv_bytes(table: Table) -> bytes:
    """A table as CSV that spreadsheets open and run nothing of."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        [guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(marks: Marks) -> bytes:
    """A workbook with the students, the class and the items; text is never a formula."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False,
                                     "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": marks.forms.first.title,
                         "created": datetime.datetime(2000, 1, 1)})
    bold = book.add_format({"bold": True, "bottom": 1})
    shown = book.add_format({"num_format": "0.00"})
    for name, table in (("Students", student_table(marks)), ("Class", class_table(marks)),
                        ("Items", item_table(marks))):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(table):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, bold if at == 0 else None)
                elif cell is not None:
                    sheet.write_number(at, column, cell, shown if isinstance(cell, float) else None)
        sheet.freeze_panes(1, 1)
        sheet.autofit(400)
    book.close()
    return out.getvalue()


def mark_lines(marks: Marks) -> list[str]:
    """The marks for a terminal: a line a student, the class, the items to look at."""
    whole = marks.whole
    lines = []
    width = max(len(_who(paper)) for paper in marks.papers)
    for paper in marks.papers:
        lines.append(f"{_who(paper):{width}}  form {paper.form:3} {_text(paper.points):>6} of "
                     f"{_text(whole.total)}  {paper.points / whole.total:4.0%}")
    students = f"{whole.count} student{'s' * (whole.count > 1)}"
    lines += ["", f"{students}: mean {_text(whole.mean)}, median {_text(whole.median)}, "
                  f"from {_text(whole.lowest)} to {_text(whole.highest)} of {_text(whole.total)}"]
    if whole.reliability is not None:
        few = f"; of fewer than {FEW} students it says little" * (whole.count < FEW)
        lines.append(f"reliability {whole.reliability:.2f} "
                     f"({'KR-20' if whole.is_kr20 else 'Cronbach’s alpha'}{few})")
    looked = [found for found in marks.items if found.remarks]
    lines += ["", "Items to look at:"] if looked else []
    first = marks.forms.first
    numbers = {posed.item.id: at for at, posed in enumerate(first.questions, start=1)}
    lines += [f"  form {first.form}, question {numbers[found.item.id]} ({found.item.id}), "
              f"{found.difficulty:.0%} right: {'; '.join(found.remarks)}" for found in looked]
    return lines


def _who(paper: Paper) -> str:
    return " ".join(filter(None, (paper.student.name, paper.student.number)))


def _text(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0
