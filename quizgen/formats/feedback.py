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


def cited_links(item: Item) -> list[tuple[str, str | None]]:
    """The line of the sources source by source, each with its address if it has one."""
    cited = [(str(source), source.url) for source in (item.source, *item.further)]
    return [(f"Source: {cited[0][0]}", cited[0][1]), *cited[1:]]


def addresses_of(item: Item) -> list[str]:
    """The addresses of the sources, each once."""
    return list(dict.fromkeys(url for _, url in cited_links(item) if url))


def feedback_text(item: Item) -> str:
    """The same on one line, with the sources' addresses."""
    return " ".join([*feedback_lines(item), *addresses_of(item)])


def feedback_html(item: Item) -> str:
    """The same as paragraphs, each source linked."""
    told = map(html_text, feedback_lines(item)[:-1])
    sources = (f"<a href={quoted(url)}>{html_text(text)}</a>" if url else html_text(text)
               for text, url in cited_links(item))
    return "".join(f"<p>{line}</p>" for line in (*told, "; ".join(sources)))


def tags_of(item: Item) -> list[str]:
    """The item's tags, each once: topic, development, its own, how it stands and as of when."""
    return list(dict.fromkeys([*([item.topic] if item.topic else []), item.development, *item.tags,
                               f"standing {item.standing}", f"as of {item.as_of}"]))
