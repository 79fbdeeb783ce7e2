"""What single sentences give: the facts, whose word they are, and what is left open at them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from quizgen.drafting.build import Built, Given, build
from quizgen.drafting.entries import Entry
from tests.drafting.read_back import faults

LEAD = "Here is a day in the news with words that make it long enough to be read, as is all."
THURSDAY = datetime.date(2024, 3, 14)


def read(text: str) -> Built:
    built = build(f"{LEAD} {text}".encode(), "a.txt", Given(THURSDAY))
    assert faults(built) == []
    return built


def facts(text: str) -> list[Entry]:
    return [fact for d in read(text).entries.developments for fact in d.facts]


def shown(fact: Entry) -> dict[str, Any]:
    """The values that the cases name: an event's sentence, and else the slots."""
    left_out = ("id", "kind", "date", "ask", "evidence", "assertions", "spoken_by", "perishable", "cue")
    data = {key: value for key, value in fact.data.items() if key not in left_out}
    voices = [voice.text.removeprefix("{by: ").split(",")[0] for voice in fact.data.get("assertions", ())]
    return {**data, "by": voices} if voices else data


@pytest.mark.parametrize("sentence, wanted", [
    # A slot's words begin where words begin.
    ("Falk blamed fuel prices, which rose 11 per cent in January.", []),
    ("Delmar's shares fell 6 per cent on Friday.",
     [{"text": "{what=Delmar's shares} fell by {change} {date:on}",
       "numbers": {"change": {"value": 6, "unit": "per cent"}}}]),
    # Who counts the dead does not own their number.
    ("The Rescue Agency raised the number of dead to 38 on Thursday.",
     [{"indicator": "the number of dead", "value": {"value": 38}, "by": ["rescue-agency"]}]),
    ("The Bank of Peru cut its main rate to 4 per cent on Monday.",
     [{"subject": "bank-of-peru", "indicator": "the main rate",
       "value": {"value": 4, "unit": "per cent"}}]),
    # A sum that says which one is part of the noun.
    ("Orion Labs opened a $4.1 billion factory in Rome on Saturday.",
     [{"text": "{who=@orion-labs} opened a $4.1 billion factory in {place=@rome} {date:on}"}]),
    ("About 18,000 workers walked out, the Transport Ministry said.",
     [{"speaker": "transport-ministry", "content": "about 18,000 workers walked out"}]),
])
def test_what_a_sentence_gives(sentence: str, wanted: list[dict[str, Any]]) -> None:
    assert [shown(fact) for fact in facts(sentence)] == wanted


@pytest.mark.parametrize("sentence, says", [
    ("Helix Pharma will cut 400 jobs, two people familiar with the plan said.",
     "whose word is this, since its speaker is no entity?"),
    ("The Rescue Agency said that 31 people had been killed.", "in what, and where?"),
    ("The Rescue Agency put the death toll at 12 on Monday.", "in what, and where?"),
])
def test_what_a_sentence_does_not_say_is_open(sentence: str, says: str) -> None:
    assert [fact.opens.get("id") for fact in facts(sentence)] == [says]


@pytest.mark.parametrize("name, kind", [
    ("Brightwater Labs", "Corporation"), ("Orion Semiconductors", "Corporation"),
    ("Cardona Rail", "Corporation"), ("Central Bank of Cardona", "GovernmentOrganization"),
    ("Neighbouring Ostmark", "")])
def test_what_the_words_of_a_name_tell(name: str, kind: str) -> None:
    members = read(f"{name} bought 12 boats on Friday.").draft.analysis.cast.members.values()
    assert {member.name: member.type for member in members if member.name == name} == (
        {name: kind} if kind else {})


def test_a_dateline_names_the_town_once() -> None:
    text = ("Flood in Tarn\n\n14 May 2025\n\nESKBRIDGE, Tarn (Northwire) — President Ada Brown visited Tarn "
            "on Monday.\n\n• King Leo Marsh visited Eskbridge on Tuesday after the flood.\n\n"
            "• The army left ESKBRIDGE and the valley on Tuesday with all of its boats.\n")
    built = build(text.encode(), "a.txt", Given())
    names = [member.name for member in built.draft.analysis.cast.members.values()]
    assert [name for name in names if name.casefold() == "eskbridge"] == ["Eskbridge"]
    begun = [start for start, _ in built.draft.developments[0].passage.section.parts]
    assert [built.source.text[start:start + 13] for start in begun] == ["President Ada"]
