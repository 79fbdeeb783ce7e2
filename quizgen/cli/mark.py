"""`quizgen mark`: results from paper in, scores and an item analysis out."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.read_file import read_bytes
from quizgen.cli.write_file import expect_file, expect_free, expect_suffix, write_output
from quizgen.problem import QuizgenError, UsageError, plain

if TYPE_CHECKING:
    from quizgen.reports.marks_table import Marks

EXAMPLE = """\b
Examples:
  quizgen mark results.csv --form quiz.form.json
  quizgen mark results.csv --form quiz.form.json --wrong -0.25 --xlsx marks.xlsx
  quizgen mark results.csv --form quiz.form.json --csv marks.csv --feedback feedback.pdf
\b
A row a student:              or in one column:
  Name,Form,Q1,Q2,Q3            Name;Form;Answers
  Zoe,A,b,,T                    Zoe;A;B-T
"""


@click.command("mark", epilog=EXAMPLE)
@click.argument("results")
@click.option("--form", "form", required=True, metavar="FILE", help="The quiz's form file.")
@click.option("--wrong", type=float, default=0.0, metavar="PART",
              help="What a wrong choice costs, as a part of its points: -0.25 (default: 0).")
@click.option("--all-or-nothing", is_flag=True, help="No points for parts of matching and ordering.")
@click.option("--csv", "csv_file", metavar="FILE",
              help="Students; beside it, as FILE.items.csv and FILE.class.csv, the rest.")
@click.option("--xlsx", "xlsx_file", metavar="FILE", help="Students, class and items as a workbook.")
@click.option("--feedback", metavar="FILE", help="A PDF with a sheet for each student.")
def command(
    results: str, form: str, wrong: float, all_or_nothing: bool, csv_file: str | None,
    xlsx_file: str | None, feedback: str | None,
) -> int:
    """Mark what students answered on paper: RESULTS, as a spreadsheet exports it.

    Each row has a name or number, the form, and the answers as letters: empty or - for none, two
    letters for a double mark. A matching is `BADC`, an ordering the numbers down the page; for what
    was written, the words, or + and x.
    """
    from quizgen.items import read_form_file, table
    from quizgen.items.read_form_file import read_forms
    from quizgen.marking.analyse import analyse_class, analyse_items
    from quizgen.marking.results import read_results
    from quizgen.marking.score import Rule, mark_papers
    from quizgen.reports.marks_table import Marks, mark_lines

    if not -1 <= wrong <= 0 or not math.isfinite(wrong):
        raise UsageError("--wrong is from -1 to 0: what a wrong choice costs, as -0.25")
    for option, path, suffix in (("--csv", csv_file, ".csv"), ("--xlsx", xlsx_file, ".xlsx"),
                                 ("--feedback", feedback, ".pdf")):
        expect_suffix(option, path, suffix)
        expect_file(option, path)
    forms = read_forms(read_bytes(form, read_form_file.MAX_BYTES), form)
    answered, problems = read_results(read_bytes(results, table.MAX_BYTES), results, forms)
    papers, remarks = mark_papers(answered, forms, Rule(wrong, not all_or_nothing), results)
    for problem in sorted((*problems, *remarks), key=lambda problem: problem.line):
        click.echo(str(problem), err=True)
    unread = sum(problem.level == "error" for problem in problems)
    if not papers:
        raise QuizgenError(f"{results}: nothing could be marked")
    marks = Marks(forms, papers, analyse_items(papers, forms), analyse_class(papers, forms))
    _write(marks, csv_file, xlsx_file, feedback, (results, form))
    for line in mark_lines(marks):
        click.echo(plain(line))
    if unread:
        told = "1 row was" if unread == 1 else f"{unread} rows were"
        click.echo(f"{told} not marked", err=True)
    return 1 if unread else 0


def _write(
    marks: Marks, csv_file: str | None, xlsx_file: str | None, feedback: str | None,
    inputs: tuple[str, ...],
) -> None:
    """Write what was asked for, never over what was typed from the sheets."""
    from quizgen.reports import marks_table

    tables = [(csv_file, marks_table.student_table(marks)),
              (str(Path(csv_file).with_suffix(".items.csv")), marks_table.item_table(marks)),
              (str(Path(csv_file).with_suffix(".class.csv")), marks_table.class_table(marks)),
              ] if csv_file else []
    for path in filter(None, (*(path for path, _ in tables), xlsx_file, feedback)):
        expect_free(path, inputs)
    for path, table in tables:
        write_output(path, marks_table.csv_bytes(table), inputs)
    if xlsx_file:
        write_output(xlsx_file, marks_table.xlsx_bytes(marks), inputs)
    if feedback:
        from quizgen.formats.paper.layout import Layout
        from quizgen.formats.paper.slips import print_feedback
        from quizgen.reports.feedback_data import feedback_data

        options = {name: value for name, value in marks.forms.layout.items()
                   if name in ("paper", "large_print", "dyslexia")}
        write_output(feedback, print_feedback(feedback_data(marks), Layout.parse(options)), inputs)


