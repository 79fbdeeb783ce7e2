"""Items from facts: which questions are asked, in what words, of what, as of when."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from quizgen.bank.standing import Standing
from quizgen.items.item import BLANK, Item
from quizgen.items.lint import lint_items
from quizgen.items.make import every_item, make_items
from quizgen.items.standing_options import OPTIONS

MEETING = ("  - {id: m, kind: meeting, date: 2023-09-14, host: reed, guest: sole, place: weir, "
           "subject: the old bridge by the mill")
FIGURE = "  - {id: f, kind: figure, date: 2023-08, indicator: the debt, value: {value: 40}"


def items_of(deck: Any, day: str | None = None) -> dict[str, Item]:
    made = make_items(deck, datetime.date.fromisoformat(day) if day else None)
    assert len({item.id for item in made}) == len(made)
    return {item.id: item for item in made}


def test_a_slot_is_asked_with_options_and_typed(deck_of: Any) -> None:
    items = items_of(deck_of(f"{MEETING}}}"))
    asked = items["m.place"]
    assert (asked.kind, asked.stem, asked.key) == (
        "multiple-choice", "Where did Maud Reed meet Hugo Sole on 14 September 2023?", "Weir")
    assert (asked.fact, asked.question, asked.development, asked.topic, asked.entity) == (
        "m", "place", "d", "t", "weir")
    assert len(asked.distractors) == 3
    typed = items["m.place-typed"]
    assert (typed.kind, typed.stem, typed.key, typed.distractors) == (
        "short-answer", asked.stem, "Weir", ())


def test_a_slot_without_two_wrong_answers_is_typed_alone(deck_of: Any) -> None:
    items = items_of(deck_of(f"{MEETING.replace('weir', 'sofia')}}}"))
    assert items["m.place"].kind == "short-answer"
    assert "m.place-typed" not in items


def test_a_long_answer_without_wrong_ones_is_not_asked(deck_of: Any) -> None:
    """Six words are no fair thing to type."""
    assert "m.subject" not in items_of(deck_of(f"{MEETING}}}"))


def test_a_long_answer_with_foils_is_asked_with_options_alone(deck_of: Any) -> None:
    items = items_of(deck_of(f"{MEETING}, foils: {{subject: [a new bridge, a wall]}}}}"))
    asked = items["m.subject"]
    assert (asked.kind, asked.key, [d.text for d in asked.distractors]) == (
        "multiple-choice", "The old bridge by the mill", ["A new bridge", "A wall"])
    assert "m.subject-typed" not in items


def test_the_first_answer_is_blanked_out_of_the_sentence(deck_of: Any) -> None:
    items = items_of(deck_of(f"{MEETING}}}"))
    cloze = [item for item in items.values() if item.kind == "cloze"]
    assert [(c.id, c.stem, c.key) for c in cloze] == [
        ("m.place-cloze", f"Mayor Maud Reed met Hugo Sole in {BLANK} on 14 September 2023 and "
                          "discussed the old bridge by the mill.", "Weir")]


@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "f"])
def test_one_slot_of_a_true_or_false_statement_is_kept_or_altered(
    deck_of: Any, name: str
) -> None:
    items = items_of(deck_of(f"{MEETING}}}".replace("id: m", f"id: {name}")))
    asked = items[f"{name}.true-false"]
    assert asked.kind == "true-false"
    if asked.key == "True":
        assert asked.stem == asked.sentence
        assert [d.text for d in asked.distractors] == ["False"]
    else:
        wrong = items[f"{name}.place"].distractors[0]
        assert asked.stem == asked.sentence.replace("in Weir", f"in {wrong.text}")
        assert (wrong.why, asked.distractors[0].why) == ("", "It should say: Weir.")


def test_both_truths_occur_among_facts(deck_of: Any) -> None:
    facts = "\n".join(f"{MEETING}}}".replace("id: m", f"id: m{n}") for n in range(8))
    keys = {item.key for item in items_of(deck_of(facts)).values() if item.kind == "true-false"}
    assert keys == {"True", "False"}


def test_a_number_is_asked_as_a_number(deck_of: Any) -> None:
    items = items_of(deck_of(f"{FIGURE[:-1]}, unit: pounds, bound: about}}}}"))
    assert items["f.value"].sorted is True
    typed = items["f.value-typed"]
    assert (typed.kind, typed.key, typed.accept, typed.number, typed.tolerance, typed.unit) == (
        "numerical", "40 pounds", ("40",), 40.0, 2.0, "pounds")


def test_a_date_is_asked_where_the_fact_says_so(deck_of: Any) -> None:
    assert "m.date" not in items_of(deck_of(f"{MEETING}}}"))
    asked = items_of(deck_of(f"{MEETING}, questions: {{date: true}}}}"))["m.date"]
    assert (asked.stem, asked.key, asked.date, asked.accept, asked.sorted) == (
        "When did Maud Reed meet Hugo Sole in Weir?", "14 September 2023", "2023-09-14",
        ("2023-09-14",), True)


def test_a_question_is_left_out_or_put_in_the_authors_words(deck_of: Any) -> None:
    items = items_of(deck_of(
        f"{MEETING}, questions: {{guest: false, place: 'in which town did {{host}} sit?'}}}}"))
    assert items["m.place"].stem == "In which town did Maud Reed sit?"
    assert "m.guest" not in items


def test_other_right_answers_are_accepted(deck_of: Any) -> None:
    items = items_of(deck_of(
        f"{MEETING.replace('sole', 'ito')}, accept: {{guest: [Mr Ito, Ken Ito]}}}}"))
    assert items["m.guest-typed"].accept == ("Mr Ito", "K. Ito")


def test_what_is_open_is_asked_according_to_the_publisher(deck_of: Any) -> None:
    """A visit may have had other companions: the stem says whose word it is."""
    items = items_of(deck_of("  - {id: v, kind: visit, date: 2023-09, visitor: reed, place: weir, "
                             "companion: sole}"))
    assert items["v.companion"].stem.startswith("According to the Echo, who accompanied")
    assert items["v.place"].stem == "Which town did Maud Reed travel to in September 2023?"


# -- what somebody says ---------------------------------------------------------------------------

CLAIM = FIGURE + ", assertions: [{by: sole, cue: says, date: 2023-09-10}"


def test_a_claim_is_never_asked_as_a_plain_fact(deck_of: Any) -> None:
    items = items_of(deck_of(f"{CLAIM}]}}"))
    content = [item for item in items.values() if item.family == "content"]
    assert len(content) >= 4
    for item in content:
        assert item.stem.startswith("According to Hugo Sole, ")
    assert {item.standing for item in items.values()} == {"claimed"}
    assert content[0].attribution == "Hugo Sole, reported by the Echo"


def test_who_said_it_is_a_question_of_its_own(deck_of: Any) -> None:
    items = items_of(deck_of(f"{CLAIM}]}}"))
    asked = items["f.speaker"]
    assert (asked.family, asked.stem, asked.key) == (
        "attribution", "According to the Echo, who said that the debt was 40 in August 2023?",
        "Hugo Sole")


def test_a_claim_of_several_names_them_all_and_keeps_the_first_as_the_answer(deck_of: Any) -> None:
    items = items_of(deck_of(f"{CLAIM}, {{by: audit, independent: true, date: 2023-09-11}}]}}"))
    assert items["f.value"].stem.startswith("According to Hugo Sole and the Audit Office, ")
    assert items["f.standing"].key == OPTIONS["corroborated"]
    asked = items["f.speaker"]
    assert (asked.key, asked.stem) == ("Hugo Sole", "According to the Echo, who was among those who "
                                       "said that the debt was 40 in August 2023?")
    assert "The Audit Office" not in asked.options
    assert items["f.speaker-typed"].accept[-1] == "Audit Office"


def test_a_disputed_claim_asks_who_denied_it_and_tells_the_denial(deck_of: Any) -> None:
    items = items_of(deck_of(f"{CLAIM}, {{by: council, polarity: denies, date: 2023-09-11}}]}}"))
    assert (items["f.denier"].stem, items["f.denier"].key) == (
        "According to the Echo, which council denied that the debt was 40 in August 2023?",
        "The town council")
    assert items["f.value"].explanation.endswith("The town council denied it.")
    assert items["f.standing"].key == OPTIONS["disputed"]
    assert "Hugo Sole" not in items["f.denier"].options


def test_what_is_only_denied_is_not_asked_but_for_the_denial(deck_of: Any) -> None:
    items = items_of(deck_of(
        FIGURE + ", assertions: [{by: sole, polarity: denies, date: 2023-09-10}]}"))
    assert {item.question for item in items.values()} == {"denier", "standing"}
    assert items["f.denier"].sentence == "Hugo Sole denied that the debt was 40 in August 2023."


def test_what_nobody_would_comment_on_is_not_laid_at_anybodys_door(deck_of: Any) -> None:
    """Only a refusal to comment: nobody asserts it, so no stem begins “According to ,”."""
    deck = deck_of(FIGURE + ", assertions: [{by: sole, polarity: declines, date: 2023-09-10}]}")
    for item in make_items(deck):
        assert "to ," not in item.stem + item.sentence


@pytest.mark.parametrize(("assertions", "standing"), [
    ("[{by: sole}]", "claimed"),
    ("[{by: sole, polarity: denies}]", "denied"),
    ("[{by: sole}, {by: moss, polarity: denies}]", "disputed"),
    ("[{by: sole}, {by: audit, independent: true}]", "corroborated"),
    ("[{by: publisher}]\n    questions: {standing: true}", "reported"),
])
def test_how_a_matter_stands_is_asked_as_of_a_day(
    deck_of: Any, assertions: str, standing: Standing
) -> None:
    deck = deck_of("  - id: f\n    kind: figure\n    date: 2023-08\n    indicator: the debt\n"
                   f"    value: {{value: 40}}\n    assertions: {assertions}")
    asked = items_of(deck)["f.standing"]
    key = OPTIONS[standing].format(voice="the report’s")
    assert (asked.family, asked.standing, asked.key) == ("standing", standing, key)
    assert "15 September 2023" in asked.stem
    assert asked.stem.endswith(" that the debt was 40 in August 2023?")
    assert len(asked.distractors) == 3
    assert key not in {d.text for d in asked.distractors}


def test_a_claim_was_not_yet_denied_on_an_earlier_day(deck_of: Any) -> None:
    deck = deck_of(f"{CLAIM}]}}", later="date: 2023-09-20\nsources: [{id: post, publisher: Post, "
                   "date: 2023-09-20}]\nupdates: [{fact: f, assertions: [{by: moss, polarity: "
                   "denies}]}]\n")
    before, after = items_of(deck, "2023-09-16"), items_of(deck, "2023-09-20")
    assert before["f.standing"].key == OPTIONS["claimed"]
    assert "15 September 2023" in before["f.standing"].stem
    assert "f.denier" not in before
    assert after["f.standing"].key == OPTIONS["disputed"]
    assert "20 September 2023" in after["f.standing"].stem


def test_a_statement_is_asked_by_speaker_and_its_content_stays_theirs(deck_of: Any) -> None:
    items = items_of(deck_of("  - {id: s, kind: statement, date: 2023-09-14, speaker: reed, "
                             "content: the roof would hold, topic: the roof}"))
    assert (items["s.speaker"].family, items["s.speaker"].stem, items["s.speaker"].key) == (
        "attribution", "According to the Echo, who said on 14 September 2023 that the roof would "
        "hold?", "Maud Reed")
    assert items["s.standing"].key == OPTIONS["claimed"]


# -- time -----------------------------------------------------------------------------------------

def test_what_time_overtakes_is_asked_with_its_day(deck_of: Any) -> None:
    items = items_of(deck_of(f"{FIGURE}, perishable: true}}"))
    assert len(items) >= 4
    for item in items.values():
        assert "s of 15 September 2023" in item.stem, item.id


@pytest.mark.parametrize("status", ["corrected", "retracted", "superseded, superseded_by: m"])
def test_what_was_overtaken_or_taken_back_is_not_asked(deck_of: Any, status: str) -> None:
    items = items_of(deck_of(f"{FIGURE}, status: {status}}}\n{MEETING}}}"))
    assert {item.fact for item in items.values()} == {"m"}


LATER = ("date: 2023-09-22\nsources: [{id: echo2, publisher: The Echo, date: 2023-09-22}]\n"
         "developments:\n- id: d2\n  title: D\n  facts:\n"
         "  - {id: g, kind: figure, date: 2023-09, indicator: the debt, value: {value: 50}}\n")


@pytest.mark.parametrize(("day", "facts"), [
    ("2023-09-14", set()), ("2023-09-15", {"f"}), ("2023-09-21", {"f"}), ("2023-09-22", {"g"}),
    (None, {"g"}),
])
def test_on_a_day_the_fact_is_asked_that_held_then(
    deck_of: Any, day: str | None, facts: set[str]
) -> None:
    """Reported on the 15th, overtaken on the 22nd."""
    deck = deck_of(f"{FIGURE}, status: superseded, superseded_by: g}}", later=LATER)
    assert {item.fact for item in items_of(deck, day).values()} == facts


@pytest.mark.parametrize(("day", "asked"), [("2023-09-30", True), ("2023-10-01", False)])
def test_a_fact_is_not_asked_after_its_end(deck_of: Any, day: str, asked: bool) -> None:
    deck = deck_of(f"{FIGURE}, valid_until: 2023-09}}")
    assert bool(items_of(deck, day)) is asked


def test_an_act_of_a_day_is_asked_with_that_day_alone(deck_of: Any) -> None:
    """Two dates in one stem tell a reader less than one; what has no date needs the report's."""
    fact = ("  - {id: a, kind: appointment, date: 2023-09-04, person: reed, office: the head of the "
            "mill, perishable: true, questions: {date: true}}")
    deck = deck_of(fact)
    items = items_of(deck)
    assert items["a.person"].stem == "Who was appointed the head of the mill on 4 September 2023?"
    assert items["a.date"].stem.startswith("As of 15 September 2023, when was Maud Reed appointed")
    assert [p for p in lint_items(deck, [*items.values()]) if p.rule == "as-of"] == []


# -- sets -----------------------------------------------------------------------------------------

THREE = "\n".join(
    f"  - {{id: {name}, kind: discovery, date: {date}, finder: {who}, find: a coin, place: {place}}}"
    for name, date, who, place in (("c", "2023-03", "reed", "weir"), ("a", "2023-01", "sole", "elm"),
                                   ("b", "2023-02", "moss", "oakham")))


def test_an_order_is_that_of_the_dates(deck_of: Any) -> None:
    deck = deck_of(THREE, more="sets:\n- {id: s, kind: ordering, facts: [c, a, b], stem: Put into "
                               "order., labels: {a: the first, b: the second}}\n")
    item = items_of(deck)["s.ordering"]
    assert (item.kind, item.stem, item.facts) == ("ordering", "Put into order.", ("c", "a", "b"))
    assert item.sequence == ("The first.", "The second.",
                             "Maud Reed discovered a coin in Weir in March 2023.")
    assert item.key == " → ".join(item.sequence)


def test_an_order_to_the_reader_is_no_question(deck_of: Any) -> None:
    """“Put …” without a mark ends with a full stop, not with a question mark."""
    deck = deck_of(THREE, more="sets:\n- {id: s, kind: ordering, facts: [c, a, b], stem: put these "
                               "events into order}\n")
    assert items_of(deck)["s.ordering"].stem == "Put these events into order."


def test_a_matching_has_pairs_and_what_fits_nothing(deck_of: Any) -> None:
    deck = deck_of(THREE, more="sets:\n- {id: s, kind: matching, facts: [c, a, b], stem: Match., "
                               "premise: finder, response: place, surplus: [delta, the moon]}\n")
    item = items_of(deck)["s.matching"]
    assert item.pairs == (("Maud Reed", "Weir"), ("Hugo Sole", "Elm"), ("Peter Moss", "Oakham"))
    assert [d.text for d in item.distractors] == ["Delta", "The moon"]


def test_a_set_is_not_asked_where_one_of_its_facts_is_not(deck_of: Any) -> None:
    deck = deck_of(THREE.replace("find: a coin, place: elm", "find: a coin, status: retracted"),
                   more="sets:\n- {id: s, kind: ordering, facts: [c, a, b], stem: Order.}\n")
    assert "s.ordering" not in items_of(deck)


@pytest.mark.parametrize("ended", ["a", "b", "c"])
def test_a_set_ends_with_any_of_its_facts(ended: str, deck_of: Any) -> None:
    """Who learns it, or has it on paper, is told; a retraction weighs more than what overtook it."""
    other = "b" if ended == "a" else "a"
    facts = THREE.replace(f"id: {ended},", f"id: {ended}, status: retracted, why: nobody found it,")
    facts = facts.replace(f"id: {other},", f"id: {other}, status: superseded, superseded_by: d,")
    facts += "\n  - {id: d, kind: discovery, date: 2023-04, finder: reed, find: a jar, place: elm}"
    deck = deck_of(facts, more="sets:\n- {id: s, kind: ordering, facts: [c, a, b], stem: Order.}\n")
    item = next(item for item in every_item(deck) if item.id == "s.ordering")
    assert item.status == "retracted"
    assert "Retracted. Nobody found it." in item.notice
    assert "Superseded by the report of" in item.notice


def test_every_item_has_its_source_and_explanation(deck_of: Any) -> None:
    items = items_of(deck_of(f"{MEETING}, source: post, explanation: it was raining}}"))
    for item in items.values():
        assert str(item.source) == "Post, 14 September 2023"
        assert (item.as_of, item.attribution, item.standing) == ("2023-09-14", "Post", "reported")
        assert item.explanation == f"{item.sentence} It was raining."


@pytest.mark.parametrize("fact", [
    "kind: strike, target: boat, place: weir", "kind: strike, aim: a wall, place: weir, weapon: mud",
    "kind: damage, object: boat, effect: sunk", "kind: launch, object: boat, place: weir",
    "kind: casualties, cause: a fire, injured: {value: 3}", "kind: discovery, finder: reed, find: gold",
])
def test_a_fact_with_little_in_it_is_still_asked(deck_of: Any, fact: str) -> None:
    """No fact that `check` passes is left without a question and without a word."""
    boats = "boat: {name: Heron, type: Vehicle}\nother: {name: Otter, type: Vehicle}\n"
    deck = deck_of(f"  - {{id: f, date: 2023-09, {fact}}}", entities=boats)
    assert items_of(deck)
