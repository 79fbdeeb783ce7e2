"""Why a text is no YAML, in words for whoever typed it, and the line to be mended.

A parser stops where it can go on no longer, which is often behind the fault: a quotation mark that is
not closed swallows lines until the next one. So what was read up to there is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from quizgen.bank.explain_indentation import LONGEST_HEAD, explain_indentation, short

MOST_BYTES = 2_000_000  # of a file that is read once more; in a longer one the parser's place is told
_NO_BLANK = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):(?=[^\s/:])")


@dataclass(slots=True)
class _Fault:
    """A parser's error, and what was read before it."""

    error: yaml.MarkedYAMLError
    rows: list[str]
    row: int                       # from 0: where the parser stopped
    column: int
    last: Any                      # the event before the error
    inner: set[int]                # rows that go on with what an earlier one began

    @property
    def problem(self) -> str:
        return str(self.error.problem)

    @property
    def context(self) -> str:
        return str(self.error.context)

    def begun(self) -> int:
        """The row where what could not be ended began."""
        mark = self.error.context_mark
        return int(mark.line) if mark else self.row

    def text(self, row: int | None = None) -> str:
        """A row's text."""
        row = self.row if row is None else row
        return self.rows[row] if row < len(self.rows) else ""


_Told = tuple[int, str]  # a row, from 0, and what is to be done there


def explain_yaml(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line, from 1, and what is wrong there."""
    fault = _look_again(error, text)
    for rule in _RULES:
        told = rule(fault)
        if told:
            return told[0] + 1, told[1]
    where = f" ({error.context})" if error.context else ""
    return fault.row + 1, f"no YAML: {error.problem}{where}"


def _look_again(error: yaml.MarkedYAMLError, text: str) -> _Fault:
    mark = error.problem_mark or error.context_mark
    fault = _Fault(error, text.split("\n"), int(getattr(mark, "line", 0)),
                   int(getattr(mark, "column", 0)), None, set())
    opened: list[Any] = []
    for event in _events(text) if len(text) <= MOST_BYTES else ():
        fault.last = event
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append(event)
        elif isinstance(event, yaml.CollectionEndEvent) and opened:
            begun = opened.pop()
            if begun.flow_style:
                fault.inner.update(range(_start(begun).line + 1, _end(event).line + 1))
        elif isinstance(event, yaml.ScalarEvent):
            fault.inner.update(range(_start(event).line + 1, _end(event).line + 1)
                               if event.style in ("'", '"') else ())
    return fault


def _events(text: str) -> Iterator[Any]:
    """The events up to the error."""
    try:
        yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return


def _start(event: Any) -> Any:
    return event.start_mark


def _end(event: Any) -> Any:
    return event.end_mark


def _tab(fault: _Fault) -> _Told | None:
    """A tab in the indentation."""
    row = fault.text()
    if "\t" in row[: len(row) - len(row.lstrip())] or "'\\t'" in fault.problem:
        return fault.row, "a tab; indent with spaces"
    return None


def _open_quote(fault: _Fault) -> _Told | None:
    """A quotation that is never closed, or that the next mark in the file closes."""
    last = fault.last
    row = -1
    if "quoted scalar" in fault.context:
        row = fault.begun()
    elif isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"') and (
            _start(last).line < _end(last).line and fault.row - _end(last).line <= 1):
        row = _start(last).line
    if row < 0:
        return None
    return row, ("a quotation mark that is not closed, or that closes too early: the text that "
                 f"begins with it on line {row + 1} must end with the same mark")


def _behind_quote(fault: _Fault) -> _Told | None:
    """A text that goes on behind its closing quotation mark."""
    last = fault.last
    if not (isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"')
            and _end(last).line == fault.row and _is_behind(fault, last)):
        return None
    quote = last.style
    other = "“ ”" if quote == '"' else "’"
    return fault.row, (f"the text goes on after its closing {quote} ({short(_rest(fault, last))}): "
                       f"put the whole text in quotation marks, and write {other} inside it")


def _is_behind(fault: _Fault, event: Any) -> bool:
    """Whether something other than a comment follows an event on its line."""
    rest = _rest(fault, event)
    return bool(rest) and not rest.startswith(("#", ",", "}", "]"))


def _rest(fault: _Fault, event: Any) -> str:
    return fault.text(_end(event).line)[_end(event).column :].strip()


def _open_brace(fault: _Fault) -> _Told | None:
    """A brace or bracket that is not closed, or what stands within one without quotes."""
    flow = "flow mapping" in fault.context or "flow sequence" in fault.context
    if not flow:
        return None
    sign, end = ("{", "}") if "mapping" in fault.context else ("[", "]")
    begun = fault.begun()
    found = fault.text()[fault.column : fault.column + 1]
    if found in "}]" and found and found != end and begun == fault.row:
        return begun, f"the {sign} is not closed: a {end} is missing before the {found}"
    if begun < fault.row or not fault.text().strip():
        return begun, f"the {sign} that opens on line {begun + 1} is not closed: a {end} is missing"
    if re.search(r"[:,\[] ?[“„]", fault.text()):
        return fault.row, 'to YAML “ and ” are no quotation marks: put "…" around the text'
    before = fault.text()[: fault.column].strip()[-20:].strip()
    return fault.row, (f"within {sign} {end} what stands after “{before}” cannot be read: is a comma "
                       "missing? A text that holds a brace, a bracket, a comma or “: ” is put in "
                       'quotation marks ("…")')


def _behind_brace(fault: _Fault) -> _Told | None:
    """Something behind a closing brace or bracket."""
    last = fault.last
    if not (isinstance(last, yaml.CollectionEndEvent) and _end(last).line == fault.row):
        return None
    rest = _rest(fault, last)
    if rest.startswith(("}", "]")):
        return fault.row, f"one {rest[0]} too many"
    if rest and not rest.startswith("#") and _end(last).column > _start(last).column:
        return fault.row, "a text that begins with { or [ must be put in quotes"
    return None


def _first_character(fault: _Fault) -> _Told | None:
    """A text that begins with what means something to YAML."""
    for said, signs in _SIGNS:
        if said in fault.problem or said in fault.context:
            return fault.row, f"a text that begins with {signs} must be put in quotes"
    return None


_SIGNS = (("cannot start any token", "@, ` or %"), ("scanning an alias", "*"),
          ("scanning an anchor", "&"), ("scanning a block scalar", "| or >"),
          ("sequence entries are not allowed", "“- ”"), ("mapping keys are not allowed", "“? ”"),
          ("scanning a tag", "!"), ("parsing a tag", "!"))


def _no_key(fault: _Fault) -> _Told | None:
    """A line that is neither a key with its colon nor a list's entry."""
    if "simple key" not in fault.context:
        return None
    row = fault.begun()
    return row, _no_colon(fault.text(row))


def _no_colon(text: str) -> str:
    """What a line lacks that is no `key: value`."""
    bare = text.strip()[:LONGEST_HEAD]
    glued = _NO_BLANK.match(bare)
    if glued:
        return f"a blank is missing after the colon: `{glued[1]}: {short(bare[glued.end():])}`"
    word = re.match(r"([a-z][a-z0-9_-]*)(?: ?=)? \S+(?: \S+)?$", bare)
    first = f"is `{word[1]}: …` meant? Else " if word else ""
    return (f"`{short(bare)}` is neither `key: value` nor a list's entry; {first}what goes on from "
            "the line above stands further in than its key")


def _indentation(fault: _Fault) -> _Told | None:
    """A line that stands too far in, or not far enough."""
    for row in (fault.row, fault.row - 1):  # what goes on from such a line is not understood either
        if row >= 0 and re.match(r" *-[A-Za-z{\"']", fault.text(row)):
            return row, f"a blank is missing after the dash: `- {short(fault.text(row).strip()[1:])}`"
    told = explain_indentation(fault.rows, fault.row, fault.column, fault.inner)
    return (fault.row, told) if told else None


def _second_colon(fault: _Fault) -> _Told | None:
    """A text with “: ” in it."""
    if "mapping values are not allowed" in fault.problem:
        pairs = ", or pairs in braces { }" if ": (" in fault.text() else ""
        return fault.row, f"a second “: ” on the line; put the text in quotes{pairs}"
    return None


_RULES: tuple[Callable[[_Fault], _Told | None], ...] = (
    _tab, _open_quote, _behind_quote, _open_brace, _behind_brace, _first_character, _no_key,
    _indentation, _second_colon,
)
