"""`quizgen cite`: evidence entries for the words of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.cli.options import json_option, json_text
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.bank.evidence import Evidence
    from quizgen.evidence.phrase import Place

EXAMPLE = """\b
Examples:
  quizgen cite article.txt "met in the city of Sochi"
  quizgen cite page.html "first words" "other words" --list
  quizgen cite article.md "the president said" --nth 2
  quizgen cite article.txt --text
  pbpaste | quizgen cite - "a phrase" --source cnn
"""
CONTEXT = 30   # characters on either side of the words that are shown
LISTED = 20   # places of a phrase that is not clear


@click.command("cite", epilog=EXAMPLE)
@click.argument("article")
@click.argument("phrases", metavar="PHRASE...", nargs=-1)
@click.option("--source", metavar="ID", help="Write this source into the entries.")
@click.option("--list", "as_list", is_flag=True, help="All as one `evidence: [...]`.")
@click.option("--nth", type=click.IntRange(1), help="Which place, where there are several.")
@click.option("--text", "whole", is_flag=True, help="The `text:` entry of the source, too.")
@json_option
def command(
    article: str, phrases: tuple[str, ...], source: str | None, as_list: bool, nth: int | None,
    whole: bool, as_json: bool,
) -> None:
    """Print an evidence entry for each PHRASE of ARTICLE: where its words stand, not the words.

    ARTICLE is text, Markdown or a saved page (.txt, .md, .html), or `-` for standard input. Quotes,
    dashes and capitals may be typed otherwise than in the article, whose own words are cited.
    """
    from quizgen.bank.evidence import normalise
    from quizgen.cli.read_file import read_bytes
    from quizgen.evidence.article import MAX_BYTES, read_article

    _check_usage(phrases, source, nth, whole)
    name = "standard input" if article == "-" else article
    text = normalise(read_article(read_bytes(article, MAX_BYTES), name))
    places = [_the_place(text, phrase, name, nth) for phrase in phrases]
    cited = [(place, _evidence(text, place, source)) for place in places]
    if as_json:
        click.echo(json_text(_as_dict(text, name, cited)))
        return
    if whole:
        click.echo(_text_entry(text))
    _print(cited, as_list)
    for place, _ in cited:
        note = "" if place.exact else " (as the article writes it)"
        click.echo(f"{_in_context(text, place)}{note}", err=True)


def _check_usage(
    phrases: tuple[str, ...], source: str | None, nth: int | None, whole: bool
) -> None:
    import re

    from quizgen.bank.text import ID_PATTERN

    if not phrases and not whole:
        raise UsageError("which words? quizgen cite ARTICLE \"a phrase of it\", or --text for the "
                         "article's own entry")
    if nth and len(phrases) != 1:
        raise UsageError("--nth goes with one phrase")
    if source is not None and not re.fullmatch(ID_PATTERN, source):
        raise UsageError(f"“{source}” can be no source's id: write it as in the digest, such as cnn")
    if any("\udc80" <= c <= "\udcff" for phrase in phrases for c in phrase):
        raise UsageError("a phrase is no UTF-8; does the terminal use another encoding?")


def _the_place(text: str, phrase: str, article: str, nth: int | None) -> Place:
    """The place to cite; QuizgenError with what there is instead, where it is not clear."""
    from quizgen.evidence.phrase import MOST_PLACES, find_phrase, nearest_words

    if not phrase.strip():
        raise UsageError("the phrase is empty")
    places = find_phrase(text, phrase)
    if not places:
        near = nearest_words(text, phrase)
        hint = f"\nThe nearest words there:\n{_in_context(text, near)}" if near else ""
        raise QuizgenError(f"“{phrase}” does not stand in {article}{hint}")
    if nth and nth > len(places):
        count = "once" if len(places) == 1 else f"{len(places)} times"
        raise UsageError(f"--nth {nth}: “{phrase}” stands {count} in {article}")
    if len(places) > 1 and not nth:
        shown = [f"{number:3} {_in_context(text, place)}"
                 for number, place in enumerate(places[:LISTED], 1)]
        count = f"{len(places)}{' or more' if len(places) == MOST_PLACES else ''}"
        rest = ["    …"] if len(places) > LISTED else []
        raise QuizgenError("\n".join([f"“{phrase}” stands {count} times in {article}; take more "
                                      "words, or --nth and its number:", *shown, *rest]))
    return places[nth - 1 if nth else 0]


def _evidence(text: str, place: Place, source: str | None) -> Evidence:
    from quizgen.bank.evidence import evidence_at

    return evidence_at(text, place.start, place.end).model_copy(update={"source": source})


def _print(cited: list[tuple[Place, Evidence]], as_list: bool) -> None:
    from quizgen.bank.evidence import flow_entry

    entries = [flow_entry(evidence) for _, evidence in cited]
    if as_list and entries:
        click.echo(f"evidence: [{', '.join(entries)}]")
    elif entries:
        click.echo("\n".join(entries))


def _text_entry(text: str) -> str:
    from quizgen.bank.evidence import evidence_at, flow_entry

    whole = flow_entry(evidence_at(text, 0, len(text)))
    return f"text: {whole.replace('start: 0, end: ', 'length: ')}"


def _in_context(text: str, place: Place) -> str:
    """The words between brackets with some of what stands around them, on one line if short."""
    from quizgen.evidence.article import printable

    first = text.rfind(" ", 0, max(0, place.start - CONTEXT)) + 1
    last = text.find(" ", min(len(text), place.end + CONTEXT))
    before, after = text[first : place.start], text[place.end : last if last >= 0 else len(text)]
    words = text[place.start : place.end]
    if len(words) > 4 * CONTEXT:
        words = f"{words[: 2 * CONTEXT]}…{words[-CONTEXT:]}"
    cut, more = "…" if first else "", "…" if last >= 0 else ""
    shown = f"{place.start}–{place.end}: {cut}{before}⟦{words}⟧{after}{more}"
    wrapped = click.wrap_text(printable(shown), 76, initial_indent="  ", subsequent_indent="    ")
    return str(wrapped)


def _as_dict(text: str, name: str, cited: list[tuple[Place, Evidence]]) -> dict[str, object]:
    from quizgen.bank.evidence import fingerprint

    return {
        "article": name,
        "text": {"length": len(text), "sha256": fingerprint(text)},
        "evidence": [
            {**evidence.model_dump(exclude_none=True), "words": text[place.start : place.end],
             "exact": place.exact}
            for place, evidence in cited
        ],
    }
