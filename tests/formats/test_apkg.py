"""The package, imported by Anki's own backend."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.kinds.event import Ask, Event
from quizgen.formats import Job, apkg
from quizgen.formats.anki_cards import find_slot
from quizgen.formats.anki_note import make_guid
from quizgen.formats.anki_text import choice_list, direction, mark_answer, other_forms
from quizgen.problem import QuizgenError, UsageError
from tests.formats.learner import Learner, without_style

pytest.importorskip("anki")

ASKED = {"multiple-choice", "short-answer", "numerical"}
MakeDeck = Callable[..., Deck]


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    one = Learner(tmp_path / "anki")
    yield one
    one.close()


@pytest.fixture
def collection(learner: Learner) -> Any:
    return learner.collection


def cards_in(collection: Any) -> list[Any]:
    cards = [collection.get_card(card) for card in collection.find_cards("")]
    return sorted(cards, key=lambda card: (card.due, card.ord))


def test_a_note_a_fact_and_a_card_a_question(job: Job, collection: Any, learner: Learner) -> None:
    log = learner.bring_in(apkg.render(job))
    questions = {(item.fact, item.question) for item in job.items if item.kind in ASKED}
    assert len(log.new) == collection.note_count() == 2
    assert collection.card_count() == len(questions) == 6
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert [deck.name for deck in collection.decks.all_names_and_ids()] == ["Default", "Mini"]
    assert collection.decks.by_name("Mini")["desc"] == (
        "A small test.<br>Version 1.2.0: 2 facts, 6 questions.<br>Sources: CNN.<br>"
        "By the authors. Licence: CC-BY-4.0.<br>"
        "No longer current: search for tag:quizgen::superseded or tag:quizgen::retired.")


def test_a_second_import_doubles_nothing(job: Job, collection: Any, learner: Learner) -> None:
    package = apkg.render(job)
    learner.bring_in(package)
    log = learner.bring_in(package)
    assert (len(log.duplicate), len(log.new), len(log.conflicting)) == (2, 0, 0)
    assert (collection.note_count(), collection.card_count()) == (2, 6)
    assert [kind.name for kind in collection.models.all_names_and_ids()].count("quizgen fact") == 1


def test_a_reworded_fact_updates_its_note_and_keeps_its_cards(
    job: Job, collection: Any, learner: Learner
) -> None:
    learner.bring_in(apkg.render(job))
    before = {card.id for card in cards_in(collection)}
    later = tuple(item._replace(stem="Reworded?", as_of="2023-10-01") for item in job.items)
    log = learner.bring_in(apkg.render(Job(job.deck, later)))
    assert len(log.updated) == 2
    assert {card.id for card in cards_in(collection)} == before
    assert "Reworded?" in without_style(cards_in(collection)[0].question())


def test_both_sides_show_what_they_should(job: Job, collection: Any, learner: Learner) -> None:
    learner.bring_in(apkg.render(job))
    place = cards_in(collection)[0]
    front, back = without_style(place.question()), without_style(place.answer())
    assert "Where did Vladimir Putin meet Alexander Lukashenko in September 2023?" in front
    assert re.search(r"<details.*<ol>(<li>\w+</li>){3}</ol></details>", front)
    assert '<p class="answer">Sochi</p>' in back
    assert "in <mark>Sochi</mark> in" in back
    assert '<a href="https://example.org/a?b=1&amp;c=2">CNN, 15 September 2023</a>' in back
    assert ('<dd class="standing"><bdi><b>Reported</b> (as a fact, in the publisher’s own voice)'
            '</bdi></dd>') in back
    for card in cards_in(collection):
        sides = without_style(card.question()) + without_style(card.answer())
        assert "{{" not in sides and "<script" not in sides
        assert "has a problem" not in sides


def test_claims_say_whose_they_are(job: Job, collection: Any, learner: Learner) -> None:
    learner.bring_in(apkg.render(job))
    (claimed, *_) = collection.find_cards("tag:quizgen::standing::claimed")
    back = without_style(collection.get_card(claimed).answer())
    assert "<bdi>The Third Brigade, reported by CNN</bdi>" in back
    assert "<bdi>15 September 2023</bdi>" in back


def test_identity_and_time_come_from_ids_and_content(
    job: Job, collection: Any, learner: Learner
) -> None:
    """These values are promises: another one doubles every learner's notes."""
    learner.bring_in(apkg.render(job))
    note = cards_in(collection)[0].note()
    assert note.guid == make_guid("mini", "sochi-meeting") == "Z2xMlwKjXMfEO0kj"
    assert note.mod == 1694736000  # 2023-09-15, 00:00 UTC
    assert note.fields[0] == "sochi-meeting"
    assert note.fields[1].startswith("Where did Vladimir Putin meet")
    assert sorted(note.tags) == [
        "quizgen::kind::meeting", "quizgen::mini::front", "quizgen::standing::reported"]
    assert [card.due for card in cards_in(collection)] == [1, 1, 2, 2, 2, 2]
    kind = note.note_type()
    assert kind is not None
    assert kind["sortf"] == 1


def test_the_same_bytes_twice_and_no_file_left(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    first = apkg.render(job)
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert apkg.render(job) == first
    assert list(spare.iterdir()) == []
    members = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert [m.filename for m in members] == ["collection.anki2", "media"]
    assert {m.date_time for m in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {m.compress_type for m in members} == {zipfile.ZIP_DEFLATED}


def test_a_question_keeps_its_slot_when_others_go(make_deck: MakeDeck) -> None:
    asked = """
      - {id: m, kind: meeting, date: 2023-09, host: putin, guest: luka, place: sochi}
"""
    alone = asked.replace("place: sochi", "place: sochi, questions: {place: false}")
    slots = [find_slot(make_deck(facts).facts["m"], "guest") for facts in (asked, alone)]
    assert slots == [2, 2]


def test_more_questions_than_slots_are_refused() -> None:
    asks = {f"q{n}": Ask(stem=f"question {n}", slot="what") for n in range(9)}
    fact = Event(id="e", kind="event", date="2023-09", text="it was {what=so}", ask=asks)
    assert [find_slot(fact, f"q{n}") for n in range(8)] == [1, 2, 3, 4, 5, 6, 7, 11]
    assert [find_slot(fact, name) for name in ("speaker", "denier", "standing")] == [8, 9, 10]
    with pytest.raises(QuizgenError, match=r"e\.q8: an Anki note holds 8"):
        find_slot(fact, "q8")


def test_there_is_no_other_way_to_show_choices(job: Job) -> None:
    with pytest.raises(UsageError, match="no choices “all”; there are hidden, shown, none"):
        apkg.render(job._replace(options={"choices": "all"}))


@pytest.mark.parametrize(("key", "sentence", "marked"), [
    ("Sochi", "They met in Sochi.", "They met in <mark>Sochi</mark>."),
    ("The Kremlin", "Only the Kremlin knew.", "Only <mark>the Kremlin</mark> knew."),
    ("Iran", "Iranian ships left.", ""),
    ("A < B", "It says A < B.", "It says <mark>A &lt; B</mark>."),
    ("Weir", "Weir weirs; in weir, Weir_s.", "<mark>Weir</mark> weirs; in <mark>weir</mark>, Weir_s."),
    ("5", "Of 15, 5 were 5.", "Of 15, <mark>5</mark> were <mark>5</mark>."),
])
def test_the_answer_is_marked_in_the_sentence(
    job: Job, key: str, sentence: str, marked: str
) -> None:
    item = job.items[0]._replace(key=key, accept=(), sentence=sentence)
    assert mark_answer(item) == marked


def test_choices_stand_in_the_same_order_whatever_the_key(job: Job) -> None:
    item = job.items[0]
    swapped = item._replace(key=item.distractors[0].text,
                            distractors=(item.distractors[0]._replace(text=item.key),
                                         *item.distractors[1:]))
    assert choice_list(item) == choice_list(swapped)


@pytest.mark.parametrize(("accept", "shown"), [
    ((), ""),
    (("the far west", "Far West", "far-west"), ""),
    (("west", "the west", "a < b", "c", "d"), "Also right: west; a &lt; b; c"),
])
def test_what_else_is_right_is_shown_once(job: Job, accept: tuple[str, ...], shown: str) -> None:
    assert other_forms(job.items[0]._replace(key="The far west", accept=accept)) == shown


@pytest.mark.parametrize(("language", "wanted"), [
    ("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("de-AT", "ltr")])
def test_a_language_has_a_direction(language: str, wanted: str) -> None:
    assert direction(language) == wanted
