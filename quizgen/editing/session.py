"""A walk as a pure step: a state and a key or a line in, the next state and a change out.

Nothing here prints, reads a key or writes a file. A change counts as written; where it could not
be, the shell goes on from `reread` instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from quizgen.bank.kinds import KINDS
from quizgen.bank.open_points import find_open_points
from quizgen.bank.outline import Keys, Part
from quizgen.editing.carry import fields_of
from quizgen.editing.choices import addable, choices_at, find_choice, matching
from quizgen.editing.desk import Desk, Files
from quizgen.editing.droppable import Thing, droppable
from quizgen.editing.fact_form import written
from quizgen.editing.fill import begin, filled
from quizgen.editing.form import is_placeholder
from quizgen.editing.insert import scalar, with_key
from quizgen.editing.points import arrive, go
from quizgen.editing.rewrite import (
    CannotRewrite,
    with_value,
    with_yaml,
    without_mark,
    without_part,
)
from quizgen.editing.state import LABELS, Change, Offer, Point, State, commands_now, parts_of
from quizgen.editing.write import Stepped, marked, settle, write
from quizgen.evidence.article import Article
from quizgen.terminal.events import End, Event, Key, Line
from quizgen.terminal.line import EMPTY, Edit, edit

MOST_SHOWN = 24  # values, or lines that refer to something

def start(desk: Desk, files: Files, article: Article | None = None) -> State:
    """The walk at its first open point, else at its first problem; at rest where there is none."""
    return arrive(State(desk, files, desk.judge(files), article), 0)


def step(state: State, event: Event) -> Stepped:
    """What follows a key or a line, and the change that is to be written."""
    state = replace(state, note="")
    if isinstance(event, End):
        return replace(state, phase="done"), None
    if state.phase in ("asking", "resting"):
        return _asked(state, _key_of(event))
    if state.phase in ("picking", "dropping"):
        return _chosen(state, _key_of(event))
    if state.phase == "filling":
        return filled(state, event)
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
        case "k" | "w" | "f":
            return begin(state, key), None
        case "?":
            return replace(state, helped=state.helped + 1), None
        case "q":
            return replace(state, phase="done"), None
    return go(state, state.at + (1 if key == "n" else -1)), None


def _accept(state: State) -> Stepped:
    mark = state.point.mark
    assert mark is not None  # else the key does not work
    value = next((p.text for p in parts_of(state.text) if p.text and is_placeholder(p.text)
                  and mark.keys in (p.keys, p.keys[:-1] if isinstance(p.name, int) else None)), None)
    if value:
        return replace(state, note=f"“{value}” only holds the place of a value: change it."), None
    name, old = state.point.file, state.files[state.point.file]
    files = {**state.files, name: marked(old, without_mark(state.text, mark))}
    return settle(replace(state, files=files), Change(name, old, files[name], "Accepted.", state.at))


def _change(state: State) -> Stepped:
    """Go to the line under edit where one value is meant, else ask which."""
    parts = parts_of(state.text)
    part = next(p for p in parts if p.keys == state.point.keys)
    if part.text is not None:
        return _edit(state, Offer(part.keys, str(part.name))), None
    count = len(part.keys)
    inner = [p for p in parts if p.keys[:count] == part.keys and p.text is not None
             and "evidence" not in p.keys[count:]]
    if _is_sole(parts, part.keys):
        return _edit(state, Offer(inner[0].keys, "")), None
    offers = [Offer(p.keys, f"{'.'.join(map(str, p.keys[count:]))}: {p.text}") for p in inner]
    written = state.text[part.start : part.end]
    if part.flow and "\n" not in written:
        offers.insert(0, Offer(part.keys, f"the whole: {written}", whole=True))
    offers += [Offer((*part.keys, name), f"add {name}", new=True) for name in addable(
        state.point.file, part.keys, parts)]
    if not offers:
        return replace(state, note="Nothing here can be changed on one line; see the file."), None
    return replace(state, phase="picking", offers=tuple(offers[: len(LABELS)])), None


def _is_sole(parts: Iterable[Part], keys: Keys) -> bool:
    """Whether a list of texts has but one, which is then meant by it."""
    inner = [part for part in parts if part.keys[:-1] == keys and part.keys]
    return len(inner) == 1 and isinstance(inner[0].name, int) and inner[0].text is not None


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
    return write(state, lambda text: without_part(text, keys), f"Dropped: {words}.", is_field)


# -- a value ------------------------------------------------------------------------------------------


def _edit(state: State, offer: Offer) -> State:
    """The state with a value under edit, and what may stand there."""
    name, parts = state.point.file, parts_of(state.text)
    part = next((p for p in parts if p.keys == offer.keys), None)
    if part is None:
        choices = choices_at(name, parts, offer.keys, state.judged.deck)
        return replace(state, phase="typing", target=offer, choices=choices, line=EMPTY)
    choices = () if offer.whole else choices_at(name, parts, offer.keys, state.judged.deck)
    old = state.text[part.start : part.end] if offer.whole else " ".join((part.text or "").split())
    shown = "" if choices or is_placeholder(old) else old
    line = Edit(shown, len(shown))
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
    if typed == "?":
        return replace(state, line=EMPTY, helped=state.helped + 1), None
    if is_placeholder(typed) and not state.choices:
        return replace(state, note=f"“{typed}” is no value. What is not known stays open: Esc, then "
                       "n."), None
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
        if offer.new:
            ways = _added(state, offer.keys, value)
        else:
            ways = ([with_yaml(state.text, offer.keys, value)] if offer.whole
                    else list(with_value(state.text, offer.keys, value)))
    except CannotRewrite as error:
        return replace(state, note=f"Not kept: {error}."), None
    return _first_good(state, ways, offer.keys)


def _added(state: State, keys: Keys, value: str) -> list[str]:
    """The text with a value that was not there, behind those that the bank has before it."""
    holder, name = keys[:-1], str(keys[-1])
    parts = parts_of(state.text)
    there = {str(p.name) for p in parts if p.keys[:-1] == holder and p.keys}
    kind = next((KINDS.get(p.text or "") for p in parts if p.keys == (*holder, "kind")), None)
    order = list(fields_of(kind)) if kind and name in fields_of(kind) else []
    before = [one for one in order[: order.index(name)] if one in there] if order else []
    shown = written(kind, name, value) if kind and order else (
        value if value in ("true", "false") else scalar(value))
    last = [*(["date"] if order else []), *before][-1:]
    return [with_key(state.text, holder, name, shown, *last)]


def _first_good(state: State, ways: Iterable[str], keys: Keys) -> Stepped:
    """The first of several texts that brings no new error; the first's error where all do."""
    settled = keys == state.point.keys or (
        keys[:-1] == state.point.keys and _is_sole(parts_of(state.text), keys[:-1]))
    words = "Changed." if settled or not state.point.mark else "Changed; accept when all is right."
    stays: State | None = None
    for after in ways:
        finish = partial(_without_mark, after=after, point=state.point) if settled else (
            partial(_as_it_is, after=after))
        now, change = write(state, finish, words, strict=True)
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
