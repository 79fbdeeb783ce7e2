"""Sentences and stems from templates."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import Entity
from quizgen.bank.wording import (
    EntityValue,
    Piece,
    Quantity,
    as_sentence,
    join,
    parse_template,
    render,
    template_slots,
    value_text,
)


def entity(name: str, kind: str, **more: object) -> EntityValue:
    return EntityValue(Entity.model_validate({"id": "x", "name": name, "type": kind, **more}))


VALUES = {
    "who": entity("Maud Reed", "Person", title="Mayor"),
    "council": entity("town council", "GovernmentOrganization", article="the"),
    "forces": entity("Rovers", "SportsTeam", plural=True),
    "boat": entity("Heron", "Vehicle", subtype="rowing boat"),
    "village": entity("Oakham", "Place", subtype="village"),
    "school": entity("Mill School", "EducationalOrganization", subtype="school"),
    "hall": entity("Old Hall", "CivicStructure", article="the", preposition="at"),
    "day": FactDate(2023, 9, 5), "month": FactDate(2023, 9), "about": FactDate(2023, None, None, True),
    "sum": Quantity(value=30000, unit="pounds", bound="about"),
    "year": Quantity(value=1999, grouped=False),
    "what": "a garden",
}


@pytest.mark.parametrize(("template", "text"), [
    ("{who} came", "Maud Reed came"),
    ("{who:full} came", "Mayor Maud Reed came"),
    ("{council:full} came", "the town council came"),
    ("{who:of} plan", "Maud Reed’s plan"),
    ("{forces:of} plan", "Rovers’ plan"),
    ("{who:was} late", "Maud Reed was late"),
    ("{forces:was} late", "Rovers were late"),
    ("{boat:kind} sank", "the rowing boat Heron sank"),
    ("{village:kind} slept", "the village of Oakham slept"),
    ("{school:kind} slept", "Mill School slept"),
    ("{hall:kind} slept", "the Old Hall slept"),
    ("it stood {hall:in}", "it stood at the Old Hall"),
    ("it stood {village:in}", "it stood in Oakham"),
    ("it was {day:on}", "it was on 5 September 2023"),
    ("it was {month:on}", "it was in September 2023"),
    ("it was {about:on}", "it was about 2023"),
    ("it cost {sum}", "it cost about 30,000 pounds"),
    ("it cost {sum:full}", "it cost 30,000 pounds"),
    ("since {year}", "since 1999"),
    ("{?who} came?", "who came?"),
    ("{?who:whom} did it see?", "whom did it see?"),
    ("{?council} came?", "which body came?"),
    ("{?boat} sank?", "which rowing boat sank?"),
    ("{?day} was it?", "when was it?"),
    ("{?what} was it?", "what was it?"),
    ("it had {what}[ at {none}][ near {village}]", "it had a garden near Oakham"),
    ("[{none} ]it had {what}", "it had a garden"),
])
def test_a_template_is_filled(template: str, text: str) -> None:
    assert join(render(template, VALUES) or ()) == text


def test_the_first_template_that_applies_is_used() -> None:
    assert join(render(("{none} a", "{who} b", "{who} c"), VALUES) or ()) == "Maud Reed b"
    assert render(("{none} a", "{who} and {none}"), VALUES) is None


def test_a_replaced_slot_keeps_its_preposition_and_says_which_it_was() -> None:
    pieces = render("{who} stood {hall:in} in {year}", VALUES, {"hall": "_____"})
    assert pieces == (Piece("Maud Reed", "who"), Piece(" stood "), Piece("at "),
                      Piece("_____", "hall"), Piece(" in "), Piece("1999", "year"))


@pytest.mark.parametrize("template", ["{who", "who}", "{Who} came", "{who:loud} came", "{} came"])
def test_a_malformed_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"brace|filter"):
        parse_template(template)


def test_the_slots_of_a_template_are_those_it_asks_for_as_well() -> None:
    assert template_slots("{?who} saw {what}[ on {day:on}]") == {"who", "what", "day"}


@pytest.mark.parametrize(("text", "sentence"), [
    ("it rained", "It rained."), ("was it?", "Was it?"), ("“it”, he said", "“It”, he said."),
    ("she said “no.”", "She said “no.”"), ("été", "Été."), ("3 came", "3 came."), ("", "."),
])
def test_a_clause_becomes_a_sentence_with_one_mark(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


def test_a_value_as_an_answer() -> None:
    assert [value_text(VALUES[name]) for name in ("hall", "month", "sum", "what")] == [
        "the Old Hall", "September 2023", "30,000 pounds", "a garden"]


@pytest.mark.parametrize("value", [True, "5", None, float("nan"), float("inf"), 1e16, [1]])
def test_a_number_is_a_number(value: object) -> None:
    with pytest.raises(ValidationError):
        Quantity.model_validate({"value": value})
