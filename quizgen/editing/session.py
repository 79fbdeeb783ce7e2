"""A walk as a pure step: a state and a key or a line in, the next state and a change out.

Nothing here prints, reads a key or writes a file. A change counts as written; where it could not
be, the shell goes on from `reread` instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from quizgen.bank.open_points import find_open_points
from quizgen.bank.outline import Keys
from quizgen.editing.choices import choices_at, find_choice, matching
from quizgen.editing.desk import BOM, Desk, Files, new_errors
from quizgen.editing.droppable import Thing, droppable
from quizgen.editing.points import arrive, go
from quizgen.editing.rewrite import (
    CannotRewrite,
    with_value,
    with_yaml,
    without_mark,
    without_part,
)
from quizgen.editing.state import LABELS, Change, Offer, Point, State, commands_now, parts_of
from quizgen.terminal.events import End, Event, Key, Line
from quizgen.terminal.line import Edit, edit

MOST_SHOWN = 24  # values, or lines that refer to something
Stepped = tuple[State, Change | None]


def start(desk: Desk, files: Files) -> State:
    """The walk at its first open point, else at its first problem; at rest where there is none."""
    return arrive(State(desk, files, desk.judge(files)), 0)


def step(state: State, event: Event) -> Stepped:
    """What follows a key or a line, and the change that is to be written."""
    state = replace(state, note="")
    if isinstance(event, End):
        return replace(state, phase="done"), None
    if state.phase in ("asking", "resting"):
        return _asked(state, _key_of(event))
    if state.phase in ("picking", "dropping"):
        return _chosen(state, _key_of(event))
    return _typed(state, event) if state.phase == "typing" else (state, None)


def reread(state: State, note: str) -> State:
    """The walk at the same place, with the files as they are on the disk now."""
    files = state.desk.read()
    fresh = replace(state, files=files, judged=state.desk.judge(files), past=())
    return replace(arrive(fresh, state.at), note=note)


def _key_of(event: Event) -> str:
    """The key, or what was entered, in small letters; “escape” for an empty line."""
    match event:
        case Key(name):
            return name.casefold()
        case Line(text):
            return text.strip().casefold() or "escape"
    return ""


# -- a point ------------------------------------------------------------------------------------------


def _asked(state: State, key: str) -> Stepped:
    known = {name for name, _ in commands_now(state)}
    if state.phase == "resting" and key in ("enter", "escape"):
        key = "q"
    if key not in known:
        return replace(state, note="Choose one of the keys."), None
    match key:
        case "a":
            return _accept(state)
        case "c":
            return _change(state)
        case "d":
            return _drop(state)
        case "u":
            return _undo(state)
        case "q":
            return replace(state, phase="done"), None
    return go(state, state.at + (1 if key == "n" else -1)), None


def _accept(state: State) -> Stepped:
    mark = state.point.mark
    assert mark is not None  # else the key does not work
    name, old = state.point.file, state.files[state.point.file]
    files = {**state.files, name: _marked(old, without_mark(state.text, mark))}
    return _settle(replace(state, files=files), Change(name, old, files[name], "Accepted.", state.at))


def _change(state: State) -> Stepped:
    """Go to the line under edit where one value is meant, else ask which."""
    parts = parts_of(state.text)
    part = next(p for p in parts if p.keys == state.point.keys)
    if part.text is not None:
        return _edit(state, Offer(part.keys, str(part.name))), None
    count = len(part.keys)
    inner = [p for p in parts if p.keys[:count] == part.keys and p.text is not None
             and "evidence" not in p.keys[count:]]
    offers = [Offer(p.keys, f"{'.'.join(map(str, p.keys[count:]))}: {p.text}") for p in inner]
    written = state.text[part.start : part.end]
    if part.flow and "\n" not in written:
        offers.insert(0, Offer(part.keys, f"the whole: {written}", whole=True))
    if not offers:
        return replace(state, note="Nothing here can be changed on one line; see the file."), None
    return replace(state, phase="picking", offers=tuple(offers[: len(LABELS)])), None


def _drop(state: State) -> Stepped:
    """Drop what the point concerns; ask where it may be one of several, or others refer to it."""
    outlines = {name: parts_of(text) for name, text in state.files.items()}
    things = droppable(state.point.file, state.point.keys, outlines)
    if not things:
        return replace(state, note="Nothing here can be dropped by itself."), None
    if len(things) == 1 and things[0].keys == state.point.keys and not things[0].referrers:
        return _dropped(state, things[0].keys)
    offers = tuple(Offer(thing.keys, _warning(thing)) for thing in things)
    return replace(state, phase="dropping", offers=offers), None


def _warning(thing: Thing) -> str:
    more = len(thing.referrers) - MOST_SHOWN
    shown = ", ".join(thing.referrers[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
    return f"{thing.words} (others refer to it: {shown})" if shown else thing.words


def _undo(state: State) -> Stepped:
    """Take the last change back; the shell sees to it that the file is still as it was left."""
    last = state.past[-1]
    files = {**state.files, last.file: last.before}
    now = replace(state, files=files, judged=state.desk.judge(files), past=state.past[:-1])
    back = replace(last, before=last.after, after=last.before, words=f"Taken back: {last.words}")
    return replace(arrive(now, last.at), note=back.words), back


# -- one of several -----------------------------------------------------------------------------------


def _chosen(state: State, key: str) -> Stepped:
    if key == "escape":
        return go(state, state.at), None
    number = LABELS.find(key) if len(key) == 1 else -1
    if not 0 <= number < len(state.offers):
        return replace(state, note="Choose one of the numbers, or go back."), None
    offer = state.offers[number]
    return (_edit(state, offer), None) if state.phase == "picking" else _dropped(state, offer.keys)


def _dropped(state: State, keys: Keys) -> Stepped:
    """Drop it. What a fact cannot be without stays; of a whole fact, what it breaks is told."""
    is_field = isinstance(keys[-1], str) and len(keys) > 1
    words = droppable(state.point.file, keys, {state.point.file: parts_of(state.text)})[0].words
    return _write(state, lambda text: without_part(text, keys), f"Dropped: {words}.", is_field)


# -- a value ------------------------------------------------------------------------------------------


def _edit(state: State, offer: Offer) -> State:
    """The state with a value under edit, and what may stand there."""
    name, parts = state.point.file, parts_of(state.text)
    part = next(p for p in parts if p.keys == offer.keys)
    choices = () if offer.whole else choices_at(name, parts, offer.keys, state.judged.deck)
    old = state.text[part.start : part.end] if offer.whole else " ".join((part.text or "").split())
    line = Edit("" if choices else old, 0 if choices else len(old))
    return replace(state, phase="typing", target=offer, choices=choices, line=line)


def _typed(state: State, event: Event) -> Stepped:
    if isinstance(event, Key) and event.name == "escape":
        return go(state, state.at), None
    if isinstance(event, Key) and event.name != "enter":
        return replace(state, line=edit(state.line, event.name)), None
    text = state.line.text if isinstance(event, Key) else getattr(event, "text", "")
    typed = " ".join(text.split())
    if not typed:
        return go(state, state.at), None
    return _kept(replace(state, line=Edit(typed, len(typed))), typed)


def _kept(state: State, typed: str) -> Stepped:
    """Write what was typed, in the first way that the bank takes; say why where it takes none."""
    offer = state.target
    assert offer is not None  # the phase has one
    chosen, alike = find_choice(state.choices, typed), matching(state.choices, typed)
    if chosen is None and len(alike) > 1:
        shown = ", ".join(choice.value for choice in alike[:MOST_SHOWN])
        return replace(state, note=f"{len(alike)} have that: {shown}"), None
    value = chosen.value if chosen else typed
    if any(p.keys == offer.keys and p.text == value for p in parts_of(state.text)):
        return replace(go(state, state.at), note="It says so already."), None
    try:
        ways = ([with_yaml(state.text, offer.keys, value)] if offer.whole
                else list(with_value(state.text, offer.keys, value)))
    except CannotRewrite as error:
        return replace(state, note=f"Not kept: {error}."), None
    return _first_good(state, ways, offer.keys)


def _first_good(state: State, ways: Iterable[str], keys: Keys) -> Stepped:
    """The first of several texts that brings no new error; the first's error where all do."""
    settled = keys == state.point.keys
    words = "Changed." if settled or not state.point.mark else "Changed; accept when all is right."
    stays: State | None = None
    for after in ways:
        finish = partial(_without_mark, after=after, point=state.point) if settled else (
            partial(_as_it_is, after=after))
        now, change = _write(state, finish, words, strict=True)
        if change:
            return now, change
        stays = stays or now
    return stays or replace(state, note="This cannot be written there."), None


def _as_it_is(_: str, after: str) -> str:
    return after


def _without_mark(_: str, after: str, point: Point) -> str:
    """The text without the mark of the point, whose value was changed."""
    for mark in find_open_points(after, point.file) if point.mark else ():
        if (mark.keys, mark.says) == (point.keys, point.says):
            return without_mark(after, mark)
    return after


# -- what becomes of an answer ------------------------------------------------------------------------


def _write(
    state: State, rewrite: Callable[[str], str], words: str, strict: bool = False
) -> Stepped:
    """A change to the point's file; none, and a note, where it cannot be made.

    With `strict` it is also refused where it brings an error that was not there.
    """
    name, old = state.point.file, state.files[state.point.file]
    try:
        body = rewrite(state.text)
    except CannotRewrite as error:
        return replace(state, note=f"Not written: {error}."), None
    new = _marked(old, body)
    files = {**state.files, name: new}
    judged = state.desk.judge(files)
    worse = new_errors(state.judged.problems, judged.problems)
    if worse and strict:
        return replace(state, note=f"Not kept: {worse[0]}"), None
    if worse:
        words = f"{words} That leaves {len(worse)} to mend, as {worse[0]}"
    change = Change(name, old, new, words, state.at)
    return _settle(replace(state, files=files, judged=judged), change)


def _settle(state: State, change: Change) -> Stepped:
    now = arrive(replace(state, past=(*state.past, change)), change.at)
    return replace(now, note=change.words), change


def _marked(old: str, body: str) -> str:
    """The new text with the byte order mark of the old one."""
    return BOM + body if old.startswith(BOM) else body
