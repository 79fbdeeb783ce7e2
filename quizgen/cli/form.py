"""`quizgen form`: what became of printed forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import deck_option, json_option, json_text
from quizgen.cli.read_file import read_bytes
from quizgen.cli.write_file import expect_file, expect_suffix, write_whole
from quizgen.problem import DeckError, UsageError

if TYPE_CHECKING:
    from quizgen.items.forms import Forms
    from quizgen.releases.form_changes import FormChange

EXAMPLE = """\b
Examples:
  quizgen form check quiz.form.json
  quizgen form check quiz.form.json --erratum erratum.pdf
  quizgen form check quiz.form.json --deck decks/my-deck --json
"""


@click.group("form", epilog=EXAMPLE)
def command() -> None:
    """What became of forms that were printed."""


@command.command("check", epilog=EXAMPLE)
@click.argument("form_file", metavar="FILE")
@deck_option
@click.option("--erratum", metavar="FILE", help="A PDF with a slip for each form that needs one.")
@json_option
def check(form_file: str, deck: str | None, erratum: str | None, as_json: bool) -> int:
    """Say which questions of a form file no longer hold in the bank as it is now.

    The exit code is 1 where an answer changed, was superseded, corrected or taken back.
    """
    from quizgen.bank.history import read_history
    from quizgen.bank.read import load_deck
    from quizgen.items.read_form_file import MAX_BYTES, read_forms
    from quizgen.releases.form_changes import SERIOUS, find_form_changes, tell_form_changes
    from quizgen.releases.snapshot import take_version

    expect_suffix("--erratum", erratum, ".pdf")
    expect_file("--erratum", erratum)
    forms = read_forms(read_bytes(form_file, MAX_BYTES), form_file)
    bank = load_deck(deck or forms.first.deck)
    if bank.id != forms.first.deck:
        raise UsageError(f"{form_file} is of the deck {forms.first.deck}, not of {bank.id}")
    history, problems = read_history(bank.folder)
    if problems:
        raise DeckError(problems)
    changes = find_form_changes(forms, take_version(bank), history)
    serious = [change for change in changes if change.change.what in SERIOUS]
    if as_json:
        click.echo(json_text([
            {"form": c.form, "question": c.number, "item": c.change.item.id, "change": c.change.what,
             "when": c.change.when, "before": c.change.before, "after": c.change.after,
             "note": c.change.note} for c in changes]))
    else:
        for line in tell_form_changes(changes):
            click.echo(line)
    if erratum and serious:
        _write_erratum(erratum, forms, changes)
    count = len({change.change.item.id for change in serious})
    told = ("every answer still holds" if not serious else "1 answer no longer holds" if count == 1
            else f"{count} answers no longer hold")
    slip = "; no erratum is needed" if erratum and not serious else ""
    click.echo(f"{form_file} ({forms.first.deck} {forms.first.version}) against {bank.id} "
               f"{bank.version}: {told}{slip}", err=True)
    return 1 if serious else 0


def _write_erratum(path: str, forms: Forms, changes: Sequence[FormChange]) -> None:
    """A PDF with a slip for each form that needs one, laid out as the forms were."""
    from quizgen.formats.paper.layout import Layout
    from quizgen.formats.paper.slips import print_erratum
    from quizgen.reports.erratum_data import erratum_data

    kept = {name: value for name, value in forms.layout.items()
            if name in ("paper", "large_print", "dyslexia")}
    data = erratum_data(forms, changes)
    write_whole(path, print_erratum(data, Layout.parse(kept)))
    slips = len(data["slips"])
    click.echo(f"{path}: {'a slip' if slips == 1 else f'{slips} slips'} to hand out", err=True)
