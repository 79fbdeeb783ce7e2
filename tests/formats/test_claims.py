"""Claims as linked data: by its published structure; schema.org's words, and no rating."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from quizgen.formats import Job, render
from tests.formats.every_kind import EVERY_KIND

# From schema.org; whatever is not here is a slip of ours.
PROPERTIES = {
    "Quiz": {"name", "version", "description", "inLanguage", "license", "author", "hasPart"},
    "Claim": {"text", "creditText", "creativeWorkStatus", "dateModified", "keywords", "appearance",
              "hasPart", "expires"},
    "Question": {"eduQuestionType", "text", "about", "acceptedAnswer", "suggestedAnswer", "abstract"},
    "Answer": {"text", "comment"}, "Comment": {"text"}, "Organization": {"name"},
    "CreativeWork": {"headline", "url", "citation", "publisher"},
}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def graph(job: Job) -> list[dict[str, Any]]:
    data = json.loads(render("claims", job._replace(items=EVERY_KIND)))
    assert data["@context"] == "https://schema.org"
    result: list[dict[str, Any]] = data["@graph"]
    return result


def test_has_the_words_of_schema_org_and_rates_nothing(job: Job) -> None:
    found = list(nodes(graph(job)))
    assert {node["@type"] for node in found} == set(PROPERTIES)
    for node in found:
        assert {name for name in node if not name.startswith("@")} <= PROPERTIES[node["@type"]]


def test_every_reference_has_its_aim(job: Job) -> None:
    quiz, *others = graph(job)
    ids = {node["@id"] for node in others}
    assert [part["@id"] for part in quiz["hasPart"]] == [f"urn:quizgen:mini:{i.id}" for i in EVERY_KIND]
    assert {part["@id"] for part in quiz["hasPart"]} <= ids
    assert {node["about"]["@id"] for node in others if "about" in node} == {"urn:quizgen:mini:talks"}


def test_a_claim_says_who_and_how_it_stands(job: Job) -> None:
    claim = graph(job)[1]
    assert (claim["@type"], claim["creditText"], claim["creativeWorkStatus"]) == (
        "Claim", "the BBC", "claimed")
    assert claim["appearance"][0]["publisher"]["name"] == "CNN"


def test_a_question_has_its_answers_and_reasons(job: Job) -> None:
    question = next(node for node in graph(job) if node["@id"].endswith("talks.multiple-choice"))
    assert question["acceptedAnswer"] == [{"@type": "Answer", "text": "Minsk"}]
    assert [(a["text"], a["comment"]["text"]) for a in question["suggestedAnswer"]] == [
        (wrong.text, wrong.why) for wrong in EVERY_KIND[0].distractors]
