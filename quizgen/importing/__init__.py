"""Foreign questions into a deck: a file of another program in, the files of a deck out.

`READERS` is the table of formats: a reader takes text and path and gives the questions as the file
has them, and what it could not read. `make_deck` makes facts of the general kind of them, and
`deck_files` writes these, with what they lack marked. What is lacking is never made up.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from quizgen.importing.csv_table import has_header
from quizgen.importing.deck_files import deck_files
from quizgen.importing.make_deck import make_deck
from quizgen.importing.plan import Known, NewDeck
from quizgen.importing.question import Imported, Notes
from quizgen.problem import Problem, QuizgenError, UsageError

MAX_BYTES = 8_000_000   # as much as a file of the bank
# What XML declares, and what is read of that and of --encoding: a byte or two a character, no more.
_DECLARED = re.compile(rb"""\s*<\?xml[^<>]{1,80}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS = re.compile(r"utf-8|utf-8-sig|ascii|utf-16(?:-[lb]e)?|cp125\d|iso8859-\d{1,2}|mac-roman")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
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
    if not text.startswith("#") and has_header(text):
        return "csv"
    looks = (("anki", r"\A#(?:separator|html|tags|columns|notetype|deck|guid)\b"),
             ("moodle-xml", r"\A\s*<(?:\?xml|quiz)\b"), ("aiken", r"(?im)^ANSWER:\s*[A-Z]\s*$"),
             ("gift", r"\$CATEGORY:|(?<!\\)\{"))
    for known, pattern in looks:
        if re.search(pattern, text):
            return known
    if text.strip() and all("\t" in line for line in text.split("\n") if line.strip()):
        return "anki"  # as Quizlet's export has it, too: a tab between the sides
    raise UsageError(f"which format is {path}? Name it with --format: {', '.join(READERS)}")


@dataclass(frozen=True, slots=True)
class File:
    """A file to import: its format, its path as it is shown, its bytes, and their encoding if told."""

    format: str
    path: str
    data: bytes
    encoding: str = ""


def read_questions(file: File) -> Imported:
    """The questions of a file. QuizgenError where it is too large or no text."""
    text, problems = read_text(file.data, file.path, file.encoding)
    reader = READERS[file.format]
    read: Read = getattr(import_module(f"quizgen.importing.{reader.module}"), reader.function)
    found = read(text, file.path)
    questions = tuple(replace(question, path=file.path) for question in found.questions)
    return Imported(questions, (*problems, *found.problems), found.title)


def read_text(data: bytes, path: str, encoding: str = "") -> tuple[str, list[Problem]]:
    """A file's text with one kind of line end; control characters are named, and stand as U+FFFD."""
    if len(data) > MAX_BYTES:
        raise QuizgenError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it")
    text = _decode(data, path, encoding).replace("\r\n", "\n").replace("\r", "\n")
    notes = Notes(path)
    if _CONTROL.search(text):
        for line, row in enumerate(text.split("\n"), start=1):
            if found := _CONTROL.search(row):
                notes.warn(line, f"the character U+{ord(found[0]):04X} cannot be kept")
            if notes.is_full:
                break
    return _CONTROL.sub("\ufffd", text), notes.problems


def _decode(data: bytes, path: str, encoding: str) -> str:
    """The text of bytes in the encoding that is told, or that XML declares, or UTF-8."""
    marked = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb": "utf-8"}.get(data[:2])
    declared = _DECLARED.match(data)
    named = marked or encoding or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        known = codecs.lookup(named).name
    except LookupError:
        known = ""
    if not _ENCODINGS.fullmatch(known):
        raise QuizgenError(f"{path}:1: the encoding “{named}” is not read; save the file as UTF-8")
    try:
        return data.decode("utf-8-sig" if known == "utf-8" else known)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise QuizgenError(f"{path}:{line}: no {named.upper()}; save the file as UTF-8, or name its "
                           "encoding: --encoding windows-1252") from None


def import_files(
    files: Sequence[File], known: Known
) -> tuple[NewDeck, Mapping[str, str], tuple[Problem, ...]]:
    """A deck of files' questions, its own files by name, and every problem in order of line.

    The first file that has a title gives it. QuizgenError where a file cannot be read at all, or all
    together are more than a deck's file can hold.
    """
    read = [read_questions(file) for file in files]
    notes = Notes(files[0].path)
    title = next((one.title for one in read if one.title), "")
    whole = Imported(tuple(question for one in read for question in one.questions), (), title)
    deck = make_deck(whole, known, notes)
    made = deck_files(deck)
    if any(len(content.encode()) > MAX_BYTES for content in made.values()):
        raise QuizgenError(f"{files[0].path}: more than a deck's file can hold "
                           f"({MAX_BYTES // 1_000_000} MB); split it")
    problems = {*notes.problems, *(problem for one in read for problem in one.problems)}
    return deck, made, tuple(sorted(problems))
