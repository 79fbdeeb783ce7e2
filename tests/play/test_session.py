"""The session as a pure function, and what the plain mode says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.items.grading.grade import NameIndex
from quizgen.items.item import Item
from quizgen.items.quiz import Quiz
from quizgen.play.plain import render_plain
from quizgen.play.session import End, Event, Key, Line, State, start, step
from quizgen.play.summary import sum_up
from quizgen.play.wording import harmless, hint_lines, keys_now, news, standing_line


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def said(state: State, *events: Event) -> str:
    text = render_plain(None, state)
    for event in events:
        before, state = state, step(state, event)
        text += render_plain(before, state)
    return text


def test_a_key_answers_and_enter_goes_on(session: Any) -> None:
    state = session()
    told = step(state, Key(state.posed.key_letters[0].lower()))
    assert (told.phase, told.last and told.last.right) == ("told", True)
    assert step(told, Key("x")) == told
    assert step(told, Key("\r")).position == 1


def test_in_line_mode_each_line_is_an_answer(session: Any) -> None:
    state = after(session(pauses=False), Line("1"), Line("sochi"), Line("f"))
    assert (state.position, state.phase, len(state.answers)) == (3, "asking", 3)


def test_what_is_no_answer_is_asked_again(session: Any) -> None:
    again = step(session(), Key("x"))
    assert (again.phase, again.note) == ("asking", "Choose A to C.")


def test_a_wrong_choice_is_told_why_it_is_false(session: Any, base: Item) -> None:
    state = session(base)
    at = state.posed.options.index("Omsk")
    text = said(state, Key(str(at + 1)))
    assert "Not Omsk but Sochi." in text
    assert ("Claimed, as of 15 September 2023 · the Third Separate Assault Brigade, reported by "
            "CNN\n") in text
    assert "https://example.org/a" in text


def test_s_skips_and_q_sums_up(session: Any) -> None:
    state = after(session(), Key("s"), Key("\r"), Line("q"))
    summary = sum_up(state)
    assert state.phase == "done"
    assert summary.headline == "0 of 1 right · 1 skipped · 4 not answered"


def test_the_end_of_the_input_sums_up(session: Any) -> None:
    assert step(session(), End()).phase == "done"


def test_a_typed_answer_can_be_overruled(session: Any, items: Any) -> None:
    state = after(session(items[1]), Line("Sotchy on Sea"))
    assert ("o", "count it as right") in keys_now(state)
    assert sum_up(state).total.right == 0
    overruled = step(state, Key("o"))
    assert sum_up(overruled).total.right == 1
    assert news(state, overruled) == ("overruled",)


def test_a_slip_is_near_and_counts(session: Any, items: Any) -> None:
    state = session(replace(items[1], key="Andriivka"))
    text = said(state, Line("?"), Line("?"), Line("Andrivka"))
    assert text.count("Standing: Claimed") == 2
    assert "Nearly. Mind the spelling.\nYour answer: Andrivka\nThe answer: Andriivka\n" in text
    told = after(state, Line("?"), Line("Andrivka"))
    assert told.last.right
    assert told.last.hinted


def test_a_choice_cannot_be_overruled(session: Any, base: Item) -> None:
    state = session(base)
    state = step(state, Key(str(state.posed.options.index("Omsk") + 1)))
    assert step(state, Key("o")) == state


def test_a_command_that_is_the_answer_is_the_answer(session: Any, items: Any) -> None:
    state = step(session(replace(items[1], key="Q")), Line("q"))
    assert state.last and state.last.right


def test_the_score_is_told_by_kind_and_development(session: Any, items: Any) -> None:
    state = session(pauses=False)
    for _ in items:
        letters = state.posed.key_letters
        state = step(state, Line(" ".join(letters) or "Sochi"))
    summary = sum_up(state)
    assert state.phase == "done"
    assert [(s.name, str(s)) for s in summary.by_development] == [
        ("Talks", "3 of 3"), ("Others", "2 of 2")]
    assert [s.name for s in summary.by_kind] == [
        "Multiple choice", "Short answer", "True or false", "Matching", "Ordering"]
    assert summary.missed == ()


def test_an_empty_quiz_is_done() -> None:
    assert start(Quiz("d", "D", "1.0.0", 1, ()), NameIndex()).phase == "done"


@pytest.mark.parametrize("change", [
    {"key": "CNN"}, {"key": "15 September 2023"}, {"key": "A title"},
    {"key": "Third Separate Assault Brigade"}, {"family": "attribution"}])
def test_a_hint_never_gives_the_answer_away(base: Item, change: dict[str, Any]) -> None:
    item = replace(base, **change)
    text = "\n".join(hint_lines(item))
    assert item.key not in text
    assert item.family != "attribution" or "Brigade" not in text


def test_a_hint_on_standing_keeps_it_back(base: Item) -> None:
    assert "Claimed" not in "\n".join(hint_lines(replace(base, family="standing")))


def test_texts_are_harmless(session: Any, base: Item) -> None:
    nasty = replace(base, stem="\x1b]0;title\x07 [bold]x[/bold] \u202e", key="Sochi\x9b2J",
                    attribution="a\nb")
    text = said(session(nasty), Key("s"))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "[bold]x[/bold]" in text
    assert harmless("a\nb") == "a\\u000ab"


@pytest.mark.parametrize(("standing", "expected"), [
    ("reported", "Reported, as of 15 September 2023 · CNN"),
    ("no comment", "No comment, as of 15 September 2023 · CNN"),
    ("mixed", "Reported in several ways, as of 15 September 2023 · CNN")])
def test_the_standing_line(base: Item, standing: str, expected: str) -> None:
    assert standing_line(replace(base, standing=standing, attribution="CNN")) == expected


EVENTS = st.lists(st.one_of(
    st.builds(Key, st.sampled_from([*"abcd1234tfs?qo \r\n\x01x"])),
    st.builds(Line, st.one_of(st.text(max_size=20), st.sampled_from(
        ["s", "?", "o", "", "c a d b", "3 1 2", "Sochi", "1", "t"]))),
    st.just(End())), max_size=25)


@given(EVENTS, st.booleans())
def test_every_event_has_a_state_and_something_to_say(
    session: Any, items: Any, events: list[Event], pauses: bool
) -> None:
    state = session(pauses=pauses)
    render_plain(None, state)
    for event in events:
        before, state = state, step(state, event)
        text = render_plain(before, state)
        assert len(before.answers) <= len(state.answers) <= len(before.answers) + 1
        assert before.position <= state.position <= before.position + 1
        assert all(ord(c) >= 32 or c == "\n" for c in text)
        assert state.phase == "done" or keys_now(state)
        assert state.phase != "done" or before.phase == "done" or text
        summary = sum_up(state)
        assert summary.total.right + len(summary.missed) == summary.total.of == len(state.answers)
        assert summary.total.of + summary.open == len(items)


@given(EVENTS)
def test_the_same_events_give_the_same_state(session: Any, events: list[Event]) -> None:
    assert after(session(), *events) == after(session(), *events)
