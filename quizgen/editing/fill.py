"""A form in the walk: it is begun with a key, answered step by step, and written when it is whole."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import fingerprint
from quizgen.bank.fact import Fact
from quizgen.bank.open_points import ENTITIES, find_open_points
from quizgen.bank.outline import Keys
from quizgen.editing.choices import find_choice, matching
from quizgen.editing.desk import lint_of
from quizgen.editing.evidence_view import evidence_in, spans_named
from quizgen.editing.fact_form import fact_rows, fact_steps, fault_of, span_of
from quizgen.editing.form import (
    SKIP,
    Form,
    Step,
    answered,
    back,
    back_to,
    is_placeholder,
    parted,
    step_of,
)
from quizgen.editing.insert import with_entry, with_top
from quizgen.editing.new_entity import new_entity
from quizgen.editing.points import go
from quizgen.editing.question_form import question_steps, with_question
from quizgen.editing.rekind import begin_rekind, with_kind
from quizgen.editing.rewrite import CannotRewrite, with_mark_saying, without_mark
from quizgen.editing.state import (
    Change,
    State,
    development_keys,
    fact_id,
    fact_keys,
    parts_of,
)
from quizgen.editing.write import Stepped, marked, write
from quizgen.evidence.phrase import find_phrase
from quizgen.terminal.events import Event, Key
from quizgen.terminal.line import Edit, edit

MOST_NAMED = 12
_AN_ENTITY = re.compile(r"\+ ?[^,]+, ?[A-Z][A-Za-z]+(?:,.*)?")


def begin(state: State, key: str) -> State:
    """The walk with a form before it: k for another kind, w for a question, f for a new fact."""
    keys = fact_keys(state)
    if key == "f":
        holder = development_keys(state)
        assert holder is not None  # else the key does not work
        return ask(replace(state, form=Form("fact", holder, spans=_spans(state, holder))))
    assert keys is not None
    return ask(replace(state, form=Form("kind" if key == "k" else "question", keys)))


def _spans(state: State, holder: Keys) -> tuple[tuple[int, int], ...]:
    """The characters of the article that the point names; else those of the whole development, which
    its other points name or its facts have as evidence.
    """
    length = len(state.article.text) if state.article else 0
    own = spans_named(state.point.says)
    if not own:
        marks = find_open_points(state.text, state.point.file)
        own = tuple(span for mark in marks if mark.keys[:2] == holder
                    for span in spans_named(mark.says))
        own += evidence_in(parts_of(state.text), holder)
    return tuple(span for span in dict.fromkeys(own) if span[1] <= length)


def ask(state: State) -> State:
    """The walk at the form's next step, with what stands there now under edit."""
    assert state.form is not None
    steps = steps_now(state)
    step = step_of(state.form, steps)
    assert step is not None  # the last one is answered by writing
    text = step.now
    return replace(state, phase="filling", asked=step, choices=step.choices,
                   steps=len(steps), line=Edit(text, len(text)), turn=state.turn + 1)


def steps_now(state: State) -> list[Step]:
    """All steps of the form as far as its answers tell them."""
    form, deck = state.form, _deck(state)
    assert form is not None
    if form.purpose == "question":
        return question_steps(form, deck, _fact(state))
    today = next((part.text or "" for part in parts_of(state.text) if part.keys == ("date",)), "")
    old = _fact(state) if form.purpose == "kind" else None
    return fact_steps(form, deck, state.article, today, old)


def filled(state: State, event: Event) -> Stepped:
    """What follows a key or a line while a form is before the author."""
    form, step = state.form, state.asked
    assert form is not None and step is not None
    if isinstance(event, Key) and event.name != "enter":
        if event.name == "escape":
            return _back(state), None
        return replace(state, line=edit(state.line, event.name)), None
    text = state.line.text if isinstance(event, Key) else getattr(event, "text", "")
    typed = " ".join(text.split())
    if not isinstance(event, Key):
        if typed == "<":
            return _back(state), None
        typed = typed or step.now
    if typed == "?":
        return replace(state, line=Edit(), helped=state.helped + 1), None
    if typed.startswith("+") and any(one.words for one in step.choices):
        return _with_entity(state, typed)
    return _answer(replace(state, line=Edit(typed, len(typed))), form, step, typed)


def _back(state: State) -> State:
    """One step back; from the first, out of the form."""
    form = state.form
    if form is None or not form.done:
        return replace(go(state, state.at), note="Nothing was written.")
    return ask(replace(state, form=back(form)))


def _answer(state: State, form: Form, step: Step, typed: str) -> Stepped:
    """Take an answer, or say why not; after the last one, write."""
    if not typed or (typed == SKIP and not step.needed):
        if step.needed:
            return replace(state, note="This one is needed."), None
        return _onward(replace(state, form=answered(form, step.name, "")))
    values = parted(typed) if step.many else (typed,)
    found = []
    for value in values:
        meant, fault = _meant(state, form, step, value)
        if fault:
            return replace(state, note=fault), None
        found.append(meant)
    return _onward(replace(state, form=answered(form, step.name, "; ".join(found))))


def _meant(state: State, form: Form, step: Step, typed: str) -> tuple[str, str]:
    """The value that was meant, and what is wrong with it."""
    chosen, alike = find_choice(step.choices, typed), matching(step.choices, typed)
    if chosen is None and len(alike) > 1:
        shown = ", ".join(choice.value for choice in alike[:MOST_NAMED])
        return "", f"{len(alike)} have that: {shown}"
    if chosen is None and is_placeholder(typed):
        return "", f"“{typed}” is no value. Leave the form with Esc, and the point stays open."
    if chosen is None and not step.choices and _AN_ENTITY.fullmatch(typed):
        return "", "Words are asked here: a new entity cannot stand in them."
    value = chosen.value if chosen else typed
    deck = _deck(state)
    if step.name == "words" and chosen is None:
        return _words(state, typed)
    if form.purpose == "question":
        own = step.name == "answer" and hasattr(_fact(state), "ask")
        if step.name == "stem":
            trial, made = write(replace(state, phase="asking"), lambda text: with_question(
                text, form.holder, answered(form, "stem", typed), _fact(state)), "", strict=True)
            return typed, "" if made else trial.note
        fits = chosen or step.name == "foils" or own
        return value, "" if fits else "Choose one of these."
    if chosen is None and step.choices and step.name in ("kind", "by"):
        return "", f"None of these is “{typed}”."
    if step.name == "kind" or step.name.startswith("foils."):
        return value, ""
    return value, fault_of(form, step, value, deck)


def _words(state: State, typed: str) -> tuple[str, str]:
    """Where typed words stand in the article, as characters."""
    text = state.article.text if state.article else ""
    places = find_phrase(text, typed)
    if len(places) != 1:
        count = f"{len(places)} times: take more of them" if places else "nowhere"
        return "", f"These words stand in the article {count}."
    return f"{places[0].start}–{places[0].end}", ""


def _onward(state: State) -> Stepped:
    """To the next step, or where that was the last, into the file."""
    form = state.form
    assert form is not None
    if form.purpose == "kind" and form.done == ("kind",):
        state = replace(state, form=begin_rekind(form, _fact(state), _deck(state)))
        form = state.form
        assert form is not None
    steps = steps_now(state)
    if step_of(form, steps) is not None:
        return ask(state), None
    now, change = write(replace(state, phase="asking"), lambda text: _written(state, form, text),
                        _WORDS[form.purpose], strict=True)
    if change is None:
        again = ask(replace(state, form=back_to(form, steps, now.note)))
        return replace(again, note=now.note), None
    return _linted(state, form, now), change


_WORDS = {"fact": "The fact is written.", "kind": "The kind is changed.",
          "question": "The question is written."}


def _written(state: State, form: Form, text: str) -> str:
    """The file with what the form has."""
    if form.purpose == "question":
        return with_question(text, form.holder, form, _fact(state))
    if form.purpose == "kind":
        return with_kind(text, form.holder, form, _fact(state), _deck(state))
    source = _source(state) if span_of(form) else ""
    after = with_entry(text, form.holder, "facts", fact_rows(form, state.article, source))
    return _without_span(after, state, form)


def _without_span(text: str, state: State, form: Form) -> str:
    """The text whose mark no longer names the characters that the fact was made from."""
    span = span_of(form)
    marks = find_open_points(text, state.point.file) if span in form.spans else ()
    mark = next((one for one in marks if one.keys[:2] == form.holder
                 and span in spans_named(one.says)), None)
    if mark is None or span is None:
        return text
    if len(spans_named(mark.says)) == 1:
        return without_mark(text, mark)
    left = re.sub(rf"(, )?\b{span[0]}[–-]{span[1]}\b(?(1)|(, )?)", "", mark.says, count=1)
    return with_mark_saying(text, mark, left)


def _source(state: State) -> str:
    """The id of the source that the article is, where it is not the file's first."""
    by_keys = {part.keys: part.text for part in parts_of(state.text)}
    own = fingerprint(state.article.text) if state.article else ""
    number = next((keys[1] for keys, text in by_keys.items() if keys[:1] == ("sources",)
                   and keys[2:] == ("text", "sha256") and text == own), 0)
    return (by_keys.get(("sources", number, "id")) or "") if number else ""


def _linted(before: State, form: Form, now: State) -> State:
    """The walk with what `check` says of the fact that was written."""
    deck = now.judged.deck
    name = form["id"] or fact_id(before, form.holder)
    said = lint_of(deck, name) if deck and name in deck.facts else ()
    told = "".join(f" check: {problem.message} [{problem.rule}]." for problem in said[:3])
    return replace(now, note=f"{now.note}{told}")


def _with_entity(state: State, typed: str) -> Stepped:
    """A new entity, written at once; the form goes on and can name it."""
    form, step, deck = state.form, state.asked, _deck(state)
    assert form is not None and step is not None
    name, written, fault = new_entity(typed, deck)
    old = state.files.get(ENTITIES)
    if fault or old is None:
        return replace(state, note=f"Not written: {fault or f'there is no {ENTITIES} here'}."), None
    try:
        body = with_top(old.removeprefix("\ufeff"), name, written)
    except CannotRewrite as error:
        return replace(state, note=f"Not written: {error}."), None
    files = {**state.files, ENTITIES: marked(old, body)}
    change = Change(ENTITIES, old, files[ENTITIES], f"The entity {name} is written.", state.at)
    fresh = replace(state, files=files, judged=state.desk.judge(files), past=(*state.past, change))
    return replace(ask(fresh), note=change.words, line=Edit(name, len(name))), change


def _deck(state: State) -> Deck:
    deck = state.judged.deck
    assert deck is not None  # else no form is begun
    return deck


def _fact(state: State) -> Fact:
    """The fact that the form is for."""
    assert state.form is not None
    return _deck(state).facts[fact_id(state, state.form.holder)]
