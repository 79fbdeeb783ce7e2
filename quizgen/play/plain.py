"""The plain mode: lines of text for pipes, screen readers and terminals that can do nothing else.

No boxes, no colours, nothing drawn again; long lines are left to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.items.quiz import Posed
from quizgen.play.answer import Answer
from quizgen.play.state import State
from quizgen.play.summary import Score, Summary
from quizgen.play.wording import (
    amended_words,
    asides,
    feedback,
    help_line,
    keys_now,
    labels,
    news,
    source_lines,
)
from quizgen.terminal.harmless import as_text


def render_plain(before: State | None, after: State) -> str:
    """What is new after a step, as lines; the summary is left to `render_summary`."""
    lines: list[str] = []
    for part in news(before, after):
        match part:
            case "question":
                lines += _question(after)
            case "feedback":
                lines += [*_feedback(after.answers[-1]), ""]
            case "amended":
                lines += [amended_words(after.answers[-1]), ""]
            case "help":
                lines.append(help_line(after))
            case "source":
                lines += source_lines(after.posed.item)
            case "note":
                lines.append(after.note)
    if lines and after.phase != "done":
        lines.append(f"Keys: {'; '.join(f'{key} {what}' for key, what in keys_now(after))}")
    return as_text(lines)


def _question(state: State) -> Iterator[str]:
    yield ", ".join((f"Question {state.position + 1} of {state.total}", *asides(state)))
    yield from _posed(state.posed)


def _posed(posed: Posed) -> Iterator[str]:
    if posed.item.kind == "true-false":
        yield "True or false?"
    yield posed.item.stem
    yield from (f"  {n}. {premise}" for n, premise in enumerate(posed.premises, 1))
    if posed.item.kind != "true-false":
        yield from _options(posed)


def _options(posed: Posed) -> Iterator[str]:
    for label, text in zip(labels(posed), posed.options, strict=True):
        yield f"  {label}. {text}"


def _feedback(answer: Answer) -> Iterator[str]:
    told = feedback(answer)
    yield f"{told.mark}. {told.reason}".strip()
    if told.given and told.mark in ("Wrong", "Nearly"):
        yield f"Your answer: {told.given}"
    if told.answer:
        yield f"The answer: {told.answer}"
    for hit, label, text in told.parts:
        yield f"  {label}. {text} ({'right' if hit else 'missed'})"
    yield from filter(None, (told.why, told.explanation, told.standing))
    for source, url in told.sources:
        yield from filter(None, (f"Source: {source}", url))


def render_summary(state: State, summary: Summary, closing: tuple[str, ...]) -> str:
    """The end of a session; of an exam, every question with its answer first."""
    lines = []
    if state.mode == "exam":
        for number, answer in enumerate(state.answers, 1):
            lines += [f"Question {number} of {state.total}", *_posed(answer.posed),
                      *_feedback(answer), ""]
    lines.append(summary.headline)
    if len(summary.by_kind) > 1:
        lines += _scores("By kind", summary.by_kind)
    if len(summary.by_development) > 1:
        lines += _scores("By development", summary.by_development)
    if summary.missed and state.mode != "exam":
        lines.append("Missed:")
        for answer in summary.missed:
            lines += [f"  {answer.posed.item.stem}", f"    {answer.posed.item.key}"]
    return as_text([*lines, *closing])


def _scores(heading: str, scores: tuple[Score, ...]) -> Iterator[str]:
    yield f"{heading}:"
    yield from (f"  {score.name}: {score}" for score in scores)
