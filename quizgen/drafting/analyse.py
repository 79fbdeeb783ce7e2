"""An article's sentences, each with its names, dates, numbers and reports of speech."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from quizgen.bank.entity import Entity
from quizgen.drafting.cast import Cast, Mention, gather, known_names
from quizgen.drafting.dates import find_dates
from quizgen.drafting.names import Name, find_names, spelling
from quizgen.drafting.numbers import find_numbers
from quizgen.drafting.outline import Section
from quizgen.drafting.sayings import Saying, find_sayings
from quizgen.drafting.sentences import cut_sentences
from quizgen.drafting.shape import Shape, make_shape

MOST_SENTENCES = 3000

_NOUN_TYPES = {
    "club": ("SportsTeam",),
    "team": ("SportsTeam",),
    "side": ("SportsTeam",),
    "company": ("Corporation",),
    "firm": ("Corporation",),
    "bank": ("Corporation",),
    "airline": ("Corporation",),
    "party": ("PoliticalParty",),
    "newspaper": ("NewsMediaOrganization",),
    "group": ("Organization", "Corporation"),
    "organisation": ("Organization", "GovernmentOrganization"),
    "organization": ("Organization", "GovernmentOrganization"),
    "university": ("EducationalOrganization",),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sign or a pronoun means; `guessed` where the text does not name them there.

    `named` is where the entity is named: in the sentence itself, or before it.
    """

    entity: str
    named: tuple[int, int]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and whom a pronoun or “the club” in it can mean.

    `own` are those that it names itself, in order, each with such a word; `context` whom the words
    meant before.
    """

    shape: Shape
    sayings: tuple[Saying, ...]
    own: tuple[tuple[str, Subject], ...]
    context: Mapping[str, Subject]

    def subject(self, sign: str, at: int = 0) -> Subject | None:
        """Whom a subject at a place means; None where nobody fits.

        A pronoun means the first in the sentence before it that fits, else whom it meant before.
        """
        mention = self.shape.mention(sign)
        if mention:
            return Subject(mention.entity, (mention.start, mention.end))
        word, place = sign.lower(), self.shape.back(at)
        return next(
            (subject for known, subject in self.own if known == word and subject.named[1] <= place),
            None,
        ) or self.context.get(word)


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
    spelled, known = spelling(text), known_names(entities)
    cuts: list[list[tuple[int, int]]] = []
    for section in sections:
        left = MOST_SENTENCES - sum(map(len, cuts))
        every = (span for part in section.parts for span in cut_sentences(text, *part))
        cuts.append(list(islice(every, max(left, 0))))
    names = [
        name for spans in cuts for span in spans for name in find_names(text, *span, spelled, known)
    ]
    cast = gather(names, entities, text)
    by_start = {name.start: name for name in names}
    passages = []
    mentions = list(cast.mentions)
    for section, spans in zip(sections, cuts, strict=True):
        sentences = []
        context: dict[str, Subject] = {}
        for start, end in spans:
            own = _take(mentions, start, end)
            dates = tuple(find_dates(text, start, end, today))
            taken = [(d.start, d.end) for d in dates] + [(m.start, m.end) for m in own]
            numbers = tuple(find_numbers(text, start, end, taken))
            shape = make_shape(text, start, end, cast, own, by_start, dates, numbers)
            sentence = Sentence(
                shape, find_sayings(shape, text), tuple(_meant(own, cast)), dict(context)
            )
            sentences.append(sentence)
            _remember(context, sentence, cast)
        passages.append(Passage(section, tuple(sentences)))
    return Analysis(text, today, cast, by_start, tuple(passages))


def _take(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions of a span, taken from the front of a list in order."""
    index = next((i for i, m in enumerate(mentions) if m.start >= end), len(mentions))
    taken = [m for m in mentions[:index] if m.start >= start]
    del mentions[:index]
    return taken


def _meant(mentions: Sequence[Mention], cast: Cast) -> Iterator[tuple[str, Subject]]:
    """The words that can mean each entity named in a sentence."""
    for mention in mentions[:20]:
        member = cast.members[mention.entity]
        for word in _words_for(member.type, member.name, member.family):
            yield word, Subject(mention.entity, (mention.start, mention.end), guessed=True)


def _remember(context: dict[str, Subject], sentence: Sentence, cast: Cast) -> None:
    """Note whom “he”, “it” and “the club” mean after a sentence: who spoke, else who came first."""
    seen: dict[str, Subject] = {}
    for word, subject in sentence.own:
        seen.setdefault(word, subject)
    for saying in sentence.sayings:
        mention = sentence.shape.mention(saying.subject)
        if mention:
            seen.update(_meant((mention,), cast))
    context.update(seen)


def _words_for(kind: str, name: str, family: str) -> tuple[str, ...]:
    """The words that can mean an entity which was named before."""
    if family == "person":
        return ("he", "she")
    if kind == "Country":
        return ("it",)
    if family != "organisation":
        return ()
    nouns = [f"the {noun}" for noun, kinds in _NOUN_TYPES.items() if kind in kinds]
    return ("it", "they", f"the {name.rsplit(maxsplit=1)[-1].lower()}", *nouns)
