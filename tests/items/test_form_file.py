"""The form file: read back whole, and refused where anything in it is not as it was written."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.read import load_deck
from quizgen.items import read_form_file
from quizgen.items.assemble import assemble
from quizgen.items.form_file import code_of, form_text, seal_of
from quizgen.items.forms import Forms, Student, make_forms
from quizgen.items.make import make_items
from quizgen.items.read_form_file import read_forms
from quizgen.problem import QuizgenError


@cache
def forms() -> Forms:
    bank = load_deck("ukraine-war")
    quiz = assemble(bank, make_items(bank), count=20, seed=3)
    return make_forms(quiz, 3, sections=True, developments={"front": "The “front” – so it is"})


def sealed(**changes: Any) -> bytes:
    """The file with fields changed, and a seal that fits."""
    data = json.loads(form_text(forms()))
    del data["seal"]
    data |= changes
    return json.dumps(data | {"seal": seal_of(data)}).encode()


def test_what_is_written_is_read_back() -> None:
    text = form_text(forms())
    assert read_forms(text.encode(), "x.form.json") == forms()
    assert form_text(read_forms(text.encode(), "x")) == text
    assert json.loads(text)["code"] == code_of(forms()) == code_of(forms()._replace(layout={"a": "b"}))
    assert max(map(len, text.splitlines())) < 4000
    personal = make_forms(forms().first, students=[Student("Zoë", "1"), Student("Лев")])
    assert read_forms(form_text(personal).encode(), "x") == personal


def test_an_edit_by_hand_is_refused() -> None:
    text = form_text(forms())
    with pytest.raises(QuizgenError, match=r"^q\.form\.json was changed by hand"):
        read_forms(text.replace('"seed": 3', '"seed": 4').encode(), "q.form.json")


def items_with(**changes: Any) -> list[Any]:
    first, *others = json.loads(form_text(forms()))["items"]
    return [first | changes, *others]


def record(**changes: Any) -> list[Any]:
    first, *others = json.loads(form_text(forms()))["forms"]
    return [first | changes, *others]


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"forms": []}, "0 forms"),
    ({"forms": [1]}, "no form file"),
    ({"items": []}, "no items"),
    ({"points": {}}, "points"),
    ({"points": {"x": float("inf")}}, "points"),
    ({"seed": "3"}, "seed"),
    ({"title": "a\u0000b"}, "control character"),
    ({"title": "x" * 30_000}, "30000 characters"),
    ({"title": 5}, "title"),
]


@pytest.mark.parametrize(("changes", "message"), HOSTILE)
def test_what_cannot_be_is_refused_also_with_a_seal(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(QuizgenError, match=message):
        read_forms(sealed(**changes), "x")


@pytest.mark.parametrize("change", [
    {"kind": "essay"}, {"stem": ""}, {"key": 7}, {"as_of": "yesterday"}, {"distractors": []},
    {"source": {"publisher": "x", "date": "y", "url": "javascript:alert(1)"}},
])
def test_an_item_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(QuizgenError):
        read_forms(sealed(items=items_with(**change)), "x")


def test_a_form_that_asks_other_questions_is_refused() -> None:
    questions = record()[0]["questions"]
    twice = [questions[0], *questions[:-1]]
    for wrong in (questions[1:], twice, [{**questions[0], "options": [0, 0]}, *questions[1:]]):
        with pytest.raises(QuizgenError, match="form A"):
            read_forms(sealed(forms=record(questions=wrong)), "x")
    with pytest.raises(QuizgenError, match="two forms alike"):
        read_forms(sealed(forms=record(form="B")), "x")


def test_a_file_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_form_file, "MAX_BYTES", 100)
    with pytest.raises(QuizgenError, match="larger than"):
        read_forms(form_text(forms()).encode(), "x")


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode)
       | st.sampled_from([b"[" * 100_000, b"{}", b"[]", b"null", b'{"seal": 1, "forms": 2}']))
def test_whatever_is_read_there_is_a_message(data: bytes) -> None:
    with pytest.raises(QuizgenError, match=r"^x"):
        read_forms(data, "x")


_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                     lambda inner: st.lists(inner, max_size=3), max_leaves=4)


@given(st.data())
def test_any_value_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content: Any = json.loads(form_text(forms()))
    del content["seal"]
    spot: Any = content
    while True:
        keys = list(spot) if isinstance(spot, dict) else range(len(spot))
        key = data.draw(st.sampled_from(sorted(keys, key=str)))
        if not isinstance(spot[key], (dict, list)) or not spot[key] or data.draw(st.booleans()):
            break
        spot = spot[key]
    spot[key] = data.draw(_JSON)
    try:
        read_forms(json.dumps(content | {"seal": seal_of(content)}).encode(), "x")
    except QuizgenError as error:
        assert str(error)
