"""The plain mode: lines of text for pipes, screen readers and terminals that can do nothing else.

No boxes, no colours, nothing drawn again; long lines are left to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.items.quiz import Posed
from quizgen.play.session import State
from quizgen.play.summary import Score, Summary, sum_up
from quizgen.play.wording import feedback, harmless, hint_lines, keys_now, labels, news


def render_plain(before: State | None, after: State, again: str = "") -> str:
    """What is new after a step, as lines; `again` is the command that repeats the quiz."""
    lines: list[str] = []
    for part in news(before, after):
        match part:
            case "question":
                lines += _question(after)
            case "feedback":
                lines += _feedback(after)
            case "overruled":
                lines += ["Counted as right.", ""]
            case "hint":
                lines += hint_lines(after.posed.item)
            case "note":
                lines.append(after.note)
            case "summary":
                lines += _summary(sum_up(after), again)
    if lines and after.phase != "done":
        lines.append(f"Keys: {'; '.join(f'{key} {what}' for key, what in keys_now(after))}")
    return "".join(f"{harmless(line)}\n" for line in lines)


def _question(state: State) -> Iterator[str]:
    posed = state.posed
    yield f"Question {state.position + 1} of {len(state.quiz.questions)}"
    if posed.item.kind == "true-false":
        yield "True or false?"
    yield posed.item.stem
    yield from (f"  {n}. {premise}" for n, premise in enumerate(posed.premises, 1))
    if posed.item.kind != "true-false":
        yield from _options(posed)


def _options(posed: Posed) -> Iterator[str]:
    for label, text in zip(labels(posed), posed.options, strict=True):
        yield f"  {label}. {text}"


def _feedback(state: State) -> Iterator[str]:
    assert state.last
    told = feedback(state.last)
    yield f"{told.mark}. {told.reason}".strip()
    if told.given and told.mark in ("Wrong", "Nearly"):
        yield f"Your answer: {told.given}"
    if told.answer:
        yield f"The answer: {told.answer}"
    for hit, label, text in told.parts:
        yield f"  {label}. {text} ({'right' if hit else 'missed'})"
    yield from filter(None, (told.why, told.explanation, told.standing, f"Source: {told.source}",
                             told.url))
    yield ""


def _summary(summary: Summary, again: str) -> Iterator[str]:
    yield summary.headline
    if len(summary.by_kind) > 1:
        yield from _scores("By kind", summary.by_kind)
    if len(summary.by_development) > 1:
        yield from _scores("By development", summary.by_development)
    if summary.missed:
        yield "Missed:"
    for answer in summary.missed:
        yield f"  {answer.posed.item.stem}"
        yield f"    {answer.posed.item.key}"
    if again:
        yield f"The same quiz again: {again}"


def _scores(heading: str, scores: tuple[Score, ...]) -> Iterator[str]:
    yield f"{heading}:"
    yield from (f"  {score.name}: {score}" for score in scores)
