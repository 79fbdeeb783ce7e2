"""Anki's text export in: a note a line, below lines that begin with # and say how it is written.

As Anki's manual describes it under “Importing text files” and as its own export writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizgen.importing.csv_table import csv_rows
from quizgen.importing.ids import slug
from quizgen.importing.plain import lack, plain_html, shorten
from quizgen.importing.question import Imported, Notes, Question, Told, within_reason

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
BLANK = "_____"
MOST_GAPS = 50  # of a note; each is looked for in the whole of it
_CLOZE = re.compile(r"\{\{c(\d{1,3})::((?:(?!\}\}|\{\{).)*?)(?:::((?:(?!\}\}|\{\{).)*))?\}\}", re.S)
_GAPPED = re.compile(r"\bcloze\b|lückentext", re.I)
_REVERSED = re.compile(r"\brevers|beide richtungen|umgekehrt|inversée|invertida", re.I)
_TAG = re.compile(r"[^\W_](?:[\w:/-]*\w)?")
_FRONT = ("front", "question", "text", "term")
_BACK = ("back", "answer", "definition")


@dataclass(slots=True)
class _Header:
    """What the lines at the top say; columns count from 0."""

    between: str = "\t"
    html: bool = False
    names: list[str] = field(default_factory=list)
    special: dict[str, int] = field(default_factory=dict)  # tags, deck, notetype, guid
    tags: str = ""
    deck: str = ""
    notetype: str = ""


def read_anki_text(text: str, path: str) -> Imported:
    """The notes of a text export: front and back, or a text with gaps; its deck's name is the title."""
    notes = Notes(path)
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _header(lines[:top], notes)
    questions: list[Question] = []
    rows = list(within_reason(
        csv_rows("\n" * top + "\n".join(lines[top:]), header.between, notes), path))
    if not header.names and not header.special and (column := _tag_column([row for _, row in rows])):
        header.special["tags"] = column
        notes.warn(rows[0][0], f"column {column + 1} is taken for tags; if it is none, begin the file "
                   "with a line “#columns:Front,Back,Extra”")
    for line, row in rows:
        questions.extend(replace(question, embedded=notes.take_embedded())
                         for question in _questions(line, row, header, notes))
        notes.take_embedded()
    return Imported(tuple(questions), tuple(notes.problems), header.deck.rpartition("::")[2])


def _tag_column(rows: list[list[str]]) -> int:
    """The last column, where it can only hold tags: beyond the second, and in no row with words that
    tags are not written as; 0 where there is none.
    """
    width = max((len(row) for row in rows), default=0)
    cells = [row[width - 1].strip() for row in rows if len(row) == width]
    tags = [tag for cell in cells for tag in cell.split()]
    many = len(set(tags)) < len(tags) or any(sign in tag for tag in tags for sign in ("::", "_"))
    return width - 1 if width > 2 and many and all(_TAG.fullmatch(tag) for tag in tags) else 0


def _header(lines: list[str], notes: Notes) -> _Header:
    header = _Header()
    for number, line in enumerate(lines, start=1):
        name, colon, value = line[1:].partition(":")
        name, value = name.strip().lower(), value.strip(" \r")
        if not colon:
            continue  # a comment
        if name == "separator":
            header.between = SEPARATORS.get(value.lower(), value[:1] or "\t")
        elif name == "html":
            header.html = value.lower() == "true"
        elif name == "columns":
            header.names = [part.strip().lower() for part in value.split(
                header.between if header.between in value else ",")]
            if "tags" in header.names:
                header.special.setdefault("tags", header.names.index("tags"))
        elif name == "tags":
            header.tags = value
        elif name == "deck":
            header.deck = value
        elif name == "notetype":
            header.notetype = value
        elif found := re.fullmatch(r"(tags|deck|notetype|guid) column", name):
            header.special[found[1]] = int(value) - 1 if re.fullmatch(r"[1-9]\d?", value) else -1
        elif name != "if matches":
            notes.warn(number, f"the header “{shorten(name)}” is none that is known")
    return header


def _questions(line: int, row: list[str], header: _Header, notes: Notes) -> Iterator[Question]:
    """The questions of a note: one, or one for each gap."""
    own = {name: row[at] for name, at in header.special.items() if 0 <= at < len(row)}
    fields = [(header.names[at] if at < len(header.names) else "", cell) for at, cell in enumerate(row)
              if at not in header.special.values()]
    front, back, more = _sides(fields)
    told = " ".join(filter(None, (_plain(cell, line, header, notes) for _, cell in more)))
    tags = f"{header.tags} {own.get('tags', '')}".split()
    question = Question(line, "typed", "", told=Told(explanation=told), tags=tuple(tags),
                        id=own.get("guid", "").strip(),
                        development=own.get("deck", header.deck).rpartition("::")[2].strip())
    if _CLOZE.search(front):
        yield from _gaps(replace(question, told=Told(explanation=" ".join(filter(None, (
            _plain(back, line, header, notes), told))))), front, header, notes)
        return
    kind = own.get("notetype", header.notetype)
    if _GAPPED.search(kind):
        notes.left_out(line, "a note of gaps has none: {{c1::…}}")
        return
    stem, key = (_plain(side, line, header, notes) for side in (front, back))
    if not stem or not key:
        side, written = ("back", back) if stem else ("front", front)
        notes.left_out(line, f"the {side} of the note is {lack(written) if header.html else 'empty'}")
        return
    if _REVERSED.search(kind):
        notes.warn(line, "Anki asks this note backwards, too; here its front is asked alone")
    yield replace(question, stem=stem, key=key)


def _sides(fields: list[tuple[str, str]]) -> tuple[str, str, list[tuple[str, str]]]:
    """Front and back, by name or as the first two, and the fields beside them."""
    front = next((at for at, (name, _) in enumerate(fields) if name in _FRONT), 0)
    back = next((at for at, (name, _) in enumerate(fields) if name in _BACK and at != front),
                1 if front == 0 else 0)
    cells = [cell for _, cell in fields]
    more = [one for at, one in enumerate(fields) if at not in (front, back) and one[1].strip()]
    return (cells[front] if front < len(cells) else "", cells[back] if back < len(cells) else "", more)


def _gaps(question: Question, text: str, header: _Header, notes: Notes) -> Iterator[Question]:
    """A question for each gap's number, in their order; the other gaps are filled."""
    if re.search(r"\{\{c\d", _CLOZE.sub("", text)):
        notes.left_out(question.line, "a gap stands within another, or does not end")
        return
    if "{{c1::image-occlusion:" in text.replace("\n", ""):
        notes.left_out(question.line, "a picture with parts covered cannot be asked in words")
        return
    numbers = sorted({int(found[1]) for found in _CLOZE.finditer(text)})
    if len(numbers) > MOST_GAPS:
        notes.left_out(question.line, f"it has more than {MOST_GAPS} gaps")
        return
    hints = {int(found[1]): found[3] or "" for found in _CLOZE.finditer(text)}
    for number in numbers:
        mine = [found[2] for found in _CLOZE.finditer(text) if int(found[1]) == number]
        key = _plain(mine[0], question.line, header, notes)
        if len(mine) > 1 or not key:
            notes.left_out(question.line, f"the gap c{number}: "
                           f"{'it stands more than once' if key else 'it is empty'}")
            continue
        stem = _with_gap(text, number)
        if not re.search(r"[^\W_]", _plain(stem, question.line, header, Notes(""))):
            notes.left_out(question.line, f"the gap c{number}: nothing is told beside it")
            continue
        if hint := hints.get(number, ""):
            notes.warn(question.line, f"the hint of the gap c{number} is not kept: “{shorten(hint)}”")
        several = question.id and len(numbers) > 1  # a fact with a question for each gap
        name = f"{slug(question.id, 'note')}.c{number}" if several else question.id
        yield replace(question, stem=_plain(stem, question.line, header, notes), key=key, id=name)


def _with_gap(text: str, number: int) -> str:
    """The text with a blank for one gap, and the words of the others."""
    return _CLOZE.sub(lambda found: BLANK if int(found[1]) == number else found[2], text)


def _plain(text: str, line: int, header: _Header, notes: Notes) -> str:
    return plain_html(text, line, notes) if header.html else " ".join(text.split())
