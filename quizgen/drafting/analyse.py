"""An article's sentences, each with its names, dates, numbers and reports of speech."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from quizgen.bank.entity import Entity
from quizgen.drafting.cast import gather, known_names
from quizgen.drafting.clauses import cut_clauses, without_dates
from quizgen.drafting.dates import find_dates
from quizgen.drafting.members import Cast, Mention
from quizgen.drafting.name_runs import spelling
from quizgen.drafting.names import Name, find_names
from quizgen.drafting.numbers import find_numbers
from quizgen.drafting.outline import Section
from quizgen.drafting.sayings import Saying, find_sayings
from quizgen.drafting.sentences import cut_sentences
from quizgen.drafting.shape import Shape, make_shape
from quizgen.drafting.subjects import (
    Meant,
    Subject,
    find_subject,
    remember,
    subject_of,
    words_meant,
)

MOST_SENTENCES = 3000


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, and whom a pronoun or “the club” in it can mean.

    `shape` holds its words; its `start` and `end` are the whole sentence's. `days` are the numbers
    of the dates that stand in the clause.

    `own` are those that it names itself, in order, each with such a word; `context` whom the words
    meant before.
    """

    shape: Shape
    sayings: tuple[Saying, ...]
    days: tuple[int, ...]
    own: tuple[tuple[str, Subject], ...]
    context: Meant

    def subject(self, sign: str, at: int = 0) -> Subject | None:
        """Whom a subject at a place of the shape means; None where that cannot be told."""
        mention = self.shape.mention(sign)
        if mention:
            return Subject(mention.entity, (mention.start, mention.end))
        first = subject_of(self.shape)
        return find_subject(sign.lower(), self.shape.back(at), self.own, first, self.context)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whole, and its clauses: the main one first."""

    shape: Shape
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A section with its sentences."""

    section: Section
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is found in an article."""

    text: str
    today: datetime.date
    cast: Cast
    names: Mapping[int, Name]
    passages: tuple[Passage, ...]


def analyse(
    text: str, sections: Sequence[Section], today: datetime.date, entities: Mapping[str, Entity]
) -> Analysis:
    """The sections with all that is found in them; `entities` are those of the deck."""
    cuts = _cut(text, sections)
    starts = {start for spans in cuts for start, _ in spans}
    spelled, known = spelling(text, starts), known_names(entities)
    names = [
        name for spans in cuts for span in spans for name in find_names(text, *span, spelled, known)
    ]
    cast = gather(names, entities, text)
    reader = _Reader(text, today, cast, {name.start: name for name in names})
    mentions = list(cast.mentions)
    passages = tuple(
        Passage(section, tuple(reader.read(spans, mentions)))
        for section, spans in zip(sections, cuts, strict=True)
    )
    return Analysis(text, today, cast, reader.names, passages)


def _cut(text: str, sections: Sequence[Section]) -> list[list[tuple[int, int]]]:
    """The spans of each section's sentences."""
    cuts: list[list[tuple[int, int]]] = []
    for section in sections:
        left = MOST_SENTENCES - sum(map(len, cuts))
        every = (span for part in section.parts for span in cut_sentences(text, *part))
        cuts.append(list(islice(every, max(left, 0))))
    return cuts


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the sentences of one article."""

    text: str
    today: datetime.date
    cast: Cast
    names: Mapping[int, Name]

    def read(self, spans: Sequence[tuple[int, int]], mentions: list[Mention]) -> Iterator[Sentence]:
        """The sentences of one section; `mentions` are those not yet read, and are taken from."""
        context: Meant = {}
        for start, end in spans:
            shape = self._shape(start, end, _take(mentions, start, end))
            own = words_meant(shape, self.cast)
            clauses = tuple(self._clause(bare, own, context) for bare in cut_clauses(shape))
            yield Sentence(shape, clauses)
            context = remember(context, own, subject_of(clauses[0].shape), _speakers(clauses))

    def _shape(self, start: int, end: int, mentions: Sequence[Mention]) -> Shape:
        dates = tuple(find_dates(self.text, start, end, self.today))
        taken = [(d.start, d.end) for d in dates] + [(m.start, m.end) for m in mentions]
        numbers = tuple(find_numbers(self.text, start, end, taken))
        return make_shape(self.text, start, end, self.cast, mentions, self.names, dates, numbers)

    def _clause(self, shape: Shape, own: tuple[tuple[str, Subject], ...], context: Meant) -> Clause:
        days = tuple(int(found[1]) for found in re.finditer(r"‹d(\d+)›", shape.text))
        bare = without_dates(shape, self.text, self.today)
        return Clause(bare, find_sayings(bare, self.text), days, own, context)


def _speakers(clauses: Sequence[Clause]) -> Iterator[str]:
    """Who is named as a speaker, in order."""
    for clause in clauses:
        for saying in clause.sayings:
            if mention := clause.shape.mention(saying.subject):
                yield mention.entity


def _take(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions of a span, taken from the front of a list in order."""
    index = next((i for i, m in enumerate(mentions) if m.start >= end), len(mentions))
    taken = [m for m in mentions[:index] if m.start >= start]
    del mentions[:index]
    return taken
