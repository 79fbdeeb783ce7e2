"""Questions of a file in, a deck to be written out: grouped by fact, with what is lacking marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import MOST_QUESTIONS
from quizgen.bank.text import MAX_TEXT, check_text, check_url
from quizgen.importing.event_fact import make_fact, texts_of
from quizgen.importing.fact_set import make_set
from quizgen.importing.ids import Taken, name_question, slug
from quizgen.importing.plain import shorten
from quizgen.importing.plan import Known, NewDeck, NewDevelopment, NewSet, NewSource
from quizgen.importing.question import Imported, Notes, Question, Unreadable
from quizgen.importing.speakers import Speakers


@dataclass(slots=True)
class _Making:
    """What has been made so far."""

    known: Known
    notes: Notes
    taken: Taken
    sources: dict[tuple[str, ...], NewSource] = field(default_factory=dict)
    developments: dict[tuple[str, str], NewDevelopment] = field(default_factory=dict)
    sets: list[NewSet] = field(default_factory=list)
    speakers: Speakers = field(default_factory=Speakers)


def make_deck(read: Imported, known: Known, notes: Notes) -> NewDeck:
    """The deck of what was read; what the bank cannot hold is noted and left out."""
    making = _Making(known, notes, Taken())
    title = known.title or read.title or known.name
    groups = _groups([_named(q) for q in read.questions if _holdable(q, notes)], notes)
    many = len({_source_key(next(iter(asked.values())), known) for _, asked in groups}) > 1
    for name, _ in groups:
        making.taken.free(name)
    questions = 0
    for name, asked in groups:
        first = next(iter(asked.values()))
        source = _source(making, first)
        development = _development(making, first, title)
        date = first.happened or known.date
        shown = source.id if many else ""
        if first.kind in ("matching", "ordering"):
            try:
                group, facts = make_set(name, first, date, shown, making.taken, notes)
            except Unreadable as why:
                notes.left_out(first.line, str(why))
                continue
            making.sets.append(group)
            development.facts += facts
        else:
            development.facts.append(make_fact(name, asked, date, shown, making.speakers, notes))
        questions += len(asked)
    filled = tuple(d for d in making.developments.values() if d.facts)
    return NewDeck(known, fit_title(title), tuple(making.speakers.known.values()),
                   tuple(making.sources.values()), filled, tuple(making.sets), questions)


def fit_title(text: str) -> str:
    """A title that the bank can hold."""
    shown = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return shown[:200] or "Imported questions"


def _named(question: Question) -> Question:
    """What GIFT can only ask as a matching, as the order that its id says it is."""
    numbers = [response for _, response in question.pairs]
    if (question.kind == "matching" and question.id.endswith(".ordering") and not question.surplus
            and sorted(numbers) == sorted(str(at + 1) for at in range(len(numbers)))):
        order = sorted(question.pairs, key=lambda pair: int(pair[1]))
        return replace(question, kind="ordering", pairs=(), sequence=tuple(p for p, _ in order))
    return question


def _holdable(question: Question, notes: Notes) -> bool:
    """Whether the bank can hold every text of a question."""
    for text in texts_of(question):
        try:
            check_text(text)
        except ValueError as error:
            notes.left_out(question.line, str(error))
            return False
        if len(text) > MAX_TEXT:
            notes.left_out(question.line, f"a text, or question and answer together, is longer than "
                           f"{MAX_TEXT} characters: “{shorten(text)}”")
            return False
    return True


def _groups(
    questions: Sequence[Question], notes: Notes
) -> list[tuple[str, dict[str, Question]]]:
    """Questions by their facts' ids, in the order of the file, then by their own.

    Those share a fact that have its id and tell the same after the answer.
    """
    groups: dict[str, dict[str, Question]] = {}
    for number, question in enumerate(questions, start=1):
        fact, name = name_question(question, number)
        group = groups.get(fact)
        if group is not None and (name in group or not _together(group, question)):
            if name in group:
                notes.warn(question.line, f"the id “{shorten(question.id)}” stands twice")
            fact = Taken(groups).free(fact if name in group else slug(f"{fact}-{name}"))
        groups.setdefault(fact, {})[name] = question
    return list(groups.items())


def _together(group: Mapping[str, Question], question: Question) -> bool:
    """Whether a question can be another one of the same fact."""
    first = next(iter(group.values()))
    whole = ("matching", "ordering")
    return (question.kind not in whole and first.kind not in whole
            and (first.told, first.tags, first.topic, first.development)
            == (question.told, question.tags, question.topic, question.development)
            and sum(not name.endswith("-typed") for name in group) < MOST_QUESTIONS)


def _source_key(question: Question, known: Known) -> tuple[str, ...]:
    told = question.told
    return (told.publisher or known.publisher, told.title, told.date or known.date, told.url, told.note)


def _source(making: _Making, question: Question) -> NewSource:
    """The source of a question, each one once."""
    key = _source_key(question, making.known)
    if key not in making.sources:
        publisher, title, date, url, note = key
        try:
            url = check_url(url) if url else ""
        except ValueError as error:
            making.notes.left_out(question.line, f"the source's address: {error}")
            url = ""
        ids = Taken(source.id for source in making.sources.values())
        making.sources[key] = NewSource(ids.free(slug(publisher, "source")), publisher or None, title,
                                        date or None, url, note)
    return making.sources[key]


def _development(making: _Making, question: Question, title: str) -> NewDevelopment:
    """The development of a question, made when its first one comes."""
    name = question.development or title
    ours = bool(question.told.as_of)
    key = (slug(name, "questions"), slug(question.topic))
    if key not in making.developments:
        ids = Taken(development.id for development in making.developments.values())
        shown = name.replace("-", " ").capitalize() if ours and name == key[0] else name
        making.developments[key] = NewDevelopment(ids.free(key[0]), fit_title(shown), key[1])
    return making.developments[key]


def last_date(sources: Sequence[NewSource]) -> str | None:
    """The latest of the sources' dates that are known."""
    dates = [FactDate.parse(source.date) for source in sources if source.date]
    return str(max(dates, key=lambda date: date.last_day)) if dates else None

