"""What an author sees of a point: what the deck states now, and what supports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import Evidence, holds_in
from quizgen.bank.fact import Fact
from quizgen.bank.open_points import ENTITIES
from quizgen.bank.outline import Keys, Part
from quizgen.bank.wording import as_sentence, join, render
from quizgen.evidence.article import Article, printable

MOST_ROWS = 8        # of a file's own lines
MOST_FACTS = 3       # that name an entity
AROUND = 240         # characters of a sentence on either side of the words
MOST_WORDS = 800     # characters of the words themselves
_SPAN = re.compile(r"\bcharacters (\d{1,9})[–-](\d{1,9})\b")
_ENDS = re.compile(r"[.!?…][”’\"')\]]*\s")
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file's text and parts, the deck as it stands, and the article where it is at hand."""

    file: str
    text: str
    parts: Sequence[Part]
    deck: Deck | None
    article: Article | None = None


def view(seen: Seen, keys: Keys, says: str = "") -> Rows:
    """Labels and texts: what stands in the file, what that states, its source and its evidence.

    Where the point itself names characters of the article, these as well.
    """
    rows: Rows = []
    part = next((part for part in seen.parts if keys and part.keys == keys), None)
    if part:
        rows += [("" if number else "In the file", line)
                 for number, line in enumerate(_lines(seen.text, part))]
    named = _SPAN.search(says)
    if named and seen.article and int(named[1]) < int(named[2]) <= len(seen.article.text):
        rows.append(("Article", sentence_around(seen.article, int(named[1]), int(named[2]))))
    if seen.file == ENTITIES:
        return [*rows, *_of_entity(seen, keys)]
    fact = _fact_of(seen, keys)
    if fact:
        rows += [("States", words) for words in _sentence(fact, seen.deck)]
    return [*rows, *_evidence_rows(seen, keys)]


def sentence_around(article: Article, start: int, end: int) -> str:
    """The words between brackets in the sentence, or sentences, in which they stand."""
    text = article.text
    first = max(0, start - AROUND, *(at for at in article.paragraphs if at <= start))
    ends = [found.end() for found in _ENDS.finditer(text, first, start)]
    whole = bool(ends) or first in (0, *article.paragraphs)
    begin = ends[-1] if ends else first if whole else text.find(" ", first, start) + 1
    close = _ENDS.search(text, max(start, end - 1), min(len(text), end + AROUND))
    until = close.end() - 1 if close else min(len(text), end + AROUND)
    cut, more = "" if whole else "… ", "" if close or until == len(text) else " …"
    words = text[start:end]
    if len(words) > MOST_WORDS:
        words = f"{words[: MOST_WORDS // 2]} … {words[-MOST_WORDS // 2 :]}"
    return printable(f"{cut}{text[begin:start]}⟦{words}⟧{text[end:max(end, until)]}{more}")


def _lines(text: str, part: Part) -> Iterator[str]:
    """The lines of a part as they stand in the file, from its own indent on."""
    rows = text[text.rfind("\n", 0, part.at) + 1 : part.end].splitlines() or [""]
    indent = len(rows[0]) - len(rows[0].lstrip())
    for row in rows[:MOST_ROWS]:
        yield row[indent:] if not row[:indent].strip() else row.strip()
    if len(rows) > MOST_ROWS:
        yield f"… and {len(rows) - MOST_ROWS} more"


def _fact_of(seen: Seen, keys: Keys) -> Fact | None:
    """The fact in which the keys lie, where the bank could read it."""
    named = {part.keys: part.text for part in seen.parts if part.name in ("id", "fact")}
    name = named.get((*keys[:4], "id")) if keys[2:3] == ("facts",) else None
    if keys[:1] == ("updates",):
        name = named.get((*keys[:2], "fact"))
    return seen.deck.facts.get(name) if seen.deck and name else None


def _sentence(fact: Fact, deck: Deck | None) -> Iterator[str]:
    known = deck.entities if deck else {}
    if all(entity in known for entity in fact.references().values()):
        pieces = render(fact.templates(), fact.values(known))
        if pieces:
            yield as_sentence(join(pieces))
    for said in fact.assertions:
        name = known[said.by].named if said.by in known else said.by
        yield f"– {name} {said.polarity}{f' ({said.cue})' if said.cue else ''}"


def _of_entity(seen: Seen, keys: Keys) -> Rows:
    """The facts that name an entity, as they stand."""
    entity = str(keys[0]) if keys else ""
    facts = seen.deck.facts.values() if seen.deck else ()
    using = [fact for fact in facts if entity in fact.references().values()
             or any(said.by == entity for said in fact.assertions)]
    rows = [("Named in", f"{fact.id}: {words}") for fact in using[:MOST_FACTS]
            for words in list(_sentence(fact, seen.deck))[:1]]
    if len(using) > MOST_FACTS:
        rows.append(("", f"and {len(using) - MOST_FACTS} more"))
    return [*rows, *_words_on(seen, entity)]


def _words_on(seen: Seen, entity: str) -> Rows:
    """The first sentence of the article that has the entity's name, or another name of it."""
    text = seen.article.text if seen.article else ""
    names = (part.text or "" for part in seen.parts
             if part.keys in ((entity, "name"), (entity, "surname"))
             or part.keys[:2] == (entity, "aliases"))
    found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names if name)
    first = next((match for match in found if match), None)
    if first is None or seen.article is None:
        return []
    return [("Article", sentence_around(seen.article, first.start(), first.end()))]


def _evidence_rows(seen: Seen, keys: Keys) -> Rows:
    """The source that holds for a place, and the evidence nearest to it."""
    by_keys = {part.keys: part for part in seen.parts}
    above = [keys[:count] for count in range(len(keys), 0, -1)]
    own = (by_keys.get((*at, "source")) for at in above)
    named = next((source.text for source in own if source and source.text), None)
    return [*_source(seen, by_keys, named), *_spans(seen, by_keys, above)]


def _source(seen: Seen, by_keys: dict[Keys, Part], named: str | None) -> Rows:
    """The source of that id, or the file's first, in words."""
    number = next((keys[1] for keys, part in by_keys.items()
                   if keys[:1] == ("sources",) and part.name == "id" and part.text == named), 0)

    def said(field: str) -> str:
        part = by_keys.get(("sources", number, field))
        return (part.text or "") if part else ""

    title = f"“{said('title')}”" if said("title") else ""
    words = ", ".join(word for word in (said("publisher"), title, said("date")) if word)
    return [("Source", words)] if words else []


def _spans(seen: Seen, by_keys: dict[Keys, Part], above: Sequence[Keys]) -> Rows:
    """The evidence of the assertion or fact that a place lies in; its words where they are at hand."""
    holder = next((at for at in above if (*at, "evidence") in by_keys), None)
    rows: Rows = []
    number = 0
    while holder is not None and (*holder, "evidence", number) in by_keys:
        part = {field: by_keys.get((*holder, "evidence", number, field))
                for field in ("start", "end", "sha256")}
        number += 1
        try:
            span = Evidence(start=int(_text(part["start"])), end=int(_text(part["end"])),
                            sha256=_text(part["sha256"]))
        except ValueError:
            continue
        rows.append(("Evidence", _words(span, seen.article)))
    return rows


def _text(part: Part | None) -> str:
    return (part.text or "") if part else ""


def _words(span: Evidence, article: Article | None) -> str:
    place = f"characters {span.start} to {span.end}"
    if article is None:
        return f"{place} (its words are shown with --article FILE)"
    if not holds_in(span, article.text):
        return f"{place}: {article.name} has other words there"
    return sentence_around(article, span.start, span.end)
