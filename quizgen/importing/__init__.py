"""Foreign questions into a deck: a file of another program in, the files of a deck out.

`READERS` is the table of formats: a reader takes text and path and gives the questions as the file
has them, and what it could not read. `make_deck` makes facts of the general kind of them, and
`deck_files` writes these, with what they lack marked. What is lacking is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from quizgen.importing.deck_files import deck_files
from quizgen.importing.make_deck import make_deck
from quizgen.importing.plan import Known, NewDeck
from quizgen.importing.question import Imported, Notes
from quizgen.problem import Problem, QuizgenError, UsageError

MAX_BYTES = 8_000_000   # as much as a file of the bank
Read = Callable[[str, str], Imported]


@dataclass(frozen=True, slots=True)
class Reader:
    """A row of the table: the module and function that read a format, and its files' suffixes."""

    module: str
    function: str
    suffixes: tuple[str, ...]


READERS: dict[str, Reader] = {
    "gift": Reader("gift", "read_gift", (".gift",)),
    "moodle-xml": Reader("moodle_xml", "read_moodle_xml", (".xml",)),
    "aiken": Reader("aiken", "read_aiken", (".aiken",)),
    "csv": Reader("csv_table", "read_csv", (".csv", ".tsv")),
    "anki": Reader("anki_text", "read_anki_text", (".anki",)),
}


def find_reader(name: str | None, path: str, text: str) -> str:
    """The format of that name, or of the suffix, or by what the text looks like."""
    if name:
        if name not in READERS:
            raise UsageError(f"no format “{name}” to import; there are {', '.join(READERS)}")
        return name
    for known, reader in READERS.items():
        if path.lower().endswith(reader.suffixes):
            return known
    looks = (("anki", r"\A#(?:separator|html|tags|columns|notetype|deck|guid)\b"),
             ("moodle-xml", r"\A\s*<(?:\?xml|quiz)\b"), ("aiken", r"(?im)^ANSWER:\s*[A-Z]\s*$"),
             ("gift", r"\$CATEGORY:|(?<!\\)\{"))
    for known, pattern in looks:
        if re.search(pattern, text):
            return known
    raise UsageError(f"which format is {path}? Name it with --format: {', '.join(READERS)}")


def read_questions(name: str, data: bytes, path: str) -> Imported:
    """The questions of a file. QuizgenError where it is too large or no text."""
    text, problems = read_text(data, path)
    reader = READERS[name]
    read: Read = getattr(import_module(f"quizgen.importing.{reader.module}"), reader.function)
    found = read(text, path)
    return Imported(found.questions, (*problems, *found.problems), found.title)


def read_text(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """A file's text with one kind of line end; control characters are named, and stand as U+FFFD."""
    if len(data) > MAX_BYTES:
        raise QuizgenError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise QuizgenError(f"{path}:{line}: no UTF-8; save the file as UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notes = Notes(path)
    for found in re.finditer("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        line = text.count("\n", 0, found.start()) + 1
        if not notes.problems or notes.problems[-1].line != line:
            notes.warn(line, f"the character U+{ord(found[0]):04X} cannot be kept")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", text), notes.problems


def import_questions(
    name: str, data: bytes, path: str, known: Known
) -> tuple[NewDeck, Mapping[str, str], tuple[Problem, ...]]:
    """A deck of a file's questions, its files by name, and every problem in order of line.

    QuizgenError where the file cannot be read at all, or is more than a deck's file can hold.
    """
    read, notes = read_questions(name, data, path), Notes(path)
    deck = make_deck(read, known, notes)
    files = deck_files(deck)
    if any(len(content.encode()) > MAX_BYTES for content in files.values()):
        raise QuizgenError(f"{path}: more than a deck's file can hold ({MAX_BYTES // 1_000_000} MB); "
                           "split it")
    return deck, files, tuple(sorted({*read.problems, *notes.problems}))
