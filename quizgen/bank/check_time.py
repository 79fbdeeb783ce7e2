"""Checks of what time does to a deck: updates, who said what when, what was overtaken."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizgen.bank.concerned import Concerned, latest_source
from quizgen.bank.deck import Deck
from quizgen.bank.suggest import suggest
from quizgen.bank.told import fault, told_updates
from quizgen.problem import Problem


def check_updates(deck: Deck, broken: Collection[str]) -> Iterator[Problem]:
    """An update is of a fact that an earlier digest told, and asks what that fact can be asked."""
    for key, update, digest in told_updates(deck):
        fact = deck.facts.get(update.fact)
        if fact is None:
            if f"fact:{update.fact}" not in broken:
                yield fault(deck, f"{key}.fact", f"an update of the unknown fact `{update.fact}`"
                          f"{suggest(update.fact, deck.facts)}", "unknown-fact")
            continue
        if deck.homes[fact.id][0].date.first_day >= digest.date.first_day:
            yield fault(deck, f"{key}.fact", f"{fact.id}: is not told before {digest.date}: "
                        "change the fact itself", "update")
        ends = update.status or update.superseded_by
        if update.why and not ends:
            yield fault(deck, f"{key}.why", f"{fact.id}: `why` goes with `status: retracted`, "
                      "`corrected` or with `superseded_by`", "status")


def check_saying(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """What was said was said before it was reported, and nobody both asserts and denies it."""
    for key, told, digest in concerned.told:
        name = key.rpartition(":")[-1]
        for number, assertion in enumerate(told.assertions):
            source = digest.source(assertion.source or told.source)
            if assertion.date and assertion.date.first_day > source.date.last_day:
                yield fault(deck, f"{key}.assertions.{number}.date", f"{name}: `{assertion.by}` said "
                            f"so on {assertion.date}, after the report of it ({source.date})",
                            "date-future")
    for fact in concerned.spoken:  # of others there is one voice at most
        said = {stance: {a.by for a in fact.said() if a.polarity == stance}
                for stance in ("asserts", "denies")}
        for speaker in sorted(said["asserts"] & said["denies"]):
            yield fault(deck, f"fact:{fact.id}.assertions", f"{fact.id}: `{speaker}` both asserts and "
                      "denies it; what was taken back is `status: retracted`", "two-voices",
                      "warning")


def check_status(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A superseded fact names the fact that supersedes it, and only such a fact does."""
    ends = {told.fact: key for key, told, _ in told_updates(deck)
            if told.status or told.superseded_by}
    for fact in concerned.ended:
        follower = fact.superseded_by
        place = ends.get(fact.id, f"fact:{fact.id}")
        if fact.status == "superseded" and not follower:
            yield fault(deck, f"{place}.status", f"{fact.id}: superseded by what? name it in "
                        "`superseded_by`", "status")
        if follower and fact.status not in ("superseded", "corrected"):
            yield fault(deck, f"{place}.superseded_by", f"{fact.id}: `superseded_by` goes with "
                        "`status: superseded` or `corrected`", "status")
        if follower and follower in deck.facts and (deck.source_of(deck.facts[follower]).date.last_day
                                       < deck.source_of(fact).date.first_day):
            yield fault(deck, f"{place}.superseded_by", f"{fact.id}: `{follower}`, which is to "
                      "supersede it, was reported before it", "status")
        seen, later = {fact.id}, follower
        while later is not None and later in deck.facts and later not in seen:
            seen.add(later)
            later = deck.facts[later].superseded_by
        if later in seen:
            yield fault(deck, f"{place}.superseded_by", f"{fact.id}: supersedes itself in the end",
                      "cycle")
        if follower and follower not in deck.facts and f"fact:{follower}" not in broken:
            yield fault(deck, f"{place}.superseded_by", f"{fact.id}: superseded by the unknown fact "
                      f"`{follower}`{suggest(follower, deck.facts)}", "unknown-fact")


def check_dates(
    deck: Deck, broken: Collection[str], concerned: Concerned
) -> Iterator[Problem]:
    """A fact is not older than what reports it says: no date after its last source's."""
    for fact in concerned.mistimed:
        day = latest_source(deck.homes[fact.id][0])
        if fact.valid_until and fact.valid_until.last_day < fact.date.first_day:
            yield fault(deck, f"fact:{fact.id}.valid_until", f"{fact.id}: is valid until "
                      f"{fact.valid_until}, before it happened ({fact.date})", "date-order")
        if fact.date.first_day > day:
            yield fault(deck, f"fact:{fact.id}.date", f"{fact.id}: dated {fact.date}, after its "
                        f"sources ({day}); announce it as a statement or an event of the day",
                        "date-future")
