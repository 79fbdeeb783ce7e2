"""Claims: facts and questions as linked data (JSON-LD, schema.org): `Claim`, `Quiz`, `Question`.

No `ClaimReview`: the bank says who claims what and how it stands, and rates nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from quizgen.bank.deck import Deck
from quizgen.formats import Job
from quizgen.formats.feedback import tags_of
from quizgen.formats.parts import joined, json_text, list_texts
from quizgen.items.item import Citation, Item, Kind

TYPES: dict[Kind, str] = {
    "multiple-choice": "Multiple choice", "true-false": "Multiple choice",
    "short-answer": "Flashcard", "cloze": "Flashcard", "numerical": "Flashcard",
    "matching": "Matching", "ordering": "Ordering",
}


def render(job: Job) -> Iterator[bytes]:
    """A graph of the quiz, its claims and its questions, each with an identifier from its id."""
    header, deck = job.deck.header, job.deck
    quiz = {
        "@type": "Quiz", "@id": _id(deck, ""), "name": header.title, "version": header.version,
        "description": header.description, "inLanguage": header.language,
        "license": header.licence, "author": list(header.authors), "hasPart": [],
    }
    parts = ((json_text({"@id": _id(deck, item.id)}),) for item in job.items)
    rest = chain(_claims(job), (_question(deck, item) for item in job.each()))
    values = chain((list_texts(quiz, parts),), ((json_text(value),) for value in rest))
    graph = {"@context": "https://schema.org", "@graph": []}
    return joined(list_texts(graph, values), end="\n")


def _id(deck: Deck, name: str) -> str:
    return f"urn:quizgen:{deck.id}{':' if name else ''}{name}"


def _claims(job: Job) -> Iterator[dict[str, Any]]:
    """A claim for each fact, or set of facts, that is asked: who says so, as of when, and where."""
    told: dict[str, Item] = {}
    for item in job.items:
        told.setdefault(item.fact, item)
    for name, item in told.items():
        yield {
            "@type": "Claim", "@id": _id(job.deck, name), "text": item.sentence,
            "creditText": item.attribution, "creativeWorkStatus": item.standing,
            "dateModified": item.as_of, "keywords": tags_of(item),
            "appearance": [_work(source) for source in (item.source, *item.further)],
            **({"hasPart": list(item.facts)} if len(item.facts) > 1 else {}),
            **({"expires": item.valid_until} if item.valid_until else {}),
        }


def _work(source: Citation) -> dict[str, Any]:
    """A report; its day is in words, as it is cited."""
    fields = {"headline": source.title, "url": source.url, "citation": str(source)}
    return {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": source.publisher},
            **{name: value for name, value in fields.items() if value}}


def _question(deck: Deck, item: Item) -> dict[str, Any]:
    right = [item.key, *(() if item.kind == "multiple-choice" else item.accept)]
    return {
        "@type": "Question", "@id": _id(deck, item.id), "eduQuestionType": TYPES[item.kind],
        "text": item.stem, "about": {"@id": _id(deck, item.fact)},
        "acceptedAnswer": [{"@type": "Answer", "text": text} for text in right],
        "suggestedAnswer": [
            {"@type": "Answer", "text": wrong.text,
             **({"comment": {"@type": "Comment", "text": wrong.why}} if wrong.why else {})}
            for wrong in item.distractors],
        "abstract": item.explanation,
    }
