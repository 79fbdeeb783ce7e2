"""`quizgen schema`: the JSON Schema of a deck's files."""

from __future__ import annotations

import click

EXAMPLE = """\b
Examples:
  quizgen schema digest > decks/schema/digest.json
  # first line of a digest, for an editor's YAML server:
  # yaml-language-server: $schema=../schema/digest.json
"""


@click.command("schema", epilog=EXAMPLE)
@click.argument("file", type=click.Choice(("deck", "entities", "digest")), default="digest")
def command(file: str) -> None:
    """Print the JSON Schema (draft-07) of a deck's FILE: deck, entities or digest (the default)."""
    from quizgen.bank.json_schema import schema_text

    click.echo(schema_text(file), nl=False)
