"""What a question in GIFT has no place for, in comments above it: `quizgen import` reads them again.

    // [id:bridge.place] [tag:town] [tag:standing disputed] [tag:as of 2023-09-16]
    // [date:2023-09-15] [asserts 1:the council] [denies 2 2023-09-16:the railway]

The second line tells when it happened and who said so, with the number of the source that reports
it, as the feedback cites them, and the day if it is told. Somebody independent `confirms` it; what
else was said in its favour stands after “said that”. A matching or an order has a line for each of
its facts, which begins with the number of the fact's source and its id: `[fact 1:bridge]`. Moodle
reads ids and tags, and passes over the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.bank.deck import Deck, Source, speaker_name
from quizgen.bank.fact import Fact
from quizgen.bank.standing import Assertion
from quizgen.formats.feedback import tags_of
from quizgen.items.fact_words import citation
from quizgen.items.item import Item

_BREAK = re.compile(r"\s*[\r\n]+\s*")


def comment_lines(deck: Deck, item: Item) -> Iterator[str]:
    """The comments above an item's question."""
    tags = "".join(f" [tag:{_bracket(tag)}]" for tag in tags_of(item))
    yield f"// [id:{_bracket(item.id)}]{tags}"
    facts = [deck.facts[name] for name in item.facts if name in deck.facts]
    for fact in facts:
        number = _number(item, deck.source_of(fact))
        whose = f"[fact {number}:{fact.id}] " if len(item.facts) > 1 else ""
        if number and len(facts) == len(item.facts):
            yield " ".join([f"// {whose}[date:{fact.date}]", *_said(deck, item, fact)])


def _said(deck: Deck, item: Item, fact: Fact) -> Iterator[str]:
    """Who said what of it in the sources that the item cites."""
    for said in fact.said():
        number = _number(item, deck.find_source(fact, said.source))
        if not number:
            continue
        day = f" {said.date}" if said.date else ""
        known = deck.entities.get(said.by)
        who = known.full if known else speaker_name(deck.source_of(fact).publisher)
        content = f" said that {said.content}" if said.content else ""
        yield f"[{_verb(said)} {number}{day}:{_bracket(who + content)}]"


def _verb(said: Assertion) -> str:
    return "confirms" if said.independent and said.polarity == "asserts" else said.polarity


def _number(item: Item, source: Source) -> int:
    """Which of the sources that the item cites it is, from 1; 0 for none."""
    cited, this = (item.source, *item.further), citation(source)
    return cited.index(this) + 1 if this in cited else 0


def _bracket(text: str) -> str:
    return _BREAK.sub(" ", text).replace("]", "\\]")
