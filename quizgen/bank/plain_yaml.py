"""YAML in the plain form that nearly all of a bank is written in, read line by line; nothing else.

A second reader is worth its keep because it takes a quarter of the time that libyaml's events do. It
is safe because it only ever says yes: `read_plain` gives what `parse_yaml` would give for the text, or
None for any text that has something unusual in it (an anchor, a tag, an escape, a value over several
lines, a duplicate key, anything that is a fault), which is then read, and its faults named with their
lines, by `parse_yaml`.

Plain is: block mappings and lists; keys of letters, digits, `_` and `-`; on one line with the key, a
plain or a quoted scalar without escapes, or a flow mapping or list; whole lines of comment.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from quizgen.bank.yaml_reader import MAX_ENTRIES, MAX_VALUES, ODD, plain_scalar

DEEPEST = 12            # less than what is refused
LONGEST_FLOW = 100_000  # characters: its parts are held at once

# What YAML takes for a line's end or for no text at all, and white space that need not be understood.
_ODD = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-"
                  r"\U0010ffff]")
# What stands before a line's first colon: indentation, a dash, a key; and an entry without a key.
_HEAD = re.compile(r"( *)(- +)?([A-Za-z][A-Za-z0-9_-]{0,99})")
_ENTRY = re.compile(r"( *)- +([^ ].*)")
# Of a flow mapping or list, each with the blanks after it: what opens and closes one; a comma; a text
# in quotes, with a colon if it is a key; a key; another text; and what is none of these.
_FLOW = re.compile(
    r"[\[{\]}] *|, +|\"[^\"\\]*\"(?:: +| *)|'[^']*' *|[A-Za-z][A-Za-z0-9_-]{0,99}: +|"
    r"(?:[^\W_]|[“‘(])[^,\[\]{}#?]*|.")
_FLOW_KEY = re.compile(r"(?:\"([^\"\\<]{1,99})\"|([A-Za-z][A-Za-z0-9_-]{0,99})):")
_VALUE, _KEY, _COMMA, _END = range(4)  # what may come next
_NO_COLON = re.compile(r":(?![A-Za-z0-9/])")
# Texts that begin with a letter and mean something else to YAML.
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
_LONGEST_WORD = 5  # “words” above are longer
_INDICATORS = frozenset("-?:,[]{}#&*!|>%@`\"'")


_Begun = tuple[int, int, str]  # the level of a line, and that of its key if it begins an entry; its key


class _Unusual(Exception):
    """Something that is left to the other reader."""


def read_plain(text: str) -> dict[str, Any] | None:
    """The mapping that a text in plain form holds; None for any other text."""
    ascii_and_odd = text.isascii() and not text.replace("\n", "").isprintable()
    if ascii_and_odd or (not text.isascii() and _ODD.search(text)):
        return None
    # No fewer than the values in it, flow mappings and entries of lists counted too.
    if len(text) > MAX_VALUES and 2 * text.count("\n") + 2 * text.count(",") > MAX_VALUES:
        return None
    try:
        return _read_lines(text.split("\n")) or None
    except _Unusual:
        return None


def _read_lines(lines: list[str]) -> dict[str, Any]:
    """Each line belongs to the innermost mapping or list that is open at its indentation.

    A level is twice the indentation, and one more for a list: it may stand right below its key. The
    beginnings of lines and the texts that come again are understood once.
    """
    top: dict[str, Any] = {}
    inner: Any = top
    level, waiting = 0, ""  # of the innermost; its key that still waits for a value below it
    outer: list[tuple[Any, int]] = []
    heads: dict[str, _Begun] = {}
    texts: dict[str, str] = {}
    many = len(lines) > MAX_ENTRIES
    for line in lines:
        head, _, value = line.partition(": ")
        begun = heads.get(head)
        if begun is None or not value:
            begun, value = _begin(line, head, value)
            if begun is None:
                continue
            if value and begun[2]:
                heads[head] = begun
        at, inside, key = begun
        if waiting:
            if at > level:
                outer.append((inner, level))
                inner[waiting] = inner = [] if at % 2 else {}
                level = at
            waiting = ""
        while at < level and outer:
            inner, level = outer.pop()
        if at != level or (many and outer and len(inner) >= MAX_ENTRIES):
            raise _Unusual
        if inside != at:
            if not key:
                inner.append(_scalar(value))
                continue
            outer.append((inner, level))
            inner.append({})
            inner, level = inner[-1], inside
        if key in inner or len(outer) > DEEPEST:
            raise _Unusual
        if not value:
            inner[key], waiting = None, key
            continue
        known = texts.get(value)
        if known is None:
            known = _scalar(value.lstrip(" "))
            if type(known) is str:
                texts[value] = known
        inner[key] = known
    return top


def _begin(line: str, head: str, value: str) -> tuple[_Begun | None, str]:
    """How a line begins, and the value on it; None for an empty line or a comment.

    `head` and `value` are what stands before and after its first colon with a blank.
    """
    if not value and line[-1:] == ":":
        head = line[:-1]
    elif not value:
        head = ""
    match = _HEAD.fullmatch(head)
    if match:
        at = 2 * len(match[1])
        return ((at + 1, at + 2 * len(match[2]), match[3]) if match[2] else (at, at, match[3])), value
    text = line.lstrip(" ")
    if not text or text[0] == "#":
        return None, ""
    match = _ENTRY.fullmatch(line)
    if match is None:
        raise _Unusual
    return (2 * len(match[1]) + 1, 0, ""), match[2]


def _scalar(text: str) -> Any:
    """The value of what stands after a key or a dash."""
    first, last = text[:1], text[-1:]
    if first in {'"', "'"}:
        inner = text[1:-1]
        if last != first or len(text) < 2 or first in inner or (first == '"' and "\\" in inner):
            raise _Unusual
        return inner
    if last in {"", " ", ":"}:
        raise _Unusual
    if first in {"{", "["}:
        return _flow(text)
    if first in _INDICATORS or ": " in text or " #" in text or first.isspace():
        raise _Unusual
    return _resolve(text)


def _resolve(text: str) -> Any:
    """The value of a text without quotes."""
    if text[0].isalpha() and (len(text) > _LONGEST_WORD or text.lower() not in _WORDS):
        return text
    value = plain_scalar(text)
    if value is ODD:
        raise _Unusual
    return value


def _flow(text: str) -> Any:
    """The flow mapping or list that a text is."""
    if len(text) > LONGEST_FLOW:
        raise _Unusual
    top: list[Any] = []
    inner: Any = top
    outer: list[Any] = []
    key, state, is_fresh = "", _VALUE, False
    for part in _FLOW.findall(text):
        first = part[0]
        if first in "}]":
            if not (state == _COMMA or is_fresh) or first != ("}" if type(inner) is dict else "]"):
                raise _Unusual
            inner = outer.pop()
            state = _COMMA if outer else _END
        elif first == ",":
            if state != _COMMA or part == ",":
                raise _Unusual
            state = _KEY if type(inner) is dict else _VALUE
        elif state == _KEY:
            key = _flow_key(part)
            if key in inner:
                raise _Unusual
            state = _VALUE
        elif state != _VALUE or len(inner) >= MAX_ENTRIES:
            raise _Unusual
        else:
            value: Any = {} if first == "{" else [] if first == "[" else _flow_text(part.rstrip(" "))
            if type(inner) is dict:
                inner[key] = value
            else:
                inner.append(value)
            state = _COMMA
            if first in "{[":
                if len(outer) > DEEPEST:
                    raise _Unusual
                outer.append(inner)
                inner, state, is_fresh = value, _KEY if first == "{" else _VALUE, True
                continue
        is_fresh = False
    if state != _END:
        raise _Unusual
    return top[0]


@lru_cache(maxsize=4096)
def _flow_key(part: str) -> str:
    match = _FLOW_KEY.fullmatch(part.rstrip(" "))
    if match is None or part[-1] != " ":
        raise _Unusual
    return match[1] or match[2]


def _flow_text(text: str) -> Any:
    if text[0] in {'"', "'"}:
        if text[-1] != text[0] or len(text) < 2:
            raise _Unusual
        return text[1:-1]
    if not (text[0].isalnum() or text[0] in "“‘(") or (":" in text and _NO_COLON.search(text)):
        raise _Unusual
    return _resolve(text)
