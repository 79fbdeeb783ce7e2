"""An article's bytes as blocks: headings, entries of lists and paragraphs, in its normalised text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from quizgen.bank.evidence import normalise
from quizgen.evidence.article import Article, read_article

Role = Literal["heading", "bullet", "number", "text"]

# Private-use characters stand for tags while a page is read; a page that has them is read as text.
_OPEN = {"heading": "\ue100", "li": "\ue101", "block": "\ue102", "bold": "\ue103"}
_CLOSE_BOLD, _TOP = "\ue104", "\ue105"
_ALL = frozenset((*_OPEN.values(), _CLOSE_BOLD, _TOP))
_MARKS = {
    ("start", "h1"): _TOP,
    **{("start", f"h{level}"): _OPEN["heading"] for level in range(2, 7)},
    ("start", "li"): _OPEN["li"],
    **{("start", name): _OPEN["block"] for name in (
        "p", "div", "section", "ul", "ol", "blockquote", "td", "tr", "dd", "dt", "figcaption",
        "footer", "header", "nav", "aside", "time")},
    **{("end", f"h{level}"): _OPEN["block"] for level in range(1, 7)},
    **{("start", name): _OPEN["bold"] for name in ("b", "strong")},
    **{("end", name): _CLOSE_BOLD for name in ("b", "strong")},
    ("end", "li"): _OPEN["block"], ("end", "p"): _OPEN["block"],
}
del _MARKS["start", "time"]  # stands within a line
_BULLET = re.compile(r"(?:[•‣▪◦●·*+–—-]|[-*]{1,2})\s+(?=\S)")
_NUMBER = re.compile(r"(?:#\d{1,2}[.):]?|\d{1,2}(?:[.):]|\s[–—-])|\(\d{1,2}\))\s+(?=\S)")
_PIPE = re.compile(r"[^|\n]{2,40} \| \S")
_END = re.compile(r"[.!?…][”’\"')\]]*$")
WRAPPED = 120   # a longer line is a paragraph of its own


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the article's normalised text and what it is; `bold` ends what it begins with in bold.

    `start` is after a bullet or a number. `top` is true for a page's main heading.
    """

    start: int
    end: int
    role: Role = "text"
    bold: int = 0
    top: bool = False


def read_blocks(data: bytes, name: str) -> tuple[Article, tuple[Block, ...]]:
    """The article and its blocks; QuizgenError as from `read_article`."""
    words = read_article(data, name)
    article = Article(name, normalise(words))
    marked = "" if any(mark in words for mark in _ALL) else read_article(data, name, _MARKS)
    if any(mark in marked for mark in _ALL):
        text, marks = _split_marks(marked)
        if text == article.text:
            return article, tuple(_page_blocks(text, marks))
    return article, tuple(_text_blocks(words, article.text))


def _split_marks(marked: str) -> tuple[str, list[tuple[int, str]]]:
    """The normalised text without marks, and each mark with its place in it."""
    parts: list[str] = []
    marks: list[tuple[int, str]] = []
    length, space = 0, False
    for piece in re.findall(r"\s+|[\ue100-\ue105]|[^\s\ue100-\ue105]+",
                            unicodedata.normalize("NFC", marked)):
        if piece in _ALL:
            marks.append((length, piece))
        elif piece.isspace():
            space = length > 0
        else:
            shown = " " + piece if space else piece
            parts.append(shown)
            length, space = length + len(shown), False
    return "".join(parts), marks


def _page_blocks(text: str, marks: list[tuple[int, str]]) -> Iterator[Block]:
    """The blocks between a page's tags."""
    role: Role = "text"
    top, begun, bold, bold_from = False, 0, 0, -1
    for at, mark in [*marks, (len(text), _OPEN["block"])]:
        if mark == _OPEN["bold"]:
            bold_from = at
        elif mark == _CLOSE_BOLD:
            if 0 <= bold_from <= begun + 1:
                bold = at
            bold_from = -1
        else:
            if text[begun:at].strip():
                yield _trimmed(text, Block(begun, at, role, bold, top))
                role, top = "text", False
            if mark != _OPEN["block"]:
                role = "bullet" if mark == _OPEN["li"] else "heading"
                top = mark == _TOP
            begun, bold, bold_from = at, 0, -1 if bold_from < at else bold_from


def _text_blocks(words: str, text: str) -> Iterator[Block]:
    """The blocks of plain text: its lines, with wrapped ones put together."""
    at = 0
    held: Block | None = None
    short = False
    for line in re.split(r"\r\n|[\n\r\u2028\u2029\v\f]", unicodedata.normalize("NFC", words)):
        shown = " ".join(line.split())
        if not shown:
            if held:
                yield _trimmed(text, held)
            held = None
            continue
        start = at + (1 if at and text[at : at + 1] == " " else 0)
        at = start + len(shown)
        begins = (held is None or short or len(shown) > WRAPPED or _BULLET.match(shown)
                  or _NUMBER.match(shown) or _PIPE.match(shown))
        if held and not begins:
            held = replace(held, end=at)
        else:
            if held:
                yield _trimmed(text, held)
            held = Block(start, at)
        short = len(shown) > WRAPPED or (len(shown) < 50 and bool(begins)) or bool(_PIPE.match(shown))
    if held:
        yield _trimmed(text, held)


def _trimmed(text: str, block: Block) -> Block:
    """The block without blanks at its ends, and without its bullet or number."""
    start, end = block.start, block.end
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    role = block.role
    if found := _NUMBER.match(text, start, end):
        role = "number" if role != "heading" else role
        start = found.end()
    elif found := _BULLET.match(text, start, end):
        role, start = "bullet", found.end()
    if role == "text" and _looks_like_heading(text[start:end]):
        role = "heading"
    bold = block.bold if start < block.bold <= end else 0
    return Block(start, end, role, bold, block.top)


def _looks_like_heading(words: str) -> bool:
    """Whether a line that stands alone is a heading: short, and no sentence ends it."""
    return (len(words) <= 100 and len(words.split()) <= 14 and not _END.search(words)
            and not words.endswith((":", ",", ";")) and words[:1].upper() == words[:1]
            and any(c.isalpha() for c in words) and not _PIPE.match(words))
