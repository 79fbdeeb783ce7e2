"""A walk in lines of text, for pipes, screen readers and terminals that can do nothing else."""

from __future__ import annotations

from quizgen.editing.state import State, commands_now
from quizgen.editing.wording import choosable, in_view, left_words, matter, news, offered, title
from quizgen.evidence.article import Article
from quizgen.terminal.harmless import as_text


def render_plain(before: State | None, after: State, article: Article | None) -> str:
    """What is new after a step, as lines, and the keys that work now."""
    lines: list[str] = []
    for part in news(before, after):
        match part:
            case "note":
                lines.append(after.note)
            case "point":
                lines += _point(after, article)
            case "offers":
                asked, rows = offered(after)
                lines += [asked, *(f"  {label}. {words}" for label, words in rows)]
            case "value":
                asked, rows = choosable(after)
                lines += [asked, *(f"  {label}: {words}" for label, words in rows)]
            case "rest":
                lines.append(left_words(after))
    if lines and after.phase != "done":
        keys = (("an empty line" if key == "Esc" else key, what) for key, what in commands_now(after)
                if key != "Enter")
        lines.append(f"Keys: {'; '.join(f'{key} {what}' for key, what in keys)}")
    return as_text(lines)


def _point(state: State, article: Article | None) -> list[str]:
    which, where = title(state)
    rows = [f"  {label}: {words}" if label else f"    {words}"
            for label, words in in_view(state, article)]
    return [f"{which}, {where}", matter(state), *rows]
