"""What changed, by fact, and the version that it needs."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.bank.history import ItemRecord
from quizgen.releases.compare import compare, is_same_answer, level_of, next_version


def changes(version: Any, edit: Any) -> tuple[list[tuple[str, str]], str]:
    old, new = version(), version(edit)
    found = compare(old.snapshot, new.snapshot)
    return [(change.fact, change.kind) for change in found], level_of(found)


def test_the_same_bank_has_no_change(version: Any) -> None:
    assert changes(version, lambda bank: None) == ([], "none")


def new_fact(bank: Any) -> None:
    bank["facts"]["snow"] = {"kind": "event", "date": "2023-09-15", "text": "it snowed",
                             "ask": {}, "questions": {}}


@pytest.mark.parametrize(("edit", "expected", "level"), [
    (new_fact, [("snow", "added")], "minor"),
    (lambda b: b["facts"].pop("said"), [("said", "retired")], "major"),
    (lambda b: b["facts"]["rain"].update(text="it had rained in {where=@oakham}"),
     [("rain", "reworded")], "patch"),
    (lambda b: b["facts"]["rain"].update(explanation="Much."), [("rain", "reworded")], "patch"),
    (lambda b: b["facts"]["rain"].update(tags=["weather"]), [("rain", "reworded")], "patch"),
    (lambda b: b["facts"]["rain"].update(text="it rained in {where=@thorn}"),
     [("rain", "answered"), ("rain", "reworded")], "major"),
    (lambda b: b["facts"]["rain"]["ask"].clear(),
     [("rain", "question-retired")], "major"),
    (lambda b: b["facts"]["met"].update(questions={"place": False}),
     [("met", "question-retired"), ("met", "question-added")], "major"),
    (lambda b: b["facts"]["said"].update(questions={"date": True}),
     [("said", "question-added")], "minor"),
    (lambda b: b["facts"]["debt"]["assertions"].append({"by": "sole", "polarity": "denies"}),
     [("debt", "standing"), ("debt", "question-added"), ("debt", "reworded")], "minor"),
    (lambda b: b["facts"]["debt"]["assertions"].append({"by": "sole", "independent": True}),
     [("debt", "standing"), ("debt", "reworded")], "minor"),
    (lambda b: b["facts"]["rain"].update(status="superseded", superseded_by="met"),
     [("rain", "superseded"), ("rain", "reworded")], "minor"),
    (lambda b: b["facts"]["rain"].update(status="corrected", superseded_by="met", why="Sun."),
     [("rain", "corrected")], "minor"),
    (lambda b: b["facts"]["rain"].update(status="corrected", superseded_by="met", why="Sun.",
                                         explanation="Told otherwise."),
     [("rain", "corrected")], "minor"),
    (lambda b: b["facts"]["rain"].update(status="retracted", why="No."),
     [("rain", "retracted")], "minor"),
    (lambda b: b["facts"]["met"].update(date="2023-09-13"), [("met", "altered")], "major"),
    (lambda b: b["facts"]["met"].update(date="2023-09"), [("met", "reworded")], "patch"),
    (lambda b: b["deck"].update(title="Maxi"), [("", "deck")], "patch"),
    (lambda b: b["deck"].update(version="1.2.0"), [], "none"),
])
def test_a_change_is_named_and_weighed(version: Any, edit: Any, expected: Any, level: str) -> None:
    """Options are drawn from the whole deck: other facts may be reworded with it."""
    found, needed = changes(version, edit)
    assert needed == level
    assert [change for change in found if change in expected] == expected
    assert all(kind == "reworded" for fact, kind in found if (fact, kind) not in expected)


def test_a_fact_that_is_asked_nothing_is_compared_too(version: Any) -> None:
    def asked_nothing(text: str) -> Any:
        return lambda bank: bank["facts"].update(
            fog={"kind": "event", "date": "2023-09-15", "text": text})
    old, new = version(asked_nothing("there was fog")), version(asked_nothing("there was mist"))
    assert [c.kind for c in compare(old.snapshot, new.snapshot)] == ["reworded"]


def test_a_set_is_compared_as_a_fact_is(version: Any) -> None:
    group = {"id": "order", "kind": "ordering", "stem": "in which order?",
             "facts": ["met", "said", "rain"]}
    old, new = version(), version(lambda bank: bank.update(sets=[group]))
    assert [(c.fact, c.kind) for c in compare(old.snapshot, new.snapshot)] == [("order", "added")]
    back = compare(new.snapshot, old.snapshot)
    assert [(c.fact, c.kind, c.items) for c in back] == [("order", "retired", ("order.ordering",))]


def test_asked_again_is_a_change(version: Any) -> None:
    old = version(lambda b: b["facts"]["rain"].update(status="retracted", why="No."))
    assert [c.kind for c in compare(old.snapshot, version().snapshot)] == ["restored"]


def test_the_forms_of_a_question_are_one_change(version: Any) -> None:
    old, new = version(), version(lambda b: b["facts"]["met"].update(guest="varga"))
    answered = [c for c in compare(old.snapshot, new.snapshot) if c.kind == "answered"]
    assert [(c.items[:2], c.before, c.after) for c in answered] == [
        (("met.guest", "met.guest-typed"), "Hugo Sole", "Ilse Varga")]


def test_what_an_author_attests_to_be_the_same_is_wording(version: Any) -> None:
    def respelt(bank: Any) -> None:
        bank["entities"]["oakham"]["name"] = "Oakhem"
    old, new = version(), version(respelt)
    assert level_of(compare(old.snapshot, new.snapshot)) == "major"
    answered = [name for name in new.items if name.startswith("rain.where")]
    assert level_of(compare(old.snapshot, new.snapshot, answered)) == "patch"
    assert level_of(compare(old.snapshot, new.snapshot, ["rain"])) == "patch"


def record(answer: str, *accept: str) -> ItemRecord:
    return ItemRecord(kind="short-answer", answer=answer, accept=accept, words="0" * 16, hash="0" * 16)


@pytest.mark.parametrize(("old", "new", "same"), [
    (record("The far west"), record("far west"), True),
    (record("“best man”"), record("\"Best man\"."), True),
    (record("Kiev", "Kyiv"), record("Kyiv", "Kiev"), True),
    (record("Kiev"), record("Kyiv", "Kiev"), False),
    (record("an aircraft plant"), record("a shipyard", "an aircraft plant"), False),
    (record("5"), record("-5"), False),
    (record("C"), record("C++"), False),
    (record("1.5"), record("15"), False),
    (record("the"), record("a"), False),
])
def test_an_answer_is_the_same_but_for_spelling_or_where_each_accepts_the_other(
    old: ItemRecord, new: ItemRecord, same: bool
) -> None:
    assert is_same_answer(old, new) is same


@pytest.mark.parametrize(("level", "version"), [
    ("none", "1.2.3"), ("patch", "1.2.4"), ("minor", "1.3.0"), ("major", "2.0.0")])
def test_the_next_version_is_the_least(level: Any, version: str) -> None:
    assert next_version("1.2.3", level) == version
