"""One quiz in several forms: the same items, with questions and options in other orders.

What is printed and handed out is a `Forms`; its file (`form_file`) is what a marked sheet is read
against. Every form keeps the rules of a quiz: sorted options stay sorted, true comes before false,
and the key stands at every position about as often.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from operator import sub
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from quizgen.items.assemble import pose_all
from quizgen.items.item import KINDS, Item
from quizgen.items.quiz import Posed, Quiz
from quizgen.problem import QuizgenError, UsageError

FORM_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_STUDENTS = 1000
TRIES = 16  # orders of questions that are tried for a form; the one least like its neighbours is taken
LONGEST_RUN = 3  # of one key letter (Haladyna et al.)
_Mark = tuple[str, ...]
_NONE: Mapping[str, Any] = MappingProxyType({})


class Student(NamedTuple):
    """Whom a form is for: a name, a number, or both."""

    name: str = ""
    number: str = ""


class Forms(NamedTuple):
    """A quiz as it is handed out: its forms, the points of each item, and how it is laid out.

    `points` are by item; `layout` are the options of printing by name; `sections` says whether
    questions stand by kind; `developments` are the titles under which facts are studied, by id;
    `pictures` the files of pictures by name.
    """

    quizzes: tuple[Quiz, ...]
    points: Mapping[str, float]
    language: str = "en"
    sections: bool = False
    layout: Mapping[str, str] = _NONE
    developments: Mapping[str, str] = _NONE
    pictures: Mapping[str, bytes] = _NONE

    @property
    def first(self) -> Quiz:
        """The first form."""
        return self.quizzes[0]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items, in the order of the first form."""
        return tuple(posed.item for posed in self.first.questions)

    @property
    def total(self) -> float:
        """The points of all questions together."""
        return sum(self.points[item.id] for item in self.items)

    @property
    def personal(self) -> bool:
        """Whether each form is for one student."""
        return any(quiz.student or quiz.number for quiz in self.quizzes)


def make_forms(
    quiz: Quiz, count: int = 1, *, students: Sequence[Student] = (), sections: bool = False,
    points: Mapping[str, float] | None = None, language: str = "en",
    developments: Mapping[str, str] | None = None, pictures: Mapping[str, bytes] | None = None,
) -> Forms:
    """`count` forms A, B, C … of a quiz, or one form a student, named by its number in the list.

    The first form is the quiz itself. Each further one is drawn by the quiz's seed to be unlike the
    form before it (the last also unlike the first): a question stands at another place and has
    another neighbour, and where both have a letter it is, if it can be, another letter.
    """
    if not students and not 1 <= count <= len(FORM_LETTERS):
        raise UsageError(f"{count} forms; there can be 1 to {len(FORM_LETTERS)}, A to Z")
    if len(students) > MOST_STUDENTS:
        raise UsageError(f"{len(students)} students; there can be {MOST_STUDENTS}")
    wanted = len(students) or count
    made = [quiz._replace(questions=_by_kind(quiz.questions) if sections else quiz.questions)]
    for at in range(1, wanted):
        order = random.Random(f"{quiz.seed}/{at}")
        beside = made[-1:] if at < wanted - 1 else [made[-1], made[0]]
        made.append(quiz._replace(questions=_unlike(quiz, beside, order, sections)))
    if students:
        made = [form._replace(form=str(at), student=student.name, number=student.number)
                for at, (form, student) in enumerate(zip(made, students, strict=True), start=1)]
    elif count > 1:
        made = [form._replace(form=FORM_LETTERS[at]) for at, form in enumerate(made)]
    worth = {posed.item.id: usual_points(posed) for posed in quiz.questions} | dict(points or {})
    return Forms(tuple(made), worth, language, sections, developments=developments or {},
                 pictures=pictures or {})


def read_pictures(quiz: Quiz, folder: Path) -> dict[str, bytes]:
    """The pictures of a quiz's items from the deck's folder, by file.

    QuizgenError where one cannot be read (any more).
    """
    named = {posed.item.picture.file: posed.item.fact for posed in quiz.questions
             if posed.item.picture}
    if not named:
        return {}
    from quizgen.bank.picture import read_picture  # imports the models

    read: dict[str, bytes] = {}
    for file, fact in named.items():
        try:
            read[file] = read_picture(folder, file)
        except ValueError as error:
            raise QuizgenError(f"{fact}: the picture {file} {error}") from None
    return read


def usual_points(posed: Posed) -> float:
    """A point a question; in a matching, a point a line."""
    return float(len(posed.premises) or 1)


def set_points(quiz: Quiz, wishes: Sequence[str]) -> dict[str, float]:
    """The points of each item by wishes such as `2` (every question) or `matching=4` (a kind).

    A wish for a kind counts more than one for all, in whatever order they come. UsageError where a
    wish names no kind, or points that cannot be, or two are for the same.
    """
    wanted: dict[str, float] = {}
    for wish in wishes:
        kind, value = _read_points(wish)
        if wanted.setdefault(kind, value) != value:
            raise UsageError(f"--points {wish}: {kind or 'every question'} was given "
                             f"{wanted[kind]:g} before; say it once")
    return {posed.item.id: wanted.get(posed.item.kind, wanted.get("", usual_points(posed)))
            for posed in quiz.questions}


def _read_points(wish: str) -> tuple[str, float]:
    """The kind of a wish, or nothing where it is for every question, and the points."""
    kind, equals, number = wish.rpartition("=")
    if equals and kind not in KINDS:
        raise UsageError(f"--points {wish}: no kind “{kind}”; there are {', '.join(KINDS)}")
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not 0 < value <= 100 or value * 4 != int(value * 4):
        raise UsageError(f"--points {wish}: a number up to 100, in quarters, as 2 or matching=4")
    return kind, value


def _by_kind(questions: Sequence[Posed]) -> tuple[Posed, ...]:
    """The questions with those of a kind together, kinds in their usual order."""
    return tuple(sorted(questions, key=lambda posed: KINDS.index(posed.item.kind)))


def _unlike(
    quiz: Quiz, beside: Sequence[Quiz], order: random.Random, sections: bool
) -> tuple[Posed, ...]:
    """The questions in an order, and with options, that are hardly like those of the forms beside."""
    items = [posed.item for posed in quiz.questions]
    places = [{posed.item.id: at for at, posed in enumerate(form.questions)} for form in beside]
    orders = []
    for _ in range(TRIES):
        order.shuffle(items)
        orders.append(sorted(items, key=lambda i: KINDS.index(i.kind)) if sections else list(items))
    best = min(orders, key=lambda some: sum(_same_places(some, there) for there in places))
    _move_apart(best, places, sections)
    marks = [[_mark(posed) for posed in form.questions] for form in beside]
    shown = [{posed.item.id: posed.options for posed in form.questions} for form in beside]
    return tuple(_show_otherwise(posed, [options[posed.item.id] for options in shown])
                 for posed in _move_keys(list(pose_all(best, order)), marks))


def _same_places(items: Sequence[Item], places: Mapping[str, int]) -> int:
    """How much an order of questions is like a form's: same places, near places, same followers."""
    there = [places[item.id] for item in items]
    moved = list(map(sub, there, range(len(there))))
    steps = list(map(sub, there[1:], there))
    return 4 * moved.count(0) + moved.count(1) + moved.count(-1) + 2 * steps.count(1)


def _move_apart(items: list[Item], places: Sequence[Mapping[str, int]], sections: bool) -> None:
    """Exchange questions until none, if it can be, has the number that it has on a form beside."""
    def stays(item: Item, at: int) -> bool:
        return any(there[item.id] == at for there in places)

    for at, item in enumerate(items):
        for other in range(len(items)) if stays(item, at) else ():
            second = items[other]
            alike = not sections or second.kind == item.kind
            if alike and not stays(item, other) and not stays(second, at):
                items[at], items[other] = second, item
                break


def _show_otherwise(posed: Posed, beside: Sequence[tuple[str, ...]]) -> Posed:
    """The question with its wrong options in another order than on the forms beside, if it can be."""
    if posed.item.kind != "multiple-choice" or posed.item.sorted or posed.options not in beside:
        return posed
    wrong = [text for text in posed.options if text != posed.item.key]
    turned = (_with_options(posed, wrong[by:] + wrong[:by]) for by in range(1, len(wrong)))
    return next((new for new in turned if new.options not in beside), posed)


def _move_keys(questions: list[Posed], beside: Sequence[Sequence[_Mark]]) -> list[Posed]:
    """The questions with no mark, if it can be, that stands at the same number of a form beside.

    Two questions of as many options change the places of their keys, so that every place is taken
    as often as before; no run of one letter becomes longer than is allowed.
    """
    drawn = [at for at, posed in enumerate(questions)
             if posed.item.kind == "multiple-choice" and not posed.item.sorted]
    for at in drawn:
        for other in drawn if _is_beside(questions[at], at, beside) else ():
            new = _exchange(questions, at, other)
            if new and not any(_is_beside(new[n], n, beside) for n in (at, other)) \
                    and max(key_runs(new)) <= LONGEST_RUN:
                questions = new
                break
    return questions


def _is_beside(posed: Posed, at: int, beside: Sequence[Sequence[_Mark]]) -> bool:
    """Whether a form beside has the same mark at that number: whoever copies it is right."""
    mark = _mark(posed)
    return bool(mark) and any(form[at] == mark for form in beside)


def _exchange(questions: Sequence[Posed], one: int, other: int) -> list[Posed] | None:
    """The questions with the key of one where that of the other was; None where nothing changes."""
    first, second = questions[one], questions[other]
    if len(first.options) != len(second.options) or first.key_index == second.key_index:
        return None
    new = list(questions)
    new[one], new[other] = _with_key_at(first, second.key_index), _with_key_at(second, first.key_index)
    return new


def _with_key_at(posed: Posed, place: int) -> Posed:
    return _with_options(posed, [text for text in posed.options if text != posed.item.key], place)


def _with_options(posed: Posed, wrong: Sequence[str], place: int | None = None) -> Posed:
    """The question with its wrong options in this order and the key at a place, or where it is."""
    at = posed.key_index if place is None else place
    return posed._replace(options=(*wrong[:at], posed.item.key, *wrong[at:]))


def _mark(posed: Posed) -> _Mark:
    """What is copied from a neighbour: letters, or true or false; nothing where one must write."""
    return (posed.item.key,) if posed.item.kind == "true-false" else posed.key_letters


def key_runs(questions: Sequence[Posed]) -> Iterator[int]:
    """How often a key letter stands in a row so far, among drawn questions of as many options."""
    last: dict[int, tuple[int, int]] = {}
    for posed in questions:
        if posed.item.kind == "multiple-choice" and not posed.item.sorted:
            size = len(posed.options)
            before, run = last.get(size, (-1, 0))
            last[size] = posed.key_index, run + 1 if posed.key_index == before else 1
            yield last[size][1]
