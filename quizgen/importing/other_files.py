"""Files that hold questions and are no text: what to export or save instead."""

from __future__ import annotations

from pathlib import PurePath

from quizgen.problem import QuizgenError

_ANKI = ("Anki's package", "in Anki, export “Notes in Plain Text (.txt)”")
_SHEET = ("a workbook", "save its sheet as CSV (“CSV UTF-8” in Excel)")
_WORDS = ("a document", "save the questions as GIFT, Aiken or a table in CSV")
_PACKAGE = ("a package of a learning platform",
            "it is not read; export the questions as Moodle XML, GIFT, Aiken or CSV")
_BY_SUFFIX = {
    ".apkg": _ANKI, ".colpkg": _ANKI, ".anki2": _ANKI, ".anki21": _ANKI,
    ".xlsx": _SHEET, ".xlsm": _SHEET, ".xls": _SHEET, ".ods": _SHEET, ".numbers": _SHEET,
    ".docx": _WORDS, ".doc": _WORDS, ".odt": _WORDS, ".pdf": _WORDS, ".rtf": _WORDS,
    ".zip": _PACKAGE, ".imscc": _PACKAGE,
    ".mbz": ("a backup of Moodle", "export its question bank as Moodle XML"),
    ".json": ("JSON", "it is not read; export the questions as GIFT or CSV"),
}
_BY_START = ((b"PK\x03\x04", _PACKAGE), (b"\xd0\xcf\x11\xe0", _SHEET), (b"%PDF", _WORDS),
             (b"{\\rtf", _WORDS), (b"SQLite format 3", _ANKI), (b"\x1f\x8b", _PACKAGE))


def refuse_other_files(data: bytes, path: str) -> None:
    """QuizgenError that says what to do, where a file is of another kind than the readers take."""
    start = next((known for sign, known in _BY_START if data.startswith(sign)), None)
    known = _BY_SUFFIX.get(PurePath(path).suffix.lower(), start)
    if known:
        raise QuizgenError(f"{path} is {known[0]}: {known[1]}")
