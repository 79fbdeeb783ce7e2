"""Printed forms against the bank as it is now: which of their questions no longer hold, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.bank.as_of import overtaken_on
from quizgen.bank.deck import Deck
from quizgen.bank.history import History
from quizgen.items.forms import Forms
from quizgen.items.item import Item
from quizgen.releases.compare import is_same_answer
from quizgen.releases.snapshot import Version, record_item

What = Literal["answered", "superseded", "corrected", "retracted", "retired", "standing", "reworded",
               "options", "explained"]
# Those after which a paper that was marked by the old key is marked wrongly, or taught wrongly.
SERIOUS: tuple[What, ...] = ("answered", "superseded", "corrected", "retracted", "retired")


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of an item since it was printed; `when` is a day in words, or empty."""

    item: Item
    what: What
    when: str = ""
    before: str = ""
    after: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """The change as it follows “question 7: ”."""
        on = f" on {self.when}" if self.when else ""
        match self.what:
            case "answered":
                return f"its answer changed{on}: “{self.before}” is now “{self.after}”"
            case "superseded":
                return f"its answer was superseded{on}"
            case "corrected":
                return f"its answer was corrected{on}: it was wrong"
            case "retracted":
                return f"its source took it back{on}"
            case "retired":
                return f"it is no longer in the bank{on}"
            case "standing":
                return f"its standing changed{on}: {self.before} is now {self.after}"
            case "reworded":
                return f"it was reworded{on}"
            case "options":
                return f"its wrong options changed{on}"
        return f"the key explains it in other words than the bank does now{on}"


@dataclass(frozen=True, slots=True)
class FormChange:
    """A change where it stands: the form and the question's number there."""

    form: str
    number: int
    change: ItemChange

    def __str__(self) -> str:
        return f"form {self.form}, question {self.number}: {self.change.text}"


def find_form_changes(
    forms: Forms, now: Version, history: History | None = None
) -> tuple[FormChange, ...]:
    """Every change of what was printed, the serious ones first; form by form, by the questions."""
    explains = forms.layout.get("key") != "none" or forms.layout.get("study_sheet") == "yes"
    changes = {item.id: [change for change in _compare(
                   item, now, _release(item, forms.first.version, history))
                   if explains or change.what != "explained"] for item in forms.items}
    found = [FormChange(quiz.form, number, change) for quiz in forms.quizzes
             for number, posed in enumerate(quiz.questions, start=1)
             for change in changes[posed.item.id]]
    return tuple(sorted(found, key=lambda one: _weight(one.change.what)))


def tell_form_changes(changes: Sequence[FormChange]) -> list[str]:
    """The changes, a line each; explanations, which change no mark, in a line a form at the end."""
    lines = [str(change) for change in changes if change.change.what != "explained"]
    explained: dict[str, list[int]] = {}
    for change in changes:
        if change.change.what == "explained":
            explained.setdefault(change.form, []).append(change.number)
    return lines + [f"form {form}: the key explains question{'s' * (len(numbers) > 1)} "
                    f"{', '.join(map(str, numbers))} in other words than the bank does now"
                    for form, numbers in explained.items()]


def _weight(what: What) -> int:
    """How late a change is told: what makes an answer wrong, then the rest, explanations last."""
    return 0 if what in SERIOUS else 2 if what == "explained" else 1


def _compare(old: Item, now: Version, released: str) -> Iterator[ItemChange]:
    new = now.items.get(old.id)
    if new is None:
        yield ItemChange(old, "retired", released, old.key)
        return
    if new.status != "current" and new.status != old.status:  # noqa: PLR1714  # mypy narrows by it
        yield ItemChange(old, new.status, _overtaken(new, now.deck) or released, old.key,
                         note=new.notice)
    before, after = record_item(old), record_item(new)
    if not is_same_answer(before, after):
        yield ItemChange(old, "answered", released, before.answer, after.answer, new.explanation)
    if new.standing != old.standing:
        yield ItemChange(old, "standing", released, old.standing, new.standing)
    if new.stem != old.stem or new.kind != old.kind:
        yield ItemChange(old, "reworded", released, old.stem, new.stem)
    elif before.words != after.words and is_same_answer(before, after):
        yield ItemChange(old, "options", released)
    elif new.explanation != old.explanation and new.status == old.status:
        yield ItemChange(old, "explained", released, old.explanation, new.explanation)


def _overtaken(item: Item, deck: Deck) -> str:
    """The day of the report that overtook the item's fact (or one of its facts), in words."""
    for name in item.facts:
        fact = deck.facts.get(name)
        if fact and fact.status == item.status:
            day = overtaken_on(deck, fact)
            return day.words() if day else ""
    return ""


def _release(item: Item, version: str, history: History | None) -> str:
    """The day of the first release after a version that touched the item, as 2023-09-16."""
    if history is None or version not in [release.version for release in history.releases]:
        return ""
    versions = [release.version for release in history.releases]
    for release in history.releases[versions.index(version) + 1 :]:
        if any(item.id in change.items or (change.fact == item.fact and not change.items)
               for change in release.changes):
            return release.time[:10]
    return ""
