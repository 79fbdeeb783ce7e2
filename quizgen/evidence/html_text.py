"""The words of an HTML page: what a reader sees of it, a line a paragraph.

Splits the page into tags and text as the HTML standard's tokeniser does and keeps no tree. So the
same page gives the same words with every version of Python, which a fingerprint needs; the time
grows with the page's length, however badly it is nested or cut off, and depth costs nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

# Elements whose contents are no words of the page.
DROPPED = frozenset({
    "audio", "button", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
})
# Elements that stand within a line; any other, known or not, begins a new one.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "rp", "rt",
    "rtc", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})
# Where the article is, on a page that has exactly one of them.
SCOPES = ("article", "main")

_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)|(?P<bogus>[!?/]))")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"[\s/]*(?:(?P<close>>)|[^\s/>][^\s/>=]*(?:\s*=\s*(?P<quote>[\"'])?)?)")
_UNQUOTED = re.compile(r"[^\s>]*")
_ENDLESS = re.compile(r"&#([0-9]{30,});?")  # Python refuses to read a number of some thousand digits

Token = tuple[str, str]  # ("text", words), ("start", name) or ("end", name)
Marks = Mapping[Token, str]  # by tag, such as ("start", "li"): what is put in its place


def unescape(text: str) -> str:
    """A text without its character references; of an endless number, none is made."""
    return html.unescape(_ENDLESS.sub(lambda found: f"&#{found[1].lstrip('0')[:9] or 0};", text))


def html_text(page: str, marks: Marks | None = None) -> str:
    """The page's words: its only `<article>`, else its only `<main>`, else all of it.

    With `marks`, these stand among the words where the tags were.
    """
    marks = marks or {}
    parts: list[str] = []
    spans: dict[str, list[list[int]]] = {name: [] for name in SCOPES}
    depth = dict.fromkeys(SCOPES, 0)
    for kind, value in _tokens(page):
        if kind == "text":
            parts.append(re.sub(r"\s+", " ", unescape(value)))
            continue
        space = "" if value in INLINE else "\n" if value == "br" else "\n\n"
        parts.append(space + marks.get((kind, value), ""))
        if value in SCOPES and kind == "start":
            spans[value].append([len(parts), len(page)])
            depth[value] += 1
        elif value in SCOPES and depth[value]:
            depth[value] -= 1
            if not depth[value]:
                spans[value][0][1] = len(parts)
    chosen = (spans[name][0] for name in SCOPES if len(spans[name]) == 1)
    texts = ("".join(parts[start:end]).strip() for start, end in chosen)
    return next(filter(None, texts), "".join(parts).strip())


def _tokens(page: str) -> Iterator[Token]:
    """Text and tags in order; as in a browser, what is cut off ends the page."""
    at = 0
    unclosed: set[str] = set()  # dropped elements of which no end follows
    while found := _MARKUP.search(page, at):
        if found.start() > at:
            yield "text", page[at : found.start()]
        name = (found["name"] or "").lower()
        at = _tag_end(page, found.end()) if name else _comment_end(page, found)
        if not name:
            continue
        if at < 0:
            return
        if name in DROPPED and not found["end"] and name not in unclosed:
            end = re.compile(rf"</{name}(?=[\s/>])", re.I).search(page, at)
            if end:
                at = end.start()
            else:
                unclosed.add(name)
        yield "end" if found["end"] else "start", name
    yield "text", page[at:]


def _comment_end(page: str, found: re.Match[str]) -> int:
    """The position after a comment or declaration; the page's end where it is not closed."""
    if found["comment"]:
        for empty in (">", "->"):
            if page.startswith(empty, found.end()):
                return found.end() + len(empty)
        end = _COMMENT_END.search(page, found.end())
        return end.end() if end else len(page)
    return page.find(">", found.end()) + 1 or len(page)


def _tag_end(page: str, at: int) -> int:
    """The position after a tag whose name ends at `at`; -1 where it is not closed.

    A `>` within a quoted value does not close it.
    """
    while found := _ATTRIBUTE.match(page, at):
        at = found.end()
        if found["close"]:
            return at
        if found["quote"]:
            at = page.find(found["quote"], at) + 1
            if not at:
                return -1
        elif found.group().endswith("="):
            value = _UNQUOTED.match(page, at)
            at = value.end() if value else at
    return -1
