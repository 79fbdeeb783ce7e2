"""An article's bytes in, its words out, from plain text, Markdown or a saved page.

The three forms of one article give the same normalised words (see `evidence.normalise`), so that
evidence which was cited from one of them holds in the others.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from quizgen.bank.evidence import normalise
from quizgen.evidence.html_text import Marks, html_text
from quizgen.problem import QuizgenError

MAX_BYTES = 5_000_000   # a long article has 100 kB, a saved page with its scripts 3 MB
MAX_MARKDOWN = 400_000   # Markdown takes longer to read

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))
_SIGNATURES = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a word processor's file or an archive"),
               (b"{\\rtf", "an RTF file"), (b"\xd0\xcf\x11\xe0", "a word processor's file"))
_MHTML = re.compile(rb"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type: multipart/related", re.I)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|h[1-6]|p)\b", re.I | re.S)
_CHARSET = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
# The encodings that browsers read; others of Python's are no encodings of pages.
_WEB_ENCODINGS = ("utf-8", "cp", "iso8859", "koi8", "gb", "big5", "euc", "shift_jis", "iso2022_jp",
                  "mac")
# Soft hyphen, zero-width space, word joiner, byte order mark: nobody sees them, and copies of an
# article differ in them.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
MOST_MARKS = 200  # on a letter; Unicode's own bound for a stream is 30 (UAX 15, 13)
_PILE = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")  # marks are no letters to Python
_BULLET = re.compile(r"[•‣▪◦●*–—-]\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Article:
    """An article's normalised text, in which evidence counts, and where its paragraphs begin."""

    name: str
    text: str
    paragraphs: tuple[int, ...] = (0,)


def load_article(data: bytes, name: str) -> Article:
    """An article from its bytes; see `read_article`."""
    words = read_article(data, name)
    return Article(name, normalise(words), paragraph_starts(words))


def read_article(data: bytes, name: str, marks: Marks | None = None) -> str:
    """The words of an article; `name` tells by its suffix what it is, else its beginning does.

    Paragraphs are parted by line breaks; `marks` stand where the tags of a page or of Markdown were.
    QuizgenError says what to do where there is nothing to read: too large, no text, not UTF-8, no
    words.
    """
    if len(data) > MAX_BYTES:
        raise QuizgenError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; save the article's "
                           "text alone")
    suffix = PurePath(name).suffix.lower()
    _refuse_other_files(data, name, suffix)
    if suffix in (".html", ".htm", ".xhtml"):
        text = html_text(_decode_page(data), marks)
    elif suffix in (".md", ".markdown"):
        text = _markdown_text(_decode(data, name), name, marks)
    elif suffix != ".txt" and _PAGE.match(data[:4096].decode("latin-1").lstrip("ï»¿")):
        text = html_text(_decode_page(data), marks)
    else:
        text = _decode(data, name)
    text = text.translate(_INVISIBLE)
    _refuse_piles(text, name)
    if not text.strip():
        raise QuizgenError(f"{name} holds no words; save the page whole, or copy the article's text "
                           "into a .txt file")
    return text


def paragraph_starts(text: str) -> tuple[int, ...]:
    """Where paragraphs begin, in the normalised text of what `read_article` gave; the first is 0.

    A line break within lines that an editor has wrapped (under 120 characters) begins none.
    """
    pieces = re.split(r"(\s+)", unicodedata.normalize("NFC", text).strip())
    starts, at, line = [0], 0, 0
    for index in range(0, len(pieces) - 1, 2):
        words, space = pieces[index], pieces[index + 1]
        at += len(words) + 1
        line += len(words) + 1
        breaks = len(re.findall(r"\r\n|[\n\r\u2028\u2029]", space))
        if breaks > 1 or (breaks and (line > 120 or _BULLET.match(" ".join(pieces[index + 2 :][:2])))):
            starts.append(at)
        if breaks:
            line = 0
    return tuple(starts)


def printable(text: str) -> str:
    """The text with what could steer a terminal or turn a line around replaced, one for one."""
    return "".join(
        c if c == " " or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "�"
        for c in text)


def _refuse_piles(text: str, name: str) -> None:
    """QuizgenError where marks are piled on a letter: to put them into their canonical order takes the
    square of their number.
    """
    for found in () if text.isascii() else _PILE.finditer(text):
        kinds = "".join("M" if unicodedata.category(c)[0] == "M" else "-" for c in found[0])
        if "M" * (MOST_MARKS + 1) in kinds:
            before = printable(" ".join(text[max(found.start() - 40, 0) : found.start()].split()))
            raise QuizgenError(f"{name}: after “{before}” stand more than {MOST_MARKS} marks on a "
                               "letter, which nobody reads: leave them out")


def _refuse_other_files(data: bytes, name: str, suffix: str) -> None:
    what = next((what for start, what in _SIGNATURES if data.startswith(start)), "")
    if suffix in (".mht", ".mhtml") or _MHTML.match(data[:4096].replace(b"\r\n", b"\n")):
        what = "a web archive"
    elif not what and b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE,
                                                             codecs.BOM_UTF16_BE)):
        what = "no text"
    if what:
        raise QuizgenError(f"{name} is {what}: save the article as text (.txt), Markdown (.md) or "
                           "a web page (.html)")


def _decode(data: bytes, name: str) -> str:
    """Text in UTF-8, or in UTF-16 that says so; never a guess, which would change the words."""
    mark, encoding = next((row for row in _BOMS if data.startswith(row[0])), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        line = data[:at].count(b"\n") + 1
        raise QuizgenError(f"{name}: the byte 0x{data[at]:02x} in line {line} is no "
                           f"{encoding.upper()}; save the article as UTF-8") from None


def _decode_page(data: bytes) -> str:
    """A page as browsers decode it: what its first bytes say, else UTF-8, else Windows-1252."""
    mark, encoding = next((row for row in _BOMS if data.startswith(row[0])), (b"", ""))
    declared = _CHARSET.search(data[:4096])
    if not encoding and declared:
        encoding = _web_encoding(declared[1].decode("ascii", "replace"))
    if not encoding:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
    return data[len(mark) :].decode(encoding, "replace")


def _web_encoding(label: str) -> str:
    """Python's name of an encoding that a page declares; nothing where browsers do not read it."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    if name in ("ascii", "iso8859-1"):
        return "cp1252"  # as browsers read both
    return name if name.startswith(_WEB_ENCODINGS) else ""


def _markdown_text(text: str, name: str, marks: Marks | None) -> str:
    from markdown_it import MarkdownIt

    if len(text) > MAX_MARKDOWN:
        raise QuizgenError(f"{name} is larger than {MAX_MARKDOWN // 1000} kB, more than is read "
                           "of Markdown; save it as text (.txt)")
    body = re.sub(r"\A---[ \t]*\r?\n(?:.*\r?\n)*?---[ \t]*\r?\n", "", text)  # a clipper's metadata
    return html_text(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body), marks)
