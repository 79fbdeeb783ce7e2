"""What must hold between the parts of a deck, a check at a time."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.bank.check import CHECKS, FACT_CHECKS, check_deck
from quizgen.bank.fact import MOST_QUESTIONS
from quizgen.bank.kinds import KINDS

ENTITIES = """\
reed: {name: Maud Reed, type: Person}
lind: {name: Eva Lind, type: Person}
weir: {name: Weir, type: City}
"""
MEETING = "  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: lind"
FACT = f"{MEETING}}}\n"
EVENT = "  - {id: e, kind: event, date: 2023-09, text: 'it rained'}\n"

OF_FACTS = [
    ("unknown-entity", FACT.replace("lind", "lin"),
     "`guest` names the unknown entity `lin` (did you mean `lind`?)"),
    ("entity-type", f"{MEETING}, place: reed}}\n", "`place` takes place; `reed` is a Person"),
    ("unknown-entity", f"{MEETING}, assertions: [{{by: rede}}]}}\n",
     "an assertion is by the unknown entity `rede` (did you mean `reed`?)"),
    ("unknown-source", f"{MEETING}, source: bbc}}\n", "`bbc` is no source of this digest"),
    ("unknown-source", f"{MEETING}, source: cnnn}}\n", "(did you mean `cnn`?)"),
    ("unknown-source", f"{MEETING}, assertions: [{{by: reed, source: bbc}}]}}\n",
     "`bbc` is no source"),
    ("unknown-source", f"{MEETING}, evidence: [{{start: 0, end: 1, sha256: {'a' * 64}, source: bbc}}]"
     "}\n", "`bbc` is no source"),
    ("unknown-source", f"{MEETING}, assertions: [{{by: reed, evidence: [{{start: 0, end: 1, "
     f"sha256: {'a' * 64}, source: bbc}}]}}]}}\n", "`bbc` is no source"),
    ("unknown-question", f"{MEETING}, questions: {{plac: false}}}}\n",
     "`questions` names `plac`, which a meeting does not have (did you mean `place`?)"),
    ("unknown-question", f"{MEETING}, foils: {{gust: [x]}}}}\n", "`foils` names `gust`"),
    ("unknown-question", f"{MEETING}, accept: {{gust: [x]}}}}\n", "`accept` names `gust`"),
    ("incomplete", "  - {id: f, kind: strike, date: 2023-09}\n",
     "not enough is filled in for a sentence: {attacker} struck"),
    ("template", f"{MEETING}, questions: {{guest: 'whom did {{hots}} meet?'}}}}\n",
     "{hots} in the question guest is no filled slot (did you mean `host`?)"),
    ("template", f"{MEETING}, questions: {{guest: 'whom did {{place}} meet?'}}}}\n",
     "{place} in the question guest is no filled slot"),
    ("template", f"{MEETING}, questions: {{guest: 'whom did {{host:foo}} meet?'}}}}\n",
     "unknown filter :foo"),
    ("status", f"{MEETING}, status: superseded}}\n", "superseded by what?"),
    ("status", f"{MEETING}, superseded_by: e}}\n{EVENT}",
     "`superseded_by` goes with `status: superseded`"),
    ("unknown-fact", f"{MEETING}, status: superseded, superseded_by: ee}}\n{EVENT}",
     "superseded by the unknown fact `ee`"),
    ("date-future", FACT.replace("2023-09", "2023-09-16"), "dated 2023-09-16, after its sources"),
    ("unknown-entity", "  - {id: f, kind: event, date: 2023-09, text: '{who=@red} met'}\n",
     "`who` names the unknown entity `red` (did you mean `reed`?)"),
]


@pytest.mark.parametrize(("rule", "facts", "message"), OF_FACTS)
def test_a_fact_that_does_not_fit_the_rest_is_told(
    read: Any, rule: str, facts: str, message: str
) -> None:
    _, problems = read(facts)
    assert len(problems) == 1, problems
    assert problems[0].startswith("2023-09-15.yaml:7: f: ")
    assert message in problems[0]
    assert problems[0].endswith(f"[{rule}]")


@pytest.mark.parametrize("facts", [
    f"{MEETING}, place: weir, source: cnn, assertions: [{{by: publisher}}, {{by: lind, source: cnn}}]"
    "}\n",
    f"{MEETING}, questions: {{place: false, speaker: false, standing: true, guest: 'whom?'}}}}\n",
    f"{MEETING}, foils: {{date: ['2022']}}, accept: {{guest: [Eve]}}}}\n",
    f"{MEETING}, status: superseded, superseded_by: e}}\n{EVENT}",
    FACT.replace("2023-09", "2023"), FACT.replace("2023-09", "2023-09-15"),
    FACT.replace("kind: meeting", "kind: agreement").replace(
        "host: reed, guest: lind", "first: reed, second: lind, subject: peace, until: 2030-01-01"),
    "  - {id: f, kind: event, date: 2023-09, text: '{who=@reed} met {one_two=x}', "
    "ask: {one-two: {stem: 'what?'}}, foils: {one-two: [y, z]}}\n",
    "  - {id: f, kind: election, date: 2023, contest: the poll, winner: reed, runner_up: lind, "
    "foils: {runner-up: [reed]}, questions: {runner-up: false}}\n",
])
def test_a_fact_that_fits_is_passed(read: Any, facts: str) -> None:
    assert read(facts)[1] == []


@pytest.mark.parametrize(("entities", "problem"), [
    ("x: {name: X, type: City, country: nowhere}\n",
     "entities.yaml:4: x: unknown entity `nowhere` [unknown-entity]"),
    ("x: {name: X, type: City, within: wier}\n",
     "entities.yaml:4: x: unknown entity `wier` (did you mean `weir`?) [unknown-entity]"),
    ("x: {name: X, type: City, within: x}\n", "entities.yaml:4: x: lies within itself [cycle]"),
    ("x: {name: MAUD REED, type: Person}\n",
     "entities.yaml:4: x: the name “maud reed” is taken by `reed` [duplicate-name]"),
    ("x: {name: X, type: Person, aliases: [Weir]}\n",
     "entities.yaml:4: x: the name “weir” is taken by `weir` [duplicate-name]"),
])
def test_an_entity_that_does_not_fit_the_rest_is_told(
    read: Any, entities: str, problem: str
) -> None:
    assert read(entities=ENTITIES + entities)[1] == [problem]


@pytest.mark.parametrize(("fields", "problem"), [
    ("  type: City\n  country: Maud\n", "6: `country`: an id has small letters, digits and hyphens"),
    ("  type: City\n  within: wier\n", "6: x: unknown entity `wier` (did you mean `weir`?)"),
    ("  type: City\n  aliases:\n  - Y\n  - Weir\n", "8: x: the name “weir” is taken by `weir`"),
])
def test_a_fault_of_an_entity_is_told_at_the_line_of_its_field(
    read: Any, fields: str, problem: str
) -> None:
    [found] = read(entities=f"{ENTITIES}x:\n{fields}  name: X\n")[1]
    assert found.startswith(f"entities.yaml:{problem}")


def test_entities_that_lie_within_each_other_are_told(read: Any) -> None:
    _, problems = read(entities=f"{ENTITIES}a: {{name: A, type: City, within: b}}\n"
                                "b: {name: B, type: City, within: a}\n")
    assert problems == ["entities.yaml:4: a: lies within itself [cycle]",
                        "entities.yaml:5: b: lies within itself [cycle]"]


def test_an_alias_that_repeats_its_own_name_is_no_clash(read: Any) -> None:
    assert read(entities=f"{ENTITIES}x: {{name: X, type: City, aliases: [x]}}\n")[1] == []


@pytest.mark.parametrize(("group", "problem"), [
    ("{id: s, kind: ordering, facts: [f, e, g], stem: Order}", "s: unknown fact `g` [unknown-fact]"),
    ("{id: s, kind: ordering, facts: [f, e, f], stem: Order}", "s: `f` stands twice [duplicate-id]"),
])
def test_a_set_that_does_not_fit_its_facts_is_told(read: Any, group: str, problem: str) -> None:
    assert read(FACT + EVENT, more=f"sets:\n- {group}\n")[1] == [f"2023-09-15.yaml:10: {problem}"]


def test_a_set_with_the_id_of_a_fact_is_told(read: Any) -> None:
    more = FACT.replace("id: f", "id: g")
    group = "sets:\n- {id: f, kind: ordering, facts: [f, e, g], stem: Order}\n"
    assert read(FACT + EVENT + more, more=group)[1] == [
        "2023-09-15.yaml:7: f: a set has the same id [duplicate-id]"]


def test_a_deck_in_another_language_is_warned(read: Any, tmp_path: Any) -> None:
    header = ("id: mini\ntitle: Mini\ndescription: D.\nversion: 1.0.0\nlicence: CC0-1.0\n"
              "authors: [us]\nlanguage: ")
    _, problems = read(header=header + "de\n")
    assert [p[: p.index("the language")] for p in problems] == ["deck.yaml:1: warning: "]
    assert read(header=header + "en-GB\n")[1] == []


def test_every_check_has_its_rule_in_words_and_passes_a_deck_without_a_fault(read: Any) -> None:
    deck, _ = read()
    checks = (*CHECKS, *FACT_CHECKS)
    assert len(set(checks)) == len(checks) >= 11
    for check in checks:
        assert (check.__doc__ or "").endswith("."), check.__name__
    assert check_deck(deck) == []


def test_a_fact_with_more_questions_than_a_note_holds_is_told(read: Any) -> None:
    def event(count: int) -> str:
        asks = "".join(f"      q{n}: {{stem: 'question {n}?', slot: what}}\n" for n in range(count))
        return ("  - id: e\n    kind: event\n    date: 2023-09\n    text: 'it was {what=so}'\n"
                f"    ask:\n{asks}")

    assert read(event(8))[1] == []
    assert read(event(9))[1] == [
        "2023-09-15.yaml:20: e: 9 questions, and a fact holds 8: split it into two facts [questions]"]


def test_no_kind_asks_more_than_a_note_holds() -> None:
    assert all(len(kind.asks) <= MOST_QUESTIONS for kind in KINDS.values())
