"""Questions of a file in, a deck to be written out: grouped by fact, with what is lacking marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import MOST_QUESTIONS
from quizgen.bank.text import MAX_TEXT, check_text, check_url
from quizgen.importing.askable import askable
from quizgen.importing.event_fact import Context, make_fact, texts_of
from quizgen.importing.fact_set import make_set
from quizgen.importing.ids import Taken, name_question, slug
from quizgen.importing.plain import shorten
from quizgen.importing.plan import Known, NewDeck, NewDevelopment, NewEntry, NewSource
from quizgen.importing.question import Cited, Imported, Notes, Question, Unreadable
from quizgen.importing.speakers import Speakers

_FORMULA = re.compile(r"\\\(.{1,200}?\\\)|\\\[.{1,200}?\\\]|\$\$[^$]{1,200}\$\$|\[latex\].{0,200}")


@dataclass(slots=True)
class _Making:
    """What has been made so far."""

    known: Known
    context: Context
    sources: dict[Cited, list[NewSource]] = field(default_factory=dict)  # by what is no address
    developments: dict[tuple[str, str], NewDevelopment] = field(default_factory=dict)
    facts: dict[str, NewEntry] = field(default_factory=dict)
    sets: list[NewEntry] = field(default_factory=list)
    questions: int = 0
    source_ids: Taken = field(default_factory=Taken)

    def all_sources(self) -> Iterator[NewSource]:
        """Every source, in the order in which their ids were given."""
        return (one for like in self.sources.values() for one in like)


def make_deck(read: Imported, known: Known, notes: Notes) -> NewDeck:
    """The deck of what was read; what the bank cannot hold is noted and left out."""
    title = known.title or read.title or known.name
    groups = _groups(_prepared(read.questions, notes), notes)
    making = _Making(known, Context(notes, Speakers(), Taken()))
    for name, asked in groups:
        making.context.taken.free(name)
        _add_source(making, next(iter(asked.values())))
    cited = {one for _, asked in groups for one in next(iter(asked.values())).told.further}
    making.context.many = len(list(making.all_sources())) > 1 or bool(cited)
    whole = [group for group in groups if _is_set(next(iter(group[1].values())))]
    for name, asked in (*(group for group in groups if group not in whole), *whole):
        _add(making, name, asked, title)
    filled = tuple(d for d in making.developments.values() if d.facts)
    return NewDeck(known, fit_title(title), tuple(making.context.speakers.known.values()),
                   tuple(making.all_sources()), filled, tuple(making.sets), making.questions)


def _add(making: _Making, name: str, asked: Mapping[str, Question], title: str) -> None:
    """Add a fact with its questions, or a set with its facts."""
    first = next(iter(asked.values()))
    making.context.notes.path = first.path or making.context.notes.path
    sources: list[str] = []
    for cited in (first.told.source, *first.told.further):
        sources.append(_source_id(making, cited, sources))
    development = _development(making, first, title)
    date = first.happened or making.known.date
    if not _is_set(first):
        fact = make_fact(name, asked, making.context, date, sources)
        making.facts[name] = fact
        development.facts.append(fact)
    else:
        try:
            group, facts = make_set(name, first, making.context, date, sources, making.facts)
        except Unreadable as why:
            making.context.notes.left_out(first.line, str(why))
            return
        making.sets.append(group)
        making.facts |= {fact.id: fact for fact in facts}
        development.facts += facts
    making.questions += len(asked)


def _is_set(question: Question) -> bool:
    return question.kind in ("matching", "ordering")


def fit_title(text: str) -> str:
    """A title that the bank can hold."""
    shown = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return shown[:200] or "Imported questions"


def _prepared(questions: Sequence[Question], notes: Notes) -> list[Question]:
    """What the bank can hold, as it can ask it; what has no id is numbered."""
    made: list[Question] = []
    for number, question in enumerate(questions, start=1):
        notes.path = question.path or notes.path
        if _holdable(question, notes):
            own = question.id if _has_id(question) else f"question-{number}"
            made += askable(_named(replace(question, id=own)), notes)
    return made


def _has_id(question: Question) -> bool:
    return bool(slug(question.id))


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
        if len(text) > MAX_TEXT:  # first: to look at a long one can take long
            notes.left_out(question.line, f"a text, or question and answer together, is longer than "
                           f"{MAX_TEXT} characters: “{shorten(text)}”")
            return False
        try:
            check_text(text)
        except ValueError as error:
            notes.left_out(question.line, str(error))
            return False
    formula = next(filter(None, map(_FORMULA.search, texts_of(question))), None)
    if formula:
        notes.warn(question.line, f"a formula is shown as it is written: {shorten(formula[0])}")
    return True


def _groups(
    questions: Sequence[Question], notes: Notes
) -> list[tuple[str, dict[str, Question]]]:
    """Questions by their facts' ids, in the order of the file, then by their own.

    Those share a fact that have its id and tell the same after the answer.
    """
    groups: dict[str, dict[str, Question]] = {}
    asked: dict[str, tuple[str, Question]] = {}
    taken = Taken()
    for question in questions:
        notes.path = question.path or notes.path
        fact, name = name_question(question)
        group = groups.get(fact)
        if group is not None and (name in group or not _together(group, name, question)):
            twice = name in group
            fact = taken.free(fact if twice else slug(f"{fact}-{name}"))
            if twice:
                notes.warn(question.line, f"the id “{shorten(question.id)}” stands twice; this one is "
                           f"imported as “{fact}”")
        elif group is None:
            taken.free(fact)
        groups.setdefault(fact, {})[name] = question
        if not _is_set(question):
            first, before = asked.setdefault(question.stem.casefold(), (fact, question))
            if first != fact and name_question(before)[0] != name_question(question)[0]:
                same = before.key.casefold() == question.key.casefold()
                notes.warn(question.line, "it asks what is asked already, with "
                           f"{'the same' if same else 'another'} answer: {before.path}:{before.line}")
    return list(groups.items())


def _together(group: Mapping[str, Question], name: str, question: Question) -> bool:
    """Whether a question can be another one of the same fact, under that name."""
    first = next(iter(group.values()))
    is_form = name.endswith("-typed") and name.removesuffix("-typed") in group
    return (not _is_set(question) and not _is_set(first)
            and (first.told, first.happened, first.tags, first.topic, first.development)
            == (question.told, question.happened, question.tags, question.topic,
                question.development)
            and (is_form or sum(not one.endswith("-typed") for one in group) < MOST_QUESTIONS))


def _add_source(making: _Making, question: Question) -> None:
    """Take in the source of a question; an address that the bank cannot hold is noted."""
    cited = question.told.source
    try:
        check_url(cited.url or "https://example.org")
    except ValueError as error:
        making.context.notes.left_out(question.line, f"the source's address: {error}")
    _source_id(making, cited)


def _source_id(making: _Making, cited: Cited, beside: Sequence[str] = ()) -> str:
    """The id of a source, made when it comes first; without an address it may be a known one, but
    none that is cited `beside` it.
    """
    known = making.known
    cited = replace(cited, publisher=cited.publisher or known.publisher, date=cited.date or known.date,
                    url=_address(cited.url))
    like = making.sources.setdefault(replace(cited, url=""), [])
    free = [one for one in like if one.id not in beside]
    found = next((one for one in free if one.cited.url == cited.url), None) or next(
        (one for one in free if not cited.url), None)
    if found is None:
        found = NewSource(making.source_ids.free(slug(cited.publisher, "source")), cited)
        like.append(found)
    return found.id


def _address(url: str) -> str:
    try:
        return check_url(url) if url else ""
    except ValueError:
        return ""


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
    dates = [FactDate.parse(one.cited.date) for one in sources if one.cited.date]
    return str(max(dates, key=lambda date: date.last_day)) if dates else None

