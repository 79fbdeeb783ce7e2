"""`quizgen verify`: a deck's evidence against the articles that it cites."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import deck_argument, deck_option, json_option, json_text, one_deck
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.bank.deck import Deck
    from quizgen.evidence.find_spans import Progress
    from quizgen.evidence.move_evidence import Changes
    from quizgen.evidence.verify import CheckedSpan, Verification

EXAMPLE = """\b
Examples:
  quizgen verify decks/my-town --source decks/my-town/article.md
  quizgen verify ukraine-war --source page.html --html evidence.html
  quizgen verify my-town --source gazette=monday.txt --source radio=tuesday.html
  quizgen verify my-town --source edited.txt --update
"""
PATIENCE = 1.0   # seconds without a word; then a search tells how far it is


@click.command("verify", epilog=EXAMPLE)
@deck_argument
@deck_option
@click.option("--source", "sources", metavar="[ID=]ARTICLE", multiple=True,
              help="An article, as text, Markdown or a saved page; may be repeated.")
@click.option("--html", "page", metavar="OUT", help="A page: the article beside the facts.")
@click.option("--update", is_flag=True, help="Write the new places of moved words into the deck.")
@json_option
def command(
    deck_name: str | None, deck: str | None, sources: tuple[str, ...], page: str | None,
    update: bool, as_json: bool,
) -> int:
    """Check the evidence of DECK against the articles that it cites, fact by fact.

    Finds the words again that an edited article has moved and names those that are gone; exits
    with 1 if any is. Which of the deck's sources an article is, is found out where it is not named.
    """
    from quizgen.bank.read import load_deck
    from quizgen.cli.write_file import write_output

    if page == "-" and as_json:
        raise UsageError("--json and --html - both write to standard output: take one")
    name = one_deck(deck_name, deck)
    bank = load_deck(name)
    checked = _check(bank, sources)
    if as_json:
        click.echo(json_text(_as_dict(bank, checked)))
    if page is not None:
        from quizgen.reports.evidence_page import evidence_page
        from quizgen.reports.told_facts import tell

        inputs = [_split(option)[1] for option in sources]
        write_output(page, evidence_page(bank, tell(bank, checked)), inputs)
    _tell(bank, checked, quiet=as_json or page is not None)
    if page not in (None, "-"):
        click.echo(f"{page}: the page to read", err=True)
    _write_moves(name, checked, update)
    return 1 if any(row.count("gone") for row in checked) else 0


def _check(deck: Deck, options: Sequence[str]) -> list[Verification]:
    """Each article that was named, verified against its source."""
    from quizgen.cli.read_file import read_bytes
    from quizgen.evidence.article import MAX_BYTES, load_article
    from quizgen.evidence.cited import cited_sources, find_source
    from quizgen.evidence.verify import choose_source, verify

    known = cited_sources(deck)
    if not any(row.spans or row.source.text for row in known):
        raise QuizgenError(f"{deck.id} has no evidence to verify: no fact says where in its source "
                           "it stands; `quizgen cite` writes the entries")
    if not options:
        raise UsageError("against which article? --source ARTICLE; the deck cites "
                         f"{', '.join(row.name for row in known if row.spans)}")
    pairs = [_split(option) for option in options]
    named = [find_source(known, source) if source else None for source, _ in pairs]
    if [path for _, path in pairs].count("-") > 1:
        raise UsageError("standard input can be read once")
    checked: list[Verification] = []
    for (_, path), wanted in zip(pairs, named, strict=True):
        name = "standard input" if path == "-" else path
        article = load_article(read_bytes(path, MAX_BYTES), name)
        source = wanted or choose_source(known, article)
        for row in checked:
            if row.cited is source:
                raise UsageError(f"{row.article.name} and {name} are both taken for {source.name}; "
                                 "name their sources: --source ID=ARTICLE")
        checked.append(verify(source, article, _progress()))
    return checked


def _split(option: str) -> tuple[str, str]:
    """The source and the path of `cnn=article.txt`; a file of that very name comes first."""
    source, sign, path = option.partition("=")
    if not sign or "." in source or Path(option).exists():
        return "", option
    if not path or not source:
        raise UsageError(f"--source {option}: write ID=ARTICLE, such as cnn=article.txt")
    return source, path


def _progress() -> Progress | None:
    """A line that tells how far the search is, on a terminal, where it takes long."""
    if not sys.stderr or not sys.stderr.isatty():
        return None
    begun = time.monotonic()

    def show(done: int, steps: int) -> None:
        if time.monotonic() - begun > PATIENCE:
            end = "\r\033[K" if done == steps else ""
            click.echo(f"\rlooking for lost words: {100 * done // steps:3} %{end}", err=True,
                       nl=False)

    return show


def _tell(deck: Deck, checked: Sequence[Verification], quiet: bool) -> None:
    from quizgen.reports.evidence_text import evidence_text, summary
    from quizgen.reports.told_facts import tell

    told = tell(deck, checked)
    if not quiet:
        click.echo(evidence_text(told), nl=False)
        click.echo("", err=True)
    for row in told:
        for line in summary(row):
            click.echo(line, err=True)


def _write_moves(name: str | None, checked: Sequence[Verification], update: bool) -> None:
    """Write the new places where that is wanted; else say that it can be done."""
    from quizgen.cli.write_file import write_whole
    from quizgen.evidence.move_evidence import changes_of, moved_file

    changes = changes_of(checked)
    if not update:
        if changes:
            click.echo("  --update writes the new places into the deck's files", err=True)
        return
    files = {path: moved_file(path, change) for path, change in changes.items()}
    for path, data in files.items():
        write_whole(path, data)
        click.echo(f"{path}: written, {_written(changes[path])}", err=True)
    if not files:
        click.echo("nothing to update", err=True)


def _written(changes: Changes) -> str:
    """What an update wrote into a file."""
    number = len(changes.starts)
    told = [f"{number} new place{'' if number == 1 else 's'}"] if number else []
    return " and ".join([*told, *(f"the text of {source}" for source in changes.texts)])


def _as_dict(deck: Deck, checked: Sequence[Verification]) -> dict[str, object]:
    return {
        "deck": deck.id, "version": deck.version,
        "sources": [
            {"source": row.cited.name, "article": row.article.name, "whole": row.whole,
             "length": len(row.article.text),
             "spans": [_span_dict(deck, span) for span in row.spans],
             "without_evidence": [fact.id for fact in row.cited.uncited]}
            for row in checked
        ],
    }


def _span_dict(deck: Deck, checked: CheckedSpan) -> dict[str, object]:
    span = checked.span
    place = deck.position(f"fact:{span.fact.id}")
    found = None if checked.outcome == "gone" else {"start": checked.start, "end": checked.end}
    return {
        "fact": span.fact.id, "by": span.assertion.by if span.assertion else None,
        "path": place.path, "line": place.line, "outcome": checked.outcome,
        "cited": {"start": span.evidence.start, "end": span.evidence.end,
                  "sha256": span.evidence.sha256},
        "found": found, "words": checked.words,
    }
