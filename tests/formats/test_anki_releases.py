"""From release to release through a deck's own history, in a learner's collection."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.bank.find import shipped_decks
from quizgen.bank.history import HISTORY, history_text, read_history
from quizgen.bank.read import load_deck
from quizgen.formats import Job, apkg
from quizgen.items.make import every_item, make_items
from quizgen.releases.release import plan_release
from quizgen.releases.snapshot import take_version
from tests.formats.conftest import ENTITIES, HEADER
from tests.formats.learner import UPDATES, Learner, Update

pytest.importorskip("anki")

FROZEN = Path(__file__).parents[1] / "decks" / "ukraine-war-1.0.0"
TIMES = ("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z")


def package(folder: Path, **options: str) -> bytes:
    deck = load_deck(str(folder))
    return apkg.render(Job(deck, every_item(deck), options=options))


def release(folder: Path, time: str) -> bytes:
    """Release the deck in a folder as it is, and export it."""
    now = take_version(load_deck(str(folder)))
    plan = plan_release(now, read_history(folder)[0], time)
    (folder / HISTORY).write_text(history_text(plan.history), encoding="utf-8")
    header = folder / "deck.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace(
        f"version: {now.deck.version}", f"version: {plan.version}"), encoding="utf-8")
    return package(folder)


# -- the shipped deck: 1.0.0, a learner's work, and now ---------------------------------------------

@pytest.fixture(scope="module", params=UPDATES)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[
        tuple[Learner, dict[str, object], Update]]:
    learner = Learner(tmp_path_factory.mktemp("anki"), "ukraine-war")
    learner.bring_in(package(FROZEN), request.param)
    learner.edit("sochi-meeting", "My notes", "Mine")
    learner.tag("sochi-meeting", "mine")
    learner.review("minsk-destroyed", times=5)
    learner.suspend("kim-remained")
    learner.move("crimea-annexed", "Elsewhere")
    learner.sync()
    before = dict(learner.see_all())
    learner.bring_in(package(shipped_decks() / "ukraine-war"), request.param)
    yield learner, before, request.param
    learner.close()


def test_nothing_is_lost_or_doubled(story: tuple[Learner, dict, Update]) -> None:  # type: ignore[type-arg]
    learner, before, mode = story
    after = learner.see_all()
    assert len(learner.facts()) == len(set(learner.facts())) == 71
    assert before.keys() < after.keys()
    for fact, note in before.items():
        kept = after[fact].cards.items() >= note.cards.items()
        assert kept, fact
    assert learner.repairs() == "Database rebuilt and optimized."
    if mode != "always":
        assert after["sochi-meeting"] == before["sochi-meeting"]
        assert "mine" in after["sochi-meeting"].tags
    assert {card.deck for card in after["crimea-annexed"].cards.values()} == {"Elsewhere"}


def test_only_what_the_release_changed_is_updated(story: tuple[Learner, dict, Update]) -> None:  # type: ignore[type-arg]
    learner, before, mode = story
    changed = {name for name, note in learner.see_all().items()
               if name in before and note.fields != before[name].fields}
    if mode == "if newer":
        assert changed == {"andriivka-retaken", "minsk-destroyed", "rostov-destroyed",
                           "vessels-beyond-repair", "kim-remained", "manturov-cooperation"}
    elif mode == "never":
        assert changed == set()


def test_banners_say_what_became_of_a_fact(story: tuple[Learner, dict, Update]) -> None:  # type: ignore[type-arg]
    learner, _, mode = story
    if mode == "never":
        return
    assert "Superseded: it stood so until 16 September 2023" in learner.front("kim-remained")
    assert "Vladivostok" in learner.back("kim-remained")
    assert "Vladivostok" not in learner.front("kim-remained")
    assert "quizgen::superseded" in learner.see("kim-remained").tags
    assert "Its standing changed on 16 September 2023" in learner.front("andriivka-retaken")
    assert "it was claimed, and is now disputed" in learner.back("andriivka-retaken")
    assert "quizgen::standing::disputed" in learner.see("andriivka-retaken").tags
    assert "quizgen::release::1.1.0" in learner.see("andriivka-retaken").tags
    assert "quizgen::release::1.0.0" in learner.see("sochi-meeting").tags
    assert "almost certainly" in learner.back("minsk-destroyed")
    assert len(learner.see("minsk-destroyed").cards[1].reviews) == 5


def test_the_release_again_changes_nothing(tmp_path: Path) -> None:
    learner = Learner(tmp_path, "ukraine-war")
    data = package(shipped_decks() / "ukraine-war")
    learner.bring_in(data)
    learner.sync()
    log = learner.bring_in(package(shipped_decks() / "ukraine-war"))
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
    assert set(learner.waiting().values()) == {0}
    learner.close()


def test_a_new_learner_may_have_it_without_what_is_over(tmp_path: Path) -> None:
    learner = Learner(tmp_path, "ukraine-war")
    learner.bring_in(package(shipped_decks() / "ukraine-war", fresh="yes"))
    assert len(learner.facts()) == 70
    assert "kim-remained" not in learner.facts()
    learner.close()


def test_a_part_of_the_deck_and_a_day_of_it_bring_nothing_that_is_over() -> None:
    deck = load_deck("ukraine-war")
    part = [item for item in make_items(deck) if item.topic == "front"]
    assert b"kim-remained" not in apkg.render(Job(deck, tuple(part)))


# -- a made deck that has every sort of change ----------------------------------------------------

DIGEST = """\
date: 2023-09-15
sources: [{id: cnn, publisher: CNN, date: 2023-09-15}]
developments:
- id: talks
  title: Talks
  facts:
"""
KEPT = "  - {id: kept, kind: meeting, date: 2023-09, host: putin, guest: kim, place: yalta}\n"
GONE = "  - {id: gone, kind: meeting, date: 2023-09, host: putin, guest: xi, place: omsk}\n"
CLAIM = ("  - {{id: claim, kind: control, date: 2023-09-15, agent: forces, place: andriivka, change: "
         "retook, assertions: [{{by: brigade, date: 2023-09-15}}{more}]}}\n")
EVENT = ("  - {{id: event, kind: event, date: 2023-09-15, text: '{{who=@luka}} met {{whom=@xi}} in "
         "{{where=@sochi}}', ask: {{{ask}}}}}\n")
WHO, WHOM, WHERE = (f"{name}: {{stem: '{stem}?'}}" for name, stem in (
    ("who", "who met Xi Jinping"), ("whom", "whom did Alexander Lukashenko meet"),
    ("where", "where did they meet")))


def write(folder: Path, *facts: str) -> None:
    for name, text in {"deck": HEADER.format(title="Mini"), "entities": ENTITIES,
                       "2023-09-15": DIGEST + "".join(facts)}.items():
        if name != "deck" or not (folder / "deck.yaml").exists():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """Who has had three releases, and reviewed the event's cards after the first."""
    folder = tmp_path_factory.mktemp("deck")
    one = Learner(tmp_path_factory.mktemp("anki"))
    write(folder, KEPT, GONE, CLAIM.format(more=""), EVENT.format(ask=f"{WHO}, {WHOM}"))
    one.bring_in(release(folder, TIMES[0]))
    one.review("gone", times=2)
    one.review("event", times=3)
    # A fact goes, a question goes from the event and another comes before the one that stays.
    write(folder, KEPT, CLAIM.format(more=", {by: forces, polarity: denies, date: 2023-09-15}"),
          EVENT.format(ask=f"{WHERE}, {WHOM}"))
    one.bring_in(release(folder, TIMES[1]))
    write(folder, KEPT.replace("yalta}", "yalta, explanation: By the sea.}"),
          CLAIM.format(more=", {by: forces, polarity: denies, date: 2023-09-15}"),
          EVENT.format(ask=f"{WHERE}, {WHOM}"))
    one.bring_in(release(folder, TIMES[2]))
    shutil.copytree(folder, one.folder / "deck")
    yield one
    one.close()


def test_a_fact_that_went_stays_with_a_banner(learner: Learner) -> None:
    note = learner.see("gone")
    assert "quizgen::retired" in note.tags
    assert len(note.cards[1].reviews) == 2
    assert note.fields["Answer 2"] == "Xi Jinping"
    assert "Retired on 2 November 2026: no longer part of the deck" in learner.front("gone")
    assert "Retired in 2.0.0." in learner.back("gone")


def test_a_question_that_went_keeps_its_card_and_its_place(learner: Learner) -> None:
    """Slot 1 was “who”, slot 2 “whom”; “where” comes after them, though it is written first."""
    note = learner.see("event")
    assert len(note.cards[1].reviews) == 3
    assert note.fields["Answer 1"] == "Alexander Lukashenko"
    assert note.fields["More 1"] == "This question was retired in 2.0.0 and is no longer asked."
    assert (note.fields["Answer 2"], note.fields["Answer 3"]) == ("Xi Jinping", "Sochi")
    assert sorted(note.cards) == [1, 2, 3]


def test_a_standing_that_changed_has_its_banner_until_the_note_changes(learner: Learner) -> None:
    assert "it was claimed, and is now disputed" in learner.back("claim")
    assert "quizgen::release::2.0.0" in learner.see("claim").tags
    assert "By the sea." in learner.back("kept")
    assert "quizgen::release::2.0.1" in learner.see("kept").tags


def test_nothing_is_doubled_and_nothing_to_repair(learner: Learner) -> None:
    assert sorted(learner.facts()) == ["claim", "event", "gone", "kept"]
    assert learner.repairs() == "Database rebuilt and optimized."


def test_who_begins_with_the_last_release_may_have_it_without_what_went(
    learner: Learner, tmp_path: Path
) -> None:
    new = Learner(tmp_path)
    new.bring_in(package(learner.folder / "deck", fresh="yes"))
    assert sorted(new.see("event").cards) == [2, 3]
    assert sorted(new.facts()) == ["claim", "event", "kept"]
    new.close()


def test_a_damaged_history_makes_no_package(learner: Learner, tmp_path: Path) -> None:
    shutil.copytree(learner.folder / "deck", tmp_path / "deck")
    path = tmp_path / "deck" / HISTORY
    path.write_text(path.read_text(encoding="utf-8").replace("Xi", "Yi"), encoding="utf-8")
    with pytest.raises(Exception, match="was edited by hand"):
        package(tmp_path / "deck")
