"""The items of one fact.

For each question that the fact asks there is one item; where its answer can be typed there is a
typed one as well. The first such answer is also blanked out of its sentence (cloze), and one slot
of the sentence is kept or altered (true/false). What is only said by somebody is asked “according
to” them, and who said it and how it stands are questions of their own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Question
from quizgen.bank.standing import PUBLISHER
from quizgen.bank.wording import (
    EntityValue,
    Quantity,
    Value,
    as_sentence,
    join,
    render,
    value_text,
)
from quizgen.items.answers import is_typable, option_text
from quizgen.items.distractors import Wrong, find_distractors, tolerance_of
from quizgen.items.fact_words import FactWords, citation
from quizgen.items.item import FALSE, TRUE, Distractor, Family, Illustration, Item, Kind
from quizgen.items.pool import Pool
from quizgen.items.standing_options import standing_options


@dataclass(frozen=True)
class FactItems(FactWords):
    """Makes the items of one fact."""

    pool: Pool

    def all(self) -> Iterator[Item]:
        """Every item of the fact, in a fixed order."""
        asked = [q for q in self.fact.asked() if q.slot in self.values] if self.stated else []
        made: list[tuple[Question, Value, tuple[Wrong, ...]]] = []
        for question in asked:
            stem = self.stem(question)
            if stem is None:
                continue
            value = self.values[question.slot]
            wrong = find_distractors(self.pool, self.fact, question, value, stem,
                                     self.as_of.last_day)
            made.append((question, value, wrong))
            yield from self.slot_items(question, value, wrong, stem)
        yield from self.cloze(made)
        yield from self.true_false(made)
        yield from self.who_said_it()
        yield from self.how_it_stands()

    def stem(self, question: Question) -> str | None:
        """The question in words, None where no stem applies."""
        pieces = render(question.stems, self.values)
        if pieces is None or not pieces:
            return None
        openly = not question.closed
        return as_sentence(join(self.frame(pieces, openly)), "?")

    def slot_items(
        self, question: Question, value: Value, wrong: tuple[Wrong, ...], stem: str
    ) -> Iterator[Item]:
        """The open question of a slot, as a choice and typed."""
        family: Family = (
            "attribution" if self.fact.names_speaker() and question.slot == "speaker" else "content"
        )
        base = self.answered(question, value, stem, family)
        typed_kind: Kind = "numerical" if isinstance(value, Quantity) else "short-answer"
        if len(wrong) >= 2:
            ordered = isinstance(value, (Quantity, FactDate))
            yield replace(base, kind="multiple-choice", distractors=_options(wrong),
                          sorted=ordered)
            if self.typable(question, value, "typed"):
                yield replace(base, id=f"{base.id}-typed", kind=typed_kind)
        elif self.typable(question, value, "typed"):
            yield replace(base, kind=typed_kind)

    def typable(self, question: Question, value: Value, form: str) -> bool:
        """Whether the answer may be typed, and the author has not said no to this form."""
        wish = self.fact.questions.get(f"{question.id}-{form}", True)
        return bool(wish) and is_typable(value, bool(self.fact.accepted(question.slot)))

    def cloze(self, made: list[tuple[Question, Value, tuple[Wrong, ...]]]) -> Iterator[Item]:
        """The first answer that can be typed, blanked out of the sentence."""
        for question, value, _ in made:
            pieces = render(self.fact.templates(), self.values) or ()
            once = sum(piece.slot == question.slot for piece in pieces) == 1
            # “Launched in _____” takes a place as well as a date: a date is no fair blank.
            if once and not isinstance(value, FactDate) and self.typable(question, value, "cloze"):
                stem = self.statement(self.values, question.slot, not question.closed)
                item = self.answered(question, value, stem, "content")
                key = value_text(value)
                accept = tuple(a for a in item.accept if a != key)
                yield replace(item, id=f"{item.id}-cloze", kind="cloze", key=key, accept=accept)
                return

    def true_false(self, made: list[tuple[Question, Value, tuple[Wrong, ...]]]) -> Iterator[Item]:
        """The sentence as it is, or with one slot altered."""
        if not self.fact.questions.get("true-false", True):
            return
        for question, value, wrong in made:
            pieces = render(self.fact.templates(), self.values) or ()
            if not wrong or sum(p.slot == question.slot for p in pieces) != 1:
                continue
            true = even(f"{self.fact.id}.true-false")
            chosen = value if true else wrong[0].value
            stem = self.statement({**self.values, question.slot: chosen}, openly=not question.closed)
            item = self.item("true-false", "content", "true-false", stem, TRUE if true else FALSE)
            why = "It is true." if true else f"It is false. {wrong[0].why}"
            yield replace(item, distractors=(Distractor(FALSE if true else TRUE, why),),
                          sorted=True)
            return

    def who_said_it(self) -> Iterator[Item]:
        """Who asserted what is only claimed; and who denied what is disputed."""
        if self.fact.names_speaker() or self.standing == "reported":
            return
        clause = join(render(self.fact.clause(), self.values) or ())
        for name, polarity, verb in (("speaker", "asserts", "said"), ("denier", "denies", "denied")):
            ids = list(dict.fromkeys(a.by for a in self.said if a.polarity == polarity))
            wish = self.fact.questions.get(name, True)
            if not ids or not wish or PUBLISHER in ids:
                continue
            # Who said it first stays the key when others join: the question keeps its answer.
            entity = self.deck.entities[ids[0]]
            value = EntityValue(entity)
            who = "who" if entity.family == "person" else f"which {entity.noun}"
            if len(ids) > 1:
                who += " was among those who" if entity.family == "person" else ", among others,"
            stem = self.with_date(self.written(wish) or f"{who} {verb} that {clause}")
            others = {a.by for a in self.said}
            question = Question(name, stem, closed=False)
            wrong = tuple(
                w for w in find_distractors(self.pool, self.fact, question, value, stem,
                                            self.as_of.last_day)
                if not (isinstance(w.value, EntityValue) and w.value.entity.id in others)
            )
            also = () if self.written(wish) else tuple(
                name for other in ids[1:] for name in self.deck.entities[other].names)
            for item in self.slot_items(question, value, wrong, stem):
                yield replace(item, family="attribution", accept=(*item.accept, *also))

    def how_it_stands(self) -> Iterator[Item]:
        """How the matter was reported, where it is more than a plain report."""
        wish = self.fact.questions.get("standing", self.standing != "reported")
        pieces = render(self.fact.clause(), self.values)
        if not wish or pieces is None or self.standing == "no comment":
            return
        own = self.from_one_source()
        report = f"{self.publisher}’s report of {self.as_of.words()}" if own else (
            f"reports up to {self.as_of.words()}")
        stem = self.written(wish) or f"how did {report} present the statement that {join(pieces)}"
        key, wrong = standing_options(self.standing, bool(re.search(r"\breports\b", stem)))
        item = self.item("standing", "standing", "multiple-choice", as_sentence(stem, "?"), key)
        yield replace(item, distractors=wrong)

    # -- what every item has --------------------------------------------------------------------

    def answered(self, question: Question, value: Value, stem: str, family: Family) -> Item:
        """An item whose answer is a slot's value, with all that a typed answer may be."""
        item = self.item(question.id, family, "short-answer", stem, option_text(value))
        accept = [*self.fact.accepted(question.slot)]
        if isinstance(value, EntityValue):
            accept += value.entity.names
            if self.pool.is_unique_surname(value.entity):
                accept.append(value.entity.surname or "")
            item = replace(item, entity=value.entity.id)
        elif isinstance(value, Quantity):
            accept += [value.number()]
            item = replace(item, number=float(value.value), tolerance=tolerance_of(value),
                           unit=value.unit)
        elif isinstance(value, FactDate):
            accept += [str(value)]
            item = replace(item, date=str(value))
        return replace(item, accept=tuple(a for a in dict.fromkeys(accept) if a != item.key))

    def item(self, question: str, family: Family, kind: Kind, stem: str, key: str) -> Item:
        """What every item of the fact has."""
        _, development = self.deck.homes[self.fact.id]
        spoken = self.fact.names_speaker() or self.standing != "reported"
        return Item(
            id=f"{self.fact.id}.{question}", kind=kind, family=family, fact=self.fact.id,
            facts=(self.fact.id,), development=development.id if development else "",
            topic=development.topic if development else None, question=question, stem=stem,
            key=key, accept=(), distractors=(), sorted=False, sentence=self.sentence,
            explanation=self.explanation, source=citation(self.source), as_of=str(self.as_of),
            attribution=self.attribution if spoken else self.publisher,
            standing=self.standing, perishable=self.fact.perishable, tags=self.fact.tags,
            further=tuple(map(citation, self.deck.later_sources(self.fact))),
            status=self.fact.status, notice=self.notice,
            valid_until=str(self.fact.valid_until) if self.fact.valid_until else None,
            picture=Illustration(**self.fact.picture.model_dump()) if self.fact.picture else None,
        )


def even(text: str) -> bool:
    """A coin that always falls alike for the same text, whatever Python's hash seed.

    Which byte decides is arbitrary, and fixed: another would turn statements that learners know.
    """
    return hashlib.sha256(text.encode()).digest()[2] % 2 == 0


def _options(wrong: Sequence[Wrong]) -> tuple[Distractor, ...]:
    return tuple(Distractor(option_text(w.value), as_sentence(w.why)) for w in wrong)
