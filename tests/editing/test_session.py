"""A walk as a pure step: what each key does to a deck's files and to what is asked next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.bank.open_points import deck_open_points
from quizgen.bank.read import read_deck
from quizgen.editing.choices import Choice, choices_at, find_choice
from quizgen.editing.desk import open_desk
from quizgen.editing.evidence_view import sentence_around
from quizgen.editing.session import reread, start, step
from quizgen.editing.state import Change, State, commands_now, parts_of
from quizgen.editing.wording import in_view, left_words, matter, title
from quizgen.evidence.article import Article, load_article
from quizgen.problem import UsageError
from quizgen.terminal.events import End, Key, Line
from tests.editing.conftest import DIGEST


def begin(folder: Path) -> State:
    desk = open_desk(folder)
    return start(desk, desk.read())


def after(state: State, *answers: str) -> State:
    """The walk after lines were entered; each change is written to the disk."""
    return steps(state, answers)[0]


def steps(state: State, answers: Sequence[str]) -> tuple[State, list[Change]]:
    changes = []
    for answer in answers:
        state, change = step(state, Line(answer))
        if change:
            (state.desk.folder / change.file).write_bytes(change.after.encode())
            changes.append(change)
    return state, changes


def says(state: State) -> str:
    return state.point.says


def rows_gone(change: Change) -> list[str]:
    old, new = change.before.splitlines(), change.after.splitlines()
    return [row for row in old if row not in new]


def test_the_points_come_in_the_order_of_the_files(town: Path) -> None:
    state = begin(town)
    seen = [says(state)]
    while state.at + 1 < len(state.points):
        state = after(state, "n")
        seen.append(says(state))
    assert seen == ["the council, or a committee?", "one fact or two?", "said or told?",
                    "is the title right?"]
    assert title(state) == ("Open point 4 of 4", "entities.yaml:8")
    assert after(state, "b").at == 2
    rest = after(state, "n")
    assert rest.phase == "resting" and left_words(rest).startswith("4 open points are left")


def test_accepting_takes_the_mark_and_nothing_else(town: Path) -> None:
    state, [change] = steps(begin(town), ["a"])
    assert rows_gone(change) == ["        # open: the council, or a committee?"]
    assert (says(state), state.note) == ("one fact or two?", "Accepted.")


def test_a_value_is_changed_to_a_choice_and_its_mark_goes(town: Path) -> None:
    state, [change] = steps(begin(town), ["c", "parish"])
    assert rows_gone(change) == ["        # open: the council, or a committee?",
                                 "        body: council"]
    assert "\n        body: parish\n" in change.after
    deck = state.judged.deck
    assert deck and deck.facts["library-vote"].references()["body"] == "parish"


@pytest.mark.parametrize(("typed", "note"), [
    ("council", "It says so already."), ("o", "3 have that: council, county, parish"),
    ("hale", "Not kept: .*`body` takes organisation, Country; `hale` is a Person"),
    ("nobody", "Not kept: .*2024-05-04.yaml:20: library-vote: `body` names the unknown entity"),
])
def test_what_the_bank_refuses_is_not_kept(town: Path, typed: str, note: str) -> None:
    state, changes = steps(begin(town), ["c", typed])
    assert not changes and says(state) == "the council, or a committee?"
    assert re.match(note, state.note), state.note


def test_of_a_fact_one_asks_which_value_and_the_point_stays(town: Path) -> None:
    state = after(begin(town), "n", "c")
    assert [offer.words.split(":")[0] for offer in state.offers] == [
        "id", "kind", "date", "speaker", "cue", "content", "add topic", "add occasion",
        "add perishable", "add explanation"]
    state = after(state, "6", "the library would open soon: in “two years”")
    assert state.note == "Changed; accept when all is right."
    assert says(state) == "one fact or two?"
    text = (town / DIGEST).read_text()
    assert '        content: "the library would open soon: in “two years”"\n' in text
    assert after(state, "a").note == "Accepted."


def test_a_date_that_is_none_is_told_with_its_line(town: Path) -> None:
    state = after(begin(town), "n", "c", "3", "Thursday")
    assert f"{DIGEST}:42: `date`: 'Thursday' is no date" in state.note
    assert state.phase == "typing" and after(state, "").phase == "asking"


def test_an_entity_in_braces_can_be_written_anew(town: Path) -> None:
    state = after(begin(town), "n", "n", "n", "c", "1")
    whole = state.line.text
    assert whole.startswith("{name: Daniel Okoye, type: Person")
    assert "Not kept: this is no YAML" in after(state, "{name").note
    state = after(state, whole.replace("{", "{title: Treasurer, "))
    assert "\nokoye: {title: Treasurer, name:" in (town / "entities.yaml").read_text()


def test_dropping_asks_which_and_tells_who_refers_to_it(town: Path) -> None:
    state = after(begin(town), "n", "n", "d")
    assert [offer.words for offer in state.offers] == [
        "fact reserve-spent, assertion okoye, cue", "fact reserve-spent, assertion okoye",
        "fact reserve-spent", "development budget"]
    state, [change] = steps(state, ["2"])
    assert "assertions:" not in change.after and "# open: said or told?" not in change.after
    assert "perishable: true\n\n      # The general kind" in change.after


def test_what_a_draft_left_out_is_in_view_and_dropping_its_development_is_asked(town: Path) -> None:
    digest = town / DIGEST
    mark = "    # open: no fact was drafted from the characters 50–105\n"
    digest.write_text(digest.read_text().replace("    facts:\n", f"{mark}    facts:\n", 1))
    state = begin(town)
    article = load_article((town / "article.md").read_bytes(), "article.md")
    rows = dict(in_view(replace(state, article=article)))
    assert rows["Article"].startswith("⟦The old grain hall by the river")
    asked, changes = steps(state, ["d"])
    assert not changes and [offer.words for offer in asked.offers] == ["development library"]


def test_dropping_an_entity_that_is_named_warns_and_is_undone(town: Path) -> None:
    before = (town / "entities.yaml").read_bytes()
    state = after(begin(town), "n", "n", "n", "d")
    assert [offer.words for offer in state.offers] == [
        f"entity okoye (others refer to it: {DIGEST}:60)"]
    state, [change] = steps(state, ["1"])
    assert "okoye" not in change.after
    assert "That leaves 1 to mend, as " in state.note and "unknown entity `okoye`" in state.note
    state = after(state, "u")
    assert (town / "entities.yaml").read_bytes() == before
    assert says(state) == "is the title right?"


def test_a_field_that_a_fact_needs_is_not_dropped(town: Path) -> None:
    state, changes = steps(begin(town), ["d", "1"])
    assert not changes and "missing `body`" in state.note


def test_undo_takes_back_one_answer_after_the_other(town: Path) -> None:
    before = (town / DIGEST).read_bytes()
    state = after(begin(town), "a", "n", "c", "told", "u", "u")
    assert (town / DIGEST).read_bytes() == before
    assert says(state) == "the council, or a committee?" and not state.past


def test_when_nothing_is_open_what_check_names_is_walked_through(town: Path) -> None:
    state = after(begin(town), "a", "a", "a")
    digest = town / DIGEST
    digest.write_text(digest.read_text().replace("outcome: adopted", "outcome: adoptd"))
    state = after(reread(state, "again"), "a")
    assert (state.stage, len(state.points)) == ("problems", 1)
    assert "`outcome` must be one of 'adopted'" in matter(state)
    assert ("a", "accept") not in commands_now(state)
    state = after(state, "c", "adopted")
    assert state.phase == "resting", (state.note, state.point)
    assert left_words(state) == "Nothing is open, and `quizgen check` names no problem."
    assert after(state, "").phase == "done"
    assert read_deck(town)[1] == () and deck_open_points(town) == ()


def test_a_file_alone_is_walked_through_alone_and_without_a_deck(town: Path, tmp_path: Path) -> None:
    assert [point.file for point in begin(town / "entities.yaml").points] == ["entities.yaml"]
    alone = tmp_path / "draft" / DIGEST
    alone.parent.mkdir()
    alone.write_bytes((town / DIGEST).read_bytes())
    _, [change] = steps(begin(alone), ["n", "c", "3", "2024-05-03"])
    assert "date: 2024-05-03\n        speaker: hale" in change.after
    with pytest.raises(UsageError, match="no file of a deck"):
        open_desk(town / "article.md")


def test_a_file_that_is_no_yaml_can_only_be_passed_by(town: Path) -> None:
    (town / DIGEST).write_text("# open: x\na: [\n")
    state = begin(town)
    assert [key for key, _ in commands_now(state)] == ["n", "?", "q"]
    assert after(state, "a").note == "Choose one of the keys."
    assert in_view(state) == []


def test_line_ends_and_a_byte_order_mark_stay(town: Path) -> None:
    digest = town / DIGEST
    digest.write_bytes(b"\xef\xbb\xbf" + digest.read_bytes().replace(b"\n", b"\r\n"))
    rows = digest.read_bytes().split(b"\r\n")
    after(begin(town), "c", "parish")
    changed = digest.read_bytes().split(b"\r\n")
    assert changed == [row.replace(b"body: council", b"body: parish") for row in rows
                       if b"# open: the council" not in row]


def test_evidence_is_in_view_with_its_sentence(town: Path) -> None:
    state = begin(town)
    rows = dict(in_view(state))
    assert rows["In the file"] == "body: council (town council of Millbrook)"
    assert rows["States"].startswith("The town council of Millbrook adopted a plan")
    assert rows["Source"] == "The Valley Gazette, “The council’s week”, 2024-05-04"
    assert rows["Evidence"].startswith("characters 50 to 105")
    article = load_article((town / "article.md").read_bytes(), "article.md")
    seen = [words for label, words in in_view(replace(state, article=article)) if label == "Evidence"]
    assert seen[0].endswith("by 14 votes to 9⟧, after a debate of three hours.")
    assert seen[1] == "⟦The old grain hall by the river is to become a library.⟧"
    other = replace(article, text="x" * 700)
    rows = dict(in_view(replace(state, article=other)))
    assert "article.md has other words there" in rows["Evidence"]


def test_an_entity_is_shown_with_what_names_it(town: Path) -> None:
    state = after(begin(town), "n", "n", "n")
    rows = in_view(state)
    assert [words for label, words in rows if label == "Named in"] == [
        "reserve-spent: The spent share of the town’s reserve was 40 per cent in 2023."]
    article = load_article((town / "article.md").read_bytes(), "article.md")
    assert dict(in_view(replace(state, article=article)))["Article"] == (
        "Forty per cent of the town’s reserve was spent last year, the treasurer, ⟦Daniel Okoye⟧, "
        "said on Friday.")


def test_a_sentence_is_cut_at_its_ends_and_hostile_words_are_harmless() -> None:
    text = "One. Two \x1b[31mthree four. Five."
    shown = sentence_around(Article("a", text), text.index("three"), text.index("three") + 5)
    assert shown == "Two �[31m⟦three⟧ four."
    long = "word " * 200
    assert sentence_around(Article("a", long), 500, 504).startswith("… word")


def test_what_fits_a_place_is_listed(town: Path) -> None:
    deck = begin(town).judged.deck
    parts = parts_of((town / DIGEST).read_text())
    fact = ("developments", 0, "facts", 0)

    def values(*keys: str | int) -> list[str]:
        return [choice.value for choice in choices_at(DIGEST, parts, (*fact, *keys), deck)]

    assert values("body") == ["council", "county", "parish"]
    assert values("outcome") == ["adopted", "rejected"]
    assert values("perishable") == ["true", "false"]
    assert values("assertions", 0, "by")[:2] == ["publisher", "council"]
    assert values("assertions", 0, "polarity") == ["asserts", "denies", "declines", "supports"]
    assert values("source") == ["gazette"] and "event" in values("kind")
    assert [(choice.value, choice.words) for name in ("source", "superseded_by")
            for choice in choices_at(DIGEST, parts, (*fact, name), deck)[:2]] == [
        ("gazette", "The Valley Gazette, “The council’s week”, 2024-05-04"),
        ("library-vote", "The town council of Millbrook adopted a plan to turn the old grain hall into "
                         "a library on 2 May 2024 by 14 votes to 9."),
        ("hale-opening", "Mayor Rosa Hale said on 2 May 2024 that the library would open within two "
                         "years.")]
    assert values("ayes", "bound")[0] == "about"
    assert values("matter") == values("nothing") == values("foils", "matter", 0) == []
    names = [c.value for c in choices_at("entities.yaml", (), ("okoye", "type"), deck)]
    assert names[0] == "Person"


def test_a_choice_is_found_by_number_value_meaning_or_part() -> None:
    choices = tuple(Choice(name.lower().replace(" ", "-"), name)
                    for name in ("Sochi", "Sochi airport", "Omsk"))
    found = [find_choice(choices, typed) for typed in ("3", "sochi", "Sochi", "air", "OMS", "4", "s")]
    assert [choice and choice.value for choice in found] == [
        "omsk", "sochi", "sochi", "sochi-airport", "omsk", None, None]


def test_keys_edit_the_line_and_the_end_of_the_input_ends_the_walk(town: Path) -> None:
    state = after(begin(town), "n", "c", "5")
    for key in ("ctrl-u", "v", "o", "w", "enter"):
        state, change = step(state, Key(key))
    assert change and "cue: vow\n" in change.after
    assert step(state, End())[0].phase == "done"
    assert step(after(state, "c"), Key("escape"))[0].phase == "asking"


def test_a_development_is_told_by_its_title_and_an_entity_by_its_name(town: Path) -> None:
    (town / DIGEST).write_text((town / DIGEST).read_text().replace(
        "  - id: library\n", "  # open: one or two?\n  - id: library\n"))
    entities = town / "entities.yaml"
    entities.write_text(entities.read_text().replace("\nhale: {", "\n# open: who?\nhale: {"))
    told = [matter(replace(begin(town), at=at)) for at in range(len(begin(town).points))]
    assert "development “A hall becomes a library”: one or two?" in told
    assert "entity Rosa Hale: who?" in told
