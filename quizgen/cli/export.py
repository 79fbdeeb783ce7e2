"""`quizgen export`: items or a quiz into a file of another program."""

from __future__ import annotations

import datetime
import time

import click

from quizgen.cli.options import count_of, deck_option, selection_options
from quizgen.cli.write_file import write_output
from quizgen.problem import UsageError

EXAMPLE = """\b
Examples:
  quizgen export ukraine.apkg
  quizgen export quiz.pdf --count 10 --seed 7
  quizgen export quiz.pdf --count 20 --paper us-letter
  quizgen export typed.apkg --choices none --type-in
  quizgen export quiz.html --count 20
  quizgen export items.json --topic wagner
  quizgen export - --format csv > items.csv
"""


@click.command("export", epilog=EXAMPLE)
@click.argument("out", required=False)
@deck_option
@click.option("--format", "format_name", metavar="NAME", help="Where the suffix does not tell it.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option("--paper", type=click.Choice(("a4", "us-letter")), help="For a PDF (default: a4).")
@click.option("--choices", type=click.Choice(("hidden", "shown", "none")),
              help="In Anki: behind a fold, open, or not at all (default: hidden).")
@click.option("--type-in", is_flag=True, help="In Anki: answers are typed, where they are short.")
@click.option("--fresh", is_flag=True,
              help="In Anki: for new learners, without what is no longer asked.")
@click.option("--mode", type=click.Choice(("choose", "practice", "exam", "sealed")),
              help="Of a page: answers after each question, at the end, or not in the file at all "
                   "(default: the reader chooses).")
@selection_options
def command(
    out: str | None, deck: str | None, format_name: str | None, listing: bool, paper: str | None,
    choices: str | None, type_in: bool, fresh: bool, mode: str | None, count: int | None,
    topic: str | None, kinds: tuple[str, ...], since: datetime.date | None, until: datetime.date | None,
    as_of: datetime.date | None, seed: int | None,
) -> None:
    """Write a deck to OUT, in the format of its suffix; `-` is standard output.

    Formats of items take all that are chosen; a printed quiz draws --count of them (default 10).
    """
    from quizgen.bank.as_of import deck_as_of
    from quizgen.bank.read import load_deck
    from quizgen.formats import FORMATS, Job, check_options, find_format, remarks, render
    from quizgen.items.assemble import TooFewItems, assemble
    from quizgen.items.make import every_item, make_items
    from quizgen.items.select import select_items

    if listing:
        for row in FORMATS.values():
            click.echo(f"{row.name:6} {row.suffix:6} {row.summary}")
        return
    if out is None:
        raise UsageError("where to? quizgen export quiz.pdf, or quizgen export --list")
    row = find_format(format_name, out)
    given = {"paper": paper, "choices": choices, "type_in": "yes" if type_in else None,
             "fresh": "yes" if fresh else None, "mode": mode}
    options = {name: value for name, value in given.items() if value is not None}
    check_options(row, options)
    if row.takes != "quiz" and seed is not None and count is None:
        raise UsageError(f"--seed draws questions: give a --count with it, for {row.name}")
    bank = load_deck(deck)
    first = bank.digests[0].date.words() if bank.digests else ""
    bank = deck_as_of(bank, as_of) if as_of else bank
    keeps = row.keeps and as_of is None and count is None and not fresh
    made = every_item(bank) if keeps else make_items(bank, as_of)
    items = select_items(made, topic=topic, kinds=kinds, since=since, until=until)
    if not items:
        early = f"; the deck begins with {first}" if as_of and not bank.facts else ""
        raise TooFewItems(f"no item fits this choice of topic, kind and dates{early}")
    if row.takes == "quiz":
        quiz = assemble(bank, items, count=count, seed=seed or 0)
        data = render(row.name, Job(bank, (), quiz, options))
        notes = remarks(row.name, bank, quiz=quiz)
        told = f"{len(quiz.questions)} questions, form {quiz.form}, seed {quiz.seed}"
    else:
        if count is not None:
            drawn = assemble(bank, items, count=count, seed=seed or 0)
            items = tuple(posed.item for posed in drawn.questions)
        data = render(row.name, Job(bank, items, None, options, as_of, int(time.time())))
        notes = remarks(row.name, bank, items)
        asked = [item for item in items if item.status == "current"]
        facts = len({name for item in asked for name in item.facts})
        told = f"{count_of(len(asked), 'item')} of {count_of(facts, 'fact')}"
    write_output(out, data)
    if out != "-":
        click.echo(f"{out}: {told}", err=True)
    for remark in notes:
        click.echo(f"  {remark}", err=True)
