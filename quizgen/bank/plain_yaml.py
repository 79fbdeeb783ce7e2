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
from typing import Any

from quizgen.bank.yaml_reader import MAX_ENTRIES, MAX_VALUES, ODD, plain_scalar

DEEPEST = 12            # less than what is refused
LONGEST_FLOW = 100_000  # characters: its parts are held at once

# What YAML takes for a line's end or for no text at all, and white space that need not be understood.
_ASCII = re.compile(r"[^\n\x20-\x7e]")
_UNICODE = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-"
                      r"\U0010ffff]")
# A line: indentation; a dash; a key; its value: a text that is words or a day, one in quotes, or
# other; what stands after a dash without a key. Of an empty line and of a comment there is nothing, and
# what is none of these is odd.
_LINES = re.compile(
    r"^(?:( *)(?:(- +)?([A-Za-z][A-Za-z0-9_-]{0,99}):"
    r"(?: +(?:([A-Za-z][^:#\n]*[^:#\s]|[0-9]{4}-[0-9]{2}-[0-9]{2})|"
    r"\"([^\"\\\n]+)\"|([^ \n].*))|)|(- +)([^ \n].*))$| *(?:#.*)?$|(.+))", re.M)
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
# Of a flow mapping or list: what opens and closes one; a comma; a key; a text in quotes, or none; and
# what is none of these.
_FLOW = re.compile(
    r" *(?:([\[{])|([\]}])|(,) |(?:\"([^\"\\<]{1,99})\"|([A-Za-z][A-Za-z0-9_-]{0,99})): +|"
    r"(\"[^\"\\]*\"|'[^']*')|((?:[^\W_]|[“‘(])[^,\[\]{}#?]*)|(.))")
_VALUE, _KEY, _COMMA, _END = range(4)  # what may come next
_NO_COLON = re.compile(r":(?![A-Za-z0-9/])")
# Texts that begin with a letter and mean something else to YAML.
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
_LONGEST_WORD = 5  # “words” above are longer
_INDICATORS = frozenset("-?:,[]{}#&*!|>%@`\"'")


class _Unusual(Exception):
    """Something that is left to the other reader."""


def read_plain(text: str) -> dict[str, Any] | None:
    """The mapping that a text in plain form holds; None for any other text."""
    if (_ASCII if text.isascii() else _UNICODE).search(text):
        return None
    # No fewer than the values in it, flow mappings and entries of lists counted too.
    if 2 * text.count("\n") + 2 * text.count(",") > MAX_VALUES:
        return None
    try:
        return _read_lines(text) or None
    except _Unusual:
        return None


def _read_lines(text: str) -> dict[str, Any]:
    """Each line belongs to the innermost mapping or list that is open at its indentation.

    A level is twice the indentation, and one more for a list: it may stand right below its key.
    """
    top: dict[str, Any] = {}
    inner: Any = top
    level, waiting = 0, ""  # of the innermost; its key that still waits for a value below it
    outer: list[tuple[Any, int]] = []
    for blanks, dash, key, words, quoted, value, bare, entry, odd in _LINES.findall(text):
        at = 2 * len(blanks)
        if dash or bare:
            at += 1
        elif not key:
            if odd:
                raise _Unusual
            continue
        if waiting:
            if at > level:
                outer.append((inner, level))
                inner[waiting] = inner = [] if at % 2 else {}
                level = at
            waiting = ""
        while at < level and outer:
            inner, level = outer.pop()
        if at != level:
            raise _Unusual
        if at % 2:
            if len(inner) >= MAX_ENTRIES and len(outer) > 1:
                raise _Unusual
            if bare:
                inner.append(_scalar(entry))
                continue
            outer.append((inner, level))
            inner.append({})
            inner, level = inner[-1], at - 1 + 2 * len(dash)
        if key in inner or len(outer) > DEEPEST or (outer and len(inner) >= MAX_ENTRIES):
            raise _Unusual
        if words:
            inner[key] = words if len(words) > _LONGEST_WORD else _resolve(words)
        elif value:
            inner[key] = _scalar(value)
        else:
            inner[key] = quoted or None
            waiting = "" if quoted else key
    return top


def _scalar(text: str) -> Any:
    """The value of what stands after a key or a dash."""
    first = text[0]
    if first in {'"', "'"}:
        match = _QUOTED.fullmatch(text)
        if match is None:
            raise _Unusual
        return match[1] if match[1] is not None else match[2]
    if first in {"{", "["}:
        return _flow(text)
    if first in _INDICATORS or text[-1] in " :" or ": " in text or " #" in text or first.isspace():
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
    for opening, closing, comma, quoted_key, bare_key, quoted, bare, _ in _FLOW.findall(text):
        if quoted or bare or opening:
            if state != _VALUE or len(inner) >= MAX_ENTRIES:
                raise _Unusual
            value: Any = _flow_text(quoted, bare) if not opening else {} if opening == "{" else []
            if type(inner) is dict:
                inner[key] = value
            else:
                inner.append(value)
            state, is_fresh = _COMMA, False
            if opening:
                outer.append(inner)
                inner, state, is_fresh = value, _KEY if opening == "{" else _VALUE, True
        elif quoted_key or bare_key:
            key = quoted_key or bare_key
            if state != _KEY or key in inner:
                raise _Unusual
            state, is_fresh = _VALUE, False
        elif comma and state == _COMMA:
            state = _KEY if type(inner) is dict else _VALUE
        elif (state == _COMMA or is_fresh) and closing == ("}" if type(inner) is dict else "]"):
            inner = outer.pop()
            state, is_fresh = _COMMA if outer else _END, False
        else:
            raise _Unusual
        if len(outer) > DEEPEST + 1:
            raise _Unusual
    if state != _END:
        raise _Unusual
    return top[0]


def _flow_text(quoted: str, bare: str) -> Any:
    if quoted:
        return quoted[1:-1]
    if ":" in bare and _NO_COLON.search(bare):
        raise _Unusual
    return _resolve(bare.rstrip(" "))
