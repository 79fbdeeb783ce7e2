"""A draft as its files tell it, and whether each value stands in its evidence.

Reads the YAML with a plain reader and looks into the article's words itself.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import yaml

from quizgen.bank.dates import FactDate
from quizgen.drafting.build import Built
from quizgen.drafting.dates import find_dates
from quizgen.drafting.deck_files import deck_texts
from quizgen.drafting.numbers import find_numbers

# Words of the kinds themselves, by key: they tell the verb that was found, and are no values.
CHOICES = (
    "id",
    "kind",
    "perishable",
    "accuses",
    "spoken_by",
    "change",
    "verb",
    "polarity",
    "milestone",
    "outcome",
    "cue",
    "ask",
    "questions",
    "evidence",
    "assertions",
)


_NUMBER = re.compile(
    r"\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: (?:million|billion|trillion))?(?: per ?cent|%)?(?: [a-z]+s\b)?"
)


def files_of(built: Built) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The digest's text, the digest and the entities."""
    files = deck_texts(built, "a deck")
    digest = files[f"{built.source.date}.yaml"]
    entities = yaml.load(files["entities.yaml"], yaml.BaseLoader) or {}
    return digest, yaml.load(digest, yaml.BaseLoader), entities


def facts_of(digest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for development in digest.get("developments") or []:
        yield from development.get("facts") or []


def faults(built: Built) -> list[str]:
    """Every value that does not stand in its evidence, or resolve from it; nothing where all do."""
    text, digest, entities = files_of(built)
    return [
        f"{fact['id']}: {fault}"
        for fact in facts_of(digest)
        for fault in _faults_of(fact, text, entities, built)
    ]


def _faults_of(
    fact: dict[str, Any], digest: str, entities: dict[str, Any], built: Built
) -> Iterator[str]:
    words = [built.source.text[int(e["start"]) : int(e["end"])] for e in fact["evidence"]]
    entry = digest[digest.index(f"- id: {fact['id']}\n") :].split("\n\n", maxsplit=1)[0]
    today = built.draft.analysis.today
    yield from _date(fact, entry, words, today)
    for key, value in fact.items():
        if key not in CHOICES and key != "date":
            yield from _value(key, value, words, entities, today)
    for voice in fact.get("assertions", []):
        spans = [built.source.text[int(e["start"]) : int(e["end"])] for e in voice["evidence"]]
        if not _named(voice["by"], spans, entities):
            yield f"{voice['by']} is not named"
        if voice["cue"] not in " ".join(spans).lower():
            yield f"the cue {voice['cue']} does not stand there"
        if "date" in voice and voice["date"] not in _dates(spans, today):
            yield f"it was not said on {voice['date']}"


def _date(fact: dict[str, Any], entry: str, words: list[str], today: datetime.date) -> Iterator[str]:
    if "text" in fact and "{date" not in fact["text"]:
        if fact["date"] != str(today):
            yield "an office or a plan is told as of the article's day"
    elif re.search(
        r"        # open: on which day\? .* the article's month stands here\n        "
        r"date: ",
        entry,
    ):
        if "its sentence names none" in entry and _dates(words[:1], today):
            yield "its sentence names a day"
        if fact["date"] != f"{today:%Y-%m}":
            yield f"{fact['date']} is not the article's month"
    elif fact["date"] not in _dates(words, today):
        yield f"{fact['date']} does not stand there"


def _dates(words: list[str], today: datetime.date) -> set[str]:
    return {str(d.value) for w in words for d in find_dates(w, 0, len(w), today) if d.value}


def _value(
    key: str, value: Any, words: list[str], entities: dict[str, Any], today: datetime.date
) -> Iterator[str]:
    if key == "text":
        for name, marked in re.findall(r"\{([a-z_]+)(?::[a-z]+)?=([^{}]+)\}", value):
            yield from _value(name, marked.removeprefix("@"), words, entities, today)
    elif key == "dates":
        for when in value.values():
            if when not in _dates(words, today):
                yield f"{when} does not stand there"
    elif key == "numbers":
        for name, number in value.items():
            yield from _value(name, number, words, entities, today)
    elif isinstance(value, dict):
        found = {(str(n.value), n.unit, n.bound) for w in words for n in find_numbers(w, 0, len(w), [])}
        if key in ("ayes", "noes"):  # “88-12”
            found |= {(tally, None, None) for w in words for tally in re.findall(r"\d+", w)}
        if key in ("killed", "injured"):  # whose sentence says “people” itself
            found |= {(number, None, bound) for number, _, bound in found}
        if (value["value"], value.get("unit"), value.get("bound")) not in found:
            yield f"{key}: {value} does not stand there"
    elif value in entities:
        if not _named(value, words, entities):
            yield f"{key}: {value} is not named"
    else:
        own = value.removeprefix("the ")  # an article that a sentence needs
        if not any(_bare(own) in _bare(w) for w in words):
            yield f"{key}: “{value}” does not stand there"


def _bare(words: str) -> str:
    """The words as they are compared: without marks of quotation, and the stops before them."""
    return re.sub(r"[.,]*[“”\"]", "", words).casefold()


def _named(entity: str, words: list[str], entities: dict[str, Any]) -> bool:
    data = entities[entity]
    names = [data["name"], *data.get("aliases", []), *([data["surname"]] if "surname" in data else [])]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", w) for name in names for w in words)


def copied_runs(built: Built, longest: int) -> list[str]:
    """Runs of more than `longest` of the article’s own words, between names, numbers and quotations."""
    _, digest, entities = files_of(built)
    article = " " + " ".join(re.findall(r"\w+", built.source.text.casefold())) + " "
    names = sorted({n for e in entities.values() for n in (e["name"], e.get("title", ""))}, key=len)
    found = []
    for development in digest["developments"]:
        texts = [
            development["title"],
            *(
                v
                for f in development.get("facts") or []
                for k, v in f.items()
                if isinstance(v, str) and k not in CHOICES
            ),
        ]
        for text in texts:
            bare = re.sub(r"“[^”]*”|\{role=[^}]*\}|\{[a-z_]+(?::[a-z]+)?=@[^}]*\}", " | ", text)
            bare = re.sub(_NUMBER, " | ", bare)
            for name in reversed(names):
                bare = bare.replace(name, " ") if name else bare
            for part in bare.split("|"):
                run = re.findall(r"\w+", part.casefold())
                found += [
                    text
                    for i in range(len(run) - longest)
                    if f" {' '.join(run[i : i + longest + 1])} " in article
                ]
    return found


def fact_dates(built: Built) -> list[FactDate]:
    return [FactDate.parse(f["date"]) for f in facts_of(files_of(built)[1])]
