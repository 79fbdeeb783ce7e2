"""`quizgen export`: items or a quiz into a file of another program."""

from __future__ import annotations

import datetime
import time
from functools import partial
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import count_of, deck_option, selection_options
from quizgen.cli.paper_options import PaperWish, paper_options
from quizgen.cli.print_forms import keep_forms, print_again, print_quiz
from quizgen.cli.write_file import write_output
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.bank.deck import Deck
    from quizgen.formats import Format, Job, LeftOut
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

SELECTING = ("count", "topic", "kinds", "since", "until", "as_of", "seed")


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
    wish: PaperWish,
    as_of: datetime.date | None, count: int | None, seed: int | None, topic: str | None,
    kinds: tuple[str, ...], since: datetime.date | None, until: datetime.date | None,
    **own: str | bool | None,
) -> None:
    """Write a deck to OUT, in the format of its suffix; `-` is standard output.

    Formats of items take all that are chosen; a printed quiz draws --count of them (default 10).
    """
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.read import load_deck
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.formats import (
        FORMATS,
        check_options,
        describe,
        find_format,
        left_out,
        render,
        tell_left_out,
    )
    from quizgen.items.select import select_items

    if listing:
        for row in FORMATS.values():
            click.echo("\n".join(describe(row)))
        return None
    if out is None:
        raise UsageError("where to? quizgen export quiz.pdf, or quizgen export --list")
    row = find_format(format_name, out)
    options = {name: "yes" if value is True else str(value) for name, value in own.items() if value}
    check_options(row, {**options, **wish.layout})
    if "paper" not in row.options and wish.asked:
        raise UsageError(f"{wish.asked[0]} goes with a printed quiz, not with {row.name}")
    if wish.form is not None:
        drawn_by = click.get_current_context().params
        if deck or any(drawn_by[name] for name in SELECTING):
            raise UsageError("--form prints the quiz of that file: nothing else can be chosen")
        return print_again(row, out, wish)
    if row.takes != "quiz" and seed is not None and count is None:
        raise UsageError(f"--seed draws questions: give a --count with it, for {row.name}")
    with progress_bar() as progress:
        bank = load_deck(deck, progress=partial(progress, "Reading"))
    first = bank.digests[0].date.words() if bank.digests else ""
    bank = deck_as_of(bank, as_of) if as_of else bank
    keeps = row.keeps and as_of is None and count is None and not own["fresh"]
    items = select_items(_made(bank, as_of, keeps), topic=topic, kinds=kinds, since=since,
                         until=until)
    if not items:
        early = f"; the deck begins with {first}" if as_of and not bank.facts else ""
        raise QuizgenError(f"no item fits this choice of topic, kind and dates{early}")
    if "paper" in row.options:
        return _print(row, out, bank, items, count, seed, wish)
    job = _job(bank, items, row.takes == "quiz", count, seed, options, as_of)
    left = left_out(row.name, job)
    if strict and left:
        raise QuizgenError("\n  ".join((f"{out} was not written (--strict)", *tell_left_out(left))))
    write_output(out, render(row.name, job))
    kept = keep_forms(out, job.quiz, bank.header.language) if job.quiz and out != "-" else []
    if out != "-":
        click.echo(f"{out}: {_told(job, {one.item for one in left if one.whole})}", err=True)
    for remark in (*kept, *_notes(row.name, job, left)):
        click.echo(f"  {remark}", err=True)
    return None


def _print(
    row: Format, out: str, deck: Deck, items: tuple[Item, ...], count: int | None,
    seed: int | None, wish: PaperWish,
) -> None:
    """A quiz on paper, with its form file."""
    from quizgen.items.assemble import assemble

    quiz = assemble(deck, items, count=count, seed=seed or 0)
    titles = {home.id: home.title for _, home in deck.homes.values() if home}
    print_quiz(row, out, quiz, wish, deck.header.language, titles)


def _made(deck: Deck, as_of: datetime.date | None, keeps: bool) -> tuple[Item, ...]:
    """The deck's items; with those that are no longer asked for a format that keeps them."""
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.items.make import every_item, make_items

    with progress_bar() as progress:
        tell = partial(progress, "Making questions")
        return every_item(deck, tell) if keeps else make_items(deck, as_of, tell)


def _job(
    deck: Deck, items: tuple[Item, ...], asks_quiz: bool, count: int | None, seed: int | None,
    options: dict[str, str], as_of: datetime.date | None,
) -> Job:
    """The items, or a quiz drawn from them, for a format to write."""
    from quizgen.formats import Job
    from quizgen.items.assemble import assemble

    now = int(time.time())
    if asks_quiz:
        return Job(deck, (), assemble(deck, items, count=count, seed=seed or 0), options, as_of, now)
    if count is not None:
        drawn = assemble(deck, items, count=count, seed=seed or 0)
        items = tuple(posed.item for posed in drawn.questions)
    return Job(deck, items, None, options, as_of, now)


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

    return [*tell_left_out(left), *remarks(name, job.deck, job.items, job.quiz)]
