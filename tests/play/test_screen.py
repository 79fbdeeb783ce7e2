"""What the terminal shows: nothing wider than it, nothing interpreted, colours only where wanted."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from quizgen.items.item import Item
from quizgen.items.quiz import LETTERS
from quizgen.play.screen import Screen
from quizgen.play.session import Event, Key, Line, State, step


def shown(state: State, *events: Event, width: int = 80, **console: Any) -> str:
    out = io.StringIO()
    screen = Screen(Console(file=out, width=width, highlight=False, markup=False, emoji=False,
                            **console), "quizgen play --seed 1")
    screen.show(None, state)
    for event in events:
        before, state = state, step(state, event)
        screen.show(before, state)
    return out.getvalue()


def whole(state: State) -> list[Event]:
    """Events that answer each of five questions wrong and look at everything."""
    events: list[Event] = []
    for posed in state.quiz.questions:
        events += [Line("?"), Line("zz zz")]
        count = len(posed.premises) or len(posed.options)
        wrong = {"matching": "a " * count, "short-answer": "Somewhere else entirely",
                 "ordering": " ".join(reversed(LETTERS[:count]))}
        events += [Line(wrong.get(posed.item.kind, "a")), Line("o"), Key("\r")]
    return events


@pytest.mark.parametrize("width", [80, 40, 24])
def test_no_line_is_wider_than_the_terminal(session: Any, width: int) -> None:
    text = shown(session(), *whole(session()), width=width, force_terminal=True)
    assert "Summary" in text
    for line in re.split(r"\n|\r?\x1b\[2K", text):
        assert cell_len(re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[\d;]*[a-z]", "", line)) <= width, line


def test_bank_text_is_never_markup_and_never_controls_the_terminal(session: Any, base: Item) -> None:
    nasty = replace(base, stem="[red]x[/red] \x1b[2J \x9b :smile: [/]", key="[bold]k",
                    source=replace(base.source, url="javascript:alert(1)\x1b]8;;"))
    text = shown(session(nasty), Key("s"), Key("\r"))
    assert "[red]x[/red]" in text
    assert ":smile:" in text
    assert "\x1b[2J" not in text
    assert "\x9b" not in text


def test_no_colour_is_sent_where_none_is_wanted(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(session(), Key("a"), force_terminal=True, color_system="standard")
    assert "\x1b[32m" not in text
    assert "\x1b[1;31m" not in text
    assert "\x1b[1;32m" not in text


def test_the_source_is_a_link_on_a_terminal(session: Any) -> None:
    text = shown(session(), Key("s"), force_terminal=True, color_system="standard")
    assert "\x1b]8;" in text
    assert "https://example.org/a" in text


def test_the_keys_stand_at_the_foot(session: Any) -> None:
    assert shown(session()).endswith("1–3 a–c answer · s skip · ? source · q quit")
    assert shown(session(), width=40).endswith("1–3 a–c  s skip  ? source  q quit")
    assert shown(session(), Key("s")).endswith("Enter next · q quit")
