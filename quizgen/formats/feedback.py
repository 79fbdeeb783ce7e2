"""What an item tells once it is answered: the explanation, who says so, as of when, the source."""

from __future__ import annotations

from quizgen.bank.dates import FactDate
from quizgen.formats.xml_text import html_text, quoted
from quizgen.items.item import Item


def feedback_lines(item: Item) -> list[str]:
    """The explanation; who says so, how it stands and as of when; the sources."""
    who = item.attribution[:1].upper() + item.attribution[1:]
    as_of = FactDate.parse(item.as_of).words()
    return [item.explanation, f"{who}; {item.standing}, as of {as_of}.", f"Source: {item.cited}"]


def feedback_text(item: Item) -> str:
    """The same on one line, with the source's address."""
    return " ".join([*feedback_lines(item), *([item.source.url] if item.source.url else [])])


def feedback_html(item: Item) -> str:
    """The same as paragraphs, the source linked."""
    *told, source = map(html_text, feedback_lines(item))
    if item.source.url:
        source = f'<a href={quoted(item.source.url)}>{source}</a>'
    return "".join(f"<p>{line}</p>" for line in (*told, source))


def tags_of(item: Item) -> list[str]:
    """The item's tags, each once: topic, development, its own, how it stands and as of when."""
    return list(dict.fromkeys([*([item.topic] if item.topic else []), item.development, *item.tags,
                               f"standing {item.standing}", f"as of {item.as_of}"]))
