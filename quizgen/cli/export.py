"""`quizgen export`: items or a quiz into a file of another program."""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizgen.cli.find_library import find_library
from quizgen.cli.options import count_of, deck_option, selection_options
from quizgen.cli.paper_options import PaperWish, paper_options
from quizgen.cli.print_forms import keep_forms, print_again, print_quiz
from quizgen.cli.remarks import remark
from quizgen.cli.write_file import write_output
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.bank.deck import Deck
    from quizgen.formats import Job, LeftOut
    from quizgen.formats.table import Format
    from quizgen.items.item import Item

EXAMPLE = """\b
Examples:
  quizgen export ukraine.apkg
  quizgen export quiz.pdf --count 10 --seed 7
  quizgen export quiz.pdf --count 20 --forms 3 --answer-sheet
  quizgen export quiz.docx --forms class.csv --key-file key.docx
  quizgen export again.pdf --form quiz.form.json
  quizgen export typed.apkg --choices none --type-in
  quizgen export quiz.html --count 20
  quizgen export war.gift --topic wagner
  quizgen export war.zip --format canvas --count 20
  quizgen export - --format csv > items.csv
"""


class Choice(NamedTuple):
    """Which items were asked for."""

    deck: str | None
    as_of: datetime.date | None
    questions: int | None
    seed: int | None
    wish: Mapping[str, Any]  # what `select_items` goes by

    @property
    def made(self) -> bool:
        """Whether anything was chosen at all."""
        drawn = (self.deck, self.as_of, self.questions, self.seed)
        return any(one is not None for one in drawn) or any(self.wish.values())


@click.command("export", epilog=EXAMPLE)
@click.argument("out", required=False)
@deck_option
@click.option("--format", "format_name", metavar="NAME", help="Where the suffix does not tell it.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option("--choices", type=click.Choice(("hidden", "shown", "none")),
              help="In Anki: behind a fold, open, or not at all (default: hidden).")
@click.option("--type-in", is_flag=True, help="In Anki: answers are typed, where they are short.")
@click.option("--fresh", is_flag=True,
              help="In Anki: for new learners, without what is no longer asked.")
@click.option("--strict", is_flag=True,
              help="Write nothing, and exit with 1, where the format cannot hold every item.")
@click.option("--mode", type=click.Choice(("choose", "practice", "exam", "sealed")),
              help="Of a page: answers after each question, at the end, or not in the file at all "
                   "(default: the reader chooses).")
@selection_options
@paper_options
def command(
    out: str | None, deck: str | None, format_name: str | None, listing: bool, strict: bool,
    wish: PaperWish, as_of: datetime.date | None, count: int | None, seed: int | None,
    topic: str | None, kinds: tuple[str, ...], since: datetime.date | None,
    until: datetime.date | None, **own: str | bool | None,
) -> None:
    """Write a deck to OUT, in the format of its suffix; `-` is standard output.

    Formats of items take all that are chosen; a printed quiz draws --count of them (default 10).
    """
    if listing:
        return _list()
    choice = Choice(deck, as_of, count, seed,
                    {"topic": topic, "kinds": kinds, "since": since, "until": until})
    options = {name: "yes" if value is True else str(value) for name, value in own.items() if value}
    row, out = _format(format_name, out, options, choice, wish)
    if wish.form is not None:
        return print_again(row, out, wish)
    if "paper" in row.options:
        return _print(row, out, choice, wish)
    return _write(row, out, choice, options, strict)


def _list() -> None:
    """Every format in words."""
    from quizgen.formats.table import FORMATS, describe

    for row in FORMATS.values():
        click.echo("\n".join(describe(row)))


def _format(
    name: str | None, out: str | None, options: Mapping[str, str], choice: Choice, wish: PaperWish
) -> tuple[Format, str]:
    """The format, and the file; UsageError where the options do not go with it or together."""
    from quizgen.formats.table import check_name, check_options, find_format

    if out is None:
        raise UsageError("where to? quizgen export quiz.pdf, or quizgen export --list")
    row = find_format(name, out)
    check_name(row, out)
    check_options(row, {**options, **wish.layout})
    if "paper" not in row.options and wish.asked:
        raise UsageError(f"{wish.asked[0]} goes with a printed quiz, not with {row.name}")
    if wish.form is not None and choice.made:
        raise UsageError("--form prints the quiz of that file: nothing else can be chosen")
    if row.takes != "quiz" and choice.seed is not None and choice.questions is None:
        raise UsageError(f"--seed draws questions: give a --count with it, for {row.name}")
    return row, out


def _print(row: Format, out: str, choice: Choice, wish: PaperWish) -> None:
    """A quiz on paper, with its form file."""
    from quizgen.items.assemble import assemble_from

    folder, library = find_library(choice.deck, choice.as_of)
    if choice.as_of and next(library.entries(), None) is None:
        raise QuizgenError(f"no item fits this choice; {_beginning(choice)}")
    quiz = assemble_from(library, count=choice.questions, seed=choice.seed or 0, **choice.wish)
    print_quiz(row, out, quiz, wish, library, folder)


def _write(
    row: Format, out: str, choice: Choice, options: dict[str, str], strict: bool
) -> None:
    """A file of any other format, what it cannot hold told by id."""
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.collector import only_new_collected
    from quizgen.bank.read import load_deck
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.formats import render_parts, sort_out, tell_left_out

    with progress_bar() as progress:
        bank = load_deck(choice.deck, progress=partial(progress, "Reading"))
    bank = deck_as_of(bank, choice.as_of) if choice.as_of else bank
    keeps = row.keeps and choice.as_of is None and choice.questions is None and "fresh" not in options
    items = _selected(_made(bank, choice.as_of, keeps), choice)
    wanted = _job(bank, items, row.takes == "quiz", choice, options)
    with only_new_collected():
        job, left = sort_out(row.name, wanted)
        if strict and left:
            raise QuizgenError("\n".join((f"{out} was not written (--strict)",
                                          *map(remark, tell_left_out(left)))))
        with progress_bar() as progress:
            tell = partial(progress, f"Writing {out}")
            write_output(out, render_parts(row.name, job._replace(progress=tell)))
    kept = keep_forms(out, job.quiz, bank.header.language) if job.quiz and out != "-" else []
    if out != "-":
        click.echo(f"{out}: {_told(job, {one.item for one in left if one.whole})}", err=True)
    for note in (*kept, *_notes(row.name, job, left)):
        click.echo(remark(note), err=True)


def _selected(items: Sequence[Item], choice: Choice) -> tuple[Item, ...]:
    """What the choice names of the items; QuizgenError where that is nothing."""
    from quizgen.items.select import select_items

    chosen = select_items(items, **choice.wish)
    if not chosen:
        early = f"; {_beginning(choice)}" if choice.as_of and not items else ""
        raise QuizgenError(f"no item fits this choice of topic, kind and dates{early}")
    return chosen


def _beginning(choice: Choice) -> str:
    from quizgen.bank.read import load_deck

    digests = load_deck(choice.deck).digests
    return f"the deck begins with {digests[0].date.words()}" if digests else "the deck is empty"


def _made(deck: Deck, as_of: datetime.date | None, keeps: bool) -> tuple[Item, ...]:
    """The deck's items; with those that are no longer asked for a format that keeps them."""
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.items.make import every_item, make_items

    with progress_bar() as progress:
        tell = partial(progress, "Making questions")
        return every_item(deck, tell) if keeps else make_items(deck, as_of, tell)


def _job(
    deck: Deck, items: tuple[Item, ...], asks_quiz: bool, choice: Choice, options: dict[str, str]
) -> Job:
    """The items, or a quiz drawn from them, for a format to write."""
    from quizgen.formats import Job
    from quizgen.items.assemble import assemble

    now = int(time.time())
    if not asks_quiz and choice.questions is None:
        return Job(deck, items, None, options, choice.as_of, now)
    drawn = assemble(deck, items, count=choice.questions, seed=choice.seed or 0)
    if asks_quiz:
        return Job(deck, (), drawn, options, choice.as_of, now)
    asked = tuple(posed.item for posed in drawn.questions)
    return Job(deck, asked, None, options, choice.as_of, now)


def _told(job: Job, gone: set[str]) -> str:
    """What is in the file, counted."""
    if job.quiz:
        return f"{count_of(len(job.quiz.questions), 'question')}, form {job.quiz.form}, " \
               f"seed {job.quiz.seed}"
    asked = [item for item in job.items if item.status == "current" and item.id not in gone]
    facts = len({name for item in asked for name in item.facts})
    told = f"{count_of(len(asked), 'item')} of {count_of(facts, 'fact')}"
    return told + (f", {len(gone)} left out" if gone else "")


def _notes(name: str, job: Job, left: Sequence[LeftOut]) -> list[str]:
    """What is left out and why, and what else the format has to say."""
    from quizgen.formats import remarks, tell_left_out

    return [*tell_left_out(left), *remarks(name, job)]
