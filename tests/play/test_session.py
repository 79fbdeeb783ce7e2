"""The session as a pure function, and what the plain mode says of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.items.item import Item
from quizgen.items.quiz import Quiz
from quizgen.play.commands import KEYS, commands_now, key_of
from quizgen.play.effects import Amend, Commit, Effect, Flagged, Undo
from quizgen.play.plain import render_plain, render_summary
from quizgen.play.session import step
from quizgen.play.state import State, start
from quizgen.play.summary import sum_up
from quizgen.play.wording import keys_now, news, source_lines, standing_line
from quizgen.terminal.events import End, Event, Key, Line, Tick
from quizgen.terminal.harmless import harmless

TITLES = {"sochi": "Talks", "other": "Others"}


def after(state: State, *events: Event, now: float = 0.0) -> State:
    for event in events:
        state, _ = step(state, event, now)
    return state


def effects(state: State, *events: Event) -> list[Effect]:
    found: list[Effect] = []
    for event in events:
        state, some = step(state, event)
        found += some
    return found


def keys(typed: str) -> list[Key]:
    return [Key(char) for char in typed]


def said(state: State, *events: Event) -> str:
    text = render_plain(None, state)
    for event in events:
        before, state = state, after(state, event)
        text += render_plain(before, state)
    return text + (render_summary(state, sum_up(state, TITLES), ()) if state.phase == "done" else "")


def right_key(state: State) -> Key:
    return Key(state.posed.key_letters[0].lower())


def wrong_key(state: State) -> Key:
    return Key("abc"[(state.posed.key_index + 1) % 3])


def test_a_key_answers_and_enter_goes_on(session: Any) -> None:
    state = session()
    told, kept = step(state, right_key(state), 2.5)
    assert (told.phase, told.last and told.last.right) == ("told", True)
    assert kept == (Commit(0, told.answers[0]),)
    assert told.answers[0].milliseconds == 2500
    assert after(told, Key("y")) == told
    assert (after(told, Key("enter")).phase, after(told, Key("enter")).position) == ("asking", 1)


def test_digits_do_as_well_as_letters(session: Any, base: Item) -> None:
    state = session(base)
    assert after(state, Key("1")).last == after(state, Key("a")).last._replace(given="1")


def test_what_is_no_answer_is_asked_again(session: Any) -> None:
    again = after(session(), Key("y"))
    assert (again.phase, again.note) == ("asking", "Choose A to C.")


def test_a_wrong_choice_is_told_why_it_is_false(session: Any, base: Item) -> None:
    state = session(base)
    text = said(state, Key(str(state.posed.options.index("Omsk") + 1)))
    assert "Not Omsk but Sochi." in text
    assert ("Claimed, as of 15 September 2023 · the Third Separate Assault Brigade, reported by "
            "CNN\n") in text
    assert "https://example.org/a" in text


def test_s_skips_and_q_sums_up(session: Any) -> None:
    state = after(session(), Key("s"), Key("enter"), Line("q"))
    assert state.phase == "done"
    assert sum_up(state).headline == "0 of 1 right · 1 skipped · 4 not answered"


def test_the_end_of_the_input_sums_up(session: Any) -> None:
    assert after(session(), End()).phase == "done"


# -- typed answers --------------------------------------------------------------------------------

def test_an_answer_is_typed_with_an_edited_line(session: Any, items: Any) -> None:
    state = after(session(items[1]), *keys("Xochi"), Key("home"), Key("delete"), Key("S"))
    assert state.line.text == "Sochi"
    told = after(state, Key("enter"))
    assert told.last and told.last.right
    assert told.last.given == "Sochi"


def test_letters_are_no_commands_in_a_typed_answer(session: Any, items: Any) -> None:
    state = after(session(items[1]), *keys("hsufq?"))
    assert (state.phase, state.line.text, state.hints) == ("asking", "hsufq?", 0)


def test_a_stroke_on_an_empty_line_leads_a_command(session: Any, items: Any) -> None:
    state = session(items[1])
    assert ("/", "then h hint s skip f flag q quit") in keys_now(state)
    leading = after(state, Key("/"))
    assert leading.leading and ("h", "hint") in keys_now(leading)
    assert after(leading, Key("h")).hints == 1
    assert after(leading, Key("q")).phase == "done"
    assert after(leading, Key("escape")) == state
    assert after(state, *keys("//")).line.text == "/"
    assert after(state, *keys("a/")).line.text == "a/"


def test_a_question_mark_on_an_empty_line_shows_the_source(session: Any, items: Any) -> None:
    assert after(session(items[1]), Key("?")).looks == 1


def test_hints_give_the_first_letter_then_half(session: Any, items: Any) -> None:
    state = session(items[1], pauses=False)
    text = said(state, Line("h"), Line("/h"), Line("h"))
    assert "It begins with “S”; 5 characters in all." in text
    assert "It begins with “Soc”; 5 characters in all." in text
    assert "That does nothing now." in text
    told = after(state, Line("h"), Line("Sochi"))
    assert told.last and told.last.rating == 2  # hard


# -- choices --------------------------------------------------------------------------------------

def test_a_hint_takes_half_of_the_options(session: Any, base: Item) -> None:
    state = after(session(base), Key("h"))
    assert len(state.struck) == 1
    out = "abc"[next(iter(state.struck))]
    assert after(state, Key(out)).note == "That one is out."
    told = after(state, right_key(state))
    assert told.last and told.last.right and told.last.rating == 2
    assert "hint" not in commands_now(state)


def test_a_letter_that_names_an_option_is_an_answer_and_its_command_a_capital(
    session: Any, items: Any
) -> None:
    state = session(items[2])
    assert ("F", "flag") in keys_now(state)
    assert after(state, Key("f")).answers[0].right
    assert after(state, Key("F")).flagged == {"f.f"}
    lines = session(items[2], pauses=False)
    assert ("/f", "flag") in keys_now(lines)
    assert after(lines, Line("/f")).flagged == {"f.f"}
    assert after(lines, Line("F")).answers[0].right


def test_matching_and_ordering_are_answered_key_by_key(session: Any, items: Any) -> None:
    for item in items[3:]:
        state = session(item)
        letters = state.posed.key_letters
        typed = [x.lower() if item.kind == "matching" else str("ABC".index(x) + 1) for x in letters]
        other = next(x for x in "abc123" if x not in typed[:1] and x.isdigit() == typed[0].isdigit())
        state = after(state, Key(other), Key("enter"), Key("backspace"), *map(Key, typed))
        assert state.phase == "asking"  # Enter confirms
        told = after(state, Key("enter"))
        assert told.last and told.last.right, told.last


def test_an_event_has_one_place(session: Any, items: Any) -> None:
    state = after(session(items[4]), Key("1"), Key("1"))
    assert state.chosen == (0,)
    assert "its place already" in state.note


# -- having a word on an answer -------------------------------------------------------------------

@pytest.mark.parametrize("pauses", [True, False])
def test_an_answer_can_be_overruled_either_way(session: Any, base: Item, pauses: bool) -> None:
    state = session(base, base, pauses=pauses)
    told = after(state, Line(wrong_key(state).name) if not pauses else wrong_key(state))
    event = Key("x") if pauses else Line("x")
    once, kept = step(told, event)
    assert once.answers[0].right
    assert kept == (Amend(0, once.answers[0]),)
    assert news(told, once) == ("amended",)
    assert "Counted as right." in render_plain(told, once)
    assert not after(once, event).answers[0].right


def test_easy_counts_and_goes_on(session: Any, base: Item) -> None:
    state = session(base, base)
    told = after(state, right_key(state))
    next_, kept = step(told, Key("e"))
    assert (next_.position, next_.answers[0].rating) == (1, 4)
    assert kept == (Amend(0, next_.answers[0]),)
    assert "easy" not in commands_now(after(state, wrong_key(state)))


def test_u_takes_back_the_last_answer_and_asks_again(session: Any, base: Item) -> None:
    state = session(base, base)
    told = after(state, wrong_key(state))
    for from_ in (told, after(told, Key("enter"))):
        undone, kept = step(from_, Key("u"))
        assert kept == (Undo(0),)
        assert (undone.phase, undone.position, undone.answers) == ("asking", 0, ())
        assert "question" in news(from_, undone)
        assert "feedback" not in news(from_, undone)


def test_a_hint_is_not_taken_back(session: Any, base: Item) -> None:
    state = after(session(base), Key("h"))
    undone = after(state, right_key(state), Key("u"))
    assert (undone.hints, undone.struck) == (state.hints, state.struck)


def test_f_flags_and_takes_it_back(session: Any, base: Item) -> None:
    flagged, kept = step(session(base), Key("f"))
    assert kept == (Flagged("f.q", "Where did they meet?", True),)
    assert effects(flagged, Key("f")) == [Flagged("f.q", "Where did they meet?", False)]


def test_a_slip_is_near_counts_and_is_hard(session: Any, items: Any) -> None:
    state = session(items[1]._replace(key="Andriivka"), pauses=False)
    text = said(state, Line("?"), Line("?"), Line("Andrivka"))
    assert text.count("Standing: Claimed") == 2
    assert "Nearly. Mind the spelling.\nYour answer: Andrivka\nThe answer: Andriivka\n" in text
    last = after(state, Line("?"), Line("Andrivka")).last
    assert last and last.right and last.rating == 2


def test_a_command_that_is_the_answer_is_the_answer(session: Any, items: Any) -> None:
    state = after(session(items[1]._replace(key="Q"), pauses=False), Line("q"))
    assert state.last and state.last.right


# -- exams ----------------------------------------------------------------------------------------

def test_an_exam_says_nothing_until_its_end(session: Any, base: Item) -> None:
    state = session(base, base, mode="exam")
    assert not {"hint", "source", "overrule", "easy"} & set(commands_now(state))
    next_ = after(state, wrong_key(state))
    assert (next_.phase, next_.position) == ("asking", 1)
    assert news(state, next_) == ("question",)
    text = said(next_, right_key(next_))
    assert "Question 1 of 2\nWhere did they meet?\n  A. " in text
    assert "Wrong." in text
    assert "1 of 2 right" in text


def test_time_that_is_over_ends_an_exam(session: Any, base: Item) -> None:
    state = session(base, base, base, mode="exam", ends=60.0)
    state = after(state, right_key(state), now=59.9)
    assert after(state, Tick(), now=59.9) == state
    done, kept = step(state, Key("a"), 60.0)
    assert (done.phase, done.timed_out, kept) == ("done", True, ())
    assert sum_up(done).headline == "1 of 3 right · 1 skipped · 1 not answered"


def test_what_stands_in_the_line_when_time_is_over_counts(session: Any, items: Any) -> None:
    state = after(session(items[1], mode="exam", ends=60.0), *map(Key, "Sochi"))
    done, kept = step(state, Tick(), 60.0)
    assert (sum_up(done).headline, len(kept)) == ("1 of 1 right", 1)
    done, kept = step(session(items[1], mode="exam", ends=60.0), Tick(), 60.0)
    assert (sum_up(done).headline, kept) == ("0 of 1 right · 1 skipped", ())


def test_an_exam_is_not_left_by_one_key(session: Any, base: Item) -> None:
    state = after(session(base, base, mode="exam"), Key("q"))
    assert (state.phase, state.note) == ("asking",
                                         "2 questions are not answered yet: q again ends the exam.")
    assert not after(state, Key("f")).leaving
    assert sum_up(after(state, Key("q"))).headline == "0 of 2 right · 1 skipped · 1 not answered"


# -- asked again ----------------------------------------------------------------------------------

def test_what_was_missed_is_asked_again_at_the_end_until_it_is_known(session: Any, base: Item) -> None:
    state = session(base, mode="study")
    state = after(state, wrong_key(state), Key("enter"))
    assert (state.phase, state.position, state.total, state.again) == ("asking", 1, 2, True)
    state = after(state, wrong_key(state), Key("enter"))
    assert (state.position, state.total) == (2, 3)
    state = after(state, right_key(state), Key("enter"))
    assert state.phase == "done"
    assert sum_up(state).headline == "0 of 1 right · 2 asked again"


@pytest.mark.parametrize("mode", ["quiz", "exam"])
def test_a_quiz_asks_nothing_again(session: Any, base: Item, mode: Any) -> None:
    state = session(base, mode=mode)
    assert after(state, wrong_key(state), Key("enter")).phase == "done"


def test_what_is_overruled_or_taken_back_is_not_asked_again(session: Any, base: Item) -> None:
    state = session(base, mode="study")
    missed = after(state, wrong_key(state))
    assert after(missed, Key("x"), Key("enter")).phase == "done"
    assert after(missed, Key("enter"), Key("u"), right_key(state), Key("enter")).phase == "done"
    lines = session(base, mode="study", pauses=False)
    asked = after(lines, Line(wrong_key(lines).name))
    assert (asked.phase, asked.again) == ("asking", True)
    told = after(asked, Line("x"))
    assert (told.phase, told.total) == ("told", 1)


def test_in_lines_the_last_answer_can_still_be_overruled(session: Any, base: Item) -> None:
    state = session(base, mode="quiz", pauses=False)
    state = after(state, Line(wrong_key(state).name))
    assert state.phase == "told"
    assert sum_up(after(state, Line("x"), Line(""))).headline == "1 of 1 right"


# -- the end --------------------------------------------------------------------------------------

def test_the_score_is_told_by_kind_and_development(session: Any, items: Any) -> None:
    state = session(pauses=False)
    for _ in items:
        letters = state.posed.key_letters
        state = after(state, Line(" ".join(letters) or "Sochi"))
    state = after(state, Line(""))
    summary = sum_up(state, TITLES)
    assert state.phase == "done"
    assert [(s.name, str(s)) for s in summary.by_development] == [
        ("Talks", "3 of 3"), ("Others", "2 of 2")]
    assert [s.name for s in summary.by_kind] == [
        "Multiple choice", "Short answer", "True or false", "Matching", "Ordering"]
    assert summary.missed == ()


def test_an_empty_quiz_is_done() -> None:
    assert start(State(Quiz("d", "D", "1.0.0", 1, ()))).phase == "done"


@pytest.mark.parametrize("change", [
    {"key": "CNN"}, {"key": "15 September 2023"}, {"key": "A title"},
    {"key": "Third Separate Assault Brigade"}, {"family": "attribution"}])
def test_the_source_never_gives_the_answer_away(base: Item, change: dict[str, Any]) -> None:
    item = base._replace(**change)
    text = "\n".join(source_lines(item))
    assert item.key not in text
    assert item.family != "attribution" or "Brigade" not in text


def test_the_source_of_a_question_on_standing_keeps_it_back(base: Item) -> None:
    assert "Claimed" not in "\n".join(source_lines(base._replace(family="standing")))


def test_texts_are_harmless(session: Any, base: Item) -> None:
    nasty = base._replace(stem="\x1b]0;title\x07 [bold]x[/bold] \u202e", key="Sochi\x9b2J",
                          attribution="a\nb")
    text = said(session(nasty), Key("s"), Key("f"), Key("q"))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "[bold]x[/bold]" in text
    assert harmless("a\nb") == "a\\u000ab"


@pytest.mark.parametrize(("standing", "expected"), [
    ("reported", "Reported, as of 15 September 2023 · CNN"),
    ("no comment", "No comment, as of 15 September 2023 · CNN"),
    ("mixed", "Reported in several ways, as of 15 September 2023 · CNN")])
def test_the_standing_line(base: Item, standing: str, expected: str) -> None:
    assert standing_line(base._replace(standing=standing, attribution="CNN")) == expected


# -- any events -----------------------------------------------------------------------------------

EVENTS = st.lists(st.one_of(
    st.builds(Key, st.sampled_from([
        *"abcdeEfFhHsuxq1234t?/ yS\x01", "enter", "left", "right", "home", "end", "backspace",
        "delete", "ctrl-w", "ctrl-u", "ctrl-k", "escape", "tab"])),
    st.builds(Line, st.one_of(st.text(max_size=20), st.sampled_from(
        ["s", "?", "o", "", "c a d b", "3 1 2", "Sochi", "1", "t", "/f", "x", "u", "e", "h"]))),
    st.just(Tick()), st.just(End())), max_size=40)
MODES = st.sampled_from(["study", "quiz", "exam"])


@given(EVENTS, st.booleans(), MODES)
@settings(max_examples=60)
def test_every_event_has_a_state_and_something_to_say(
    session: Any, items: Any, events: list[Event], pauses: bool, mode: Any
) -> None:
    state = session(pauses=pauses, mode=mode)
    kept: dict[int, Any] = {}
    for now, event in enumerate(events):
        before, (state, some) = state, step(state, event, float(now))
        for effect in some:
            match effect:
                case Commit():
                    assert effect.position not in kept
                    kept[effect.position] = effect.answer
                case Amend():
                    assert effect.position in kept
                    kept[effect.position] = effect.answer
                case Undo():
                    del kept[effect.position]
        # What is kept is what was answered, at any moment.
        assert kept == dict(enumerate(state.answers[: len(kept)]))
        open_ = state.answers[len(kept):]  # what an exam did not come to
        assert not open_ or (state.phase == "done" and not any(a.verdict for a in open_))
        text = render_plain(before, state)
        assert all(ord(c) >= 32 or c == "\n" for c in text)
        assert state.phase == "done" or keys_now(state)
        assert 0 <= state.line.cursor <= len(state.line.text)
        summary = sum_up(state)
        first = state.answers[: len(items)]
        assert summary.total.right + len(summary.missed) == summary.total.of == len(first)
        assert len(first) + summary.open == len(items) + sum(not a.reached for a in first)
        assert summary.again == len(state.answers) - len(first)
    assert render_summary(state, sum_up(state), ())


@given(EVENTS, st.booleans(), MODES)
@settings(max_examples=60)
def test_the_foot_tells_the_truth(session: Any, events: list[Event], pauses: bool, mode: Any) -> None:
    """Every command that is shown does something, and each by a key of its own."""
    state = after(session(pauses=pauses, mode=mode), *events)
    if state.phase == "done":
        return
    shown = {command: key_of(command, state) for command in commands_now(state)}
    assert len(set(shown.values())) == len(shown)
    for command, key in shown.items():
        if state.by_line and pauses and not state.leading:
            if command == "source" and state.line.text:
                continue
            typed: list[Event] = [Key(key)] if command == "source" else [Key("/"), Key(key)]
            if state.line.text and command != "source":
                continue  # shown only on an empty line
        else:
            typed = [Key("enter" if key == KEYS["next"] else key)] if pauses else [Line(key)]
        assert after(state, *typed) != state._replace(note=""), command


@given(EVENTS)
def test_the_same_events_give_the_same_state(session: Any, events: list[Event]) -> None:
    assert after(session(), *events) == after(session(), *events)
