"""The table of formats: of each its name, suffix, options and limits, and where it is made."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal, NamedTuple

from quizgen.items.item import KINDS, Kind
from quizgen.problem import UsageError


class Format(NamedTuple):
    """A row of the table; `options` are the names of those that `render` understands.

    One that `keeps` takes items that are no longer asked, too, for those who have them. `kinds` of
    item it holds, at `most` so many, with `limits` in words; `judge` is what it was checked
    against, nothing of ours. `pictures` go along with it. Its suffix alone names it unless it must
    be `named`.
    """

    name: str
    suffix: str
    takes: Literal["items", "quiz"]
    module: str
    summary: str
    options: tuple[str, ...] = ()
    keeps: bool = False
    kinds: tuple[Kind, ...] = KINDS
    most: int | None = None
    limits: str = ""
    judge: str = ""
    pictures: bool = False
    named: bool = False


SHEET = 1_048_576  # rows of a sheet in a workbook
CHOICE: tuple[Kind, ...] = ("multiple-choice", "true-false")
TYPED: tuple[Kind, ...] = ("short-answer", "cloze", "numerical")

# Those of everything that is printed (`paper.layout`).
PAPER = ("paper", "columns", "key", "large_print", "dyslexia", "greyscale", "answer_sheet",
         "study_sheet")

# Files that no program reads as text.
PACKED = (".apkg", ".pdf", ".docx", ".zip", ".xlsx")

FORMATS: dict[str, Format] = {
    row.name: row for row in (
        Format("apkg", ".apkg", "items", "apkg", "Anki: one note a fact, its questions as cards",
               ("choices", "type_in", "fresh"), keeps=True,
               kinds=(*CHOICE, *TYPED), limits="cloze and true/false where an author wrote them; those "
               "made of a fact's sentence ask a card's question again",
               judge="Anki's own library imports it", pictures=True),
        Format("pdf", ".pdf", "quiz", "pdf", "a printed quiz: sheets of each form and keys", PAPER,
               judge="pypdf reads it"),
        Format("docx", ".docx", "quiz", "docx", "a printed quiz to edit in Word", PAPER,
               judge="python-docx reads it"),
        Format("paper-html", ".print.html", "quiz", "paper_html", "a printed quiz, by any browser",
               PAPER, judge="Python's HTML parser reads it"),
        Format("paper-md", ".print.md", "quiz", "paper_md", "a printed quiz in Markdown", PAPER,
               judge="markdown-it reads it"),
        Format("moodle-xml", ".xml", "items", "moodle_xml", "Moodle's question bank", named=True,
               judge="moodle-xml-parser reads the choices; the rest by Moodle's published structure",
               pictures=True),
        Format("gift", ".gift", "items", "gift", "Moodle and others: questions as plain text",
               limits="an order is asked as a matching of events and numbers; no “->” in answers",
               judge="pygiftparser reads it"),
        Format("canvas", ".zip", "items", "canvas", "Canvas: a quiz as QTI 1.2", named=True,
               limits="an order is asked as a matching of events and numbers",
               judge="the same structure as text2qti writes; matching by Canvas's own exports"),
        Format("qti21", ".zip", "items", "qti21", "QTI 2.1: a package of the standard's own items",
               judge="onyx2moodle reads it; the standard's schema, where it is to hand",
               named=True),
        Format("aiken", ".txt", "items", "aiken", "Moodle: the plainest text, choices alone",
               kinds=CHOICE, limits="one line a question, 26 answers; no feedback", named=True),
        Format("blackboard", ".txt", "items", "blackboard", "Blackboard: tab-separated text",
               most=500, limits="500 rows (Ultra 250), 20 answers, no surplus answers; no feedback",
               judge="qti-package-maker reads it", named=True),
        Format("google-forms", ".gs", "items", "google_forms", "Google Forms: a script that makes it",
               kinds=CHOICE, limits="what is typed cannot be marked by a script",
               judge="V8 runs it against a stand-in for Google's FormApp"),
        Format("kahoot", ".xlsx", "items", "kahoot", "Kahoot: the workbook of its import template",
               kinds=CHOICE, most=SHEET - 8,
               limits="120 characters a question, 75 an answer, 4 answers",
               judge="openpyxl reads it, by the columns of the template", named=True),
        Format("wayground", ".xlsx", "items", "wayground",
               "Wayground (Quizizz): the workbook of its import template", kinds=CHOICE,
               most=SHEET - 2, limits="5 answers", named=True,
               judge="openpyxl reads it, by the columns of the template"),
        Format("blooket", ".csv", "items", "blooket", "Blooket: the CSV of its import template",
               kinds=CHOICE, limits="4 answers", named=True,
               judge="Python's csv reads it, by the columns of the template"),
        Format("gimkit", ".csv", "items", "gimkit", "Gimkit: the CSV of its import template",
               kinds=CHOICE, limits="3 wrong answers", named=True,
               judge="Python's csv reads it, by the columns of the template"),
        Format("quizlet", ".tsv", "items", "quizlet", "Quizlet: a card a line, to paste",
               kinds=CHOICE + TYPED, limits="question and answer alone, without options",
               named=True),
        Format("json", ".json", "items", "json_items", "every field of every item",
               judge="Python's json reads it"),
        Format("csv", ".csv", "items", "csv_items", "a row an item, for spreadsheets",
               judge="Python's csv reads it"),
        Format("markdown", ".md", "items", "markdown", "every field of every item, to read",
               judge="markdown-it reads it"),
        Format("claims", ".jsonld", "items", "claims",
               "facts and questions as linked data: schema.org's Claim and Quiz"),
        Format("html", ".html", "quiz", "page", "one page for any browser, without a network",
               ("mode",), judge="Chromium drives it, axe finds nothing"),
    )
}


def find_format(name: str | None, path: str) -> Format:
    """The format of that name, or of the path's suffix; UsageError names those that there are."""
    if name:
        if name in FORMATS:
            return FORMATS[name]
        raise UsageError(f"no format “{name}”; there are {', '.join(FORMATS)}")
    fitting = [row for row in FORMATS.values() if path.lower().endswith(row.suffix)]
    for row in fitting:
        if not row.named:
            return row
    names = " or ".join(row.name for row in fitting) or ", ".join(FORMATS)
    raise UsageError(f"which format is {path}? Name it with --format: {names}")


def check_name(row: Format, path: str) -> None:
    """UsageError where a file has another format's suffix: a PDF that Word does not open as quiz.docx.

    All text may be named .txt, and linked data .json.
    """
    named = PurePath(path).suffix.lower()
    others = [other.name for other in FORMATS.values() if named and other.suffix.endswith(named)]
    fits = row.suffix.endswith(named) or row.suffix.startswith(named) \
        or (named == ".txt" and row.suffix not in PACKED)
    if others and not fits:
        raise UsageError(f"{path} is the name of another format ({' or '.join(others)}); {row.name} is "
                         f"written as {row.suffix}: name it so, or ask for another --format")


def check_options(row: Format, options: Iterable[str]) -> None:
    """UsageError where a format does not have an option; names the formats that have it."""
    for option in options:
        if option not in row.options:
            takers = [other.name for other in FORMATS.values() if option in other.options]
            having = f": it goes with {', '.join(takers)}" if takers else ""
            raise UsageError(f"{row.name} has no option --{option.replace('_', '-')}{having}")


def describe(row: Format) -> list[str]:
    """A format in words: name, suffix and what for; kinds, limits, and what judged it."""
    kinds = "all" if set(row.kinds) == set(KINDS) else ", ".join(row.kinds)
    return [f"{row.name:12} {row.suffix:7} {row.summary}", f"    kinds: {kinds}",
            *([f"    limits: {row.limits}"] if row.limits else []),
            f"    validated: {row.judge or 'by its published structure; there is no outside judge'}"]
