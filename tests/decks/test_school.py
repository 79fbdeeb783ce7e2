"""A deck that takes every kind of fact and gives every kind of item; its sentences, word by word."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.kinds import KINDS
from quizgen.bank.read import read_deck
from quizgen.items.assemble import assemble
from quizgen.items.item import FAMILIES, Item
from quizgen.items.item import KINDS as ITEM_KINDS
from quizgen.items.lint import lint_items
from quizgen.items.make import make_items

FOLDER = Path(__file__).parent / "school"


@cache
def school() -> tuple[Deck, dict[str, Item]]:
    deck, problems = read_deck(FOLDER)
    assert problems == ()
    assert deck is not None
    return deck, {item.id: item for item in make_items(deck)}


def test_it_has_no_fault() -> None:
    deck, items = school()
    assert lint_items(deck, tuple(items.values())) == ()


def test_every_kind_of_fact_and_of_item_and_every_standing_occurs() -> None:
    deck, items = school()
    assert {fact.kind for fact in deck.facts.values()} == set(KINDS)
    assert {item.kind for item in items.values()} == set(ITEM_KINDS)
    assert {item.family for item in items.values()} == set(FAMILIES)
    assert {item.standing for item in items.values()} == {
        "reported", "claimed", "denied", "disputed", "corroborated", "no comment"}
    assert {i.standing for i in items.values() if i.family == "standing"} == {
        "claimed", "denied", "disputed", "corroborated"}


def test_a_quiz_of_twenty_can_be_drawn() -> None:
    deck, items = school()
    assert len(assemble(deck, tuple(items.values()), count=20, seed=1).questions) == 20


SENTENCES = {
    "meeting":
        "Mayor Maud Reed met Eva Lind at the Old Hall on 1 June 2024 and discussed the "
        "school’s roof.",
    "visit":
        "Mayor Maud Reed visited a new swimming pool in Ashford on 2 June 2024, in the "
        "company of Hugo Sole.",
    "journey":
        "Peter Moss travelled to Oakham on 29 May 2024 for talks on buses, in the company of "
        "Hugo Sole.",
    "aid":
        "The county council pledged a minibus worth about 30,000 pounds to Mill Lane School "
        "on 30 May 2024.",
    "agreement":
        "The town council and Abbey School agreed on a shared playground at the Corn Hall on "
        "28 May 2024, to run until July 2026.",
    "appointment":
        "Ilse Varga was appointed the chief clerk by the town council on 2 June 2024, "
        "succeeding Peter Moss.",
    "dismissal":
        "Owen Farr was dismissed as conductor of the band by the parish council on 26 May "
        "2024.",
    "resignation": "Ruth Dale resigned as head of the library on 25 May 2024.",
    "election":
        "Eva Lind won the school board election on 21 May 2024 with 61 per cent, ahead of "
        "Ken Ito.",
    "vote":
        "The town council adopted a ban on cars in Mill Lane on 2 June 2024 by 14 votes to 9.",
    "law":
        "On 3 June 2024 the district council issued an order on dogs in parks, which makes "
        "leads compulsory; it was to take effect on 1 July 2024.",
    "designation": "The county council recognised the Old Hall as a monument on 27 May 2024.",
    "launch":
        "Mill Lane School launched Lark in North Field on 3 June 2024 at 14:05 UTC, bound "
        "for Weir.",
    "landing": "Wren landed in South Field on 4 June 2024.",
    "discovery": "Bridge Road School discovered a Roman coin in West Field on 24 May 2024.",
    "contest":
        "Mill Rovers beat Ashford Wanderers 3–1 in the final of the town cup in Weir on 4 "
        "June 2024.",
    "race": "Weir Harriers won the spring relay on 20 May 2024.",
    "control":
        "The Blue Team retook the Mill Pond near the Lower Lock from the Green Team on 3 "
        "June 2024.",
    "strike":
        "The Red Team struck the rowing boat Heron at the Mill Pond with water balloons on 3 "
        "June 2024.",
    "attack": "The Green Team struck two goalposts in West Field with mud on 1 June 2024.",
    "raid": "The Gold Team struck targets at the Guild Hall with paper planes on 2 June 2024.",
    "damage":
        "The rowing boat Otter was sunk in a collision with a pedalo at the Mill Pond on 3 "
        "June 2024.",
    "casualties":
        "As of 4 June 2024, 2 people were killed and 12 injured in a collapse of a stage at "
        "the Moot Hall on 3 June 2024.",
    "characterisation":
        "On 2 June 2024 Ken Ito called the Corn Hall “a draughty barn” in a letter to "
        "parents.",
    "money": "Ruth Dale gave the pupils of Weir 250 pounds for a school garden on 1 June 2024.",
    "said":
        "Mayor Maud Reed said at a meeting of parents on 2 June 2024 that the roof would be "
        "mended by winter.",
    "denial":
        "Hugo Sole denied in a radio interview on 2 June 2024 that the town had run out of "
        "money.",
    "refusal":
        "The county council declined after a hearing on 3 June 2024 to comment on the price "
        "of the minibus.",
    "claimed":
        "According to Hugo Sole, the debt of the town council was 400 thousand pounds in May "
        "2024.",
    "disputed": "According to Eva Lind, the rowing boat Swift was stolen in Weir on 1 June 2024.",
    "denied": "The Red Team denied that the Green Team captured South Field on 1 June 2024.",
    "corroborated":
        "According to Ruth Dale and the Audit Office, the number of pupils of Abbey School "
        "was 320 in April 2024.",
    "new-fee":
        "As of 11 June 2024, the fee for the after-school club was 25 pounds a term on 10 "
        "June 2024.",
}


@pytest.mark.parametrize("fact", SENTENCES)
def test_the_sentence_of_a_fact(fact: str) -> None:
    _, items = school()
    assert {item.sentence for item in items.values() if item.fact == fact} == {SENTENCES[fact]}


def test_every_fact_that_is_asked_has_its_sentence_above() -> None:
    _, items = school()
    assert {item.fact for item in items.values() if len(item.facts) == 1} == set(SENTENCES)


STEMS = {
    "meeting.place": "Where did Maud Reed meet Eva Lind on 1 June 2024?",
    "meeting.guest": "Whom did Maud Reed meet at the Old Hall on 1 June 2024?",
    "meeting.host": "Who met Eva Lind at the Old Hall on 1 June 2024?",
    "meeting.subject":
        "According to the Elmbrook Echo, what did Maud Reed and Eva Lind discuss when they "
        "met at the Old Hall on 1 June 2024?",
    "meeting.date": "When did Maud Reed meet Eva Lind at the Old Hall?",
    "visit.place": "In which town did Maud Reed visit a new swimming pool on 2 June 2024?",
    "visit.visitor": "Who visited a new swimming pool in Ashford on 2 June 2024?",
    "visit.companion":
        "According to the Elmbrook Echo, who accompanied Maud Reed on a visit to a new "
        "swimming pool in Ashford on 2 June 2024?",
    "visit.site":
        "According to the Elmbrook Echo, what did Maud Reed visit in Ashford on 2 June 2024?",
    "visit.date": "When did Maud Reed visit a new swimming pool in Ashford?",
    "journey.place": "Which town did Peter Moss travel to on 29 May 2024 for talks on buses?",
    "journey.visitor": "Who travelled to Oakham on 29 May 2024 for talks on buses?",
    "journey.companion":
        "According to the Elmbrook Echo, who accompanied Peter Moss to Oakham on 29 May 2024?",
    "journey.purpose":
        "According to the Elmbrook Echo, for what did Peter Moss travel to Oakham on 29 May "
        "2024?",
    "journey.date": "When did Peter Moss travel to Oakham for talks on buses?",
    "aid.donor":
        "According to the Elmbrook Echo, which council pledged a minibus to Mill Lane School "
        "on 30 May 2024?",
    "aid.recipient":
        "According to the Elmbrook Echo, to which school did the county council pledge a "
        "minibus on 30 May 2024?",
    "aid.what":
        "According to the Elmbrook Echo, what did the county council pledge to Mill Lane "
        "School on 30 May 2024?",
    "aid.amount":
        "About how much was the aid worth that the county council pledged to Mill Lane School on "
        "30 May 2024?",
    "agreement.second":
        "According to the Elmbrook Echo, with which school did the town council agree on a "
        "shared playground on 28 May 2024?",
    "agreement.first":
        "According to the Elmbrook Echo, which council agreed with Abbey School on a shared "
        "playground on 28 May 2024?",
    "agreement.subject":
        "According to the Elmbrook Echo, what did the town council and Abbey School agree on "
        "at the Corn Hall on 28 May 2024?",
    "agreement.place":
        "Where did the town council and Abbey School agree on a shared playground on 28 May "
        "2024?",
    "agreement.until":
        "Until when does the agreement of the town council and Abbey School on a shared "
        "playground run?",
    "appointment.person":
        "Who was appointed the chief clerk by the town council on 2 June 2024?",
    "appointment.office":
        "According to the Elmbrook Echo, to which office was Ilse Varga appointed on 2 June "
        "2024?",
    "appointment.body":
        "According to the Elmbrook Echo, by which council was Ilse Varga appointed the chief "
        "clerk on 2 June 2024?",
    "appointment.predecessor":
        "Whom did Ilse Varga succeed as the chief clerk on 2 June 2024?",
    "appointment.date": "As of 4 June 2024, when was Ilse Varga appointed the chief clerk?",
    "dismissal.person":
        "Who was dismissed as conductor of the band by the parish council on 26 May 2024?",
    "dismissal.office":
        "According to the Elmbrook Echo, from which office was Owen Farr dismissed on 26 May 2024?",
    "dismissal.body":
        "According to the Elmbrook Echo, by which council was Owen Farr dismissed as "
        "conductor of the band on 26 May 2024?",
    "dismissal.date": "When was Owen Farr dismissed as conductor of the band?",
    "resignation.person": "Who resigned as head of the library on 25 May 2024?",
    "resignation.office":
        "According to the Elmbrook Echo, from which office did Ruth Dale resign on 25 May "
        "2024?",
    "resignation.date": "When did Ruth Dale resign as head of the library?",
    "election.winner": "Who won the school board election on 21 May 2024?",
    "election.share": "With what result did Eva Lind win the school board election on 21 May 2024?",
    "election.runner-up": "Who came second in the school board election on 21 May 2024?",
    "election.contest": "According to the Elmbrook Echo, what did Eva Lind win on 21 May 2024?",
    "vote.body":
        "According to the Elmbrook Echo, which council adopted a ban on cars in Mill Lane on "
        "2 June 2024?",
    "vote.matter":
        "According to the Elmbrook Echo, what did the town council adopt on 2 June 2024?",
    "vote.ayes":
        "How many votes were cast for a ban on cars in Mill Lane, which the town council "
        "adopted on 2 June 2024?",
    "vote.noes":
        "How many votes were cast against a ban on cars in Mill Lane, which the town council "
        "adopted on 2 June 2024?",
    "law.body":
        "According to the Elmbrook Echo, which council issued an order on dogs in parks on 3 "
        "June 2024?",
    "law.act":
        "According to the Elmbrook Echo, what was issued by the district council on 3 June "
        "2024?",
    "law.effect":
        "According to the Elmbrook Echo, the district council issued an order on dogs in parks "
        "on 3 June 2024: what does that do?",
    "law.in-force":
        "The district council issued an order on dogs in parks on 3 June 2024: when was it to "
        "take effect?",
    "designation.subject":
        "According to the Elmbrook Echo, which hall was recognised as a monument by the "
        "county council on 27 May 2024?",
    "designation.body":
        "According to the Elmbrook Echo, which council recognised the Old Hall as a monument "
        "on 27 May 2024?",
    "designation.label":
        "According to the Elmbrook Echo, as what was the Old Hall recognised by the county "
        "council on 27 May 2024?",
    "designation.date": "When was the Old Hall recognised as a monument by the county council?",
    "launch.object": "Which balloon did Mill Lane School launch in North Field on 3 June 2024?",
    "launch.agent": "Which school launched Lark in North Field on 3 June 2024?",
    "launch.place": "Where was Lark launched on 3 June 2024?",
    "launch.time": "At what time was Lark launched in North Field on 3 June 2024?",
    "launch.target": "Where was Lark bound for when launched on 3 June 2024?",
    "launch.date": "When was Lark launched in North Field?",
    "landing.object": "Which balloon landed in South Field on 4 June 2024?",
    "landing.place": "Where did Wren land on 4 June 2024?",
    "landing.date": "When did Wren land in South Field?",
    "discovery.finder": "Which school discovered a Roman coin in West Field on 24 May 2024?",
    "discovery.find":
        "According to the Elmbrook Echo, what did Bridge Road School discover in West Field "
        "on 24 May 2024?",
    "discovery.place": "Where did Bridge Road School discover a Roman coin on 24 May 2024?",
    "contest.winner": "Which team won the final of the town cup in Weir on 4 June 2024?",
    "contest.loser":
        "Which team lost to Mill Rovers in the final of the town cup in Weir on 4 June 2024?",
    "contest.score":
        "With what result did Mill Rovers win the final of the town cup in Weir on 4 June "
        "2024?",
    "contest.place": "Where did Mill Rovers win the final of the town cup on 4 June 2024?",
    "race.winner": "Which team won the spring relay on 20 May 2024?",
    "control.place":
        "According to the Elmbrook Echo, which pond near the Lower Lock was retaken by the "
        "Blue Team on 3 June 2024?",
    "control.agent": "Which team retook the Mill Pond near the Lower Lock on 3 June 2024?",
    "control.near":
        "According to the Elmbrook Echo, near which lock is the Mill Pond, retaken by the "
        "Blue Team on 3 June 2024?",
    "control.previous": "From whom did the Blue Team take the Mill Pond on 3 June 2024?",
    "control.date": "When was the Mill Pond near the Lower Lock retaken by the Blue Team?",
    "strike.attacker": "Which team struck the rowing boat Heron at the Mill Pond on 3 June 2024?",
    "strike.target":
        "According to the Elmbrook Echo, which rowing boat did the Red Team strike at the "
        "Mill Pond on 3 June 2024?",
    "strike.place":
        "According to the Elmbrook Echo, in which pond did the Red Team strike the rowing "
        "boat Heron on 3 June 2024?",
    "strike.weapon":
        "According to the Elmbrook Echo, with what did the Red Team strike the rowing boat "
        "Heron at the Mill Pond on 3 June 2024?",
    "attack.attacker": "Which team struck two goalposts in West Field on 1 June 2024?",
    "attack.aim":
        "According to the Elmbrook Echo, what did the Green Team strike in West Field with "
        "mud on 1 June 2024?",
    "attack.place":
        "According to the Elmbrook Echo, in which field did the Green Team strike two "
        "goalposts on 1 June 2024?",
    "attack.weapon":
        "According to the Elmbrook Echo, with what did the Green Team strike two goalposts "
        "in West Field on 1 June 2024?",
    "raid.attacker":
        "Which team struck targets at the Guild Hall with paper planes on 2 June 2024?",
    "raid.place":
        "According to the Elmbrook Echo, which hall did the Gold Team strike with paper "
        "planes on 2 June 2024?",
    "raid.weapon":
        "According to the Elmbrook Echo, with what did the Gold Team strike targets at the "
        "Guild Hall on 2 June 2024?",
    "damage.object":
        "According to the Elmbrook Echo, which rowing boat was sunk in a collision with a "
        "pedalo at the Mill Pond on 3 June 2024?",
    "damage.effect":
        "According to the Elmbrook Echo, what happened to the rowing boat Otter in a "
        "collision with a pedalo at the Mill Pond on 3 June 2024?",
    "damage.cause":
        "According to the Elmbrook Echo, in what incident was the rowing boat Otter sunk at the Mill "
        "Pond on 3 June 2024?",
    "damage.place":
        "Where was the rowing boat Otter sunk in a collision with a pedalo on 3 June 2024?",
    "casualties.killed":
        "As of 4 June 2024, how many people were killed in a collapse of a stage at the Moot "
        "Hall on 3 June 2024?",
    "casualties.injured":
        "As of 4 June 2024, how many people were injured in a collapse of a stage at the "
        "Moot Hall on 3 June 2024?",
    "casualties.place":
        "As of 4 June 2024, where were 2 people killed in a collapse of a stage on 3 June "
        "2024?",
    "casualties.cause":
        "As of 4 June 2024, according to the Elmbrook Echo, in what were 2 people killed at "
        "the Moot Hall on 3 June 2024?",
    "characterisation.speaker":
        "According to the Elmbrook Echo, who called the Corn Hall “a draughty barn” in a "
        "letter to parents on 2 June 2024?",
    "characterisation.subject":
        "According to the Elmbrook Echo, which hall did Ken Ito call “a draughty barn” in a "
        "letter to parents on 2 June 2024?",
    "characterisation.label":
        "According to the Elmbrook Echo, what did Ken Ito call the Corn Hall on 2 June 2024?",
    "money.who": "Who gave the pupils of Weir 250 pounds for a school garden on 1 June 2024?",
    "money.sum": "How much did Ruth Dale give the pupils of Weir for a school garden?",
    "money.day": "On which day did Ruth Dale give the pupils of Weir 250 pounds?",
    "money.what": "For what did Ruth Dale give the pupils of Weir 250 pounds?",
    "said.speaker":
        "According to the Elmbrook Echo, who said on 2 June 2024 that the roof would be "
        "mended by winter?",
    "said.content":
        "According to the Elmbrook Echo, what did Maud Reed say at a meeting of parents on 2 "
        "June 2024 about the roof of the school?",
    "said.occasion":
        "According to the Elmbrook Echo, on what occasion did Maud Reed say on 2 June 2024 "
        "that the roof would be mended by winter?",
    "said.date": "When did Maud Reed say that the roof would be mended by winter?",
    "said.standing":
        "How did the Elmbrook Echo’s report of 4 June 2024 present the statement that the "
        "roof would be mended by winter?",
    "denial.speaker":
        "According to the Elmbrook Echo, who denied on 2 June 2024 that the town had run out "
        "of money?",
    "denial.topic":
        "According to the Elmbrook Echo, on what matter did Hugo Sole issue a denial in a "
        "radio interview on 2 June 2024?",
    "denial.occasion":
        "According to the Elmbrook Echo, on what occasion did Hugo Sole deny on 2 June 2024 "
        "that the town had run out of money?",
    "denial.date": "When did Hugo Sole deny that the town had run out of money?",
    "denial.standing":
        "How did the Elmbrook Echo’s report of 4 June 2024 present the statement that the "
        "town had run out of money?",
    "refusal.speaker":
        "According to the Elmbrook Echo, which council declined on 3 June 2024 to comment on "
        "the price of the minibus?",
    "refusal.topic":
        "According to the Elmbrook Echo, on what did the county council decline to comment "
        "after a hearing on 3 June 2024?",
    "refusal.occasion":
        "According to the Elmbrook Echo, on what occasion did the county council decline to "
        "comment on the price of the minibus on 3 June 2024?",
    "refusal.date": "When did the county council decline to comment on the price of the minibus?",
    "claimed.value": "According to Hugo Sole, what was the debt of the town council in May 2024?",
    "claimed.speaker":
        "According to the Elmbrook Echo, who said that the debt of the town council was 400 "
        "thousand pounds in May 2024?",
    "corroborated.speaker":
        "According to the Elmbrook Echo, who was among those who said that the number of pupils of "
        "Abbey School was 320 in April 2024?",
    "claimed.standing":
        "How did the Elmbrook Echo’s report of 4 June 2024 present the statement that the "
        "debt of the town council was 400 thousand pounds in May 2024?",
    "disputed.object":
        "According to Eva Lind, which rowing boat was stolen in Weir on 1 June 2024?",
    "disputed.effect":
        "According to Eva Lind, what happened to the rowing boat Swift in Weir on 1 June "
        "2024?",
    "disputed.place":
        "According to Eva Lind, where was the rowing boat Swift stolen on 1 June 2024?",
    "disputed.speaker":
        "According to the Elmbrook Echo, who said that the rowing boat Swift was stolen in "
        "Weir on 1 June 2024?",
    "disputed.denier":
        "According to the Elmbrook Echo, which team denied that the rowing boat Swift was "
        "stolen in Weir on 1 June 2024?",
    "disputed.standing":
        "How did the Elmbrook Echo’s report of 4 June 2024 present the statement that the "
        "rowing boat Swift was stolen in Weir on 1 June 2024?",
    "denied.denier":
        "According to the Elmbrook Echo, which team denied that the Green Team captured "
        "South Field on 1 June 2024?",
    "denied.standing":
        "How did the Elmbrook Echo’s report of 4 June 2024 present the statement that the "
        "Green Team captured South Field on 1 June 2024?",
    "corroborated.value":
        "According to Ruth Dale and the Audit Office, how many pupils of Abbey School were "
        "there in April 2024?",
    "corroborated.standing":
        "How did the Elmbrook Echo’s report of 4 June 2024 present the statement that the "
        "number of pupils of Abbey School was 320 in April 2024?",
    "new-fee.value":
        "As of 11 June 2024, what was the fee for the after-school club on 10 June 2024?",
}


@pytest.mark.parametrize("name", STEMS)
def test_the_stem_of_an_item(name: str) -> None:
    assert school()[1][name].stem == STEMS[name]


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_of_a_kind_is_asked_and_has_its_stem_above(kind: str) -> None:
    deck, items = school()
    own = {fact.id for fact in deck.facts.values() if fact.kind == kind}
    asked = {item.id: item.question for item in items.values() if item.fact in own
             and item.kind not in ("cloze", "true-false") and not item.id.endswith("-typed")}
    assert {question.id for question in KINDS[kind].asks} <= set(asked.values())
    assert set(asked) == {name for name in STEMS if name.partition(".")[0] in own}
