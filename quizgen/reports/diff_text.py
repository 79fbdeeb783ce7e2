"""What changed between two versions of a deck, as lines for a terminal and as values for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from quizgen.bank.history import Change
from quizgen.items.item import Item
from quizgen.releases.changelog import summarise
from quizgen.releases.compare import LEVEL_OF, MEANING, level_of, next_version
from quizgen.releases.snapshot import Version

WIDTH = 78
_SHOWN = ("stem", "key", "options", "accept", "explanation", "attribution", "source", "further",
          "as_of", "standing", "notice", "tags", "topic", "development", "kind", "perishable")
_NAMES = {"stem": "question", "key": "answer", "accept": "also right", "as_of": "as of",
          "attribution": "who says so", "further": "later sources", "kind": "kind of item"}
_TITLES = {"added": "added", "altered": "says something else",
           "answered": "answered differently", "standing": "changed in standing",
           "further": "more was said",
           "question-added": "asked more", "question-retired": "asked less", "deck": "the deck"}
_COLOURS = {"added": "green", "question-added": "green", "altered": "red", "answered": "red",
            "retired": "red", "question-retired": "red", "corrected": "red", "retracted": "red"}


def diff_lines(old: Version, new: Version, changes: Sequence[Change]) -> Iterator[str]:
    """The changes fact by fact with what each means, at most 78 wide; then the whole."""
    for change in changes:
        colour = _COLOURS.get(change.kind, "yellow")
        title = click.style(_TITLES.get(change.kind, change.kind), fg=colour, bold=True)
        yield f"{click.style(change.fact or new.deck.id, bold=True)}: {title}"
        yield from _wrapped(MEANING[change.kind], "  ")
        yield from _details(old, new, change)
        yield ""
    if changes:
        yield from _wrapped(summarise(changes, "above"), "")
    least = next_version(old.deck.version, level_of(changes))
    yield f"{old.deck.version} → {least} at the least" if changes else "nothing changed for learners"


def diff_values(old: Version, new: Version, changes: Sequence[Change]) -> dict[str, Any]:
    """The same as plain values for JSON."""
    level = level_of(changes)
    return {
        "deck": new.deck.id, "old": old.deck.version, "new": new.deck.version, "level": level,
        "least_version": next_version(old.deck.version, level),
        "changes": [{
            **change.model_dump(mode="json"), "level": LEVEL_OF[change.kind],
            "meaning": MEANING[change.kind],
            "fields": {name: fields_changed(old.items[name], new.items[name])
                       for name in change.items if name in old.items and name in new.items},
        } for change in changes],
    }


def fields_changed(old: Item, new: Item) -> list[str]:
    """Which parts of an item a learner finds changed, in words."""
    return [_NAMES.get(name, name) for name in _SHOWN if getattr(old, name) != getattr(new, name)]


def _details(old: Version, new: Version, change: Change) -> Iterator[str]:
    match change.kind:
        case "deck":
            yield from _header(old, new)
        case "added" | "retired":
            yield from _sides("" if change.kind == "added" else change.before, change.after)
        case "question-retired":
            yield from (line for name in change.items
                        for line in _sides(f"{old.items[name].stem} [{name}]", ""))
        case "question-added":
            yield from (line for name in change.items
                        for line in _sides("", f"{new.items[name].stem} [{name}]"))
        case "answered":
            yield from _wrapped(new.items[change.items[0]].stem, "  ? ")
            yield from _wrapped(", ".join(change.items), "  · ")
            yield from _sides(change.before, change.after)
        case "standing" | "altered":
            yield from _sides(change.before, change.after)
        case "further":
            item = next(new.items[name] for name in new.snapshot.facts[change.fact].items)
            yield from _sides("", item.explanation)
        case "superseded" | "corrected" | "retracted" | "restored":
            note = new.snapshot.facts[change.fact]
            notice = next((new.items[name].notice for name in note.items), "")
            yield from _wrapped(notice or change.after, "  ")
        case "reworded":
            yield from _sides(change.before, change.after)
            yield from _reworded(old, new, change)


def _header(old: Version, new: Version) -> Iterator[str]:
    before, after = (v.deck.header.model_dump(mode="json") for v in (old, new))
    for name in before:
        if before[name] != after[name] and name not in ("version", "waivers"):
            yield from _wrapped(name, "  · ")
            yield from _sides(str(before[name]), str(after[name]))
    if before["title"] != after["title"]:
        yield from _wrapped("Anki knows a deck by its title: learners will have a second one.", "  ! ")


def _reworded(old: Version, new: Version, change: Change) -> Iterator[str]:
    told = {(change.before, change.after)}
    for name in change.items:
        before, after = old.items[name], new.items[name]
        yield from _wrapped(f"{name}: {', '.join(fields_changed(before, after))}", "  · ")
        lost = [text for text in before.options if text not in after.options]
        come = [text for text in after.options if text not in before.options]
        for pair in ((before.stem, after.stem), ("; ".join(lost), "; ".join(come))):
            if pair[0] != pair[1] and pair not in told:
                told.add(pair)
                yield from _sides(*pair)


def _sides(before: str, after: str) -> Iterator[str]:
    if before:
        yield from (click.style(line, fg="red") for line in _wrapped(before, "  - "))
    if after:
        yield from (click.style(line, fg="green") for line in _wrapped(after, "  + "))


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead),
                         break_on_hyphens=False)
