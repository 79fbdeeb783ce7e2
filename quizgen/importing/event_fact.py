"""Questions on one matter as one fact of the general kind, with its authored questions.

The sentence is the one that the file tells, or is made of question and answer; the answers stand
beside it as phrases, numbers or dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.bank.text import MAX_TEXT
from quizgen.bank.wording import as_sentence
from quizgen.importing.askable import SHOWN
from quizgen.importing.ids import Taken, slug
from quizgen.importing.plain import shorten
from quizgen.importing.plan import NewEntry, Open
from quizgen.importing.question import Cited, Notes, Question, Told
from quizgen.importing.speakers import SLOT, Speakers, Spoken, find_speaker
from quizgen.importing.told import unended
from quizgen.importing.values import Number, as_dates, as_numbers, quantity

BLANK = "_____"
_MARKS = re.compile(r"[{}\[\]]")  # what a template would read as more than text
WHEN = "when it happened, as precisely as the source says: 2023-09-15, 2023-09 or 2023"


@dataclass(slots=True)
class Context:
    """What is shared by all facts of a deck; `many` if they have more than one source."""

    notes: Notes
    speakers: Speakers
    taken: Taken
    many: bool = False


@dataclass(slots=True)
class Parts:
    """The fields of a fact, as its questions fill them, by slot or by question."""

    phrases: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    ask: dict[str, dict[str, str]] = field(default_factory=dict)
    questions: dict[str, bool] = field(default_factory=dict)
    foils: dict[str, list[Any]] = field(default_factory=dict)
    accept: dict[str, list[str]] = field(default_factory=dict)

    def beside(self, name: str, text: str) -> str:
        """A template of a text: the text, or the slot of a phrase where it has marks of its own."""
        if not _MARKS.search(text):
            return text
        while name in self.phrases or name in self.numbers or name in self.dates:
            name += "_"
        words = text.strip()
        self.phrases[name] = words
        at = text.index(words)
        return f"{text[:at]}{{{name}}}{text[at + len(words):]}"


def make_fact(
    name: str, asked: Mapping[str, Question], context: Context, date: str, sources: Sequence[str]
) -> NewEntry:
    """The fact of that id; `asked` are its questions by their names, `sources` the ids of what they
    cite.
    """
    parts = Parts()
    left = dict(asked)
    for number, (own, question) in enumerate(asked.items()):
        if own not in left:
            continue  # the typed form of one before
        typed = _typed_form(question, left.get(f"{own}-typed"))
        if typed is not None:
            left.pop(f"{own}-typed", None)
        slot = _slot(own)
        parts.ask[own] = _ask(parts, own, slot, question, "asked_" + chr(ord("a") + number % 26))
        _answer(parts, own, slot, question, typed, f"{own}-typed" in left, context.notes)
    first = next(iter(asked.values()))
    embedded = tuple(dict.fromkeys(name for question in asked.values() for name in question.embedded))
    return new_fact(name, _sentence(first), date, replace(first, embedded=embedded), parts, context,
                    sources)


def new_fact(
    name: str, sentence: str, date: str, question: Question, parts: Parts, context: Context,
    sources: Sequence[str], own: int = 1,
) -> NewEntry:
    """A fact that says a sentence, with what its question tells; what is empty is left away.

    Of the `sources` that the question cites, number `own` is the fact's.
    """
    told = question.told
    spoken = find_speaker(told, sentence, context.speakers, sources, own)
    if is_lost(told, spoken):
        context.notes.warn(question.line, f"it is told as {told.standing}, and whose words it reports "
                           "cannot be told: it is asked as reported until you write `assertions`")
    if spoken and spoken.slot:
        text = parts.beside("the_start", spoken.before) + spoken.slot + parts.beside(
            "the_end", spoken.after)
    else:
        text = parts.beside("the_sentence", spoken.sentence if spoken else sentence)
    explanation = spoken.explanation if spoken else told.explanation
    optional: dict[str, Any] = {
        "spoken_by": SLOT if spoken and spoken.slot else "",
        "assertions": list(spoken.assertions) if spoken else [],
        "phrases": parts.phrases, "numbers": parts.numbers, "dates": parts.dates, "ask": parts.ask,
        "foils": parts.foils, "accept": parts.accept, "questions": parts.questions,
        "explanation": fitting(explanation, question.line, context.notes),
        "tags": _tags(question.tags, question.line, context.notes)}
    where = {"source": sources[own - 1]} if context.many and own <= len(sources) else {}
    fields = {"kind": "event", **where, "date": date or None, "text": text,
              **{field: value for field, value in optional.items() if value}}
    return NewEntry(name, fields, open_points(date, question, spoken),
                    as_sentence(spoken.sentence if spoken else sentence))


def _tags(tags: Sequence[str], line: int, notes: Notes) -> list[str]:
    """Tags as the bank writes them; one without a letter of its alphabet is named."""
    for tag in tags:
        if not slug(tag):
            notes.warn(line, f"the tag “{shorten(tag)}” has no letter from a to z, and is not kept")
    return list(dict.fromkeys(filter(None, map(slug, tags))))


def fitting(text: str, line: int, notes: Notes) -> str:
    """An explanation that a bank can hold; a longer one is named."""
    if len(text) > MAX_TEXT:
        notes.left_out(line, f"the explanation: it is longer than {MAX_TEXT} characters")
        return ""
    return text


def open_points(date: str, question: Question, spoken: Spoken | None = None) -> Open:
    """What the file cannot give of a fact, or gives in words alone, or shows."""
    told = question.told
    points = [] if date else [("date", WHEN)]
    if date and question.kind == "ordering" and not question.members:
        points = [("date", "an order needs the date of each event, and no two that could be one")]
    if question.embedded:
        points.append(("text", f"the file shows {', '.join(question.embedded)} here: say it in words, "
                       "or give a `picture`"))
    if is_lost(told, spoken):
        who = f" by {told.who}" if told.who else ""
        points.append(("text", f"the file has it as {told.standing}{who}: write who says so under "
                       "`assertions`, or the standing is lost"))
    later = "; ".join(filter(None, ["" if spoken else cited_words(told.further), told.uncited]))
    if later:
        points.append(("text", f"also reported by {later}: add the source"))
    return tuple(points)


def is_lost(told: Told, spoken: Spoken | None) -> bool:
    """Whether a standing that the file tells cannot be kept."""
    return told.standing not in ("", "reported") and spoken is None


def cited_words(sources: Sequence[Cited]) -> str:
    """Sources in words."""
    return "; ".join(f"{one.publisher}, {one.date}" for one in sources)


def _slot(name: str) -> str:
    """The slot of a question; `date` is the fact's own."""
    return "day" if name == "date" else name.replace("-", "_")


def _ask(parts: Parts, name: str, slot: str, question: Question, beside: str) -> dict[str, str]:
    stem = {"stem": parts.beside(beside, question.stem)}
    return stem if slot == name.replace("-", "_") else {**stem, "slot": slot}


def _typed_form(question: Question, other: Question | None) -> Question | None:
    """The question that asks the same to be typed, if the other does."""
    if other is None or other.stem != question.stem or question.kind != "choice":
        return None
    if other.kind == "typed":
        return other if other.key == question.key else None
    numbers = as_numbers([question.key, *(w.text for w in question.wrong)])
    same = other.kind == "number" and numbers and numbers[0].value == other.number
    return other if same else None


def _answer(
    parts: Parts, name: str, slot: str, question: Question, typed: Question | None, taken: bool,
    notes: Notes,
) -> None:
    """The key with its foils; `taken` if another question has the name of its typed form."""
    if question.kind == "number":
        _number(parts, slot, question, notes)
        parts.foils[slot] = []  # the file has none to choose from, and none is made
        return
    if question.kind == "true-false":
        _judged(parts, slot, question)
        return
    form, texts = f"{name}-typed", [question.key, *(w.text for w in question.wrong)]
    in_words = typed is not None and typed.kind == "typed"
    dates = as_dates(texts, in_words) if question.wrong and not taken else None
    numbers = as_numbers(texts) if question.wrong and not taken and not in_words else None
    if typed is not None and typed.kind == "number" and numbers:
        _number(parts, slot, typed, notes, numbers[0])
    elif dates:
        parts.dates[slot] = str(dates[0])
    elif numbers:
        parts.numbers[slot] = _written(numbers[0])
    else:
        parts.phrases[slot] = question.key
    if question.wrong:
        parts.foils[slot] = _foils(question, dates, bool(dates or slot in parts.numbers))
        if len(question.wrong) > SHOWN:
            notes.warn(question.line, f"of its {len(question.wrong)} wrong answers a question shows "
                       f"{SHOWN}: the first, unless you choose others")
    accepted = [*question.accept, *(typed.accept if typed else ())]
    if accepted:
        parts.accept[slot] = list(dict.fromkeys(accepted))
    ours = bool(question.told.as_of)  # each form that is asked stands in a file of ours
    chosen = len(question.wrong) > 1
    if typed is None and chosen and (dates or numbers or (accepted and ours and not taken)):
        parts.questions[form] = False
    elif not taken and (typed is not None or not chosen) and not (dates or numbers):
        parts.questions[form] = True


def _judged(parts: Parts, slot: str, question: Question) -> None:
    """A statement to judge, with the reason for who is wrong where there is one."""
    parts.phrases[slot] = question.key
    told = [w for w in question.wrong if w.why not in ("", "It is true.", "It is false.")]
    if told:
        parts.foils[slot] = [{"text": w.text, "why": w.why} for w in told]


def _foils(question: Question, dates: list[FactDate] | None, valued: bool) -> list[Any]:
    """The wrong answers, with the reasons that say more than quizgen's files of before said of all.

    `valued`: they are dates or numbers, of which another thing was said.
    """
    texts = [str(d) for d in dates[1:]] if dates else [w.text for w in question.wrong]
    foils: list[Any] = []
    for wrong, text in zip(question.wrong, texts, strict=True):
        said = f"Not {wrong.text} but {question.key}." if valued else (
            f"The report says otherwise: {question.key}.")
        told = wrong.why and as_sentence(wrong.why) != said
        foils.append({"text": text, "why": wrong.why} if told else text)
    return foils


def _number(
    parts: Parts, slot: str, question: Question, notes: Notes, shown: Number | None = None
) -> None:
    """A number to type; the bank takes 5 % more or less, or nothing."""
    value = question.number or 0.0
    year = 1000 <= value <= 2999 and not question.unit  # as it is written, without a comma
    number = shown or Number(int(value) if value.is_integer() else value, question.unit, not year)
    about = bool(value) and abs(question.tolerance / abs(value) - 0.05) < 1e-9
    if question.tolerance and not about:
        notes.warn(question.line, f"the tolerance {question.tolerance:g} is not kept: a number is "
                   "exact, or `bound: about` takes 5 % more or less")
    parts.numbers[slot] = _written(number, "about" if about else None)


def _written(number: Number, bound: str | None = None) -> dict[str, Any]:
    """A number as it stands in a file of the bank."""
    return quantity(number, bound).model_dump(exclude_defaults=True)


def _sentence(question: Question) -> str:
    """The sentence that the file tells, or one made of question and answer."""
    made = _made(question)
    told = question.told.sentence
    return unended(told) if told and told != as_sentence(made) else made


def _made(question: Question) -> str:
    if question.kind == "true-false":
        return unended(question.stem) if question.key == "True" else (
            f"the statement “{question.stem}” is false")
    if BLANK in question.stem:
        return unended(question.stem.replace(BLANK, question.key))
    unit = f" {question.unit}" if question.kind == "number" and question.unit else ""
    return f"the answer to “{question.stem}” is {question.key}{unit}"


def texts_of(question: Question) -> list[str]:
    """Every text of a question that the bank is to hold."""
    told = question.told
    return [question.stem, question.key, *question.accept,
            *(t for pair in question.pairs for t in pair),
            *(t for w in question.wrong for t in (w.text, w.why)), *question.surplus,
            *question.sequence, told.sentence, *(text for one in (told.source, *told.further)
                             for text in (one.publisher, one.title, one.note)),
            _made(question)]


