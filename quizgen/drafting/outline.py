"""What an article is made of: its title, its day, its lead and its developments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from quizgen.bank.dates import FactDate
from quizgen.drafting.blocks import Block
from quizgen.drafting.dates import written_date
from quizgen.drafting.lexicon import reporting_verbs
from quizgen.drafting.publisher import find_publisher
from quizgen.evidence.article import Article
from quizgen.evidence.html_text import unescape
from quizgen.problem import QuizgenError

MOST_DEVELOPMENTS = 60
MOST_CHARACTERS = 200_000
LONGEST_QUESTION = 90   # characters of a line that only asks, and heads what follows
LEAST_WORDS = 20   # an article has a paragraph at least
_HEAD = 200_000   # characters of a page in which its metadata are looked for
_META = re.compile(r"<meta\b[^>]{0,600}>|<time\b[^>]{0,300}>", re.I)
_CONTENT = re.compile(r"(?:content|datetime)\s*=\s*[\"']([^\"']{1,300})[\"']", re.I)
_DATED = re.compile(r"published|datepublished|dc\.date|[\"']date[\"']|[\"']pubdate|<time", re.I)
_TITLED = re.compile(r"og:title|[\"']headline[\"']|dc\.title", re.I)
_LD_DATE = re.compile(r"\"datePublished\"\s*:\s*\"(\d{4}-\d{2}-\d{2})")
_FRONT = re.compile(r"\A---[ \t]*\r?\n((?:.{0,500}\r?\n){0,60}?)---[ \t]*\r?\n")
_LABELS = (
    re.compile(r"([^|]{2,60}?) \| (?=\S)"),
    re.compile(r"([^\W\d_][^:.!?|“”\"]{1,78}?)(?::| [–—]) (?=[“\"‘'(]?[A-Z0-9À-Þ])"),
)
_STOPPED = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,3}\. (?=[“\"]?[A-Z])")   # “1. Rescue. A flood …”
_CAPITALS = re.compile(r"([A-Z][A-Z’'&, -]{2,48})[.:–—-]+ +(?=\S)")
# “VIENNA, Austria (Northwire) — Two …”, “VIENNA – Two …”
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}(?:, [^()–—]{2,40}?)?(?: \([^()]{2,60}\) ?(?:[–—]|-{1,2})| [–—]) (?=[A-ZÀ-Þ0-9“\"])")
_NO_TITLE = re.compile(
    r"(?:by [A-Z]|(?:last )?(?:updated|published|posted)|date:|written by|"
    r"(?:photo|image|source|advertisement)s?\b|©|copyright|share(?: this| on)?\W*$|\d+ min read)", re.I)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?(?:[ap]\.?m\.?|GMT|[A-Z]{1,3}T|UTC))?")
_OVER = re.compile(
    r"(?:sign up|subscribe|read more|read the full|click here|follow us|reporting by|additional reporting|"
    r"editing by|with reporting|contributed to|©|copyright|all rights reserved|advertisement|share this|"
    r"what we(?: are|’re|'re) reading|more on this|related|download the app|this (?:story|article) (?:has been|was)|get the latest)\b", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """The lead or one development: where its label and its paragraphs stand."""

    label: tuple[int, int] | None
    parts: tuple[tuple[int, int], ...]
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What an article is made of; `date` is None where none is written in it."""

    title: str | None
    date: FactDate | None
    sections: tuple[Section, ...]
    publisher: str | None = None


def make_outline(article: Article, blocks: Sequence[Block], raw: str = "") -> Outline:
    """The outline of an article; `raw` is the page or Markdown, whose metadata are read.

    QuizgenError where this is no article: too few words, or no sentence.
    """
    text = article.text
    if len(text) > MOST_CHARACTERS:
        raise QuizgenError(f"{article.name} has {len(text):,} characters, more than an article has "
                           f"({MOST_CHARACTERS:,}): save the article's text alone")
    if len(text.split(None, LEAST_WORDS)) < LEAST_WORDS or not re.search(r"[a-z][.!?…”\"]", text):
        raise QuizgenError(f"{article.name} is no article: a draft needs at least a paragraph of "
                           f"{LEAST_WORDS} words")
    title, number = _find_title(text, blocks)
    meta_title, meta_date = _metadata(raw)
    publisher = find_publisher(text, blocks)
    body = _with_questions(text, [block for block in blocks[number:]
                                  if not _is_furniture(text, block, publisher)])
    date = meta_date or _find_date(text, blocks)
    sections = tuple(islice(_sections(text, body), MOST_DEVELOPMENTS + 1))
    if not sections:
        raise QuizgenError(f"{article.name} is no article: there is no sentence in it")
    return Outline(title or meta_title, date, sections, publisher)


def _find_title(text: str, blocks: Sequence[Block]) -> tuple[str | None, int]:
    """The title, and the number of the block after it."""
    for number, block in enumerate(blocks):
        if block.top:
            return text[block.start : block.end][:300], number + 1
    for number, block in enumerate(blocks[:3]):
        words = text[block.start : block.end]
        if block.role in ("heading", "text") and not _NO_TITLE.match(words) and (
                block.role == "heading" or _is_title(words)):
            dated = written_date(words)
            if not (dated and len(words) - dated[1] < len(words) and dated[1] < 12):
                return words[:300], number + 1
        if block.role not in ("heading",):
            break
    return None, 0


def _is_title(words: str) -> bool:
    """Whether a first line is a title: of one line, and no full stop at its end."""
    return len(words) <= 220 and not re.search(r"[.:;,][”’\"']?$", words)


def _metadata(raw: str) -> tuple[str | None, FactDate | None]:
    """The title and date that a page's head or Markdown's front matter give."""
    head = raw[:_HEAD]
    if front := _FRONT.match(head):
        fields = dict(re.findall(r"^(title|date)\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$", front[1], re.M | re.I))
        dated = written_date(fields.get("date", ""))
        return fields.get("title"), dated[0] if dated else None
    title, date = None, None
    for tag in _META.findall(head):
        content = _CONTENT.search(tag)
        if content and date is None and _DATED.search(tag):
            dated = written_date(content[1])
            date = dated[0] if dated else None
        elif content and title is None and _TITLED.search(tag):
            title = " ".join(unescape(content[1]).split())
    if date is None and (found := _LD_DATE.search(head)):
        dated = written_date(found[1])
        date = dated[0] if dated else None
    return title, date


def page_facts(raw: str) -> tuple[str | None, str | None]:
    """The publisher and the address that a page's head or Markdown's front matter give."""
    head = raw[:_HEAD]
    if front := _FRONT.match(head):
        rows = re.findall(r"^(publisher|url)\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$", front[1], re.M | re.I)
        fields = {name.lower(): value for name, value in rows}
        return fields.get("publisher"), fields.get("url")
    found: dict[str, str] = {}
    for tag in _META.findall(head):
        content = _CONTENT.search(tag)
        for name in ("og:site_name", "og:url"):
            if content and name in tag:
                found.setdefault(name, " ".join(unescape(content[1]).split()))
    return found.get("og:site_name"), found.get("og:url")


def _find_date(text: str, blocks: Sequence[Block]) -> FactDate | None:
    """The day in a short line at the top or the bottom, or in the title or first paragraph."""
    near = [*blocks[:6], *blocks[-3:]]
    lines = [text[block.start : block.end] for block in near if block.end - block.start < 120]
    lines += [text[block.start : block.start + 120] for block in blocks[:3]]
    for line in lines:
        if (found := written_date(line)) and found[0].day:
            return found[0]
    return None


def _is_furniture(text: str, block: Block, publisher: str | None) -> bool:
    """Whether a block is no part of what is told: a date, a byline, an invitation, an entry’s hour."""
    words = text[block.start : block.end]
    if len(words) > 160:
        return False
    dated = written_date(words)
    named = publisher and re.fullmatch(rf"{re.escape(publisher)}(?: [A-Z][\w’-]+){{0,3}}", words)
    if named or _CLOCK.fullmatch(words) or (
            publisher and dated and words.startswith(publisher) and len(words) < 90):
        return True
    if _OVER.match(words) or (block.role == "heading" and _NO_TITLE.match(words)):
        return True
    return bool(dated) and len(words) < 60 and len(re.findall(r"[^\W\d_]{3,}", words)) <= 4


def _with_questions(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks with lines that only ask as headings, where there are several: “Who has resigned?”"""
    asking = [number for number, block in enumerate(blocks[:-1])
              if block.role == "text" and block.end - block.start <= LONGEST_QUESTION
              and re.fullmatch(r"[A-Z][^.!?“”]+\?", text[block.start : block.end])
              and blocks[number + 1].end - blocks[number + 1].start > LONGEST_QUESTION]
    if len(asking) < 2:
        return blocks
    return [replace(block, role="heading") if number in asking else block
            for number, block in enumerate(blocks)]


def _sections(text: str, blocks: Sequence[Block]) -> Iterator[Section]:
    """The lead and the developments, in order; what has no structure is one development."""
    labels = _labels(text, blocks)
    lead: list[tuple[int, int]] = []
    parts: list[tuple[int, int]] = []
    head: tuple[int, int] | None = None
    begun = False
    for number, (block, label) in enumerate(zip(blocks, labels, strict=True)):
        span = (label[1] if label else block.start, block.end)
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        opener = _opens(text, block, after, label)
        if opener:
            if begun and parts:
                yield Section(head, tuple(parts))
            elif lead:
                yield Section(None, tuple(lead), lead=True)
            lead, begun = [], True
            if opener == "heading":
                head, parts = (block.start, block.end), []
            else:
                head = (block.start, _label_end(text, label)) if label else None
                parts = [span]
        elif block.role != "heading" and not _is_intro(text, block):
            (parts if begun else lead).append(span if begun else (_told_from(text, block), block.end))
    if begun and parts:
        yield Section(head, tuple(parts))
    elif lead:
        yield Section(None, tuple(lead))


def _told_from(text: str, block: Block) -> int:
    """Where a paragraph of the lead begins to tell, after the town that it was sent from."""
    found = _DATELINE.match(text, block.start, min(block.end, block.start + 120))
    return found.end() if found else block.start


def _opens(
    text: str, block: Block, after: Block | None, label: tuple[int, int] | None
) -> str | None:
    """Whether a block begins a development: as its heading, or as an entry or paragraph of its own."""
    words = len(text[block.start : block.end].split())
    if block.role == "heading" or (block.role == "number" and words <= 12 and not label):
        return "heading" if after and after.role != "heading" else None
    if block.role in ("bullet", "number"):
        return "entry" if words >= 7 or label else None
    return "entry" if label else None


def _labels(text: str, blocks: Sequence[Block]) -> list[tuple[int, int] | None]:
    """For each block the span of its label with what parts it from the text, if it has one.

    A paragraph's label counts where another paragraph has one of the same sort.
    """
    found = [_label(text, block) for block in blocks]
    plain = Counter(sort for block, (sort, _) in zip(blocks, found, strict=True)
                    if sort and block.role == "text")
    return [(block.start, end) if sort and (block.role != "text" or plain[sort] > 1) else None
            for block, (sort, end) in zip(blocks, found, strict=True)]


def _label(text: str, block: Block) -> tuple[str, int]:
    """The sort of a block's label and where its text begins after it; nothing without one."""
    if block.role == "heading":
        return "", 0
    if block.start < block.bold < block.end - 20 and block.bold - block.start <= 120:
        end = block.bold
        while end < block.end and text[end] in " .:–—-|":
            end += 1
        return "bold", end
    if found := _CAPITALS.match(text, block.start, block.end):
        return "capitals", found.end()
    if block.role in ("bullet", "number") and (found := _STOPPED.match(text, block.start, block.end)):
        return "stop", found.end()
    for sort, pattern in zip(("pipe", "colon"), _LABELS, strict=False):
        found = pattern.match(text, block.start, min(block.end, block.start + 100))
        if found and len(found[1].split()) <= 10 and not (
                found[1].split()[-1] in reporting_verbs() and text[found.end()] in "“\"‘'"):
            return sort, found.end()
    return "", 0


def _label_end(text: str, label: tuple[int, int] | None) -> int:
    """Where a label's words end, without the sign that follows."""
    start, end = label or (0, 0)
    return start + len(text[start:end].rstrip(" .:–—-|"))


def _is_intro(text: str, block: Block) -> bool:
    """Whether a paragraph only announces what follows: “Here are the latest developments:”."""
    words = re.sub(r"^Good (?:morning|afternoon|evening)[.,!] ", "", text[block.start : block.end])
    return len(words) < 140 and not re.search(r"[.!?] ", words) and (words.endswith(":") or bool(
        re.match(r"(?:here(?:’s| is| are)|what to know|catch up|good (?:morning|evening))\b[^.]*[.:]?$",
                 words, re.I)))
