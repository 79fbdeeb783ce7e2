"""What single sentences give: the facts, whose word they are, and what is left open at them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from quizgen.bank.evidence import fingerprint
from quizgen.drafting.already_told import Told, only_new
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
    left_out = ("id", "kind", "date", "ask", "evidence", "assertions", "spoken_by", "perishable",
                "cue")
    data = {key: value for key, value in fact.data.items() if key not in left_out}
    told = fact.data.get("assertions", ())
    voices = [voice.text.removeprefix("{by: ").split(",")[0] for voice in told]
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
    ("Cardona Rail named Hugo Sanz its interim chief executive on Monday.",
     [{"body": "cardona-rail", "person": "sanz", "office": "interim chief executive",
       "change": "appointed"}]),
    ("The Senate of Peru approved a tax of 20 cents a litre on drinks on Monday by 34 votes to 29.",
     [{"body": "senate-of-peru", "matter": "a tax", "outcome": "adopted",
       "ayes": {"value": 34, "unit": "votes"}, "noes": {"value": 29}}]),
    ("The dam's operator, Nordkraft, declined to comment on the dam.",
     [{"speaker": "nordkraft", "topic": "the dam", "polarity": "declines"}]),
    ("Peru’s deputy chief, Eva Holm, was named finance minister on Wednesday.",
     [{"person": "holm", "office": "finance minister", "change": "appointed"}]),
    # A long cause goes without its place, which has a slot.
    ("A missile strike on a bus station in Rome killed nine people and injured 34, Pavel Renko said.",
     [{"cause": "a missile strike", "place": "rome", "killed": {"value": 9}, "injured": {"value": 34},
       "by": ["renko"]}]),
    ("The European Union adopted a 14th package on Monday.",
     [{"body": "european-union", "matter": "a 14th package", "outcome": "adopted"}]),
    ("NATO denied reports that it had postponed a summit.",
     [{"speaker": "nato", "polarity": "denies", "content": "it had postponed a summit"}]),
    ("Ann Li beat world number one Eva Holm 6–4, 3–6, 7–5 to win the Osaka Open on Sunday.",
     [{"winner": "li", "loser": "holm", "event": "the Osaka Open", "score": "6–4, 3–6, 7–5"}]),
    ("India’s space agency is old. Ann Li called it “a leap for a billion dreams”.",
     [{"text": "{who=@li} used the words {words=“a leap for a billion dreams”} {date:on}"}]),
    ("A wildfire near the town of Pinos killed two firefighters on Saturday.",
     [{"cause": "a wildfire", "place": "pinos", "killed": {"value": 2}}]),
    ("Lee Brandt denied that any shipment had been infected and said Peru would complain.",
     [{"speaker": "brandt", "polarity": "denies", "content": "any shipment had been infected"},
      {"speaker": "brandt", "content": "Peru would complain"}]),
    ("Lee Brandt denied taking any banned substance and said he would appeal.",
     [{"text": "{who=@brandt} denied {what=taking any banned substance} {date:on}"},
      {"speaker": "brandt", "content": "he would appeal"}]),
    # What is quoted after “and said” is no denial.
    ('The Eastern Army denied losing the village and said its troops "hold every street".',
     [{"text": "{who=@eastern-army} denied {what=losing the village} {date:on}"},
      {"text": "{who=@eastern-army} used the words {words=“hold every street”} {date:on}"}]),
    # A body without a name: told as an event, and marked.
    ("The lower house voted 88 to 84 on Tuesday to cap rents.",
     [{"text": "{chamber=the lower house} voted {ayes} to {noes} {deed=to cap rents} {date:on}",
       "numbers": {"ayes": {"value": 88}, "noes": {"value": 84}}}]),
    ("MPs rejected a plan for student housing by 97 votes to 70 on Monday.",
     [{"text": "{chamber=MPs} {done=rejected} {matter=a plan for student housing} by {ayes} to {noes} "
               "{date:on}",
       "numbers": {"ayes": {"value": 97, "unit": "votes"}, "noes": {"value": 70}}}]),
    ("The lower house may have voted 88 to 84 to cap rents.", []),
    # Whoever is named to succeed somebody has their office, where the article tells it.
    ("Norvik Rail’s chief executive, Carl Ostrow, resigned on Monday. The company named Dana Li to "
     "succeed him.",
     [{"person": "ostrow", "office": "chief executive", "change": "resigned"},
      {"body": "norvik-rail", "person": "li", "office": "chief executive", "predecessor": "ostrow",
       "change": "appointed"}]),
    ("Marta Lenz left. The town council elected Eva Holm to replace her on Tuesday.",
     [{"text": "{person=@holm} was {done=elected} to succeed {predecessor=@lenz} {date:on}"}]),
    ("Team Norvik sacked its manager, Piet Loos, on Friday.",
     [{"body": "team-norvik", "office": "manager", "person": "loos", "change": "dismissed"}]),
    # What comes from a country is not the country, and an owner alone owns nothing.
    ("Exports from Dorvania fell by a third last year.", []),
    ("Blue Anchor’s shares rose 8% on Monday, while Halden’s fell 4%.",
     [{"text": "{what=Blue Anchor’s shares} rose by {change} {date:on}",
       "numbers": {"change": {"value": 8, "unit": "per cent"}}}]),
    # Which title is told elsewhere; a year is no count.
    ("Marco Tilli had won the title in 2023 and 2024.", []),
    # What a number is counted by belongs to it.
    ("Gold futures climbed to $7.12 a bushel on Wednesday.",
     [{"indicator": "gold futures", "value": {"value": 7.12, "unit": "dollars a bushel"}}]),
    ("NASA bought 95 boats a year earlier.", []),
    ("Elin Strand won the fourth stage of the Tour of Tessaly on Wednesday.",
     [{"winner": "strand", "event": "the fourth stage of the Tour of Tessaly"}]),
    # What is to come is no part of what was done.
    ("Hollin Airport closed two gates and will reopen on Friday.",
     [{"text": "{who=@hollin-airport} closed {number} {date:on}",
       "numbers": {"number": {"value": 2, "unit": "gates"}}}]),
    # A party among others decides nothing by its vote, nor does a country.
    ("The Centre Party voted against the plan on Monday.",
     [{"text": "{who=@centre-party} voted against the plan {date:on}"}]),
    ("The city council of Lindmark voted 34-27 on Tuesday to build a tram line.",
     [{"text": "{chamber=the city council of Lindmark} voted {ayes} to {noes} "
               "{deed=to build a tram line} {date:on}",
       "numbers": {"ayes": {"value": 34}, "noes": {"value": 27}}}]),
    ("A court sentenced former bank manager Ulf Berger to four years in prison on Monday.",
     [{"accuses": True, "text": "{whom=@berger} was sentenced to {term} in prison {date:on}",
       "numbers": {"term": {"value": 4, "unit": "years"}}}]),
    ("A court sentenced Ulf Berger to two years in prison, suspended, on Monday.", []),
    ("President Ana Tomic declared three days of mourning and visited Rome on Monday.",
     [{"visitor": "tomic", "place": "rome"}]),
    ("Dunmere Rail named Tom Ashby chief executive on Monday to replace Olga Brandt.",
     [{"body": "dunmere-rail", "person": "ashby", "office": "chief executive", "predecessor": "brandt",
       "change": "appointed"}]),
    # How many times as heavy is no value, and what “it” is, is told elsewhere.
    ("The star was about 20 times as heavy as the Sun.", []),
    ("The Senate of Peru passed the budget. Clara Wynn called it “prudent”.", []),
    ("The Dockers’ Union met Eva Holm on Monday. Union leader Ann Li visited Rome on Monday.",
     [{"host": "dockers-union", "guest": "holm"}, {"visitor": "li", "place": "rome"}]),
    # The capital of “Mission” is the sentence's.
    ("Mission director Eva Holm visited Rome on Monday.", [{"visitor": "holm", "place": "rome"}]),
    ("Halden Bank fell. Its finance chief, Alan Birk, will leave the firm in June 2025.",
     [{"text": "{who=@birk} was to leave the firm {when:on}", "dates": {"when": "2025-06"}}]),
    # Told on that Thursday, which is no other one.
    ("Ann Li will play Eva Holm on Thursday.", [{"text": "{who=@li} was to play {whom=@holm}"}]),
    ("Motora’s net loss widened to 410 million euros in 2023. Motora will cut 190 jobs by the end of "
     "the year.",
     [{"indicator": "Motora’s net loss", "value": {"value": 410, "unit": "million euros"}},
      {"text": "{who=@motora} was to cut {number}",
       "numbers": {"number": {"value": 190, "unit": "jobs"}}}]),
    ("A team led by Eva Holm of Corran University found the jaw of a giant otter on Monday.",
     [{"finder": "holm", "find": "the jaw of a giant otter"}]),
    ("NASA launched its probe Kestrel 2 from Port Arden on Tuesday.",
     [{"text": "{who=@nasa} launched its {thing=@kestrel-2} from {place=@port-arden} {date:on}"}]),
    ("Police detained 14 people.",
     [{"text": "{detained} were detained {date:on}",
       "numbers": {"detained": {"value": 14, "unit": "people"}}}]),
])
def test_what_a_sentence_gives(sentence: str, wanted: list[dict[str, Any]]) -> None:
    assert [shown(fact) for fact in facts(sentence)] == wanted


@pytest.mark.parametrize("sentence, key, says", [
    ("Helix Pharma will cut 400 jobs, two people familiar with the plan said.", "id",
     "whose word is this, since its speaker is no entity?"),
    ("The Rescue Agency said that 31 people had been killed.", "id", "in what, and where?"),
    ("The chamber voted 61–39 to back the bill.", "text",
     "which body is the chamber? with an entity for it, this is a vote"),
    ("Peru’s agriculture minister, Petar Ilic, said the ban would last until July.", "date",
     "on which day? the one that its sentence names may be another’s: the article's month stands here"),
    ("The Rescue Agency put the death toll at 12 on Monday.", "id", "in what, and where?"),
    ("The Senate of Peru approved a tax of 20 cents on drinks on Monday.", "matter",
     "its words go on in the article: which one is it?"),
    ("Ann Li said that the union will meet on Friday.", "content",
     "the clause is the article’s: put it into your own words, with its day as a date"),
])
def test_what_a_sentence_does_not_say_is_open(sentence: str, key: str, says: str) -> None:
    assert [fact.opens.get(key) for fact in facts(sentence)] == [says]


@pytest.mark.parametrize("name, kind", [
    ("Brightwater Labs", "Corporation"), ("Orion Semiconductors", "Corporation"),
    ("Cardona Rail", "Corporation"), ("Central Bank of Cardona", "GovernmentOrganization"),
    ("Kranz and Sons", "Corporation"), ("Brenn Line", "Corporation"), ("Neighbouring Ostmark", "")])
def test_what_the_words_of_a_name_tell(name: str, kind: str) -> None:
    members = read(f"{name} bought 12 boats on Friday.").draft.analysis.cast.members.values()
    assert {member.name: member.type for member in members if member.name == name} == (
        {name: kind} if kind else {})


def test_who_runs_a_thing_is_no_person_and_a_country_is_no_parliament() -> None:
    members = read("The dam’s operator, Sava Hydro, bought 12 boats on Friday. Corvane’s parliament "
                   "will meet on Monday.").draft.analysis.cast.members.values()
    assert {member.name: member.type for member in members} == {
        "Sava Hydro": "Corporation", "Corvane": "Country"}


def test_a_count_asks_for_those_that_are_counted() -> None:
    (fact,) = facts("Two officers were injured.")
    assert fact.data["ask"]["injured"]["stem"] == "how many officers were injured {date:on}?"


def test_those_who_act_for_a_country_may_begin_a_sentence() -> None:
    (fact,) = facts("Sarrovian forces said they had retaken the village of Old Kirn. Sarrovia hopes.")
    assert shown(fact) == {"agent": "sarrovian-forces", "place": "old-kirn", "change": "retook",
                           "by": ["sarrovian-forces"], "questions": {"agent": False, "speaker": False}}


def test_a_name_of_two_parts_may_begin_with_the_family() -> None:
    members = read("Foreign ministers met. Kim Soo-yeon met Ann Li-Ross.").draft.analysis.cast.members
    assert {i: member.surname for i, member in members.items()} == {"kim": "Kim", "li-ross": "Li-Ross"}


def test_a_dateline_names_the_town_once() -> None:
    text = ("Flood in Tarn\n\n14 May 2025\n\nESKBRIDGE, Tarn (Northwire) — President Ada Brown "
            "visited Tarn on Monday.\n\n• King Leo Marsh visited Eskbridge on Tuesday.\n\n"
            "• The army left ESKBRIDGE and the valley on Tuesday with all its boats.\n")
    built = build(text.encode(), "a.txt", Given())
    names = [member.name for member in built.draft.analysis.cast.members.values()]
    assert [name for name in names if name.casefold() == "eskbridge"] == ["Eskbridge"]
    begun = [start for start, _ in built.draft.developments[0].passage.section.parts]
    assert [built.source.text[start:start + 13] for start in begun] == ["President Ada"]


@pytest.mark.parametrize("head, publisher", [
    ("Halden Wire, 14 May 2025", "Halden Wire"), ("Port Selby, 14 May 2025", None),
    ("14 May 2025\n\nThe Harbour Post", "The Harbour Post"),
    ("The Coast Tribune | Sunday 9 February 2025", "The Coast Tribune")])
def test_what_is_no_news_is_no_development(head: str, publisher: str | None) -> None:
    entry = "President Ada Brown visited the town of {} on Monday after the rain had stopped there."
    top = "".join(f"<p>{line}</p>" for line in (*head.split("\n\n"), "Good morning. Here is the day."))
    text = (f"<h1>Live: rain</h1>{top}<p>16:40</p><h2>Shares fall</h2><p>{entry.format('Rome')}</p>"
            f"<p>14:05</p><h2>Rain stops</h2><p>{entry.format('Oslo')}</p><p>What we are reading.</p>")
    built = build(text.encode(), "a.html", Given())
    told = built.source.text
    assert built.source.publisher == publisher
    assert [told[a:b] for d in built.draft.developments for a, b in d.passage.section.parts] == [
        entry.format("Rome"), entry.format("Oslo")]


def test_a_sentence_of_which_an_editor_wrote_a_fact_is_told() -> None:
    """Though none is drafted of it: when the page is read again, its development does not come back."""
    built = read("The firm, which is based in Rome, said its costs would rise very much indeed.")
    (development,) = built.draft.developments
    assert development.unread and not development.facts
    sentence = built.source.text[slice(*development.unread[-1])]
    assert only_new(built.draft, Told({fingerprint(sentence): "costs"}, ())).developments == ()
    assert only_new(built.draft, Told({}, ())).developments == (development,)
