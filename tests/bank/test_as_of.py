"""A deck as it stood on a day: what later digests bring does not reach back."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from quizgen.bank.as_of import deck_as_of, overtaken_on
from quizgen.bank.deck import Deck
from quizgen.bank.read import read_deck
from quizgen.bank.standing import derive_standing

HEADER = """\
{id: mini, title: Mini, description: A test., version: 1.0.0, licence: CC0-1.0, authors: [us]}
"""
ENTITIES = """\
reed: {name: Maud Reed, type: Person}
lind: {name: Eva Lind, type: Person}
sole: {name: Hugo Sole, type: Person}
weir: {name: Weir, type: City, country: england}
york: {name: York, type: City}
england: {name: England, type: Country}
oslo: {name: Oslo, type: City, foil: true}
"""
FIRST = """\
date: 2023-09-15
sources: [{id: cnn, publisher: CNN, date: 2023-09-15}]
developments:
- id: d
  title: D
  facts:
  - {id: won, kind: event, date: 2023-09-14, text: "{who=@reed} won", assertions: [{by: lind, date: 2023-09-14}]}
  - {id: stays, kind: event, date: 2023-09-15, text: "{who=@reed} is in {where=@york}"}
  - {id: wrong, kind: event, date: 2023-09-15, text: it rained}
"""  # noqa: E501
SECOND = """\
date: 2023-09-16
sources: [{id: cnn, publisher: CNN, date: 2023-09-16}, {id: bbc, publisher: the BBC, date: 2023-09-17}]
developments:
- id: e
  title: E
  facts:
  - {id: leaves, kind: event, date: 2023-09-16, text: "{who=@reed} is in {where=@weir} or {other=@oslo}"}
  - {id: late, kind: event, source: bbc, date: 2023-09-16, text: it snowed}
updates:
- fact: won
  assertions:
  - {by: sole, polarity: denies}
  - {by: sole, polarity: supports, content: Maud Reed ran well, source: bbc}
  explanation: The judges will decide.
- {fact: stays, superseded_by: leaves}
- {fact: wrong, source: bbc, status: retracted, why: CNN took the report back}
"""  # noqa: E501


def read(folder: Path, **texts: str) -> tuple[Deck | None, list[str]]:
    files = {"deck": HEADER, "entities": ENTITIES, "2023-09-15": FIRST, "2023-09-16": SECOND}
    for name, text in (files | {k.replace("_", "-"): v for k, v in texts.items()}).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    deck, problems = read_deck(folder)
    return deck, [str(p).replace(f"{folder}/", "") for p in problems]


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    found, problems = read(tmp_path)
    assert found is not None
    assert problems == []
    return found


def on(day: int) -> datetime.date:
    return datetime.date(2023, 9, day)


def test_an_update_adds_to_the_older_fact(deck: Deck) -> None:
    won = deck.facts["won"]
    assert derive_standing(won.assertions) == "disputed"
    assert won.explanation == "The judges will decide."
    assert [str(a.date) for a in won.assertions] == ["2023-09-14", "2023-09-16", "2023-09-17"]
    assert [s.publisher for s in deck.later_sources(won)] == ["CNN", "the BBC"]
    assert [s.date.day for s in deck.later_sources(won)] == [16, 17]


def test_the_digest_keeps_the_fact_as_it_was_told(deck: Deck) -> None:
    told = next(deck.digests[0].facts())
    assert derive_standing(told.assertions) == "claimed"


def test_an_update_ends_a_fact(deck: Deck) -> None:
    stays, wrong = deck.facts["stays"], deck.facts["wrong"]
    assert (stays.status, stays.superseded_by) == ("superseded", "leaves")
    assert (wrong.status, wrong.why) == ("retracted", "CNN took the report back")
    assert str(overtaken_on(deck, stays)) == "2023-09-16"
    assert str(overtaken_on(deck, wrong)) == "2023-09-17"
    assert overtaken_on(deck, deck.facts["won"]) is None


def test_on_the_first_day_nothing_of_the_second_is_known(deck: Deck) -> None:
    then = deck_as_of(deck, on(15))
    assert list(then.facts) == ["won", "stays", "wrong"]
    assert {fact.status for fact in then.facts.values()} == {"current"}
    assert derive_standing(then.facts["won"].assertions) == "claimed"
    assert then.facts["won"].explanation is None


def test_a_digest_is_known_source_by_source(deck: Deck) -> None:
    then = deck_as_of(deck, on(16))
    assert list(then.facts) == ["won", "stays", "wrong", "leaves"]
    assert derive_standing(then.facts["won"].assertions) == "disputed"
    assert len(then.facts["won"].assertions) == 2
    assert then.facts["wrong"].status == "current"
    assert deck_as_of(deck, on(17)).facts == deck.facts


def test_entities_are_known_from_the_digest_that_names_them(deck: Deck) -> None:
    """Weir is named on the second day; Oslo too, but it is marked as a foil; Sole denies then."""
    assert list(deck_as_of(deck, on(15)).entities) == ["reed", "lind", "york", "england", "oslo"]
    assert deck_as_of(deck, on(16)).entities == deck.entities


def test_before_the_first_digest_nothing_is_known(deck: Deck) -> None:
    assert deck_as_of(deck, on(14)).facts == {}


def test_a_fact_that_names_its_follower_itself_is_current_until_then(tmp_path: Path) -> None:
    first = FIRST.replace('is in {where=@york}"', 'is in {where=@york}", status: superseded, '
                          "superseded_by: leaves")
    found, problems = read(tmp_path, **{"2023_09_15": first, "2023_09_16":
                           SECOND.replace("- {fact: stays, superseded_by: leaves}\n", "")})
    assert problems == []
    assert found is not None
    assert found.facts["stays"].status == "superseded"
    assert deck_as_of(found, on(15)).facts["stays"].status == "current"


@pytest.mark.parametrize(("update", "problem"), [
    ("{fact: nothing, superseded_by: leaves}",
     "2023-09-16.yaml:10: an update of the unknown fact `nothing` [unknown-fact]"),
    ("{fact: leaves, explanation: More.}",
     "2023-09-16.yaml:10: leaves: is not told before 2023-09-16: change the fact itself [update]"),
    ("{fact: won}", "2023-09-16.yaml:10: an update needs something new: `assertions`, "
     "`superseded_by` … [value]"),
    ("{fact: won, status: retracted}",
     "2023-09-16.yaml:10: `status`: learners are told why it is retracted: give the reason in "
     "`why` [value]"),
    ("{fact: won, status: superseded}",
     "2023-09-16.yaml:10: won: superseded by what? name it in `superseded_by` [status]"),
    ("{fact: won, superseded_by: lost}",
     "2023-09-16.yaml:10: won: superseded by the unknown fact `lost` [unknown-fact]"),
    ("{fact: won, assertions: [{by: soul}]}",
     "2023-09-16.yaml:10: won: an assertion is by the unknown entity `soul` (did you mean `sole`?) "
     "[unknown-entity]"),
    ("{fact: won, source: bcc, explanation: More.}",
     "2023-09-16.yaml:10: won: `bcc` is no source of this digest (did you mean `bbc`?) "
     "[unknown-source]"),
    ("{fact: won, assertions: [{by: sole, polarity: supports}]}",
     "2023-09-16.yaml:10: `assertions.0`: what supports a matter with less than it says needs its "
     "`content` [value]"),
    ("{fact: won, assertions: [{by: sole, date: 2023-09-20}]}",
     "2023-09-16.yaml:10: won: `sole` said so on 2023-09-20, after the report of it (2023-09-16) "
     "[date-future]"),
    ("{fact: won, explanation: More., why: A mistake}",
     "2023-09-16.yaml:10: won: `why` goes with `status: retracted`, `corrected` or with "
     "`superseded_by` [status]"),
    ("{fact: leaves, superseded_by: won}",
     "2023-09-16.yaml:10: leaves: `won`, which is to supersede it, was reported before it [status]"),
    ("{fact: won, assertions: [{by: lind, polarity: denies}]}",
     "2023-09-15.yaml:7: warning: won: `lind` both asserts and denies it; what was taken back is "
     "`status: retracted` [two-voices]"),
    ("{fact: won, questions: {whom: false}}",
     "2023-09-16.yaml:10: won: `questions` names `whom`, which an event does not have "
     "[unknown-question]"),
])
def test_a_wrong_update_is_named_with_its_line(tmp_path: Path, update: str, problem: str) -> None:
    _, problems = read(tmp_path, **{"2023_09_16": SECOND.partition("updates:")[0]
                                    + f"updates:\n- {update}\n"})
    assert problem in problems


def test_a_fact_is_updated_once_in_a_digest(tmp_path: Path) -> None:
    _, problems = read(tmp_path, **{"2023_09_16": SECOND + "- {fact: won, explanation: More.}\n"})
    assert problems == ["2023-09-16.yaml:17: duplicate update id `won` (first at "
                        "2023-09-16.yaml:10) [duplicate-id]"]
