"""Questions as the bank can ask them: what it has no room for is asked otherwise, and that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.bank.deck import MOST_RESPONSES
from quizgen.importing.plain import shorten
from quizgen.importing.question import Notes, Question, Wrong
from quizgen.importing.values import parse_truth

# What a matching and an order need to pass `check` (quizgen/items/lint.py).
PAIRS, EVENTS = range(4, 9), range(3, 6)
MOST_SURPLUS = 6  # as quizgen/bank/deck.py has it
SHOWN = 3         # wrong answers that a question shows (quizgen/items/distractors.py)


def askable(question: Question, notes: Notes) -> Iterator[Question]:
    """The question, or those that are asked in its place."""
    if question.kind == "choice":
        yield _choice(question, notes)
    elif question.kind == "matching" and not question.members:
        yield from _matching(question, notes)
    else:
        if question.kind == "ordering" and not question.members:
            _warn_of_order(question, notes)
        yield question


def _choice(question: Question, notes: Notes) -> Question:
    """A choice without options that stand twice; with a single wrong one it is judged, or typed."""
    seen, wrong = {question.key}, []
    for one in question.wrong:
        if one.text in seen:
            notes.left_out(question.line, f"the answer “{shorten(one.text)}” stands twice")
        else:
            wrong.append(one)
        seen.add(one.text)
    question = replace(question, wrong=tuple(wrong))
    if len(wrong) > 1:
        return question
    key, other = (parse_truth(text) for text in (
        question.key, wrong[0].text if wrong else ""))
    if key and other and key != other:
        return replace(question, kind="true-false", key=key, wrong=(Wrong(other, wrong[0].why),))
    notes.warn(question.line, f"a choice has two wrong answers or more, and this one has {len(wrong)}: "
               "it is asked typed until you write others under `foils`")
    return question if wrong else replace(question, kind="typed")


def _matching(question: Question, notes: Notes) -> Iterator[Question]:
    """A matching; each pair by itself where a matching of the bank cannot be made of it."""
    reason = _unfit(question)
    if not reason:
        yield question
        return
    notes.warn(question.line, f"{reason}; each of its pairs is asked by itself")
    responses = list(dict.fromkeys(response for _, response in question.pairs))
    stem = question.stem.rstrip(" .:?")
    name = question.id.removesuffix(".matching")
    for number, (premise, response) in enumerate(question.pairs, start=1):
        at = responses.index(response)
        others = [*question.surplus, *responses[at + 1 :], *responses[:at]]
        says = f"“{premise}” goes with {response}."
        shown = others[: max(SHOWN, len(question.surplus))]
        wrong = tuple(Wrong(text, _where_it_goes(text, question)) for text in shown)
        told = replace(question.told, sentence=question.told.sentence or says)
        yield replace(question, kind="choice" if wrong else "typed", id=f"{name}-{number}",
                      stem=f"{stem}: {premise} – …", key=response, wrong=wrong, told=told,
                      pairs=(), surplus=())


def _where_it_goes(response: str, question: Question) -> str:
    """Why an answer of a matching is wrong for another premise than its own."""
    own = [f"“{premise}”" for premise, fitting in question.pairs if fitting == response]
    return f"{response} goes with {' and '.join(own) or 'nothing else here'}."


def _unfit(question: Question) -> str:
    """Why the bank's sets have no room for a matching; empty where they have."""
    pairs, surplus = question.pairs, question.surplus
    if len(pairs) not in PAIRS:
        return f"a matching has {PAIRS[0]} to {PAIRS[-1]} pairs, and this one {len(pairs)}"
    if len({response.casefold() for _, response in pairs}) != len(pairs):
        return "two pairs of the matching have the same answer"
    if not surplus:
        return "a matching has an answer that fits nothing, and this one has none"
    if len(surplus) > MOST_SURPLUS or len(pairs) + len(surplus) > MOST_RESPONSES:
        return (f"a matching has at most {MOST_SURPLUS} answers that fit nothing, and with its pairs "
                f"{MOST_RESPONSES}; this one has {len(surplus)}")
    return ""


def _warn_of_order(question: Question, notes: Notes) -> None:
    count = len(question.sequence)
    if count not in EVENTS:
        notes.warn(question.line, f"an order has {EVENTS[0]} to {EVENTS[-1]} events, and this one "
                   f"{count}: `check` names it until some are gone")
    notes.warn(question.line, "an order is one of dates, and the file does not tell them: `check` "
               "names its events until each has its own")
