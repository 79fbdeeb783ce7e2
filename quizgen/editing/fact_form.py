"""A new fact, or another kind of one: what is asked, step by step, and what the file is to hold."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from typing import Any, Literal

from pydantic.fields import FieldInfo

from quizgen.bank.check import SPEAKER
from quizgen.bank.dates import PATTERN, FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.evidence import evidence_at, flow_entry
from quizgen.bank.fact import Fact
from quizgen.bank.kinds import KINDS
from quizgen.bank.validate import validate
from quizgen.bank.wording import Quantity
from quizgen.bank.yaml_reader import parse_yaml
from quizgen.editing.carry import all_kinds, fields_of, kinds_near
from quizgen.editing.choices import Choice, entities_that_fit
from quizgen.editing.evidence_view import sentence_around
from quizgen.editing.form import Form, Step, parted
from quizgen.editing.insert import listing, scalar
from quizgen.evidence.article import Article
from quizgen.problem import Problem

_BOUNDS = ("about", "nearly", "almost", "more than", "at least", "up to")
_NUMBER = re.compile(rf"(?:({'|'.join(_BOUNDS)}) )?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?: ?(\S.*))?")
FALSE = "alike in kind, length and tone, and said by no source"
NUMBER = "a number and its unit: 61 votes, about 2 million euros"


def fact_steps(
    form: Form, deck: Deck, article: Article | None, today: str, old: Fact | None = None
) -> list[Step]:
    """All that is asked for a new fact, or where `old` is given for another kind of it."""
    steps: list[Step] = []
    if article and old is None:
        steps += _words_step(form, article)
    steps.append(Step("kind", "What kind of fact is it?",
                      kinds_near(old, deck.entities) if old else all_kinds(), needed=True))
    kind = KINDS.get(form["kind"])
    if kind is None:
        return steps
    if old is None:
        steps.append(Step("date", "When did it happen, as precisely as the source says?", now=today,
                          needed=True))
    steps += _slot_steps(form, kind, deck, old)
    if old is None and not kind.speaks:
        steps.append(Step("by", "Who says so? Leave it empty where the source says it itself.",
                          entities_that_fit(deck, SPEAKER)))
    if old is None:
        steps.append(Step("id", "Its id, which stays for ever.", now=_new_id(form, deck), needed=True))
    return steps


def _words_step(form: Form, article: Article) -> Iterator[Step]:
    """Which words of the article it is made from."""
    if len(form.spans) > 1:
        choices = tuple(Choice(f"{start}–{end}", sentence_around(article, start, end).strip("⟦⟧"))
                        for start, end in form.spans)
        yield Step("words", "From which words of the article?", choices)
    elif not form.spans:
        yield Step("words", "Which words of the article say so? A few that stand there are enough.")


def _slot_steps(
    form: Form, kind: type[Fact], deck: Deck, old: Fact | None
) -> Iterator[Step]:
    """The kind's slots, the needed ones first; after a text that is asked, wrong answers for it."""
    fields = fields_of(kind)
    asked = {question.slot for question in kind.asks if question.routine}
    known = old.foils if old else {}
    for name in sorted(fields, key=lambda name: not fields[name].is_required()):
        one = fields[name]
        if name in ("ask", "numbers", "dates", "phrases", "spoken_by"):
            continue  # of an event; they come with its questions
        yield _slot_step(kind, name, one, deck)
        if form[name] and name in asked and _is_text(kind, name) and name not in known:
            yield Step(f"foils.{name}", f"Wrong answers for `{name}`, two or three, parted by ; – "
                       f"{FALSE}.", many=True)


def _slot_step(kind: type[Fact], name: str, one: FieldInfo, deck: Deck) -> Step:
    refers = kind.slots().get(name)
    words = (one.description or "").rstrip(".")
    hints = typing.get_type_hints(kind, include_extras=True)[name]
    words = words or ("" if Quantity in _parts(hints) else _as_in(kind, name))
    options = [value for part in _parts(hints) if typing.get_origin(part) is Literal
               for value in typing.get_args(part)]
    choices = entities_that_fit(deck, refers) if refers else tuple(Choice(one) for one in options)
    if Quantity in _parts(hints):
        words = f"{words}; {NUMBER}" if words else NUMBER
    if name == "text":
        words = "the sentence, its answers marked in place: {who=@id} closed {what=the bridge}"
    asked = f"`{name}`{f': {words}' if words else ''}"
    return Step(name, asked, choices, str(one.default) if options and one.default else "",
                one.is_required())


def _as_in(kind: type[Fact], name: str) -> str:
    """The kind's sentence with that slot, as far as it is needed: “{winner} beat {loser} in {event}”.

    Words that the kind puts in by itself are left out: “{agent} … {place}”.
    """
    sentences = getattr(kind, "sentence", "")
    for sentence in (sentences,) if isinstance(sentences, str) else sentences:
        bare = re.sub(r"\[([^\[\]]*)\]", lambda part: part[1] if f"{{{name}" in part[1] else "",
                      sentence)
        bare = re.sub(r"\{([a-z_]+):(in|on)\}", r"\2 {\1}", bare)
        bare = re.sub(r"\{([a-z_]+)(?::[a-z]+)?\}", r"{\1}", bare)
        if f"{{{name}}}" in bare:
            return f"as in “{re.sub('<[a-z_]+>', '…', bare)}”"
    return ""


def fault_of(form: Form, step: Step, value: str, deck: Deck) -> str:
    """Why the bank would not take an answer; nothing where it would."""
    kind = KINDS.get(form["kind"])
    if step.name == "id":
        return f"the id {value} is taken" if value in deck.facts else _told(Fact, "id", scalar(value))
    if kind is None or step.name.startswith("foils.") or step.name in ("kind", "words", "by"):
        return ""
    if kind.slots().get(step.name):
        known = {one.value for one in step.choices}
        return "" if value in known else (
            f"`{step.name}` names the unknown entity `{value}`{deck.suggest_entity(value)}; "
            "“+ Name, Type” makes a new one")
    if value_data(kind, step.name, value) is None:
        return f"`{step.name}` is {NUMBER}"
    return _told(kind, step.name, written(kind, step.name, value))


def _told(kind: type[Fact], name: str, yaml: str) -> str:
    """The bank's own words on one value."""
    problems: list[Problem] = []
    validate(kind, parse_yaml(f"{name}: {yaml}\n", "")[0], "", 0, problems)
    return next((p.message for p in problems if p.rule != "missing"
                 and re.match(rf"`{name}[`.]", p.message)), "")


def value_data(kind: type[Fact], name: str, value: str) -> Any:
    """A typed value as the bank reads it; None for what should be a number and is none."""
    if Quantity not in _parts(typing.get_type_hints(kind, include_extras=True).get(name)):
        return value
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None
    digits = found[2].replace(",", "")
    data: dict[str, Any] = {"value": float(digits) if "." in digits else int(digits)}
    return data | ({"unit": found[3]} if found[3] else {}) | ({"bound": found[1]} if found[1] else {})


def written(kind: type[Fact], name: str, value: str) -> str:
    """A value as it stands in the file."""
    data = value_data(kind, name, value)
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {scalar(one) if isinstance(one, str) else one}"
                               for key, one in data.items()) + "}"
    is_date = FactDate in _parts(typing.get_type_hints(kind, include_extras=True).get(name))
    return value if is_date and re.fullmatch(PATTERN, value) else scalar(value)


def fact_rows(form: Form, article: Article | None, source: str) -> list[str]:
    """A new fact as the lines of a mapping."""
    kind = KINDS[form["kind"]]
    rows = [f"id: {form['id']}", f"kind: {form['kind']}", f"date: {form['date']}"]
    rows += [f"source: {source}"] if source else []
    rows += [f"{name}: {written(kind, name, form[name])}" for name in fields_of(kind) if form[name]]
    rows += foils_row(form)
    if form["by"]:
        rows.append(f"assertions: [{{by: {form['by']}}}]")
    span = span_of(form)
    if span and article:
        rows.append(f"evidence: [{flow_entry(evidence_at(article.text, *span))}]")
    return rows


def foils_row(form: Form) -> list[str]:
    """The wrong answers that were given, as one line."""
    given = [f"{name.removeprefix('foils.')}: {listing(parted(form[name]))}" for name in form.done
             if name.startswith("foils.") and form[name]]
    return [f"foils: {{{', '.join(given)}}}"] if given else []


def span_of(form: Form) -> tuple[int, int] | None:
    """The characters of the article that a new fact is made from."""
    if form["words"]:
        start, _, end = form["words"].partition("–")
        return int(start), int(end)
    return form.spans[0] if len(form.spans) == 1 else None


def _new_id(form: Form, deck: Deck) -> str:
    """An id from who or what is concerned and the kind, which no fact has."""
    kind = KINDS[form["kind"]]
    named = [form[name] for name, refers in kind.slots().items() if refers and form[name]][:2]
    stem = "-".join([*named, form["kind"]])[:56].strip("-")
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(deck.facts) + 3)))
                if name not in deck.facts)


def _is_text(kind: type[Fact], name: str) -> bool:
    hints = typing.get_type_hints(kind, include_extras=True)[name]
    return kind.slots().get(name, ...) is None and not {Quantity, FactDate} & set(_parts(hints))


def _parts(hint: Any) -> list[Any]:
    if typing.get_origin(hint) is Literal or not typing.get_args(hint):
        return [hint]
    return [part for argument in typing.get_args(hint) for part in _parts(argument)]
