"""`quizgen release`: the next version of a deck."""

from __future__ import annotations

import datetime
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.options import deck_argument, deck_option, one_deck
from quizgen.cli.write_file import write_whole
from quizgen.problem import DeckError, UsageError

if TYPE_CHECKING:
    from quizgen.bank.history import History
    from quizgen.releases.snapshot import Version

class _Version(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """Three numbers."""

    name = "version"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The version; a usage error where it is none."""
        if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4}){2}", str(value)):
            self.fail(f"{value!r} is no version; write three numbers: 1.2.0", param, ctx)
        return str(value)


MAX_CHANGELOG = 20_000_000  # bytes
EXAMPLE = """\b
Examples:
  quizgen release decks/my-deck --dry-run    what would be released
  quizgen release decks/my-deck              with the least version that it needs
  quizgen release decks/my-deck --version 2.0.0
"""


@click.command("release", epilog=EXAMPLE)
@deck_argument
@deck_option
@click.option("--version", type=_Version(), metavar="X.Y.Z",
              help="At least what the changes need (the default).")
@click.option("--date", type=click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ")), metavar="DATE",
              help="When it is released, in UTC (default: now).")
@click.option("--same", metavar="ITEM", multiple=True, help="This item or fact says the same in "
              "other words: it does not count as another; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(
    deck_name: str | None, deck: str | None, version: str | None,
    date: datetime.datetime | None, same: tuple[str, ...], dry_run: bool,
) -> None:
    """Release DECK: raise its version, write history.json and CHANGELOG.md.

    The version says what learners lose or gain: major where an id went or an answer changed, minor
    where facts came or stand otherwise, patch for wording. Run again, it does nothing. A deck with
    open points is not released: `quizgen edit` walks through them.
    """
    from quizgen.bank.find import HEADER, find_deck
    from quizgen.bank.history import CHANGELOG, HISTORY, history_text
    from quizgen.releases.changelog import changelog_text, has_section, section_text, utc_time
    from quizgen.releases.release import plan_release, with_version

    folder = find_deck(one_deck(deck_name, deck), Path())
    now, history = _checked(folder)
    clock = datetime.datetime.now(datetime.UTC)
    moment = date.replace(tzinfo=datetime.UTC) if date else clock
    if moment > clock + datetime.timedelta(days=1):
        raise UsageError(f"{moment:%Y-%m-%d} lies in the future: no release before that day would "
                         "be newer")
    plan = plan_release(now, history, utc_time(moment), version, same)
    changelog, header = folder / CHANGELOG, folder / HEADER
    before = _own_text(changelog)
    outputs = {}
    # The history comes first: whatever is cut off after it is made up for by the next release.
    if plan.is_needed:
        outputs[HISTORY] = history_text(plan.history)
    if plan.is_needed or not has_section(before, plan.version):
        outputs[CHANGELOG] = changelog_text(before, now, plan)
    if now.deck.version != plan.version:
        text = header.read_text(encoding="utf-8")
        outputs[HEADER] = with_version(text, plan.version)
    if not outputs:
        click.echo(f"{now.deck.id} {plan.version}: nothing has changed since its release", err=True)
        return
    click.echo(section_text(now, plan))
    if not dry_run:
        for name, text in outputs.items():
            write_whole(str(folder / name), text.encode())
    done = "would write" if dry_run else "wrote"
    click.echo(f"{now.deck.id} {plan.version}: {done} {', '.join(outputs)} in {folder}", err=True)


def _own_text(path: Path) -> str:
    """The text of a deck's file that is written anew; nothing where there is none.

    UsageError for what is no file of the deck: another's text would come to stand in the deck.
    """
    if not path.exists() and not path.is_symlink():
        return ""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_CHANGELOG:
        raise UsageError(f"{path} is a link, no file or too large: put it right first")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no UTF-8: save it so first") from None


def _checked(folder: Path) -> tuple[Version, History | None]:
    """The deck and its history, without a problem; DeckError names all that there are."""
    from quizgen.bank.history import read_history
    from quizgen.bank.open_points import deck_open_points
    from quizgen.bank.read import read_deck
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.items.lint import lint_deck
    from quizgen.releases.release import check_history
    from quizgen.releases.snapshot import take_version

    with progress_bar() as progress:
        deck, problems = read_deck(folder, partial(progress, "Reading"))
    history, damage = read_history(folder)
    errors = [p for p in (*problems, *damage) if p.level == "error"]
    errors += [point.problem("error") for point in deck_open_points(folder)]
    if deck is None or errors:
        raise DeckError(tuple(errors))
    with progress_bar() as progress:
        now = take_version(deck, partial(progress, "Making questions"))
        asked = [item for item in now.items.values() if item.status == "current"]
        linted = lint_deck(deck, asked, partial(progress, "Checking questions"))
    errors = [p for p in linted if p.level == "error"]
    errors += check_history(now, history) if history else []
    if errors:
        raise DeckError(tuple(errors))
    return now, history
