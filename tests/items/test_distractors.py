"""Wrong options: alike, plausible, and false as far as the bank knows."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Question
from quizgen.bank.kinds.figure import Figure
from quizgen.bank.wording import EntityValue, Quantity, value_text
from quizgen.items.distractors import find_distractors
from quizgen.items.make import make_items
from quizgen.items.pool import OFFERED, Pool, names_of, pattern_of
from quizgen.items.wrong_numbers import tolerance_of

REPORT = datetime.date(2023, 9, 15)
MEETING = "  - {id: m, kind: meeting, date: 2023-09-14, host: reed, guest: sole, place: weir"


def pool_of(deck: Deck) -> Pool:
    """The pool as it is when all of the deck has been told."""
    pool = Pool(deck)
    for digest in deck.digests:
        pool.add(digest)
    return pool


def wrong_for(deck: Deck, fact_id: str, slot: str, stem: str = "") -> list[str]:
    """The wrong answers for a slot of a fact: entities by id, others as text."""
    fact = deck.facts[fact_id]
    question = next((q for q in fact.asked() if q.slot == slot), Question(slot, ""))
    found = find_distractors(pool_of(deck), fact, question, fact.values(deck.entities)[slot], stem,
                             REPORT)
    return [w.value.entity.id if isinstance(w.value, EntityValue) else value_text(w.value)
            for w in found]


def test_three_of_the_same_type_and_subtype_are_offered(deck_of: Any) -> None:
    """A town for a town: neither the capital nor the city without a subtype."""
    assert sorted(wrong_for(deck_of(f"{MEETING}}}"), "m", "place")) == ["ashford", "elm", "oakham"]


def test_persons_of_the_same_subtype_come_first(deck_of: Any) -> None:
    """Two more officers are left, so the teacher is the third."""
    wrong = wrong_for(deck_of(f"{MEETING}}}"), "m", "guest")
    assert sorted(wrong[:2]) == ["moss", "varga"]
    assert wrong[2] == "ito"


def test_what_the_fact_itself_names_is_not_offered(deck_of: Any) -> None:
    assert "reed" not in wrong_for(deck_of(f"{MEETING}}}"), "m", "guest")
    assert "sole" not in wrong_for(deck_of(f"{MEETING}}}"), "m", "host")


def test_what_the_bank_says_is_true_as_well_is_not_offered(deck_of: Any) -> None:
    """Reed met Moss on another day: Moss is no wrong answer to whom Reed met."""
    deck = deck_of(f"{MEETING}}}\n  - {{id: n, kind: meeting, date: 2023-01, host: reed, guest: moss}}")
    assert "moss" not in wrong_for(deck, "m", "guest")
    assert "sole" not in wrong_for(deck, "n", "guest")


def test_another_body_of_the_same_act_is_not_offered(deck_of: Any) -> None:
    """What two bodies both passed tells them apart by its words alone."""
    law = "  - {id: %s, kind: law, date: 2023-09, body: %s, act: a ban on cars}"
    deck = deck_of(f"{law % ('a', 'council')}\n{law % ('b', 'county')}")
    assert "county" not in wrong_for(deck, "a", "body")


def test_an_alias_is_the_same_entity_and_never_offered(deck_of: Any) -> None:
    deck = deck_of(f"{MEETING.replace('sole', 'ito')}}}")
    assert "ito" not in wrong_for(deck, "m", "guest")
    assert len(wrong_for(deck, "m", "guest")) == 3


@pytest.mark.parametrize("stem", ["Whom did Mr Moss see?", "What of Peter Moss?", "PETER MOSS?"])
def test_what_the_stem_names_is_not_offered(deck_of: Any, stem: str) -> None:
    assert "moss" not in wrong_for(deck_of(f"{MEETING}}}"), "m", "guest", stem)
    assert "moss" in wrong_for(deck_of(f"{MEETING}}}"), "m", "guest", "What of Mossley?")


def test_what_contains_the_key_is_not_offered(deck_of: Any) -> None:
    """Upper Weir lies in Weir: who was in the one was in the other."""
    part = "upper: {name: Upper Weir, type: City, subtype: town, within: weir}\n"
    deck = deck_of(f"{MEETING}}}\n  - {{id: n, kind: meeting, date: 2022, host: moss, guest: varga, "
                   "place: upper}", entities=part)
    assert "upper" not in wrong_for(deck, "m", "place")
    assert "weir" not in wrong_for(deck, "n", "place")


def reasons_for(deck: Deck, fact_id: str, slot: str) -> dict[str, str]:
    """Each wrong answer for a slot of a fact, as text, with its reason."""
    fact = deck.facts[fact_id]
    found = find_distractors(pool_of(deck), fact, Question(slot, ""),
                             fact.values(deck.entities)[slot], "", REPORT)
    return {value_text(w.value): w.why for w in found}


def test_the_authors_foils_come_first_and_keep_their_reasons(deck_of: Any) -> None:
    deck = deck_of(f"{MEETING}, foils: {{place: [delta, {{text: the moon, "
                   f"why: Nobody went there.}}]}}}}")
    assert wrong_for(deck, "m", "place")[:2] == ["delta", "the moon"]
    assert list(reasons_for(deck, "m", "place").values()) == ["", "Nobody went there.", ""]


SAID = "Ilse Varga travelled to Elm in March 2023"
ELM = "  - {id: n, kind: visit, date: 2023-03, visitor: varga, place: elm"


@pytest.mark.parametrize(("more", "reason"), [
    ("", f"{SAID}."), (", assertions: [{by: moss}]", f"According to Peter Moss, {SAID}."),
    (", assertions: [{by: moss}, {by: ito, polarity: denies}]", ""), (", accuses: true", ""),
    (", status: retracted", ""), (", companion: sole, site: Weir", ""),
], ids=["reported", "claimed", "disputed", "accuses", "retracted", "names the key"])
def test_a_reason_is_what_the_bank_tells_of_the_option(deck_of: Any, more: str, reason: str) -> None:
    deck = deck_of(f"{MEETING}, foils: {{place: [elm]}}}}\n{ELM}{more}}}")
    assert reasons_for(deck, "m", "place")["Elm"] == reason


def test_a_reason_is_no_later_days_and_a_gloss_goes_before(deck_of: Any) -> None:
    """What the next day brings leaves the feedback of the first as it was."""
    later = ("date: 2023-09-20\nsources: [{id: post2, publisher: Post, date: 2023-09-20}]\n"
             f"developments:\n- id: d2\n  title: D\n  facts:\n{ELM}}}\n")
    deck = deck_of(f"{MEETING}, foils: {{place: [elm, upper]}}}}", later=later,
                   entities="upper: {name: Upper Mill, type: City, description: a mill}\n")
    made = {item.id: item for item in make_items(deck)}
    assert [d.why for d in made["m.place"].distractors] == ["", "Upper Mill: a mill.", ""]
    assert made["n.visitor"].sentence == f"{SAID}."


@pytest.mark.parametrize(("gloss", "reason"), [
    ("a town near Oldham", "Mill: a town near Oldham."), ("a town near Holm", ""),
    ("a town in THE HILL’s shade", ""), ("a town of the Holmes", "Mill: a town of the Holmes."),
])
def test_no_reason_has_the_key_in_it_by_any_of_its_names(
    deck_of: Any, gloss: str, reason: str
) -> None:
    """A platform shows it while the question may be tried again."""
    deck = deck_of(f"{MEETING.replace('weir', 'holm')}, foils: {{place: [mill]}}}}\n{ELM}}}", entities=(
        "holm: {name: Upper Holm, type: City, subtype: town, aliases: [Holm, The Hill]}\n"
        f"mill: {{name: Mill, type: City, subtype: town, description: {gloss}}}\n"))
    assert reasons_for(deck, "m", "place")["Mill"] == reason


def test_a_fact_that_has_the_surname_of_the_key_is_no_reason(deck_of: Any) -> None:
    visit = "  - {id: n, kind: visit, date: 2023-03, visitor: moss, place: elm, site: the farm of %s}"
    for owner, told in (("Soler", True), ("Sole", False)):
        deck = deck_of(f"{MEETING}, foils: {{guest: [moss]}}}}\n{visit % owner}")
        assert bool(reasons_for(deck, "m", "guest")["Peter Moss"]) is told


def test_an_authors_own_numbers_are_not_added_to(deck_of: Any) -> None:
    figure = ("  - {id: f, kind: figure, date: 2023-08, indicator: the debt, "
              "value: {value: 40, unit: pounds}, foils: {value: %s}}")
    assert wrong_for(deck_of(figure % "['30', '50']"), "f", "value") == ["30 pounds", "50 pounds"]
    assert len(wrong_for(deck_of(figure % "['30']"), "f", "value")) == 3
    assert wrong_for(deck_of(figure % "[]"), "f", "value") == []
    assert wrong_for(deck_of(figure % "['nan', '50']"), "f", "value") == ["nan", "50 pounds"]


def test_numbers_of_the_bank_are_near_and_rounded_as_the_key_is(deck_of: Any) -> None:
    """41 splits hairs, 38.5 and 12,345 look otherwise, 900 is of another size."""
    values = (40, 41, 38.5, 55, 30, 25, 70, 90, 900, 12345)
    deck = deck_of("\n".join(
        f"  - {{id: f{n}, kind: figure, date: 2023-08, indicator: the debt of {n}, "
        f"value: {{value: {value}, unit: pounds}}}}" for n, value in enumerate(values)))
    wrong = wrong_for(deck, "f0", "value")
    assert set(wrong) <= {f"{n} pounds" for n in (30, 25, 55, 70, 90)} and len(wrong) == 3


@pytest.mark.parametrize("fact_id", ["a", "b", "c", "d", "e"])
def test_no_year_after_the_report_is_offered_for_a_year(deck_of: Any, fact_id: str) -> None:
    deck = deck_of(f"  - {{id: {fact_id}, kind: event, date: 2023, text: 'it rained in {{n}}', "
                   "numbers: {n: {value: 2022, grouped: false}}}")
    wrong = wrong_for(deck, fact_id, "n")
    assert len(wrong) == 3 and all(int(year) <= 2023 for year in wrong)


def test_a_fact_that_accuses_offers_no_other_person(deck_of: Any) -> None:
    accusing = ("  - {id: a, kind: characterisation, date: 2023-09, speaker: reed, subject: sole, "
                "label: “a thief”")
    assert wrong_for(deck_of(f"{accusing}}}"), "a", "subject") != []
    assert wrong_for(deck_of(f"{accusing}, accuses: true}}"), "a", "subject") == []
    assert wrong_for(deck_of(f"{accusing}, accuses: true}}"), "a", "speaker") == []


def test_the_same_fact_has_the_same_wrong_answers(deck_of: Any) -> None:
    deck = deck_of(f"{MEETING}}}")
    assert wrong_for(deck, "m", "place") == wrong_for(deck, "m", "place")


def named_in(entity: Entity, text: str) -> bool:
    return any(pattern_of(name).search(text) for name in names_of(entity))


def test_a_name_is_found_as_a_whole_word(deck_of: Any) -> None:
    deck = deck_of(f"{MEETING}}}")
    assert named_in(deck.entities["reed"], "What did Mayor Reed say?")
    assert not named_in(deck.entities["reed"], "Who walked in the reeds?")
    assert named_in(deck.entities["ito"], "as K. Ito wrote")


# -- numbers --------------------------------------------------------------------------------------

VALUES = st.one_of(
    st.integers(-10_000_000, 10_000_000),
    st.decimals(-9999, 9999, places=1).map(float), st.decimals(0, 99, places=2).map(float),
)


def numbers_for(make_deck: Any, quantity: Quantity) -> list[float]:
    fact = Figure(id="f", kind="figure", date="2023-08", indicator="the debt", value=quantity)
    found = find_distractors(POOL[0], fact, fact.asked()[0], quantity, "", REPORT)
    values = [w.value.value for w in found if isinstance(w.value, Quantity)]
    assert len(values) == len(found)
    return values


POOL: list[Pool] = []


@pytest.fixture(autouse=True)
def _pool(deck_of: Any) -> None:
    POOL[:] = [pool_of(deck_of("  - {id: e, kind: event, date: 2023, text: it rained}"))]


def places(value: float) -> int:
    return len(repr(value).partition(".")[2].rstrip("0"))


@given(VALUES, st.sampled_from([None, "about", "at least"]))
@example(8.7, None)
@example(0, None)
@example(1, "about")
def test_wrong_numbers_ascend_and_are_apart(value: float, bound: Any) -> None:
    """Apart from the key and each other by more than twice the tolerance; never of another sign."""
    quantity = Quantity(value=value, bound=bound)
    wrong = numbers_for(None, quantity)
    assert wrong == sorted(set(wrong))
    assert len(wrong) <= 3
    apart = 2 * tolerance_of(quantity)
    everything = sorted([*wrong, value])
    for one, other in pairwise(everything):
        assert other - one > apart
    if value >= 0:
        assert all(number >= 0 for number in wrong)


@given(st.integers(2, 10_000_000), st.sampled_from([None, "about"]))
def test_a_whole_number_has_two_or_three_whole_wrong_ones(value: int, bound: Any) -> None:
    wrong = numbers_for(None, Quantity(value=value, bound=bound))
    assert len(wrong) >= 2
    assert all(isinstance(number, int) for number in wrong)


@given(st.decimals("0.1", 999, places=1).map(float))
@example(8.7)
def test_a_wrong_number_has_no_more_decimals_than_can_be_meant(value: float) -> None:
    """No 7.699999999999999 beside 8.7."""
    assert all(places(number) <= places(value) + 2 for number in numbers_for(
        None, Quantity(value=value)))


@pytest.mark.parametrize("unit", ["per cent", "percent", "%"])
@pytest.mark.parametrize("fact_id", ["a", "b", "c", "d"])
def test_a_share_is_never_more_than_the_whole(deck_of: Any, unit: str, fact_id: str) -> None:
    """120 per cent of the votes is no plausible answer; its rank is drawn by the fact's id."""
    deck = deck_of(f"  - {{id: {fact_id}, kind: figure, date: 2023-08, indicator: the share, "
                   f"value: {{value: 61, unit: '{unit}'}}}}")
    wrong = wrong_for(deck, fact_id, "value")
    assert len(wrong) >= 2
    assert all(int(text.split()[0]) <= 100 for text in wrong), wrong


def test_a_year_among_numbers_has_years_close_by() -> None:
    """A number that is not grouped is a name: half of 2023 is no plausible year."""
    wrong = numbers_for(None, Quantity(value=2023, grouped=False))
    assert len(wrong) >= 2
    assert all(abs(number - 2023) <= 100 for number in wrong), wrong


def test_other_numbers_of_the_unit_come_before_made_ones(deck_of: Any) -> None:
    deck = deck_of("\n".join(
        f"  - {{id: f{n}, kind: figure, date: 2023, indicator: the debt of {n}, "
        f"value: {{value: {n}, unit: pounds}}}}" for n in (40, 70, 90, 9000)))
    wrong = wrong_for(deck, "f40", "value")
    assert "9,000 pounds" not in wrong  # far off
    assert set(wrong) & {"70 pounds", "90 pounds"}


# -- dates ----------------------------------------------------------------------------------------

def dates_for(key: FactDate, slot: str = "date") -> list[FactDate]:
    fact = Figure(id="f", kind="figure", date="2023-08", indicator="the debt",
                  value=Quantity(value=1))
    found = find_distractors(POOL[0], fact, Question(slot, ""), key, "", REPORT)
    return [w.value for w in found if isinstance(w.value, FactDate)]


@given(st.dates(datetime.date(1900, 1, 1), REPORT), st.integers(1, 3))
def test_wrong_dates_are_as_precise_ascend_and_are_not_after_the_report(
    day: datetime.date, precision: int
) -> None:
    key = FactDate(*(day.year, day.month, day.day)[:precision])
    wrong = dates_for(key)
    assert 2 <= len(wrong) <= 3
    assert [d.first_day for d in wrong] == sorted({d.first_day for d in wrong})
    for date in wrong:
        assert date.precision == key.precision
        assert not date.overlaps(key)
        assert date.first_day <= REPORT


@pytest.mark.parametrize("fact_id", ["a", "b", "c", "d"])
def test_a_past_day_has_no_wrong_days_after_the_report(deck_of: Any, fact_id: str) -> None:
    """Also in a slot of its own: only a plan that lies ahead has dates that lie ahead."""
    deck = deck_of(f"  - {{id: {fact_id}, kind: event, date: 2023, text: 'it rained on {{day}}', "
                   "dates: {day: 2023-09-15}}")
    wrong = [w for w in wrong_for(deck, fact_id, "day") if w.endswith("September 2023")]
    assert len(wrong) >= 2
    assert all(int(text.split()[0]) <= 15 for text in wrong), wrong


def test_a_plan_has_dates_that_lie_ahead() -> None:
    assert any(d.first_day > REPORT for d in dates_for(FactDate(2024, 6, 1), "opens"))


def test_other_dates_of_the_bank_come_first(deck_of: Any) -> None:
    deck = deck_of(f"{MEETING}}}\n  - {{id: e, kind: event, date: 2023-06-30, text: it rained}}")
    assert "30 June 2023" in wrong_for(deck, "m", "date")


def test_written_foils_of_dates_and_numbers_are_values_as_well(deck_of: Any) -> None:
    deck = deck_of("  - {id: f, kind: figure, date: 2023-08, indicator: the debt, "
                   "value: {value: 40, unit: pounds}, foils: {value: ['1,000 pounds', '30'], "
                   "date: ['2023-07', '2023-06']}}")
    assert wrong_for(deck, "f", "value") == ["1,000 pounds", "30 pounds"]
    assert wrong_for(deck, "f", "date") == ["July 2023", "June 2023"]


def test_no_person_is_offered_as_an_attacker(deck_of: Any) -> None:
    deck = deck_of("  - {id: f, kind: strike, date: 2023-09, attacker: reed, aim: a wall, place: weir}")
    assert wrong_for(deck, "f", "attacker") == []


NAMES = """\
dotted: {name: İzmir, type: City}
kelvin: {name: K\u212alvin Hall, type: City}
initials: {name: U.S. Steel, type: Corporation}
quoted: {name: "«Ost» Werk", type: Corporation}
"""


@pytest.mark.parametrize("text", [
    "Did Maud Reed or K. ITO meet the Town Council in oakham?", "reeds and Mossy Ashfords", "",
    "izmir, ızmir, IZMIR and İZMIR", "the kklvin hall", "u.s. steel’s US Steel", "the «ost» werk",
    "Ost Werk", "Sofia-Bay", "Sofia  Bay", "a county\ncouncil",
])
def test_the_pool_finds_the_names_that_stand_in_a_text(deck_of: Any, text: str) -> None:
    """By their words first: as many as are found by looking for every name."""
    deck = deck_of(f"{MEETING}}}", entities=NAMES)
    assert Pool(deck).named_in(text) == {
        entity.id for entity in deck.entities.values() if named_in(entity, text)}


def test_of_very_many_those_last_in_the_news_are_offered(deck_of: Any) -> None:
    towns = [f"town-{number}" for number in range(OFFERED + 20)]
    entities = "".join(f"{t}: {{name: {t.title()}, type: City, subtype: town}}\n" for t in towns)
    facts = "\n".join(f"  - {{id: f-{t}, kind: meeting, date: 2023-09-14, host: reed, guest: sole, "
                      f"place: {t}}}" for t in towns)
    pool = pool_of(deck_of(facts, entities=entities))
    assert {e.id for e in pool.offered("City", "town")} == set(towns[-OFFERED:])
    again = pool_of(deck_of(facts, entities=entities))
    assert pool.offered("City", "town") == again.offered("City", "town")
    assert {(one.told_in, one.days.bit_count(), one.stories.bit_count())
            for one in pool.offered("City", "town")} == {(1, 1, 1)}


@given(st.lists(st.dates(datetime.date(2023, 1, 1), datetime.date(2023, 3, 1)), max_size=12),
       st.dates(datetime.date(2023, 1, 1), datetime.date(2023, 3, 1)))
def test_the_nearest_dates_are_those_of_a_look_at_all(
    days: list[datetime.date], day: datetime.date
) -> None:
    pool = Pool(Deck(None, {}, (), {}, {}, {}))
    dates, key = [FactDate(d.year, d.month, d.day) for d in days], FactDate.parse(str(day))
    for date in dates:
        pool.add_date(date)
    others = sorted({d for d in dates if d != key}, key=lambda d: (
        abs((d.first_day - day).days), -d.first_day.toordinal()))
    assert pool.dates_near(key, 2) == others[:2]
