"""From items to the cards of a note: which question takes which slot, and its texts as HTML."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact
from quizgen.bank.kinds.event import Event
from quizgen.bank.standing import Standing
from quizgen.formats.anki_note_type import FIELDS, SLOTS
from quizgen.items.item import Item
from quizgen.items.quiz import sort_options
from quizgen.items.standing_options import OPTIONS
from quizgen.problem import QuizgenError

ASKED: tuple[str, ...] = ("multiple-choice", "short-answer", "numerical")
LAST_SLOTS = {"speaker": SLOTS[-3], "denier": SLOTS[-2], "standing": SLOTS[-1]}


@dataclass(frozen=True, slots=True)
class Card:
    """A question of a fact: the item to ask openly, and the one that has its options, if any."""

    slot: int
    item: Item
    choices: Item | None


def cards_by_fact(items: Iterable[Item], facts: Mapping[str, Fact]) -> dict[str, list[Card]]:
    """The cards of each fact, in the order of the items.

    A question that is asked twice, with options and typed, is one card. Cloze, true/false,
    ordering and matching ask the same again, or more than one thing at once: they make no card.
    """
    grouped: dict[str, dict[str, list[Item]]] = {}
    for item in items:
        if item.kind in ASKED and item.fact in facts:
            grouped.setdefault(item.fact, {}).setdefault(item.question, []).append(item)
    return {
        name: [
            Card(find_slot(facts[name], question), same[0],
                 next((i for i in same if i.kind == "multiple-choice"), None))
            for question, same in questions.items()
        ]
        for name, questions in grouped.items()
    }


def find_slot(fact: Fact, question: str) -> int:
    """The slot of a question, by its place among all that the kind of fact can ask.

    A question keeps its slot when another one comes or goes, so a learner's progress stays with
    it; a kind's questions, and an event's, are therefore only ever added at the end.
    QuizgenError where a fact has more questions than there are slots.
    """
    own = list(fact.ask) if isinstance(fact, Event) else [q.id for q in fact.asks]
    if question in own:
        at = own.index(question)
        if at >= SLOTS[-1] - len(LAST_SLOTS):
            raise QuizgenError(f"{fact.id}.{question}: an Anki note holds "
                               f"{SLOTS[-1] - len(LAST_SLOTS)} questions of a fact; "
                               "make a second fact of the others")
        return SLOTS[at]
    return LAST_SLOTS[question]


def note_fields(cards: list[Card]) -> tuple[str, ...]:
    """The note's fields as HTML, in the order of the note type."""
    first = min(cards, key=lambda card: card.slot).item
    source = first.source
    filled = {
        "Fact": first.fact,
        "First question": escape(first.stem),
        "Sentence": escape(first.sentence),
        "Explanation": escape(first.explanation.removeprefix(first.sentence).strip()),
        "Attribution": escape(_upper(first.attribution)),
        "Standing": escape(standing_words(first.standing)),
        "As of": escape(FactDate.parse(first.as_of).words()),
        "Source": escape(str(source)),
        "Link": escape(source.url or ""),
    }
    for card in cards:
        item = card.item
        filled[f"Question {card.slot}"] = escape(item.stem)
        filled[f"Answer {card.slot}"] = escape(item.key)
        filled[f"Choices {card.slot}"] = choice_list(card.choices) if card.choices else ""
        filled[f"Marked sentence {card.slot}"] = mark_answer(item)
    return tuple(filled.get(name, "") for name in FIELDS)


def choice_list(item: Item) -> str:
    """The options as a list: sorted ones in their order, others in one fixed by the item's id."""
    options = sort_options(item) if item.sorted else sorted(
        item.options, key=lambda text: hashlib.sha256(f"{item.id}\n{text}".encode()).digest())
    return f"<ol>{''.join(f'<li>{escape(option)}</li>' for option in options)}</ol>"


def mark_answer(item: Item) -> str:
    """The sentence with the answer marked; empty where the answer does not stand in it."""
    for answer in (item.key, *sorted(item.accept, key=len, reverse=True)):
        # The key has a capital at its start, which the sentence need not have.
        found = rf"(?<!\w)((?i:{re.escape(answer[:1])}){re.escape(answer[1:])})(?!\w)"
        parts = re.split(found, item.sentence)
        if len(parts) > 1:
            return "".join(f"<mark>{escape(part)}</mark>" if at % 2 else escape(part)
                           for at, part in enumerate(parts))
    return ""


def standing_words(standing: str) -> str:
    """The standing and what it means: `claimed (as the word of one party, …)`."""
    known: Mapping[Standing, str] = OPTIONS
    for name, meaning in known.items():
        if name == standing:
            shown = meaning.format(voice="the publisher’s")
            return f"{_upper(name)} ({shown[:1].lower()}{shown[1:]})"
    return _upper(standing)


def escape(text: str) -> str:
    """A bank's text as HTML that shows it literally, in Anki too (`[sound:…]`, `[latex]`)."""
    return html.escape(text).replace("[", "&#91;")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
