"""The table of formats: for each its name, suffix and the one function that makes its bytes.

A format is a module here with `render(job: Job) -> bytes`; it is imported when it is used. Where
it cannot hold every item it has `fits(item: Item) -> str | None`, the reason why not; where items
can come out the same it has `card(item)`, and holds one of each. What is left out never reaches
`render`; `left_out` lists it. One that `keeps` chooses itself: `leaves(job: Job) -> list[LeftOut]`
says what it leaves out. `remarks(job: Job) -> list[str]` say what else there is to know. One that
prints has `print_forms(forms, layout)` and `remark_forms(forms, layout)` as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from quizgen.items.item import KINDS, Kind
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.bank.deck import Deck
    from quizgen.items.forms import Forms
    from quizgen.items.item import Item
    from quizgen.items.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Job:
    """What a format is given: the deck, and the items or the quiz to put into it.

    A format that takes items finds them in `items`; one that takes a quiz finds `quiz`.
    `options` are the format's own, by name. `as_of` is the day that the items are as of, if any;
    `now` the time in seconds, for what no release has dated yet.
    """

    deck: Deck
    items: tuple[Item, ...] = ()
    quiz: Quiz | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    as_of: datetime.date | None = None
    now: int | None = None


@dataclass(frozen=True, slots=True)
class Format:
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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that a format cannot hold and the reason; not `whole` where only a part stays out."""

    item: str
    reason: str
    whole: bool = True


CHOICE: tuple[Kind, ...] = ("multiple-choice", "true-false")
TYPED: tuple[Kind, ...] = ("short-answer", "cloze", "numerical")

# Those of everything that is printed (`paper.layout`).
PAPER = ("paper", "columns", "key", "large_print", "dyslexia", "greyscale", "answer_sheet",
         "study_sheet")

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
               kinds=CHOICE, limits="120 characters a question, 75 an answer, 4 answers",
               judge="openpyxl reads it, by the columns of the template", named=True),
        Format("wayground", ".xlsx", "items", "wayground",
               "Wayground (Quizizz): the workbook of its import template", kinds=CHOICE,
               limits="5 answers", judge="openpyxl reads it, by the columns of the template",
               named=True),
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


def check_options(row: Format, options: Iterable[str]) -> None:
    """UsageError where a format does not have an option; names the formats that have it."""
    for option in options:
        if option not in row.options:
            takers = [other.name for other in FORMATS.values() if option in other.options]
            having = f": it goes with {', '.join(takers)}" if takers else ""
            raise UsageError(f"{row.name} has no option --{option.replace('_', '-')}{having}")


def print_forms(name: str, forms: Forms, options: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The bytes of a format of paper for a quiz's forms, and what is to be remarked of them."""
    from quizgen.formats.paper.layout import Layout

    module, layout = _module(name), Layout.parse(options)
    data: bytes = module.print_forms(forms, layout)
    return data, module.remark_forms(forms, layout)


def export(
    name: str, deck: Deck, items: Sequence[Item] = (), quiz: Quiz | None = None, **options: str
) -> bytes:
    """The bytes of a format; the same deck, items and options give the same bytes.

    `left_out` tells which items a format cannot hold. UsageError where the format does not exist,
    lacks what it takes (items or a quiz) or does not have such an option.
    """
    return render(name, Job(deck, tuple(items), quiz, options))


def render(name: str, job: Job) -> bytes:
    """The bytes of a format for a job, of all that fits it; as `export`, where there is more to say.

    QuizgenError where none of the items fits.
    """
    check_options(find_format(name, ""), job.options)
    fitting, left = _sort_out(name, _checked(name, job))
    if job.items and not fitting.items:
        raise QuizgenError(f"{name} can hold none of these items: {left[0].reason}")
    result: bytes = _module(name).render(fitting)
    return result


def left_out(name: str, job: Job) -> list[LeftOut]:
    """What a format cannot hold of a job's items, in their order, and why."""
    return _sort_out(name, _checked(name, job))[1]


def tell_left_out(left: Iterable[LeftOut]) -> list[str]:
    """What is left out in words: a line for each reason, with the ids that it concerns."""
    by_reason: dict[tuple[bool, str], list[str]] = {}
    for one in left:
        by_reason.setdefault((one.whole, one.reason), []).append(one.item)
    return [f"{'left out' if whole else 'without a part'}, {len(ids)}: {reason}: {', '.join(ids)}"
            for (whole, reason), ids in by_reason.items()]


def describe(row: Format) -> list[str]:
    """A format in words: name, suffix and what for; kinds, limits, and what judged it."""
    kinds = "all" if set(row.kinds) == set(KINDS) else ", ".join(row.kinds)
    return [f"{row.name:12} {row.suffix:7} {row.summary}", f"    kinds: {kinds}",
            *([f"    limits: {row.limits}"] if row.limits else []),
            f"    validated: {row.judge or 'by its published structure; there is no outside judge'}"]


def remarks(
    name: str, deck: Deck, items: Sequence[Item] = (), quiz: Quiz | None = None
) -> list[str]:
    """What a format has to say of these items: what it holds, and what it leaves out and why."""
    module = _module(name)
    if not hasattr(module, "remarks"):
        return []
    fitting, _ = _sort_out(name, _checked(name, Job(deck, tuple(items), quiz)))
    told: list[str] = module.remarks(fitting)
    return told


def _sort_out(name: str, job: Job) -> tuple[Job, list[LeftOut]]:
    """The job with the items that fit, and what is left out."""
    row, module = find_format(name, ""), _module(name)
    if row.takes == "quiz":  # it was drawn for it
        return job, []
    if row.keeps:  # it chooses for itself, and `leaves` tells what
        return job, module.leaves(job)
    fits, card = (getattr(module, part, None) for part in ("fits", "card"))
    cards: set[object] = set()
    fitting: list[Item] = []
    left: list[LeftOut] = []
    for item in job.items:
        reason = _why_not(row, item, len(fitting)) or (fits(item) if fits else None)
        if not reason and card and card(item) in cards:
            reason = "another item makes the same card"
        if reason:
            left.append(LeftOut(item.id, reason))
            continue
        fitting.append(item)
        if card:
            cards.add(card(item))
        fact = job.deck.facts.get(item.fact)
        if fact and fact.picture and not row.pictures:
            left.append(LeftOut(item.id, f"{name} has no place for its picture", whole=False))
    return replace(job, items=tuple(fitting)), left


def _why_not(row: Format, item: Item, held: int) -> str | None:
    """The reason why a row of the table does not hold an item, beside those that it holds."""
    if item.kind not in row.kinds:
        return f"{row.name} has no {item.kind} items"
    return f"{row.name} takes {row.most} items" if row.most and held >= row.most else None


def _module(name: str) -> ModuleType:
    return import_module(f"quizgen.formats.{find_format(name, '').module}")


def _checked(name: str, job: Job) -> Job:
    row = find_format(name, "")
    if row.takes == "quiz" and job.quiz is None:
        raise UsageError(f"the format {name} takes a quiz: assemble one first")
    if row.takes == "items" and not job.items:
        raise UsageError(f"the format {name} takes items, and there are none")
    return job
