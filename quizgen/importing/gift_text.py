"""Texts of GIFT: what a backslash escapes, and the format that a text names for itself."""

from __future__ import annotations

import re

from quizgen.importing.plain import markdown_html, plain_html, plain_perhaps
from quizgen.importing.question import Notes

# What a backslash takes the meaning from, held by control characters: no file that comes here has any.
_HELD = {"\\\\": "\x01", "\\~": "\x02", "\\=": "\x03", "\\#": "\x04", "\\{": "\x05", "\\}": "\x06",
         "\\:": "\x07", "\\n": "\x08"}
_FREE = {held: escaped[1] for escaped, held in _HELD.items()} | {"\x08": "\n"}
_ESCAPED = re.compile(r"\\[\\~=#{}:n]")
FORMAT = re.compile(r"\[(html|plain|moodle|markdown)\]", re.I)


def shown_text(text: str, form: str, line: int, notes: Notes) -> str:
    """A text as plain text on one line, by the format that it names or is given."""
    text = text.strip()
    if named := FORMAT.match(text):
        form, text = named[1].lower(), text[named.end():]
    text = free(text)
    if form in ("html", "markdown"):
        return plain_html(markdown_html(text) if form == "markdown" else text, line, notes)
    return " ".join(text.split()) if form == "plain" else plain_perhaps(text, line, notes)


def plain_text(text: str) -> str:
    """A text that is no HTML, whatever format it names."""
    text = text.strip()
    named = FORMAT.match(text)
    return " ".join(free(text[named.end():] if named else text).split())


def hold(text: str) -> str:
    """A text in which what is escaped has no meaning of its own: `free` gives it back."""
    return _ESCAPED.sub(lambda found: _HELD[found[0]], text)


def free(text: str) -> str:
    """A text with what was escaped in it, as it is meant."""
    return re.sub("[\x01-\x08]", lambda found: _FREE[found[0]], text)
