"""The item of a set of facts: put into order, or matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.bank.deck import FactSet
from quizgen.bank.wording import EntityValue, as_sentence, value_text
from quizgen.items.answers import capitalised, join_names, option_text
from quizgen.items.fact_items import FactItems
from quizgen.items.fact_words import citation
from quizgen.items.item import STATUSES, Distractor, Item


def make_set_items(group: FactSet, made: Sequence[FactItems]) -> Iterator[Item]:
    """The item of a set: an order, or a matching; nothing where a fact is not asked on that day."""
    facts = [m.fact for m in made]
    first = made[0]
    latest = max((m.as_of for m in made), key=lambda d: d.last_day)
    sources = list(dict.fromkeys(m.source for m in made))
    told = " ".join(m.sentence for m in made)
    note = f" {as_sentence(group.explanation)}" if group.explanation else ""
    like = first.item(group.kind, "content", group.kind, as_sentence(group.stem), {"key": ""})
    base = like._replace(
        id=f"{group.id}.{group.kind}", fact=group.id, facts=group.facts, sentence=told,
        explanation=f"{told}{note}", as_of=str(latest),
        attribution=join_names(list(dict.fromkeys(m.publisher for m in made))),
        source=citation(sources[0]), further=tuple(map(citation, sources[1:])),
        standing=first.standing if len({m.standing for m in made}) == 1 else "mixed",
        perishable=any(f.perishable for f in facts),
        valid_until=min((str(f.valid_until) for f in facts if f.valid_until), default=None),
        tags=tuple(dict.fromkeys(tag for fact in facts for tag in fact.tags)), picture=None,
        status=max((fact.status for fact in facts), key=STATUSES.index),  # it falls with any of them
        notice=" ".join(dict.fromkeys(m.notice for m in made if m.notice)),
    )
    if group.kind == "ordering":
        shown = {m.fact.id: group.labels.get(m.fact.id) or m.sentence for m in made}
        order = sorted(facts, key=lambda fact: fact.date.first_day)
        sequence = tuple(as_sentence(shown[fact.id]) for fact in order)
        yield base._replace(sequence=sequence, key=" → ".join(sequence))
        return
    pairs = []
    for m in made:
        value = m.values.get(group.response or "")
        premise = group.labels.get(m.fact.id) or (
            value_text(m.values[group.premise])
            if group.premise and group.premise in m.values else m.sentence)
        if value is not None:
            pairs.append((capitalised(premise), option_text(value)))
    entities, beside = first.deck.entities, next(m.values.get(group.response or "", "") for m in made)
    surplus = tuple(
        Distractor(option_text(EntityValue(entities[s]) if s in entities else s, beside),
                   "Nothing in the list goes with it.") for s in group.surplus
    )
    yield base._replace(pairs=tuple(pairs), distractors=surplus,
                        key="; ".join(f"{a} – {b}" for a, b in pairs))

