"""`quizgen draft`: from an article to a draft of its facts."""

from __future__ import annotations

import datetime
import shlex
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import Day, count_of
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.drafting.build import Built

EXAMPLE = """\b
Examples:
  quizgen draft article.html
  quizgen draft monday.txt --date 2023-09-15 --publisher CNN --merge ukraine
  quizgen draft newsletter.md --into decks/our-week
  quizgen draft - --date 2023-09-15 -o digest.yaml < article.txt
"""


@click.command("draft", epilog=EXAMPLE)
@click.argument("article")
@click.option("--date", type=Day(), help="The article's day, where it does not say it itself.")
@click.option("--publisher", help="Who published it, as named in a sentence: CNN, the BBC.")
@click.option("--url", help="Where it is published.")
@click.option("--into", metavar="DIR", help="The folder of the new deck (default: the article's name).")
@click.option("--merge", metavar="DECK", help="Add the draft to a deck, an id or a folder, instead.")
@click.option("-o", "--output", metavar="FILE", help="Write the digest alone; - is standard output.")
def command(
    article: str,
    date: datetime.date | None,
    publisher: str | None,
    url: str | None,
    into: str | None,
    merge: str | None,
    output: str | None,
) -> None:
    """Draft a digest from ARTICLE: text, Markdown or a saved page; - is standard input.

    Makes a new deck with developments, facts, entities and evidence. Only what stands in the article
    is filled in; what is unsure is marked `# open:` in the files. Works without a network.
    """
    from quizgen.cli.read_file import read_bytes
    from quizgen.drafting.build import Given, build, told_before
    from quizgen.evidence.article import MAX_BYTES

    if into and (merge or output):
        raise UsageError("--into is for a new deck: leave it out with --merge or -o")
    name = "standard input" if article == "-" else article
    deck = _deck(merge) if merge else None
    if output and output != "-" and Path(output).exists():
        raise UsageError(f"{output} exists, so nothing was written: name another file")
    if not deck and not output:
        _check_new(_folder(article, into))
    built = build(read_bytes(article, MAX_BYTES), name, Given(date, publisher, url), deck)
    if deck and (day := told_before(deck, built)):
        click.echo(
            f"{name} is in {deck.id} already, in the digest of {day}: nothing was written", err=True
        )
        return
    if deck and not built.entries.developments:
        click.echo(f"{deck.id} tells all of {name} already: nothing was written", err=True)
        return
    if output:
        _write_digest(built, output, article)
    elif deck:
        _merge(built, deck.folder)
    else:
        _new(built, _folder(article, into))


def _deck(name: str):  # type: ignore[no-untyped-def]  # a Deck, whose import waits
    from quizgen.bank.find import find_deck, shipped_decks
    from quizgen.bank.read import load_folder

    folder = find_deck(name, Path())
    if "site-packages" in folder.resolve().parts and folder.resolve().is_relative_to(
        shipped_decks().resolve()
    ):
        raise UsageError(
            f"{name} is a deck that came with quizgen: copy its folder and merge into that"
        )
    return load_folder(folder)


def _folder(article: str, into: str | None) -> Path:
    from quizgen.drafting.ids import slug

    return Path(into or ("draft" if article == "-" else slug(Path(article).stem) or "draft"))


def _check_new(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name the new deck's folder with --into")
    if target.exists() and any(target.iterdir()):
        raise UsageError(
            f"{target} exists and is not empty, so nothing was written: name another folder with "
            "--into, or add to a deck with --merge"
        )


def _new(built: Built, target: Path) -> None:
    from quizgen.cli.write_file import write_whole
    from quizgen.drafting.deck_files import new_deck

    files = new_deck(built, target.resolve().name)
    with tempfile.TemporaryDirectory() as held:
        for name, text in files.items():
            if name.endswith(".yaml"):
                (Path(held) / name).write_text(text, encoding="utf-8")
        _prove(Path(held))
    for name, text in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(path), text.encode())
        click.echo(str(path))
    yaml = {name: text for name, text in files.items() if name.endswith(".yaml")}
    _tell(built, yaml, str(target))


def _merge(built: Built, folder: Path) -> None:
    """Add to a deck's files, once a copy of them has been read without an error."""
    from quizgen.bank.read import read_deck
    from quizgen.cli.write_file import write_whole
    from quizgen.drafting.deck_files import merged_files

    deck, _ = read_deck(folder)
    if deck is None:
        raise QuizgenError(f"{folder} is no deck")
    files = merged_files(built, deck)
    with tempfile.TemporaryDirectory() as held:
        for path in folder.glob("*.yaml"):
            shutil.copy(path, held)
        for path, data in files.items():
            (Path(held) / path.name).write_bytes(data)
        _prove(Path(held))
    for path, data in files.items():
        write_whole(str(path), data)
        click.echo(str(path))
    every = {path.name: path.read_text(encoding="utf-8-sig") for path in folder.glob("*.yaml")}
    _tell(built, every, str(folder))


def _prove(folder: Path) -> None:
    """QuizgenError where the files would not be read as a deck; nothing has been written then."""
    from quizgen.bank.read import read_deck

    faults = [p for p in read_deck(folder)[1] if p.level == "error"]
    if faults:
        told = "\n".join(f"  {Path(p.path).name}:{p.line}: {p.message}" for p in faults[:5])
        raise QuizgenError(f"the draft would not be read, so nothing was written:\n{told}")


def _write_digest(built: Built, output: str, article: str) -> None:
    from quizgen.cli.write_file import write_output
    from quizgen.drafting.deck_files import digest_alone

    text = digest_alone(built)
    write_output(output, text.encode(), [article])
    _tell(built, {output: text}, None)


def _tell(built: Built, files: Mapping[str, str], folder: str | None) -> None:
    """What was drafted and how much is open in the files, by their names; and what to do now."""
    from quizgen.bank.open_points import find_open_points

    entries = built.entries
    opened = sum(len(find_open_points(text, name)) for name, text in files.items())
    facts = sum(len(development.facts) for development in entries.developments)
    click.echo(
        f"{count_of(len(entries.developments), 'development')}, {count_of(facts, 'fact')}, "
        f"{len(entries.entities)} new {'entity' if len(entries.entities) == 1 else 'entities'}; "
        f"{count_of(opened, 'open point')}",
        err=True,
    )
    if folder:
        click.echo(
            f"Now: quizgen edit {shlex.quote(folder)}, or look for “# open:” in the files, "
            f"then quizgen check {shlex.quote(folder)}",
            err=True,
        )
