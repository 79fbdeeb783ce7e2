"""Aiken in: a question, its lettered answers, and the letter of the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.importing.plain import shorten
from quizgen.importing.question import Imported, Notes, Question, Unreadable, Wrong, within_reason

_ANSWER = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_TIGHT = re.compile(r"^([A-Z])[.)](?=\S)")  # the space may be missing where its turn has come
_SMALL = re.compile(r"[a-z][.)]\s+\S")
_KEY = re.compile(r"ANSWER:\s*(.*)", re.I)

Row = tuple[int, str]


def read_aiken(text: str, path: str) -> Imported:
    """The questions of an Aiken file; `ANSWER: B` ends each."""
    notes, questions = Notes(path), []
    for rows in within_reason(_blocks(text), path):
        try:
            questions.append(_question(rows))
        except Unreadable as why:
            notes.left_out(rows[0][0], str(why))
    return Imported(tuple(questions), tuple(notes.problems))


def _blocks(text: str) -> Iterator[list[Row]]:
    """The lines of each question; one that lacks its `ANSWER:` ends where the next begins."""
    rows: list[Row] = []
    for number, row in _spaced(text):
        new = bool(rows) and _ANSWER.match(rows[-1][1]) and not (_ANSWER.match(row) or _KEY.match(row))
        if row and new:
            yield rows
            rows = []
        if row:
            rows.append((number, row))
        if _KEY.match(row):
            yield rows
            rows = []
    if rows:
        yield rows


def _spaced(text: str) -> Iterator[Row]:
    """The lines; “A.Nile” right after a question, and “B)Congo” after that, get the space they lack."""
    turn = ""
    for number, row in enumerate(map(str.strip, text.split("\n")), start=1):
        tight = _TIGHT.match(row)
        spaced = _TIGHT.sub(r"\g<0> ", row) if tight and tight[1] == turn else row
        if answer := _ANSWER.match(spaced):
            turn = chr(ord(answer[1]) + 1)
        elif spaced:
            turn = "" if _KEY.match(spaced) else "A"
        yield number, spaced


def _question(rows: list[Row]) -> Question:
    stems = [row for _, row in rows if not _ANSWER.match(row) and not _KEY.match(row)]
    answers = [(found[1], found[2]) for _, row in rows if (found := _ANSWER.match(row))]
    keys = [found[1] for _, row in rows if (found := _KEY.match(row))]
    if not answers and any(_SMALL.match(row) for row in stems):
        raise Unreadable("its answers begin with small letters, and Aiken's with capitals: A. or A)")
    if not stems or not answers:
        raise Unreadable(f"no question with its answers: “{shorten(rows[0][1])}”")
    if not keys:
        raise Unreadable("it has no line “ANSWER: ” with the letter of the right answer")
    if len({letter for letter, _ in answers}) != len(answers):
        raise Unreadable("two answers have the same letter")
    letter = keys[0].strip().rstrip(".)").upper()
    right = dict(answers).get(letter)
    if right is None:
        raise Unreadable(f"“ANSWER: {shorten(keys[0], 20)}” names none of its answers")
    wrong = tuple(Wrong(text) for name, text in answers if name != letter)
    return Question(rows[0][0], "choice", " ".join(stems), key=right, wrong=wrong)
