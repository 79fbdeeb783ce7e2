"""`quizgen diff`: what changed between two versions of a deck."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from quizgen.cli.options import deck_option, json_option, json_text

EXAMPLE = """\b
Examples:
  quizgen diff HEAD~3                        the deck then, and as it is now
  quizgen diff v1.0.0 v1.1.0 --deck decks/my-deck
  quizgen diff last-week/my-deck decks/my-deck
  quizgen diff HEAD:decks/old-name decks/new-name --json
"""


@click.command("diff", epilog=EXAMPLE)
@click.argument("old")
@click.argument("new", required=False)
@deck_option
@json_option
def command(old: str, new: str | None, deck: str | None, as_json: bool) -> None:
    """Say, fact by fact, what changed from OLD to NEW and what it means for learners.

    OLD and NEW are folders or git revisions; without NEW, it is the deck as it is now. A revision is
    of --deck (or of NEW, where that is a folder); REVISION:PATH names another path.
    """
    from quizgen.bank.find import find_deck
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.releases.compare import compare
    from quizgen.releases.revision import load_version
    from quizgen.releases.snapshot import take_versions
    from quizgen.reports.diff_text import diff_lines, diff_values

    here = Path()
    named = new if deck is None and new and (here / new).is_dir() else deck
    folder = find_deck(named, here)
    with progress_bar() as progress:
        names = (old, new or str(folder))
        decks = [load_version(name, folder, here, partial(progress, f"Reading {name}"))
                 for name in names]
        tell = [partial(progress, f"Making the questions of {name}") for name in names]
        before, after = take_versions(decks[0], decks[1], (tell[0], tell[1]))
    changes = compare(before.snapshot, after.snapshot)
    if before.deck.id != after.deck.id:
        click.echo(f"two decks: {before.deck.id} and {after.deck.id}", err=True)
    if as_json:
        click.echo(json_text(diff_values(before, after, changes)))
        return
    for line in diff_lines(before, after, changes):
        click.echo(line)
