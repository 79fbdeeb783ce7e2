"""A question of a table that is not ours: its columns by their names, and a row by its columns.

The names are those that people give, and those of the import templates of Kahoot, Wayground, Blooket
and Gimkit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.importing.plain import shorten, wanted
from quizgen.importing.question import Cited, Notes, Question, Told, Unreadable, Wrong
from quizgen.importing.written_dates import read_date

BETWEEN = " | "   # between the entries of a list in a cell, as our export joins them
# What a column may be called, by what it holds.
NAMES: dict[str, tuple[str, ...]] = {
    "question": ("question", "question text", "stem", "front", "term", "prompt", "frage", "fragetext",
                 "fragentext", "fragestellung", "aufgabe", "vorderseite", "begriff",
                 "questions", "pregunta", "domanda", "vraag"),
    "answer": ("answer", "correct answer", "right answer", "correct", "back", "definition", "key",
               "solution", "antwort", "richtige antwort", "korrekte antwort", "richtig", "lösung",
               "rückseite", "answers", "réponse", "bonne réponse", "respuesta",
               "respuesta correcta", "risposta", "antwoord"),
    "id": ("id", "idnumber", "question id"),
    "explanation": ("explanation", "feedback", "comment", "answer explanation", "erklärung",
                    "erläuterung", "begründung", "rückmeldung", "kommentar"),
    "accept": ("accept", "also accepted", "other answers"),
    "tags": ("tags", "tag", "schlagwörter", "schlagworte", "schlagwort", "stichwörter", "stichworte"),
    "topic": ("topic", "category", "thema", "kategorie"),
    "source": ("source", "publisher", "quelle"),
    "date": ("date", "datum"),
}
_KNOWN = {name: kind for kind, others in NAMES.items() for name in others}
_WRONG = re.compile(r"(?:wrong|incorrect|distra[ck]tor|foil|falsche?)(?: answer| option| antwort)?"
                    r"[ _]?\d*")
_OPTION = re.compile(r"(?:option|answer|choice|antwort|auswahl)[ _]?(?:\d{1,2}|[a-h])|[a-h]")
_NUMBER = re.compile(r"(?:(?:option|answer|choice|antwort)[ _]?)?(\d{1,2}|[a-h])[.)]?", re.I)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds, by its name in the first row; empty for what is not known."""

    kinds: tuple[str, ...]

    @classmethod
    def of(cls, header: Sequence[str]) -> Columns | None:
        """The columns of a header; None where it is none: it has to have question and answer."""
        names = [_name(cell) for cell in header]
        kinds = tuple(_KNOWN.get(name) or ("wrong" if _WRONG.fullmatch(name) else "option"
                                           if _OPTION.fullmatch(name) else "") for name in names)
        return cls(kinds) if {"question", "answer"} <= set(kinds) else None

    def cells(self, row: Sequence[str], kind: str) -> list[str]:
        """The cells of a row that are of a kind."""
        return [cell for name, cell in zip(self.kinds, row, strict=False) if name == kind]


def _name(cell: str) -> str:
    """A column's name without what a template says about it: “(Optional)”, “- max 75 characters”."""
    text = cell.lower().replace("(s)", "")
    return " ".join(re.sub(r"\([^()]*\)|\s-\s.*|[:*]", " ", " ".join(text.split())).split())


def make_question(line: int, row: Sequence[str], columns: Columns, notes: Notes) -> Question:
    """The question of a row. Unreadable where it lacks what it needs."""
    cells = {kind: cell for kind, cell in zip(columns.kinds, row, strict=False) if cell}
    stem, key = wanted(cells.get("question", ""), "the question"), wanted(
        cells.get("answer", ""), "the answer")
    wrong = [cell for cell in columns.cells(row, "wrong") if cell]
    options = columns.cells(row, "option")
    if any(options):
        key, others = _chosen(key, options)
        wrong += others
    told = Told(explanation=cells.get("explanation", ""), source=Cited(cells.get("source", "")))
    happened = read_date(cells.get("date", ""))
    if cells.get("date") and not happened:
        notes.warn(line, f"“{shorten(cells['date'])}” is no date, or could be two: the fact's date is "
                   "left open; write 2023-09-15, 2023-09 or 2023")
    tags = tuple(filter(None, re.split(r"[,;|\s]+", cells.get("tags", ""))))
    return Question(line, "choice" if wrong else "typed", stem, id=cells.get("id", ""), key=key,
                    accept=parts(cells.get("accept", "")), wrong=tuple(map(Wrong, wrong)), told=told,
                    topic=cells.get("topic", ""), tags=tags, happened=happened)


def _chosen(said: str, options: Sequence[str]) -> tuple[str, list[str]]:
    """The right option and the others; which is right is said by its number, letter or words."""
    found = _NUMBER.fullmatch(said.strip())
    number = 0
    if found:
        sign = found[1].lower()
        number = int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1
    by_number = options[number - 1] if 1 <= number <= len(options) else ""
    by_words = said if said in options else ""
    if by_number and by_words and by_number != by_words:
        raise Unreadable(f"“{shorten(said)}” is the number of one option and the words of another: "
                         "name the right one by its letter, A or B …")
    key = by_number or by_words
    if not key and re.fullmatch(r"\d{1,2}(\s*[,;&]\s*\d{1,2})+", said.strip()):
        raise Unreadable(f"a choice has one right answer, and this one has several: {shorten(said)}")
    if not key:
        raise Unreadable(f"the right answer “{shorten(said)}” is none of its options, nor the number "
                         "of one")
    return key, [option for option in options if option and option != key]


def parts(cell: str) -> tuple[str, ...]:
    """The entries of a list in a cell."""
    return tuple(filter(None, cell.split(BETWEEN)))
