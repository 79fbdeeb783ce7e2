"""What an author sees of a point: what the deck states now, and what supports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import Evidence, holds_in
from quizgen.bank.fact import Fact
from quizgen.bank.open_points import ENTITIES
from quizgen.bank.outline import Keys, Part
from quizgen.bank.wording import as_sentence, join, render
from quizgen.evidence.article import Article, printable

MOST_PAIRS = 12      # of keys and values in the file
LONGEST = 160        # characters of a value in the file
MOST_FACTS = 3       # that name an entity
AROUND = 240         # characters of a sentence on either side of the words
MOST_WORDS = 800     # characters of the words themselves
_SPANS = re.compile(r"\bcharacters ((?:\d{1,9}[–-]\d{1,9}(?:, )?)+)")
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
        rows.append(("In the file", _written(seen, part)))
    for start, end in spans_named(says):
        if seen.article and end <= len(seen.article.text):
            rows.append(("Article", sentence_around(seen.article, start, end)))
    if seen.file == ENTITIES:
        return [*rows, *_of_entity(seen, keys)]
    fact = _fact_of(seen, keys)
    if fact:
        rows += [("States", words) for words in stated(fact, seen.deck)]
    return [*rows, *_evidence_rows(seen, keys)]


def spans_named(says: str) -> tuple[tuple[int, int], ...]:
    """The characters of an article that a point names: “the characters 151–292, 293–330”."""
    found = _SPANS.search(says)
    pairs = re.findall(r"(\d+)[–-](\d+)", found[1]) if found else []
    return tuple((int(start), int(end)) for start, end in pairs if int(start) < int(end))


def evidence_in(parts: Sequence[Part], holder: Keys) -> tuple[tuple[int, int], ...]:
    """The characters that stand as evidence anywhere under those keys."""
    count = len(holder)
    found = {part.keys: part.text or "" for part in parts if part.keys[:count] == holder
             and part.keys[-3:-2] == ("evidence",) and part.name in ("start", "end")}
    return tuple((int(text), int(found[(*keys[:-1], "end")])) for keys, text in found.items()
                 if keys[-1] == "start" and text.isdecimal()
                 and found.get((*keys[:-1], "end"), "").isdecimal())


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


def _written(seen: Seen, part: Part) -> str:
    """What a part says, key by key, without what is for programs alone; of facts, their ids."""
    if part.text is not None:
        words = _cut(part.text) + _name_of(seen, part)
        return f"{part.name}: {words}" if isinstance(part.name, str) else words
    count = len(part.keys)
    inner = [p for p in seen.parts if p.keys[:count] == part.keys and p.text is not None]
    if any("facts" in p.keys[count - 1 : count + 1] for p in inner):
        inner = [p for p in inner if p.name == "id" and "assertions" not in p.keys] or inner
    pairs = [f"{'.'.join(str(key) for key in p.keys[count:] if isinstance(key, str))}: "
             f"{_cut(p.text or '')}{_name_of(seen, p)}".removeprefix(": ") for p in inner
             if not {"evidence", "text.sha256"} & {*map(str, p.keys[count:]), ".".join(
                 map(str, p.keys[-2:]))}]
    more = len(pairs) - MOST_PAIRS
    return " · ".join(pairs[:MOST_PAIRS]) + (f" · and {more} more" if more > 0 else "")


def _name_of(seen: Seen, part: Part) -> str:
    """The name of the entity whose id stands there, in brackets; nothing for other values."""
    entity = seen.deck.entities.get(part.text or "") if seen.deck else None
    if entity is None or entity.name.casefold() == part.text:
        return ""
    fact = _fact_of(seen, part.keys)
    slot = next((str(key) for key in reversed(part.keys) if isinstance(key, str)), "")
    is_named = slot in ("by", "country", "within") or (
        fact is not None and fact.refers(slot.replace("-", "_")) is not None)
    return f" ({entity.name})" if is_named else ""


def _cut(text: str) -> str:
    """A text on one line, its end cut off where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"


def _fact_of(seen: Seen, keys: Keys) -> Fact | None:
    """The fact in which the keys lie, where the bank could read it."""
    named = {part.keys: part.text for part in seen.parts if part.name in ("id", "fact")}
    name = named.get((*keys[:4], "id")) if keys[2:3] == ("facts",) else None
    if keys[:1] == ("updates",):
        name = named.get((*keys[:2], "fact"))
    return seen.deck.facts.get(name) if seen.deck and name else None


def stated(fact: Fact, deck: Deck | None) -> Iterator[str]:
    """The sentence of a fact, where its entities are known, and who says so."""
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
            for words in list(stated(fact, seen.deck))[:1]]
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
    words = source_words(by_keys, number)
    return [("Source", words)] if words else []


def source_words(by_keys: Mapping[Keys, Part], number: int | str) -> str:
    """The source of that number in a file: its publisher, title and date."""

    def said(field: str) -> str:
        part = by_keys.get(("sources", number, field))
        return (part.text or "") if part else ""

    title = f"“{said('title')}”" if said("title") else ""
    return ", ".join(word for word in (said("publisher"), title, said("date")) if word)


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
