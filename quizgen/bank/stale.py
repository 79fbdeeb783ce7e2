"""What in a bank has grown old: for editors, by file and line."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.standing import PUBLISHER, derive_standing
from quizgen.problem import Problem


def find_stale(deck: Deck, day: datetime.date, oldest: datetime.date | None) -> list[Problem]:
    """What is stale on a day, as warnings in order of file and line.

    Perishable facts past their date, or without one and not reported since `oldest`; claims that
    one source alone reports; with `oldest`, sources from before that day.
    """
    found = []
    for fact in deck.facts.values():
        if fact.status == "current":
            for message, rule in (*_perished(deck, fact, day, oldest), *_unconfirmed(deck, fact, day)):
                place = deck.position(f"fact:{fact.id}")
                found.append(Problem(place.path, place.line, f"{fact.id}: {message}", rule, "warning"))
    if oldest:
        found.extend(_old_sources(deck, day, oldest))
    return sorted(found)


def last_report(deck: Deck, fact: Fact) -> FactDate:
    """The date of the last source that spoke of the fact."""
    dates = [deck.source_of(fact).date, *(s.date for s in deck.later_sources(fact))]
    return max(dates, key=lambda date: date.last_day)


def _perished(
    deck: Deck, fact: Fact, day: datetime.date, oldest: datetime.date | None
) -> Iterator[tuple[str, str]]:
    last = last_report(deck, fact)
    if fact.valid_until and fact.valid_until.last_day < day:
        age = (day - fact.valid_until.last_day).days
        yield (f"held until {fact.valid_until.words()}, {_days(age)} ago; supersede it, or give it a "
               "new date", "past-its-date")
    elif fact.perishable and not fact.valid_until and oldest and last.last_day < oldest:
        yield (f"is perishable and was last reported {_days((day - last.last_day).days)} ago "
               f"({last.words()}); look whether it still holds", "perishable")


def _unconfirmed(deck: Deck, fact: Fact, day: datetime.date) -> Iterator[tuple[str, str]]:
    if fact.names_speaker() or derive_standing(fact.assertions) != "claimed":
        return
    claims = [a for a in fact.assertions if a.polarity == "asserts"]
    sources = {deck.find_source(fact, a.source).publisher for a in claims}
    if len(sources) == 1:
        names = dict.fromkeys(deck.entities[a.by].full for a in claims if a.by != PUBLISHER)
        since = deck.source_of(fact).date
        yield (f"is claimed by {' and '.join(names)} and reported by {sources.pop()} alone, for "
               f"{_days((day - since.first_day).days)}; look for a second source", "unconfirmed")


def _old_sources(deck: Deck, day: datetime.date, oldest: datetime.date) -> Iterator[Problem]:
    for digest in deck.digests:
        for source in digest.sources:
            if source.date.last_day < oldest:
                used = sum(deck.source_of(fact) == source for fact in digest.facts()
                           if deck.facts[fact.id].status == "current")
                place = deck.position(f"source:{digest.date}:{source.id}")
                yield Problem(
                    place.path, place.line, f"{source.id}: the source of {source.date.words()} is "
                    f"{_days((day - source.date.last_day).days)} old; {used} facts rest on it",
                    "old-source", "warning")


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
