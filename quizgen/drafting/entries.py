"""A draft's facts and entities as a deck's files hold them, with what is open at each key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from quizgen.bank.entity import Entity
from quizgen.bank.evidence import evidence_at, flow_entry
from quizgen.bank.kinds import KINDS
from quizgen.bank.wording import render
from quizgen.drafting.analyse import Analysis
from quizgen.drafting.dates import DateMention
from quizgen.drafting.draft import Draft, DraftDevelopment
from quizgen.drafting.draft_fact import Asked, DraftFact, Phrase, Reference, Slot
from quizgen.drafting.ids import fresh, slug
from quizgen.drafting.members import Member
from quizgen.drafting.numbers import NumberMention
from quizgen.drafting.titles import make_title

_NO_DAY = "on which day? its sentence names none, so the article's month stands here"
_OTHER_DAY = (
    "on which day? the one that its sentence names may be another’s: the article's "
    "month stands here"
)
# The part of a fact's id that says what it is.
_ENDS = {"event": "said", "statement": "says", "characterisation": "label", "control": "control"}
_ORDER = ("id", "kind", "date", "perishable", "accuses")


@dataclass(frozen=True, slots=True)
class Entry:
    """The keys and values of a fact or entity in order, and by key what is open there."""

    id: str
    data: Mapping[str, Any]
    opens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DevelopmentEntry:
    """A development with its facts; `opens` as in `Entry`."""

    id: str
    title: str
    facts: tuple[Entry, ...]
    opens: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entries:
    """All that is to be written: developments, and the entities that the deck does not have."""

    developments: tuple[DevelopmentEntry, ...]
    entities: tuple[Entry, ...]


def make_entries(draft: Draft, taken: Set[str], again: bool = False) -> Entries:
    """The entries of a draft; `taken` are the ids of the deck's facts and sets.

    `again`: whether the deck tells a part of the article, so that names which no new fact needs have
    been proposed before.
    """
    analysis, used = draft.analysis, set(taken)
    models = {m.id: _entity_model(m) for m in analysis.cast.members.values()}
    developments: list[DevelopmentEntry] = []
    titles: set[str] = set()
    for number, development in enumerate(draft.developments, 1):
        facts = []
        for fact in development.facts:
            entry = _fact_entry(fact, analysis, used)
            if _holds(entry, models):
                used.add(entry.id)
                facts.append(entry)
        title, telling = make_title(development, analysis.cast, number)
        name = fresh(slug(title), titles)
        titles.add(name)
        opens = {} if telling else {"title": "a title that tells what happened"}
        if development.more_of:
            opens["title"] = f"the deck tells the rest of it in “{development.more_of}”: move it there?"
        key = "facts" if facts else "id"
        if told := _unread(development, analysis):
            opens[key] = told
        developments.append(DevelopmentEntry(name, title, tuple(facts), opens))
    named = {value for d in developments for f in d.facts for value in _entities_of(f)}
    entities = tuple(
        _entity_entry(m, m.id in named, analysis.text)
        for m in analysis.cast.members.values()
        if not m.known and (m.id in named or not again)
    )
    return Entries(tuple(developments), entities)


def _unread(development: DraftDevelopment, analysis: Analysis) -> str:
    """Where the sentences stand that gave no fact; the words themselves are not kept."""
    spans = [f"{start}–{end}" for start, end in development.unread[:12]]
    more = " …" if len(development.unread) > 12 else ""
    return f"no fact was drafted from the characters {', '.join(spans)}{more}" if spans else ""


def _fact_entry(fact: DraftFact, analysis: Analysis, used: set[str]) -> Entry:
    opens: dict[str, str] = {"id": f"{fact.doubt}?"} if fact.doubt else {}
    name = fresh(_fact_id(fact), used)
    data: dict[str, Any] = {"id": name, "kind": fact.kind, "date": str(fact.date or "")}
    if fact.kind == "event" and "{date" not in fact.text:  # an office, a plan: as of the report
        data["date"] = str(analysis.today)
    elif fact.date is None:
        data["date"] = f"{analysis.today:%Y-%m}"
        opens["date"] = _OTHER_DAY if fact.day_named else _NO_DAY
    data |= {key: value for key, value in fact.words.items() if key in _ORDER}
    data |= _slot_data(fact, opens)
    data |= {key: value for key, value in fact.words.items() if key not in _ORDER}
    told = _told_of_themselves(fact)
    if ask := {key: _asked(ask) for key, ask in fact.ask.items() if key not in told}:
        data["ask"] = ask
    if off := {key: False for key in told if key not in fact.ask}:
        data["questions"] = off
    evidence = (
        "[" + ", ".join(flow_entry(evidence_at(analysis.text, *span)) for span in fact.evidence) + "]"
    )
    if fact.voices:
        data["assertions"] = list(_voices(fact, evidence, opens))
    data["evidence"] = Flow(evidence)
    return Entry(name, data, opens)


def _told_of_themselves(fact: DraftFact) -> tuple[str, ...]:
    """The questions that answer themselves, since it is the doer who says so: “according to the army,
    who …?”, “who said that the army …?”.
    """
    voices = {voice.by.entity: voice for voice in fact.voices}
    own = [name for name, slot in fact.slots.items()
           if isinstance(slot, Reference) and slot.entity in voices]
    if not own or fact.words.get("spoken_by"):
        return ()
    asked = [*(name for name in own if name in fact.ask)] if fact.kind == "event" else [
        question.id for question in KINDS[fact.kind].asks if question.slot in own]
    said = {"asserts": "speaker", "denies": "denier"}
    heard = (said.get(voice.polarity, "") for voice in voices.values()
             if any(getattr(fact.slots[name], "entity", "") == voice.by.entity for name in own))
    return (*asked, *dict.fromkeys(filter(None, heard)))


def _asked(ask: Asked) -> dict[str, Any]:
    data: dict[str, Any] = {"stem": ask.stem}
    return data if ask.closed else {**data, "closed": False}


@dataclass(frozen=True, slots=True)
class Flow:
    """YAML as it is to be written: evidence, an assertion."""

    text: str


def _slot_data(fact: DraftFact, opens: dict[str, str]) -> dict[str, Any]:
    """The slots of a fact as its kind holds them; an event's in its sentence."""
    values = {name: _value(name, slot) for name, slot in fact.slots.items()}
    doubts = {
        name: slot.doubt
        for name, slot in fact.slots.items()
        if isinstance(slot, (Reference, Phrase)) and slot.doubt
    }
    if fact.kind != "event":
        opens.update(doubts)
        return values
    text, given = fact.text, dict[str, dict[str, Any]]()
    for name, slot in fact.slots.items():
        if isinstance(slot, NumberMention):
            given.setdefault("numbers", {})[name] = values[name]
        elif isinstance(slot, DateMention):
            given.setdefault("dates", {})[name] = values[name]
        else:
            marked = f"@{slot.entity}" if isinstance(slot, Reference) else values[name]
            text = _marked(text, name, marked)
    if doubts:
        opens["text"] = "; ".join(doubts.values())
    return {"text": text, **given}


def _marked(text: str, name: str, value: str) -> str:
    """The sentence with a slot's value at its places: `{who}` as `{who=@hale}`."""
    return re.sub(rf"\{{({name}(?::[a-z]+)?)\}}", lambda found: f"{{{found[1]}={value}}}", text)


def _value(name: str, slot: Slot) -> Any:
    if isinstance(slot, Reference):
        return slot.entity
    if isinstance(slot, DateMention):
        return str(slot.value)
    if isinstance(slot, Phrase):
        first = slot.text.split(" ", 1)[0]
        lower = first in ("A", "An", "The") and name != "label"
        return slot.text[0].lower() + slot.text[1:] if lower else slot.text
    number: dict[str, Any] = {"value": slot.value}
    if slot.unit:
        number["unit"] = slot.unit
    if slot.bound:
        number["bound"] = slot.bound
    return number


def _voices(fact: DraftFact, evidence: str, opens: dict[str, str]) -> Iterator[Flow]:
    for voice in fact.voices:
        parts = [f"by: {voice.by.entity}"]
        if voice.polarity != "asserts":
            parts.append(f"polarity: {voice.polarity}")
        parts.append(f"cue: {voice.cue}")
        if voice.date:
            parts.append(f"date: {voice.date}")
        if voice.by.doubt:
            opens["assertions"] = voice.by.doubt
        yield Flow("{" + ", ".join([*parts, f"evidence: {evidence}"]) + "}")


def _fact_id(fact: DraftFact) -> str:
    """An id from who and what is concerned, never from the article's words."""
    people = [s.entity for s in fact.slots.values() if isinstance(s, Reference)][:2]
    end = "post" if "role" in fact.slots else _ENDS.get(fact.kind, fact.kind)
    if fact.kind == "event" and "spoken_by" not in fact.words and end != "post":
        end = "plan" if "perishable" in fact.words else "event"
    if end == "event" and (own := fact.slots.keys() & {"killed", "injured", "change"}):
        end = "change" if "change" in own else "toll"
    elif not people:
        units = [s.unit or "" for s in fact.slots.values() if isinstance(s, NumberMention)]
        people = [units[0]] if units else []
    return slug("-".join([*people, end]), 60)


def _holds(entry: Entry, entities: Mapping[str, Entity]) -> bool:
    """Whether a fact would be read without an error."""
    data = {key: value for key, value in entry.data.items() if key not in ("evidence", "assertions")}
    try:
        fact = KINDS[data["kind"]].model_validate(data)
        return render(fact.templates(), fact.values(entities)) is not None
    except (ValidationError, ValueError, KeyError):
        return False


def _entities_of(entry: Entry) -> set[str]:
    """The ids that a fact's values hold."""
    found = {v for v in entry.data.values() if isinstance(v, str)}
    text = str(entry.data.get("text", ""))
    found |= {part.split("}")[0] for part in text.split("=@")[1:]}
    for voice in entry.data.get("assertions", ()):
        found.add(voice.text.removeprefix("{by: ").split(",")[0])
    return found


def _entity_data(member: Member) -> dict[str, Any]:
    data: dict[str, Any] = {"name": member.name, "type": member.type}
    if member.subtype and member.type != "Country":
        data["subtype"] = member.subtype
    if member.article:
        data["article"] = "the"
    if member.title and member.title[0].isupper():
        data["title"] = member.title
    if member.surname:
        data["surname"] = member.surname
    aliases = [a for a in member.aliases if a not in (member.name, member.surname)]
    if aliases:
        data["aliases"] = aliases
    if member.plural:
        data["plural"] = True
    return data


def _entity_model(member: Member) -> Entity:
    return Entity.model_validate({"id": member.id, **_entity_data(member)})


def _preposition(member: Member, text: str) -> str | None:
    """How the article says where: “at Harbour Park”; None where it says “in”, or does not say."""
    name = re.escape(member.name)
    if member.family != "place" or re.search(rf"\bin (?:the )?{name}", text, re.I):
        return None
    found = re.search(rf"\b(at|on|aboard) (?:the )?(?:[a-z]+ of )?{name}", text)
    return found[1] if found else None


def _entity_entry(member: Member, used: bool, text: str) -> Entry:
    doubts = [] if member.sure else [f"is it a {member.type}? that is a guess"]
    if not used:
        doubts.append("no fact names it, so it would be a wrong answer in others")
    data = _entity_data(member)
    if preposition := _preposition(member, text):
        data["preposition"] = preposition
    return Entry(member.id, data, {"id": "; ".join(doubts)} if doubts else {})
