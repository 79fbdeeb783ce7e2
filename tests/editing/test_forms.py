"""A fact, another kind of one, or a question is asked step by step and written when it is whole."""

from __future__ import annotations

import difflib
import io
from pathlib import Path

import pytest
from rich.console import Console

from quizgen.bank.open_points import deck_open_points
from quizgen.bank.read import read_deck
from quizgen.editing.desk import open_desk
from quizgen.editing.form import is_placeholder
from quizgen.editing.plain import render_plain
from quizgen.editing.screen import Screen
from quizgen.editing.session import start, step
from quizgen.editing.state import State
from quizgen.editing.wording import given
from quizgen.evidence.article import load_article
from quizgen.terminal.events import Key, Line
from tests.editing.conftest import DIGEST, starter

LEFT = "    # open: no fact was drafted from the characters 50–105, 106–190\n"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The starter deck, whose development has a mark that names two spans of the article."""
    for name, text in starter().items():
        (tmp_path / name).write_text(text.replace("    facts:\n", f"{LEFT}    facts:\n", 1), "utf-8")
    return tmp_path


def begin(folder: Path) -> State:
    desk = open_desk(folder)
    article = load_article((folder / "article.md").read_bytes(), "article.md")
    return start(desk, desk.read(), article)


def after(state: State, *answers: str) -> State:
    """The walk after lines were entered; each change is written to the disk."""
    for answer in answers:
        before = state
        state, change = step(state, Line(answer))
        if change:
            (state.desk.folder / change.file).write_bytes(change.after.encode())
        render_plain(before, state)
    return state


def changed(old: str, folder: Path, name: str = DIGEST) -> list[str]:
    """The lines that went and came, with their signs."""
    rows = difflib.unified_diff(old.splitlines(), (folder / name).read_text().splitlines(), n=0,
                                lineterm="")
    return [row for row in list(rows)[2:] if not row.startswith("@@")]


def test_a_fact_is_made_from_a_sentence_that_the_draft_left_out(bare: Path) -> None:
    old = (bare / DIGEST).read_text()
    state = after(begin(bare), "f")
    assert state.asked and [choice.value for choice in state.choices] == ["50–105", "106–190"]
    assert "The old grain hall" in state.choices[0].words
    state = after(state, "1", "law", "")                # the digest's day stays
    assert state.asked and state.asked.name == "body"
    state = after(state, "nobody")
    assert state.note == ("`body` names the unknown entity `nobody`; “+ Name, Type” makes a new one")
    state = after(state, "counsel")
    assert "did you mean `council`?" in state.note
    state = after(state, "council", "...")
    assert "“...” is no value" in state.note
    state = after(state, "an order: on the hall", "an order on the mill; an order on the park",
                  "-", "", "2024-13-01")
    assert state.asked and state.asked.name == "in_force" and "no day of the calendar" in state.note
    state = after(state, "-", "", "")
    assert state.note.startswith("The fact is written.")
    assert changed(old, bare)[:2] == [f"-{LEFT.rstrip()}", f"+{LEFT.rstrip().replace('50–105, ', '')}"]
    assert [row.split("sha256")[0] for row in changed(old, bare)[2:] if row != "+"] == [
        "+      - id: council-law", "+        kind: law", "+        date: 2024-05-04",
        "+        body: council", '+        act: "an order: on the hall"', "+        verb: passed",
        "+        foils: {act: [an order on the mill, an order on the park]}",
        "+        evidence: [{start: 50, end: 105, "]
    deck, problems = read_deck(bare)
    assert deck and not problems and deck.facts["council-law"].kind == "law"
    assert len(deck_open_points(bare)) == 1
    after(state, "u")
    assert (bare / DIGEST).read_text() == old


def test_words_of_the_article_are_found_where_no_point_names_them(bare: Path) -> None:
    (bare / DIGEST).write_text((bare / DIGEST).read_text().replace(LEFT, "    # open: more?\n", 1))
    state = begin(bare)
    state = after(state, "f")
    assert state.form and len(state.form.spans) == 3    # what the facts there have as evidence
    state = after(state, "9 OF THE TOWN's treasurer")
    assert "nowhere" in state.note
    state = after(state, "Forty per cent of the town's")      # quotes may be typed otherwise
    assert state.form and state.form["words"] == "367–395", state.note
    assert "nowhere" in after(after(state, "<"), "the moon").note


def test_a_kind_is_changed_and_what_means_the_same_keeps_its_line(town: Path) -> None:
    digest = town / DIGEST
    digest.write_text(digest.read_text().replace("        body: council\n",
                                                 "        body: council   # of the town\n", 1))
    old = digest.read_text()
    state = after(begin(town), "k")
    assert [choice.value for choice in state.choices][:2] == ["law", "designation"]
    assert "keeps body" in state.choices[0].words
    state = after(state, "law", "a plan for the grain hall", "-", "", "", "")
    assert state.note.startswith("The kind is changed."), state.note
    rows = changed(old, town)
    assert "+        kind: law" in rows and "+        act: a plan for the grain hall" in rows
    assert not [row for row in rows if "of the town" in row]
    assert [row for row in rows if row.startswith("-        ") and "ayes" in row]
    assert not [p for p in read_deck(town)[1] if p.level == "error"]
    after(state, "u")
    assert digest.read_text() == old


TOLL = """      # open: in what, and where?
      - id: toll
        kind: event
        date: 2024-05-04
        text: "{killed} were killed {date:on}"
        numbers: {killed: {value: 31, unit: people, bound: at least}}
        ask: {killed: {stem: "how many people were killed {date:on}?"}}
"""


def test_a_count_of_dead_becomes_casualties_and_keeps_its_number(tmp_path: Path) -> None:
    for name, text in starter().items():
        (tmp_path / name).write_text(f"{text}{TOLL}" if name == DIGEST else text, "utf-8")
    state = after(begin(tmp_path), "k")
    first = state.choices[0]
    assert first.value == "casualties" and "keeps killed; asks cause" in first.words
    state = after(state, "casualties", "a flood", "+ Lorne, Landform")
    assert state.asked and state.asked.name == "foils.cause" and "cannot stand" in state.note
    state = after(state, "a fire; a storm")
    assert state.asked and "in {cause} in {place}" in state.asked.words
    state = after(state, "-", "-")
    assert state.note.startswith("The kind is changed."), state.note
    deck = read_deck(tmp_path)[0]
    assert deck and deck.facts["toll"].model_dump()["killed"] == {
        "value": 31, "unit": None, "bound": "at least", "grouped": True}
    assert "numbers:" not in (tmp_path / DIGEST).read_text("utf-8")


def test_no_question_is_proposed_that_lacks_a_slot(town: Path) -> None:
    digest = town / DIGEST
    said = "        cue: promised"
    digest.write_text(digest.read_text().replace(f"{said}\n", f"{said}  # open: ?\n"))
    state = begin(town)
    while "hale-opening, cue" not in state.point.about:
        state = after(state, "n")
    state = after(state, "w", "content")
    assert (state.asked and state.asked.name, state.line.text) == ("stem", "")


def test_what_the_bank_refuses_leads_back_to_the_step_that_it_names(town: Path) -> None:
    old = (town / DIGEST).read_text()
    state = after(begin(town), "k", "statement")
    assert state.asked and state.asked.name == "speaker"
    state = after(state, "council", "denies", "-", "-", "-", "-")
    assert "a statement needs its content" in state.note
    assert state.asked and state.asked.name == "content" and (town / DIGEST).read_text() == old
    assert after(state, "<", "<", "<", "<", "<").note == "Nothing was written."


def test_a_question_is_worded_with_its_wrong_answers_and_linted(town: Path) -> None:
    old = (town / DIGEST).read_text()
    state = after(begin(town), "w")
    assert [choice.value for choice in state.choices][:2] == ["body", "matter"]
    state = after(state, "matter", "what did {bodi} decide today?")
    assert "{bodi}" in state.note and state.asked and state.asked.name == "stem"
    assert (town / DIGEST).read_text() == old
    state = after(state, "what did {body} decide today?", "close the mill; sell the mill")
    assert state.note.startswith("The question is written. check: ")
    assert "[stands-alone]" in state.note
    assert "+          matter: what did {body} decide today?" in changed(old, town)
    assert [row for row in changed(old, town) if "sell the mill" in row]


def test_an_event_is_asked_for_words_that_its_author_gives(town: Path) -> None:
    digest = town / DIGEST
    text = digest.read_text()
    name = next(line.split()[-1] for line, kind in zip(text.splitlines(), text.splitlines()[1:],
                                                       strict=False) if kind.endswith("kind: event"))
    digest.write_text(text.replace(f"      - id: {name}\n", f"      # open: q\n      - id: {name}\n"))
    state = begin(town)
    while not state.point.about.endswith(name) or state.point.says != "q":
        state = after(state, "n")
    state = after(state, "w", "a quiet place", "what was it to become?", "a bakery; a garage", "yes")
    assert state.note.startswith("The question is written.")
    deck, problems = read_deck(town)
    assert deck and not [p for p in problems if p.level == "error"]
    fact = deck.facts[name].model_dump()
    assert fact["phrases"] == {"detail": "a quiet place"}
    assert fact["ask"]["detail"] == {"stem": "what was it to become?", "slot": None, "closed": False}
    assert fact["foils"]["detail"] == ("a bakery", "a garage")


def test_a_new_entity_is_made_while_a_fact_is_written(town: Path) -> None:
    old = (town / "entities.yaml").read_text()
    state = after(begin(town), "f", "-", "visit", "2024-05", "+ Ada O’Quill")
    assert "“+ Name, Type”" in state.note
    state = after(state, "+ Ada O’Quill, Persn")
    assert "`type` must be one of" in state.note and (town / "entities.yaml").read_text() == old
    state = after(state, "+ Ada O’Quill, Person, scientist")
    assert changed(old, town, "entities.yaml") == [
        "+ada-oquill: {name: Ada O’Quill, type: Person, subtype: scientist}"]
    assert (state.asked and state.asked.name, state.line.text) == ("visitor", "ada-oquill")
    state, _ = step(state, Key("enter"))
    assert state.asked and state.asked.name == "place"


def test_a_value_that_was_not_there_is_added_in_its_place(town: Path) -> None:
    state = after(begin(town), "n", "c")
    topic = next(n for n, offer in enumerate(state.offers) if offer.words == "add topic")
    state = after(state, "123456789abcdefghijk"[topic], "the library")
    text = (town / DIGEST).read_text()
    assert "two years\n        topic: the library\n" in text, state.note


def test_an_answer_stays_under_what_was_asked(town: Path) -> None:
    asked = after(begin(town), "f", "-")
    console = Console(file=io.StringIO(), width=60, height=30, force_terminal=False)
    Screen(console).show(asked, after(asked, "visit"))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert shown.index("visit") < shown.index("A new fact: visit")


def test_help_tells_the_keys_that_work_now(town: Path) -> None:
    state = begin(town)
    shown, _ = step(state, Line("?"))
    assert "  k: make another kind of fact of it" in render_plain(state, shown)
    asked = after(state, "f")
    assert "makes a new entity" in render_plain(asked, after(asked, "?"))


@pytest.mark.parametrize("value", ["TODO", "...", "…", "???", "tbd", "the publisher", "-"])
def test_what_holds_the_place_of_a_value_is_none(town: Path, value: str) -> None:
    assert is_placeholder(value) and not is_placeholder("no") and not is_placeholder("2–1")
    state = after(begin(town), "n", "n", "c", value)
    assert "is no value" in state.note and "cue: said" in (town / DIGEST).read_text()


def test_an_answer_is_told_by_the_name_that_it_stands_for(town: Path) -> None:
    asked = after(begin(town), "f", "-", "visit", "2024-05-03")
    assert asked.asked is not None and asked.asked.name == "visitor"
    assert given(asked, after(asked, "hale")) == "Rosa Hale (hale)"
