"""For any bank and any series of edits: every change is named, weighed, and keeps learners' ids.

What must be found is worked out here from the items alone, in another way than `compare` does.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.bank.history import History
from quizgen.items.item import Item
from quizgen.problem import DeckError
from quizgen.releases.compare import as_numbers, compare
from quizgen.releases.release import plan_release
from quizgen.releases.snapshot import Version, take_versions
from quizgen.reports.diff_text import diff_lines
from tests.releases.conftest import BANK, Bank, read_bank

Edit = Callable[[Bank], None]
PEOPLE = ("reed", "sole", "moss", "varga", "lind")
TOWNS = ("weir", "ashford", "oakham", "elmbrook", "thorn")
WORDS = st.text("abcdefgh é’", min_size=1, max_size=12).map(lambda text: f"x{text}x")


def on_fact(name: str, change: Callable[[dict[str, Any]], None]) -> Edit:
    def edit(bank: Bank) -> None:
        if name in bank["facts"]:
            change(bank["facts"][name])
    return edit


def rename(entity: str, name: str) -> Edit:
    return lambda bank: bank["entities"][entity].update(name=name)


def add(name: str, host: str, guest: str, place: str) -> Edit:
    return lambda bank: bank["facts"].setdefault(name, {
        "kind": "meeting", "date": "2023-09-10", "host": host, "guest": guest, "place": place})


def end(name: str, status: str, follower: str) -> Edit:
    def change(fact: dict[str, Any]) -> None:
        fact.pop("superseded_by", None)
        fact.update(status=status, why="it was so")
        if status == "superseded":
            fact["superseded_by"] = follower
    return on_fact(name, change)


FACT = st.sampled_from(sorted(BANK["facts"]))
PERSON, TOWN = st.sampled_from(PEOPLE), st.sampled_from(TOWNS)
EDIT: st.SearchStrategy[Edit] = st.one_of(
    st.builds(rename, st.sampled_from(PEOPLE + TOWNS), WORDS),
    st.builds(add, st.sampled_from(["one", "two"]), PERSON, PERSON, TOWN),
    FACT.map(lambda name: lambda bank: bank["facts"].pop(name, None)),
    st.builds(end, FACT, st.sampled_from(["current", "superseded", "retracted"]), FACT),
    st.builds(lambda name, text: on_fact(name, lambda f: f.update(explanation=text)), FACT, WORDS),
    st.builds(lambda name, tag: on_fact(name, lambda f: f.update(tags=[tag])), FACT,
              st.sampled_from(["a", "b"])),
    st.builds(lambda town: on_fact("met", lambda f: f.update(place=town)), TOWN),
    st.builds(lambda who: on_fact("met", lambda f: f.update(guest=who)), PERSON),
    st.builds(lambda wish: on_fact("met", lambda f: f.update(questions={"place": wish})),
              st.booleans()),
    st.builds(lambda value: on_fact("debt", lambda f: f.update(value={"value": value})),
              st.integers(1, 99)),
    st.builds(lambda who, polarity: on_fact("debt", lambda f: f["assertions"].append(
        {"by": who, "polarity": polarity, "date": "2023-09-15"})), PERSON,
        st.sampled_from(["asserts", "denies"])),
    st.builds(lambda text: on_fact("said", lambda f: f.update(content=text)), WORDS),
    st.builds(lambda town: on_fact("rain", lambda f: f.update(text=f"it rained in {{where=@{town}}}")),
              TOWN),
    st.builds(lambda title: lambda bank: bank["deck"].update(title=title), WORDS),
)


def edited(bank: Bank, edits: list[Edit]) -> tuple[Bank, Version | None]:
    """The bank after the edits, and its version; none where they leave a bank with problems."""
    bank = copy.deepcopy(bank)
    for edit in edits:
        edit(bank)
    with tempfile.TemporaryDirectory() as folder:
        try:
            return bank, read_bank(Path(folder), bank)
        except DeckError:
            return bank, None


def shown(item: Item) -> dict[str, Any]:
    """What a learner sees of an item; why an option is wrong is told by the bank around it."""
    seen = {name: getattr(item, name) for name in Item._fields}
    return seen | {"distractors": [wrong.text for wrong in item.distractors]}


def never_less(old: Version, new: Version) -> str:
    """The least level that can be right, from the items alone."""
    gone = old.items.keys() - new.items.keys()
    both = old.items.keys() & new.items.keys()
    other = [
        name for name in both if old.items[name].key.casefold() != new.items[name].key.casefold()
        and not name.endswith((".standing", ".ordering", ".matching"))
        and not {"the " + old.items[name].key.casefold()} & {new.items[name].key.casefold()}
    ]
    if gone or other:
        return "major"
    if new.items.keys() - old.items.keys():
        return "minor"
    return "patch" if any(shown(old.items[n]) != shown(new.items[n]) for n in both) else "none"


@given(st.lists(EDIT, max_size=5))
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_diff_names_every_change(edits: list[Edit]) -> None:
    _, old = edited(BANK, [])
    _, new = edited(BANK, edits)
    if old is None or new is None:
        return
    changes = compare(old.snapshot, new.snapshot)
    named = {change.fact for change in changes}
    for name in old.items.keys() | new.items.keys():
        before, after = old.items.get(name), new.items.get(name)
        if before is None or after is None or shown(before) != shown(after):
            fact = (before or after).fact  # type: ignore[union-attr]
            assert fact in named, name
    gone = {name for c in changes if c.kind in ("retired", "question-retired") for name in c.items}
    assert gone == old.items.keys() - new.items.keys()
    come = {name for c in changes if c.kind in ("added", "question-added") for name in c.items}
    assert come == new.items.keys() - old.items.keys()
    assert named - {""} <= old.snapshot.facts.keys() | new.snapshot.facts.keys()
    seen = [(v.snapshot.header, {name: note.hash for name, note in v.snapshot.facts.items()})
            for v in (old, new)]
    assert bool(changes) == (seen[0] != seen[1])
    parts = take_versions(old.deck, new.deck)   # which hold no more than what differs
    assert compare(parts[0].snapshot, parts[1].snapshot) == changes
    assert list(diff_lines(*parts, changes)) == list(diff_lines(old, new, changes))
    hashes = [{name: note.hash for name, note in v.snapshot.facts.items()} for v in (old, new)]
    other = {name for name, _ in hashes[0].items() ^ hashes[1].items()}
    assert [{i.fact for i in v.items.values()} <= other for v in parts] == [True, True]


@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_releases_never_count_too_little_and_keep_every_id(rounds: list[list[Edit]]) -> None:
    bank, now = edited(BANK, [])
    assert now is not None
    history: History = plan_release(now, None, "2023-09-15T00:00:00Z").history
    ever = set(now.items)
    for day, edits in enumerate(rounds, start=16):
        bank["deck"]["version"] = history.last.version
        after, new = edited(bank, edits)
        if new is None:
            continue
        plan = plan_release(new, history, f"2023-09-{day}T00:00:00Z")
        old, level = as_numbers(history.last.version), never_less(now, new)
        raised = {"none": old, "patch": (*old[:2], old[2] + 1), "minor": (old[0], old[1] + 1, 0),
                  "major": (old[0] + 1, 0, 0)}[level]
        assert as_numbers(plan.version) >= raised, level
        again = plan_release(new, plan.history, "2023-10-01T00:00:00Z", plan.version)
        assert not again.is_needed
        bank, now, history = after, new, plan.history
        ever |= set(new.items)
        held = {name for note in history.facts.values() for name in note.items}
        retired = set(history.retired_items) | {
            name for note in history.retired_facts.values() for name in note.items}
        assert held == set(new.items)
        assert ever <= held | retired
