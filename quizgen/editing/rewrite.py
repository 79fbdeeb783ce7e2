"""A file's text in, the same text with one answer written into it out.

Only the characters of what changes are replaced, so that comments, order, quotes, line ends and
layout stay as they are; each result is read again and proved to say nothing else.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence

import yaml

from quizgen.bank.open_points import OpenPoint, find_open_points
from quizgen.bank.outline import Keys, Part, outline
from quizgen.problem import QuizgenError

WIDTH = 100   # to which folded texts are wrapped
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_BLANK = re.compile(r"[ \t]*(?:\r\n|[\n\r\x85\u2028\u2029])")
_REST = re.compile(r"[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?(?:\r\n|[\n\r\x85\u2028\u2029]|\Z)")


class CannotRewrite(QuizgenError):
    """The layout of the file does not allow the change by itself; the author has to make it."""


def part_at(text: str, keys: Keys) -> Part | None:
    """The part that the keys lead to; None where there is none."""
    return next((part for part in outline(text) if part.keys == keys), None)


def without_mark(text: str, point: OpenPoint) -> str:
    """The text without an open point: without its line, or what stands behind something."""
    after = _cut(text, *_mark_span(text, point))
    if contents(outline(text)) != contents(outline(after)):
        raise CannotRewrite("the mark cannot be taken out")
    return after


def with_mark_saying(text: str, point: OpenPoint, says: str) -> str:
    """The text whose open point says something else."""
    return f"{text[: point.start]}{point.sign} {says}{text[point.end :]}"


def with_value(text: str, keys: Keys, value: str) -> Iterator[str]:
    """The text with another scalar at `keys`, in every way to write it: as the old one was first.

    Without quotes a number, a date or a yes is one to YAML; which is meant, the bank decides.
    """
    part = part_at(text, keys)
    if part is None or part.text is None:
        raise CannotRewrite("there is no single value to change")
    ways = {">": (_block, _plain, _double), "|": (_block, _plain, _double),
            "'": (_single, _plain), '"': (_double, _plain)}.get(part.style, (_plain, _double))
    before = contents(outline(text))
    for way in ways:
        after = text[: part.start] + way(text, part, value) + text[part.end :]
        try:
            said = contents(outline(after))
        except yaml.YAMLError:
            continue
        found = said.pop(keys, None)
        if found and found[0] is not None and found[0].strip() == value and said == {
                key: row for key, row in before.items() if key != keys}:
            yield after


def with_yaml(text: str, keys: Keys, written: str) -> str:
    """The text with a mapping or list in braces or brackets written anew, as YAML, on one line."""
    part = part_at(text, keys)
    if part is None or not part.flow or _BREAK.search(written):
        raise CannotRewrite("only what stands in braces or brackets can be written anew")
    after = text[: part.start] + written + text[part.end :]
    try:
        parts = outline(after)
    except yaml.YAMLError as error:
        raise CannotRewrite(f"this is no YAML: {getattr(error, 'problem', error)}") from None
    count = len(keys)
    others = [{key: row for key, row in contents(rows).items() if key[:count] != keys}
              for rows in (outline(text), parts)]
    if others[0] != others[1] or not any(p.keys == keys and p.text is None for p in parts):
        raise CannotRewrite("braces and brackets, with all that stands in them, belong together")
    return after


def without_part(text: str, keys: Keys) -> str:
    """The text without a key or a list's entry, and without the open points on it.

    What holds nothing else goes with it.
    """
    parts = outline(text)
    part = next(p for p in parts if p.keys == keys)
    beside = [p for p in parts if p.keys[:-1] == keys[:-1] and p.keys and p.keys != keys]
    if not beside:
        if len(keys) < 2:
            raise CannotRewrite("it is all that the file holds")
        return without_part(text, keys[:-1])
    cuts = [_flow_span(part, beside)] if part.inside else [_block_span(text, part)]
    cuts += [_mark_span(text, p) for p in find_open_points(text, "")
             if p.keys == keys and not cuts[0][0] <= p.start < cuts[0][1]]
    after = text
    for start, end in sorted(set(cuts), reverse=True):
        after = _cut(after, start, end)
    after = _without_second_blank(after, min(cuts)[0]) if not part.inside else after
    if contents(outline(after)) != _renumbered(contents(parts), keys):
        raise CannotRewrite("it cannot be taken out without touching what stands beside it")
    return after


def contents(parts: Sequence[Part]) -> dict[Keys, tuple[str | None, str]]:
    """What a text says: each part's text and whether it is quoted."""
    return {part.keys: (part.text, part.style) for part in parts}


def _renumbered(
    said: dict[Keys, tuple[str | None, str]], gone: Keys
) -> dict[Keys, tuple[str | None, str]]:
    """The same without what stood at `gone`; what followed it in a list moves up."""
    count, last = len(gone), gone[-1]
    result = {}
    for keys, row in said.items():
        if keys[:count] == gone:
            continue
        moved = keys
        if isinstance(last, int) and keys[: count - 1] == gone[:-1] and len(keys) >= count:
            number = keys[count - 1]
            if isinstance(number, int) and number > last:
                moved = (*keys[: count - 1], number - 1, *keys[count:])
        result[moved] = row
    return result


def _plain(text: str, part: Part, value: str) -> str:
    return _gap(text, part) + value


def _double(text: str, part: Part, value: str) -> str:
    return _gap(text, part) + json.dumps(value, ensure_ascii=False)


def _single(text: str, part: Part, value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _gap(text: str, part: Part) -> str:
    """A blank between a key's colon and a value that was not there."""
    close = text[part.start - 1 : part.start] in (":", "-", ",")
    return " " if part.start == part.end and close else ""


def _block(text: str, part: Part, value: str) -> str:
    """A folded or literal text under its own sign, as far in as it stood."""
    old = text[part.start : part.end]
    broken = _BREAK.search(old)
    if broken is None:
        return value
    content = next((row for row in _BREAK.split(old[broken.end() :]) if row.strip()), "")
    indent = content[: len(content) - len(content.lstrip(" "))]
    rows = [value]
    if part.style == ">":
        rows = textwrap.wrap(value, max(WIDTH - len(indent), 40), break_long_words=False,
                             break_on_hyphens=False) or [value]
    return old[: broken.end()] + broken.group().join(indent + row for row in rows)


def _flow_span(part: Part, beside: Sequence[Part]) -> tuple[int, int]:
    """An entry of a list in brackets, or a pair in braces, with one of its commas."""
    after = [p.at for p in beside if p.at > part.at]
    before = [p.end for p in beside if p.at < part.at]
    return (part.at, min(after)) if after else (max(before), max(part.end, part.at))


def _block_span(text: str, part: Part) -> tuple[int, int]:
    """The lines of a key or an entry."""
    start = line_start(text, part.at)
    lead = r" *- +" if isinstance(part.name, int) else r" *"
    rest = _REST.match(text, part.end)
    if not re.fullmatch(lead, text[start : part.at]) or rest is None:
        raise CannotRewrite("it shares its line with something else")
    return start, rest.end()


def _mark_span(text: str, point: OpenPoint) -> tuple[int, int]:
    """What goes with a mark: its line, or what parts it from what it stands behind."""
    before = text[line_start(text, point.start) : point.start]
    if before.strip():
        return point.start - len(before) + len(before.rstrip()), point.end
    return _line_of(text, point.start, point.end)


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole line, with its break, of characters within it."""
    broken = _BREAK.search(text, end)
    return line_start(text, start), broken.end() if broken else len(text)


def line_start(text: str, at: int) -> int:
    """Where the line of a character begins."""
    starts = [found.end() for found in _BREAK.finditer(text, 0, at)]
    return starts[-1] if starts else 0


def _without_second_blank(text: str, at: int) -> str:
    """Where lines were taken out between two blank ones, one blank line is enough."""
    before = text[:at]
    rows = _BREAK.split(before)
    alone = at == 0 or (len(rows) > 1 and rows[-1] == "" and not rows[-2].strip())
    blank = _BLANK.match(text, at)
    return _cut(text, at, blank.end()) if alone and blank else text


def _cut(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]
