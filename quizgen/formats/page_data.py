"""What a page shows of a quiz, and what its script needs to grade, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.entity import Entity
from quizgen.items.grading.countries import COUNTRIES
from quizgen.items.grading.normalise import normalise
from quizgen.items.item import BLANK, FALSE, Citation, Item, Kind
from quizgen.items.quiz import LETTERS, Posed, Quiz

DIRECTIONS: dict[Kind, str] = {
    "multiple-choice": "Choose the one best answer.",
    "true-false": "True or false?",
    "short-answer": "Write the answer.",
    "cloze": "Write what is missing.",
    "numerical": "Write the number.",
    "matching": "Choose an answer for each. Some may be left over.",
    "ordering": "Put them in order, the earliest first.",
}
CHOSEN = ("multiple-choice", "true-false")
MOST_FORMS = 3
TYPED = ("short-answer", "cloze", "numerical")


Sources = dict[Citation, dict[str, Any]]


def source_data(quiz: Quiz) -> Sources:
    """Every source once, numbered: in full, and short as a question names it."""
    cited = dict.fromkeys(source for posed in quiz.questions
                          for source in (posed.item.source, *posed.item.further))
    return {source: {"number": number, "text": str(source), "url": source.url,
                     "short": f"{source.publisher}, {source.date}"}
            for number, source in enumerate(cited, start=1)}


def question_data(quiz: Quiz, sources: Sources) -> list[dict[str, Any]]:
    """Each question as the template shows it; without its key where there are no `sources`."""
    return [{
        "number": number,
        "kind": posed.item.kind,
        "direction": DIRECTIONS[posed.item.kind],
        "stem": posed.item.stem.split(BLANK),
        "options": [[LETTERS[at], text] for at, text in enumerate(posed.options)],
        "premises": posed.premises,
        "unit": posed.item.unit or "",
        "key": _key(posed, sources) if sources else None,
    } for number, posed in enumerate(quiz.questions, start=1)]


def _key(posed: Posed, sources: Sources) -> dict[str, Any]:
    """The answer in full with who says so, how it stands, as of when, and where it was said."""
    item = posed.item
    letters = posed.key_letters
    whole = item.kind in (*CHOSEN, *TYPED)
    return {
        "answer": item.key if whole else "",
        "letter": letters[0] if item.kind == "multiple-choice" else "",
        "also": "; ".join(_also(item)) if item.kind in TYPED else "",
        "parts": [] if whole else list(_parts(posed)),
        "explanation": item.explanation or item.sentence,
        "standing": _standing(item),
        "sources": [sources[source] for source in (item.source, *item.further)],
    }


def _also(item: Item) -> list[str]:
    """Some other right forms: those that differ in more than capitals, articles and hyphens."""
    forms = {normalise(form): form for form in reversed((item.key, *item.accept))}
    forms.pop(normalise(item.key), None)
    return [form for form in item.accept if form in forms.values()][:MOST_FORMS]


def _parts(posed: Posed) -> Iterator[tuple[str, str]]:
    """The key of a matching or an ordering, part by part: its label and what is right."""
    for number, letter in enumerate(posed.key_letters):
        text = posed.options[LETTERS.index(letter)]
        if posed.item.kind == "matching":
            yield f"{number + 1} {letter}", f"{posed.premises[number]} – {text}"
        else:
            yield f"{number + 1} {letter}", text


def _standing(item: Item) -> str:
    stands = "Reported in several ways" if item.standing == "mixed" else item.standing.capitalize()
    return f"{stands}, as of {FactDate.parse(item.as_of).words()} · {item.attribution}"


def grading_data(quiz: Quiz, deck: Deck, mode: str) -> dict[str, Any]:
    """What the script needs: whose quiz it is, and of each question what grades it.

    Of a sealed quiz nothing that grades. The names of the deck go along where answers are typed:
    no slip may make one of another.
    """
    keyed = mode != "sealed"
    data: dict[str, Any] = {
        "quiz": {"deck": quiz.deck, "version": quiz.version, "form": quiz.form,
                 "seed": quiz.seed, "mode": mode},
        "questions": [{"id": posed.item.id, "kind": posed.item.kind,
                       **(grading_of(posed) if keyed else {})} for posed in quiz.questions],
    }
    if keyed and any(posed.item.kind in TYPED for posed in quiz.questions):
        data["names"] = [name_of(entity) for entity in deck.entities.values()]
        data["countries"] = COUNTRIES
    return data


def grading_of(posed: Posed) -> dict[str, Any]:
    """What grades an answer to a question: its letters with reasons, or what was to be typed."""
    item = posed.item
    if item.kind in TYPED:
        return {"typed": _filled({
            "key": item.key, "accept": item.accept, "stem": item.stem,
            "wrong": tuple(d.text for d in item.distractors), "entity": item.entity,
            "number": item.number, "tolerance": item.tolerance or None, "unit": item.unit,
            "date": item.date,
        })}
    if item.kind not in CHOSEN:
        return {"key": posed.key_letters}
    return {"key": posed.key_letters, "why": [_why(item, option) for option in posed.options]}


def _why(item: Item, option: str) -> str:
    """Why an option is wrong; on a false statement, for either option what is true instead."""
    if item.kind == "true-false" and item.key == FALSE:
        return item.distractors[0].why if item.distractors else ""
    return next((d.why for d in item.distractors if d.text == option), "")


def name_of(entity: Entity) -> dict[str, Any]:
    """An entity as grading knows it; the label where it is not the first name."""
    return _filled({
        "id": entity.id, "label": entity.named if entity.named != entity.name else None,
        "names": entity.names, "surname": entity.surname, "title": entity.title,
        "family": entity.family if entity.family in ("person", "place") else None,
    })


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, ())}
