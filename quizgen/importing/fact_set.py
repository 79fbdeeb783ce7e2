"""A matching or an order as a set of facts: those that it names, or one for each pair or event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.bank.wording import as_sentence
from quizgen.importing.event_fact import Context, Parts, fitting, new_fact
from quizgen.importing.plan import NewEntry
from quizgen.importing.question import Member, Question, Told, Unreadable
from quizgen.importing.speakers import is_reported
from quizgen.importing.told import first_sentence, unended

EVENTS = range(3, 9)  # as quizgen/bank/deck.py has them
RESPONSE = "the_response"


@dataclass(frozen=True, slots=True)
class _Set:
    """A set's facts in their order, those of them that are new, what each is called, and what else
    its question tells.
    """

    facts: Sequence[NewEntry]
    new: Sequence[NewEntry]
    labels: Mapping[str, str]
    note: str


def make_set(
    name: str, question: Question, context: Context, date: str, sources: Sequence[str],
    known: Mapping[str, NewEntry],
) -> tuple[NewEntry, Sequence[NewEntry]]:
    """The set of that id, and its new facts; `known` are those that there are already.

    Unreadable where the bank's sets are of another size.
    """
    if len(_premises(question)) not in EVENTS:
        raise Unreadable(f"it has {len(_premises(question))} events; a set has {EVENTS[0]} to "
                         f"{EVENTS[-1]}")
    made = _named_facts(question, context, sources, known) or _own_facts(
        name, question, context, date, sources)
    matching = question.kind == "matching"
    fields: dict[str, Any] = {
        "kind": question.kind, "facts": [fact.id for fact in made.facts], "stem": question.stem}
    if matching:
        fields |= {"response": _add_responses(made.facts, [response for _, response in question.pairs])}
    if made.labels:
        fields |= {"labels": made.labels}
    if matching:
        fields |= {"surplus": list(question.surplus)}
    if explanation := fitting(made.note, question.line, context.notes):
        fields["explanation"] = explanation
    return NewEntry(name, fields), made.new


def _named_facts(
    question: Question, context: Context, sources: Sequence[str], known: Mapping[str, NewEntry]
) -> _Set | None:
    """The facts that the file names; None where it names none, or they are not what it tells."""
    members = question.members
    premises = _premises(question)
    if len(members) != len(premises) or not all(m.id and m.date for m in members):
        return None
    if len({m.id for m in members}) != len(members):
        return None
    left = f"{question.told.sentence} {question.told.explanation}".strip()
    facts, new = [], []
    for member, after in zip(members, [*members[1:], None], strict=True):
        fact = known.get(member.id)
        if fact is None or not left.startswith(fact.says):
            sentence = _sentence(left, known.get(after.id) if after else None)
            fact = _named_fact(member, unended(sentence), question, context, sources)
            new.append(fact)
        if not left.startswith(fact.says):
            return None
        facts.append(fact)
        left = left.removeprefix(fact.says).strip()
    order = facts
    if question.kind == "ordering":
        dates = {fact.id: FactDate.parse(str(fact.fields["date"])).first_day for fact in facts}
        order = sorted(facts, key=lambda fact: dates[fact.id])
    labels = {fact.id: premise for fact, premise in zip(order, premises, strict=True)
              if question.kind == "matching" or premise != fact.says}
    return _Set(facts, new, labels, left)


def _sentence(told: str, after: NewEntry | None) -> str:
    """The first sentence of what is told, or all before that of the fact after it."""
    at = told.find(f" {after.says}") if after else -1
    return told[:at] if at > 0 else first_sentence(told)[0]


def _named_fact(
    member: Member, sentence: str, question: Question, context: Context, sources: Sequence[str]
) -> NewEntry:
    """A fact that a set names and that is asked nothing by itself."""
    cited = (question.told.source, *question.told.further)
    source = cited[member.source - 1] if 1 <= member.source <= len(cited) else cited[0]
    reported = is_reported(member.said, source.publisher)
    told = Told(standing="reported" if reported else "claimed", said=member.said, source=source)
    return new_fact(context.taken.free(member.id), sentence, member.date,
                    replace(question, told=told), Parts(), context, sources, member.source)


def _own_facts(
    name: str, question: Question, context: Context, date: str, sources: Sequence[str]
) -> _Set:
    """A fact for each pair or event, of its own words."""
    texts = [f"“{premise}” goes with {response}" for premise, response in question.pairs]
    texts = texts or [unended(event) for event in question.sequence]
    told = replace(question.told, explanation="", further=(), uncited="")
    asked = replace(question, told=told)
    facts = [new_fact(context.taken.free(f"{name[:60]}-{number}"), text, date, asked, Parts(), context,
                      sources) for number, text in enumerate(texts, start=1)]
    labels = {fact.id: premise for fact, (premise, _) in zip(facts, question.pairs, strict=False)}
    said = " ".join(map(as_sentence, texts))
    whole = f"{question.told.sentence} {question.told.explanation}".strip()
    return _Set(facts, facts, labels,
                whole.removeprefix(said).strip() if whole.startswith(said) else whole)


def _add_responses(facts: Sequence[NewEntry], responses: Sequence[str]) -> str:
    """The slot under which each fact now has its response: one that none has for another."""
    slot = RESPONSE
    while any(slot in fact.fields.get("ask", ()) or fact.fields.get("phrases", {}).get(slot, answer)
              != answer for fact, answer in zip(facts, responses, strict=True)):
        slot += "_"
    for fact, answer in zip(facts, responses, strict=True):
        fact.fields["phrases"] = {**fact.fields.get("phrases", {}), slot: answer}
    return slot


def _premises(question: Question) -> list[str]:
    return [premise for premise, _ in question.pairs] or list(question.sequence)
