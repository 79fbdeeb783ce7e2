"""From an article's bytes to what is to be written of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Source
from quizgen.bank.entity import Entity
from quizgen.bank.evidence import fingerprint
from quizgen.drafting.already_told import only_new, told_in
from quizgen.drafting.blocks import read_blocks
from quizgen.drafting.draft import Draft, make_draft
from quizgen.drafting.entries import Entries, make_entries
from quizgen.drafting.ids import slug
from quizgen.drafting.outline import Outline, make_outline, page_facts
from quizgen.drafting.write_yaml import SourceEntry
from quizgen.evidence.article import Article
from quizgen.problem import QuizgenError


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of an article where it does not say so itself, or says otherwise."""

    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """An article's source, its draft and the entries that are to be written."""

    source: SourceEntry
    draft: Draft
    entries: Entries


def build(data: bytes, name: str, given: Given, deck: Deck | None = None) -> Built:
    """The draft of an article, for a deck where one is given.

    QuizgenError where it cannot be read, is no article or has no date.
    """
    article, blocks = read_blocks(data, name)
    raw = data[:400_000].decode("utf-8", "replace")
    outline = make_outline(article, blocks, raw)
    day = _day(outline, article, given)
    entities: Mapping[str, Entity] = deck.entities if deck else {}
    draft = make_draft(article.text, outline, day.first_day, entities)
    told = told_in(deck)
    fresh_draft = only_new(draft, told)
    again = len(fresh_draft.developments) < len(draft.developments) or any(
        development.more_of for development in fresh_draft.developments)
    draft = fresh_draft
    taken = {*deck.facts, *(group.id for group in deck.sets)} if deck else set()
    publisher, url = page_facts(raw)
    publisher = given.publisher or publisher or outline.publisher
    source = _checked(SourceEntry(slug(publisher or "") or "source", publisher, outline.title, day,
                                  article.text, given.url or url))
    return Built(source, draft, make_entries(draft, taken, again))


def told_before(deck: Deck, built: Built) -> str | None:
    """The date of the deck's digest that has this very article as a source, if one has."""
    whole = fingerprint(built.source.text)
    return next((str(digest.date) for digest in deck.digests for source in digest.sources
                 if source.text and source.text.sha256 == whole), None)


def _day(outline: Outline, article: Article, given: Given) -> FactDate:
    if given.date:
        return FactDate(given.date.year, given.date.month, given.date.day)
    if outline.date is None or outline.date.day is None:
        raise QuizgenError(f"{article.name} does not say of which day it is: give its date, "
                           "--date 2023-09-15")
    return outline.date


def _checked(source: SourceEntry) -> SourceEntry:
    """The source without what a deck would refuse: a title with control signs, an odd address."""
    kept = source
    for field in ("title", "url", "publisher"):
        try:
            Source.model_validate({"id": "x", "publisher": "x", "date": "2000",
                                   field: getattr(source, field) or "x"})
        except ValueError:
            if field == "url" and not source.url:
                continue
            values = {name: getattr(kept, name) for name in
                      ("id", "publisher", "title", "date", "text", "url")}
            kept = SourceEntry(**{**values, field: None})
    return kept
