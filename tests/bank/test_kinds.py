"""The sentences of the kinds of fact in the forms that the deck `school` does not have."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.bank.kinds import KINDS
from quizgen.bank.wording import as_sentence, join, parse_template, render

ENTITIES = """\
reed: {name: Maud Reed, type: Person, title: Mayor}
moss: {name: Peter Moss, type: Person}
council: {name: town council, type: GovernmentOrganization, subtype: council, article: the}
rovers: {name: Mill Rovers, type: SportsTeam, plural: true}
guards: {name: guards of Weir, type: Organization, article: the, plural: true}
elm: {name: Elm, type: City, subtype: town}
hall: {name: Old Hall, type: CivicStructure, article: the, preposition: at}
heron: {name: Heron, type: Vehicle, subtype: boat}
boats: {name: Mill Boats, type: Vehicle, plural: true}
"""
SENTENCES = [
    ("visit, visitor: reed, place: elm", "Mayor Maud Reed travelled to Elm on 5 September 2023."),
    ("meeting, host: reed, guest: moss", "Mayor Maud Reed met Peter Moss on 5 September 2023."),
    ("statement, speaker: guards, content: it rained",
     "The guards of Weir said on 5 September 2023 that it rained."),
    ("statement, speaker: reed, polarity: denies, content: it rained",
     "Mayor Maud Reed denied on 5 September 2023 that it rained."),
    ("control, agent: guards, place: elm, change: captured",
     "The guards of Weir captured the town of Elm on 5 September 2023."),
    ("control, agent: guards, place: elm, change: left",
     "The guards of Weir left the town of Elm on 5 September 2023."),
    ("strike, target: heron, weapon: mud", "The boat Heron was struck with mud on 5 September 2023."),
    ("strike, target: boats", "Mill Boats were struck on 5 September 2023."),
    ("strike, aim: a flagpole, place: hall",
     "A flagpole was struck at the Old Hall on 5 September 2023."),
    ("damage, object: heron, effect: sunk", "The boat Heron was sunk on 5 September 2023."),
    ("damage, object: boats, effect: sunk", "Mill Boats were sunk on 5 September 2023."),
    ("launch, object: heron, milestone: opened", "Heron was opened on 5 September 2023."),
    ("launch, object: boats, milestone: recovered", "Mill Boats were recovered on 5 September 2023."),
    ("launch, object: heron, agent: reed, milestone: recovered",
     "Maud Reed recovered Heron on 5 September 2023."),
    ("casualties, cause: a fire, killed: {value: 3}",
     "3 people were killed in a fire on 5 September 2023."),
    ("casualties, cause: a fire, killed: {value: 1}",
     "1 person was killed in a fire on 5 September 2023."),
    ("casualties, cause: a fire, injured: {value: 20, bound: at least}",
     "At least 20 people were injured in a fire on 5 September 2023."),
    ("contest, event: the cup, winner: rovers", "Mill Rovers won the cup on 5 September 2023."),
    ("contest, event: the cup, winner: rovers, loser: guards",
     "Mill Rovers beat the guards of Weir in the cup on 5 September 2023."),
    ("appointment, person: reed, office: the mayor of Elm, change: elected, predecessor: moss",
     "Maud Reed was elected the mayor of Elm on 5 September 2023, succeeding Peter Moss."),
    ("designation, body: council, subject: guards, label: a club, verb: listed",
     "The town council listed the guards of Weir as a club on 5 September 2023."),
    ("vote, body: council, matter: a ban, outcome: rejected",
     "The town council rejected a ban on 5 September 2023."),
    ("law, body: council, act: a ban on cars, verb: upheld",
     "On 5 September 2023 the town council upheld a ban on cars."),
    ("figure, indicator: the debt, value: {value: 5, unit: pounds, bound: nearly}",
     "The debt was nearly 5 pounds on 5 September 2023."),
    ("agreement, first: guards, second: reed, subject: a truce",
     "The guards of Weir and Maud Reed agreed on a truce on 5 September 2023."),
    ("characterisation, speaker: reed, subject: guards, label: “brave”",
     "On 5 September 2023 Mayor Maud Reed called the guards of Weir “brave”."),
]


@pytest.mark.parametrize(("fact", "sentence"), SENTENCES)
def test_the_sentence_of_a_kind(read: Any, fact: str, sentence: str) -> None:
    deck, problems = read(f"  - {{id: f, date: 2023-09-05, kind: {fact}}}\n", entities=ENTITIES)
    assert problems == []
    told = deck.facts["f"]
    assert as_sentence(join(render(told.templates(), told.values(deck.entities)) or ())) == sentence


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_what_it_is_and_its_templates_use_its_own_slots(kind: str) -> None:
    model = KINDS[kind]
    assert (model.__doc__ or "").strip().endswith((".", "`.")), "the description in the schema"
    assert model.model_fields["kind"].annotation.__args__ == (kind,)  # type: ignore[union-attr]
    for question in model.asks:
        stems = (question.stems,) if isinstance(question.stems, str) else question.stems
        assert question.slot in {*model.slots(), "date"}
        for stem in stems:
            for word in ("<past>", "<done>", "<verb>", "<base>", "<do>"):
                stem = stem.replace(word, "x")  # noqa: PLW2901
            for group in parse_template(stem):
                assert {*group.needs} <= {*model.slots(), "date"}
