"""A question for a fact: which of its words is the answer, how it is asked, what is wrong with it."""

from __future__ import annotations

import re

from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.kinds.event import Event
from quizgen.bank.outline import Keys
from quizgen.bank.wording import EntityValue, Quantity, template_slots
from quizgen.editing.carry import fields_of
from quizgen.editing.choices import Choice, entities_that_fit
from quizgen.editing.fact_form import FALSE
from quizgen.editing.form import Form, Step, parted
from quizgen.editing.insert import listing, scalar, with_item, with_key, with_path
from quizgen.editing.rewrite import part_at, with_value

NAME = "detail"   # of an answer that is not marked in the sentence


def question_steps(form: Form, deck: Deck, fact: Fact) -> list[Step]:
    """What is asked for a question: its answer, its words, its wrong answers."""
    named = _answers(fact, deck)
    other = ("One of these, or words of your own that the fact is about."
             if isinstance(fact, Event) else "One of these.")
    steps = [Step("answer", f"What is the answer? {other}", named, needed=True)]
    if not form["answer"]:
        return steps
    slot = slot_of(form, fact)
    held = ", ".join(f"{{{name}}}" for name in sorted(fact.filled() - {slot}))
    steps.append(Step("stem", f"The question, small at the start; {held} may stand in it.",
                      now=_stem(fact, form["answer"]), needed=True))
    refers = fact.refers(slot)
    what = "others of the deck" if refers else FALSE
    steps.append(Step("foils", f"Wrong answers, two or three, parted by ; – {what}.",
                      entities_that_fit(deck, refers) if refers else (), many=True))
    if isinstance(fact, Event) and form["answer"] not in fact.ask:
        steps.append(Step("others", "Could another answer be right as well?",
                          (Choice("no"), Choice("yes")), now="no", needed=True))
    return steps


def slot_of(form: Form, fact: Fact) -> str:
    """The slot that the question asks."""
    name = form["answer"]
    if isinstance(fact, Event):
        ask = fact.ask.get(name)
        slot = (ask and ask.slot) or name.replace("-", "_")
        return slot if slot in fact.slot_names() else _free(fact)
    return next((q.slot for q in fact.asks if q.id == name), name)


def with_question(text: str, keys: Keys, form: Form, fact: Fact) -> str:
    """The file with the question in the fact at `keys`; what its author has written there stays."""
    slot = slot_of(form, fact)
    name = form["answer"] if not isinstance(fact, Event) else _name(form, fact, slot)
    if isinstance(fact, Event):
        if slot not in fact.slot_names():
            text = with_path(text, keys, ("phrases", slot), scalar(form["answer"]))
        text = _with_ask(text, (*keys, "ask"), name, form)
    elif part_at(text, (*keys, "questions", name)):
        text = next(with_value(text, (*keys, "questions", name), form["stem"]))
    elif form["stem"] != _stem(fact, name) or not _is_routine(fact, name):
        own = form["stem"] != _stem(fact, name)
        text = with_path(text, keys, ("questions", name), scalar(form["stem"]) if own else "true")
    written = [*(fact.foils if slot in fact.foils else ())]
    known = slot if slot in written else slot.replace("_", "-")
    if part_at(text, (*keys, "foils", known)):
        for foil in parted(form["foils"]):
            text = with_item(text, (*keys, "foils", known), foil)
    elif form["foils"]:
        text = with_path(text, keys, ("foils", slot), listing(parted(form["foils"])))
    return text


def _with_ask(text: str, keys: Keys, name: str, form: Form) -> str:
    if part_at(text, (*keys, name, "stem")):
        return next(with_value(text, (*keys, name, "stem"), form["stem"]))
    open_ = ", closed: false" if form["others"] == "yes" else ""
    entry = f"{{stem: {scalar(form['stem'])}{open_}}}"
    if part_at(text, keys):
        return with_key(text, keys, name, entry)
    return with_path(text, keys[:-1], ("ask", name), entry)


def _answers(fact: Fact, deck: Deck) -> tuple[Choice, ...]:
    """What a question of the fact may have as its answer, with what stands there."""
    values = fact.values(deck.entities)

    def words(slot: str) -> str:
        value = values.get(slot)
        if isinstance(value, EntityValue):
            return value.entity.name
        return value.words() if isinstance(value, Quantity) else str(value)

    if isinstance(fact, Event):
        asked = {(ask.slot or name.replace("-", "_")): name for name, ask in fact.ask.items()}
        return tuple(Choice(asked.get(slot, slot), words(slot)) for slot in sorted(fact.filled()))
    return tuple(Choice(q.id, words(q.slot)) for q in fact.asks if q.slot in values)


def _stem(fact: Fact, name: str) -> str:
    """The question as it is asked now, or would be."""
    if isinstance(fact, Event):
        return fact.ask[name].stem if name in fact.ask else ""
    wish = fact.questions.get(name)
    if isinstance(wish, str):
        return wish
    own = next((q for q in fact.model_copy(update={"questions": {name: True}}).asked()
                if q.id == name), None)
    stems = ((own.stems,) if isinstance(own.stems, str) else own.stems) if own else ()
    bare = (re.sub(r"\[([^\[\]]*)\]",
                   lambda group: group[1] if template_slots(group[1]) <= fact.filled() else "", stem)
            for stem in stems)
    return next((stem for stem in bare if not _lacks(stem, fact)), "")


def _lacks(stem: str, fact: Fact) -> bool:
    """Whether a question needs a slot that the fact does not have: “… about {topic}?”."""
    return bool(template_slots(stem) & fields_of(type(fact)).keys() - fact.filled())


def _is_routine(fact: Fact, name: str) -> bool:
    return any(q.id == name and q.routine for q in fact.asks) and name not in fact.questions


def _free(fact: Event) -> str:
    return next(name for name in (NAME, *(f"{NAME}_{n}" for n in range(2, 99)))
                if name not in fact.slot_names())


def _name(form: Form, fact: Event, slot: str) -> str:
    return form["answer"] if form["answer"] in fact.ask else slot.replace("_", "-")
