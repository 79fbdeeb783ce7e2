"""`quizgen import`: questions of another program as a new deck."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import count_of
from quizgen.cli.read_file import read_bytes
from quizgen.cli.write_file import write_whole
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.importing import File
    from quizgen.importing.plan import Known

EXAMPLE = """\b
Examples:
  quizgen import questions.gift my-deck
  quizgen import moodle.xml my-deck --publisher "The Valley Gazette" --date 2024-05-04
  quizgen import table.csv
  quizgen import notes.txt my-deck --format anki --title "Rivers"
  quizgen import unit1.gift unit2.gift my-deck
  quizgen check my-deck
\b
A table's first row names its columns: question, answer, and if you like wrong 1, wrong 2, …, or
option 1, option 2, … with the right one's number as answer; explanation, accept, tags, topic,
source, date, id. A file has at most 8 MB, and all together make a deck of at most 8 MB.
"""


@click.command("import", epilog=EXAMPLE)
@click.argument("paths", metavar="FILE… [DIR]", nargs=-1, required=True)
@click.option("--format", "format_name", metavar="NAME",
              help="gift, moodle-xml, aiken, csv or anki, where the file does not tell it.")
@click.option("--encoding", default="", metavar="NAME",
              help="What the file is written in, where it is not UTF-8: windows-1252, iso-8859-1 …")
@click.option("--id", "deck_id", metavar="ID", help="The deck's id (default: the folder's name).")
@click.option("--title", default="", help="The deck's title (default: the file's).")
@click.option("--language", default="en", show_default=True, help="The language of the questions.")
@click.option("--publisher", default="", help="Who says so, for what names no source.")
@click.option("--date", "date", default="", metavar="DATE",
              help="When it happened and was reported, for what has no date: 2024-05-04.")
@click.option("--author", default="", help="Who wrote the questions.")
@click.option("--licence", default="", help="Under which licence they may be used.")
def command(
    paths: tuple[str, ...], format_name: str | None, encoding: str, deck_id: str | None, **told: str
) -> int:
    """Make a deck in DIR of the questions in FILE: GIFT, Moodle XML, Aiken, CSV, Anki's text.

    Several files become one deck. What they do not tell, as a source or a date, is marked `# open:`
    and named by `check`; nothing is made up. What cannot be read is named by its line, and the exit
    code is then 1.
    """
    from quizgen.bank.json_schema import FILES, schema_text
    from quizgen.importing import import_files

    names, folder = _files_and_folder(paths)
    target = Path(folder or _own_name(names[0]))
    _check_free(target)
    files = [_read(name, format_name, encoding) for name in names]
    deck, made, problems = import_files(files, _known(target, names[0], deck_id, told))
    for problem in problems:
        click.echo(str(problem), err=True)
    if not deck.questions:
        read_as = " and ".join(dict.fromkeys(file.format for file in files))
        raise QuizgenError(f"{', '.join(names)}: no question could be imported as {read_as}; nothing "
                           "was written")
    schemas = {f"schema/{schema}.json": schema_text(schema) for schema in FILES}
    for path, text in {**made, **schemas}.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(target / path), text.encode())
        click.echo(str(target / path))
    lost = sum(problem.level == "error" for problem in problems)
    shown = shlex.quote(str(target))
    left = f", {lost} left out" if lost else ""
    click.echo(f"{count_of(deck.questions, 'question')} imported{left}\n"
               f"  what they lack: quizgen check {shown}; to fill it in: quizgen edit {shown}",
               err=True)
    return 1 if lost else 0


def _files_and_folder(paths: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The files, and the folder that is named last, if one is: it is no file that is there."""
    if len(paths) > 1 and paths[-1] != "-" and not Path(paths[-1]).is_file():
        return paths[:-1], paths[-1]
    return paths, ""


def _read(path: str, format_name: str | None, encoding: str) -> File:
    from quizgen.importing import MAX_BYTES, File, find_reader, read_text
    from quizgen.importing.other_files import refuse_other_files

    data = read_bytes(path, MAX_BYTES)
    if not format_name:
        refuse_other_files(data, path)
    text, _ = read_text(data, path, encoding)
    return File(find_reader(format_name, path, text), path, data, encoding)


def _own_name(file: str) -> str:
    from quizgen.importing.ids import slug

    return slug(Path(file).stem) or "imported"


def _check_free(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; nothing was written")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"{target} exists and is not empty; nothing was written")


def _known(target: Path, file: str, deck_id: str | None, told: dict[str, str]) -> Known:
    """What the options tell; UsageError where the bank could not hold it."""
    from pydantic import TypeAdapter, ValidationError

    from quizgen.bank.dates import FactDate
    from quizgen.bank.deck import DeckHeader
    from quizgen.importing.ids import slug
    from quizgen.importing.plan import Known

    known = Known(deck_id or slug(target.resolve().name, "imported"), Path(file).stem, **told)
    try:
        if known.date:
            FactDate.parse(known.date)
        header = {"id": known.id, "title": known.title or "x", "description": "x", "version": "0.1.0",
                  "language": known.language, "licence": known.licence or "x",
                  "authors": [known.author or "x", known.publisher or "x"]}
        TypeAdapter(DeckHeader).validate_python(header)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).replace("authors", "author or --publisher")
        raise UsageError(f"--{name}: {first['msg']}") from None
    except ValueError as error:
        raise UsageError(f"--date: {error}") from None
    return known
