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
from functools import cached_property

from quizgen.bank.as_of import overtaken_on
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Source, speaker_name
from quizgen.bank.fact import Fact, Question
from quizgen.bank.standing import PUBLISHER, Assertion, Standing, derive_standing
from quizgen.bank.wording import (
    EntityValue,
    Piece,
    Quantity,
    Value,
    Values,
    as_sentence,
    join,
    render,
    value_text,
)
from quizgen.items.answers import is_typable, join_names, option_text
from quizgen.items.distractors import Wrong, find_distractors, tolerance_of
from quizgen.items.item import BLANK, FALSE, TRUE, Citation, Distractor, Family, Item, Kind
from quizgen.items.pool import Pool
from quizgen.items.standing_options import standing_options


@dataclass(frozen=True)
class FactItems:
    """Makes the items of one fact."""

    deck: Deck
    pool: Pool
    fact: Fact

    @cached_property
    def values(self) -> Values:
        """Every filled slot of the fact."""
        return self.fact.values(self.deck.entities)

    @cached_property
    def source(self) -> Source:
        """The source that reported it."""
        return self.deck.source_of(self.fact)

    @cached_property
    def said(self) -> tuple[Assertion, ...]:
        """What has been said on the matter."""
        return self.fact.said()

    @cached_property
    def standing(self) -> Standing:
        """How it stands by that."""
        return derive_standing(self.said)

    @cached_property
    def as_of(self) -> FactDate:
        """The day of the latest report on the matter."""
        later = (source.date for source in self.deck.later_sources(self.fact))
        return max((self.source.date, *later), key=lambda d: d.last_day)

    def speakers(self, *polarities: str) -> list[str]:
        """The names of those who asserted (or denied …) it, each once."""
        names = {}
        for assertion in self.said:
            if assertion.polarity in polarities:
                known = self.deck.entities.get(assertion.by)
                names[assertion.by] = known.full if known else self.publisher
        return list(names.values())

    @cached_property
    def publisher(self) -> str:
        """The publisher's name within a sentence."""
        return speaker_name(self.source.publisher)

    # -- the sentence ---------------------------------------------------------------------------

    def frame(self, pieces: Sequence[Piece], openly: bool = False) -> list[Piece]:
        """The pieces with what must stand before them: as-of date and speakers."""
        text, front = join(pieces), []
        dated = self.fact.perishable or self.fact.status == "superseded"
        if dated and self.as_of.words() not in text:
            front.append(f"as of {self.as_of.words()}")
        if not self.fact.names_speaker() and self.standing != "reported":
            front.append(f"according to {join_names(self.speakers('asserts'))}")
        elif openly and self.publisher not in text:
            front.append(f"according to {self.publisher}")
        return [*(Piece(f"{part}, ") for part in front), *pieces]

    def statement(self, values: Values, blank: str | None = None, openly: bool = False) -> str:
        """The whole sentence with its speakers; `blank` names a slot to leave out."""
        pieces = render(self.fact.templates(), values, {blank: BLANK} if blank else None)
        assert pieces is not None, f"{self.fact.id}: no sentence applies"
        return as_sentence(join(self.frame(pieces, openly)))

    @cached_property
    def sentence(self) -> str:
        """The fact in one sentence, with whoever says so."""
        if not self.stated:
            clause = join(render(self.fact.clause(), self.values) or ())
            who, said = ("denies", "denied that") if self.standing == "denied" else (
                "declines", "declined to say whether")
            return as_sentence(f"{join_names(self.speakers(who))} {said} {clause}")
        return self.statement(self.values)

    @cached_property
    def stated(self) -> bool:
        """Whether anybody says so: what is only denied, or met with no comment, is not asked."""
        return self.fact.names_speaker() or self.standing not in ("denied", "no comment")

    @cached_property
    def explanation(self) -> str:
        """What is shown after an answer: the sentence, a denial, the author's own words."""
        parts = [self.sentence]
        if self.standing == "disputed" and not self.fact.names_speaker():
            parts.append(as_sentence(f"{join_names(self.speakers('denies'))} denied it"))
        parts += [self.backed(a) for a in self.said if a.polarity == "supports"]
        if self.fact.explanation:
            parts.append(as_sentence(self.fact.explanation))
        return " ".join(parts)

    def backed(self, said: Assertion) -> str:
        """What somebody said in its favour that is less than the fact says."""
        known = self.deck.entities.get(said.by)
        who = known.full if known else self.publisher
        told = f"as reported {said.date.preposition} {said.date.words()}, " if said.date else ""
        return as_sentence(f"{told}{who} said that {said.content}")

    @cached_property
    def notice(self) -> str:
        """Since when and why the fact is no longer asked; nothing where it still is."""
        if self.fact.status == "current":
            return ""
        day = overtaken_on(self.deck, self.fact)
        since = f" by the report of {day.words()}" if day else ""
        parts = [f"{self.fact.status.capitalize()}{since}."]
        if self.fact.why:
            parts.append(as_sentence(self.fact.why))
        follower = self.deck.facts.get(self.fact.superseded_by or "")
        if follower:
            parts.append(replace(self, fact=follower).sentence)
        return " ".join(parts)

    # -- items ----------------------------------------------------------------------------------

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

    def written(self, wish: bool | str) -> str:
        """An author's own stem with its slots filled; nothing where there is none."""
        return join(render(wish, self.values) or ()) if isinstance(wish, str) else ""

    def with_date(self, question: str) -> str:
        """The question, with the day of the reports where it has no date."""
        day = self.as_of.words()
        dated = day in question or (str(self.as_of.year) in question and not self.fact.perishable)
        if not self.from_one_source():
            front = "" if dated else f"in reports up to {day}, "
        else:
            front = f"according to {self.publisher}{'' if dated else f'’s report of {day}'}, "
        return as_sentence(front + question, "?")

    def from_one_source(self) -> bool:
        """Whether all that was said on the matter stands in the fact's own source."""
        return {a.source for a in self.said if a.source} <= {self.source.id}

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
        )

    @cached_property
    def attribution(self) -> str:
        """Who says so, and the publishers who reported them."""
        named = self.speakers("asserts") or self.speakers("denies", "declines")
        sources = (self.deck.find_source(self.fact, a.source) for a in self.said
                   if a.polarity == "asserts" or not self.speakers("asserts"))
        publishers = dict.fromkeys(speaker_name(source.publisher) for source in sources)
        reported = [name for name in publishers if name not in named]
        return join_names(named) + (f", reported by {join_names(reported)}" if reported else "")


def citation(source: Source) -> Citation:
    """A source as it is cited under an item."""
    return Citation(source.publisher, source.date.words(), source.title, source.url, source.note)


def even(text: str) -> bool:
    """A coin that always falls alike for the same text, whatever Python's hash seed.

    Which byte decides is arbitrary, and fixed: another would turn statements that learners know.
    """
    return hashlib.sha256(text.encode()).digest()[2] % 2 == 0


def _options(wrong: Sequence[Wrong]) -> tuple[Distractor, ...]:
    return tuple(Distractor(option_text(w.value), as_sentence(w.why)) for w in wrong)
