"""`quizgen show`: what is in a deck; one fact or one item whole."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from quizgen.bank.deck import Deck
from quizgen.bank.suggest import suggest
from quizgen.cli.options import Day, deck_argument, deck_option, json_option, json_text, one_deck
from quizgen.items.item import Item, item_to_dict
from quizgen.problem import UsageError

EXAMPLE = """\b
Examples:
  quizgen show                                 the default deck, development by development
  quizgen show ukraine-war sochi-meeting       a fact with its items
  quizgen show ukraine-war sochi-meeting.place an item whole
  quizgen show ukraine-war --json
"""


@click.command("show", epilog=EXAMPLE)
@deck_argument
@click.argument("name", metavar="[ID]", required=False)
@deck_option
@click.option("--as-of", type=Day(), help="As things stood on this day.")
@json_option
def command(
    deck_name: str | None, name: str | None, deck: str | None, as_of: datetime.date | None,
    as_json: bool,
) -> None:
    """Show what is in DECK, or the fact, set or item with that ID."""
    from quizgen.bank.read import load_deck
    from quizgen.cli.progress_bar import progress_bar
    from quizgen.items.make import every_item, make_items

    if deck and deck_name and name is None:
        deck_name, name = None, deck_name  # quizgen show --deck ukraine-war sochi-meeting
    with progress_bar() as progress:
        bank = load_deck(one_deck(deck_name, deck), progress=partial(progress, "Reading"))
        tell = partial(progress, "Making questions")
        items = every_item(bank, tell) if as_of is None else make_items(bank, as_of, tell)
    chosen = items if name is None else _named(bank, items, name)
    if as_json:
        whole = {"deck": bank.id, "version": bank.version, "title": bank.header.title,
                 "items": [item_to_dict(item) for item in chosen]}
        click.echo(json_text(whole))
    elif name is None:
        _show_deck(bank, items)
    elif len(chosen) == 1 and chosen[0].id == name:
        _show_item(chosen[0])
    else:
        _show_fact(bank, name, chosen)


def _named(deck: Deck, items: Sequence[Item], name: str) -> tuple[Item, ...]:
    chosen = tuple(i for i in items if name in (i.id, i.fact))
    if not chosen and name not in deck.facts:
        known = [*deck.facts, *(s.id for s in deck.sets), *(i.id for i in items)]
        raise UsageError(f"no fact or item “{name}” in {deck.id}{suggest(name, known)}")
    return chosen


def _show_deck(deck: Deck, items: Sequence[Item]) -> None:
    header = deck.header
    click.secho(f"{header.title} ({deck.id} {deck.version})", bold=True)
    click.echo(_wrap(header.description))
    asked = sum(item.status == "current" for item in items)
    click.echo(f"{len(deck.facts)} facts, {asked} items, {len(deck.entities)} entities; "
               f"{header.licence}")
    by_fact: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_fact[item.fact].append(item)
    for digest in deck.digests:
        sources = ", ".join(dict.fromkeys(s.publisher for s in digest.sources))
        click.echo()
        click.secho(f"{digest.date.words()}, {sources}", bold=True)
        for development in digest.developments:
            click.echo(f"  {development.title} [{development.id}]")
            for fact in development.facts:
                made = by_fact[fact.id]
                status = deck.facts[fact.id].status
                standing = made[0].standing if made and status == "current" else status
                click.echo(f"    {fact.id:30} {fact.kind:16} {standing:13} "
                           f"{len(made):2} items")
        for group in digest.sets:
            click.echo(f"  {group.id} ({group.kind} of {len(group.facts)} facts)")


def _show_fact(deck: Deck, name: str, items: Sequence[Item]) -> None:
    fact = deck.facts.get(name)
    place = deck.position(f"fact:{name}" if fact else f"set:{name}")
    click.secho(f"{name} ({fact.kind if fact else 'set'}) at {place.path}:{place.line}", bold=True)
    if not items:
        click.echo("  Nothing is asked of it on that day.")
    for item in items[:1]:
        click.echo(_wrap(item.explanation))
        if item.notice:
            click.secho(_wrap(item.notice), bold=True)
        _show_origin(item)
    for item in items:
        click.echo()
        click.secho(f"{item.id} ({item.kind})", bold=True)
        click.echo(_wrap(item.stem))
        click.echo(_wrap(f"= {item.key}"))
        for distractor in item.distractors:
            click.echo(_wrap(f"× {distractor.text}"))


def _show_item(item: Item) -> None:
    click.secho(f"{item.id} ({item.kind}, {item.family})", bold=True)
    if item.notice:
        click.secho(_wrap(item.notice), bold=True)
    click.echo(_wrap(item.stem))
    click.echo(_wrap(f"= {item.key}"))
    if item.accept:
        click.echo(_wrap(f"  also: {'; '.join(item.accept)}"))
    for distractor in item.distractors:
        click.echo(_wrap(f"× {distractor.text}"))
        if distractor.why:
            click.echo(_wrap(f"  {distractor.why}"))
    click.echo(_wrap(item.explanation))
    _show_origin(item)


def _show_origin(item: Item) -> None:
    click.echo(_wrap(f"{item.standing.capitalize()}, as of {item.as_of}: {item.attribution}"))
    for source in (item.source, *item.further):
        click.echo(_wrap(f"{source}{': ' + source.url if source.url else ''}"))


def _wrap(text: str) -> str:
    wrapped: Any = click.wrap_text(text, 78, initial_indent="  ", subsequent_indent="  ")
    return str(wrapped)
