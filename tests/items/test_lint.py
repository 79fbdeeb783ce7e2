"""What makes an item bad: for each rule an item that breaks it, and the same item mended."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.bank.deck import Deck
from quizgen.items.item import Citation, Distractor, Item
from quizgen.items.lint import RULES, Known, check_clang, lint_deck, lint_items
from quizgen.items.make import make_items

FACTS = """\
  - {id: m, kind: meeting, date: 2023-09-14, host: reed, guest: sole, place: weir}
  - {id: claim, kind: figure, date: 2023-08, indicator: the debt, value: {value: 40},
     assertions: [{by: sole}]}
  - {id: accused, kind: characterisation, date: 2023-09, speaker: reed, subject: sole,
     label: “a thief”, accuses: true}
  - {id: a, kind: event, date: 2023-01, text: it rained}
  - {id: b, kind: event, date: 2023-02-01, text: it snowed}
  - {id: c, kind: event, date: 2023-02, text: it blew}
  - {id: e, kind: event, date: 2023-04, text: it froze}"""


def options(*texts: str) -> tuple[Distractor, ...]:
    return tuple(Distractor(text, "It was not.") for text in texts)


GOOD = Item(
    id="m.place", kind="multiple-choice", family="content", fact="m", facts=("m",),
    development="d", topic=None, question="place", stem="Where did Maud Reed meet Hugo Sole?",
    key="Weir", accept=(), distractors=options("Ashford", "Oakham", "Elm"), sorted=False,
    sentence="Maud Reed met Hugo Sole in Weir.", explanation="Maud Reed met Hugo Sole in Weir.",
    source=Citation("The Echo", "15 September 2023"), as_of="2023-09-15", attribution="The Echo",
    standing="reported", perishable=False, tags=())
TYPED = GOOD._replace(kind="short-answer", distractors=())
CLOZE = TYPED._replace(kind="cloze", stem="Maud Reed met Hugo Sole in _____.")
SPOKEN = GOOD._replace(id="claim.value", fact="claim", facts=("claim",), standing="claimed",
                       stem="According to Hugo Sole, what was the debt?")
ORDER = TYPED._replace(id="s.ordering", fact="s", kind="ordering", facts=("a", "b", "e"),
                       sequence=("It rained.", "It snowed.", "It froze."))
MATCH = TYPED._replace(id="s.matching", fact="s", kind="matching", facts=("a", "b", "c", "e"),
                       pairs=(("A", "One"), ("B", "Two"), ("C", "Three"), ("D", "Four")),
                       distractors=options("Five"))


@pytest.fixture
def deck(deck_of: Any) -> Deck:
    made: Deck = deck_of(FACTS)
    return made


def rules_of(deck: Deck, *items: Item) -> list[tuple[str, str]]:
    return [(p.rule, p.level) for p in lint_items(deck, items)]


BAD = [
    ("duplicate-option", "error", GOOD._replace(distractors=options("Ashford", "ashford!", "Elm"))),
    ("duplicate-option", "error", GOOD._replace(distractors=options("The Weir", "Oakham", "Elm"))),
    ("duplicate-option", "error", GOOD._replace(accept=("Elm Town",),
                                                distractors=options("Elm Town", "Oakham"))),
    ("longest-key", "warning", GOOD._replace(key="the wide river of Weir",
        distractors=options("a wide brook", "a small pond", "a tiny creek"))),
    ("longest-key", "error", GOOD._replace(key="a key that is much too long",
                                           distractors=options("brook", "rivers", "ponds"))),
    ("homogeneous", "warning", GOOD._replace(key="“Weir”")),
    ("grammar-cue", "error", CLOZE._replace(stem="Maud Reed met Hugo Sole in a _____.")),
    ("grammar-cue", "error", CLOZE._replace(stem="An _____ met Hugo Sole.")),
    ("clang", "error", GOOD._replace(key="Maud Street")),
    ("clang", "warning", GOOD._replace(key="A meet line")),
    ("all-or-none", "error", GOOD._replace(distractors=options("Elm", "None of the above", "Ashford"))),
    ("all-or-none", "error", GOOD._replace(distractors=options("Elm", "Both of them", "Ashford"))),
    ("negative-stem", "warning", GOOD._replace(stem="Which town was not seen by Maud Reed?")),
    ("absolutes", "error", GOOD._replace(distractors=options("Always Elm", "Never Elm", "Only Weir"))),
    ("absolutes", "error", GOOD._replace(key="Often Weir")),
    ("options", "warning", GOOD._replace(distractors=options("Elm"))),
    ("options", "warning", GOOD._replace(distractors=options("Elm", "Oak", "Ash", "Yew", "Fir"))),
    ("overlap", "error", GOOD._replace(key="1,000", number=1000.0, tolerance=50.0,
                                       distractors=options("500", "1,040", "2,000"))),
    ("stands-alone", "error", GOOD._replace(stem="Where did Maud Reed go this week?")),
    ("stands-alone", "error", GOOD._replace(stem="Where is Maud Reed now?")),
    ("stands-alone", "error", GOOD._replace(stem="It was where?")),
    ("residue", "error", GOOD._replace(stem="Where did {host} go?")),
    ("residue", "error", GOOD._replace(stem="Where did the the mayor go?")),
    ("residue", "error", GOOD._replace(stem="Where did None go?")),
    ("residue", "error", GOOD._replace(stem="According to , where was it?")),
    ("residue", "error", GOOD._replace(key="")),
    ("minimum", "warning", TYPED._replace(key="one two three four five six")),
    ("minimum", "error", CLOZE._replace(stem="_____ met Hugo Sole in _____.")),
    ("minimum", "error", CLOZE._replace(stem="Maud Reed met Hugo Sole.")),
    ("list-answer", "error", TYPED._replace(key="A, bread and wine")),
    ("feedback", "error", GOOD._replace(explanation="")),
    ("feedback", "error", GOOD._replace(source=Citation("", "2023"))),
    ("as-of", "error", GOOD._replace(perishable=True)),
    ("attribution", "error", SPOKEN._replace(stem="What was the debt?")),
    ("ordering", "error", ORDER._replace(facts=("a", "b"), sequence=ORDER.sequence[:2])),
    ("ordering", "error", ORDER._replace(sequence=("A.", "B.", "C.", "D.", "E.", "F."))),
    ("ordering", "error", ORDER._replace(facts=("a", "b", "c"))),  # b and c may be the same day
    ("matching", "error", MATCH._replace(pairs=MATCH.pairs[:3])),
    ("matching", "error", MATCH._replace(pairs=(*MATCH.pairs[:3], ("D", "three")))),
    ("matching", "error", MATCH._replace(distractors=())),
    ("living-person", "error", GOOD._replace(fact="accused", facts=("accused",),
                                             distractors=options("Peter Moss", "Ilse Varga"))),
]


@pytest.mark.parametrize(("rule", "level", "item"), BAD, ids=lambda value: str(value)[:40])
def test_an_item_that_breaks_a_rule_is_told(
    deck: Deck, rule: str, level: str, item: Item
) -> None:
    assert (rule, level) in rules_of(deck, item)


@pytest.mark.parametrize("item", [
    GOOD, TYPED, CLOZE, SPOKEN, ORDER, MATCH,
    GOOD._replace(key="Weir on the Elm"),  # longer, but by less than ten characters
    GOOD._replace(family="standing", key="As a fact that was in the publisher’s own voice"),
    GOOD._replace(key="Upper Weir", distractors=options("Upper Elm", "Elm", "Oakham"),
                  stem="In which Upper town was it?"),
    GOOD._replace(key="Never", distractors=options("Always", "Only once", "Every day")),
    GOOD._replace(key="1,000", number=1000.0, tolerance=50.0,
                  distractors=options("500", "1,100", "2,000")),
    GOOD._replace(perishable=True, stem="As of 15 September 2023, where was it?"),
    GOOD._replace(stem="Where was the flag of the nation known as Nowland?"),
    TYPED._replace(key="Maud, Countess of Weir", entity="reed"),
    SPOKEN._replace(family="attribution", stem="Who said what the debt was?"),
    GOOD._replace(distractors=options("Ashford", "Oakham")),
], ids=lambda item: f"{item.kind}: {item.stem[:30]} {item.key[:20]}")
def test_an_item_that_keeps_the_rules_is_passed(deck: Deck, item: Item) -> None:
    assert rules_of(deck, item) == []


@pytest.mark.parametrize("key", ["4 May 2023", "May 2023"])
def test_the_month_of_may_is_no_hedge(deck: Deck, key: str) -> None:
    item = GOOD._replace(stem="When was it?", key=key, sorted=True, date="2023-05",
                         distractors=options("3 April 2023", "9 April 2023", "30 June 2023"))
    assert rules_of(deck, item) == []


def test_a_problem_stands_at_the_line_of_its_fact(deck: Deck) -> None:
    [problem] = lint_items(deck, [SPOKEN._replace(stem="What was the debt?")])
    assert problem.path.endswith("2023-09-15.yaml")
    assert problem.line == 9
    assert problem.message == "claim.value: claimed, but asked as a plain fact"


MEETINGS = ("  - {id: one, kind: meeting, date: 2023-09-14, host: reed, guest: sole, place: weir}\n"
            "  - {id: two, kind: meeting, date: %s, host: reed, guest: %s, place: %s}")


@pytest.mark.parametrize(("date", "guest", "place", "ambiguous"), [
    ("2023-09", "sole", "elm", True), ("2023-09-14", "sole", "elm", True),
    ("2023-09-13", "sole", "elm", False), ("2023-09", "moss", "elm", False),
    ("2023-09", "sole", "weir", False),
])
def test_a_question_that_another_fact_answers_otherwise_is_told(
    deck_of: Any, date: str, guest: str, place: str, ambiguous: bool
) -> None:
    """Where did Reed meet Sole on the 14th? In Weir, and perhaps in Elm."""
    deck = deck_of(MEETINGS % (date, guest, place))
    found = {p.message.split(":")[0] for p in lint_items(deck, make_items(deck))
             if p.rule == "ambiguous"}
    assert ("one.place" in found) is ambiguous


def test_two_like_prompts_with_different_answers_interfere(deck: Deck) -> None:
    one = GOOD._replace(stem="Where did Maud Reed open the new bridge in May 2023?")
    other = one._replace(id="b.place", fact="b", facts=("b",), key="Elm",
                         stem="Where did Maud Reed open the new bridge in June 2023?",
                         distractors=options("Weir", "Oakham", "Ashford"))
    assert rules_of(deck, one, other) == [("interference", "warning")]
    assert rules_of(deck, one, other._replace(key="Weir", distractors=one.distractors)) == []
    assert rules_of(deck, one, other._replace(development="other")) == []
    assert rules_of(deck, one, other._replace(stem="Who was the first to cross it?")) == []


WAIVERS = ("waivers:\n- {rule: options, items: [m.place], why: There are no more.}\n"
           "- {rule: longest-key, items: [m.place, x.y], why: It is so.}\n")


def test_a_waived_warning_is_not_told_and_an_unused_waiver_is(deck_of: Any) -> None:
    deck = deck_of(FACTS, waivers=WAIVERS)
    problems = lint_items(deck, [GOOD._replace(distractors=options("Elm"))])
    assert [(p.rule, p.level, p.message) for p in problems] == [
        ("waiver", "warning", "a waiver of longest-key for m.place is not needed"),
        ("waiver", "warning", "a waiver of longest-key for x.y is not needed")]
    assert all(p.path.endswith("deck.yaml") for p in problems)


def test_an_error_cannot_be_waived(deck_of: Any) -> None:
    deck = deck_of(FACTS, waivers="waivers:\n- {rule: residue, items: [m.place], why: So.}\n")
    assert ("residue", "error") in rules_of(deck, GOOD._replace(stem="Where did {host} go?"))


OWN = """\
  - id: q
    kind: event
    date: 2020
    text: "{whole}"
    phrases: {whole: 'the answer is `{}`', asked: %s, answer: '%s'}
    ask: {answer: {stem: "{asked}"}}
    foils: {answer: ['%s', '%s']}"""


@pytest.mark.parametrize(("stem", "key", "one", "other", "found"), [
    ("'What does `{}` make?'", "an empty dict", "a set", "a list", []),
    ("Which tag makes text bold?", "<b>", "<i>", "<u>", []),
    ("Which decorator makes a property?", "@getter", "@static", "@prop", []),
    ("'In C, what is a ?? b when a is null?'", "b", "a", "null", []),
    ("What does time.now() give?", "an instant", "a date", "nothing", []),
    ("Which value has no attributes?", "None", "zero", "null", []),
    ("'This code makes what: `{x: 1}`?'", "a dict", "a set", "a list", [("stands-alone", "warning")]),
    ("What did the the mayor say?", "yes", "no", "maybe", [("residue", "warning")]),
])
def test_what_an_author_asks_about_is_no_residue(
    deck_of: Any, stem: str, key: str, one: str, other: str, found: list[tuple[str, str]]
) -> None:
    deck = deck_of(OWN % (stem, key, one, other))
    items = [item for item in make_items(deck) if item.id == "q.answer"]
    assert [(p.rule, p.level) for p in lint_items(deck, items)] == found
    broken = [item._replace(stem=f"{item.stem} {{host}}") for item in items]
    assert ("residue", "error") in rules_of(deck, *broken)


def test_every_rule_is_broken_by_some_item_above(deck: Deck) -> None:
    """A rule without an item that breaks it would be no rule."""
    for rule in RULES:
        assert (rule.__doc__ or "").rstrip().endswith("."), rule.__name__
    broken = {rule.__name__ for rule in RULES for _, _, item in BAD
              if [*rule(item, Known(deck))]}
    assert {rule.__name__ for rule in RULES} - broken == {"check_one_answer"}


def test_a_foil_that_another_fact_makes_true_is_told(deck_of: Any) -> None:
    """Maud Reed met both: neither is a wrong answer to whom she met."""
    deck = deck_of(
        "  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: sole, foils: {guest: [moss]}}\n"
        "  - {id: g, kind: meeting, date: 2023-08, host: reed, guest: moss}\n")
    assert [p.rule for p in lint_deck(deck, make_items(deck)) if p.level == "error"] == ["true-foil"]


@pytest.mark.parametrize(("one", "other", "ambiguous"), [
    ("2023-09-14", "2023-09-14", True), ("2023-09-14", "2023-09", True),
    ("2023-09", "2023-09-14", True),
    ("2023", "2023-09-14", True), ("2023-09-14", "2023~", True), ("2023-09-14", "2023-09-15", False),
    ("2023-09", "2023-08", False), ("2023", "2022", False),
])
def test_another_answer_of_the_same_days_is_found(
    deck_of: Any, one: str, other: str, ambiguous: bool
) -> None:
    deck = deck_of("".join(
        f"  - {{id: {name}, kind: meeting, date: {date}, host: reed, guest: {guest}, place: weir}}\n"
        for name, date, guest in (("m", one, "sole"), ("n", other, "moss"))))
    item = GOOD._replace(question="guest", entity="sole", stem="Whom did Maud Reed meet in Weir?")
    assert (("ambiguous", "error") in rules_of(deck, item)) is ambiguous


def test_the_day_of_a_date_is_no_clang_with_a_number() -> None:
    nine = GOOD._replace(key="9", number=9.0, stem="As of 9 March 2026, how many people were hurt?",
                         distractors=options("10", "11", "18"))
    assert not [f for f in check_clang(nine, None) if f.rule == "clang"]  # type: ignore[arg-type]
    told = nine._replace(stem="Of 9 guests, how many people were hurt?")
    assert [f.rule for f in check_clang(told, None)] == ["clang"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("rule", "line"), [("stands-alone", 6), ("options", 8), ("as-of", 6)])
def test_a_finding_is_told_at_the_line_where_it_is_mended(deck_of: Any, rule: str, line: int) -> None:
    """The author's own stem, or the author's own options; the fact where there are none."""
    deck = deck_of("""\
  - id: e
    kind: event
    date: 2023-09
    perishable: true
    text: "{who=@reed} met {whom=@sole}"
    ask:
      whom: {stem: "whom did she meet today?"}
    foils:
      whom: [weir]
""")
    first = deck.position("fact:e").line
    item = GOOD._replace(id="e.whom", fact="e", facts=("e",), question="whom", perishable=True,
                         stem="Whom did she meet today?", distractors=options("Ashford"))
    found = [p.line - first for p in lint_items(deck, [item]) if p.rule == rule]
    assert set(found) == {line}
