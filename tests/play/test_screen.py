"""What the terminal shows: nothing wider than it, nothing interpreted, colours only where wanted."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from quizgen.items.item import Item
from quizgen.play.screen import Screen
from quizgen.play.session import step
from quizgen.play.state import State
from quizgen.play.summary import sum_up
from quizgen.terminal.events import Event, Key
from quizgen.terminal.layout import edit_row, keys_rows, knows_links
from quizgen.terminal.line import Edit

URL = "https://example.org/a"


def shown(
    state: State, *events: Event, width: int = 80, links: bool = False, end: bool = False,
    **console: Any,
) -> str:
    out = io.StringIO()
    screen = Screen(Console(file=out, width=width, height=24, highlight=False, markup=False,
                            emoji=False, **console), links)
    screen.show(None, state)
    for event in events:
        before, (state, _) = state, step(state, event)
        screen.show(before, state, "No space left." if event == Key("x") else "", 61.0)
    if end:
        screen.redraw(state, 3599.0) if state.phase != "done" else None
        screen.end(state, sum_up(state, {"sochi": "Talks", "other": "Others"}), ("Come again.",))
    return out.getvalue()


def whole() -> list[Event]:
    """Keys that answer each of five questions and look at everything."""
    return [Key(k) for k in (
        "?", "h", "z", "a", "b", "x", "f", "enter",
        "?", "/", "h", *"Elsewhere", "home", "delete", "enter", "enter",
        "t", "u", "f", "enter",
        "h", *"abca", "backspace", "c", "enter", "enter", "enter",
        "h", *"1123", "enter", "e", "enter")]


@pytest.mark.parametrize("width", [80, 40, 24])
@pytest.mark.parametrize("mode", ["study", "exam"])
def test_no_line_is_wider_than_the_terminal(session: Any, width: int, mode: Any) -> None:
    text = shown(session(mode=mode), *whole(), width=width, force_terminal=True, end=True)
    assert "Summary" in text
    for line in re.split(r"\n|\r|\x1b\[2K|\x1b\[\d*[ABCDGH]", text):
        assert cell_len(re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[\d;]*[a-zA-Z]", "", line)) <= width, line


def test_bank_text_is_never_markup_and_never_controls_the_terminal(session: Any, base: Item) -> None:
    nasty = base._replace(stem="[red]x[/red] \x1b[2J \x9b :smile: [/]", key="[bold]k",
                          source=base.source._replace(url="javascript:alert(1)\x1b]8;;"))
    text = shown(session(nasty), Key("s"), Key("enter"))
    assert "[red]x[/red]" in text
    assert ":smile:" in text
    assert "\x1b[2J" not in text
    assert "\x9b" not in text


def test_no_colour_is_sent_where_none_is_wanted(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(session(), *whole(), force_terminal=True, color_system="standard", end=True)
    assert not re.search(r"\x1b\[[\d;]*3[0-7][;m]", text)


def test_only_the_sixteen_colours_are_used(session: Any) -> None:
    text = shown(session(), *whole(), force_terminal=True, color_system="truecolor", end=True)
    assert "✓" in text or "✗" in text
    assert not re.search(r"\x1b\[[\d;]*[34]8[;m]", text)
    assert not re.search(r"\x1b\[[\d;]*\b(30|37|40|47|97)[;m]", text)  # no black, no white


def test_the_source_is_a_link_with_its_address_where_links_may_be_unknown(session: Any) -> None:
    options: dict[str, Any] = {"force_terminal": True, "color_system": "standard"}
    link = f";{URL}\x1b\\"
    text = shown(session(), Key("s"), **options)
    assert link in text and text.count(URL) > text.count(link)
    text = shown(session(), Key("s"), links=True, **options)
    assert link in text and text.count(URL) == text.count(link)


@pytest.mark.parametrize(("environment", "known"), [
    ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, True), ({"TERM": "xterm"}, False),
    ({"TERM": "tmux-256color", "VTE_VERSION": "7000"}, False), ({}, False)])
def test_terminals_that_know_links(environment: dict[str, str], known: bool) -> None:
    assert knows_links(environment) is known


def test_the_keys_stand_at_the_foot(session: Any) -> None:
    assert shown(session()).endswith("1–3 a–c answer · h hint · s skip · ? source · f flag · q quit")
    assert shown(session(), width=40).endswith(
        "1–3 a–c answer · h hint · s skip\n? source · f flag · q quit")
    assert "Enter next · f flag · u undo · q quit" in shown(session(), Key("s"))


def test_an_encoding_without_signs_is_given_none(session: Any) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    screen = Screen(Console(file=out, width=60))
    before = session()
    after, _ = step(before, Key("a"))
    screen.show(None, before)
    screen.show(before, after)
    out.seek(0)
    text = out.read()
    assert re.search(r"(Right|Wrong) *$", text, re.M), text
    assert "? Wrong" not in text and "? Right" not in text


@pytest.mark.parametrize(("text", "cursor", "row", "column"), [
    ("Sochi", 5, "> Sochi", 7), ("Sochi", 0, "> Sochi", 2), ("日本", 1, "> 日本", 4),
    ("e\u0301a", 2, "> e\u0301a", 3), ("a\u202eb", 3, "> a\\u202eb", 10)])
def test_the_cursor_stands_where_it_is(text: str, cursor: int, row: str, column: int) -> None:
    found, at = edit_row(Edit(text, cursor), 40)
    assert (found.plain, at) == (row, column)


@pytest.mark.parametrize("cursor", range(0, 100, 7))
def test_a_long_line_moves_under_the_cursor(cursor: int) -> None:
    for text in ("x" * 100, "日" * 100):
        row, at = edit_row(Edit(text, cursor), 39)
        assert row.cell_len <= 39
        assert 2 <= at <= 39


def test_keys_take_as_many_rows_as_they_need() -> None:
    rows = keys_rows([("a", "one"), ("b", "two"), ("c", "three")], 14)
    assert [row.plain for row in rows] == ["a one · b two", "c three"]


@pytest.mark.parametrize(("height", "rows"), [(24, 0), (10, 1)])
def test_a_low_terminal_keeps_the_verdict_in_sight(
    session: Any, base: Item, height: int, rows: int
) -> None:
    """It stands above the keys again, where the feedback is longer than the terminal is high."""
    state = session(base)
    out = io.StringIO()
    screen = Screen(Console(file=out, width=60, height=height, highlight=False, markup=False,
                            emoji=False))
    told, _ = step(state, Key(state.posed.key_letters[0].lower()))
    screen.show(state, told)
    foot = out.getvalue().rpartition("example.org/a")[2]
    assert foot.count("Right; the answer: ") == rows


def test_sources_are_all_shown_and_options_of_an_exam_too(session: Any, base: Item) -> None:
    later = base.source._replace(publisher="Euronews", url="https://example.org/later")
    state = session(base._replace(further=(later,)), mode="exam")
    text = shown(state, Key("a"), end=True)
    assert "https://example.org/later" in text
    assert text.count("Omsk") >= 2  # with the question, and again with its answer
