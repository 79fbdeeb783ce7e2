"""A matching or an order as a set of facts, one for each pair or event."""

from __future__ import annotations

from typing import Any

from quizgen.bank.deck import MOST_RESPONSES
from quizgen.bank.wording import as_sentence
from quizgen.importing.event_fact import Parts, fact_fields, fitting, open_points, unended
from quizgen.importing.ids import Taken
from quizgen.importing.plan import NewFact, NewSet
from quizgen.importing.question import Notes, Question, Told, Unreadable

LEAST, MOST, MOST_SURPLUS = 3, 8, 6  # as quizgen/bank/deck.py has them
_SURPLUS = "an answer that fits nothing, so that the last pair is no gift"


def make_set(
    name: str, question: Question, date: str, source: str, taken: Taken, notes: Notes
) -> tuple[NewSet, list[NewFact]]:
    """The set of that id, and its facts. Unreadable where the bank's sets are of another size."""
    premises = [p for p, _ in question.pairs] or list(question.sequence)
    _check_size(premises, question)
    texts = [f"“{premise}” goes with {response}" for premise, response in question.pairs]
    texts = texts or [unended(event) for event in question.sequence]
    facts = []
    for number, text in enumerate(texts, start=1):
        parts = Parts()
        if question.pairs:
            parts.phrases["answer"] = question.pairs[number - 1][1]
        told = Told(standing=question.told.standing, who=question.told.who)
        fields = fact_fields(parts.beside("the_sentence", text), date, source, told, question.tags,
                             notes, question.line, parts)
        facts.append(NewFact(taken.free(f"{name[:60]}-{number}"), fields, open_points(date, told)))
    said = " ".join(map(as_sentence, texts))
    whole = f"{question.told.sentence} {question.told.explanation}".strip()
    note = whole.removeprefix(said).strip() if whole.startswith(said) else whole
    fields = {"kind": question.kind, "facts": [fact.id for fact in facts], "stem": question.stem,
              **_matched(question, facts)}
    if explanation := fitting(note, question.line, notes):
        fields["explanation"] = explanation
    lacks = question.kind == "matching" and not question.surplus
    return NewSet(name, fields, (("surplus", _SURPLUS),) if lacks else ()), facts


def _matched(question: Question, facts: list[NewFact]) -> dict[str, Any]:
    """What a matching says beside its facts."""
    if question.kind != "matching":
        return {}
    labels = {fact.id: premise for fact, (premise, _) in zip(facts, question.pairs, strict=True)}
    return {"response": "answer", "labels": labels, "surplus": list(question.surplus) or None}


def _check_size(premises: list[str], question: Question) -> None:
    what = "pairs" if question.pairs else "events"
    if not LEAST <= len(premises) <= MOST:
        raise Unreadable(f"it has {len(premises)} {what}; a set has {LEAST} to {MOST}")
    if len(question.surplus) > MOST_SURPLUS or len(premises) + len(question.surplus) > MOST_RESPONSES:
        raise Unreadable(f"it has {len(question.surplus)} answers that fit nothing; there are at most "
                         f"{MOST_SURPLUS}, and with the pairs {MOST_RESPONSES}")
