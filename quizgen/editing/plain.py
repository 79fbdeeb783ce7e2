"""A walk in lines of text, for pipes, screen readers and terminals that can do nothing else."""

from __future__ import annotations

from quizgen.editing.state import State, commands_now
from quizgen.editing.wording import (
    choosable,
    form_title,
    help_rows,
    in_view,
    left_words,
    matter,
    news,
    offered,
    stepped,
    title,
)
from quizgen.terminal.harmless import as_text


def render_plain(before: State | None, after: State) -> str:
    """What is new after a step, as lines, and the keys that work now."""
    lines: list[str] = []
    for part in news(before, after):
        match part:
            case "note":
                lines.append(after.note)
            case "point":
                lines += _point(after)
            case "offers":
                asked, rows = offered(after)
                lines += [asked, *(f"  {label}. {words}" for label, words in rows)]
            case "value":
                asked, rows = choosable(after)
                lines += [asked, *(f"  {label}: {words}" for label, words in rows)]
            case "help":
                lines += [f"  {label}: {words}" for label, words in help_rows(after)]
            case "step":
                asked, rows = stepped(after)
                now = after.asked.now if after.asked else ""
                lines += [form_title(after), asked, *(f"  {label}: {words}" for label, words in rows),
                          *([f"  now: {now}"] if now else [])]
            case "rest":
                lines.append(left_words(after))
    if lines and after.phase != "done":
        esc = "<" if after.phase == "filling" else "an empty line"
        enter = [("an empty line", "keep")] if after.asked and after.asked.now else []
        keys = [*enter, *((esc if key == "Esc" else key, what) for key, what in commands_now(after)
                          if key != "Enter")]
        lines.append(f"Keys: {'; '.join(f'{key} {what}' for key, what in keys)}")
    return as_text(lines)


def _point(state: State) -> list[str]:
    which, where = title(state)
    rows = [f"  {label}: {words}" if label else f"    {words}"
            for label, words in in_view(state)]
    return [f"{which}, {where}", matter(state), *rows]
