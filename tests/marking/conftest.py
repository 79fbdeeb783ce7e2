"""A printed quiz with every kind of question, and classes that answer it."""

from __future__ import annotations

import random
from functools import cache

from quizgen.bank.read import load_deck
from quizgen.items.assemble import pose_all
from quizgen.items.forms import Forms, make_forms
from quizgen.items.item import TRUE
from quizgen.items.make import make_items
from quizgen.items.quiz import Posed, Quiz


@cache
def forms(count: int = 3) -> Forms:
    bank = load_deck("ukraine-war")
    items = make_items(bank)
    wanted = {"multiple-choice": 9, "true-false": 4, "short-answer": 3, "cloze": 2, "matching": 1,
              "ordering": 1}
    taken = [item for kind, number in wanted.items()
             for item in [i for i in items if i.kind == kind][:number]]
    posed = pose_all(taken, random.Random(1))
    return make_forms(Quiz(bank.id, bank.header.title, bank.version, 1, posed), count)


def right_answer(posed: Posed) -> str:
    """The key as a teacher types it from the sheet."""
    match posed.item.kind:
        case "true-false":
            return posed.item.key[0]
        case "matching":
            return "".join(posed.key_letters)
        case "ordering":
            return " ".join(str(posed.item.sequence.index(e) + 1) for e in posed.options)
    return posed.key_letters[0] if posed.key_letters else posed.item.key


def some_answer(posed: Posed, order: random.Random) -> str:
    """An answer as students give them: right or wrong, blank or double."""
    if order.random() < 0.6:
        return right_answer(posed)
    match posed.item.kind:
        case "multiple-choice":
            return order.choice(["A", "b", " C ", "", "-", "AB", posed.options and "A"])
        case "true-false":
            return order.choice(["T", "f", "", "TF", TRUE])
        case "matching":
            return "".join(order.choice("ABCD-") for _ in posed.premises)
        case "ordering":
            ranks = list(range(1, len(posed.options) + 1))
            order.shuffle(ranks)
            return " ".join(map(str, ranks))
    return order.choice(["", "x", "nonsense"])


def class_rows(made: Forms, students: int, seed: int) -> list[list[str]]:
    """A row a student: name, form, an answer a question."""
    order = random.Random(seed)
    rows = []
    for at in range(students):
        quiz = made.quizzes[at % len(made.quizzes)]
        rows.append([f"Student {at}", quiz.form, *(some_answer(p, order) for p in quiz.questions)])
    return rows
