"""Items or a quiz in, the bytes of a format out.

A format is a row of the table (`table`) and a module here with `render(job: Job) -> bytes`; where
all items of a large bank go into a file it is `-> Iterator[bytes]`, made part by part. The module
is imported when it is used. Where it cannot hold every item it has `fits(item: Item) -> str |
None`, the reason why not; where items can come out the same it has `card(item)`, and holds one of
each. What is left out never reaches `render`; `sort_out` lists it. One that `keeps` chooses itself:
`leaves(job: Job) -> list[LeftOut]` says what it leaves out. `remarks(job: Job) -> list[str]` say
what else there is to know. One that prints has `print_forms(forms, layout)` as well: the bytes, and
the remarks; or `begin_to_print(forms, layout)`, of which one waits for them.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from quizgen.formats.table import Format, check_options, find_format
from quizgen.items.item import Item
from quizgen.items.quiz import Quiz
from quizgen.problem import QuizgenError, UsageError

if TYPE_CHECKING:
    from quizgen.bank.deck import Deck
    from quizgen.items.forms import Forms

T = TypeVar("T")
Printing = Callable[[], tuple[bytes, list[str]]]  # waits for the bytes, and what is to be remarked
TOLD = 200    # things between two words on how far it has come
NAMED = 1000  # ids that a remark lists; a large bank may have many more


class Job(NamedTuple):
    """What a format is given: the deck, and the items or the quiz to put into it.

    A format that takes items finds them in `items`; one that takes a quiz finds `quiz`.
    `options` are the format's own, by name. `as_of` is the day that the items are as of, if any;
    `now` the time in seconds, for what no release has dated yet. `progress` is told how much of it
    all is done.
    """

    deck: "Deck"
    items: tuple[Item, ...] = ()
    quiz: Quiz | None = None
    options: Mapping[str, str] = MappingProxyType({})
    as_of: datetime.date | None = None
    now: int | None = None
    progress: Callable[[int, int], None] | None = None

    def each(self) -> Iterator[Item]:
        """The items one by one, while `progress` is told."""
        return told(self.items, self.progress)


def told(things: Collection[T], progress: Callable[[int, int], None] | None) -> Iterator[T]:
    """Things one by one; `progress` is told now and then how many of them were taken."""
    for done, thing in enumerate(things):
        if progress and done % TOLD == 0:
            progress(done, len(things))
        yield thing


class LeftOut(NamedTuple):
    """An item that a format cannot hold and the reason; not `whole` where only a part stays out."""

    item: str
    reason: str
    whole: bool = True


def begin_to_print(name: str, forms: "Forms", options: Mapping[str, str]) -> Printing:
    """Begin to print a quiz's forms in a format of paper; a format that can goes on by itself."""
    from quizgen.formats.paper.layout import Layout

    module, layout = _module(name), Layout.parse(options)
    if begin := getattr(module, "begin_to_print", None):
        begun: Printing = begin(forms, layout)
        return begun
    made: tuple[bytes, list[str]] = module.print_forms(forms, layout)
    return lambda: made


def print_forms(name: str, forms: "Forms", options: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The bytes of a format of paper for a quiz's forms, and what is to be remarked of them."""
    return begin_to_print(name, forms, options)()


def export(
    name: str, deck: "Deck", items: Sequence[Item] = (), quiz: Quiz | None = None, **options: str
) -> bytes:
    """The bytes of a format; the same deck, items and options give the same bytes.

    `left_out` tells which items a format cannot hold. UsageError where the format does not exist,
    lacks what it takes (items or a quiz) or does not have such an option.
    """
    return render(name, Job(deck, tuple(items), quiz, options))


def render(name: str, job: Job) -> bytes:
    """The bytes of a format for a job, of all that fits it; as `export`, where there is more to say.

    QuizgenError where none of the items fits.
    """
    return b"".join(render_parts(name, sort_out(name, job)[0]))


def render_parts(name: str, job: Job) -> Iterator[bytes]:
    """The same part by part, of a job whose items all fit."""
    made: bytes | Iterator[bytes] = _module(name).render(job)
    return iter((made,)) if isinstance(made, bytes) else made


def left_out(name: str, job: Job) -> list[LeftOut]:
    """What a format cannot hold of a job's items, in their order, and why."""
    return _sort_out(name, _checked(name, job))[1]


def sort_out(name: str, job: Job) -> tuple[Job, list[LeftOut]]:
    """The job with the items that fit a format, and what is left out.

    QuizgenError where none of the items fits; UsageError as for `export`.
    """
    check_options(find_format(name, ""), job.options)
    fitting, left = _sort_out(name, _checked(name, job))
    if job.items and not fitting.items:
        raise QuizgenError(f"{name} can hold none of these items: {left[0].reason}")
    return fitting, left


def tell_left_out(left: Iterable[LeftOut]) -> list[str]:
    """What is left out in words: a line for each reason, with the ids that it concerns."""
    by_reason: dict[tuple[bool, str], list[str]] = {}
    for one in left:
        by_reason.setdefault((one.whole, one.reason), []).append(one.item)
    return [f"{'left out' if whole else 'without a part'}, {len(ids)}: {reason}: "
            f"{', '.join(ids[:NAMED])}" + (f" and {len(ids) - NAMED:,} more" if ids[NAMED:] else "")
            for (whole, reason), ids in by_reason.items()]


def remarks(name: str, job: Job) -> list[str]:
    """What a format has to say of a job whose items all fit."""
    module = _module(name)
    made: list[str] = module.remarks(job) if hasattr(module, "remarks") else []
    return made


def _sort_out(name: str, job: Job) -> tuple[Job, list[LeftOut]]:
    """The job with the items that fit, and what is left out."""
    row, module = find_format(name, ""), _module(name)
    if row.takes == "quiz":  # it was drawn for it
        return job, []
    if row.keeps:  # it chooses for itself, and `leaves` tells what
        return job, module.leaves(job)
    fits, card = (getattr(module, part, None) for part in ("fits", "card"))
    cards: set[object] = set()
    fitting: list[Item] = []
    left: list[LeftOut] = []
    for item in job.items:
        reason = _why_not(row, item, len(fitting)) or (fits(item) if fits else None)
        if not reason and card and card(item) in cards:
            reason = "another item makes the same card"
        if reason:
            left.append(LeftOut(item.id, reason))
            continue
        fitting.append(item)
        if card:
            cards.add(card(item))
        fact = job.deck.facts.get(item.fact)
        if fact and fact.picture and not row.pictures:
            left.append(LeftOut(item.id, f"{name} has no place for its picture", whole=False))
    return job._replace(items=tuple(fitting)), left


def _why_not(row: Format, item: Item, held: int) -> str | None:
    """The reason why a row of the table does not hold an item, beside those that it holds."""
    if item.kind not in row.kinds:
        return f"{row.name} has no {item.kind} items"
    return f"{row.name} takes {row.most} items" if row.most and held >= row.most else None


def _module(name: str) -> ModuleType:
    return import_module(f"quizgen.formats.{find_format(name, '').module}")


def _checked(name: str, job: Job) -> Job:
    row = find_format(name, "")
    if row.takes == "quiz" and job.quiz is None:
        raise UsageError(f"the format {name} takes a quiz: assemble one first")
    if row.takes == "items" and not job.items:
        raise UsageError(f"the format {name} takes items, and there are none")
    return job
