"""A fact becomes another kind of fact: what keeps its value, what is asked, and the file after it."""

from __future__ import annotations

from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.kinds import KINDS
from quizgen.bank.kinds.event import Event
from quizgen.bank.outline import Keys
from quizgen.editing.carry import carried, fields_of, value_of
from quizgen.editing.fact_form import written
from quizgen.editing.form import Form, answered, parted
from quizgen.editing.insert import listing, with_key, with_name, with_path
from quizgen.editing.rewrite import part_at, with_value, without_part

_BY_SLOT = ("foils", "accept")


def begin_rekind(form: Form, fact: Fact, deck: Deck) -> Form:
    """The form with the slots answered that keep their value."""
    kind = KINDS[form["kind"]]
    for new, old in carried(fact, kind, deck.entities).items():
        form = answered(form, new, value_of(fact, old))
    return form


def with_kind(text: str, keys: Keys, form: Form, fact: Fact, deck: Deck) -> str:
    """The file with the fact at `keys` as one of the form's kind.

    A slot that keeps its value keeps its line and its comments, under its new name; what the kind
    has no place for goes.
    """
    kind = KINDS[form["kind"]]
    kept = carried(fact, kind, deck.entities)
    text = next(with_value(text, (*keys, "kind"), form["kind"]))
    names = {} if isinstance(fact, Event) else {old: new for new, old in kept.items()}
    for old in fields_of(type(fact)):
        if old not in names and part_at(text, (*keys, old)):
            text = without_part(text, (*keys, old))
    for old, new in names.items():
        if old != new:
            text = with_name(text, (*keys, old), new)
    last = "date"
    for name in fields_of(kind):
        if name not in names.values() and form[name]:
            text = with_key(text, keys, name, written(kind, name, form[name]), last)
        last = name if form[name] else last
    text = _by_slot(text, keys, fact, names)
    for name in (name for name in form.done if name.startswith("foils.") and form[name]):
        text = with_path(text, keys, ("foils", name.removeprefix("foils.")),
                         listing(parted(form[name])))
    return text


def _by_slot(text: str, keys: Keys, fact: Fact, names: dict[str, str]) -> str:
    """Foils and other right answers under the slots' new names; those of slots that went go, and so
    do the questions, which were the old kind's.
    """
    for holder in _BY_SLOT:
        for slot in getattr(fact, holder):
            at = (*keys, holder, slot)
            new = names.get(slot.replace("-", "_"))
            if new is None:
                text = without_part(text, at)
            elif new != slot.replace("-", "_"):
                text = with_name(text, at, new)
    if part_at(text, (*keys, "questions")):
        text = without_part(text, (*keys, "questions"))
    return text
