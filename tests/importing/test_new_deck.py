"""The deck that an import makes: what it lacks is named by the reader, and can be filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.read import load_folder, read_deck
from quizgen.bank.yaml_reader import parse_yaml
from quizgen.formats import Job, export, left_out
from quizgen.formats.anki_cards import cards_by_fact
from quizgen.importing.plan import Known
from quizgen.importing.yaml_text import write_mapping
from quizgen.items.item import Item
from quizgen.items.lint import lint_deck
from quizgen.items.make import make_items
from tests.formats.hostile import HOSTILE
from tests.importing.made import make_deck, write_deck

GIFT = """\
// [id:capital] [tag:Europe's cities]
::x::Which city is the capital of France?{=Paris ~Lyon#It was that of Gaul. ~Nice ~Lille}

The Seine flows through Paris.{T}

The Rhine rises in {=Switzerland =%100%the Alps}.

Which country has {~A [1] =B (2) ~C} of them?
"""


EVERY_KIND_XML = """<quiz><question type="KIND"><name><text>x</text></name>
<questiontext format="html"><text>What?</text></questiontext>ANSWERS</question></quiz>"""


def items_of(folder: Path, name: str, text: str) -> dict[str, Item]:
    return {item.id: item for item in make_items(make_deck(folder, name, text))}


def test_each_lack_is_named_with_file_and_line_and_can_be_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "deck"
    write_deck(folder, "gift", GIFT, Known("mini", "mini"))
    _, problems = read_deck(folder)
    lines = {path.name: path.read_text("utf-8").split("\n") for path in folder.glob("*.yaml")}
    places = [(Path(p.path).name, lines[Path(p.path).name][p.line - 1].strip(), p.line)
              for p in problems]
    assert [(name, row) for name, row, _ in places] == [
        ("deck.yaml", "licence:"), ("deck.yaml", "authors:"), ("imported.yaml", "publisher:"),
        ("imported.yaml", "date:"), *[("imported.yaml", "date:")] * 4]  # the source's, the facts'
    for name, row, line in places:  # a mark stands right above each, as far in
        above = lines[name][line - 2]
        assert re.match(r" *# open: \S", above)
        assert above.index("#") == lines[name][line - 1].index(row)


FILLED = {"publisher:": "publisher: CNN", "date:": "date: 2023-09-15", "licence:": "licence: CC0-1.0",
          "authors:": "authors: [us]"}


def test_a_deck_with_its_lacks_filled_in_passes(tmp_path: Path) -> None:
    folder = tmp_path / "deck"
    write_deck(folder, "gift", GIFT, Known("mini", "mini"))
    for _ in range(4):  # until nothing is named any more
        for problem in read_deck(folder)[1]:
            path = Path(problem.path)
            rows = path.read_text("utf-8").split("\n")
            row = rows[problem.line - 1]
            rows[problem.line - 1] = row.replace(row.strip(), FILLED.get(row.strip(), row.strip()))
            path.write_text("\n".join(rows), encoding="utf-8")
    deck = load_folder(folder)
    items = make_items(deck)
    assert [p for p in lint_deck(deck, items) if p.level == "error"] == []
    assert {item.source.publisher for item in items} == {"CNN"} and len(items) == 4


def test_questions_become_items_of_their_kind(tmp_path: Path) -> None:
    items = items_of(tmp_path / "deck", "gift", GIFT)
    choice = items["capital.answer"]
    assert (choice.kind, choice.stem, choice.key) == (
        "multiple-choice", "Which city is the capital of France?", "Paris")
    assert [(d.text, d.why) for d in choice.distractors] == [
        ("Lyon", "It was that of Gaul."), ("Nice", ""), ("Lille", "")]
    assert choice.sentence == "The answer to “Which city is the capital of France?” is Paris."
    assert (choice.tags, choice.standing) == (("europe-s-cities",), "reported")
    judged, cloze = items["question-2.true-false"], items["question-3.answer"]
    assert (judged.kind, judged.stem, judged.key) == (
        "true-false", "The Seine flows through Paris.", "True")
    assert judged.distractors[0].why == "" and judged.sentence == judged.stem
    assert (cloze.kind, cloze.stem, cloze.key, cloze.accept) == (
        "cloze", "The Rhine rises in _____.", "Switzerland", ("the Alps",))
    blank = items["question-4.answer"]
    assert (blank.kind, blank.stem) == ("multiple-choice", "Which country has _____ of them?")
    assert set(blank.options) == {"A [1]", "B (2)", "C"}


def test_numbers_and_dates_stand_in_their_order(tmp_path: Path) -> None:
    items = items_of(tmp_path / "deck", "aiken", "How many?\nA. 12\nB. 5\nC. 1,200\nANSWER: B\n\n"
                     "When?\nA. 3 May 2023\nB. 1 May 2023\nC. 2 May 2023\nANSWER: C\n")
    assert [(item.sorted, item.number, item.date) for item in items.values()] == [
        (True, 5.0, None), (True, None, "2023-05-02")]


def test_a_number_may_be_about(tmp_path: Path) -> None:
    items = items_of(tmp_path / "deck", "gift", "::n::How many tons?{#20000:1000}")
    assert {name: (item.kind, item.tolerance) for name, item in items.items()} == {
        "n.answer": ("numerical", 1000.0)}  # no options that the file does not have
    said = write_deck(tmp_path / "other", "gift", "::n::How many tons?{#20000:10}")
    assert "the tolerance 10 is not kept" in said[0]


@pytest.mark.parametrize(("text", "kinds", "message"), [
    ("::m::Match.{=a -> one =b -> two =c -> six =d -> ten}", {
        "m-1.answer": ("multiple-choice", "Match: a – …", "one"),
        "m-2.answer": ("multiple-choice", "Match: b – …", "two"),
        "m-3.answer": ("multiple-choice", "Match: c – …", "six"),
        "m-4.answer": ("multiple-choice", "Match: d – …", "ten")},
     "a matching has an answer that fits nothing, and this one has none; each of its pairs is asked by "
     "itself"),
    ("::m::Match.{=a -> one =b -> two}", {
        "m-1.answer": ("short-answer", "Match: a – …", "one"),
        "m-2.answer": ("short-answer", "Match: b – …", "two")}, "4 to 8 pairs, and this one 2"),
    ("::m::Match.{=a -> one =b -> one =c -> six =d -> ten = -> no}", {
        "m-1.answer": ("multiple-choice", "Match: a – …", "one"),
        "m-2.answer": ("multiple-choice", "Match: b – …", "one"),
        "m-3.answer": ("multiple-choice", "Match: c – …", "six"),
        "m-4.answer": ("multiple-choice", "Match: d – …", "ten")}, "two pairs of the matching"),
    ("::x::Rain falls.{=wahr ~falsch}", {"x.true-false": ("true-false", "Rain falls.", "True")}, ""),
    ("::x::Which?{=one ~two}", {"x.answer": ("short-answer", "Which?", "one")}, "and this one has 1"),
    ("::x::Which?{=one ~two ~two ~six}", {"x.answer": ("multiple-choice", "Which?", "one")},
     "the answer “two” stands twice"),
    ("::x::How cold?{#-2}", {"x.answer": ("numerical", "How cold?", "-2")}, ""),
])
def test_what_the_bank_has_no_room_for_is_asked_otherwise(
    tmp_path: Path, text: str, kinds: dict[str, tuple[str, str, str]], message: str
) -> None:
    said = write_deck(tmp_path / "deck", "gift", text)
    deck = load_folder(tmp_path / "deck")
    items = make_items(deck)
    assert {item.id: (item.kind, item.stem, item.key) for item in items} == kinds
    assert message in "".join(said) and bool(said) == bool(message)
    assert [p for p in lint_deck(deck, items) if p.level == "error"] == []


def test_an_order_of_no_dates_says_so(tmp_path: Path) -> None:
    text = EVERY_KIND_XML.replace("KIND", "ordering").replace("ANSWERS", "".join(
        f'<answer fraction="{n}"><text>Step {n}</text></answer>' for n in (1, 2, 3)))
    said = write_deck(tmp_path / "deck", "moodle-xml", text)
    assert "an order is one of dates, and the file does not tell them" in said[0]
    assert (tmp_path / "deck" / "2023-09-15.yaml").read_text("utf-8").count(
        "# open: an order needs the date of each event") == 3
    assert make_items(load_folder(tmp_path / "deck"))[0].sequence == ("Step 1.", "Step 2.", "Step 3.")


@pytest.mark.parametrize(("text", "message"), [
    (f"Long {'x' * 1000}{{T}}", "is longer than 1000 characters"),
    ("a \u202e{T}", "the character U+202E may not stand in a text"),
    ("::x::a{T}\n\n::x::b{T}", "the id “x” stands twice; this one is imported as “x-2”"),
    ("::x::Q?{=a ~b ~c}\n\n::y::q?{=B ~d ~e}", "3: warning: it asks what is asked already, with "
     "another answer: file:1"),
    ("::x::Q?{=a ~b ~c}\n\n::y::q?{=A ~d ~e}", "3: warning: it asks what is asked "
     "already, with the same answer: file:1"),
    ("What is \\\\(a^2\\\\)?{=b ~c ~d}", "1: warning: a formula is shown as it is written: \\(a^2\\)"),
    ("a{=b ~c ~d ~e ~f}", "of its 4 wrong answers a question shows 3"),
])
def test_what_the_bank_cannot_hold_is_named(tmp_path: Path, text: str, message: str) -> None:
    assert message in " ".join(write_deck(tmp_path / "deck", "gift", text))


def test_the_same_file_makes_the_same_deck(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_deck(tmp_path / name, "gift", GIFT)
    assert len({tuple(sorted(p.read_text("utf-8") for p in (tmp_path / name).iterdir()))
                for name in ("one", "two")}) == 1


VALUES = HOSTILE | st.booleans() | st.integers(-10**9, 10**9) | st.integers(-10**9, 10**9).map(
    lambda number: number / 1000)


@settings(max_examples=40)
@given(st.dictionaries(HOSTILE.map(lambda key: f"k{hash(key)}"), VALUES | st.lists(HOSTILE, min_size=1)
                       | st.dictionaries(st.sampled_from("abc"), HOSTILE, min_size=1), min_size=1))
def test_yaml_gives_back_what_was_written(fields: dict[str, object]) -> None:
    text = "\n".join(write_mapping(fields, 0)) + "\n"
    read, problems = parse_yaml(text, "file")
    assert (read, problems) == (fields, [])


def test_gaps_and_statements_of_an_author_make_cards(tmp_path: Path) -> None:
    deck = make_deck(tmp_path / "deck", "gift", GIFT)
    items = make_items(deck)
    assert left_out("apkg", Job(deck, items)) == []
    cards = cards_by_fact(items, deck.facts)
    (judged,), (cloze,) = cards["question-2"], cards["question-3"]
    assert judged.choices and set(judged.choices.options) == {"True", "False"}
    assert cloze.typed and cloze.typed.accept == ("the Alps",)
    assert export("apkg", deck, items)[:2] == b"PK"


def test_the_gaps_of_one_note_are_asked_of_one_fact(tmp_path: Path) -> None:
    """Whatever signs Anki has put into the note's guid."""
    text = "#guid column:1\nM4$Gh!,x%_\t{{c1::Paris}} is in {{c2::France}}\tso it is\n"
    items = items_of(tmp_path / "deck", "anki", text)
    assert {item.fact for item in items.values()} == {"m4-gh-x"} and len(items) == 2


def test_answers_stay_as_they_are_written(tmp_path: Path) -> None:
    text = "::u:: Which unit? {=kg ~mm ~s ~pH}\n\n::n:: Which acid? {=mRNA =rna}\n"
    items = items_of(tmp_path / "deck", "gift", text)
    assert items["u.answer"].options[0] == "kg"
    assert sorted(items["u.answer"].options) == ["kg", "mm", "pH", "s"]
    assert items["n.answer"].key == "mRNA"


def test_a_pair_that_is_asked_by_itself_says_where_its_wrong_answers_go(tmp_path: Path) -> None:
    items = items_of(tmp_path / "deck", "gift", "::m::Match.{=a -> one =b -> one =c -> six = -> no}")
    assert {d.text: d.why for d in items["m-3.answer"].distractors} == {
        "no": "No goes with nothing else here.", "one": "One goes with “a” and “b”."}
