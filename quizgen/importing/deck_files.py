"""The files of an imported deck; an open point is a comment `# open: …` above what it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.importing.make_deck import last_date
from quizgen.importing.plan import NewDeck, NewDevelopment, NewEntry, NewSource
from quizgen.importing.yaml_text import scalar, write_mapping

_HEADER = (("licence", "under which licence may the questions be used? CC-BY-4.0, CC0-1.0 …"),
           ("authors", "who wrote the questions: [name, name]"))
_SOURCE = (("publisher", "who says so: the publisher as named in a sentence"),
           ("date", "the day of the source"))
_DIGEST = (("date", "the day of the latest source"),)
_ENTITIES = """\
# yaml-language-server: $schema=schema/entities.json
# People, bodies, places and things that facts name, as:
# council: {name: town council of Millbrook, type: GovernmentOrganization, article: the}
"""
_TYPE = "Person, GovernmentOrganization, Country …: a type of schema.org"


def deck_files(deck: NewDeck) -> dict[str, str]:
    """The deck's files by name."""
    date = last_date(deck.sources)
    return {"deck.yaml": _lines(_header(deck)), "entities.yaml": _lines(_entities(deck)),
            f"{date or 'imported'}.yaml": _lines(_digest(deck, date))}


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _entities(deck: NewDeck) -> Iterator[str]:
    yield _ENTITIES.rstrip()
    if not deck.entities:
        yield "{}"
    for entity in deck.entities:
        fields = {"name": entity.name, "article": entity.article or "", "title": entity.title}
        yield f"{scalar(entity.id)}:"
        yield from write_mapping({key: value for key, value in fields.items() if value}, 2)
        yield from write_mapping({"type": None}, 2, [("type", _TYPE)])


def _header(deck: NewDeck) -> Iterator[str]:
    known = deck.known
    yield "# yaml-language-server: $schema=schema/deck.json"
    fields = {"id": known.id, "title": deck.title, "description": f"Questions imported: {deck.title}.",
              "language": known.language, "version": "0.1.0", "licence": known.licence or None,
              "authors": [known.author] if known.author else None}
    yield from write_mapping(fields, 0, [one for one in _HEADER if fields[one[0]] is None])


def _digest(deck: NewDeck, date: str | None) -> Iterator[str]:
    yield "# yaml-language-server: $schema=schema/digest.json"
    yield from write_mapping({"date": date}, 0, () if date else _DIGEST)
    yield "\nsources:"
    for source in deck.sources:
        yield from _source(source)
    yield "\ndevelopments:"
    for development in deck.developments:
        yield from _development(development)
    if deck.sets:
        yield "sets:"
    for group in deck.sets:
        yield from _set(group)


def _source(source: NewSource) -> Iterator[str]:
    cited = source.cited
    optional = {"title": cited.title, "url": cited.url, "note": cited.note}
    fields = {"publisher": cited.publisher or None, "date": cited.date or None,
              **{name: value for name, value in optional.items() if value}}
    yield f"  - id: {scalar(source.id)}"
    yield from write_mapping(fields, 4, [one for one in _SOURCE if fields[one[0]] is None])


def _development(development: NewDevelopment) -> Iterator[str]:
    topic = {"topic": development.topic} if development.topic else {}
    yield f"  - id: {scalar(development.id)}"
    yield from write_mapping({"title": development.title, **topic}, 4)
    yield "    facts:"
    for fact in development.facts:
        yield f"      - id: {scalar(fact.id)}"
        yield from write_mapping(fact.fields, 8, fact.open)
        yield ""


def _set(group: NewEntry) -> Iterator[str]:
    yield f"  - id: {scalar(group.id)}"
    yield from write_mapping(group.fields, 4, group.open)
