"""One answer as it was typed from a sheet: what was chosen, and how much of it is right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quizgen.items.grading.grade import NameIndex, grade
from quizgen.items.item import FALSE, TRUE, Item
from quizgen.items.quiz import LETTERS, Posed, Quiz

Outcome = Literal["right", "part", "wrong", "blank", "double", "unread"]
BLANKS = {"", "-", "–", "—", ".", "_", "?", "blank", "none", "n/a"}
DOUBLE = "*"
PAIR = "{} – {}"
ARROW = " → "  # between the events of an order
RIGHT, WRONG = {"+", "✓", "✔", "right", "r", "ok"}, {"x", "×", "✗", "✘", "wrong", "w", "0"}
FRACTIONS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4}
TRUTHS = {"t": TRUE, "true": TRUE, "a": TRUE, "yes": TRUE, "y": TRUE,
          "f": FALSE, "false": FALSE, "b": FALSE, "no": FALSE, "n": FALSE}


@dataclass(frozen=True, slots=True)
class Read:
    """An answer: its outcome, the share of it that is right, what was chosen in words, a remark.

    `unread` is an answer that makes no sense; it counts as wrong and is remarked.
    """

    outcome: Outcome
    share: float = 0.0
    chosen: tuple[str, ...] = ()
    remark: str = ""


def read_answer(posed: Posed, text: str, partial: bool = True) -> Read:
    """Read one answer. Matching and ordering count by their parts, or whole without `partial`."""
    typed = " ".join(text.split())
    if typed.casefold() in BLANKS:
        return Read("blank")
    match posed.item.kind:
        case "multiple-choice":
            return _choice(posed, typed)
        case "true-false":
            return _truth(posed, typed)
        case "matching":
            return _parts(posed, typed, partial)
        case "ordering":
            return _order(posed, typed, partial)
    return _written(posed, typed)


def split_answers(quiz: Quiz, text: str) -> list[str]:
    """The answers of one cell: parted by blanks, commas or the like, or letters in a row.

    In a row each question takes a letter (`-` for none, `*` for two), a matching or ordering one
    as many as it has parts. ValueError where the number does not fit.
    """
    count = len(quiz.questions)
    for mark in ";|,/":  # one mark parts them: the others may stand in an answer
        if text.count(mark) == count - 1 > 0:
            return [part.strip() for part in text.split(mark)]
    parted = [part.strip() for part in re.split(r"[,;|/]", text)]
    marked = len(parted) > 1
    if not marked:
        parted = text.split()
    if len(parted) == count:
        return parted
    letters = re.sub(r"[\s,;|/]", "", text)
    widths = [_width(posed) for posed in quiz.questions]
    if len(letters) == sum(widths) and not (marked and max(map(len, parted)) > 1):
        starts = [sum(widths[:at]) for at in range(count)]
        return [letters[at : at + width] for at, width in zip(starts, widths, strict=True)]
    found = len(parted) if len(parted) > 1 else len(letters)
    raise ValueError(f"it has {found} answers, and the form has {count} questions (where an answer "
                     "has a comma in it, part them by semicolons)")


def _width(posed: Posed) -> int:
    match posed.item.kind:
        case "matching":
            return len(posed.premises)
        case "ordering":
            return len(posed.options)
    return 1


def _choice(posed: Posed, typed: str) -> Read:
    told = _told(posed, typed)
    letters = [told] if told else [*dict.fromkeys(re.findall(r"[^\W_]|\*", typed.casefold()))]
    if DOUBLE in letters or (len(letters) > 1 and all(map(_is_letter, letters))):
        places = [_at(letter, len(posed.options)) for letter in letters if letter != DOUBLE]
        taken = [posed.options[at] for at in places if at is not None]
        last = LETTERS[len(posed.options) - 1]
        remark = f"“{typed}”: the options are A to {last}" if None in places else ""
        return Read("double", chosen=tuple(dict.fromkeys(taken)), remark=remark)
    at = _at(letters[0], len(posed.options)) if len(letters) == 1 else None
    if at is None:
        return _unread(typed, f"A to {LETTERS[len(posed.options) - 1]}")
    chosen = posed.options[at]
    right = chosen == posed.item.key
    return Read("right" if right else "wrong", float(right), (chosen,))


def _told(posed: Posed, typed: str) -> str:
    """The letter of the option whose text was typed, as Google Forms has it; empty for letters.

    `C) Riga` counts where the letter and the text agree. Up to two signs are letters.
    """
    plain = typed.casefold()
    lettered = re.fullmatch(r"\(?([a-j])\s*[.):]\s*(\S.*)", plain)
    for letter, option in zip(LETTERS.casefold(), posed.options, strict=False):
        text = " ".join(option.split()).casefold()
        if len(typed) > 2 and (plain == text or (lettered and lettered.groups() == (letter, text))):
            return letter
    return ""


def _truth(posed: Posed, typed: str) -> Read:
    chosen = TRUTHS.get(typed.casefold().strip("."))
    if chosen is None:
        both = set(re.findall(r"\w", typed.casefold())) in ({"t", "f"}, {"a", "b"})
        return Read("double", chosen=(TRUE, FALSE)) if both or typed == DOUBLE else _unread(
            typed, "T or F")
    right = chosen == posed.item.key
    return Read("right" if right else "wrong", float(right), (chosen,))


def _parts(posed: Posed, typed: str, partial: bool) -> Read:
    """A response for each premise: `B A D C`, `1b 2a 3d 4c`, `-` for none."""
    marks = _numbered(typed, len(posed.premises)) or re.findall(r"[^\W_]|[-–*]", typed.casefold())
    places = [None if mark in "-–*" else _at(mark, len(posed.options)) for mark in marks]
    if len(marks) != len(posed.premises) or any(
            at is None and mark not in "-–*" for at, mark in zip(places, marks, strict=True)):
        return _unread(typed, f"{len(posed.premises)} letters, A to {LETTERS[len(posed.options) - 1]}")
    right = dict(posed.item.pairs)
    given = [(premise, posed.options[at]) for premise, at in zip(posed.premises, places, strict=True)
             if at is not None]
    if not given and "*" not in marks:
        return Read("blank")
    hits = sum(right[premise] == response for premise, response in given)
    return _shared(hits, len(posed.premises), tuple(PAIR.format(p, r) for p, r in given), partial)


def _numbered(typed: str, count: int) -> list[str] | None:
    """The letters of `1b 2a 4d`, `1-B, 2-A` by their numbers, `-` where there is none; None where it
    is no such line, or a number stands twice or beyond the last.
    """
    pair = re.compile(r"(\d+)\s*[.:)=–-]?\s*([a-z*–-])")
    pairs = [(int(number), letter) for number, letter in pair.findall(typed.casefold())]
    given = dict(pairs)
    if not given or len(given) < len(pairs) or not given.keys() <= set(range(1, count + 1)) \
            or re.search(r"\w", pair.sub("", typed.casefold())):
        return None
    return [given.get(number, "-") for number in range(1, count + 1)]


def _order(posed: Posed, typed: str, partial: bool) -> Read:
    """The number that stands at each event down the page, or the letters from the earliest on; or
    both, as `A2 B1 C3` or `1B 2A 3C`.
    """
    count = len(posed.options)
    marks = re.findall(r"10|[^\W_]", typed.casefold())
    letters, numbers = marks[::2], marks[1::2]
    if letters and letters[0].isdigit():
        letters, numbers = numbers, letters
    if len(letters) == len(numbers) == count and all(map(_is_letter, letters)):
        marks = [number for _, number in sorted(zip(letters, numbers, strict=True))] \
            if len(set(letters)) == count else []
    if all(mark.isascii() and mark.isdigit() for mark in marks):
        ranks = [int(mark) - 1 for mark in marks]
        order = sorted(range(len(ranks)), key=lambda at: ranks[at])
    else:
        ranks = order = [at if (at := _at(mark, count)) is not None else -1 for mark in marks]
    if sorted(ranks) != list(range(count)):
        return _unread(typed, f"the numbers 1 to {count} down the page, each once")
    told = tuple(posed.options[at] for at in order)
    hits = sum(one == other for one, other in zip(told, posed.item.sequence, strict=True))
    return _shared(hits, count, (ARROW.join(told),), partial)


def _written(posed: Posed, typed: str) -> Read:
    """What was written, or the teacher's own mark for it: `+`, `x`, or a part: `50%`, `0.5`, `1/2`.

    A figure that is no such part, or may be one of a number that was asked, is looked at: it may be
    meant as points.
    """
    plain = typed.casefold()
    if plain in RIGHT or (plain == "1" and posed.item.number is None):
        return Read("right", 1.0)
    if plain in WRONG and not (plain == "0" and posed.item.number is not None):
        return Read("wrong")
    figure, part = _figure(plain)
    if part is not None and not _may_be_answer(posed.item, plain):
        return Read("right" if part == 1 else "part" if part else "wrong", part)
    verdict = grade(posed.item, typed, _no_names())
    doubtful = part is not None or (figure and not _asks_figure(posed.item))
    clear = verdict.verdict == "correct" or (verdict.verdict == "wrong" and not doubtful)
    remark = ("" if clear else
              f"“{typed}” for “{posed.item.key}” is taken as "
              f"{'right' if verdict.counts else 'wrong'}: look at it, and put + or x")
    return Read("right" if verdict.counts else "wrong", float(verdict.counts), (typed,), remark)


def _figure(plain: str) -> tuple[bool, float | None]:
    """Whether a text is a figure alone, and the part of the points that it is, if it can be one."""
    if plain in FRACTIONS:
        return True, FRACTIONS[plain]
    found = re.fullmatch(r"(\d{0,9}(?:[.,]\d{1,9})?)(?:\s*(%)|/(\d{1,3}))?", plain, re.ASCII)
    if not found or not found[1]:
        return False, None
    value = float(found[1].replace(",", "."))
    of = 100.0 if found[2] else float(found[3] or 1)
    shown = found[2] or found[3] or value < 1
    return True, value / of if shown and of and value <= of else None


def _may_be_answer(item: Item, figure: str) -> bool:
    """Whether what looks like a part of the points may be a student's answer: 0.5 or 5% where a number
    was asked, 1/9 where a date was.
    """
    if figure.endswith("%"):
        return _asks_figure(item) and ("%" in item.key or "percent" in item.key.replace(" ", ""))
    return _asks_figure(item) or ("/" in figure and item.date is not None)


def _asks_figure(item: Item) -> bool:
    """Whether the answer is a number, which a part of the points would look like."""
    return item.number is not None or item.key.replace(",", "").replace(".", "").isdecimal()


@cache
def _no_names() -> NameIndex:
    """No deck's names: paper is marked by its form file alone, whatever the bank holds by now."""
    return NameIndex()


def _shared(hits: int, of: int, chosen: tuple[str, ...], partial: bool) -> Read:
    if hits == of:
        return Read("right", 1.0, chosen)
    return Read("part", hits / of, chosen) if hits and partial else Read("wrong", 0.0, chosen)


def _unread(typed: str, wanted: str) -> Read:
    return Read("unread", remark=f"“{typed}” is no answer ({wanted}); it counts as wrong")


def _is_letter(mark: str) -> bool:
    return mark in LETTERS.casefold()


def _at(mark: str, options: int) -> int | None:
    at = LETTERS.casefold().find(mark)
    return at if mark and 0 <= at < options else None
