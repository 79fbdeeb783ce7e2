"""A learner's work and the next release: in the official backend, in each of its three modes.

docs/anki.md promises what is asserted here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.read import load_deck
from quizgen.formats import Job, anki_note_type, apkg
from quizgen.formats.anki_cards import Card
from quizgen.formats.anki_state import NoteState, state_of
from quizgen.items.item import Item
from quizgen.items.make import every_item, make_items
from tests.formats.conftest import ENTITIES, HEADER
from tests.formats.learner import UPDATES, Learner, NoteSeen, Update

pytest.importorskip("anki")

DAY = 86_400
FIRST = 1_694_736_000  # 2023-09-15
NEXT = FIRST + 20 * DAY
FAR = 4_000_000_000  # later than any edit of a learner

FACT = """\
  - {{id: {id}, kind: meeting, date: {date}, host: putin, guest: {guest}, place: {place}{more}}}
"""


def digest(day: str, *facts: str) -> str:
    return (f"date: {day}\nsources: [{{id: cnn, publisher: CNN, date: {day}}}]\n"
            "developments:\n- id: talks\n  title: Talks\n  facts:\n" + "".join(facts))


def fact(id: str, guest: str, place: str, date: str = "2023-09", more: str = "") -> str:
    return FACT.format(id=id, guest=guest, place=place, date=date, more=more)


A, D = fact("a", "kim", "yalta"), fact("d", "xi", "omsk")
B, C = fact("b", "luka", "sochi"), fact("c", "luka", "omsk")
NEW_B = fact("b", "luka", "sochi", more=", explanation: They spoke of trade.")
NEW_C = fact("c", "luka", "omsk", more=", status: superseded, superseded_by: e")
E = fact("e", "luka", "yalta", date="2023-10")


@dataclass(frozen=True)
class Releases:
    """Two releases of a deck: a is unchanged, b reworded, c superseded by e, d unchanged."""

    first: bytes
    second: bytes
    late: bytes  # as the second, and every note changed after whatever a learner did


def read(folder: Path, **files: str) -> Deck:
    folder.mkdir()
    for name, text in {"deck": HEADER.format(title="Mini"), "entities": ENTITIES, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_deck(str(folder))


def package(deck: Deck, items: Sequence[Item], changed: Mapping[str, int], **options: str) -> bytes:
    """A release whose notes changed when `changed` says: what a history will tell."""

    def tell(deck: Deck, fact: Fact, cards: Mapping[str, Sequence[Card]]) -> NoteState:
        return replace(state_of(deck, fact, cards), changed=changed.get(fact.id, FIRST))

    return apkg.pack(Job(deck, tuple(items), options=options), tell)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    folder = tmp_path_factory.mktemp("releases")
    old = read(folder / "1", day=digest("2023-09-15", A, B, C, D))
    new = read(folder / "2", day=digest("2023-09-15", A, NEW_B, NEW_C, D),
               later=digest("2023-10-05", E))
    before = make_items(old)
    after = every_item(new)  # a superseded fact is no longer asked, and its note still ships
    return Releases(package(old, before, {}), package(new, after, {"b": NEXT, "c": NEXT, "e": NEXT}),
                    package(new, after, dict.fromkeys("abcde", FAR)))


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    one = Learner(tmp_path / "anki")
    yield one
    one.close()


def work(learner: Learner) -> dict[str, NoteSeen]:
    """What a learner does between two releases, and how their notes are then."""
    learner.edit("a", "Answer 2", "Kim Jong Un, of North Korea")
    learner.edit("a", "My notes", "Not the talks of 2019!")
    learner.tag("a", "mine")
    learner.review("b", times=5)
    learner.suspend("c")
    learner.move("d", "Elsewhere")
    learner.sync()
    return learner.see_all()


@pytest.fixture(scope="module", params=UPDATES)
def story(
    request: Any, releases: Releases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Learner, dict[str, NoteSeen], Update]]:
    """The first release, a learner's work, then the next release in one of the three modes."""
    one = Learner(tmp_path_factory.mktemp("anki"))
    one.bring_in(releases.first, request.param)
    before = work(one)
    one.bring_in(releases.second, request.param)
    yield one, before, request.param
    one.close()


def test_first_import(releases: Releases, learner: Learner) -> None:
    log = learner.bring_in(releases.first)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (4, 0, 0)
    assert learner.facts() == ["a", "b", "c", "d"]
    assert learner.repairs() == "Database rebuilt and optimized."


def test_the_same_package_again_changes_nothing(releases: Releases, learner: Learner) -> None:
    learner.bring_in(releases.first)
    learner.sync()
    before = learner.see_all()
    for mode in UPDATES:
        log = learner.bring_in(releases.first, mode)
        assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
        assert len(log.duplicate) == 4
        assert learner.see_all() == before
        assert set(learner.waiting().values()) == {0}
        assert not learner.needs_full_sync()


def test_an_edit_and_a_tag_stay(story: Any) -> None:
    """Unless they ask for "always": Anki then takes every note whose time differs."""
    learner, before, mode = story
    if mode == "always":
        assert learner.see("a").cards == before["a"].cards
        assert learner.see("a").fields["My notes"] == ""
        return
    assert learner.see("a") == before["a"]
    assert learner.see("a").fields["Answer 2"] == "Kim Jong Un, of North Korea"
    assert "mine" in learner.see("a").tags
    assert "Not the talks of 2019!" in learner.back("a")


def test_new_words_come_and_the_history_stays(story: Any) -> None:
    learner, before, mode = story
    after = learner.see("b")
    assert after.cards == before["b"].cards
    assert [len(card.reviews) for card in after.cards.values()] == [5, 0]
    assert (after.fields["Explanation"] == "They spoke of trade.") is (mode != "never")


def test_a_superseded_fact_keeps_its_schedule_and_says_so(story: Any) -> None:
    learner, before, mode = story
    after = learner.see("c")
    assert after.cards == before["c"].cards
    assert all(card.suspended for card in after.cards.values())
    told = mode != "never"
    assert ("quizgen::superseded" in after.tags) is told
    assert ("Superseded: it stood so until 5 October 2023" in learner.front("c")) is told
    assert ("<b>Superseded by the report of 5 October 2023.</b> Russian President Vladimir Putin met "
            "Alexander Lukashenko in Yalta in October 2023." in learner.back("c")) is told
    assert "Yalta" not in learner.front("c").replace("<li>Yalta", "")


def test_a_note_in_another_deck_stays_there(story: Any) -> None:
    learner, before, _ = story
    assert learner.see("d") == before["d"]
    assert {card.deck for card in learner.see("d").cards.values()} == {"Elsewhere"}


def test_a_new_fact_comes_and_nothing_is_doubled(story: Any) -> None:
    learner, _, _ = story
    assert learner.facts() == ["a", "b", "c", "d", "e"]
    assert {card.deck for card in learner.see("e").cards.values()} == {"Mini"}
    assert all(card.reps == 0 for card in learner.see("e").cards.values())
    names = [kind.name for kind in learner.collection.models.all_names_and_ids()]
    assert [name for name in names if "quizgen" in name] == ["quizgen fact"]
    assert learner.repairs() == "Database rebuilt and optimized."


def test_only_what_changed_is_sent_at_the_next_sync(story: Any) -> None:
    learner, _, mode = story
    seen = learner.see_all()
    changed = {"if newer": {"b", "c", "e"}, "always": {"a", "b", "c", "e"}, "never": {"e"}}[mode]
    assert {name for name, note in seen.items() if note.waiting} == changed
    assert not learner.needs_full_sync()


@pytest.mark.parametrize("mode", UPDATES)
def test_a_change_after_the_edit_replaces_it(
    releases: Releases, learner: Learner, mode: Update
) -> None:
    """The learner's own words and tags of a note go when that note is updated; no schedule does."""
    learner.bring_in(releases.first)
    before = work(learner)
    learner.bring_in(releases.late, mode)
    after = learner.see("a")
    assert after.cards == before["a"].cards
    kept = mode == "never"
    assert (after.fields["My notes"] == "Not the talks of 2019!") is kept
    assert ("mine" in after.tags) is kept
    assert learner.see("d").cards == before["d"].cards


@pytest.mark.parametrize(("mode", "wins"), [("if newer", True), ("always", False), ("never", True)])
def test_an_edit_after_the_change(
    releases: Releases, learner: Learner, mode: Update, wins: bool
) -> None:
    """Whoever edits b after its change keeps the edit, unless they ask for "always"."""
    learner.bring_in(releases.first)
    learner.edit("b", "My notes", "Mine")
    learner.bring_in(releases.second, mode)
    assert (learner.see("b").fields["My notes"] == "Mine") is wins


def test_a_note_that_a_package_leaves_out_stays(releases: Releases, learner: Learner) -> None:
    learner.bring_in(releases.second)
    learner.bring_in(releases.first)
    assert "e" in learner.facts()


def test_a_note_that_the_learner_deleted_comes_back_and_a_flag_stays(
    releases: Releases, learner: Learner
) -> None:
    learner.bring_in(releases.first)
    learner.collection.remove_notes([learner.note("a").id])
    learner.collection.set_user_flag_for_cards(3, [learner.cards("b")[0].id])
    learner.bring_in(releases.second)
    assert sorted(learner.facts()) == ["a", "b", "c", "d", "e"]
    assert learner.see("b").fields["Explanation"] == "They spoke of trade."
    assert learner.cards("b")[0].user_flag() == 3


@pytest.mark.parametrize(("mode", "modified", "kept"), [
    ("if newer", NEXT, True), ("if newer", FAR, False), ("always", NEXT, False),
    ("never", FAR, True)])
def test_the_learners_own_styles(
    releases: Releases, learner: Learner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    mode: Update, modified: int, kept: bool,
) -> None:
    """They stay until a later change of the style, as long as note types are updated if newer."""
    learner.bring_in(releases.first)
    kind = learner.collection.models.by_name("quizgen fact")
    kind["css"] = ".card { --own-size: 2rem; }\n" + kind["css"]
    learner.collection.models.update_dict(kind)
    monkeypatch.setattr(anki_note_type, "MODIFIED", modified)
    deck = read(tmp_path / "4", day=digest("2023-09-15", A))
    learner.bring_in(package(deck, make_items(deck), {}), mode)
    assert learner.note("a").note_type()["css"].startswith(".card { --own-size: 2rem; }") is kept


@pytest.mark.parametrize("mode", UPDATES)
def test_a_spare_can_be_renamed(
    releases: Releases, learner: Learner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    mode: Update,
) -> None:
    """Fixed ids make it a rename: no second note type, no conflict, no lost card."""
    learner.bring_in(releases.first)
    before = work(learner)
    renamed = tuple("Map" if name == "Spare 1" else name for name in anki_note_type.FIELDS)
    monkeypatch.setattr(anki_note_type, "FIELDS", renamed)
    monkeypatch.setattr(anki_note_type, "MODIFIED", FAR)
    original = anki_note_type.NoteType.__init__

    def rename(self: Any) -> None:
        original(self)
        self.templates = copy.deepcopy(self.templates)
        self.templates[11]["name"] = "Where was it?"

    monkeypatch.setattr(anki_note_type.NoteType, "__init__", rename)
    deck = read(tmp_path / "3", day=digest("2023-09-15", A, NEW_B, C, D))
    log = learner.bring_in(package(deck, make_items(deck), {"b": NEXT}), mode)
    assert (len(log.new), len(log.conflicting)) == (0, 0)
    assert learner.facts() == ["a", "b", "c", "d"]
    kind = learner.note("a").note_type()
    done = mode != "never"
    assert ("Map" in [field["name"] for field in kind["flds"]]) is done
    assert (kind["tmpls"][11]["name"] == "Where was it?") is done
    assert (learner.see("b").fields["Explanation"] == "They spoke of trade.") is done
    assert {name: note.cards for name, note in learner.see_all().items()} == {
        name: note.cards for name, note in before.items()}
    assert (learner.see("a").fields["My notes"] != "") is (mode != "always")


Options = Callable[..., bytes]


@pytest.fixture(scope="module")
def with_options(tmp_path_factory: pytest.TempPathFactory) -> Options:
    """The first release, exported with options."""
    deck = read(tmp_path_factory.mktemp("options") / "1", day=digest("2023-09-15", A, fact(
        "b", "luka", "sochi", more=", foils: {place: [{text: Kazan}, {text: Tver}]}")))
    items = make_items(deck)
    return lambda **options: package(deck, items, {}, **options)


def test_other_options_reach_notes_that_the_learner_has(
    with_options: Options, learner: Learner
) -> None:
    learner.bring_in(with_options())
    assert "<details" in learner.front("b") and " open>" not in learner.front("b")
    learner.review("b", times=2)
    learner.edit("a", "My notes", "Mine")
    before = learner.see_all()
    log = learner.bring_in(with_options(choices="shown", type_in="yes"))
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 1, 0)
    assert '<details class="choices" open>' in learner.front("b")
    assert learner.see("b").cards == before["b"].cards
    assert learner.see("a") == before["a"]


def test_back_to_the_default_needs_always(with_options: Options, learner: Learner) -> None:
    learner.bring_in(with_options(choices="none", type_in="yes"))
    assert "<details" not in learner.front("b")
    learner.bring_in(with_options())
    assert "<details" not in learner.front("b")
    learner.bring_in(with_options(), "always")
    assert "<details" in learner.front("b")


def test_a_typed_answer_is_compared_with_the_plain_text(
    with_options: Options, learner: Learner
) -> None:
    """At most one box a card, only where the bank has a typed form of the question."""
    learner.bring_in(with_options(type_in="yes"))
    boxes = [learner.front(name, at).count("[[type:") for name in "ab"
             for at in range(len(learner.cards(name)))]
    assert max(boxes) == 1
    assert "[[type:Typed 1]]" in learner.front("b")
    note = learner.note("b")
    assert note["Typed 1"] == note["Answer 1"] == "Sochi"
    assert "typeBad" not in learner.collection.compare_answer(note["Typed 1"], "Sochi")
