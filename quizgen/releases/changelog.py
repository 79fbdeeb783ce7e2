"""A deck's CHANGELOG.md: what a release means for those who learn the deck, by fact."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from quizgen.bank.dates import FactDate
from quizgen.bank.history import Change, ChangeKind
from quizgen.items.item import Item
from quizgen.releases.compare import MEANING, level_of
from quizgen.releases.release import Plan
from quizgen.releases.snapshot import Version

_TITLE: dict[ChangeKind, str] = {
    "altered": "Says something else", "answered": "Answered differently",
    "corrected": "Corrected", "retracted": "Taken back", "retired": "Gone",
    "question-retired": "Questions gone", "superseded": "Overtaken by events",
    "standing": "Stands otherwise", "further": "More was said", "added": "New",
    "question-added": "New questions", "restored": "Asked again", "reworded": "In other words",
}
_SUMMARY: dict[ChangeKind, tuple[str, str]] = {
    "added": ("fact is new", "facts are new"),
    "question-added": ("known fact has new questions", "known facts have new questions"),
    "standing": ("fact stands otherwise", "facts stand otherwise"),
    "further": ("fact had more said of it", "facts had more said of them"),
    "superseded": ("fact was overtaken by events", "facts were overtaken by events"),
    "corrected": ("fact was corrected", "facts were corrected"),
    "retracted": ("fact was taken back", "facts were taken back"),
    "restored": ("fact is asked again", "facts are asked again"),
    "altered": ("fact says something else", "facts say something else"),
    "answered": ("question has another answer", "questions have other answers"),
    "question-retired": ("fact lost questions", "facts lost questions"),
    "retired": ("fact is gone", "facts are gone"),
    "reworded": ("fact was reworded", "facts were reworded"),
    "deck": ("description of the deck is new", ""),
}


def changelog_text(before: str, now: Version, plan: Plan) -> str:
    """The file with the release's section put first; an older section of that version is replaced.

    What an author wrote by hand into the other sections, or above them, stays.
    """
    head = f"# Changelog: {_plain(now.deck.header.title)}\n\nWhat each release means for those who " \
           "learn this deck. Progress follows the questions’ ids.\n"
    text = before or head
    section = section_text(now, plan)
    own = re.search(rf"^## {re.escape(plan.version)} .*?(?=^## |\Z)", text, re.M | re.S)
    if own:
        return _spaced(text[: own.start()], section, text[own.end() :])
    first = re.search(r"^## ", text, re.M)
    at = first.start() if first else len(text)
    return _spaced(text[:at], section, text[at:])


def has_section(text: str, version: str) -> bool:
    """Whether a changelog has the section of a version."""
    return re.search(rf"^## {re.escape(version)} ", text, re.M) is not None


def section_text(now: Version, plan: Plan) -> str:
    """What one release says."""
    return "\n".join(_section(now, plan)).rstrip() + "\n"


def _spaced(above: str, section: str, below: str) -> str:
    return f"{above.rstrip()}\n\n{section}" + (f"\n{below.lstrip()}" if below.strip() else "")


def _section(now: Version, plan: Plan) -> Iterator[str]:
    day = FactDate.parse(plan.history.last.time[:10]).words()
    yield f"## {plan.version} ({day})\n"
    if plan.is_first:
        asked = [item for item in now.items.values() if item.status == "current"]
        facts = {item.fact for item in asked} & now.deck.facts.keys()
        yield f"The first release: {_count(len(facts), 'fact')}, {_count(len(asked), 'question')}."
        return
    yield f"{summarise(plan.changes)}\n"
    for kind, heading in _TITLE.items():
        of_kind = [change for change in plan.changes if change.kind == kind]
        if of_kind:
            yield f"### {heading}\n\n{MEANING[kind]}\n"
            yield from _entries(now, kind, of_kind)
            yield ""


def summarise(changes: Sequence[Change], where: str = "below") -> str:
    """What a release holds, counted, and whether anything that was learned is lost."""
    parts = []
    for kind, (one, many) in _SUMMARY.items():
        count = len({change.items if kind == "answered" else change.fact
                     for change in changes if change.kind == kind})
        joint = len({c.fact for c in changes if c.kind == kind and _is_joint(c)})
        if count - joint:
            parts.append(f"{count - joint} {one if count - joint == 1 else many}")
        if joint:
            parts.append(f"{_count(joint, 'exercise')} on several facts: {_TITLE[kind].lower()}")
    lost = (f"Some of what you learned is lost or must be learned anew: see {where}."
            if level_of(changes) == "major" else "No progress is lost.")
    return f"{', '.join(parts)}. {lost}"


def _is_joint(change: Change) -> bool:
    """Whether it is of a set: an exercise on several facts."""
    return any(name.endswith((".ordering", ".matching")) for name in change.items)


def _entries(now: Version, kind: ChangeKind, changes: Sequence[Change]) -> Iterator[str]:
    if kind != "added":
        for change in changes:
            yield f"- {_told(now, change)}"
        return
    titles: dict[str, list[Change]] = {}
    for change in changes:
        home = now.deck.homes.get(change.fact, (None, None))[1]
        titles.setdefault(home.title if home else "On several facts", []).append(change)
    for title, group in titles.items():
        yield f"- **{_plain(title)}**"
        yield from (f"  - {_added(now, change)}" for change in group)


def _added(now: Version, change: Change) -> str:
    if _is_joint(change):
        return _stem(now.items, change.items[0])
    return _plain(change.after) or change.fact


def _told(now: Version, change: Change) -> str:
    items = now.items
    note = now.snapshot.facts.get(change.fact)
    sentence = _plain(note.sentence if note and note.sentence else change.fact)
    match change.kind:
        case "answered":
            return (f"{_stem(items, change.items[0])} Was: {_plain(change.before)}. "
                    f"Is: {_plain(change.after)}.")
        case "standing":
            return f"{sentence} Was {change.before}, is {change.after}. {_latest(now, change.fact)}"
        case "further":
            return f"{sentence} {_latest(now, change.fact)}"
        case "superseded" | "corrected" | "retracted":
            notice = next((items[name].notice for name in note.items), "") if note else ""
            return f"{sentence} {_plain(notice)}".strip()
        case "altered":
            return f"{sentence} Was: {_plain(change.before)}. Is: {_plain(change.after)}."
        case "question-added":
            stems = dict.fromkeys(_stem(items, name) for name in change.items)
            return f"{sentence} {' '.join(stems)}"
        case "question-retired":
            return f"{sentence} No longer asked: {_plain(change.before)}"
        case "retired":
            return _plain(change.before) or change.fact
        case "reworded":
            count = _count(len(change.items), "question") if change.items else "the sentence"
            return f"{sentence} ({count})"
    return sentence


def _latest(now: Version, fact: str) -> str:
    """The last word on a disputed or corroborated matter: who denied it, or backed it, and when."""
    item = next((now.items[name] for name in now.snapshot.facts[fact].items), None)
    if item is None:
        return ""
    return _plain(item.explanation.removeprefix(item.sentence).strip())


def _stem(items: Mapping[str, Item], name: str) -> str:
    return _plain(items[name].stem) if name in items else name


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _plain(text: str) -> str:
    """A bank's text that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def utc_time(moment: datetime.datetime) -> str:
    """A moment as history keeps it: UTC, whole seconds."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
