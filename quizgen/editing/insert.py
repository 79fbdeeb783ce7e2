"""A file's text in, the same text with something put into it out: a key, an entry, a new name.

As in `rewrite`, all else stays to the character, and each result is read again and proved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

import yaml

from quizgen.bank.outline import Keys, Part, outline
from quizgen.editing.rewrite import CannotRewrite, contents, line_start, part_at

_REST = re.compile(r"[^\n\r\x85\u2028\u2029]*")
_SIMPLE = re.compile(r"[^\W_][^\n:#{}\[\],&*!|>'\"%@`\\?]*(?<!\s)")
_BREAKS = re.compile(r"\r\n|[\n\r]")


def scalar(value: str) -> str:
    """A text as YAML, also within braces; in quotes where it would be read as something else."""
    return value if _SIMPLE.fullmatch(value) and yaml.safe_load(value) == value else json.dumps(
        value, ensure_ascii=False)


def listing(values: Iterable[str]) -> str:
    """Texts as YAML's list in brackets."""
    return f"[{', '.join(scalar(value) for value in values)}]"


def with_key(text: str, holder: Keys, name: str, written: str, after: str = "") -> str:
    """The text with one more key in a mapping, behind the key `after` or at the end; its value is YAML
    on one line.
    """
    part, inner = _holder(text, holder)
    last = next((p.end for p in inner if p.name == after),
                max((p.end for p in inner), default=part.start + 1))
    if part.flow:
        comma = ", " if inner else ""
        result = f"{text[:last]}{comma}{name}: {written}{text[last:]}"
    else:
        result = _with_rows(text, last, [f"{' ' * _column(text, inner[0].at)}{name}: {written}"])
    return _proved(text, result, (*holder, name))


def with_item(text: str, keys: Keys, value: str) -> str:
    """The text with one more text at the end of a list of texts."""
    part, inner = _holder(text, keys)
    last = max((p.end for p in inner), default=part.start + 1)
    if part.flow:
        after = f"{text[:last]}{', ' if inner else ''}{scalar(value)}{text[last:]}"
    else:
        dash = text.rfind("-", line_start(text, inner[0].at), inner[0].at)
        after = _with_rows(text, last, [f"{' ' * _column(text, dash)}- {scalar(value)}"])
    return _proved(text, after, (*keys, len(inner)))


def with_path(text: str, holder: Keys, path: tuple[str, str], written: str) -> str:
    """The text with `path[0]: {path[1]: written}` in a mapping, whose first key may be there."""
    if part_at(text, (*holder, path[0])) is None:
        return with_key(text, holder, path[0], f"{{{path[1]}: {written}}}")
    return with_key(text, (*holder, path[0]), path[1], written)


def with_entry(text: str, holder: Keys, name: str, rows: Sequence[str]) -> str:
    """The text with one more entry at the end of the list `name`, which is made if it is not there.

    The rows are those of a mapping, not yet moved in.
    """
    part, inner = _holder(text, holder)
    if part.flow:
        raise CannotRewrite("what stands in braces has no room for an entry of several lines")
    at = next((p for p in inner if p.name == name), None)
    entries = [p for p in outline(text) if at and p.keys[:-1] == at.keys and p.keys]
    if at is None:
        column = _column(text, inner[0].at)
        made = [f"{' ' * column}{name}:", *_entry(rows, column + 2)]
        after = _with_rows(text, max(p.end for p in inner), made)
        number = 0
    elif not entries:
        body = text[: at.start].rstrip(" ") + text[at.end :]
        after = _with_rows(body, len(text[: at.start].rstrip(" ")),
                           _entry(rows, _column(text, at.at) + 2))
        number = 0
    elif at.flow:
        raise CannotRewrite("the list stands in brackets, where an entry of several lines has no room")
    else:
        first, last = entries[0], entries[-1]
        dash = text.rfind("-", line_start(text, first.at), first.at)
        several = "\n" in text[last.at : last.end]
        after = _with_rows(text, last.end, [*([""] if several else []),
                                            *_entry(rows, _column(text, dash))])
        number = len(entries)
    return _proved(text, after, (*holder, name, number), (*holder, name))


def with_top(text: str, name: str, written: str) -> str:
    """The text with one more key at the end of the file's own mapping, if it is but `{}`."""
    whole = outline(text)
    if whole and whole[0].flow and len(whole) == 1:
        return _proved(text, f"{text[: whole[0].start]}{name}: {written}{text[whole[0].end :]}",
                       (name,))
    return with_key(text, (), name, written)


def with_name(text: str, keys: Keys, name: str) -> str:
    """The text with another name for a key, whose value stays."""
    part, old = part_at(text, keys), str(keys[-1])
    if part is None or text[part.at : part.at + len(old)] != old:
        raise CannotRewrite(f"the key {old} cannot be called otherwise")
    after = text[: part.at] + name + text[part.at + len(old) :]
    count, new = len(keys), (*keys[:-1], name)
    moved = {new + key[count:] if key[:count] == keys else key: row
             for key, row in contents(outline(text)).items()}
    if moved != contents(_read(after)):
        raise CannotRewrite(f"the key {old} cannot be called otherwise")
    return after


def _entry(rows: Sequence[str], column: int) -> list[str]:
    return [f"{' ' * column}{'  ' if number else '- '}{row}" for number, row in enumerate(rows)]


def _holder(text: str, keys: Keys) -> tuple[Part, list[Part]]:
    """A mapping or list and what it holds; CannotRewrite where it is none."""
    part = part_at(text, keys)
    inner = [p for p in outline(text) if p.keys[:-1] == keys and p.keys]
    if part is None or part.text is not None:
        raise CannotRewrite("there is nothing here that something could be put into")
    return part, inner


def _with_rows(text: str, at: int, rows: Sequence[str]) -> str:
    """Rows after the line of a character."""
    broken = _BREAKS.search(text)
    end = broken.group() if broken else "\n"
    rest = _REST.match(text, at)
    stop = rest.end() if rest else len(text)
    return text[:stop] + "".join(end + row for row in rows) + (text[stop:] or end)


def _column(text: str, at: int) -> int:
    return at - line_start(text, at)


def _read(text: str) -> tuple[Part, ...]:
    try:
        return outline(text)
    except yaml.YAMLError as error:
        raise CannotRewrite(f"that would be no YAML: {getattr(error, 'problem', error)}") from None


def _proved(before: str, after: str, new: Keys, replaced: Keys | None = None) -> str:
    """The text after, where it says what the text before did and the new, and nothing else."""
    said, count = contents(_read(after)), len(new)
    kept = {keys: row for keys, row in said.items() if keys[:count] != new and keys != replaced}
    if new not in said or kept != {keys: row for keys, row in contents(outline(before)).items()
                                   if keys != replaced}:
        raise CannotRewrite("it cannot be put there without touching what stands beside it")
    return after
