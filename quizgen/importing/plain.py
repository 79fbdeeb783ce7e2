"""Texts of other programs as plain text: HTML without its tags, what it embeds named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from quizgen.evidence.html_text import html_text, unescape
from quizgen.importing.question import Notes, Unreadable

# An embedded picture or sound: its element, and its name if it tells one.
_EMBEDDED = re.compile(
    r"<(img|audio|video|object|embed|iframe|svg|math|canvas)\b(?:[^<>]*?\b(?:src|data)\s*=\s*"
    r"[\"']?([^\"'\s<>]{1,200}))?[^<>]*>|\[sound:([^\]\n]{1,200})\]", re.I)
MOST_MARKDOWN = 20_000
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"<>]{1,200})"|'([^'<>]{1,200})')""", re.I)
# A power or an index, whose place is its meaning: 10<sup>3</sup> is not 103. Others, as in
# 1<sup>st</sup>, read the same on the line.
_RAISED = re.compile(r"<(sup|sub)\b[^<>]*>\s*([0-9+\-\u2212()n]{1,20})\s*</\1\s*>", re.I)
_SIGNS = "0123456789+-\u2212()n"
_PLACED = {"sup": str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ"),
           "sub": str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎ₙ")}
_LINK = re.compile(r"""<a\b[^<>]*?\bhref\s*=\s*["']?([^"'\s<>]{1,300})[^<>]*>""", re.I)
_WHOLE = re.compile(r"</?(?:article|main)\b[^<>]*>", re.I)
_POINTS = {("start", "li"): "• "}  # on one line the entries of a list would run together
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|img|a|sub|sup|ul|ol|li|table|tbody|tr|td|th|h[1-6]|font|"
    r"pre|code|audio|video|object|iframe|script|style)\b[^<>]*>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|"
    r"gt|quot|apos|nbsp);", re.I)


def plain_paragraphs(text: str, line: int, notes: Notes) -> list[str]:
    """HTML as paragraphs of plain text; pictures, sounds and the like are named as left out."""
    for name in _embedded(text):
        notes.embeds(line, name)
    text = _EMBEDDED.sub(" ", _WHOLE.sub("\n", text))
    text = _RAISED.sub(lambda found: found[2].translate(_PLACED[found[1].lower()]), text)
    shown = html_text(text, _POINTS)
    return [one for part in shown.split("\n") if (one := " ".join(part.split()))]


def _embedded(text: str) -> Iterator[str]:
    """What each embedded thing is called: its file's name, or its address, and what it shows."""
    for found in _EMBEDDED.finditer(text):
        what = found[3] or found[2] or f"<{found[1].lower()}>"
        shown = _ALT.search(found[0]) if found[1] else None
        words = f" ({shorten(unescape(shown[1] or shown[2]))})" if shown else ""
        away = re.match(r"(?:https?:)?//", what)
        yield shorten(what if away else unquote(what.rpartition("/")[2] or what)) + words


def plain_html(text: str, line: int, notes: Notes) -> str:
    """HTML as plain text on one line; addresses that its links hide are named as lost."""
    warn_of_links(text, line, notes)
    return " ".join(plain_paragraphs(text, line, notes))


def warn_of_links(text: str, line: int, notes: Notes, kept: Collection[str] = ()) -> None:
    """Name the addresses behind the links of HTML, where they do not stand in its words, too.

    Those of sources are `kept`.
    """
    shown = unescape(re.sub("<[^<>]*>", "", text))
    for address in dict.fromkeys(map(unescape, _LINK.findall(text))):
        if address.removeprefix("mailto:") not in shown and address not in kept:
            notes.warn(line, f"the address of a link is not kept: {shorten(address, 100)}")


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


def not_typed(text: str, weight: float, why: str) -> str:
    """Why an answer to type is left out, with its feedback; empty where it is not, or says nothing."""
    said = f" with its feedback “{shorten(why)}”" if why.strip() else ""
    whole = f"the answer “{shorten(text)}”{said}"
    if weight <= 0:
        rest = text in ("", "*")  # whatever else is typed; without feedback that says nothing
        which = f"any other answer{said}" if rest else whole
        return "" if rest and not said else (
            f"{which}: it is wrong, and a wrong answer that is typed has no feedback of its own")
    if weight != 100:
        return f"{whole}: it is worth {weight:g} % of the points, and an answer is right or wrong"
    return f"{whole}: * stands for anything" if re.search(r"(?<!\\)\*", text) else ""


def wanted(text: str, what: str, written: str = "") -> str:
    """The text, which must be there; `written` is how it stands in the file."""
    if not text.strip():
        raise Unreadable(f"{what} is {lack(written)}")
    return text


def is_shown_otherwise(written: str) -> bool:
    """Whether a text embeds something that stands for it."""
    return bool(_EMBEDDED.search(written))


def lack(written: str) -> str:
    """What is the matter with a text of which nothing is left as plain text."""
    names = list(_embedded(written))
    return f"nothing but what is embedded: {', '.join(names)[:200]}" if names else "empty"


def markdown_html(text: str) -> str:
    """Markdown as HTML; what is longer than any text of the bank stays as it is."""
    if len(text) > MOST_MARKDOWN:
        return text
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").render(text))
