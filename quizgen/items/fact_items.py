"""The items of one fact.

For each question that the fact asks there is one item; where its answer can be typed there is a
typed one as well. The first such answer is also blanked out of its sentence (cloze), and one slot
of the sentence is kept or altered (true/false). What is only said by somebody is asked “according
to” them, and who said it and how it stands are questions of their own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

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
from quizgen.items.distractors import Wrong, find_distractors
from quizgen.items.fact_words import FactWords, citation
from quizgen.items.item import (
    BLANK,
    FALSE,
    TRUE,
    Distractor,
    Family,
    Illustration,
    Item,
    Kind,
)
from quizgen.items.pool import Pool
from quizgen.items.standing_options import standing_options
from quizgen.items.wrong_numbers import tolerance_of

_HOW_MANY = re.compile(r"\bhow (?:many|much)\b")


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
        stem = _bounded(self.framed(pieces, openly=not question.closed), self.values[question.slot])
        if self.values[question.slot] in (TRUE, FALSE) or BLANK in stem:
            return as_sentence(stem)
        return as_sentence(stem, "" if stem.endswith((":", "…", ")")) else "?")

    def slot_items(
        self, question: Question, value: Value, wrong: tuple[Wrong, ...], stem: str,
        family: Family = "content", also: Sequence[str] = (),
    ) -> Iterator[Item]:
        """The open question of a slot, as a choice and typed; `also` are right when typed."""
        if self.fact.names_speaker() and question.slot == "speaker":
            family = "attribution"
        answer = self.answer(question, value)
        if also:
            answer["accept"] = (*answer["accept"], *also)
        if value in (TRUE, FALSE):
            yield self.item(question.id, family, "true-false", stem, answer, sorted=True,
                            distractors=_judged(answer["key"], wrong))
            return
        typed_kind: Kind = "numerical" if isinstance(value, Quantity) else "short-answer"
        if len(wrong) >= 2:
            ordered = isinstance(value, (Quantity, FactDate))
            yield self.item(question.id, family, "multiple-choice", stem, answer,
                            distractors=_options(wrong, value), sorted=ordered)
            if self.typable(question, value, "typed"):
                yield self.item(question.id, family, typed_kind, stem, answer, form="-typed")
        elif self.typable(question, value, "typed"):
            if BLANK in stem and typed_kind == "short-answer":
                yield self.item(question.id, family, "cloze", stem, _filled_in(answer, value))
            else:
                yield self.item(question.id, family, typed_kind, stem, answer)

    def typable(self, question: Question, value: Value, form: str) -> bool:
        """Whether the answer may be typed: as the author says of this form, else by what it is."""
        wish = self.fact.questions.get(f"{question.id}-{form}")
        if isinstance(wish, bool):
            return wish
        return is_typable(value, bool(self.fact.accepted(question.slot)))

    def cloze(self, made: list[tuple[Question, Value, tuple[Wrong, ...]]]) -> Iterator[Item]:
        """The first answer that can be typed, blanked out of the sentence."""
        for question, value, _ in made:
            # “Launched in _____” takes a place as well as a date: a date is no fair blank.
            if self.told_once(question.slot) and not isinstance(value, FactDate) and (
                    self.typable(question, value, "cloze")):
                stem = self.statement(self.values, question.slot, not question.closed)
                answer = _filled_in(self.answer(question, value), value)
                yield self.item(question.id, "content", "cloze", stem, answer, form="-cloze")
                return

    def told_once(self, slot: str) -> bool:
        """Whether a slot stands in the sentence, and no more than once."""
        return sum([piece.slot == slot for piece in self.pieces]) == 1

    def true_false(self, made: list[tuple[Question, Value, tuple[Wrong, ...]]]) -> Iterator[Item]:
        """The sentence as it is, or with one slot altered."""
        if not self.fact.questions.get("true-false", True):
            return
        for question, value, wrong in made:
            if not wrong or not self.told_once(question.slot):
                continue
            true = even(f"{self.fact.id}.true-false")
            chosen = value if true else wrong[0].value
            stem = self.statement({**self.values, question.slot: chosen}, openly=not question.closed)
            right = as_sentence(f"it should say: {value_text(value)}")
            why = "" if true else f"{_reason(wrong[0].why)} {right}".lstrip()
            yield self.item(
                "true-false", "content", "true-false", stem, {"key": TRUE if true else FALSE},
                distractors=(Distractor(FALSE if true else TRUE, why),), sorted=True)
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
            yield from self.slot_items(question, value, wrong, stem, "attribution", also)

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
        yield self.item("standing", "standing", "multiple-choice", as_sentence(stem, "?"),
                        {"key": key}, distractors=wrong)

    # -- what every item has --------------------------------------------------------------------

    def answer(self, question: Question, value: Value) -> dict[str, Any]:
        """What an item has whose answer is a slot's value, with all that a typed one may be."""
        key = option_text(value)
        accept = [*self.fact.accepted(question.slot)]
        fields: dict[str, Any] = {"key": key}
        if isinstance(value, EntityValue):
            accept += value.entity.names
            if self.pool.is_unique_surname(value.entity):
                accept.append(value.entity.surname or "")
            fields["entity"] = value.entity.id
        elif isinstance(value, Quantity):
            accept.append(value.number())
            fields |= {"number": float(value.value), "tolerance": tolerance_of(value),
                       "unit": value.unit}
        elif isinstance(value, FactDate):
            accept.append(str(value))
            fields["date"] = str(value)
        fields["accept"] = tuple([a for a in dict.fromkeys(accept) if a != key])
        return fields

    def item(
        self, question: str, family: Family, kind: Kind, stem: str, answer: Mapping[str, Any], *,
        form: str = "", distractors: tuple[Distractor, ...] = (), sorted: bool = False,
    ) -> Item:
        """An item of the fact; `form` tells it apart from others of the same question."""
        return Item(**{
            **self.common, **answer, "id": f"{self.fact.id}.{question}{form}", "kind": kind,
            "family": family, "question": question, "stem": stem, "distractors": distractors,
            "sorted": sorted,
        })

    @cached_property
    def common(self) -> dict[str, Any]:
        """What every item of the fact has."""
        fact = self.fact
        _, development = self.deck.homes[fact.id]
        spoken = fact.names_speaker() or self.standing != "reported"
        return {
            "fact": fact.id, "facts": (fact.id,),
            "development": development.id if development else "",
            "topic": development.topic if development else None, "accept": (),
            "sentence": self.sentence, "explanation": self.explanation,
            "source": citation(self.source), "as_of": str(self.as_of),
            "attribution": self.attribution if spoken else self.publisher,
            "standing": self.standing, "perishable": fact.perishable, "tags": fact.tags,
            "further": tuple(map(citation, self.later_sources)),
            "status": fact.status, "notice": self.notice,
            "valid_until": str(fact.valid_until) if fact.valid_until else None,
            "picture": Illustration(**fact.picture.model_dump()) if fact.picture else None,
        }


def even(text: str) -> bool:
    """A coin that always falls alike for the same text, whatever Python's hash seed.

    Which byte decides is arbitrary, and fixed: another would turn statements that learners know.
    """
    return hashlib.sha256(text.encode()).digest()[2] % 2 == 0


def _bounded(stem: str, value: Value) -> str:
    """The stem with the number's bound: what is “at least 9” is not asked as if it were nine."""
    if not isinstance(value, Quantity) or not value.bound or value.bound in stem.casefold():
        return stem
    return _HOW_MANY.sub(rf"{value.bound} \g<0>", stem, count=1)


def _filled_in(answer: Mapping[str, Any], value: Value) -> dict[str, Any]:
    """The answer of a cloze: its key as it stands within a sentence."""
    key = value_text(value)
    return {**answer, "key": key, "accept": tuple(a for a in answer["accept"] if a != key)}


def _judged(key: str, wrong: Sequence[Wrong]) -> tuple[Distractor]:
    """What an author's own statement to judge is not, with the author's reason if there is one."""
    other = FALSE if key == TRUE else TRUE
    return (Distractor(other, _reason(next((w.why for w in wrong if w.value == other), ""))),)


def _options(wrong: Sequence[Wrong], key: Value) -> tuple[Distractor, ...]:
    """The wrong options, written as the key is."""
    return tuple([Distractor(option_text(w.value, key), _reason(w.why)) for w in wrong])


def _reason(why: str) -> str:
    """A reason as a sentence; nothing where there is none."""
    return as_sentence(why) if why else ""
