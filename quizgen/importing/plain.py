"""Texts of other programs as plain text: HTML without its tags, what it embeds named."""

from __future__ import annotations

import re

from quizgen.evidence.html_text import html_text
from quizgen.importing.question import Notes, Unreadable

# An embedded picture or sound: its element, and its name if it tells one.
_EMBEDDED = re.compile(
    r"<(img|audio|video|object|embed|iframe|svg|math|canvas)\b(?:[^<>]*?\b(?:src|data)\s*=\s*"
    r"[\"']?([^\"'\s<>]{1,200}))?[^<>]*>|\[sound:([^\]\n]{1,200})\]", re.I)
_WHOLE = re.compile(r"</?(?:article|main)\b[^<>]*>", re.I)
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|img|a|sub|sup|ul|ol|li|table|tbody|tr|td|th|h[1-6]|font|"
    r"pre|code|audio|video|object|iframe|script|style)\b[^<>]*>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|"
    r"gt|quot|apos|nbsp);", re.I)


def plain_paragraphs(text: str, line: int, notes: Notes) -> list[str]:
    """HTML as paragraphs of plain text; pictures, sounds and the like are named as left out."""
    for found in _EMBEDDED.finditer(text):
        what = found[3] or found[2] or f"<{found[1].lower()}>"
        notes.embeds(line, shorten(what.rpartition("/")[2] or what))
    text = _EMBEDDED.sub(" ", _WHOLE.sub("\n", text))
    shown = html_text(text)
    return [one for part in shown.split("\n") if (one := " ".join(part.split()))]


def plain_html(text: str, line: int, notes: Notes) -> str:
    """HTML as plain text on one line."""
    return " ".join(plain_paragraphs(text, line, notes))


def plain_perhaps(text: str, line: int, notes: Notes) -> str:
    """A text that may be HTML, as plain text."""
    return plain_html(text, line, notes) if is_markup(text) else " ".join(text.split())


def is_markup(text: str) -> bool:
    """Whether a text that may be HTML is: it has an element or entity of HTML, or embeds something."""
    return bool(_MARKUP.search(text) or _EMBEDDED.search(text))


def shorten(text: str, length: int = 60) -> str:
    """A text of a stranger for a message: printable, and not long."""
    text = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return text if len(text) <= length else text[: length - 1] + "…"


def wanted(text: str, what: str) -> str:
    """The text, which must be there."""
    if not text.strip():
        raise Unreadable(f"{what} is empty")
    return text
